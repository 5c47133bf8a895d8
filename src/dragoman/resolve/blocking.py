"""Which names are worth comparing: so few for each that the pairs grow with the names alone.

Names share a block when two of their words open alike as they sound. A crowded block is parted by more of the sound,
then by all consonants; what is crowded still is put in order, and each name is compared with its neighbours.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from dragoman.resolve.folding import skeleton, sound, words_of

PREFIX = 3
"""Letters of a word's sound by which blocks are made first."""
SHORT = 4
"""Names of more words are compared by their first or last word and another."""
CROWDED = 40
"""Names in a block that are all compared with each other; a larger one is parted."""
NEIGHBOURS = 12
"""Names after it in order with which one of a block is compared that nothing parts."""

Name = tuple[int, tuple[str, ...]]
"""A place among all names, and the words that distinguish."""
Pair = tuple[int, int]


def pairs(names: Sequence[Sequence[str]]) -> Iterator[Pair]:
    """The places in `names` (the distinguishing words of each) of those worth comparing: first and later, each once."""
    seen: set[Pair] = set()
    for block in _parted([(at, tuple(map(_meant, words))) for at, words in enumerate(names)], 0):
        for one, other in block:
            pair = (min(one, other), max(one, other))
            if pair not in seen:
                seen.add(pair)
                yield pair


def _parted(names: Sequence[Name], level: int) -> Iterator[Iterator[Pair]]:
    """The pairs of each block that this level of detail makes, crowded ones parted by the next."""
    blocks: dict[tuple[str, ...], list[Name]] = {}
    for name in names:
        for key in _keys(name[1], level):
            blocks.setdefault(key, []).append(name)
    for block in blocks.values():
        if len(block) <= CROWDED:
            yield combinations([at for at, _ in block], 2)
        elif level < len(_DETAILS) - 1:
            yield from _parted(block, level + 1)
        else:
            yield _neighbours(block)


def _neighbours(block: Sequence[Name]) -> Iterator[Pair]:
    ranked = [at for _, at in sorted((sorted(map(sound, words)), at) for at, words in block)]
    for rank, one in enumerate(ranked):
        for other in ranked[rank + 1 : rank + 1 + NEIGHBOURS]:
            yield one, other


def _meant(word: str) -> str:
    """The word, or the given name that a nickname stands for."""
    return words_of("nickname").get(word, word).split()[0]


def _opening(word: str) -> str:
    return sound(word)[:PREFIX]


def _consonants(word: str) -> str:
    return sound(word)[:1] + skeleton(word)[:PREFIX]


_DETAILS = (_opening, _consonants, skeleton)


def _keys(words: Sequence[str], level: int) -> set[tuple[str, ...]]:
    """Pairs of the words' details: any two of a short name, the first or last with another of a long one."""
    told = [_DETAILS[level](word) for word in words]
    found = list(combinations(told, 2))
    if len(words) > SHORT:
        found = [(one, told[-1]) for one in told[:-1]] + [(told[0], one) for one in told[1:]]
    return {tuple(sorted(pair)) for pair in found}
