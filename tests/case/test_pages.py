"""What a large case is paged by says the same as its records."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.case import happened, pages
from dragoman.case.finding import search
from dragoman.case.happened import Wanted
from dragoman.case.reading import Reading, reading
from dragoman.case.store import open_case
from dragoman.play.balance import signed_ties
from dragoman.records import Source
from tests.view.explore.conftest import strike  # noqa: F401  # a fixture


@pytest.fixture
def opened(strike: Path) -> Iterator[Reading]:  # noqa: F811
    with reading(strike) as found:
        yield found


def test_a_reading_refuses_to_write(opened: Reading) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        opened.database.execute("DELETE FROM actor")


def test_accounts_stand_in_order_of_publication(opened: Reading) -> None:
    found = pages.accounts(opened)
    documents = sorted(opened.case.documents(), key=lambda d: (d.published or "9999", d.name, d.id))
    assert [row.document.id for row in found.rows] == [document.id for document in documents]
    assert found.total == len(documents)
    assert [row.statements for row in found.rows] == [
        len(list(opened.case.statements(document=d.id))) for d in documents
    ]
    assert pages.accounts(opened, first=1, limit=1).rows == found.rows[1:2]


def test_happenings_stand_in_order_of_prominence(opened: Reading) -> None:
    events = sorted(opened.case.events(), key=lambda e: (-e.independent, -e.accounts, e.low or e.high or "9999", e.id))
    found = happened.happenings(opened, Wanted())
    assert [row.event for row in found.rows] == [event.id for event in events]
    assert found.rows[0].status == "happened"
    assert happened.types(opened) == sorted({event.type for event in events})


def test_counts_by_month_and_place_add_up(opened: Reading) -> None:
    dated = [row for row in happened.happenings(opened, Wanted()).rows if row.day]
    assert dict(happened.months(opened, Wanted())) == Counter((row.day or "")[:7] for row in dated)
    assert dict(happened.days(opened, Wanted(since="2019-05-01"))) == Counter(row.day for row in dated)
    assert [(spot.place, spot.events) for spot in happened.spots(opened, Wanted())] == [("Varna", 1)]
    assert happened.spots(opened, Wanted(actor="a-22222222"))[0].events == 1
    assert happened.spots(opened, Wanted(actor="NOR")) == []


def test_bonds_are_those_of_the_balance(opened: Reading, strike: Path) -> None:  # noqa: F811
    with open_case(strike) as case:
        edges = signed_ties(case)
    found = {(bond.one, bond.other): bond for bond in pages.bonds(opened)}
    assert edges
    for edge in edges:
        bond = found[edge.one, edge.other]
        assert (bond.friendly, bond.hostile) == (
            (edge.weight, edge.against) if edge.sign > 0 else (edge.against, edge.weight)
        )


def test_statements_of_an_actor_are_paged_through(opened: Reading) -> None:
    whole = pages.statements_by(opened, "a-22222222")
    assert [said.id for said in whole.rows] == ["s-00000002"]
    assert pages.statements_by(opened, "a-22222222", first=1).rows == ()


@pytest.mark.parametrize(
    ("asked", "id"), [("Kolev", "a-22222222"), ("boris", "a-22222222"), ("BGR", "BGR"), ("the port", "a-11111111")]
)
def test_actors_are_found_by_any_name(opened: Reading, asked: str, id: str) -> None:
    found = pages.find_actor(opened, asked)
    assert found is not None
    assert found.id == id


def test_nobody_is_found_by_nothing(opened: Reading) -> None:
    assert pages.find_actor(opened, " ") is None
    assert pages.find_actor(opened, "zz") is None


def test_sentences_are_found_and_their_words_marked(opened: Reading) -> None:
    found = search(opened, "dockers WALKED")
    assert found.total == 3
    assert all(piece.casefold() in ("dockers", "walked") for row in found.rows for piece in row.marked[1::2])
    said = search(opened, "insult", said=True)
    assert [statement.id for row in said.rows for statement in row.statements] == ["s-00000002"]
    assert search(opened, "insult", said=True, actor="a-11111111").total == 0
    assert search(opened, " ' \" -- ").total == 0


def test_the_sentence_around_words(opened: Reading) -> None:
    text = opened.case.only("doc-2").text
    start = text.index("heroes")
    whole = opened.sentence(Source("doc-2", start, start + 6))
    assert text[whole.start : whole.end].strip().startswith("The union leader")
