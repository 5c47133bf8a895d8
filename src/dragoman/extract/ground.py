"""On whose ground an account's happenings stand: the country in which it tells of unrest, fighting and troops.

An account of Turkey's talk about riots in Kazakhstan names Turkey oftener; what happens happens "in Kazakhstan". Votes
count namings of a state or its places where something is ("in", "across", "the west of") or that are in trouble.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.extract.parse import Parse
from dragoman.extract.things import lemma, things
from dragoman.records import Mention, Source

WITHIN = frozenset({"in", "across", "throughout", "inside", "into", "within"})
PARTS = frozenset(
    {"west", "east", "north", "south", "region", "part", "city", "town", "capital", "street", "province", "area"}
)
"""What a country's name follows with 'of' where the country is the place."""
LEAST = 2
"""Votes that a country needs to be the account's ground."""
CLEAR = 2
"""Times the votes of the next country that it needs."""
TROUBLED = 2
"""Votes for a country named together with its trouble; a place alone counts one."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a document's happenings stand."""

    country: str | None
    """The country in which most of what is told happens; None where none stands out."""
    places: tuple[tuple[Source, str], ...]
    """Namings of places and states where something is, with their country, in text order."""

    def near(self, start: int, end: int) -> str | None:
        """The country of the last place named from `start` to `end` in which something is; None: no place."""
        first, last = (bisect_left(self.places, at, key=_start) for at in (start, end))
        return self.places[last - 1][1] if last > first else None


def ground(parse: Parse, mentions: Iterable[Mention]) -> Ground:
    """Where a document's happenings stand, by its names of states and places."""
    votes: Counter[str] = Counter()
    places: list[tuple[Source, str]] = []
    for mention in mentions:
        if mention.country is None or mention.kind not in ("state", "place"):
            continue
        if mention.form not in ("name", "metonym", "demonym"):
            continue
        head = parse.span(mention.source.start, mention.source.end).root
        inside = mention.form != "demonym" and _inside(head)
        troubled = _troubled(head)
        if inside:
            places.append((mention.source, mention.country))
        votes[mention.country] += inside + TROUBLED * troubled
    order = sorted(((count, country) for country, count in votes.items()), key=lambda each: (-each[0], each[1]))
    clear = bool(order) and order[0][0] >= max(LEAST, CLEAR * (order[1][0] if len(order) > 1 else 0))
    return Ground(order[0][1] if clear else None, tuple(sorted(places)))


def _start(place: tuple[Source, str]) -> int:
    return place[0].start


def _inside(head: Token) -> bool:
    """Whether something is in what a name names: "in Goma", "the west of Haiti"; an analyst in Paris tells of Haiti."""
    if head.dep_ != "pobj":
        return False
    above = head.head.head
    if above.lower_ == "based" or lemma(above) in things()["official"] | things()["speaker"]:
        return False
    return head.head.lower_ in WITHIN or (head.head.lower_ == "of" and lemma(head.head.head) in PARTS)


def _troubled(head: Token) -> bool:
    """Whether a name is told with its trouble: "unrest in Mali", "Mali's crisis", "shook Mali", "Mali in turmoil"."""
    above = head.head
    if head.dep_ == "pobj":
        if above.lower_ == "of":
            return lemma(above.head) in things()["trouble"]
        return above.lower_ in WITHIN and _trouble(above.head)
    if head.dep_ in ("poss", "compound", "amod", "nmod"):
        return lemma(above) in things()["trouble"]
    if head.dep_ in ("dobj", "nsubjpass"):
        return lemma(above) in things()["shaking"]
    if head.dep_ == "nsubj" and above.lemma_ == "be":
        return any(_trouble(inner) for prep in above.children if prep.lower_ in WITHIN for inner in prep.children)
    return False


def _trouble(word: Token) -> bool:
    """Whether a word is trouble, troops, or a verb of which trouble is the subject: "unrest began"."""
    if word.pos_ == "VERB":
        return any(child.dep_ in ("nsubj", "nsubjpass") and _trouble(child) for child in word.children)
    return lemma(word) in things()["trouble"] or lemma(word) in things()["force"]
