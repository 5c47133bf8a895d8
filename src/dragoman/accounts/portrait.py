"""One account among the others: all that comparing says of it."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.accounts.attitudes import Toward, attitudes
from dragoman.accounts.certainty import Certainty, certainty
from dragoman.accounts.coverage import Told, left_out, told, told_by
from dragoman.accounts.names import Naming, namings
from dragoman.accounts.rooms import Room, room
from dragoman.accounts.shelf import Shelf
from dragoman.accounts.standing import Standing, standing
from dragoman.records import Document


@dataclass(frozen=True, slots=True)
class Summary:
    """One account in a row of figures."""

    document: Document
    letter: str
    events: int
    """Happenings it tells."""
    room: Room
    certainty: Certainty
    standing: Standing


@dataclass(frozen=True, slots=True)
class Portrait:
    """All that comparing says of one account."""

    summary: Summary
    told: tuple[Told, ...]
    """Happenings it tells, those told by most independent accounts first, then by date."""
    left_out: tuple[Told, ...]
    """Happenings it leaves out though at least two independent accounts tell them, in the same order."""
    told_once_elsewhere: int
    """How many more happenings it leaves out that too few others tell for that to mean much."""
    namings: tuple[Naming, ...]
    attitudes: tuple[Toward, ...]


def summary(shelf: Shelf, account: str) -> Summary:
    """The account of this id in a row of figures."""
    return Summary(
        document=shelf.document(account),
        letter=shelf.letter(account),
        events=len({report.event for report in shelf.reports[account]} - {None}),
        room=room(shelf, account),
        certainty=certainty(shelf, account),
        standing=standing(shelf, account),
    )


def portrait(shelf: Shelf, account: str) -> Portrait:
    """The account of this id among the others."""
    here = told_by(shelf, account)
    missing = tuple(told(shelf, event) for event in left_out(shelf, account))
    return Portrait(
        summary=summary(shelf, account),
        told=here,
        left_out=missing,
        told_once_elsewhere=len(shelf.events) - len(here) - len(missing),
        namings=namings(shelf, account),
        attitudes=attitudes(shelf, account),
    )
