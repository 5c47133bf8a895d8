"""Figures that measure one thing, and whether they agree.

Two figures are of one thing when what they measure, of whom, where and how is alike (`measures.Measured.key`); where
that says too little, the words around them must be alike as well. A telling number (33,275) is the same wherever it
stands. Whatever is unsure stays apart: a figure that another of the same sentence seems to contradict measures
something else, unless each is given to a voice of its own.

Within a quantity figures agree, are compatible (rounding, bounds, other years, a toll that grew) or conflict.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations, pairwise

from dragoman import ids
from dragoman.records import Decision, Document, Figure, Mention, Quantity, Source
from dragoman.resolve.amounts import digits
from dragoman.resolve.arithmetic import Sum, sums
from dragoman.resolve.measures import HARMS, Measured, measured, year
from dragoman.resolve.shuffle import Shuffle, here
from dragoman.resolve.verdicts import relate, size, verdict

TELLING = 3
"""Digits from which on an equal number is no chance, if it is of the same country or the same measure."""
ALIKE = 0.4
"""Least share of the telling words around the one of two equal numbers that must stand around the other, too."""
REWORDED = 0.6
"""The same for numbers that differ, where what they measure says too little. At .4 records of other people were set
against each other in 230 articles on sports, disasters and crime (November 2026); .7 misses rewordings."""
FAR = 10.0
"""Gap between numbers of one measure from which on they are of different extent: a day's dead and a war's."""
APART = 45
"""Days without a toll after which tolls are of another time."""
LEADERS = 30
"""Most wordings of one measure that a figure is compared with."""
FEWEST = 3
"""Fewest telling words that can make two figures alike."""
COMPARISON = 0.005
"""Milliseconds that a comparison of two figures takes, about."""
Comparing = Callable[[Sequence[Measured]], list[list[int]]]
_MARKS = frozenset(("aim", "more", "increase", "decrease"))
_RATIOS = {
    ("kilometre", "mile"): 0.6214,
    ("square kilometre", "square mile"): 0.3861,
    ("square kilometre", "hectare"): 100.0,
    ("hectare", "acre"): 2.471,
    ("tonne", "ton"): 1.1023,
    ("tonne", "barrel"): 7.33,
}
"""How many of the second unit make one of the first."""
NEAR_RATIO = 0.2
"""By what share two amounts given in both units may miss it, rounded as they are."""
_BOTH = re.compile(
    r"\s?[(\[,–—-]?\s?(?:or|i\.e\.|equal to|equivalent to|some|about|around|roughly|nearly|worth|=|≈)?\s?", re.I
)


class _Groups:
    """Which figures were put together (disjoint sets of positions)."""

    def __init__(self, size: int) -> None:
        self._above = list(range(size))

    def top(self, place: int) -> int:
        while self._above[place] != place:
            self._above[place] = self._above[self._above[place]]
            place = self._above[place]
        return place

    def join(self, places: Iterable[int]) -> None:
        tops = sorted({self.top(place) for place in places})
        for top in tops[1:]:
            self._above[top] = tops[0]


def quantities(
    figures: Sequence[Figure],
    accounts: Sequence[Document],
    sentences: Mapping[str, Sequence[Source]],
    mentions: Sequence[Mention],
    edits: Sequence[Decision] = (),
    shuffle: Shuffle = here,
) -> tuple[tuple[Figure, ...], tuple[Quantity, ...]]:
    """The figures, each with the id of its quantity, and the quantities by id; every figure is in exactly one.

    `sentences`: those of each document in text order. `mentions` name the places, resolved. `edits` on the ids of two
    figures overrule. Independent of order. Figures of one key, and those of one number, are compared wherever `shuffle`
    has it done.
    """
    told = measured(figures, accounts, sentences, mentions)
    added = sums(told)
    groups = _Groups(len(told))
    keys: tuple[tuple[Callable[[int], Hashable], Comparing], ...] = (
        (lambda place: told[place].key, _one_thing),
        (lambda place: _number(told[place]), _same_number),
    )
    for key, comparing in keys:
        blocks = [bucket for bucket in _by(range(len(told)), key) if len(bucket) > 1]
        found_alike = shuffle(comparing, [[told[place] for place in bucket] for bucket in blocks], _cost)
        for bucket, parts in zip(blocks, found_alike, strict=True):
            for alike in parts:
                groups.join(bucket[at] for at in alike)
    _join_given_twice(told, accounts, groups)
    position = {one.figure.id: place for place, one in enumerate(told)}
    for each in added:
        if each.joins:
            groups.join(position[one.figure.id] for one in each.joins)
    for edit in edits:
        if edit.verdict == "same" and all(id in position for id in edit.pair):
            groups.join(position[id] for id in edit.pair)
    apart = {frozenset(position[id] for id in e.pair if id in position) for e in edits if e.verdict == "different"}
    names = {account.id: account.name for account in accounts}
    found: dict[str, Quantity] = {}
    of: dict[str, str] = {}
    reckoned: dict[str, list[Sum]] = defaultdict(list)
    for each in added:
        for one in each.figures:
            reckoned[one.figure.id].append(each)
    for bucket in (part for joined in _by(range(len(told)), groups.top) for part in _parted(joined, apart)):
        group = [told[place] for place in bucket]
        quantity = _quantity(group, [each for one in group for each in reckoned.get(one.figure.id, ())], names)
        found[quantity.id] = quantity
        of.update(dict.fromkeys(quantity.figures, quantity.id))
    alone = [figure for figure in figures if figure.id not in of]
    for figure in alone:
        quantity = Quantity(ids.make("q", figure.id), (figure.id,), "single")
        found[quantity.id], of[figure.id] = quantity, quantity.id
    return tuple(replace(figure, quantity=of[figure.id]) for figure in figures), tuple(
        found[id] for id in sorted(found)
    )


def _parted(places: Sequence[int], apart: set[frozenset[int]]) -> list[list[int]]:
    """The figures, so that no two of a pair in `apart` are together; all together where no pair parts them."""
    if not apart:
        return [list(places)]
    parts: list[list[int]] = []
    for place in places:
        for part in parts:
            if not any(frozenset((place, other)) in apart for other in part):
                part.append(place)
                break
        else:
            parts.append([place])
    return parts


def _quantity(group: Sequence[Measured], added: Sequence[Sum], names: Mapping[str, str]) -> Quantity:
    members = tuple(sorted(one.figure.id for one in group))
    found, reason = verdict(group, added, names)
    return Quantity(ids.make("q", *members), members, found, reason)


def _by(places: Iterable[int], key: Callable[[int], Hashable]) -> list[list[int]]:
    buckets: dict[Hashable, list[int]] = defaultdict(list)
    for place in places:
        buckets[key(place)].append(place)
    return list(buckets.values())


def _cost(block: Sequence[Measured]) -> float:
    """About how many milliseconds a block takes."""
    return COMPARISON * len(block) * min(len(block), LEADERS)


def _one_thing(told: Sequence[Measured]) -> list[list[int]]:
    """The places of figures of one key, as far as they surely measure one thing."""
    calm = _without_strife(told, range(len(told)))
    if len(calm) < 2:
        return []
    first = told[calm[0]]
    found = _alike(told, calm) if not first.telling else _by_time(told, calm) if first.harm else [calm]
    return [part for alike in found for part in _by_size(told, alike)]


def _by_size(told: Sequence[Measured], places: Sequence[int]) -> list[list[int]]:
    """The figures, parted where one is many times the next smaller."""
    runs: list[list[int]] = []
    for place in sorted(places, key=lambda place: (size(told[place]), place)):
        if not runs or size(told[place]) > FAR * max(1.0, size(told[runs[-1][-1]])):
            runs.append([])
        runs[-1].append(place)
    return runs


def _without_strife(told: Sequence[Measured], bucket: Sequence[int]) -> list[int]:
    """Those left when the figures that one account sets beside each other, and what equals them, are taken out."""
    apart: set[int] = set()
    for told_here in _by(bucket, lambda place: told[place].figure.source.document):
        if len(told_here) > LEADERS:
            apart.update(told_here)
            continue
        for a, b in combinations(told_here, 2):
            if _at_odds(told[a], told[b]):
                apart |= {a, b}
    numbers = {_number(told[place]) for place in apart}
    return [place for place in bucket if _number(told[place]) not in numbers]


def _at_odds(a: Measured, b: Measured) -> bool:
    """Whether two figures of one account must measure different things, as neither has a voice of its own."""
    answer, why = relate(a, b)
    if answer == "agree" or (a.said and b.said):
        return False
    return answer == "conflict" or (a.sentence == b.sentence and why != "years") or why == "grown"


def _by_time(told: Sequence[Measured], places: Sequence[int]) -> list[list[int]]:
    """Tolls, parted where none is told for long; one without a date is of the only time there is, else alone."""
    dated = sorted((told[p].period or "", p) for p in places if _day(told[p]) is not None)
    loose = [p for p in places if _day(told[p]) is None]
    runs: list[list[int]] = [[dated[0][1]]] if dated else []
    for (_, before), (_, place) in pairwise(dated):
        gap = (_day(told[place]) or date.min) - (_day(told[before]) or date.min)
        if gap.days > APART:
            runs.append([])
        runs[-1].append(place)
    return [[*runs[0], *loose]] if len(runs) == 1 else runs


def _day(one: Measured) -> date | None:
    return _day_of(one.period)


def _day_of(period: str | None) -> date | None:
    """The day; None where the period is no single day."""
    try:
        return date.fromisoformat(period or "")
    except ValueError:
        return None


def _alike(told: Sequence[Measured], places: Sequence[int]) -> list[list[int]]:
    """Figures with like words around them, each put to the first like it; none if it is not told what they measure."""
    if not told[places[0]].words:
        return []
    clusters: list[list[int]] = []
    for place in places:
        for cluster in clusters[:LEADERS]:
            if _overlap(told[place], told[cluster[0]]) >= REWORDED and _of_one_time(told[place], told[cluster[0]]):
                cluster.append(place)
                break
        else:
            clusters.append([place])
    return clusters


def _of_one_time(a: Measured, b: Measured) -> bool:
    """Whether two accounts were published within weeks of each other and tell of no two years."""
    days = [_day_of(one.published) for one in (a, b)]
    if days[0] is None or days[1] is None or abs((days[0] - days[1]).days) > APART:
        return False
    return not _of_two_years(a, b)


def _of_two_years(a: Measured, b: Measured) -> bool:
    return year(a.period) is not None and year(b.period) is not None and year(a.period) != year(b.period)


def _overlap(a: Measured, b: Measured) -> float:
    """Share of the telling words around the figure with fewer of them that stand around the other, too."""
    fewest = min(len(a.stems), len(b.stems))
    return len(a.stems & b.stems) / fewest if fewest >= FEWEST else 0.0


def _number(one: Measured) -> tuple[Hashable, ...]:
    """The number itself, in its unit."""
    return one.family, one.amount.value, None if one.amount.value is not None else (one.amount.low, one.amount.high)


def _same_number(told: Sequence[Measured]) -> list[list[int]]:
    """The places of figures of one number that are surely of one thing, each put to the first like it."""
    clusters: list[list[int]] = []
    for place in range(len(told)):
        for cluster in clusters[:LEADERS]:
            if _surely_one(told[place], told[cluster[0]]):
                cluster.append(place)
                break
        else:
            clusters.append([place])
    return clusters


def _surely_one(a: Measured, b: Measured) -> bool:
    """Whether two equal numbers are one: a telling number of one country or measure, or the same in like words."""
    if a.marks & _MARKS != b.marks & _MARKS or (a.harm and b.harm and a.words & HARMS != b.words & HARMS):
        return False
    shared, country = a.words & b.words, a.subject & b.subject
    if a.amount.value is not None and digits(a.figure.value or 0.0) >= TELLING:
        return bool(shared or country)
    if _of_two_years(a, b):
        return False
    return bool(shared) and _overlap(a, b) >= ALIKE


def _join_given_twice(told: Sequence[Measured], accounts: Sequence[Document], groups: _Groups) -> None:
    """Puts together what one account gives in two units: '9 billion tenge ($21 million)'."""
    texts = {account.id: account.text for account in accounts}
    for place, (a, b) in enumerate(pairwise(told)):
        one, other = a.figure.source, b.figure.source
        together = one.document == other.document and a.sentence == b.sentence and _in_other_units(a, b)
        if together and _BOTH.fullmatch(texts[one.document], one.end, other.start):
            groups.join((place, place + 1))


def _in_other_units(a: Measured, b: Measured) -> bool:
    """Whether the two are sums in two currencies, or amounts in two units that are about the same."""
    if a.family == b.family or a.family.isupper() or b.family.isupper():
        return a.family != b.family and a.family.isupper() and b.family.isupper()
    if (b.family, a.family) in _RATIOS:
        a, b = b, a
    ratio = _RATIOS.get((a.family, b.family))
    if ratio is None or not a.amount.value or not b.amount.value:
        return False
    return abs(b.amount.value / (a.amount.value * ratio) - 1) <= NEAR_RATIO
