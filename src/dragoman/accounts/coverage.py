"""Which happenings each account tells and leaves out: a matrix of events and accounts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from dragoman.accounts.shelf import Shelf
from dragoman.records import Document, Event, Report, Status

LEAST = 2
"""Independent accounts that must tell a happening before leaving it out says something of another account."""

_STRENGTH: dict[Status, int] = {"happened": 0, "denied": 1, "planned": 2, "hypothetical": 3}


@dataclass(frozen=True, slots=True)
class Telling:
    """How one account tells one happening."""

    account: str
    report: str
    """Id of its plainest report: the account's own before a voice's, happened before denied, planned, hypothetical."""
    status: Status
    own: bool
    """Told as the account's own; otherwise a voice claims it."""
    claimed_by: str | None
    """Id of the statement that alone asserts it; None when told as its own."""
    reports: tuple[str, ...]
    """All its reports of the happening, plainest first."""
    mixed: bool
    """Told in more than one way: other statuses, or once as its own and once as a claim."""


@dataclass(frozen=True, slots=True)
class Told:
    """One happening and the accounts that tell it, in order of publication; whoever is missing leaves it out."""

    event: Event
    tellings: tuple[Telling, ...]
    plainest: Telling
    """The one to show it by: plainest, then in the words that most reports use, then of the first account."""

    def by(self, account: str) -> Telling | None:
        """How this account tells it; None: it leaves it out."""
        return next((telling for telling in self.tellings if telling.account == account), None)


@dataclass(frozen=True, slots=True)
class Coverage:
    """A page of the matrix: happenings told by most independent accounts first, then by date, undated last."""

    rows: tuple[Told, ...]
    first: int
    """Place of the first row in the whole matrix, from 0."""
    total: int
    """Rows of the whole matrix."""


def coverage(shelf: Shelf, *, least: int = LEAST, limit: int | None = 40, first: int = 0) -> Coverage:
    """Happenings told by at least `least` independent accounts: `limit` of them (None: all), from place `first` on."""
    events = [event for event in shelf.events.values() if event.independent >= least]
    shown = events[first : None if limit is None else first + limit]
    return Coverage(tuple(told(shelf, event) for event in shown), first, len(events))


def told(shelf: Shelf, event: Event) -> Told:
    """How each account tells `event`."""
    by_account: dict[str, list[Report]] = defaultdict(list)
    for id in event.reports:
        by_account[shelf.report[id].trigger.document].append(shelf.report[id])
    lemmas = Counter(shelf.report[id].lemma for id in event.reports)

    def plainness(report: Report) -> tuple[bool, int, int]:
        return report.claimed_by is not None, _STRENGTH[report.status], -lemmas[report.lemma]

    accounts = sorted(by_account, key=lambda account: shelf.number[account])
    tellings = tuple(
        _telling(account, sorted(by_account[account], key=lambda r: (plainness(r), r.trigger, r.id)))
        for account in accounts
    )
    return Told(event, tellings, min(tellings, key=lambda telling: plainness(shelf.report[telling.report])))


def told_by(shelf: Shelf, account: str) -> tuple[Told, ...]:
    """The happenings that one account tells, those most told first, then by date."""
    ids = {report.event for report in shelf.reports[account]}
    return tuple(told(shelf, event) for event in shelf.events.values() if event.id in ids)


def left_out(shelf: Shelf, account: str, *, least: int = LEAST) -> Iterator[Event]:
    """The happenings that at least `least` independent accounts tell and this one does not, most told first.

    What happened after it was published it could not tell, so that is not left out.
    """
    here, document = {report.event for report in shelf.reports[account]}, shelf.document(account)
    widely = takewhile(lambda event: event.independent >= least, shelf.events.values())
    return (event for event in widely if event.id not in here and not later(event, document))


def later(event: Event, document: Document) -> bool:
    """The event begins after the account was published, as far as both dates are known."""
    if event.low is None or document.published is None:
        return False
    known = min(len(event.low), len(document.published))
    return event.low[:known] > document.published[:known]


def _telling(account: str, reports: Sequence[Report]) -> Telling:
    """How an account tells a happening in `reports`, plainest first."""
    first = reports[0]
    return Telling(
        account,
        first.id,
        first.status,
        first.claimed_by is None,
        first.claimed_by,
        tuple(report.id for report in reports),
        len({(report.status, report.claimed_by is None) for report in reports}) > 1,
    )
