"""Disputes over numbers that accounts tell in other words: "63 members had backed the motion", "58 supported it".

Two figures of one unit are set against each other where their clauses share most of their telling words, no other
figure of either account comes as near, and neither place, year, bound nor rounding explains the difference.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from dragoman.records import Figure
from dragoman.resolve.board import QUOTABLE, Board, place
from dragoman.resolve.dispute_figures import asked
from dragoman.resolve.quarrel import COMPARED, CONTRARY, Point, Quarrel
from dragoman.resolve.stems import keys

SLACK, ROUGH = 1.04, 1.15
"""How far apart two numbers may be and still agree: as stated, and where one is approximate. By eye, 2026-11."""
FAR = 10.0
"""Numbers that are further apart count different things."""
SHARED, FEWEST = 0.5, 3
"""Least share of the keys of the shorter clause that the other holds, and least keys. By eye, 2026-11."""
_TIMES = frozenset(
    ("second", "minute", "hour", "day", "week", "fortnight", "month", "year", "decade", "century", "time")
)
_PART = re.compile(
    r"\b(?:another|further|additional|including|among|of (?:them|whom|these|those|which)|the other|more than before|"
    r"a? ?(?:day|month|week|hour|litre|liter|barrel|head|tonne|ton|kilo)ly)\b",
    re.IGNORECASE,
)
_DIGITS = re.compile(
    r"\d|^(?:one|two|three|four|five|six|seven|eight|nine|ten|eleve|twelv|dozen|hundr|thous|milli|billi)"
)


@dataclass(frozen=True, slots=True, eq=False)
class _Count:
    figure: Figure
    keys: frozenset[str]
    states: frozenset[str]
    places: frozenset[str]
    point: Point


def count_disputes(board: Board) -> Iterator[Quarrel]:
    """One for each thing that accounts of one subject count differently."""
    known = {f for q in board.found.quantities if q.verdict == "conflict" for f in q.figures}
    together: dict[tuple[str, str], list[_Count]] = defaultdict(list)
    for figure in sorted(board.found.figures, key=lambda f: place(f.source)):
        if figure.id not in known and figure.unit and figure.unit not in _TIMES and (figure.value or 0) > 0:
            here = together[board.subject(figure.source), figure.unit]
            if len(here) < COMPARED and not _PART.search(board.words(board.clause(figure.source))):
                here.append(_count(figure, board))
    for _, counts in sorted(together.items()):
        pairs = [(a, b) for a, b in combinations(counts, 2) if _alike(a, b, board)]
        near = _near(pairs)
        sure = [(a, b) for a, b in pairs if _only(a, b, near) and _only(b, a, near) and _differ(a.figure, b.figure)]
        for group in _joined(sure):
            figures = [count.figure for count in group]
            how = "The figures are told in like words and differ"
            yield Quarrel("figure", asked(figures), how, tuple(c.point for c in group), CONTRARY)


def _count(figure: Figure, board: Board) -> _Count:
    clause, sentence = board.clause(figure.source), board.sentence(figure.source)
    told = keys(clause, board)
    if len(told) < FEWEST and sentence.end - sentence.start <= QUOTABLE:
        clause = board.trimmed(sentence)
        told = keys(clause, board)
    said = frozenset(key for key in told if not _DIGITS.search(key) or key.startswith("@"))
    places = frozenset(
        m.actor or m.text
        for m in board.mentions(clause)
        if m.kind == "place" or (m.actor in board.actors and board.actors[str(m.actor)].kind == "place")
    )
    states = frozenset(s for m in board.mentions(clause) if (s := board.country(m.actor)) and board.is_state(m.actor))
    return _Count(figure, said, states, places, Point(figure.text, clause, board.holder(figure.source)))


def _alike(a: _Count, b: _Count, board: Board) -> bool:
    """Whether two accounts count one thing."""
    shared = a.keys & b.keys
    if len(shared) < FEWEST or len(shared) < SHARED * min(len(a.keys), len(b.keys)):
        return False
    if sum(not key.startswith("@") for key in shared) < 2:
        return False
    if board.root(a.figure.source.document) == board.root(b.figure.source.document):
        return False
    if (a.places and b.places and not a.places & b.places) or _change(a.figure) != _change(b.figure):
        return False
    if a.states - b.states and b.states - a.states:
        return False
    return not (a.figure.as_of and b.figure.as_of and a.figure.as_of[:4] != b.figure.as_of[:4])


def _change(figure: Figure) -> str:
    return next((way for way in ("increase", "decrease") if (figure.measure or "").startswith(way)), "")


def _near(pairs: Sequence[tuple[_Count, _Count]]) -> dict[tuple[_Count, str], set[float | None]]:
    """For a figure and another account the values of the figures there that are alike to it."""
    near: dict[tuple[_Count, str], set[float | None]] = defaultdict(set)
    for a, b in pairs:
        near[a, b.figure.source.document].add(b.figure.value)
        near[b, a.figure.source.document].add(a.figure.value)
    return near


def _only(one: _Count, other: _Count, near: Mapping[tuple[_Count, str], set[float | None]]) -> bool:
    """Whether no other figure of the account of `other` is alike to `one`."""
    return len(near[one, other.figure.source.document]) == 1


def _differ(a: Figure, b: Figure) -> bool:
    less, more = sorted((a, b), key=lambda f: f.value or 0)
    low, high = less.value or 0, more.value or 0
    if less.low is not None and less.high is None:
        return False  # "at least 40" is met by 60
    slack = ROUGH if less.approximate or more.approximate else SLACK
    bounded = more.high is not None and more.low is None and low <= high
    return not bounded and low * slack < high <= low * FAR


def _joined(pairs: Sequence[tuple[_Count, _Count]]) -> Iterator[list[_Count]]:
    """Pairs with a figure in common, as one."""
    groups: dict[_Count, list[_Count]] = {}
    for a, b in pairs:
        one, other = groups.setdefault(a, [a]), groups.setdefault(b, [b])
        if one is not other:
            one += other
            groups.update(dict.fromkeys(other, one))
    yield from (group for count, group in groups.items() if count is group[0])
