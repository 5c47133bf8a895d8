"""Words with which news calls one kind of happening: their roots, and the families of the table of happenings.

'negotiated', 'negotiations' and 'negotiate' have one root; 'occupied', 'intervention' and 'deployed' are of one family
when troops are sent. Roots are cut by spelling alone, so some are shared by chance ('police', 'policy').
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from dragoman.tables import table

_ENDINGS = (
    ("ation", 5), ("ition", 5), ("ion", 5), ("ment", 4), ("ate", 5), ("al", 4), ("ance", 4), ("ee", 5),
    ("at", 5), ("y", 4), ("e", 3), ("or", 5), ("er", 4),
)  # fmt: skip
"""Endings that make other words of the same root, and the fewest letters that must be left."""
_KEPT = ("ay", "ey", "oy")
"""Ends of words that are no endings: 'deploy'."""
_VOWELS = frozenset("aeiouy")
_SHORTEST = 3
_DOUBLED = frozenset("lsz")
"""Letters that stay doubled where '-ing' or '-ed' is cut off: 'killing', 'missed'."""


@cache
def root(word: str) -> str:
    """What is left of a word, in small letters, without its endings; often the same for verb and noun."""
    left = _without_inflection(word.casefold().replace("’", "'").removesuffix("'s").strip("'\".,-"))
    for ending, least in _ENDINGS:
        if left.endswith(ending) and len(left) - len(ending) >= least and not left.endswith(_KEPT):
            left = left.removesuffix(ending)
            break
    return left[:-1] + "y" if left.endswith("i") else left


@cache
def families(root_of_word: str, type: str | None) -> frozenset[str]:
    """The families that a word of this root belongs to where it tells of this PLOVER type (None: not known)."""
    always, typed = _families()
    return always[root_of_word] | (typed[root_of_word, type] if type else frozenset())


@cache
def frames(family: str) -> frozenset[str]:
    """The PLOVER types under which accounts tell a happening of this family; none when the table names none."""
    rows = table("happenings", ("family", "types", "words"))
    return frozenset(type for row in rows if row["family"] == family for type in row["types"].split())


@cache
def _families() -> tuple[defaultdict[str, frozenset[str]], defaultdict[tuple[str, str], frozenset[str]]]:
    always: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
    typed: defaultdict[tuple[str, str], frozenset[str]] = defaultdict(frozenset)
    for row in table("happenings", ("family", "types", "words")):
        for word in map(root, row["words"].split()):
            if not row["types"]:
                always[word] |= {row["family"]}
            for type in row["types"].split():
                typed[word, type] |= {row["family"]}
    return always, typed


def _without_inflection(word: str) -> str:
    """The word without the endings of number, tense and '-ing'."""
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith(("ches", "shes", "sses", "xes")):
        word = word[:-2]
    elif word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _SHORTEST and not _VOWELS.isdisjoint(stem):
            if len(stem) > _SHORTEST and stem[-1] == stem[-2] and stem[-1] not in _DOUBLED:
                stem = stem[:-1]
            return stem
    return word
