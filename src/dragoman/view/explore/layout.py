"""Where the actors of a network stand on the page: friends near each other, foes apart, the same for the same ties."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

TURN = np.pi * (3 - np.sqrt(5))
"""The golden angle: points at its multiples fill a disc evenly."""
STEPS = 120
"""Moves of a network of up to FEW actors; larger ones take fewer, so that a thousand stand within some 200 ms."""
FEW = 150


def places(
    actors: Sequence[str],
    ties: Sequence[tuple[str, str, int, int]],
    side: Mapping[str, int],
    *,
    width: float,
    height: float,
) -> dict[str, tuple[float, float]]:
    """Coordinates within `width` and `height`. `ties`: two actors, sign and weight; `side`: +1, -1 or 0, to start from.

    Springs and repulsion as in Fruchterman & Reingold (1991), with no chance in it: the camps start left and right on
    two spirals, heaviest actors first; friendly ties pull, hostile ties push, all others keep their distance.
    """
    count = len(actors)
    if not count:
        return {}
    at = _start([side.get(actor, 0) for actor in actors])
    place = {actor: number for number, actor in enumerate(actors)}
    one = np.array([place[tie[0]] for tie in ties], dtype=np.intp)
    other = np.array([place[tie[1]] for tie in ties], dtype=np.intp)
    pull = np.array([sign * (1 + np.log2(weight)) for _, _, sign, weight in ties], dtype=np.float64)
    ideal = 1.0 / np.sqrt(count)
    steps = STEPS if count <= FEW else max(18, STEPS * FEW // count)
    lean = np.array([side.get(actor, 0) for actor in actors], dtype=np.float64)
    for step in range(steps):
        move = _apart(at, ideal)
        if len(ties):
            gap = at[other] - at[one]
            length = np.maximum(np.hypot(gap[:, 0], gap[:, 1]), 1e-6)
            force = np.where(pull > 0, length / ideal, -0.6 * ideal / length) * np.abs(pull)
            shift = gap / length[:, None] * force[:, None] * ideal
            np.add.at(move, one, shift)
            np.add.at(move, other, -shift)
        move -= 0.6 * at  # towards the middle, so that unconnected pieces stay in view
        move[:, 0] += 0.25 * lean
        reach = 0.12 * (1 - step / steps) + 0.005
        size = np.maximum(np.hypot(move[:, 0], move[:, 1]), 1e-9)
        at += move / size[:, None] * np.minimum(size, reach)[:, None]
    return dict(zip(actors, _fitted(at, width, height), strict=True))


def _start(sides: Sequence[int]) -> Floats:
    """Camps on spirals left and right, heaviest actors in their middle."""
    at = np.zeros((len(sides), 2))
    placed = {1: 0, -1: 0, 0: 0}
    for number, side in enumerate(sides):
        turn, radius = placed[side] * TURN, 0.5 * np.sqrt((placed[side] + 0.5) / len(sides))
        at[number] = (0.35 * side + radius * np.cos(turn), radius * np.sin(turn))
        placed[side] += 1
    return at


def _apart(at: Floats, ideal: float) -> Floats:
    """How all actors push each other away."""
    across, down = at[:, 0].astype(np.float32), at[:, 1].astype(np.float32)  # half the memory to walk through
    gap_x, gap_y = across[:, None] - across, down[:, None] - down
    weight = gap_x * gap_x
    weight += gap_y * gap_y
    np.maximum(weight, np.float32(1e-4 * ideal * ideal), out=weight)
    np.divide(np.float32(ideal * ideal), weight, out=weight)
    gap_x *= weight
    gap_y *= weight
    return np.column_stack((gap_x.sum(axis=1), gap_y.sum(axis=1))).astype(np.float64)


def _fitted(at: Floats, width: float, height: float) -> list[tuple[float, float]]:
    """Within the page: half by distance and half by order, so that a crowd in the middle has room."""
    low, high = at.min(axis=0), at.max(axis=0)
    scaled = (at - low) / np.maximum(high - low, 1e-9)
    order = at.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable") / max(1, len(at) - 1)
    scaled = (scaled + order) / 2
    return [(round(float(x) * width, 1), round(float(y) * height, 1)) for x, y in scaled]


def labels(
    spots: Sequence[tuple[float, float, float, str]], *, letter: float = 6.4, line: float = 13.0
) -> list[tuple[float, float, str] | None]:
    """Where the names of actors (x, y, size, name) stand without covering each other, and how they are anchored.

    Earlier ones choose first: above, below, right or left of their spot; None where there is no room for one.
    """
    taken: list[tuple[float, float, float, float]] = [(x - r, y - r, x + r, y + r) for x, y, r, _ in spots]
    chosen: list[tuple[float, float, str] | None] = []
    for x, y, size, name in spots:
        wide = letter * len(name)
        ways = (
            (x, y - size - 3, "middle", x - wide / 2),
            (x, y + size + 11, "middle", x - wide / 2),
            (x + size + 4, y + 4, "start", x + size + 4),
            (x - size - 4, y + 4, "end", x - size - 4 - wide),
        )
        for at_x, at_y, anchor, left in ways:
            box = (left, at_y - line + 3, left + wide, at_y + 2)
            if not any(box[0] < t[2] and box[2] > t[0] and box[1] < t[3] and box[3] > t[1] for t in taken):
                taken.append(box)
                chosen.append((round(at_x, 1), round(at_y, 1), anchor))
                break
        else:
            chosen.append(None)
    return chosen
