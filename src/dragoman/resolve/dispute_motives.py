"""Disputes over why a thing happened: causes of different families given for one effect by different voices."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from dragoman.records import Cause, Source
from dragoman.resolve.board import Board, place
from dragoman.resolve.quarrel import CONTRARY, Point, Quarrel, shortened
from dragoman.resolve.stems import content
from dragoman.tables import table

FOREIGN = "foreign interference"
"""The family, in the table of causes, of a cause that is another state."""
TROUBLE = "trouble"
_TROUBLES = frozenset(("crisis", "unrest", "violence", "fighting"))
"""Groups of effects that accounts of one crisis give it by turns."""
LABEL = 50
"""Most characters of a cause that labels its side."""


@dataclass(frozen=True, slots=True)
class _Given:
    """A cause given by somebody. `words`: stems of the cause."""

    effect: str
    family: str | None
    source: Source
    holder: str
    said: str
    words: frozenset[str]


def motive_disputes(board: Board) -> Iterator[Quarrel]:
    """One for each effect in one country that voices trace to different causes.

    Causes differ when they are of different families; one of no family we know is a side of its own, by its words.
    """
    given: dict[tuple[str, str, str], list[_Given]] = defaultdict(list)
    for cause in sorted(board.found.causes, key=lambda c: (place(c.source), place(c.cause), place(c.effect))):
        effect, scene = _effect(cause, board), board.theatre(cause.effect)
        placed = board.places(cause.effect)
        if cause.negated or effect is None or scene is None or (placed and scene not in placed):
            continue
        said, holder = board.words(cause.cause), board.claimant(cause.source, cause.claimed_by)
        named = {m.actor for m in board.mentions(cause.cause)}
        if holder not in named:
            family = cause.family or (FOREIGN if any(_foreign(a, scene, board) for a in named) else None)
            key = board.subject(cause.effect), scene, TROUBLE if effect in _TROUBLES else effect
            given[key].append(_Given(effect, family, _span(cause), holder, said, content(said)))
    for (_, scene, _), causes in sorted(given.items()):
        effect = Counter(sorted(c.effect for c in causes)).most_common(1)[0][0]
        where = board.name(scene)
        how = f"Different causes of one effect ({effect} in {where})"
        yield Quarrel("motive", f"What caused the {effect} in {where}", how, _points(causes), CONTRARY)


def _foreign(actor: str | None, scene: str, board: Board) -> bool:
    """Whether a foreign state is the cause."""
    known = board.actors.get(actor or "")
    return known is not None and known.kind == "state" and known.id != scene


def _points(causes: Sequence[_Given]) -> tuple[Point, ...]:
    """The causes under the name of their family; those of none under their own words, like words together."""
    points: list[Point] = []
    families = _Labels()
    for cause in causes:
        if cause.family:
            families.add(cause.words, cause.family)
    loose = _Labels()
    for cause in causes:
        label = cause.family or loose.first(cause.words) or families.first(cause.words)
        if label is None:
            label = shortened(cause.said, LABEL)
            loose.add(cause.words, label)
        points.append(Point(label, cause.source, cause.holder))
    return tuple(points)


class _Labels:
    """Labels by the words of what they stand for; of two under one word the first counts."""

    __slots__ = ("by_word", "labels")

    def __init__(self) -> None:
        self.labels: list[str] = []
        self.by_word: dict[str, int] = {}

    def add(self, words: frozenset[str], label: str) -> None:
        for word in words:
            self.by_word.setdefault(word, len(self.labels))
        self.labels.append(label)

    def first(self, words: frozenset[str]) -> str | None:
        """The first label that shares a word."""
        number = min((self.by_word[word] for word in words if word in self.by_word), default=None)
        return None if number is None else self.labels[number]


def _span(cause: Cause) -> Source:
    """The words from cause to effect, when they stand together; else the cause."""
    start, end = min(cause.cause.start, cause.source.start), max(cause.cause.end, cause.source.end)
    return Source(cause.cause.document, start, end) if end - start <= 200 else cause.cause


def _effect(cause: Cause, board: Board) -> str | None:
    """The group of the effect's words: 'unrest' for protests, riots, demonstrations; None: of no group."""
    for word in reversed(re.findall(r"[a-z]+", board.words(cause.effect).lower())):
        if group := _groups().get(word) or _groups().get(word.removesuffix("s")):
            return group
    return None


@cache
def _groups() -> dict[str, str]:
    return {row["word"]: row["group"] for row in table("effects", ("word", "group"))}
