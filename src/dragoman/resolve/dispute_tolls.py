"""Disputes over tolls: how many people were killed, hurt, arrested or driven out in one country, by different accounts.

A toll grows with time and with the place it counts, so a smaller number is explained when it is of an earlier day, of
one town or of one day; a bound ("at least 60") is met by any larger number. What is left differs; so does "nobody was
hurt" from any toll.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from dragoman.records import Figure, Source
from dragoman.resolve.board import Board, place
from dragoman.resolve.quarrel import COMPARED, CONTRARY, Point, Quarrel

SLACK, ROUGH = 1.1, 1.3
"""How far apart two numbers may be and still agree: as stated, and where one is approximate. By eye, 2026-11."""
SOON, LEAP = 2, 2.0
"""A later number within so many days that is so many times as large is no growth but another count."""

_DEEDS = (
    (
        "killed",
        re.compile(
            r"\b(?:kill(?:ed|ing)|bodies|died|dead|deaths?|lost (?:their|his|her) li(?:v|f)es?|fatalities|slain|"
            r"perished|martyred|(?:had|have|has) fallen)\b",
            re.IGNORECASE,
        ),
    ),
    ("injured", re.compile(r"\b(?:injured|wounded|wounds|hurt|injuries)\b", re.IGNORECASE)),
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
        re.compile(
            r"\b(?:terrorists?|militants?|rebels?|insurgents?|fighters?|gunmen|jihadists?|mercenar\w+|bandits?)\b",
            re.IGNORECASE,
        ),
    ),
    ("children", re.compile(r"\b(?:child(?:ren)?|women|girls?|boys?)\b", re.IGNORECASE)),
    ("foreigners", re.compile(r"\b(?:foreign\w*|journalists?|refugees?)\b", re.IGNORECASE)),
)
PEOPLE = "people"
_ANYBODY = re.compile(
    r"(?:people|persons?|civilians?|citizens?|residents?|villagers?|inhabitants?|locals?|protest[eo]rs?|demonstrators?|"
    r"hostages?|captives?|passengers?|rioters?|marchers?|strikers?|workers?|dockers?|miners?|students?|lives|others?|victims?|humans?|(?:wo)?m[ae]n|"
    r"adults?|individuals|bodies|deaths?|fatalities|casualties|arrests?|families|dead|injured|wounded|hundred|thousand)",
    re.IGNORECASE,
)
"""Whose toll may be that of everybody; the toll of traders is theirs alone."""
_DAY = re.compile(
    r"\bon (?:mon|tues|wednes|thurs|fri|satur|sun)day|\bon (?:\d{1,2} [A-Z]\w+|[A-Z]\w+ \d{1,2})\b"
    r"|\b(?:yesterday|today|overnight)\b",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\bsince\b", re.IGNORECASE)
_NONE = re.compile(
    r"\b(?:nobody|no\s+one|not\s+one|none|without(?:\s+a\s+single)?|no\s+(?:people|persons?|civilians?|citizens?|protest[eo]rs?|"
    r"deaths?|casualt\w+|fatalities|injuries|victims?|soldiers?|policem[ae]n|officers?|workers?|students?|dead))\b",
    re.IGNORECASE,
)
_HARMED = re.compile(r"\b(?:harmed|casualt\w+)\b", re.IGNORECASE)
_LATER = re.compile(r"\b(?:another|further|more than before|additional|other)\b", re.IGNORECASE)


_UNITS = ("person", "death", "arrest")

_Key = tuple[str, str, str, str, str]
"""Of tolls that are compared: subject, country, deed, kind of people, and whether they count "since" a day."""


@dataclass(frozen=True, slots=True)
class _Toll:
    value: float
    quantity: str | None
    low: float
    high: float
    place: str | None
    day: bool
    as_of: str | None
    point: Point


def toll_disputes(board: Board) -> Iterator[Quarrel]:
    """One for each country, deed and kind of people whose tolls differ beyond what growth and scope explain."""
    taken: dict[_Key, list[_Toll]] = defaultdict(list)
    known = {f for q in board.found.quantities if q.verdict == "conflict" for f in q.figures}
    for figure in sorted(board.found.figures, key=lambda f: place(f.source)):
        if figure.unit not in _UNITS or figure.id in known or (figure.value or 0) < 1:
            continue
        words = board.words(board.clause(figure.source))
        deed = _deed(words)
        scene = _scene(figure, board) if deed else None
        if deed and scene:
            since = "since" if _SINCE.search(words) else ""
            key = board.subject(figure.source), scene, deed, _who(figure.text), since
            taken[key].append(_toll(figure, words, board))
    _deny(taken, board)
    for (_, scene, deed, who, _), tolls in sorted(taken.items()):
        counted = _one_of_each(tolls)
        pairs = [(a, b) for a, b in combinations(counted, 2) if _differ(a, b, board)]
        if pairs:
            values = {toll.value for pair in pairs for toll in pair}
            shown = dict.fromkeys(toll.point for toll in tolls if toll.value in values)
            name = board.name(scene)
            how = f"The tolls are of one deed ({deed}, {name}) and neither day nor place explains the difference"
            yield Quarrel("figure", f"How many {who} were {deed} in {name}", how, tuple(shown), CONTRARY)


def _deny(taken: dict[_Key, list[_Toll]], board: Board) -> None:
    """Puts what tells that nobody was harmed beside the tolls of the same crisis, but for those of one side's own."""
    alike: dict[tuple[str, str, str], list[_Key]] = defaultdict(list)
    told: dict[_Key, set[str | None]] = {}
    for key, tolls in taken.items():
        theme, _, deed, _, since = key
        alike[theme, deed, since].append(key)
        told[key] = {board.theatre(t.point.source) for t in tolls if not _of_its_own(t.point.source, board)}
    for (theme, deed, who), none in _none(board):
        theatre = board.theatre(none.point.source)
        for key in alike.get((theme, deed, ""), ()):
            if who in (key[3], PEOPLE) and theatre in told[key]:
                taken[key].append(none)


def _of_its_own(source: Source, board: Board) -> bool:
    """Whether a toll may be that of one side: "four Bolivian soldiers"."""
    return any(m.form == "demonym" for m in board.mentions(source))


def _deed(words: str) -> str | None:
    """What was done to those counted, when the clause tells of just one deed."""
    found = [deed for deed, pattern in _DEEDS if pattern.search(words)]
    return found[0] if len(found) == 1 and not _LATER.search(words) else None


def _one_of_each(tolls: Sequence[_Toll]) -> list[_Toll]:
    """The tolls without those that an account of the same day repeats."""
    alike = {(t.low, t.high, t.place, t.day, t.as_of): t for t in reversed(tolls)}
    return sorted(alike.values(), key=lambda t: t.point.source)[:COMPARED]


def _none(board: Board) -> Iterator[tuple[tuple[str, str, str], _Toll]]:
    """What tells that nobody was killed, hurt or arrested: its subject, the deed and the kind of people."""
    for sentence in board.sentences_with(_NONE):
        for clause in board.clauses(sentence):
            words = board.words(clause)
            found = _NONE.search(words)
            if found is None or _UNREAL.search(words) or board.scene(clause) is None:
                continue
            deeds = [deed for deed, pattern in _DEEDS if pattern.search(words)]
            for deed in ("killed", "injured") if _HARMED.search(words) else deeds:
                published = board.documents[clause.document].published
                point = Point(found.group().lower(), clause, board.holder(clause))
                toll = _Toll(0, None, 0, 0, _place(clause, board), _DAY.search(words) is not None, published, point)
                yield (board.subject(clause), deed, _who(words)), toll


_UNREAL = re.compile(r"\b(?:if|would|could|might|may|should|until|so that|hop\w+|want\w*)\b|\?", re.IGNORECASE)


def _scene(figure: Figure, board: Board) -> str | None:
    """The country of those counted ("four Bolivian soldiers"), else where the sentence is."""
    own = {board.country(m.actor) for m in board.mentions(figure.source) if m.form == "demonym"} - {None}
    return own.pop() if len(own) == 1 else board.scene(figure.source)


def _who(counted: str) -> str:
    """The kind of people; a noun that names no kind of ours is one of its own, where it ends the words."""
    if kind := next((who for who, pattern in _WHO if pattern.search(counted)), None):
        return kind
    last = (re.findall(r"[^\W\d]+", counted.lower()) or [""])[-1]
    own = re.match(r"\W*\w+ of (?:the|his|her|their|its|whom|them)\b", counted) is None and last.endswith("s")
    return last if own and not _ANYBODY.fullmatch(last) and not _NONE.search(counted) else PEOPLE


def _toll(figure: Figure, words: str, board: Board) -> _Toll:
    """The toll that a figure tells in the words of its clause."""
    value = figure.value or 0
    rough = ROUGH if figure.approximate else SLACK
    bounded = figure.low is not None and figure.high is None
    return _Toll(
        value,
        figure.quantity,
        low=value if bounded else value / rough,
        high=float("inf") if bounded else (figure.high or value) * rough,
        place=_place(figure.source, board),
        day=_DAY.search(words) is not None,
        as_of=board.documents[figure.source.document].published,
        point=Point(figure.text, board.clause(figure.source), board.holder(figure.source)),
    )


def _place(source: Source, board: Board) -> str | None:
    """The town or region within the country that the clause names."""
    for mention in board.mentions(board.clause(source)):
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
    if a.quantity and a.quantity == b.quantity:
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
