"""What happened when, as each account tells it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.records import Report, Source
from dragoman.view.dates import spoken_date
from dragoman.view.disputes import told_by
from dragoman.view.reader import Account, Reader, clip, type_words

EXCERPT = 320
"""Characters of a sentence shown after its trigger, half as many before it."""


@dataclass(frozen=True, slots=True)
class Telling:
    """An account that tells a happening, and the address of its words."""

    account: Account
    anchor: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the timeline: happenings of one date, in the words of the first account to tell them."""

    date: str
    order: str
    """ISO date to sort by."""
    account: Account
    anchor: str
    before: str
    words: str
    after: str
    types: tuple[str, ...]
    notes: tuple[str, ...]
    told_by: tuple[Telling, ...]
    told: str
    """'told by 4 accounts, 2 independent'; '' for one account."""


def timeline(reader: Reader) -> list[Entry]:
    """Dated happenings, by date, then by account."""
    entries = _entries(reader, [report for report in reader.reports if _order(report)])
    return sorted(entries, key=lambda e: (e.order, e.date, e.account.number))


def undated(reader: Reader) -> list[tuple[Account, list[Entry]]]:
    """Happenings without a date, by the first account to tell them, in text order."""
    entries = _entries(reader, [report for report in reader.reports if not _order(report)])
    grouped = [(account, [e for e in entries if e.account is account]) for account in reader.accounts]
    return [(account, listed) for account, listed in grouped if listed]


def _order(report: Report) -> str:
    return (report.date.low or report.date.high or "") if report.date else ""


def _entries(reader: Reader, reports: Sequence[Report]) -> list[Entry]:
    """One entry for each sentence and date; a happening that several accounts tell stands with the first of them."""
    ordered = sorted(reports, key=lambda r: (reader.account_of[r.trigger.document].number, r.trigger))
    told: dict[str | None, list[Report]] = defaultdict(list)
    for report in ordered:
        told[report.event].append(report)
    grouped: dict[tuple[Source, str], list[Report]] = defaultdict(list)
    for report in ordered:
        first = told[report.event][0]
        if report.event is None or report is first or report.trigger.document == first.trigger.document:
            grouped[reader.sentence(report.trigger), _when(report)].append(report)
    return [_entry(reader, here, [t for r in here if r.event for t in told[r.event]]) for here in grouped.values()]


def _when(report: Report) -> str:
    return spoken_date(report.date) if report.date else ""


def _entry(reader: Reader, here: Sequence[Report], everywhere: Sequence[Report]) -> Entry:
    first = here[0]
    before, words, after = reader.parts(first.trigger)
    most = max((reader.events[r.event] for r in here if r.event), key=lambda e: e.accounts, default=None)
    anchors = {report.trigger.document: report.id for report in reversed([*here, *everywhere])}
    return Entry(
        date=_when(first),
        order=_order(first),
        account=reader.account_of[first.trigger.document],
        anchor=first.id,
        before=clip(before, EXCERPT // 2, end=True),
        words=words,
        after=clip(after, EXCERPT),
        types=tuple(dict.fromkeys(type_words(r) for r in here)),
        notes=tuple(dict.fromkeys(note for r in here for note in reader.report_notes(r))),
        told_by=tuple(Telling(a, anchors[a.document.id]) for a in reader.accounts if a.document.id in anchors),
        told=told_by(most.accounts, most.independent) if most and most.accounts > 1 else "",
    )
