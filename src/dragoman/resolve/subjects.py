"""Accounts put together by subject, by the words and names that they share.

Each account is a bag of words weighed by their rarity. Accounts that share heavy words are compared, and two that are
each other's nearest are joined, round after round, while they are alike enough; a group is the sum of its accounts. The
larger the groups, the more alike they must be, since chance evens out in a sum: two fires in two towns are alike as a
pair of accounts and unlike as two groups of ten. Each account is compared with those that its heaviest words find, and
with the largest groups, so time grows near linearly; the order of accounts does not matter.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping

ALIKE = 0.18
"""Least cosine of two accounts of one subject. On 772 accounts of ECB+ (70 subjects) B³ stays over 93 from .15 to .2,
and eight retellings of one crisis stay together up to .25 (2026-11)."""
GROWTH = 0.2
"""What each e-fold of the smaller group adds to it; 0 gives B³ 84, .15 gives 93, .2 gives 94."""
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
"""So many of the largest groups are tried for every group, since what they share is held too widely to be looked up."""
KEPT = 400
"""So many of the heaviest words are kept of a group."""

_Pair = tuple[str, str]

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
    groups = {document: _Group([document], bag) for document, bag in _weighed(counts).items()}
    fresh = True
    while fresh:
        near, known, fresh = _neighbours(groups), dict[_Pair, float](), False
        while pairs := _nearest_pairs(groups, near, known):
            for kept, gone in pairs:
                groups[kept] = groups[kept].joined(groups.pop(gone))
            touched = {group for pair in pairs for group in pair}
            known = {pair: beyond for pair, beyond in known.items() if touched.isdisjoint(pair)}
            near = _redirected(near, {gone: kept for kept, gone in pairs})
            fresh = True  # fewer groups hold a word now, so other ones are found by it
    return {document: first for first, group in groups.items() for document in group.members}


class _Group:
    """Accounts of one subject and the sum of their bags."""

    __slots__ = ("bag", "length", "members")

    def __init__(self, members: list[str], bag: dict[str, float]) -> None:
        self.members = members
        self.bag = bag
        self.length = math.sqrt(sum(weight * weight for weight in bag.values())) or 1.0

    def joined(self, other: _Group) -> _Group:
        both = dict(self.bag)
        for word, weight in other.bag.items():
            both[word] = both.get(word, 0.0) + weight
        return _Group(self.members + other.members, _heaviest(both, KEPT))

    def beyond(self, other: _Group) -> float:
        """How much more alike the two are than groups of their size must be; below 0 they are two subjects."""
        one, two = sorted((self.bag, other.bag), key=len)
        cosine = sum(weight * two[word] for word, weight in one.items() if word in two) / (self.length * other.length)
        size = min(len(self.members), len(other.members))
        return cosine - min(ALIKE + GROWTH * math.log(size), ALIKE_MOST)


def _weighed(counts: Mapping[str, Mapping[str, float]]) -> dict[str, dict[str, float]]:
    """Vectors of unit length, by id: dampened counts times rarity; a word of one account alone is left out."""
    held = Counter(word for count in counts.values() for word in count)
    rarity = {word: math.log(1 + (len(counts) + BACKGROUND) / n) for word, n in held.items() if n > 1}
    bags = {}
    for document in sorted(counts):
        bag = {word: (1 + math.log(n)) * rarity[word] for word, n in sorted(counts[document].items()) if word in rarity}
        length = math.sqrt(sum(weight * weight for weight in bag.values())) or 1.0
        bags[document] = {word: weight / length for word, weight in bag.items()}
    return bags


def _heaviest(bag: dict[str, float], count: int) -> dict[str, float]:
    if len(bag) <= count:
        return bag
    return dict(sorted(bag.items(), key=lambda item: (-item[1], item[0]))[:count])


def _neighbours(groups: Mapping[str, _Group]) -> dict[str, set[str]]:
    """For each group the most alike ones, either way, by its heaviest words."""
    heavy = {first: _heaviest(groups[first].bag, HEAVIEST) for first in sorted(groups)}
    index: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for first, bag in heavy.items():
        for word, weight in bag.items():
            if len(index[word]) < COMMON:
                index[word].append((first, weight / groups[first].length))
    near: dict[str, set[str]] = {first: set() for first in groups}
    for first, bag in heavy.items():
        alike: dict[str, float] = defaultdict(float)
        for word, weight in bag.items():
            for other, its in index[word]:
                alike[other] += weight * its
        alike.pop(first, None)
        for other in sorted(alike, key=lambda other: (-alike[other], other))[:NEIGHBOURS]:
            near[first].add(other)
            near[other].add(first)
    large = [first for first, group in groups.items() if len(group.members) > 1]
    for other in sorted(large, key=lambda first: (-len(groups[first].members), first))[:LARGEST]:
        for first in groups:
            if first != other:
                near[first].add(other)
                near[other].add(first)
    return near


def _nearest_pairs(
    groups: Mapping[str, _Group], near: Mapping[str, set[str]], known: dict[_Pair, float]
) -> list[_Pair]:
    """Pairs of groups, smaller id first, each the other's nearest and alike enough; fills `known` on the way."""
    best: dict[str, tuple[float, str]] = {}
    for group in groups:
        for other in near[group]:
            pair = (group, other) if group < other else (other, group)
            beyond = known.get(pair)
            if beyond is None:
                beyond = known[pair] = groups[pair[0]].beyond(groups[pair[1]])
            if beyond >= 0:
                best[group] = min(best.get(group, (math.inf, "")), (-beyond, other))
    return sorted((group, other) for group, (_, other) in best.items() if group < other and best[other][1] == group)


def _redirected(near: Mapping[str, set[str]], gone: Mapping[str, str]) -> dict[str, set[str]]:
    """The neighbours after groups went into others."""
    after: dict[str, set[str]] = defaultdict(set)
    for group, others in near.items():
        now = gone.get(group, group)
        after[now].update(gone.get(other, other) for other in others)
    for group, others in after.items():
        others.discard(group)
    return after
