"""Events in the column names of ACLED (Armed Conflict Location and Event Data), then our own.

A cell that ACLED has and an account does not tell is empty. `time_precision` is ACLED's: 1 a day, 2 within a week,
3 within a month; a happening told more vaguely has no `event_date`, and its bounds stand in `from` and `to`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

import pycountry

from dragoman.periods import first_day, last_day
from dragoman.records import Event, Report
from dragoman.tables import table
from dragoman.view.formats.columns import Row, Type, columns
from dragoman.view.formats.lookup import Lookup

COLUMNS: dict[str, Type] = {
    **columns(text="event_id_cnty event_date", whole="year time_precision"),
    **columns(text="disorder_type event_type sub_event_type actor1", list="assoc_actor_1"),
    **columns(text="actor2", list="assoc_actor_2"),
    **columns(whole="iso"),
    **columns(text="country location"),
    **columns(number="latitude longitude"),
    **columns(text="source notes"),
    **columns(text="from to plover_type plover_mode status claimed_by", whole="accounts independent", list="reports"),
}

PRECISION = ((1, 1), (7, 2), (31, 3))
"""Days a stretch has at most, and ACLED's precision for it."""


def rows(lookup: Lookup, event: Event) -> Iterator[Row]:
    """The one row of an event."""
    reports = list(lookup.case.reports(event=event.id))
    if not reports:
        return
    told = next((r for r in reports if r.point), next((r for r in reports if r.place), reports[0]))
    actor1, assoc1 = _party(lookup, [a for r in reports for a in r.sources])
    actor2, assoc2 = _party(lookup, [a for r in reports for a in r.targets])
    mode = next((r.mode for r in reports if r.mode), None)
    disorder, kind, subkind = _kinds().get((event.type, mode or ""), (None, None, None))
    yield {
        "event_id_cnty": event.id,
        **_when(event),
        "disorder_type": disorder or None,
        "event_type": kind or None,
        "sub_event_type": subkind or None,
        "actor1": actor1,
        "assoc_actor_1": assoc1,
        "actor2": actor2,
        "assoc_actor_2": assoc2,
        **_where(told),
        "source": "; ".join(sorted({_outlet(lookup, r) for r in reports})),
        "notes": " | ".join(dict.fromkeys(lookup.sentence(r.trigger) for r in reports)),
        "from": event.low,
        "to": event.high,
        "plover_type": event.type,
        "plover_mode": mode,
        "status": "; ".join(sorted({r.status for r in reports})),
        "claimed_by": _claimed(lookup, reports),
        "accounts": event.accounts,
        "independent": event.independent,
        "reports": tuple(r.id for r in reports),
    }


def _when(event: Event) -> Row:
    low, high = event.low, event.high
    if not low or not high:
        return {"event_date": None, "year": int(low[:4]) if low and low[:4] == (high or low)[:4] else None}
    first, last = first_day(low), last_day(high)
    days = (date.fromisoformat(last) - date.fromisoformat(first)).days + 1
    precision = next((code for most, code in PRECISION if days <= most), None)
    return {
        "event_date": first if precision else None,
        "year": int(first[:4]) if first[:4] == last[:4] else None,
        "time_precision": precision,
    }


def _party(lookup: Lookup, ids: Sequence[str]) -> tuple[str | None, tuple[str, ...]]:
    """The first party's name, and the others'."""
    first, *others = lookup.names(dict.fromkeys(ids)) or (None,)
    return first, tuple(name for name in others if name)


def _where(report: Report) -> Row:
    found = pycountry.countries.get(alpha_3=report.country) if report.country else None
    return {
        "iso": int(found.numeric) if found else None,
        "country": getattr(found, "common_name", found.name) if found else report.country,
        "location": report.place,
        "latitude": report.point[0] if report.point else None,
        "longitude": report.point[1] if report.point else None,
    }


def _outlet(lookup: Lookup, report: Report) -> str:
    document = lookup.document(report.trigger.document)
    return document.outlet or document.name


def _claimed(lookup: Lookup, reports: Sequence[Report]) -> str | None:
    """Who alone asserts it; None when an account tells it as its own."""
    if any(report.claimed_by is None for report in reports):
        return None
    return "; ".join(sorted({lookup.claimant(report.claimed_by) or "a voice" for report in reports}))


@cache
def _kinds() -> dict[tuple[str, str], tuple[str, str, str]]:
    names = ("type", "mode", "disorder_type", "event_type", "sub_event_type")
    return {
        (row["type"], row["mode"]): (row["disorder_type"], row["event_type"], row["sub_event_type"])
        for row in table("acled", names)
    }
