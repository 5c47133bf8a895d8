"""A question in the analyst's words, as an issue: two poles, what marks each, and the scene it is about.

"who should restore order in Kazakhstan: OTS led by Turkey … CSTO led by Russia": the question stands before the colon;
the poles are divided by an ellipsis (… or ...) or by 'vs'. Actors in a pole's words mark it, and so do the members of
its organisations that belong to no organisation of the other pole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from dragoman.play.obligations import MEMBERSHIPS, parties
from dragoman.play.scenario import Pole
from dragoman.play.trigger import ORGANISATIONS, STATES
from dragoman.records import Actor
from dragoman.tables import table

LEANINGS = ("kind", "key", "mode", "lean")
EXAMPLE = "who should restore order in Kazakhstan: OTS led by Turkey … CSTO led by Russia"
OPEN_END = date.max
"""The day on which memberships without a last day hold."""

_BETWEEN = re.compile(r"\s*(?:…|\.\.\.|\bvs\b\.?|\bversus\b)\s*")
_WORD = re.compile(r"[^\W\d_](?:[\w’'-]*\w)?")


class BadQuestion(ValueError):
    """Words that make no question with two poles; the message says what was expected."""


@dataclass(frozen=True, slots=True)
class Named:
    """Whom words name: `key` is the ISO code of a state, else the actor's name."""

    key: str
    start: int
    end: int


def issue(text: str, actors: Iterable[Actor], on: date = OPEN_END) -> tuple[str, tuple[Pole, Pole], tuple[str, ...]]:
    """The question, its two poles and the actors that the question itself names. Raises BadQuestion."""
    question, colon, rest = text.partition(":")
    labels = [label.strip(" .") for label in _BETWEEN.split(rest.strip()) if label.strip(" .")]
    if not colon or len(labels) != 2 or not question.strip():
        found = f"{len(labels)} poles" if colon else "no colon"
        raise BadQuestion(f"{text!r}: {found}; expected a question, a colon and two poles, as in: {EXAMPLE}")
    names = _names(actors)
    marks = [tuple(named(label, names)) for label in labels]
    keys = [tuple(dict.fromkeys(one.key for one in each)) for each in marks]
    words = [_rest(label, each) for label, each in zip(labels, marks, strict=True)]
    if labels[0].casefold() == labels[1].casefold() or (set(keys[0]) == set(keys[1]) and words[0] == words[1]):
        raise BadQuestion(f"{text!r}: both poles are {labels[0]!r}; expected two that differ")
    about = tuple(dict.fromkeys(one.key for one in named(question, names) if one.key not in keys[0] + keys[1]))
    belonging = [_members(each, on) for each in keys]
    marking = {*keys[0], *keys[1], *about}
    poles = [
        Pole(label, key, tuple(sorted(own - other - marking)), said)
        for label, key, own, other, said in zip(labels, keys, belonging, belonging[::-1], words, strict=True)
    ]
    return question.strip(), (poles[0], poles[1]), about


def named(text: str, names: Mapping[str, str]) -> Iterator[Named]:
    """Who is named in `text`, in its order, the longest name first."""
    for found in _pattern(tuple(names)).finditer(text):
        yield Named(names[found[0]], *found.span())


def member_states(key: str, on: date = OPEN_END) -> frozenset[str]:
    """ISO codes of the members of the organisation of this name or acronym; none for all else."""
    dated = {row["organisation"] for row in table("memberships", MEMBERSHIPS)}
    for row in table("organisations", ORGANISATIONS):
        if key in (row["name"], row["acronym"], *row["names"].split("|")) and "|" in row["members"]:
            return parties(row["acronym"] if row["acronym"] in dated else row["name"], on)
    return frozenset()


def key_of(actor: Actor) -> str:
    """How a scenario names an actor: a state by its code, all others by name."""
    return actor.id if actor.kind == "state" else actor.name


@cache
def words_of(kind: str) -> frozenset[str]:
    """The rows of one kind of the table of leanings."""
    return frozenset(row["key"] for row in table("leanings", LEANINGS) if row["kind"] == kind)


def _members(keys: Iterable[str], on: date) -> frozenset[str]:
    return frozenset().union(*(member_states(key, on) for key in keys))


def _rest(label: str, found: Iterable[Named]) -> tuple[str, ...]:
    """The words of a label that name nobody and are no fillers."""
    kept = label
    for one in found:
        kept = kept[: one.start] + " " * (one.end - one.start) + kept[one.end :]
    words = (word.casefold() for word in _WORD.findall(kept))
    return tuple(dict.fromkeys(word for word in words if word not in words_of("filler")))


def _names(actors: Iterable[Actor]) -> dict[str, str]:
    """Keys by proper name: those of the case over those of our tables."""
    found: dict[str, str] = {}
    for row in table("organisations", ORGANISATIONS):
        for name in filter(None, (row["name"], row["acronym"], *row["names"].split("|"))):
            found.setdefault(name, row["name"])
    for row in table("states", STATES):
        for name in filter(None, (row["name"], *row["names"].split("|"), *row["demonyms"].split("|"))):
            found[name] = row["code"]
    for actor in actors:
        if actor.kind != "place" and actor.kind != "outlet":
            found.update({name: key_of(actor) for name in (actor.name, *actor.aliases) if name[:1].isupper()})
    return found


@cache
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")
