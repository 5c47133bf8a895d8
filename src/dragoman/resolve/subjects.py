"""Accounts put together by subject, by the words and names that they share.

Each account is a bag of words weighed by their rarity. Accounts that share heavy words are compared, and two that are
each other's nearest are joined, round after round, while they are alike enough, with all that are much smaller and have
the same nearest; a group is the sum of its accounts. The larger the groups, the more alike they must be, since chance
evens out in a sum: two fires in two towns are alike as a pair of accounts and unlike as two groups of ten. Accounts
that repeat each other even nothing out, and count as fewer. Each account is compared with those that its heaviest words
find, and with the largest groups, so time grows near linearly; the order of accounts does not matter.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

ALIKE = 0.18
"""Least cosine of two accounts of one subject. On 772 accounts of ECB+ (70 subjects) B³ stays over 93 from .15 to .2,
and eight retellings of one crisis stay together up to .25 (2026-11)."""
GROWTH = 0.25
"""What each e-fold of the smaller group adds to it. On ECB+ B³ is 92.8, 94.0 and 92.6 with .2, .25 and .3 (2026-11)."""
COPIED = 0.45
"""Mean cosine of a group's accounts from which they count as fewer, down to one for copies of one account. On ECB+ B³
is 93.1, 93.6, 94.0, 94.3, 92.8 with .35, .4, .45, .5, .6; where copies count in full (and GROWTH is .2) it is 93.7.
With each account there ten times, half of the plain words exchanged, it is 55, and 27 where copies count in full: far
from mended. Lower values give more there (2026-11)."""
ALIKE_MOST = 0.7
"""No two groups, however large, must be more alike than this; flat from .6."""
BACKGROUND = 200
"""Accounts on other things that are thought to stand beside those given, so that in a case of few accounts the words
that all share still count; 50 to 200 flat, with 0 a crisis of eight accounts falls apart."""
NAME = 2.0
"""What a word with a capital counts; 1 to 5 tried, flat from 2."""
HEAVIEST = 60
"""So many of an account's heaviest words are looked up for neighbours."""
NEIGHBOURS = 15
"""So many of the most alike accounts are tried for each account."""
COMMON = 100
"""So many of the accounts that hold a word are found by it."""
LARGEST = 50
"""So many of the largest groups are set beside every group: what they share is held too widely to be looked up."""
TRIED = 5
"""So many of these are tried, the most alike."""
FOLLOWERS = 10
"""A group takes in at once all that it is nearest to and that are smaller by this factor."""
KEPT = 400
"""So many of the heaviest words are kept of a group."""

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_LITTLE = frozenset(
    """
    a about above according across after again against ago all also although am among an and another any are around as
    at back be because been before being below between both but by came can come could day days did do does doing done
    down during each either else even ever every few first for from further get got had has have having he her here hers
    herself him himself his how however i if in into is it its itself just know last later least less let like made make
    many may me might mine more most mr mrs ms much must my myself near never new next no none nor not now of off on
    once one only onto or other others our ours out over own part per put quite rather really said same say saying says
    see seen several shall she should since so some still such take taken tell than that the their theirs them
    themselves then there these they this those though three through thus to today together told too took toward towards
    two under until up upon us use used using very via was way we week well went were what when where whether which
    while who whole whom whose why will with within without would year years yes yesterday yet you your yours
    """.split()
)
"""Words that say nothing of the subject."""


def terms(text: str) -> Counter[str]:
    """How often the text has each of its telling words, in plain form; words with a capital count more."""
    count: Counter[str] = Counter()
    for word in WORD.findall(text):
        if telling := plain(word):
            count[telling] += NAME if word[0].isupper() else 1  # type: ignore[assignment]  # a Counter of floats
    return count


def plain(word: str) -> str | None:
    """The word in small letters, possessive and plural endings off; None when it says nothing of the subject."""
    small = word.casefold().replace("’", "'")
    if small in _LITTLE:
        return None
    small = small.removesuffix("'s").rstrip("'")
    if len(small) > 4 and small.endswith("ies"):
        small = small[:-3] + "y"
    elif len(small) > 3 and small.endswith("s") and not small.endswith(("ss", "us", "is")):
        small = small[:-1]
    return small if small and small not in _LITTLE else None


def subjects(counts: Mapping[str, Mapping[str, float]]) -> dict[str, str]:
    """For each account (id → how often it has each word) the smallest id among the accounts of its subject."""
    groups = _weighed(counts)
    fresh = True
    while fresh:
        near, best, fresh = _neighbours(groups), dict[str, _Near](), False
        stale = set(groups)
        while joins := _joins(groups, near, best, stale):
            for kept, gone in joins.items():
                groups[kept] = _joined([groups[kept], *(groups.pop(first) for first in gone)])
            stale = _redirect(near, joins, best)
            fresh = True  # fewer groups hold a word now, so other ones are found by it
    return {document: min(group.members) for group in groups.values() for document in group.members}


class _Near(NamedTuple):
    """The nearest group, and how much more alike the two are than groups of their size must be, negated."""

    unlike: float
    other: str


class _Group(NamedTuple):
    """Accounts of one subject and the sum of their bags: the numbers of its words, in order, and their weights."""

    members: tuple[str, ...]
    words: NDArray[np.intp]
    weights: NDArray[np.float64]
    length: float
    independent: float
    """How many accounts of their own its members count for: copies of one account even nothing out."""


def _group(members: tuple[str, ...], words: NDArray[np.intp], weights: NDArray[np.float64]) -> _Group:
    count, length = len(members), math.sqrt(float(np.square(weights).sum())) or 1.0
    cosine = (length**2 - count) / (count * (count - 1)) if count > 1 else 0.0
    copied = min(max(cosine - COPIED, 0.0) / (1 - COPIED), 1.0)
    return _Group(members, words, weights, length, count / (1 + (count - 1) * copied))


def _joined(groups: Sequence[_Group]) -> _Group:
    words, number = np.unique(np.concatenate([group.words for group in groups]), return_inverse=True)
    weights = _sums(number, np.concatenate([group.weights for group in groups]), len(words))
    kept = np.sort(_heaviest(weights, KEPT))
    return _group(tuple(member for group in groups for member in group.members), words[kept], weights[kept])


def _sums(places: NDArray[np.intp], weights: NDArray[np.float64], count: int) -> NDArray[np.float64]:
    """The sum of the weights at each place."""
    return np.bincount(places, weights, count).astype(np.float64, copy=False)


def _heaviest(weights: NDArray[np.float64], count: int) -> NDArray[np.intp]:
    """The places of the heaviest, the first of equal ones; all of them when there are no more."""
    return np.argsort(-weights, kind="stable")[:count]


def _weighed(counts: Mapping[str, Mapping[str, float]]) -> dict[str, _Group]:
    """Each account as a group, of unit length: dampened counts times rarity; a word of one account is left out."""
    held = Counter(word for count in counts.values() for word in count)
    words = {word: number for number, word in enumerate(sorted(word for word, n in held.items() if n > 1))}
    rarity = np.log(1 + (len(counts) + BACKGROUND) / np.array([held[word] for word in words], dtype=float))
    groups = {}
    for document in sorted(counts):
        bag = sorted((words[word], n) for word, n in counts[document].items() if word in words)
        numbers = np.array([number for number, _ in bag], dtype=np.intp)
        weights = (1 + np.log(np.array([n for _, n in bag], dtype=float))) * rarity[numbers]
        length = math.sqrt(float(np.square(weights).sum())) or 1.0
        groups[document] = _group((document,), numbers, weights / length)
    return groups


def _neighbours(groups: Mapping[str, _Group]) -> dict[str, set[str]]:
    """For each group the most alike ones, either way: those that its heaviest words find, and of the largest."""
    ordered = [groups[first] for first in sorted(groups)]
    near: list[set[int]] = [set() for _ in ordered]
    for found in (_found_by_words(ordered), _of_the_largest(ordered)):
        for number, others in found:
            for other in others.tolist():
                near[number].add(other)
                near[other].add(number)
    names = sorted(groups)
    return {name: {names[other] for other in others} for name, others in zip(names, near, strict=True)}


def _found_by_words(groups: Sequence[_Group]) -> Iterator[tuple[int, NDArray[np.intp]]]:
    """The most alike groups that the heaviest words of each find, by their places."""
    heavy = [_heaviest(group.weights, HEAVIEST) for group in groups]
    holders: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for number, (group, places) in enumerate(zip(groups, heavy, strict=True)):
        weights = group.weights[places] / group.length
        for word, weight in zip(group.words[places].tolist(), weights.tolist(), strict=True):
            if len(holders[word]) < COMMON:
                holders[word].append((number, weight))
    index = {
        word: (np.array([number for number, _ in found]), np.array([weight for _, weight in found]))
        for word, found in holders.items()
    }
    for number, (group, places) in enumerate(zip(groups, heavy, strict=True)):
        if len(places):
            looked_up = [index[word] for word in group.words[places].tolist()]
            products = [its * mine for (_, its), mine in zip(looked_up, group.weights[places].tolist(), strict=True)]
            others = np.concatenate([numbers for numbers, _ in looked_up])
            alike = _sums(others, np.concatenate(products), len(groups))
            alike[number] = 0.0
            yield number, _most(alike, NEIGHBOURS)


def _of_the_largest(groups: Sequence[_Group]) -> Iterator[tuple[int, NDArray[np.intp]]]:
    """The most alike of the largest groups for each group, by their places."""
    several = (number for number, group in enumerate(groups) if len(group.members) > 1)
    largest = sorted(several, key=lambda number: (-len(groups[number].members), number))[:LARGEST]
    if not largest:
        return
    held = np.zeros((1 + max(int(group.words.max(initial=0)) for group in groups), len(largest)))
    for column, number in enumerate(largest):
        held[groups[number].words, column] = groups[number].weights / groups[number].length
    for number, group in enumerate(groups):
        alike = (held[group.words] * group.weights[:, None]).sum(axis=0)
        alike[np.equal(largest, number)] = 0.0
        yield number, np.array(largest)[_most(alike, TRIED)]


def _most(alike: NDArray[np.float64], count: int) -> NDArray[np.intp]:
    """The places of the largest above 0, the first of equal ones."""
    (found,) = np.nonzero(alike > 0)
    return found[np.argsort(-alike[found].round(9), kind="stable")[:count]]


def _joins(
    groups: Mapping[str, _Group], near: Mapping[str, set[str]], best: dict[str, _Near], stale: Iterable[str]
) -> dict[str, list[str]]:
    """Groups that others go into, with these: two that are each other's nearest, and the much smaller that follow."""
    for first in sorted(stale):
        if found := _nearest(groups, first, near[first]):
            best[first] = found
        else:
            best.pop(first, None)
    joins: dict[str, list[str]] = defaultdict(list)
    gone: set[str] = set()
    for (_, other), first in sorted((found, first) for first, found in best.items()):
        if first in gone or other in gone or first in joins:
            continue
        mutual = other not in joins and other in best and best[other].other == first
        if mutual or len(groups[first].members) * FOLLOWERS <= len(groups[other].members):
            joins[other].append(first)
            gone.add(first)
    return joins


def _nearest(groups: Mapping[str, _Group], first: str, near: Iterable[str]) -> _Near | None:
    """The group among `near` that is nearest, the first of equal ones; None when none is alike enough."""
    names = sorted(near)
    if not names:
        return None
    group, others = groups[first], [groups[name] for name in names]
    words = np.concatenate([other.words for other in others])
    weights = np.concatenate([other.weights for other in others])
    at = np.minimum(np.searchsorted(group.words, words), len(group.words) - 1)
    shared = np.where(group.words[at] == words, group.weights[at], 0.0) * weights
    starts = np.cumsum([0, *(len(other.words) for other in others)])
    sums = np.concatenate([[0.0], np.cumsum(shared)])
    cosine = (sums[starts[1:]] - sums[starts[:-1]]) / (group.length * np.array([other.length for other in others]))
    sizes = np.minimum([other.independent for other in others], group.independent)
    beyond = (cosine - np.minimum(ALIKE + GROWTH * np.log(sizes), ALIKE_MOST)).round(9)
    place = int(beyond.argmax())
    return _Near(-float(beyond[place]), names[place]) if beyond[place] >= 0 else None


def _redirect(near: dict[str, set[str]], joins: Mapping[str, Iterable[str]], best: dict[str, _Near]) -> set[str]:
    """Ties the neighbours of groups that went into others to these; the groups whose nearest is to be sought anew."""
    stale: set[str] = set()
    for kept, gone in joins.items():
        for first in gone:
            best.pop(first, None)
            for other in near.pop(first):
                near[other].discard(first)
                if other != kept:
                    near[other].add(kept)
                    near[kept].add(other)
    for kept in joins:
        stale |= near[kept] | {kept}
    return stale
