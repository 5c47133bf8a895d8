"""Makes data/world.tsv, outlines of the world, from Natural Earth's 1:110m countries as TopoJSON.

    python -m tools.world_outlines countries-110m.json

The file is that of the npm package world-atlas 2.0.2, which redistributes Natural Earth 4.1.0 (public domain). Kept is
one line an arc of the topology, in tenths of a degree: a border of two countries is one line, drawn once.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

TABLE = Path(__file__).resolve().parents[1] / "src" / "dragoman" / "data" / "world.tsv"
HALF = 1800
"""Half of the way around the world."""
HEAD = """\
# origin: Natural Earth 4.1.0, 1:110m country boundaries (naturalearthdata.com), by way of world-atlas 2.0.2
# licence: public domain
# version: 1
# Lines in tenths of a degree, longitude and latitude by turns, each but the first point as a step from the one before.
# kind: land, the outline of a country, or border, a line between two. Made by tools/world_outlines.py.
kind\tline
"""


def lines(topology: Any) -> Iterator[tuple[str, list[int]]]:
    """Rings of land by country, then each border once."""
    arcs = [list(_points(topology, arc)) for arc in topology["arcs"]]
    used: Counter[int] = Counter()
    for country in topology["objects"]["countries"]["geometries"]:
        polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        for polygon in polygons:
            for ring in polygon:
                used.update({number if number >= 0 else ~number for number in ring})
                points = [p for number in ring for p in (arcs[number] if number >= 0 else arcs[~number][::-1])]
                for whole in _whole(points):
                    yield "land", _steps(whole)
    for number, count in sorted(used.items()):
        if count > 1:
            yield "border", _steps(arcs[number])


def _points(topology: Any, arc: Iterable[list[int]]) -> Iterator[tuple[int, int]]:
    (scale_x, scale_y), (move_x, move_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    x = y = 0
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        yield round(10 * (x * scale_x + move_x)), round(10 * (y * scale_y + move_y))


def _whole(ring: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """The ring without a leap from one edge of the map to the other: it goes on beyond the edge, and again 360° away.

    A ring around the pole is closed along it.
    """
    around, points = 0, [ring[0]]
    for (before, _), (x, y) in pairwise(ring):
        around += HALF * 2 if x - before < -HALF else -HALF * 2 if x - before > HALF else 0
        points.append((x + around, y))
    if around:
        points += [(points[-1][0], -900), (points[0][0], -900)]
    yield points
    if not around and max(x for x, _ in points) > HALF:
        yield [(x - 2 * HALF, y) for x, y in points]
    if not around and min(x for x, _ in points) < -HALF:
        yield [(x + 2 * HALF, y) for x, y in points]


def _steps(points: list[tuple[int, int]]) -> list[int]:
    steps, last = [], (0, 0)
    for number, point in enumerate(points):
        if point != last or not number:
            steps += [point[0] - last[0], point[1] - last[1]]
            last = point
    return steps


def main(path: str) -> None:
    made = [
        f"{kind}\t{' '.join(map(str, steps))}\n" for kind, steps in lines(json.loads(Path(path).read_text("utf-8")))
    ]
    TABLE.write_text(HEAD + "".join(made), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1])
