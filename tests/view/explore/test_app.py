"""Every view has a page, the same as JSON and CSV, an address that holds its filters, and links to the words."""

from __future__ import annotations

import csv
import io
import re
import sqlite3
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dragoman.case.schema import MIGRATIONS
from dragoman.case.summary import FILLED

PAGES = (
    "/crisis", "/actors", "/actors/list", "/actor/BGR", "/actor/a-22222222", "/tie?one=BGR&other=NOR", "/voices",
    "/voices?actor=Boris+Kolev", "/disputes", "/dispute/d-00000001", "/accounts", "/accounts/matrix?least=1",
    "/accounts/pair?a=A&b=B", "/accounts/pair", "/account/doc-1", "/map", "/figures", "/play", "/text/doc-1",
    "/text/doc-3?kinds=statement,report,mention", "/search?q=walked+out", "/search?q=insult&in=statements",
    "/decisions", "/decisions?by=rule", "/together/r-00000001", "/together/e-00000003", "/together/f-00000001",
    "/together/q-00000001", "/together/doc-1",
)  # fmt: skip
"""An address of each view, some of them with answers."""
WITHOUT_ROWS = {"/accounts/pair"}


@pytest.mark.parametrize("page", PAGES)
def test_every_view_has_a_page_and_rows(client: TestClient, page: str) -> None:
    answer = client.get(page)
    assert answer.status_code == 200, answer.text[-500:]
    assert "<main" in answer.text
    assert re.search(r"<title>[^<]+ · dragoman</title>", answer.text)
    path, _, query = page.partition("?")
    if page in WITHOUT_ROWS:
        return
    rows = client.get(f"{path}.json?{query}").json()
    table = list(csv.DictReader(io.StringIO(client.get(f"{path}.csv?{query}").text)))
    assert isinstance(rows, list)
    assert len(table) == len(rows)
    if rows:
        assert list(table[0]) == list(rows[0])


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(client: TestClient, page: str) -> None:
    links = set(re.findall(r'(?:href|src)="([^"]+)"', client.get(page).text))
    for link in sorted(links):
        address = link.replace("&amp;", "&").split("#")[0]
        if address:
            assert address.startswith("/"), f"{link} leads away"
            assert client.get(address).status_code in (200, 303), link


def test_the_start_is_the_crisis(client: TestClient) -> None:
    assert client.get("/").headers["location"] == "/crisis"


@pytest.mark.parametrize(
    ("address", "ids"),
    [
        ("/crisis.json", ["e-00000001", "e-00000002", "e-00000003"]),
        ("/crisis.json?type=PROTEST", ["e-00000001", "e-00000002"]),
        ("/crisis.json?actor=norland", ["e-00000003"]),
        ("/crisis.json?actor=Nobody", []),
        ("/crisis.json?since=2019-05-04", ["e-00000002"]),
        ("/crisis.json?until=2019-05", ["e-00000001", "e-00000002"]),
        ("/crisis.json?until=2019-05-03&actor=Kolev", ["e-00000001"]),
        ("/crisis.json?place=Varna", ["e-00000001"]),
        ("/crisis.json?type=NONSENSE&since=yesterday", ["e-00000001", "e-00000002", "e-00000003"]),
        ("/disputes.json?kind=framing", ["d-00000002", "d-00000002"]),
        ("/disputes.json?actor=Kolev", ["d-00000002", "d-00000002"]),
        ("/disputes.json?about=how+many", ["d-00000001", "d-00000001"]),
        ("/actors/list.json?kind=person&country=bgr", ["a-22222222", "a-11111111"]),
        ("/actors/list.json?name=port", ["a-11111111"]),
        ("/actors/list.json?name=%25", []),
        ("/voices.json", ["a-33333333", "a-11111111", "a-22222222"]),
    ],
)
def test_filters(client: TestClient, address: str, ids: list[str]) -> None:
    assert [row["id"] for row in client.get(address).json()] == ids


@pytest.mark.parametrize(
    ("record", "lands"),
    [
        ("r-00000001", "/text/doc-1?"),
        ("s-00000002", "/text/doc-1?"),
        ("f-00000002", "/text/doc-2?"),
        ("e-00000001", "/text/doc-1?"),
        ("q-00000001", "/text/doc-1?"),
        ("d-00000001", "/dispute/d-00000001"),
        ("BGR", "/actor/BGR"),
        ("doc-3", "/text/doc-3"),
        ("w-doc-2-10-14", "/text/doc-2?start=10&end=14"),
        ("account-1", "/account/doc-2"),
    ],
)
def test_one_click_to_the_words(client: TestClient, record: str, lands: str) -> None:
    assert client.get(f"/source/{record}").headers["location"].startswith(lands)


def test_the_words_of_a_record_are_marked_and_told(client: TestClient) -> None:
    page = client.get(client.get("/source/r-00000001").headers["location"].split("#")[0]).text
    assert re.search(r'<a class="piece [^"]*here[^"]*"[^>]*>walked out</a>', page)
    assert "Happening: PROTEST · strike" in page
    assert "claimed by Iva Petrova" in page


@pytest.mark.parametrize(
    "address",
    [
        "/source/r-none",
        "/actor/none",
        "/text/none",
        "/dispute/none",
        "/nothing",
        "/tie",
        "/together/r-none",
        "/together/BGR",
    ],
)
def test_what_is_not_there_is_told(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert "Not found" in answer.text


def test_two_accounts_side_by_side(client: TestClient) -> None:
    page = client.get("/accounts/pair?a=doc-1&b=doc-2").text
    assert "Both tell 1 happening, 1 of them differently" in page
    assert "they stand on different sides of 2 disputes" in page
    assert "That is one account" in client.get("/accounts/pair?a=A&b=doc-1").text
    assert "No account goes by" in client.get("/accounts/pair?a=A&b=nowhere").text


def test_the_network_knows_foes(client: TestClient) -> None:
    (row,) = client.get("/actors.json").json()
    assert (row["one"], row["other"], row["sign"]) == ("Bulgaria", "Norland", -1)
    assert row["camp of one"] == -row["camp of other"] != 0


def test_a_scenario_beside_the_case_is_played(client: TestClient, strike: Path) -> None:
    strike.with_name("scenario.toml").write_text(
        'question = "who runs the port"\n[[pole]]\nlabel = "Bulgaria"\nactors = ["BGR"]\n'
        '[[pole]]\nlabel = "Norland"\nactors = ["NOR"]\n'
        '[[player]]\nactor = "BGR"\nname = "Bulgaria"\nposition = 0\nsalience = 50\ncapability = 100\n'
        '[[player]]\nactor = "NOR"\nname = "Norland"\nposition = 100\nsalience = 50\ncapability = 100\n',
        encoding="utf-8",
    )
    page = client.get("/play").text
    assert "who runs the port" in page
    mean = next(row for row in client.get("/play.json?s-NOR=100").json() if row["model"] == "mean")
    assert mean["before"] == pytest.approx(50)
    assert mean["after"] == pytest.approx(66.67)
    moved = next(row for row in client.get("/play.json?p-NOR=-7&p-BGR=x").json() if row["model"] == "mean")
    assert moved["after"] == 0


def test_a_question_that_cannot_be_played_is_told(client: TestClient) -> None:
    page = client.get("/play?question=who+runs+the+port")
    assert page.status_code == 200
    assert 'role="alert"' in page.text


def test_a_bad_scenario_is_told(client: TestClient, strike: Path) -> None:
    strike.with_name("bad.toml").write_text("question = 7", encoding="utf-8")
    page = client.get("/play")
    assert page.status_code == 200
    assert "bad.toml" in page.text


def test_an_older_case_is_filled_when_opened(strike: Path) -> None:
    """Tables that the views page by are made by the migration from a case without them."""
    database = sqlite3.connect(strike)
    counts = {name: database.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in FILLED}
    indexes = database.execute(
        "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND name IN"
        " ('dispute_rank', 'dispute_kind', 'statement_repeats', 'tie_from', 'tie_to', 'cause_document',"
        " 'assessment_document', 'tone_document', 'decision_by')"
    ).fetchall()
    script = "".join(f"DROP TABLE {name};" for name in FILLED) + "".join(f"DROP INDEX {name};" for (name,) in indexes)
    database.executescript(script)
    database.executescript(MIGRATIONS[2])
    assert {name: database.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in FILLED} == counts
    database.close()
