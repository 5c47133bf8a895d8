"""Who tells what, and how."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.accounts.coverage import coverage, later, left_out, told, told_by
from dragoman.accounts.shelf import Shelf
from dragoman.records import Document, Event


def test_the_matrix_holds_what_two_independent_accounts_tell(shelf: Shelf) -> None:
    page = coverage(shelf)
    assert [row.event.id for row in page.rows] == ["e-sent", "e-held"]  # e-left: a reprint is not a second account
    assert page.total == 2


def test_most_told_first_then_by_date_undated_last(shelf: Shelf) -> None:
    rows = coverage(shelf, least=1).rows
    assert [row.event.id for row in rows] == ["e-sent", "e-held", "e-left", "e-sail", "e-crane", "e-pay"]


def test_pages_add_up_to_the_whole(shelf: Shelf) -> None:
    whole = coverage(shelf, least=1, limit=None).rows
    pages = [coverage(shelf, least=1, limit=2, first=first) for first in (0, 2, 4)]
    assert tuple(row for page in pages for row in page.rows) == whole
    assert {page.total for page in pages} == {6}


def test_each_cell_says_how_it_is_told_and_where(shelf: Shelf) -> None:
    row = told(shelf, shelf.events["e-sent"])
    cells = [(cell.account, cell.status, cell.own, cell.claimed_by, cell.report) for cell in row.tellings]
    assert cells == [
        ("dawn", "happened", True, None, "r-sent-1"),
        ("dusk", "happened", False, "s-raid", "r-sent-2"),
        ("copy", "happened", True, None, "r-sent-3"),
        ("note", "denied", False, "s-no", "r-sent-4"),
    ]


def test_the_plainest_telling_of_an_account_is_shown(shelf: Shelf) -> None:
    claimed = replace(shelf.report["r-sent-1"], id="r-0", claimed_by="s-left")
    more = replace(
        shelf,
        report={**shelf.report, "r-0": claimed},
        events={"e-sent": replace(shelf.events["e-sent"], reports=("r-0", "r-sent-1"))},
    )
    (cell,) = told(more, more.events["e-sent"]).tellings
    assert (cell.report, cell.own, cell.mixed, cell.reports) == ("r-sent-1", True, True, ("r-sent-1", "r-0"))


def test_a_happening_is_shown_in_the_words_most_use(shelf: Shelf) -> None:
    lemmas = {"r-sent-1": "order", "r-sent-2": "send", "r-sent-3": "send", "r-sent-4": "send"}
    reports = {id: replace(report, lemma=lemmas.get(id)) for id, report in shelf.report.items()}
    row = told(replace(shelf, report=reports), shelf.events["e-sent"])
    assert row.plainest.report == "r-sent-3"  # told as its own, and with the commonest word
    assert row.tellings[0].report == "r-sent-1"


def test_told_and_left_out(shelf: Shelf) -> None:
    assert [row.event.id for row in told_by(shelf, "copy")] == ["e-sent", "e-left", "e-sail"]
    assert [event.id for event in left_out(shelf, "copy")] == ["e-held"]
    assert not list(left_out(shelf, "dawn"))


@pytest.mark.parametrize(
    ("low", "published", "expected"),
    [
        ("2021-03-05", "2021-03-04", True),
        ("2021-03-04", "2021-03-04", False),
        ("2021-03-05", "2021-03", False),
        ("2022", "2021-03-04", True),
        (None, "2021-03-04", False),
        ("2021-03-05", None, False),
    ],
)
def test_what_came_after_publication_is_not_left_out(low: str | None, published: str | None, expected: bool) -> None:
    assert later(Event("e", "AID", (), low), Document("d", "d.txt", "", published=published)) is expected
