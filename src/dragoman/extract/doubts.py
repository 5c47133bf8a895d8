"""Dates of happenings that cannot be quite right, said as Problems: the report stands as the account tells it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman import dates
from dragoman.records import Date, Problem, Report

VIOLENT = {"PROTEST", "ASSAULT"}
"""Types whose stretch of days is when the violence was."""
DAY = 10
"""Length of an ISO date that names a day; a year ahead is often an aim told in the present."""
OF_IT = VIOLENT | {"COERCE"}
"""Types that go with the violence, arrests among them."""


def doubts(told: Iterable[Report], published: str | None, violence: Iterable[Date]) -> Iterator[Problem]:
    """A Problem for each date that publication or the account's own range of the violence speaks against."""
    stretches = tuple(violence)
    seen: set[tuple[int, int]] = set()
    for report in told:
        if report.date is None or report.date_span is None:
            continue
        where = report.date_span.start, report.date_span.end
        others = stretches if report.type in OF_IT else ()
        past = report.status == "happened" and len(report.date.low or "") == DAY
        why = dates.suspicious(report.date, published=published, past=past, others=others)
        if why is not None and where not in seen:
            seen.add(where)
            yield Problem(report.date_span.document, f"date in doubt: {why}", *where)


def stretch(told: Date) -> bool:
    """Whether a date is a stretch of some days, as violence lasts."""
    low, high = told.low, told.high
    return low is not None and high is not None and len(low) == len(high) == 10 and low < high and low[:7] == high[:7]
