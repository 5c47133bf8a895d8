"""Disputes over numbers that accounts tell in other words: "63 members had backed the motion", "58 supported it".

Two figures of one unit are set against each other where their clauses share most of their telling words, no other
figure of either account comes as near, and neither place, year, bound nor rounding explains the difference.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from dragoman.records import Figure
from dragoman.resolve.board import QUOTABLE, Board
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


@dataclass(frozen=True, slots=True)
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
    for figure in sorted(board.found.figures, key=lambda f: f.source):
        if figure.id not in known and figure.unit and figure.unit not in _TIMES and (figure.value or 0) > 0:
            clause = board.clause(figure.source)
            if not _PART.search(board.words(clause)):
                together[board.subject(figure.source), figure.unit].append(_count(figure, board))
    for counts in (counts[:COMPARED] for _, counts in sorted(together.items())):
        pairs = [(a, b) for a, b in combinations(counts, 2) if _alike(a, b, board)]
        sure = [(a, b) for a, b in pairs if _only(a, b, pairs) and _only(b, a, pairs) and _differ(a.figure, b.figure)]
        for group in _joined(sure):
            figures = [count.figure for count in group]
            how = "The figures are told in like words and differ"
            yield Quarrel("figure", asked(figures), how, tuple(c.point for c in group), CONTRARY)


def _count(figure: Figure, board: Board) -> _Count:
    clause, sentence = board.clause(figure.source), board.sentence(figure.source)
    if len(keys(clause, board)) < FEWEST and sentence.end - sentence.start <= QUOTABLE:
        clause = board.trimmed(sentence)
    said = frozenset(key for key in keys(clause, board) if not _DIGITS.search(key) or key.startswith("@"))
    places = frozenset(
        m.actor or m.text
        for m in board.mentions(clause)
        if m.kind == "place" or (m.actor in board.actors and board.actors[str(m.actor)].kind == "place")
    )
    states = frozenset(s for m in board.mentions(clause) if (s := board.country(m.actor)) and board.is_state(m.actor))
    return _Count(figure, said, states, places, Point(figure.text, clause, board.holder(figure.source)))


def _alike(a: _Count, b: _Count, board: Board) -> bool:
    """Whether two accounts count one thing."""
    if board.root(a.figure.source.document) == board.root(b.figure.source.document):
        return False
    if (a.places and b.places and not a.places & b.places) or _change(a.figure) != _change(b.figure):
        return False
    if a.states - b.states and b.states - a.states:
        return False
    if a.figure.as_of and b.figure.as_of and a.figure.as_of[:4] != b.figure.as_of[:4]:
        return False
    shared = a.keys & b.keys
    plain = sum(not key.startswith("@") for key in shared)
    return plain >= 2 and len(shared) >= FEWEST and len(shared) >= SHARED * min(len(a.keys), len(b.keys))


def _change(figure: Figure) -> str:
    return next((way for way in ("increase", "decrease") if (figure.measure or "").startswith(way)), "")


def _only(one: _Count, other: _Count, pairs: Sequence[tuple[_Count, _Count]]) -> bool:
    """Whether no other figure of the account of `other` is alike to `one`."""
    document = other.figure.source.document
    near = {c.figure.value for pair in pairs if one in pair for c in pair if c.figure.source.document == document}
    return len(near) == 1


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
    groups: list[list[_Count]] = []
    for pair in pairs:
        met = [group for group in groups if any(count in group for count in pair)]
        groups = [group for group in groups if group not in met]
        groups.append(list(dict.fromkeys(count for part in (*met, pair) for count in part)))
    yield from groups
