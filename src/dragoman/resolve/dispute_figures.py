"""Disputes over numbers: the quantities whose figures cannot all be right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from dragoman.records import Figure, Quantity
from dragoman.resolve.board import Board
from dragoman.resolve.quarrel import CONTRARY, Point, Quarrel

PEOPLE = "person"
_DONE_TO = frozenset(
    "killed wounded injured arrested detained displaced evacuated dismissed hurt sent deployed expelled".split()
)


def number_disputes(board: Board) -> Iterator[Quarrel]:
    """One for each quantity whose figures conflict; what merely differs by rounding, bounds or year is none."""
    figures = {figure.id: figure for figure in board.found.figures}
    for quantity in board.found.quantities:
        if quantity.verdict == "conflict":
            counted = [figures[id] for id in quantity.figures if id in figures]
            yield Quarrel("figure", asked(counted), _how(quantity), _points(counted, board), CONTRARY)


def _points(counted: Sequence[Figure], board: Board) -> tuple[Point, ...]:
    labels: dict[object, str] = {}
    points = []
    for figure in sorted(counted, key=lambda f: f.source):
        label = labels.setdefault((figure.value, figure.low, figure.high), figure.text)
        points.append(Point(label, board.clause(figure.source), board.holder(figure.source)))
    return tuple(points)


def asked(counted: Sequence[Figure]) -> str:
    """The measure and whose it is, as most figures have it: 'How many were killed (Niger)'."""
    measure = _commonest([f.measure for f in counted]) or "the number"
    subject = _commonest([f.subject for f in counted])
    unit = _commonest([f.unit for f in counted])
    if unit == PEOPLE and (words := measure.split()) and words[-1] in _DONE_TO:
        who = " ".join(words[:-1])
        topic = f"How many {who + ' ' if who else ''}were {words[-1]}"
    elif unit and (unit == "percent" or unit.isupper()):
        topic = f"How much: {measure}"
    else:
        topic = f"How many: {measure}"
    return f"{topic} ({subject})" if subject else topic


def _commonest(words: Sequence[str | None]) -> str | None:
    said = Counter(word for word in words if word)
    return max(sorted(said), key=lambda w: (said[w], -len(w))) if said else None


def _how(quantity: Quantity) -> str:
    doubt = ", perhaps by year" if "perhaps by year" in (quantity.reason or "") else ""
    return f"The figures count one thing and differ{doubt}"
