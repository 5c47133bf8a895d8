"""What happened when, as each account tells it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.records import Report, Source
from dragoman.view.dates import spoken_date
from dragoman.view.reader import Account, Reader, clip, type_words

EXCERPT = 320
"""Characters of a sentence shown after its trigger, half as many before it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the timeline: a sentence that tells happenings of one date. `order` sorts by date."""

    date: str
    order: str
    account: Account
    anchor: str
    before: str
    words: str
    after: str
    types: tuple[str, ...]
    notes: tuple[str, ...]
    told_by: tuple[Account, ...]


def timeline(reader: Reader) -> list[Entry]:
    """Dated happenings, by date, then by account."""
    entries = _entries(reader, (report for report in reader.reports if _order(report)))
    return sorted(entries, key=lambda e: (e.order, e.date, e.account.number))


def undated(reader: Reader) -> list[tuple[Account, list[Entry]]]:
    """Happenings without a date, account by account in text order."""
    entries = _entries(reader, (report for report in reader.reports if not _order(report)))
    grouped = [(account, [e for e in entries if e.account is account]) for account in reader.accounts]
    return [(account, listed) for account, listed in grouped if listed]


def _order(report: Report) -> str:
    return (report.date.low or report.date.high or "") if report.date else ""


def _entries(reader: Reader, reports: Iterable[Report]) -> list[Entry]:
    """One entry for each sentence and date, in text order."""
    telling: dict[str | None, set[str]] = defaultdict(set)
    for report in reader.reports:
        telling[report.event].add(report.trigger.document)
    grouped: dict[tuple[Source, str, str], list[Report]] = defaultdict(list)
    for report in reports:
        when = spoken_date(report.date) if report.date else ""
        grouped[reader.sentence(report.trigger), _order(report), when].append(report)
    return [
        _entry(reader, when, order, told, {document for r in told if r.event for document in telling[r.event]})
        for (_, order, when), told in grouped.items()
    ]


def _entry(reader: Reader, when: str, order: str, told: Sequence[Report], telling: set[str]) -> Entry:
    first = min(told, key=lambda r: r.trigger)
    before, words, after = reader.parts(first.trigger)
    account = reader.account_of[first.trigger.document]
    return Entry(
        date=when,
        order=order,
        account=account,
        anchor=first.id,
        before=clip(before, EXCERPT // 2, end=True),
        words=words,
        after=clip(after, EXCERPT),
        types=tuple(dict.fromkeys(type_words(r) for r in told)),
        notes=tuple(dict.fromkeys(note for r in told for note in reader.report_notes(r))),
        told_by=tuple(a for a in reader.accounts if a is account or a.document.id in telling),
    )
