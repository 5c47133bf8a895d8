"""The passages that two accounts share: runs of words, letter for letter after folding, quotations aside.

A run has `RUN` words or more, and grows over what lies beside it while the words are the same. Two runs that follow
each other at the same distance in both, but for a few words, are one passage lightly edited: what is equal between them
is shared too, from two words on. A quotation within a run counts when the run holds enough that is the account's own,
so that it was taken over with what stands around it; the words of a speaker that two accounts heard do not.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from dragoman.records import Source
from dragoman.resolve.ownwords import RUN, OwnWords

GAP = 6
"""Most words between two runs of one edited passage."""
FEWEST_BETWEEN = 2
"""Fewest equal words that count within such a gap."""
FEWEST_OWN = 16
LEAST_OWN = 0.2
"""Fewest own words, and their least share, in a run whose quotations count. A quotation and the words that bring it in
("the ministry said in a statement issued on Monday") stay below."""

Block = tuple[int, int, int]
"""First word of a run in either account, and how many."""


@dataclass(frozen=True, slots=True)
class Passages:
    """Runs of equal words: the first word in either account and how many.

    In order of the first account, where they are disjoint; in the second one passage may be told twice.
    """

    firsts: NDArray[np.int64]
    seconds: NDArray[np.int64]
    lengths: NDArray[np.int64]

    @property
    def words(self) -> int:
        """How many words of the first account are shared."""
        return int(self.lengths.sum())

    @property
    def longest(self) -> int:
        """Words of the longest run; 0 if there is none."""
        return int(self.lengths.max(initial=0))

    def covered(self, count: int, *, second: bool = False) -> NDArray[np.bool_]:
        """For each of the `count` words of the first (or second) account, whether it is shared."""
        edges = np.zeros(count + 1, dtype=np.int64)
        starts = self.seconds if second else self.firsts
        np.add.at(edges, starts, 1)
        np.add.at(edges, starts + self.lengths, -1)
        return np.cumsum(edges)[:-1] > 0

    def spans(self, first: OwnWords, second: OwnWords) -> tuple[tuple[Source, Source], ...]:
        """Each run as the characters of either account."""
        one, other = first.document.id, second.document.id
        return tuple(
            (
                Source(one, int(first.starts[a]), int(first.ends[a + length - 1])),
                Source(other, int(second.starts[b]), int(second.ends[b + length - 1])),
            )
            for a, b, length in zip(self.firsts.tolist(), self.seconds.tolist(), self.lengths.tolist(), strict=True)
        )


def passages(first: OwnWords, second: OwnWords, order: NDArray[np.int32] | None = None) -> Passages:
    """What `first` shares with `second`; of a run that stands in `second` twice, one place is told.

    `order` is `run_order(second)`, for callers that compare many with one.
    """
    if not len(first.runs) or not len(second.runs):
        return _made([])
    order = run_order(second) if order is None else order
    runs = second.runs[order]
    found = np.minimum(np.searchsorted(runs, first.runs), len(runs) - 1)
    hits = runs[found] == first.runs
    ones = first.places[hits].astype(np.int64)
    others = second.places[order[found[hits]]].astype(np.int64)
    if not len(ones):
        return _made([])
    breaks = np.flatnonzero((np.diff(ones - others) != 0) | (np.diff(ones) > RUN)) + 1
    starts = np.concatenate(([0], breaks))
    ends = np.concatenate((breaks, [len(ones)])) - 1
    lengths = ones[ends] - ones[starts] + RUN
    blocks = list(zip(ones[starts].tolist(), others[starts].tolist(), lengths.tolist(), strict=True))
    codes, other_codes = first.codes.tolist(), second.codes.tolist()
    whole = _between(_grown(blocks, codes, other_codes), codes, other_codes)
    return _made(_counting(whole, first, second))


def run_order(words: OwnWords) -> NDArray[np.int32]:
    """The places of the runs of an account, by run, then place."""
    return np.argsort(words.runs, kind="stable").astype(np.int32)


def _made(blocks: list[Block]) -> Passages:
    table = np.array(blocks, dtype=np.int64).reshape(-1, 3)
    return Passages(table[:, 0], table[:, 1], table[:, 2])


def _grown(blocks: list[Block], first: list[int], second: list[int]) -> list[Block]:
    """The runs, longest first grown to either side while words are equal, cut where a longer one has the words."""
    taken = bytearray(len(first))
    kept: list[Block] = []
    for a, b, length in sorted(blocks, key=lambda block: (-block[2], block)):
        end = a + length
        while a < end and taken[a]:
            a, b = a + 1, b + 1
        while a < end and taken[end - 1]:
            end -= 1
        if a == end or any(taken[a:end]):
            continue
        while a and b and not taken[a - 1] and first[a - 1] == second[b - 1]:
            a, b = a - 1, b - 1
        shift = b - a
        while end < len(first) and end + shift < len(second) and not taken[end] and first[end] == second[end + shift]:
            end += 1
        if end - a >= FEWEST_BETWEEN:
            taken[a:end] = b"\1" * (end - a)
            kept.append((a, b, end - a))
    return sorted(kept)


def _between(blocks: list[Block], first: list[int], second: list[int]) -> list[Block]:
    """The runs, with what is equal in the gaps of an edited passage."""
    whole = blocks[:1]
    for before, after in pairwise(blocks):
        a, b = before[0] + before[2], before[1] + before[2]
        gap = after[0] - a
        if FEWEST_BETWEEN < gap <= GAP and after[1] - b == gap:
            whole.extend(_equal_in(first, second, a, b, gap))
        whole.append(after)
    return whole


def _equal_in(first: list[int], second: list[int], a: int, b: int, gap: int) -> list[Block]:
    """Stretches of equal words within a gap."""
    found: list[Block] = []
    start = 0
    for step in range(gap + 1):
        if step < gap and first[a + step] == second[b + step]:
            continue
        if step - start >= FEWEST_BETWEEN:
            found.append((a + start, b + start, step - start))
        start = step + 1
    return found


def _counting(blocks: list[Block], first: OwnWords, second: OwnWords) -> list[Block]:
    """The runs that tell of reuse: whole, or what of them is own words of both."""
    if first.own.all() and second.own.all():
        return blocks
    quoted, other_quoted = (np.concatenate(([0], np.cumsum(~words.own))).tolist() for words in (first, second))
    kept: list[Block] = []
    for a, b, length in blocks:
        if quoted[a] == quoted[a + length] and other_quoted[b] == other_quoted[b + length]:
            kept.append((a, b, length))
        else:
            kept.extend(_own_in((a, b, length), first.own[a : a + length] & second.own[b : b + length]))
    return kept


def _own_in(block: Block, own: NDArray[np.bool_]) -> list[Block]:
    """A run with quotations in it: whole where it holds enough own words, else its stretches of own words."""
    a, b, length = block
    count = int(np.count_nonzero(own))
    if count >= FEWEST_OWN and count >= LEAST_OWN * length:
        return [block]
    if count < RUN:
        return []
    edges = np.flatnonzero(np.diff(np.concatenate(([False], own, [False])).astype(np.int8)))
    stretches = edges.reshape(-1, 2).tolist()
    return [(a + start, b + start, end - start) for start, end in stretches if end - start >= RUN]
