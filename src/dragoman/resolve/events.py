"""Reports of one happening in one event.

A first, careful version: reports are one event only when they agree on type, on who did it to whom, on the words (the
trigger's lemma is not known here, so the mode stands in) and on a day or on no day at all. It merges too little rather
than too much: a false merge tells a reader that two accounts speak of one thing when they do not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from dragoman import ids
from dragoman.records import Document, Event, Report


def events(reports: Sequence[Report], accounts: Sequence[Document]) -> tuple[tuple[Report, ...], tuple[Event, ...]]:
    """The reports, each with its event, and the events by date and id."""
    together: dict[object, list[Report]] = defaultdict(list)
    for report in sorted(reports, key=lambda r: (r.trigger, r.id)):
        together[_key(report)].append(report)
    of: dict[str, str] = {}
    found: list[Event] = []
    copies = {d.id: d.reuse_of or d.id for d in accounts}
    for told in together.values():
        event = Event(
            id=ids.make("e", min(r.id for r in told)),
            type=told[0].type,
            reports=tuple(r.id for r in told),
            low=min((r.date.low for r in told if r.date and r.date.low), default=None),
            high=max((r.date.high for r in told if r.date and r.date.high), default=None),
            accounts=len({r.trigger.document for r in told}),
            independent=len({copies.get(r.trigger.document) for r in told}),
        )
        found.append(event)
        of.update((r.id, event.id) for r in told)
    return (
        tuple(replace(r, event=of[r.id]) for r in reports),
        tuple(sorted(found, key=lambda e: (e.low is None, e.low or "", e.id))),
    )


def _key(report: Report) -> object:
    """What two reports must share to be one event; a report without both parties stands alone."""
    if not report.sources or not report.targets:
        return report.id
    date = (report.date.low, report.date.high) if report.date else None
    return report.type, report.mode, report.status, frozenset(report.sources), frozenset(report.targets), date
