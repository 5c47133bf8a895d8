"""Nobody but the reader gets in: hosts, headers, token and origin; and no account's text is ever markup."""

from __future__ import annotations

import re
import shutil
import sqlite3
from html.parser import HTMLParser
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dragoman.case.store import open_case
from dragoman.records import Actor, Document, Extract, Mention, Resolution, Source, Statement
from dragoman.view.explore.app import application
from dragoman.view.explore.safety import cookie_name
from dragoman.view.explore.writing import back
from tests.view.explore.conftest import HOST, INJECTED, TOKEN, Decided
from tests.view.explore.test_app import PAGES

OURS = {"origin": f"http://{HOST}"}
MERGE = {"action": "merge", "a": "Kolev", "b": "Boris", "reason": "one man", "back": "/actor/a-22222222?x=1"}


FIELDS = (
    "actor", "q", "about", "name", "type", "since", "until", "page", "a", "b", "kinds", "record", "start", "end", "at",
    "n", "least", "unit", "accounts", "account", "country", "question", "scenario", "p-BGR", "said", "in",
)  # fmt: skip
"""All that a page can be asked."""


def opened(client: TestClient) -> TestClient:
    """The client after it followed the address that the command prints."""
    answer = client.get(f"/?token={TOKEN}")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/"
    return client


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1", "127.0.0.1:1", f"{HOST}.evil.example", "", f"{HOST}@evil"]
)
def test_another_host_is_refused(client: TestClient, host: str) -> None:
    assert client.get("/crisis", headers={"host": host}).status_code == 421


def test_two_hosts_are_refused(client: TestClient) -> None:
    assert client.get("/crisis", headers=[("host", HOST), ("host", "evil.example")]).status_code == 421


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_refused(client: TestClient, method: str) -> None:
    assert client.request(method, "/crisis").status_code == 405


@pytest.mark.parametrize(
    "address",
    ["/crisis", "/nothing", "/static/explore.css", "/style/brief.css", "/crisis.json", "/source/none", "/decide"],
)
def test_headers_stand_on_every_answer(client: TestClient, address: str) -> None:
    headers = client.get(address).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "access-control-allow-origin" not in headers


def test_files_outside_are_not_served(client: TestClient) -> None:
    for address in ("/static/../app.py", "/static/%2e%2e/app.py", "/style/brief.html", "/style/..%2f..%2fpage.py"):
        assert client.get(address).status_code == 404, address


def test_the_cookie_is_for_our_pages_alone(client: TestClient) -> None:
    cookie = client.get(f"/crisis?token={TOKEN}&type=PROTEST").headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert client.get(f"/crisis?token={TOKEN}&type=PROTEST").headers["location"] == "/crisis?type=PROTEST"


def test_a_wrong_token_is_kept_nowhere(client: TestClient) -> None:
    answer = client.get("/crisis?token=guess")
    assert answer.headers["location"] == "/crisis"
    assert "set-cookie" not in answer.headers


def test_a_decision_is_written(client: TestClient, decided: Decided) -> None:
    answer = opened(client).post("/decide", data=MERGE, headers=OURS)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/actor/a-22222222?x=1&said=done")
    assert decided.calls == [("merge", "Kolev", "Boris", "one man")]


def test_a_single_record_is_decided_on(client: TestClient, decided: Decided) -> None:
    opened(client).post("/decide", data={"action": "reject", "a": "r-00000001", "reason": "a question"}, headers=OURS)
    assert decided.calls == [("reject", "r-00000001", "r-00000001", "a question")]


def test_what_cannot_be_decided_is_told(client: TestClient, decided: Decided) -> None:
    decided.trouble = LookupError("no actor goes by <b>")
    answer = opened(client).post("/decide", data=MERGE, headers=OURS)
    page = client.get(answer.headers["location"]).text
    assert "not done: no actor goes by &lt;b&gt;" in page


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": f"http://{HOST}", "sec-fetch-site": "cross-site"},
        {"origin": f"http://{HOST}.evil.example"},
        {"origin": "http://127.0.0.1:9999"},
    ],
)
def test_no_other_site_writes(client: TestClient, decided: Decided, headers: dict[str, str]) -> None:
    assert opened(client).post("/decide", data=MERGE, headers=headers).status_code == 403
    assert decided.calls == []


def test_nobody_writes_without_the_token(client: TestClient, decided: Decided) -> None:
    assert client.post("/decide", data=MERGE, headers=OURS).status_code == 403
    client.cookies.set(cookie_name(TOKEN), "guess")
    assert client.post("/decide", data=MERGE, headers=OURS).status_code == 403
    assert decided.calls == []


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({}, 400),
        ({**MERGE, "action": "drop"}, 400),
        ({**MERGE, "a": " "}, 400),
        ({**MERGE, "b": ""}, 400),
        ({**MERGE, "b": "Kolev"}, 400),
        ({**MERGE, "reason": "x" * 30_000}, 413),
    ],
)
def test_a_bad_form_is_refused(client: TestClient, decided: Decided, form: dict[str, str], status: int) -> None:
    assert opened(client).post("/decide", data=form, headers=OURS).status_code == status
    assert decided.calls == []


def test_a_case_may_be_served_for_reading_alone(strike: Path, decided: Decided) -> None:
    served = application(strike, token=TOKEN, hosts={HOST}, writable=False, decide=decided)
    client = opened(TestClient(served, base_url=f"http://{HOST}", follow_redirects=False))
    assert client.post("/decide", data=MERGE, headers=OURS).status_code == 403
    assert "/decide" not in client.get("/actor/a-22222222").text


@pytest.mark.parametrize(
    "address", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "", "evil"]
)
def test_the_way_back_is_ours(address: str) -> None:
    assert back(address, "done").startswith("/decisions?said=done")


def test_reading_writes_nothing(client: TestClient, strike: Path) -> None:
    before = strike.read_bytes()
    for page in PAGES:
        client.get(page)
    assert strike.read_bytes() == before


class _Tags(HTMLParser):
    """Which tags and attributes a page has."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


MARKED_UP = ("/account/doc-3", "/accounts/pair?a=A&b=C", "/search?q=img+src", "/actor/a-33333333", "/actor/a-44444444")


@pytest.mark.parametrize("page", [*PAGES, *MARKED_UP, "/voices?actor=a-33333333"])
def test_no_account_makes_markup(client: TestClient, page: str) -> None:
    text = client.get(page).text
    tags = _Tags()
    tags.feed(text)
    for tag, attributes in tags.seen:
        assert not any(name.startswith("on") or name == "style" for name in attributes), (tag, attributes)
        if tag == "script":
            assert (attributes.get("src") or "").startswith("/static/")
        if tag == "a":
            assert (attributes.get("href") or "").startswith(("/", "#", "?")), attributes
    assert not {"img", "iframe", "object", "style", "base"} & {tag for tag, _ in tags.seen}
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", text)


@pytest.mark.parametrize(
    "query",
    [
        "' OR 1=1 --", '"; DROP TABLE actor; --', "%", "_", "\\", "*", "NEAR(a b)", '"', "a AND", "(", "\u202e", "\x00",
        "é" * 300, "<script>alert(1)</script>", "-1", "999999999999", "../../etc/passwd", "{{ 7 * 7 }}",
    ],
)  # fmt: skip
def test_no_answer_breaks_a_page(client: TestClient, query: str) -> None:
    for path in dict.fromkeys(page.partition("?")[0] for page in PAGES):
        answer = client.get(path, params=dict.fromkeys(FIELDS, query))
        assert answer.status_code in (200, 404), (path, answer.text[-300:])
        assert "<script>alert" not in answer.text
        assert "49" not in re.findall(r"value=\"(\d+)\"", answer.text) or path == "/play"
    assert client.get(f"/source/{query}" if "\x00" not in query else "/source/x").status_code in (200, 303, 404)


def test_names_full_of_sql_stay_names(client: TestClient, strike: Path) -> None:
    assert client.get("/actors/list.json", params={"name": "DROP TABLE"}).json()[0]["name"] == INJECTED
    assert client.get("/crisis", params={"actor": INJECTED}).status_code == 200
    database = sqlite3.connect(strike)
    assert database.execute("SELECT count(*) FROM actor").fetchone() == (7,)
    database.close()


def test_a_line_of_five_megabytes(tmp_path: Path, decided: Decided) -> None:
    """The page of a huge account is a stretch of it, wherever it begins."""
    path, line = tmp_path / "long.case", "The mayor said no. " * 270_000
    source = Source("doc-9", 4_000_000, 4_000_018)
    with open_case(path, create=True) as case, case.writing():
        case.add(Document("doc-9", "long.txt", line))
        spans = tuple(Source("doc-9", at, at + 18) for at in range(0, len(line) - 19, 1900))
        case.keep_extract(Extract("doc-9", spans), "first")
        mayor = Actor("a-99999999", "the mayor", "person")
        case.keep_resolution(
            Resolution(
                actors=(mayor,),
                mentions=(Mention(source, "The mayor", "nominal", actor=mayor.id),),
                statements=(Statement("s-99999999", (source,), None, source, "indirect", actor=mayor.id),),
            )
        )
    served = application(path, token=TOKEN, hosts={HOST}, decide=decided)
    client = TestClient(served, base_url=f"http://{HOST}", follow_redirects=False)
    page = client.get(client.get("/source/s-99999999").headers["location"].split("#")[0])
    assert page.status_code == 200
    assert len(page.content) < 300_000
    assert 'class="piece ' in page.text
    for address in ("/crisis", "/accounts", "/account/doc-9", "/search?q=mayor", "/voices?actor=a-99999999"):
        assert client.get(address).status_code == 200
        assert len(client.get(address).content) < 300_000


def test_a_moved_case_is_told_without_its_insides(client: TestClient, strike: Path, tmp_path: Path) -> None:
    shutil.move(strike, tmp_path / "elsewhere.case")
    quiet = TestClient(client.app, base_url=f"http://{HOST}", raise_server_exceptions=False)
    answer = quiet.get("/crisis")
    assert answer.status_code == 500
    assert "Traceback" not in answer.text
