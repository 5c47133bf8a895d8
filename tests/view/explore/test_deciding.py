"""Decisions from the browser, with the case that they change: merged, split, rejected and taken back on its pages."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dragoman.build import edits_path, read
from dragoman.case.store import CaseInUse, open_case
from dragoman.cli.deciding import keep, settle
from dragoman.records import Decision, Reuse
from dragoman.resolve.decisions import load_edits
from dragoman.view.explore import writing
from dragoman.view.explore.app import application
from dragoman.view.explore.settling import Settling
from tests.golden import account_files
from tests.view.explore.conftest import HOST, TOKEN, Decided, at, resolution
from tests.view.explore.test_safety import MERGE, OURS, opened


@pytest.fixture(scope="session")
def read_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("deciding") / "k.case"
    read(account_files()[:4], path)
    return path


@pytest.fixture
def path(read_case: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "k.case"
    copy.write_bytes(read_case.read_bytes())
    return copy


@pytest.fixture
def real(path: Path) -> Iterator[TestClient]:
    """The explorer of a case as the command serves it, in the browser that was given the token."""
    served = application(
        path, token=TOKEN, hosts={HOST}, decide=lambda *what: keep(path, *what),
        settling=Settling(lambda: settle(path)),
    )  # fmt: skip
    with TestClient(served, base_url=f"http://{HOST}", follow_redirects=False) as client:
        yield opened(client)


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "PATIENCE", 300.0)


def decide(client: TestClient, page: str, action: str, a: str, b: str = "", reason: str = "") -> str:
    """Sends the form of a page that decides this, as the page has it; the page that follows."""
    shown = client.get(page).text
    forms = re.findall(r'<form class="decide".*?</form>', shown, re.DOTALL)
    values = ({n: unescape(v) for n, v in re.findall(r'name="(\w+)" value="([^"]*)"', form)} for form in forms)
    (form, *_) = [
        form for form, given in zip(forms, values, strict=True)
        if action in re.findall(r'name="action" value="(\w+)"', form) and given["a"] == a and given.get("b", b) == b
    ]  # fmt: skip
    data = {n: unescape(v) for n, v in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form)}
    answer = client.post("/decide", data={**data, "b": b, "action": action, "reason": reason}, headers=OURS)
    assert answer.status_code == 303
    return unescape(client.get(answer.headers["location"]).text)


def event_of(path: Path, report: str) -> str | None:
    with open_case(path) as case:
        return next((r.event for r in case.reports() if r.id == report), None)


def alone(path: Path) -> tuple[str, str]:
    """Two reports of one type that stand in two happenings of which each has few."""
    with open_case(path) as case:
        events = [e for e in case.events(type="CONSULT") if len(e.reports) == 1]
        return events[0].reports[0], events[1].reports[0]


def test_happenings_are_merged_and_taken_apart_again(real: TestClient, path: Path) -> None:
    one, other = alone(path)
    page = real.get(f"/together/{one}").text
    assert "It stands alone" in page
    form = {"action": "merge", "a": one, "b": other, "reason": "one meeting", "back": f"/together/{one}"}
    answer = real.post("/decide", data=form, headers=OURS)
    assert "said=done" in answer.headers["location"]
    assert event_of(path, one) == event_of(path, other)
    page = real.get(f"/together/{one}").text
    assert f'name="b" value="{other}"' in page
    assert "one meeting" in page
    page = decide(real, f"/together/{one}", "undo", one, other)
    assert f"done: undo {one} and {other}" in page
    assert event_of(path, one) != event_of(path, other)
    assert load_edits(edits_path(path)) == ()


def test_what_is_held_to_be_one_is_split(real: TestClient, path: Path) -> None:
    with open_case(path) as case:
        event = next(e for e in case.events() if len(e.reports) == 2)
    one, other = event.reports
    decide(real, f"/together/{event.id}", "split", one, other, "two days")
    assert load_edits(edits_path(path)) == (Decision((one, other), "different", 0.0, "two days", "person"),)
    assert event_of(path, one) != event_of(path, other)
    decide(real, f"/together/{one}", "undo", one, other)
    assert event_of(path, one) == event_of(path, other)


def test_figures_are_split_and_rejected(real: TestClient, path: Path) -> None:
    with open_case(path) as case:
        quantity = next(q for q in case.quantities() if len(q.figures) >= 2)
    one, other = quantity.figures[:2]
    decide(real, f"/together/{quantity.id}", "split", one, other)
    with open_case(path) as case:
        of = {figure.id: figure.quantity for figure in case.figures()}
    assert of[one] != of[other]
    decide(real, f"/together/{one}", "reject", one)
    with open_case(path) as case:
        assert one not in {figure.id for figure in case.figures()}
        assert {d.verdict for d in case.decisions(by="person") if d.pair == (one, one)} == {"rejected"}
    decide(real, "/decisions", "undo", one, one)
    with open_case(path) as case:
        assert one in {figure.id for figure in case.figures()}


def test_actors_are_merged_and_taken_apart_on_their_page(real: TestClient, path: Path) -> None:
    with open_case(path) as case:
        one, other = [a for a in case.actors(kind="person") if len(a.aliases) == 1][:2]
    page = decide(real, f"/actor/{one.id}", "merge", one.name, other.name, "one man")
    assert "done: merge" in page
    with open_case(path) as case:
        assert case.named(one.name) == case.named(other.name)
        (merged,) = case.named(one.name)
    assert "You decided" in real.get(f"/actor/{merged}").text
    decide(real, f"/actor/{merged}", "undo", one.name, other.name)
    with open_case(path) as case:
        assert case.named(one.name) != case.named(other.name)


def test_text_in_common_is_told_and_can_be_denied(client: TestClient, strike: Path, decided: Decided) -> None:
    words = "walked out in Varna"
    reuse = Reuse("doc-2", "doc-1", ((at("doc-2", words), at("doc-1", words)),), 0.3, "four words")
    more = Decision(("doc-1", "doc-3"), "different", 0.0, "a coincidence", "person")
    found = resolution()
    with open_case(strike) as case, case.writing():
        case.keep_resolution(replace(found, reuses=(reuse,), decisions=(*found.decisions, more)))
    opened(client)
    for page in ("/account/doc-2", "/account/doc-1", "/together/doc-2", "/together/doc-1"):
        assert "four words" in client.get(page).text
    assert "a coincidence" in client.get("/together/doc-1").text
    decide(client, "/account/doc-2", "split", "doc-2", "doc-1", "a phrase of all")
    decide(client, "/together/doc-1", "split", "doc-1", "doc-2")
    decide(client, "/account/doc-1", "undo", "doc-1", "doc-3")
    assert decided.calls == [
        ("split", "doc-2", "doc-1", "a phrase of all"), ("split", "doc-1", "doc-2", ""), ("undo", "doc-1", "doc-3", ""),
    ]  # fmt: skip


def test_what_cannot_be_decided_is_told_and_not_kept(real: TestClient, path: Path) -> None:
    one, _ = alone(path)
    form = {"action": "merge", "a": one, "b": "f-0123456789abcdef", "back": f"/together/{one}"}
    answer = real.post("/decide", data=form, headers=OURS)
    assert "the case holds no record" in unescape(real.get(answer.headers["location"]).text)
    assert not edits_path(path).exists()


def test_a_long_settling_goes_on_behind_the_pages(
    strike: Path, decided: Decided, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "PATIENCE", 0.01)
    go, settled = threading.Event(), list[int]()

    def slow() -> None:
        assert go.wait(60)
        settled.append(len(decided.calls))

    settling = Settling(slow)
    served = application(strike, token=TOKEN, hosts={HOST}, decide=decided, settling=settling)
    client = opened(TestClient(served, base_url=f"http://{HOST}", follow_redirects=False))
    for _ in range(3):
        answer = client.post("/decide", data=MERGE, headers=OURS)
        assert "kept%3A+merge" in answer.headers["location"]
    assert "The case is being settled anew" in client.get("/crisis").text
    assert client.get("/settling.json").json() == {"running": True, "trouble": ""}
    go.set()
    assert settling.wait(60)
    assert settled[-1] == 3
    assert len(settled) <= 2
    assert "The case is being settled anew" not in client.get("/crisis").text


def test_a_decision_that_cannot_be_settled_is_kept_and_told(strike: Path, decided: Decided) -> None:
    def busy() -> None:
        raise CaseInUse("another process is writing")

    served = application(strike, token=TOKEN, hosts={HOST}, decide=decided, settling=Settling(busy))
    client = opened(TestClient(served, base_url=f"http://{HOST}", follow_redirects=False))
    answer = client.post("/decide", data=MERGE, headers=OURS)
    page = client.get(answer.headers["location"]).text
    assert "but the case is not settled anew: another process is writing" in page
    assert decided.calls
    assert client.get("/settling.json").json()["trouble"] == "another process is writing"


def test_a_reader_alone_sees_no_form(strike: Path) -> None:
    served = application(strike, token=TOKEN, hosts={HOST}, writable=False)
    client = TestClient(served, base_url=f"http://{HOST}", follow_redirects=False)
    for page in ("/together/r-00000001", "/together/f-00000001", "/account/doc-1", "/actor/BGR"):
        assert "/decide" not in client.get(page).text
