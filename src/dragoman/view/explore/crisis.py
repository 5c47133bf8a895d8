"""The crisis in time: how much each month holds, a lane an account, and the happenings in words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from dragoman.case import happened, pages
from dragoman.case.happened import Happening, Wanted
from dragoman.case.reading import Reading
from dragoman.records import Report, Status
from dragoman.view.explore.asked import Asked, pager
from dragoman.view.explore.scale import Scale, day, iso
from dragoman.view.explore.shown import Shown
from dragoman.view.explore.window import Window
from dragoman.view.listing import Row
from dragoman.view.reader import Account, type_words
from dragoman.view.timeline import timeline, undated

EACH = 50
"""Happenings on a page."""
LANES = 14
TOLD = 12
"""Reports of one happening that are read for a page."""
WIDTH = 1000.0
HEIGHT = 26
"""Units of the picture: its width, and the height of a lane."""
EDGE = 3
"""Days kept free at either end."""
LONG = 400
"""Days beyond which a picture leaves out what came long before,"""
BY_DAY = 100
"""Days of a picture up to which its bars are days, not months."""
BEFORE = 0.25
"""at most this share of the happenings whose month is known."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A report on a lane. `width`: above 0 for a stretch of days; `row` sets those of one day apart."""

    x: float
    y: float
    width: float
    kind: str
    address: str
    told: str


@dataclass(frozen=True, slots=True)
class Lane:
    account: Account
    y: float
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A month, or a year, and how many happenings it has."""

    x: float
    width: float
    height: float
    told: str
    address: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Bars over lanes on one axis."""

    bars: tuple[Bar, ...]
    lanes: tuple[Lane, ...]
    ticks: tuple[tuple[float, str], ...]
    height: float
    more_lanes: int
    links: tuple[tuple[str, str], ...]


def crisis(opened: Reading, asked: Asked) -> Shown:
    """Happenings by an actor, of a type and status, within dates and at a place; a page, the most told first."""
    actor = pages.find_actor(opened, asked.text("actor")) if asked.text("actor") else None
    types = happened.types(opened)
    wanted = Wanted(
        actor=actor.id if actor else asked.text("actor") or None,
        type=asked.choice("type", types),
        status=asked.choice("status", get_args(Status)),
        since=asked.date("since"),
        until=asked.date("until"),
        place=asked.text("place") or None,
    )
    page = asked.number("page", 1, low=1)
    found = happened.happenings(opened, wanted, first=(page - 1) * EACH, limit=EACH)
    window = Window(opened)
    window.reports = happened.reports_of(opened, [row.event for row in found.rows], each=TOLD)
    window.gather({report.trigger.document for report in window.reports})
    return Shown(
        "crisis.html",
        "The crisis in time",
        {
            "actor": actor,
            "types": types,
            "statuses": get_args(Status),
            "picture": _picture(asked, window, found.rows, wanted),
            "timeline": timeline(window),
            "undated": undated(window),
            "place_name": wanted.place,
            "pager": pager(
                asked, "happening", shown=len(found.rows), first=found.first, total=found.total,
                beyond=found.beyond, each=EACH,
            ),
        },
        lambda: _rows(window, found.rows),
        scripts=("zoom.js",),
    )  # fmt: skip


def _picture(asked: Asked, window: Window, rows: Sequence[Happening], wanted: Wanted) -> Picture | None:
    """None: nothing has a date."""
    months = happened.months(window.opened, wanted)
    low, high = _ends(asked, months)
    if low is None or high is None:
        return None
    scale = Scale(low - EDGE, max(high, low) + EDGE, WIDTH)
    if high - low <= BY_DAY:
        counts = happened.days(window.opened, replace(wanted, since=iso(low), until=iso(high)))
    else:
        counts = [(month, count) for month, count in months if _within(month, low, high)]
    top = max((count for _, count in counts), default=1)
    lanes, more = _lanes(window, scale, rows)
    return Picture(
        tuple(_bar(asked, scale, date, count, top) for date, count in counts),
        lanes,
        tuple(scale.ticks()),
        60 + HEIGHT * len(lanes),
        more,
        tuple(_links(asked, low, high, _whole(months, low, high))),
    )


def _ends(asked: Asked, months: Sequence[tuple[str, int]]) -> tuple[int | None, int | None]:
    """The first and last day of the picture: those asked for, else of what happened."""
    since, until = asked.date("since"), asked.date("until")
    first = next((number for month, _ in months if (number := day(month)) is not None), None)
    low = day(since) if since else first if until else _early(months)
    high = day(until, last=True) if until else max((day(m, last=True) or 0 for m, _ in months), default=low)
    return low, high


def _whole(months: Sequence[tuple[str, int]], low: int, high: int) -> tuple[int, int]:
    known = [(day(month), day(month, last=True)) for month, _ in months]
    return min((a for a, _ in known if a), default=low), max((b for _, b in known if b), default=high)


def _early(months: Sequence[tuple[str, int]]) -> int | None:
    """The day where the picture begins unless told: in a case of years, what few happened long before are left out."""
    precise = [(month, count) for month, count in months if len(month) > 4] or list(months)
    if not precise or (day(precise[-1][0]) or 0) - (day(precise[0][0]) or 0) < LONG:
        return day(precise[0][0]) if precise else None
    whole, passed = sum(count for _, count in precise), 0
    for month, count in precise:
        passed += count
        if passed > BEFORE * whole:
            return day(month)
    return None


def _within(month: str, low: int, high: int) -> bool:
    first, last = day(month), day(month, last=True)
    return first is not None and last is not None and first <= high and last >= low


def _bar(asked: Asked, scale: Scale, month: str, count: int, top: int) -> Bar:
    first, last = day(month) or 0, (day(month, last=True) or 0) + 1
    x = scale.at(first)
    return Bar(
        x,
        max(2.0, scale.at(last) - x - 1),
        round(2 + 44 * (count / top) ** 0.5, 1),
        f"{month}: {count} happening{'s' if count != 1 else ''}",
        asked.link(since=month, until=month),
    )


def _links(asked: Asked, low: int, high: int, whole: tuple[int, int]) -> Iterator[tuple[str, str]]:
    """Ways to move the dates by links: earlier, later, closer, wider, all."""
    span = max(7, high - low)
    yield "← earlier", asked.link(since=iso(low - span // 2), until=iso(high - span // 2))
    yield "closer", asked.link(since=iso(low + span // 4), until=iso(high - span // 4))
    yield "wider", asked.link(since=iso(low - span // 2), until=iso(high + span // 2))
    yield "later →", asked.link(since=iso(low + span // 2), until=iso(high + span // 2))
    if (low, high) != whole:
        yield "all dates", asked.link(since=iso(whole[0]), until=iso(whole[1]))
    if asked.date("since") or asked.date("until"):
        yield "as at first", asked.link(since=None, until=None)


def _lanes(window: Window, scale: Scale, rows: Sequence[Happening]) -> tuple[tuple[Lane, ...], int]:
    """A lane for each account that tells most of the page's dated happenings, by date of publication."""
    dated = {row.event: row for row in rows if row.day and scale.low <= (day(row.last or row.day, last=True) or 0)}
    told: dict[str, dict[str, Report]] = defaultdict(dict)
    for report in window.reports:
        if report.event in dated:
            told[report.trigger.document].setdefault(report.event or "", report)
    most = [document for document, _ in Counter({d: len(r) for d, r in told.items()}).most_common(LANES)]
    accounts = sorted((window.account_of[document] for document in most), key=lambda a: a.number)
    lanes = []
    for place, account in enumerate(accounts):
        y = 60.0 + HEIGHT * place + HEIGHT / 2
        dots = _dots(window, scale, y, [(dated[e], r) for e, r in told[account.document.id].items()])
        lanes.append(Lane(account, y, tuple(dots)))
    return tuple(lanes), len(told) - len(lanes)


def _dots(window: Window, scale: Scale, y: float, told: Sequence[tuple[Happening, Report]]) -> Iterator[Dot]:
    taken: Counter[int] = Counter()
    for row, report in sorted(told, key=lambda one: (one[0].day or "", one[0].rank)):
        first, last = day(row.day or ""), day(row.last or row.day or "", last=True)
        if first is None or last is None or first > scale.high:
            continue
        x = scale.at(first)
        step = taken[round(x / 10)]
        taken[round(x / 10)] += 1
        kind = f"{report.status}{' claim' if report.claimed_by else ''}"
        who = ", ".join(window.report_notes(report))
        words = " ".join(window.text(window.sentence(report.trigger)).split())[:160]
        yield Dot(
            x,
            y + (-1) ** step * 5 * ((step + 1) // 2) if step < 4 else y,
            max(0.0, scale.at(last) - x) if last - first > 1 else 0.0,
            kind,
            f"/source/{report.id}",
            f"{row.day}: {type_words(report)}{' · ' + who if who else ''} – {words}",
        )


def _rows(window: Window, rows: Sequence[Happening]) -> Iterator[Row]:
    by_event: dict[str | None, list[Report]] = defaultdict(list)
    for report in window.reports:
        by_event[report.event].append(report)
    for row in rows:
        reports = by_event[row.event]
        yield {
            "id": row.event,
            "from": row.day,
            "to": row.last,
            "type": row.type,
            "status": row.status,
            "sources": window.names(dict.fromkeys(a for r in reports for a in r.sources)),
            "targets": window.names(dict.fromkeys(a for r in reports for a in r.targets)),
            "place": row.place,
            "accounts": row.accounts,
            "independent": row.independent,
            "words": " | ".join(dict.fromkeys(window.text(window.sentence(r.trigger)) for r in reports[:3])),
        }
