"""Disputes over tolls: how many people were killed, hurt, arrested or driven out in one country, by different accounts.

A toll grows with time and with the place it counts, so a smaller number is explained when it is of an earlier day, of
one town or of one day; a bound ("at least 60") is met by any larger number. What is left differs.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from dragoman.records import Figure
from dragoman.resolve.board import Board
from dragoman.resolve.quarrel import COMPARED, CONTRARY, Point, Quarrel

SLACK, ROUGH = 1.1, 1.3
"""How far apart two numbers may be and still agree: as stated, and where one is approximate. By eye, 2026-11."""
SOON, LEAP = 2, 2.0
"""A later number within so many days that is so many times as large is no growth but another count."""

_DEEDS = (
    ("killed", re.compile(r"\b(?:killed|died|dead|deaths?|lost their lives|fatalities|slain)\b", re.IGNORECASE)),
    ("injured", re.compile(r"\b(?:injured|wounded|hurt)\b", re.IGNORECASE)),
    ("arrested", re.compile(r"\b(?:arrest\w*|detain\w*|detention)\b", re.IGNORECASE)),
    ("driven out", re.compile(r"\b(?:fled|flee|displaced|evacuated)\b", re.IGNORECASE)),
)
_WHO = (
    (
        "soldiers",
        re.compile(r"\b(?:soldiers?|troops?|servicemen|officers?|policem[ae]n|police|guards?)\b", re.IGNORECASE),
    ),
    (
        "fighters",
        re.compile(r"\b(?:terrorists?|militants?|rebels?|insurgents?|fighters?|gunmen|jihadists?)\b", re.IGNORECASE),
    ),
    ("children", re.compile(r"\b(?:child(?:ren)?|women|girls?|boys?)\b", re.IGNORECASE)),
    ("foreigners", re.compile(r"\b(?:foreign\w*|journalists?|hostages?|refugees?)\b", re.IGNORECASE)),
)
_DAY = re.compile(
    r"\bon (?:mon|tues|wednes|thurs|fri|satur|sun)day|\bon (?:\d{1,2} [A-Z]\w+|[A-Z]\w+ \d{1,2})\b"
    r"|\b(?:yesterday|today|overnight)\b",
    re.IGNORECASE,
)
_LATER = re.compile(r"\b(?:since|another|further|more than before|additional|other)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Toll:
    figure: Figure
    low: float
    high: float
    place: str | None
    day: bool
    as_of: str | None
    point: Point


def toll_disputes(board: Board) -> Iterator[Quarrel]:
    """One for each country, deed and kind of people whose tolls differ beyond what growth and scope explain."""
    taken: dict[tuple[str, str, str], list[_Toll]] = defaultdict(list)
    known = {f for q in board.found.quantities if q.verdict == "conflict" for f in q.figures}
    for figure in sorted(board.found.figures, key=lambda f: f.source):
        scene = _scene(figure, board)
        deed = _deed(figure, board)
        if scene and deed and figure.id not in known and (toll := _toll(figure, board)):
            taken[scene, deed, _who(figure)].append(toll)
    for (scene, deed, who), tolls in sorted(taken.items()):
        counted = _one_of_each(tolls)
        pairs = [(a, b) for a, b in combinations(counted, 2) if _differ(a, b, board)]
        if pairs:
            values = {toll.figure.value for pair in pairs for toll in pair}
            shown = dict.fromkeys(toll.point for toll in tolls if toll.figure.value in values)
            name = board.name(scene)
            how = f"The tolls are of one deed ({deed}, {name}) and neither day nor place explains the difference"
            yield Quarrel("figure", f"How many {who} were {deed} in {name}", how, tuple(shown), CONTRARY)


def _deed(figure: Figure, board: Board) -> str | None:
    """What was done to those counted, when the clause tells of just one deed."""
    words = board.words(board.clause(figure.source))
    found = [deed for deed, pattern in _DEEDS if pattern.search(words)]
    return found[0] if figure.unit == "person" and len(found) == 1 and not _LATER.search(words) else None


def _one_of_each(tolls: Sequence[_Toll]) -> list[_Toll]:
    """The tolls without those that an account of the same day repeats."""
    alike = {(t.low, t.high, t.place, t.day, t.as_of): t for t in reversed(tolls)}
    return sorted(alike.values(), key=lambda t: t.figure.source)[:COMPARED]


def _scene(figure: Figure, board: Board) -> str | None:
    """The country of those counted ("four Bolivian soldiers"), else where the sentence is."""
    own = {board.country(m.actor) for m in board.mentions(figure.source) if m.form == "demonym"} - {None}
    return own.pop() if len(own) == 1 else board.scene(figure.source)


def _who(figure: Figure) -> str:
    return next((who for who, pattern in _WHO if pattern.search(figure.text)), "people")


def _toll(figure: Figure, board: Board) -> _Toll | None:
    if figure.value is None or figure.value < 2:
        return None
    words = board.words(board.clause(figure.source))
    rough = ROUGH if figure.approximate else SLACK
    bounded = figure.low is not None and figure.high is None
    document = board.documents[figure.source.document]
    return _Toll(
        figure,
        low=figure.value if bounded else figure.value / rough,
        high=float("inf") if bounded else (figure.high or figure.value) * rough,
        place=_place(figure, board),
        day=_DAY.search(words) is not None,
        as_of=document.published,
        point=Point(figure.text, board.clause(figure.source), board.holder(figure.source)),
    )


def _place(figure: Figure, board: Board) -> str | None:
    """The town or region within the country that the clause names."""
    for mention in board.mentions(board.clause(figure.source)):
        known = board.actors.get(mention.actor or "")
        if mention.kind == "place" or (known and known.kind == "place"):
            return mention.actor or mention.text
    return None


def _differ(a: _Toll, b: _Toll, board: Board) -> bool:
    less, more = sorted((a, b), key=lambda t: (t.high, t.low))
    if board.root(a.point.source.document) == board.root(b.point.source.document) or less.high >= more.low:
        return False
    if a.place and b.place and a.place != b.place:
        return False
    if (less.place and not more.place) or (less.day and not more.day):
        return False
    if a.figure.quantity and a.figure.quantity == b.figure.quantity:
        return False
    return not _grown(less, more)


def _grown(less: _Toll, more: _Toll) -> bool:
    """Whether time may have made the one into the other; where a date is not known, it may."""
    if not (less.as_of and more.as_of and len(less.as_of) == len(more.as_of) == len("2000-01-01")):
        return False if less.as_of == more.as_of else less.high * LEAP >= more.low
    days = (date.fromisoformat(more.as_of) - date.fromisoformat(less.as_of)).days
    if days <= 0:
        return False
    return days > SOON or more.low < LEAP * less.high
