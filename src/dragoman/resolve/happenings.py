"""Tellings of one happening put together: by subject, then by word, then by who, where and when.

Two tellings of one subject are compared when their words share a root or a family (see families.py), directly or
through others. The score starts from the words, gains by what the sentences and the parties share and loses by what
they lack; some differences (other parties, other towns, days apart, an analyst's word) rule a pair out whatever it
scores. Groups are then joined, best first, by the mean score of their pairs, and never over a pair that is ruled out.
The order in which tellings are given does not matter.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dragoman.resolve.families import families, frames, root
from dragoman.resolve.meetings import RULED_OUT, compare_slots, numbered
from dragoman.resolve.shuffle import Shuffle, here
from dragoman.resolve.slots import UNKNOWN, Slots

ENOUGH = 0.6
"""Least mean score of groups that are one happening. CoNLL F1 on ECB+ is flat (within .4) from .5 to .75 (2026-11)."""
SAME_LEMMA, SAME_ROOT, SAME_FAMILY, LINKED = 1.0, 0.95, 0.8, 0.2
"""Where a pair starts by its words; LINKED: alike only through others. A family may be .7 to .9, flat."""
CONTEXT, CONTEXT_MOST = 0.6, 0.5
"""What a cosine of 1 between the other words of the sentences would add, and the cosine that counts at most."""
SHARED_NAMES, OTHER_NAMES = 0.15, 0.2
"""What is added when the words of the parties meet, and taken away when they do not; flat from .15 to .3."""
SAME_SENTENCE = 1.0
"""What is taken away when one sentence holds both: it would hardly tell one thing twice; flat from .5."""
SAYING = 0.5
"""What is taken away from words for saying: people say many things. 0 costs 1.7 points on ECB+, .8 costs .5."""
SAYINGS = frozenset(("statement", "announcement", "report", "confirmation", "denial", "warning"))
BLOCK = 150
"""Most groups that are compared pair by pair; more of them are first joined within runs of this length."""
COMPARISON = 0.01
"""Milliseconds that a comparison of two tellings takes, about."""
BOUND = 99.0
"""The score of a pair that an analyst holds to be one."""

Pair = frozenset[str]


@dataclass(frozen=True, slots=True)
class Telling:
    """One telling of a happening, with what is needed to see whether another tells the same."""

    id: str
    document: str
    sentence: int
    """A number of its own for each sentence of the document."""
    lemma: str
    words: frozenset[str] = frozenset()
    """The telling words of the sentence, in plain form."""
    names: frozenset[str] = frozenset()
    """Words of the names of those who take part."""
    slots: Slots = UNKNOWN
    """Who, where and when, as far as it is known."""


class Link(NamedTuple):
    """Two tellings held to be of one happening, and the score of the pair."""

    one: Telling
    other: Telling
    score: float


class Words(NamedTuple):
    """What the words of two tellings say."""

    score: float
    alike: bool
    """They are of one root."""
    framed: bool
    """They are of one type, or words of two types for one kind of happening."""


class Grouping(NamedTuple):
    """Tellings by happening, in order of their first id, and the links that hold each group together."""

    groups: tuple[tuple[Telling, ...], ...]
    links: tuple[Link, ...]


def happenings(
    tellings: Iterable[Telling],
    subject: Mapping[str, str],
    *,
    same: Iterable[Pair] = (),
    different: Iterable[Pair] = (),
    shuffle: Shuffle = here,
) -> Grouping:
    """The tellings, those of one happening together. `subject` is each document's; `same` and `different` overrule.

    Tellings linked by their words are a block, which is grouped wherever `shuffle` has it done.
    """
    told = sorted(tellings, key=_by_parties)
    bound, apart = frozenset(same) - frozenset(different), frozenset(different)
    blocks = [
        (block, {telling.document: subject[telling.document] for telling in block})
        for block in _blocks(told, subject, bound)
    ]
    found = shuffle(partial(_grouped, bound, apart), blocks, _cost)
    groups = [group for one in found for group in one.groups]
    links = [link for one in found for link in one.links]
    return Grouping(
        tuple(sorted((tuple(sorted(g, key=lambda t: t.id)) for g in groups), key=lambda g: g[0].id)),
        tuple(sorted(links, key=lambda link: (link.one.id, link.other.id))),
    )


def _grouped(bound: frozenset[Pair], apart: frozenset[Pair], block: tuple[list[Telling], dict[str, str]]) -> Grouping:
    """The groups of a block: its tellings, and the subject of each of their documents."""
    told, subject = block
    return _Block(told, subject, bound, apart).joined()


def _cost(block: tuple[list[Telling], dict[str, str]]) -> float:
    """About how many milliseconds a block takes."""
    return COMPARISON * len(block[0]) * min(len(block[0]), BLOCK)


def _by_parties(telling: Telling) -> tuple[object, ...]:
    slots = telling.slots
    parties = [sorted(party.id for party in side) for side in (slots.targets, slots.sources)]
    return parties, slots.place or "", slots.low or "", root(telling.lemma), telling.id


def _by_word(telling: Telling) -> tuple[object, ...]:
    return root(telling.lemma), *_by_parties(telling)


def _by_day(telling: Telling) -> tuple[object, ...]:
    return telling.slots.low or "", *_by_word(telling)


ORDERS = (_by_parties, _by_word, _by_day)
"""Orders in which the tellings of a large block are cut into runs, one after the other: like stands by like."""


def _blocks(told: Sequence[Telling], subject: Mapping[str, str], bound: frozenset[Pair]) -> list[list[Telling]]:
    """Tellings that may be of one happening: linked by roots and families, or bound to one.

    Where nothing is known of who, where and when, they must be of one subject too.
    """
    links: dict[object, object] = {}

    def first(key: object) -> object:
        links.setdefault(key, key)
        while links[key] != key:
            links[key] = links[links[key]]
            key = links[key]
        return key

    known = {telling.id for telling in told}
    for telling in told:
        theme, stem = "" if telling.slots.type else subject[telling.document], root(telling.lemma)
        links[first(telling.id)] = first((theme, "root", stem))
        for family in sorted(families(stem, telling.slots.type)):
            links[first((theme, "root", stem))] = first((theme, "family", family))
    for pair in bound:
        if pair <= known and len(pair) == 2:
            one, other = sorted(pair)
            links[first(one)] = first(other)
    blocks: dict[object, list[Telling]] = defaultdict(list)
    for telling in told:
        blocks[first(telling.id)].append(telling)
    return list(blocks.values())


class _Block:
    """Tellings that are compared with each other."""

    def __init__(
        self, told: Sequence[Telling], subject: Mapping[str, str], bound: frozenset[Pair], apart: frozenset[Pair]
    ) -> None:
        self.told = told
        self.subject = subject
        self.apart = apart
        self.decided: dict[str, list[Pair]] = defaultdict(list)
        for pair in bound | apart:
            for id in pair if len(pair) == 2 else ():
                self.decided[id].append(pair)
        documents: dict[str, set[str]] = defaultdict(set)
        for telling in told:
            documents[telling.document] |= telling.words
        held = Counter(word for words in documents.values() for word in words)
        self.rarity = {word: math.log(1 + len(documents) / n) ** 2 for word, n in held.items()}
        self.length = {t.id: math.sqrt(math.fsum(self.rarity[word] for word in t.words)) or 1.0 for t in told}

    def joined(self) -> Grouping:
        """The groups: joined run by run while they are many, each then stood for by its fullest telling."""
        groups: list[tuple[Telling, ...]] = [(telling,) for telling in self.told]
        links: list[Link] = []
        for order in ORDERS:
            groups.sort(key=lambda group, order=order: order(_fullest(group)))  # type: ignore[misc]
            runs = [groups[start : start + BLOCK] for start in range(0, len(groups), BLOCK)]
            groups = []
            for run in runs:
                kept, made = self._join(run)
                groups += kept
                links += made
            if len(runs) == 1:
                break
        return Grouping(tuple(groups), tuple(links))

    def _join(self, groups: list[tuple[Telling, ...]]) -> tuple[list[tuple[Telling, ...]], list[Link]]:
        """The groups joined by the mean score of their pairs, best first; each stood for by its fullest telling."""
        if len(groups) == 1:
            return groups, []
        stand = [_fullest(group) for group in groups]
        scores = self._scores(stand)
        mean, size = scores.copy(), np.array([len(group) for group in groups], dtype=float)
        members = [[number] for number in range(len(groups))]
        links = []
        while len(groups) > 1:
            one, other = divmod(int(mean.argmax()), len(groups))
            if mean[one, other] < ENOUGH:
                break
            one, other = min(one, other), max(one, other)
            links.append(_best(stand, scores, members[one], members[other]))
            row = (mean[one] * size[one] + mean[other] * size[other]) / (size[one] + size[other])
            mean[one, :] = mean[:, one] = row
            mean[other, :] = mean[:, other] = RULED_OUT
            mean[one, one] = RULED_OUT
            size[one] += size[other]
            members[one] += members[other]
            members[other] = []
        return [tuple(t for number in group for t in groups[number]) for group in members if group], links

    def _scores(self, told: Sequence[Telling]) -> NDArray[np.float64]:
        """The score of each pair; RULED_OUT on the diagonal."""
        words, alike, framed = _words(told)
        theme = numbered([self.subject[t.document] for t in told])
        table = words + compare_slots(
            [t.slots for t in told], alike=alike, framed=framed, apart=theme[:, None] != theme
        )
        length = np.array([self.length[t.id] for t in told])
        shared = _shared([t.words for t in told], self.rarity)
        table += CONTEXT * np.minimum(shared / (length[:, None] * length), CONTEXT_MOST)
        table += _by_names(told)
        sentence = numbered([(t.document, t.sentence) for t in told])
        table -= np.where(sentence[:, None] == sentence, SAME_SENTENCE, 0.0)
        table = np.tril(table.round(6), -1)
        table += table.T  # of two types, that of the later one counts
        self._overrule(table, told)
        np.fill_diagonal(table, RULED_OUT)
        return table

    def _overrule(self, table: NDArray[np.float64], told: Sequence[Telling]) -> None:
        """Sets the scores that an analyst decided on."""
        at = {t.id: number for number, t in enumerate(told) if t.id in self.decided}
        for id, one in at.items():
            for pair in self.decided[id]:
                (other,) = pair - {id}
                if other in at:
                    table[one, at[other]] = RULED_OUT if pair in self.apart else BOUND


def _words(told: Sequence[Telling]) -> tuple[NDArray[np.float64], NDArray[np.bool_], NDArray[np.bool_]]:
    """What the words of each pair say, as three tables: score, alike and framed."""
    said = [(t.lemma, t.slots.type) for t in told]
    kinds, number = list(dict.fromkeys(said)), numbered(said)
    table = np.array([by_words(*one, *other) for one in kinds for other in kinds])
    score, alike, framed = (each.reshape(len(kinds), -1)[np.ix_(number, number)] for each in table.T)
    return score, alike.astype(bool), framed.astype(bool)


def _by_names(told: Sequence[Telling]) -> NDArray[np.float64]:
    """What the words of the parties add to the score of each pair."""
    named = np.array([bool(t.names) for t in told])
    if not named.any():
        return np.zeros((len(told), len(told)))
    meet = _shared([t.names for t in told]) > 0.5
    return np.where(named[:, None] & named, np.where(meet, SHARED_NAMES, -OTHER_NAMES), 0.0)


def _shared(bags: Sequence[frozenset[str]], weight: Mapping[str, float] | None = None) -> NDArray[np.float64]:
    """The weight of the words that each two share, or their number, below the diagonal.

    Not a product of matrices: so small a one costs ten times as much for the threads that the library wakes.
    """
    held = Counter(word for bag in bags for word in bag)
    words = sorted(word for word, n in held.items() if n > 1)
    column = {word: number for number, word in enumerate(words)}
    at = sorted((column[word], row) for row, bag in enumerate(bags) for word in bag if word in column)
    columns, rows = np.array(at, dtype=np.intp).reshape(-1, 2).T
    weights = np.array([weight[word] if weight else 1.0 for word in words])
    shared = np.zeros((len(bags), len(bags)))
    firsts = np.arange(len(columns))
    for step in range(1, max(held.values(), default=0)):
        firsts = firsts[firsts + step < len(columns)]
        firsts = firsts[columns[firsts] == columns[firsts + step]]
        np.add.at(shared, (rows[firsts + step], rows[firsts]), weights[columns[firsts]])
    return shared


@lru_cache(maxsize=1 << 18)
def by_words(lemma: str, type: str | None, other: str, its_type: str | None) -> Words:
    """Where the score of a pair starts: by lemma, root and family under its types."""
    stem, its = root(lemma), root(other)
    mine, theirs = families(stem, type), families(its, its_type)
    framed = type == its_type or any({type, its_type} <= frames(family) for family in mine & theirs)
    saying = 0.0 if SAYINGS.isdisjoint(mine | theirs) else SAYING
    if stem == its:
        return Words((SAME_LEMMA if lemma == other else SAME_ROOT) - saying, True, framed)
    if mine.isdisjoint(theirs):
        return Words(LINKED, False, framed)
    return Words(SAME_FAMILY - saying, False, framed)


def _fullest(group: Sequence[Telling]) -> Telling:
    """The telling that says most of who, where and when."""
    return min(group, key=lambda t: (-t.slots.filled(), -len(t.words), t.id))


def _best(told: Sequence[Telling], scores: NDArray[np.float64], one: list[int], other: list[int]) -> Link:
    """The pair across two groups that scores most."""
    part = scores[np.ix_(one, other)]
    i, j = divmod(int(part.argmax()), len(other))
    first, second = sorted((told[one[i]], told[other[j]]), key=lambda t: t.id)
    return Link(first, second, float(part[i, j]))
