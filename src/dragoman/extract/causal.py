"""The words of the table of causes, the noun phrases around them, and the family that a cause is of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from spacy.tokens import Token

from dragoman.extract.things import lemma
from dragoman.tables import table

VERBS = frozenset(("VERB", "AUX"))
_OUTSIDE = frozenset("relcl punct cc conj appos parataxis advcl nsubj mark aux acl".split())
"""What hangs on a noun without belonging to what it names."""
_CLAUSE = frozenset(("nsubj", "nsubjpass", "aux", "auxpass", "prt", "dobj", "neg", "dative"))
"""What belongs to a happening told by a verb."""


@cache
def words(name: str) -> Mapping[str, str]:
    """The words of a class of the table, with their values."""
    rows = table("causes", ("class", "word", "value"))
    return MappingProxyType({row["word"]: row["value"] for row in rows if row["class"] == name})


@cache
def phrases() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Longest word → the prepositional phrases that hold it, longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for spelled in (*words("phrase"), *words("pretext")):
        parts = tuple(spelled.split())
        found.setdefault(max(parts, key=len), []).append(parts)
    return MappingProxyType({w: tuple(sorted(set(p), key=lambda t: (-len(t), t))) for w, p in found.items()})


@cache
def _families() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for row in table("causes", ("class", "word", "value")):
        if row["class"] == "family":
            found.setdefault(row["word"], []).append(row["value"])
    return MappingProxyType({word: tuple(names) for word, names in found.items()})


def phrase(head: Token, other: Token) -> tuple[Token, Token]:
    """First and last word of the noun phrase of `head`, cut before the clause or phrase that holds `other`."""
    first, last = head, head
    verbal = head.pos_ in VERBS and head.tag_ != "VBG"
    for child in head.children:
        if verbal and child.dep_ not in _CLAUSE:
            continue
        if not verbal and child.dep_ in _OUTSIDE:
            continue
        if other in child.subtree or child == other:
            continue
        left, right = child.left_edge, child.right_edge
        first = left if left.i < first.i else first
        last = right if right.i > last.i else last
    while last.is_space and last.i > first.i:
        last = last.nbor(-1)
    return first, last


def family(head: Token) -> str | None:
    """The family with most words in the cause; of equals, the one whose word stands first; None: of no family."""
    first, last = phrase(head, head)
    votes: Counter[str] = Counter()
    for token in head.doc[first.i : last.i + 1]:
        for name in _families().get(lemma(token), ()):
            votes[name] += 1 + (token == head)
    best = max(votes.values(), default=0)
    return next((name for name in votes if votes[name] == best), None)
