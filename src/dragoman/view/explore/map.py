"""The map of what happened where: places as circles on the outlines of the world, no tiles from anywhere."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import get_args

from dragoman.case import happened, pages
from dragoman.case.happened import Spot, Wanted
from dragoman.case.reading import Reading
from dragoman.records import Status
from dragoman.tables import table
from dragoman.view.explore.asked import Asked
from dragoman.view.explore.layout import labels
from dragoman.view.explore.shown import Shown
from dragoman.view.listing import Row
from dragoman.view.phrases import times

MOST = 300
"""Places that are drawn, those with most happenings."""
NAMED = 40
LEAST = 24.0
"""Degrees of longitude that a map shows at least."""
WORLD = (-180.0, -125.0, 360.0, 215.0)
"""The whole world as x, y, width and height on the page."""


@dataclass(frozen=True, slots=True)
class Circle:
    spot: Spot
    x: float
    y: float
    size: float
    told: str
    address: str
    label: tuple[float, float, str] | None


def events_map(opened: Reading, asked: Asked) -> Shown:
    """Places with happenings of an actor, type and status, within dates."""
    actor = pages.find_actor(opened, asked.text("actor")) if asked.text("actor") else None
    types = happened.types(opened)
    wanted = Wanted(
        actor=actor.id if actor else asked.text("actor") or None,
        type=asked.choice("type", types),
        status=asked.choice("status", get_args(Status)),
        since=asked.date("since"),
        until=asked.date("until"),
    )
    spots = happened.spots(opened, wanted, limit=MOST)
    box = WORLD if asked.text("show") == "world" or not spots else _around(spots)
    return Shown(
        "map.html",
        "Where it happened",
        {
            "actor": actor,
            "types": types,
            "statuses": get_args(Status),
            "land": _drawn("land"),
            "borders": _drawn("border"),
            "circles": list(_circles(asked, spots, box[2])),
            "box": " ".join(f"{part:.2f}" for part in box),
            "unit": box[2] / 1000,
            "told": times(sum(spot.events for spot in spots), "happening"),
        },
        lambda: _rows(spots),
        scripts=("zoom.js",),
    )


def flat(latitude: float, longitude: float) -> tuple[float, float]:
    """A point on the page: Miller's cylindrical projection (1942), in degrees of longitude; south is down."""
    bounded = math.radians(0.8 * min(max(latitude, -85.0), 85.0))
    return round(longitude, 2), round(-math.degrees(1.25 * math.log(math.tan(math.pi / 4 + bounded / 2))), 2)


@cache
def _drawn(kind: str) -> str:
    """All lines of a kind as one path."""
    parts = []
    for row in table("world", ("kind", "line")):
        if row["kind"] == kind:
            steps = [int(step) for step in row["line"].split(" ")]
            x, y, points = 0, 0, []
            for across, up in zip(steps[::2], steps[1::2], strict=True):
                x, y = x + across, y + up
                points.append(flat(y / 10, x / 10))
            parts.append("M" + "L".join(f"{px:g} {py:g}" for px, py in points) + ("Z" if kind == "land" else ""))
    return "".join(parts)


def _around(spots: Sequence[Spot]) -> tuple[float, float, float, float]:
    """The part of the page that holds nine in ten of the happenings, with some room around."""
    points = sorted((*flat(spot.latitude, spot.longitude), spot.events) for spot in spots)
    across, down = _middle([(x, n) for x, _, n in points]), _middle(sorted((y, n) for _, y, n in points))
    width = max(LEAST, 1.5 * (across[1] - across[0]), 1.5 * (down[1] - down[0]) * 1000 / 600)
    width = min(width, 360.0)
    height = width * 0.6
    x, y = (across[0] + across[1] - width) / 2, (down[0] + down[1] - height) / 2
    return min(max(x, -180.0), 180.0 - width), y, width, height


def _middle(counted: Sequence[tuple[float, int]]) -> tuple[float, float]:
    whole, passed, kept = sum(n for _, n in counted), 0, []
    for at, count in counted:
        if passed <= 0.95 * whole and passed + count >= 0.05 * whole:
            kept.append(at)
        passed += count
    return kept[0], kept[-1]


def _circles(asked: Asked, spots: Sequence[Spot], width: float) -> Iterator[Circle]:
    """Circles whose area grows with the count, in units of a page 1,000 wide."""
    scale, most = 1000 / width, max((spot.events for spot in spots), default=1)
    places = [flat(spot.latitude, spot.longitude) for spot in spots]
    sizes = [round(5 + 17 * math.sqrt(spot.events / most), 1) for spot in spots]
    boxes = [
        (x * scale, y * scale, size, spot.place)
        for (x, y), size, spot in zip(places[:NAMED], sizes, spots, strict=False)
    ]
    named = labels(boxes, letter=7.5, line=15)
    for number, (spot, (x, y), size) in enumerate(zip(spots, places, sizes, strict=True)):
        address = asked.link("/crisis", place=spot.place, show=None)
        told = f"{spot.place}: {times(spot.events, 'happening')}"
        label = named[number] if number < NAMED else None
        yield Circle(spot, round(x * scale, 1), round(y * scale, 1), size, told, address, label)


def _rows(spots: Sequence[Spot]) -> Iterator[Row]:
    for spot in spots:
        yield {
            "place": spot.place,
            "latitude": spot.latitude,
            "longitude": spot.longitude,
            "happenings": spot.events,
        }
