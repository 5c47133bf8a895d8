"""What the finders of disputes hand on: points, each some words on a side of a question, and the sides made of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dragoman import ids
from dragoman.records import Dispute, DisputeKind, Side, Source
from dragoman.resolve.board import Board

SHOWN = 3
"""Most pieces of evidence kept for one voice in one account: enough to check, few enough to read."""
QUOTED = 90
"""Most characters of a side's words in the sentence of reason."""

COMPARED = 100
"""Most records under one key that are compared with each other, the first in text order: a story told ten thousand
times must not cost a hundred million comparisons."""

DENIAL, CONTRARY, LISTS = 3, 2, 1
"""How directly sides meet: one denies what the other says; each excludes the other; their lists differ."""


@dataclass(frozen=True, slots=True)
class Point:
    """Words that take a side. `side`: its label; `holder`: an actor's id, or that of the document that speaks."""

    side: str
    source: Source
    holder: str


@dataclass(frozen=True, slots=True)
class Quarrel:
    """A dispute before it is ranked. `how`: in words, how the sides were matched; `directness` as above."""

    kind: DisputeKind
    topic: str
    how: str
    points: tuple[Point, ...]
    directness: int = CONTRARY


def dispute(quarrel: Quarrel, board: Board) -> Dispute | None:
    """The dispute that a quarrel makes; None when its sides are held by one and the same voice."""
    held = _by_side(quarrel.points)
    if len(held) < 2 or not _apart(held, board):
        return None
    sides = tuple(_side(label, points, board) for label, points in held.items())
    sides = tuple(sorted(sides, key=lambda s: (-s.independent, -s.accounts, -len(s.voices), s.evidence)))
    return Dispute(
        id=ids.make("d", quarrel.kind, sorted([e.document, e.start, e.end] for s in sides for e in s.evidence)),
        kind=quarrel.kind,
        topic=quarrel.topic[:1].upper() + quarrel.topic[1:],
        reason=reason(quarrel, held, sides, board),
        sides=sides,
    )


def reason(quarrel: Quarrel, held: dict[str, list[Point]], sides: Sequence[Side], board: Board) -> str:
    """One sentence that quotes the sides and says how they were matched."""
    told = []
    for side in sides[:3]:
        point = held[side.label][0]
        told.append(f"{board.name(point.holder)}: “{shortened(board.words(point.source))}”")
    return f"{quarrel.how}: {'; '.join(told)}."


def shortened(words: str, most: int = QUOTED) -> str:
    """The words, cut at a blank where they are too long to quote."""
    if len(words) <= most:
        return words
    return words[:most].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def apart(points: Iterable[Point], board: Board) -> bool:
    """Whether the sides of these points are held by different voices."""
    return _apart(_by_side(points), board)


def _by_side(points: Iterable[Point]) -> dict[str, list[Point]]:
    """The points of each side in text order, few for each voice in each account, none that lies in another."""
    held: dict[str, list[Point]] = {}
    counts: Counter[tuple[str, str, str]] = Counter()
    for point in sorted(set(points), key=_in_text):
        here = held.setdefault(point.side, [])
        told = (point.side, point.holder, point.source.document)
        if counts[told] < SHOWN and not (here and _within(point.source, here[-1].source)):
            here.append(point)
            counts[told] += 1
    return {side: points for side, points in sorted(held.items()) if points}


def _in_text(point: Point) -> tuple[str, int, int, str, str]:
    """Text order; of spans with one beginning the longer first."""
    return point.source.document, point.source.start, -point.source.end, point.side, point.holder


def _within(inner: Source, outer: Source) -> bool:
    return inner.document == outer.document and outer.start <= inner.start and inner.end <= outer.end


def _apart(held: dict[str, list[Point]], board: Board) -> bool:
    """Whether each of two sides has a voice that the other lacks: unless every side is within the next larger."""
    holders = sorted(({board.root(p.holder) for p in points} for points in held.values()), key=len)
    return not all(less <= more for less, more in pairwise(holders))


def _side(label: str, points: Sequence[Point], board: Board) -> Side:
    documents = {p.source.document for p in points}
    return Side(
        label=label,
        evidence=tuple(p.source for p in points),
        voices=tuple(dict.fromkeys(p.holder for p in points)),
        accounts=len(documents),
        independent=len({board.root(d) for d in documents}),
    )
