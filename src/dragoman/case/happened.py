"""What happened, of a large case: a page of happenings, how many each month and each place has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.case.reading import MOST, Page, Reading, count_up
from dragoman.records import Report


@dataclass(frozen=True, slots=True)
class Happening:
    """An event as lists need it. `rank`: told by most independent accounts first; `status`: of its plainest telling."""

    rank: int
    event: str
    type: str
    status: str
    day: str | None
    last: str | None
    accounts: int
    independent: int
    place: str | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which happenings are asked for; dates are ISO, both ends included. None: all."""

    actor: str | None = None
    type: str | None = None
    status: str | None = None
    since: str | None = None
    until: str | None = None
    place: str | None = None

    @property
    def all(self) -> bool:
        """Nothing is left out."""
        return self == Wanted()


@dataclass(frozen=True, slots=True)
class Spot:
    """A place and how many happenings are told there."""

    place: str
    latitude: float
    longitude: float
    events: int


_HAPPENING = "h.rank, h.event, h.type, h.status, h.day, h.last, h.accounts, h.independent, h.place"


def happenings(opened: Reading, wanted: Wanted, *, first: int = 0, limit: int = 50) -> Page[Happening]:
    """Happenings, those told by most independent accounts first."""
    source, where, values = _filtered(wanted)
    total, beyond = count_up(opened, f"{source} WHERE {where}", values)
    if wanted.all:
        total, beyond = opened.one("SELECT coalesce(max(rank), 0) FROM happening"), False
    # Many: walk in order of rank until a page is full. Few: find them by their index, then sort.
    walk = "+" if beyond and not wanted.actor else ""
    keys = where
    for column in ("h.day", "h.type", "h.status", "h.place"):
        keys = keys.replace(column, walk + column)
    found = opened.rows(
        f"SELECT {_HAPPENING} {_joined(source)} WHERE {keys} ORDER BY {'p' if wanted.actor else 'h'}.rank"
        " LIMIT ? OFFSET ?",
        *values, limit, first,
    )  # fmt: skip
    return Page(tuple(Happening(*row) for row in found), first, total, beyond)


def happening(opened: Reading, event: str) -> Happening | None:
    """The happening of this event's id."""
    found = opened.rows(f"SELECT {_HAPPENING} FROM happening h WHERE h.event = ?", event)
    return Happening(*found[0]) if found else None


def months(opened: Reading, wanted: Wanted) -> list[tuple[str, int]]:
    """How many happenings each month (or year, where only that is known) has, by month."""
    if wanted.actor or wanted.place:
        source, where, values = _filtered(wanted)
        alias = "p" if wanted.actor else "h"
        return [
            (month, count)
            for month, count in opened.rows(
                f"SELECT substr(day, 1, 7), count(*) FROM (SELECT {alias}.day AS day {source} WHERE {where}"
                f" AND {alias}.day IS NOT NULL LIMIT {20 * MOST}) GROUP BY 1 ORDER BY 1",
                *values,
            )
        ]
    parts, values = _parts(wanted, "month", monthly=True)
    return [
        (month, count)
        for month, count in opened.rows(
            f"SELECT month, sum(events) FROM month WHERE {parts} GROUP BY 1 ORDER BY 1", *values
        )
    ]


def days(opened: Reading, wanted: Wanted) -> list[tuple[str, int]]:
    """How many happenings each day has, of those whose day is known, by day; for stretches of some months."""
    source, where, values = _filtered(wanted)
    alias = "p" if wanted.actor else "h"
    return [
        (day, count)
        for day, count in opened.rows(
            f"SELECT {alias}.day, count(*) {source} WHERE {where} AND length({alias}.day) = 10 GROUP BY 1 ORDER BY 1",
            *values,
        )
    ]


def spots(opened: Reading, wanted: Wanted, *, limit: int = 400) -> list[Spot]:
    """Places with most happenings; those of an actor are counted among its MOST told."""
    if wanted.actor:
        source, where, values = _filtered(wanted)
        query = (
            f"SELECT h.place, h.latitude, h.longitude, count(*) FROM (SELECT p.rank AS rank {source} WHERE {where}"
            f" AND p.place IS NOT NULL ORDER BY p.rank LIMIT {MOST}) t JOIN happening h ON h.rank = t.rank"
            " WHERE h.latitude IS NOT NULL GROUP BY 1, 2, 3 ORDER BY 4 DESC, 1 LIMIT ?"
        )
    else:
        where, values = _parts(wanted, "month", monthly=True)
        query = (
            f"SELECT place, latitude, longitude, sum(events) FROM spot WHERE {where}"
            " GROUP BY 1, 2, 3 ORDER BY 4 DESC, 1 LIMIT ?"
        )
    return [Spot(*row) for row in opened.rows(query, *values, limit)]


def types(opened: Reading) -> list[str]:
    """The types of happenings that there are, found by stepping through an index."""
    found = opened.rows(
        "WITH RECURSIVE step (type) AS (SELECT min(type) FROM happening UNION ALL"
        " SELECT (SELECT min(type) FROM happening WHERE type > step.type) FROM step WHERE step.type IS NOT NULL)"
        " SELECT type FROM step WHERE type IS NOT NULL"
    )
    return [type for (type,) in found]


def reports_of(opened: Reading, events: Sequence[str], *, each: int = 40) -> list[Report]:
    """The reports of events, at most `each` of one."""
    query = "SELECT record FROM report WHERE event = ? LIMIT ?"
    return [report for event in events for report in opened.records(Report, query, event, each)]


def _filtered(wanted: Wanted) -> tuple[str, str, list[object]]:
    """FROM, WHERE and values. With an actor all that is asked stands in one table."""
    alias, source = ("p", "FROM party p") if wanted.actor else ("h", "FROM happening h")
    where, values = _parts(wanted, f"{alias}.day", prefix=f"{alias}.")
    if wanted.actor:
        return source, f"p.actor = ? AND {where}", [wanted.actor, *values]
    if wanted.place:
        where += " AND h.latitude IS NOT NULL"
    return source, where, values


def _joined(source: str) -> str:
    return f"{source} JOIN happening h ON h.rank = p.rank" if source.endswith(" p") else source


def _parts(wanted: Wanted, day: str, *, prefix: str = "", monthly: bool = False) -> tuple[str, list[object]]:
    parts, values = [], list[object]()
    for column in ("type", "status", "place"):
        if value := getattr(wanted, column):
            parts.append(f"{prefix}{column} = ?")
            values.append(value)
    if wanted.since:
        parts.append(f"{day} >= ?")
        values.append(wanted.since[:7] if monthly else wanted.since)
    if wanted.until:
        parts.append(f"{day} <= ? AND {day} != ''")
        values.append((wanted.until[:7] if monthly else wanted.until) + "\uffff")  # '2022-01' holds '2022-01-05'
    return " AND ".join(parts) or "1", values
