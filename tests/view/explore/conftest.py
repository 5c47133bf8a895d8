"""A small case with a record of every kind, an account full of markup, and the explorer that serves it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dragoman.case.store import Case, open_case
from dragoman.records import (
    Actor,
    Assessment,
    Cause,
    Date,
    Decision,
    Dispute,
    Document,
    Event,
    Extract,
    Figure,
    Label,
    Mention,
    Quantity,
    Report,
    Resolution,
    Side,
    Source,
    Statement,
    Tie,
    Tone,
)
from dragoman.view.explore.app import application
from tests.view.conftest import place

TOKEN = "a-token-of-this-test"
HOST = "127.0.0.1:8321"

QUAY = (
    "Dockers stop work in Varna\n\n"
    "Some 4,000 dockers walked out in Varna on 3 May, port director Iva Petrova said. "
    "“The wages are an insult,” the union leader Boris Kolev replied. "
    "Bulgaria accused Norland of paying agitators, and Norland backed the dockers.\n"
)
LANTERN = (
    "A quiet day in the harbour\n\n"
    "About 900 dockers walked out in Varna on 3 May because of unpaid wages. "
    "The union leader Boris Kolev called the agitators heroes. Bulgaria may lose by the strike.\n"
)
HOSTILE = (
    "<script>alert('title')</script>\n\n"
    'Dockers <img src=x onerror=alert(1)> walked out on 4 May, "they" said.</script><style>*{display:none}</style>\n'
    '\u202eevil\u202c {{ 7 * 7 }} {% raw %} &amp; javascript:alert(2) href="#x" \'); DROP TABLE document; --\n'
)
TEXTS = {"doc-1": QUAY, "doc-2": LANTERN, "doc-3": HOSTILE}
INJECTED = "Robert'); DROP TABLE actor; --"


def at(document: str, words: str) -> Source:
    return place(document, TEXTS[document], words)


def resolution() -> Resolution:
    """Records of every kind, on the three texts."""
    bulgaria, norland = Actor("BGR", "Bulgaria", "state", "BGR"), Actor("NOR", "Norland", "state", "NOR")
    petrova = Actor("a-11111111", "Iva Petrova", "person", "BGR", aliases=("Iva Petrova", "the port director"))
    kolev = Actor("a-22222222", "Boris Kolev", "person", "BGR", "LAB", ("Boris Kolev", "Kolev"))
    they = Actor("a-33333333", "<i>they</i>", "group")
    robert = Actor("a-44444444", INJECTED, "person")
    varna = Actor("a-55555555", "Varna", "place", "BGR")
    named = [
        ("doc-1", "Varna", varna), ("doc-1", "Iva Petrova", petrova), ("doc-1", "Boris Kolev", kolev),
        ("doc-1", "Bulgaria", bulgaria), ("doc-1", "Norland", norland), ("doc-2", "Boris Kolev", kolev),
        ("doc-2", "Bulgaria", bulgaria), ("doc-3", '"they"', they), ("doc-3", "DROP TABLE", robert),
    ]  # fmt: skip
    mentions = tuple(Mention(at(doc, words), words, "name", actor=actor.id) for doc, words, actor in named)
    statements = (
        Statement("s-00000001", (at("doc-1", "Some 4,000 dockers walked out in Varna on 3 May"),), at("doc-1", "said"),
                  at("doc-1", "port director Iva Petrova"), "indirect", actor="a-11111111", reason="clause of 'said'"),
        Statement("s-00000002", (at("doc-1", "The wages are an insult,"),), at("doc-1", "replied"),
                  at("doc-1", "the union leader Boris Kolev"), "direct", actor="a-22222222"),
        Statement("s-00000003", (at("doc-3", "Dockers <img src=x onerror=alert(1)> walked out on 4 May"),),
                  at("doc-3", "said"), at("doc-3", '"they"'), "indirect", actor="a-33333333"),
    )  # fmt: skip
    day = Date("on 3 May", "2019-05-03", "2019-05-03")
    walked = Report("r-00000001", at("doc-1", "walked out"), "PROTEST", "strike", "happened", date=day, place="Varna",
                    point=(43.2, 27.9), claimed_by="s-00000001", event="e-00000001",
                    sources=("a-22222222",))  # fmt: skip
    reports = (
        walked,
        replace(walked, id="r-00000002", trigger=at("doc-2", "walked out"), claimed_by=None),
        replace(walked, id="r-00000003", trigger=at("doc-3", "walked out"), claimed_by="s-00000003",
                date=Date("on 4 May", "2019-05-04", "2019-05-04"), event="e-00000002", point=None, place=None),
        Report("r-00000004", at("doc-1", "accused"), "ACCUSE", None, "happened", sources=("BGR",), targets=("NOR",),
               event="e-00000003"),
    )  # fmt: skip
    crowd = (at("doc-1", "Some 4,000 dockers"), at("doc-2", "About 900 dockers"))
    return Resolution(
        actors=(bulgaria, norland, petrova, kolev, they, robert, varna),
        mentions=tuple(sorted(mentions, key=lambda m: m.source)),
        statements=statements,
        reports=reports,
        events=(
            Event("e-00000001", "PROTEST", ("r-00000001", "r-00000002"), "2019-05-03", "2019-05-03", 2, 2),
            Event("e-00000002", "PROTEST", ("r-00000003",), "2019-05-04", "2019-05-04"),
            Event("e-00000003", "ACCUSE", ("r-00000004",)),
        ),
        figures=(
            Figure("f-00000001", at("doc-1", "Some 4,000"), "Some 4,000", 4000.0, unit="person", measure="dockers",
                   quantity="q-00000001"),
            Figure("f-00000002", at("doc-2", "About 900"), "About 900", 900.0, unit="person", measure="dockers",
                   quantity="q-00000001"),
        ),
        quantities=(Quantity("q-00000001", ("f-00000001", "f-00000002"), "conflict", "4,000 is far from 900"),),
        ties=(
            Tie(at("doc-1", "Norland backed the dockers"), "rival", at("doc-1", "Bulgaria"), at("doc-1", "Norland"), -1,
                from_actor="BGR", to_actor="NOR"),
        ),
        labels=(
            Label(at("doc-1", "agitators"), "agitators", "crowd", "hostile", referent="e-00000001"),
            Label(at("doc-2", "heroes"), "heroes", "crowd", "favourable", referent="e-00000001"),
        ),
        causes=(Cause(at("doc-2", "because of"), at("doc-2", "unpaid wages"), at("doc-2", "walked out"), "economic"),),
        assessments=(Assessment(at("doc-2", "lose"), at("doc-2", "Bulgaria"), "loses", target="BGR"),),
        tones=(Tone(at("doc-2", "heroes"), at("doc-2", "agitators"), 0.8, target="a-22222222"),),
        disputes=(
            Dispute("d-00000001", "figure", "How many dockers walked out", "4,000 or 900", (
                Side("some 4,000", (crowd[0],), ("a-11111111",)), Side("about 900", (crowd[1],), ("doc-2",))), 1),
            Dispute("d-00000002", "framing", "<b>What to call</b> the dockers", "agitators or heroes", (
                Side("agitators", (at("doc-1", "agitators"),), ("doc-1",)),
                Side("heroes", (at("doc-2", "heroes"),), ("a-22222222",))), 2),
        ),
        decisions=(
            Decision(("person:kolev", "person:boris kolev"), "same", 0.9, "a surname of one"),
            Decision(("Kolev", "Petrova"), "different", 0.0, "<i>two people</i>", "person"),
            Decision(("r-00000004", "r-00000004"), "accepted", 1.0, "seen", "person"),
        ),
    )  # fmt: skip


@pytest.fixture
def strike(tmp_path: Path) -> Path:
    """The path of the case."""
    path = tmp_path / "strike.case"
    about = {
        "doc-1": {"title": "Dockers stop work in Varna", "outlet": "The Quay", "published": "2019-05-04"},
        "doc-2": {"title": "A quiet day in the harbour", "outlet": "The Lantern", "published": "2019-05-05"},
        "doc-3": {"title": "<script>alert('title')</script>", "outlet": '"><svg onload=alert(3)>',
                  "url": "javascript:alert(4)"},
    }  # fmt: skip
    with open_case(path, create=True) as opened, opened.writing():
        for id, text in TEXTS.items():
            opened.add(Document(id, f"{id}<b>.txt", text, **about[id]))
            opened.keep_extract(Extract(id, tuple(_sentences(id, text))), "first")
        opened.keep_resolution(resolution())
    return path


@pytest.fixture
def case(strike: Path) -> Iterator[Case]:
    with open_case(strike) as opened:
        yield opened


class Decided:
    """What the explorer was told to decide."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, str, str, str]] = []
        self.trouble: Exception | None = None

    def __call__(self, action: str, a: str, b: str, reason: str) -> None:
        if self.trouble:
            raise self.trouble
        self.calls.append((action, a, b, reason))


@pytest.fixture
def decided() -> Decided:
    return Decided()


@pytest.fixture
def client(strike: Path, decided: Decided) -> Iterator[TestClient]:
    served = application(strike, token=TOKEN, hosts={HOST}, decide=decided)
    with TestClient(served, base_url=f"http://{HOST}", follow_redirects=False) as opened:
        yield opened


def _sentences(id: str, text: str) -> Iterator[Source]:
    start = 0
    for end in [n + 1 for n, c in enumerate(text) if c == "\n" or text[n : n + 2] == ". "]:
        if text[start:end].strip():
            yield Source(id, start, end)
        start = end
