"""Pairs of accounts that share runs of words, found over an inverted index in time that grows with the words alone.

The accounts come in order, likely origins first. Each holder of a run is linked to the first that holds it and to the
one before, never to all: ten thousand reprints make twenty thousand links, not fifty million. A run that three or more
accounts hold which share little else is standing text (a notice, a background paragraph of an outlet, a name with its
titles) and is evidence of nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from dragoman.resolve.ownwords import OwnWords

FEWEST_RUNS = 5
"""Fewest shared runs of a pair worth aligning."""
LEAST_RUNS = 0.03
"""Least share of the runs of the shorter account in such a pair."""
MOST_KIN = 3
"""Most earlier accounts that one is aligned with."""
LITTLE = 0.15
"""A pair that shares less of the runs of its shorter account shares little."""
LITTLE_AT_HOME = 0.5
"""The same of two accounts of one outlet, which may be short and end in one long paragraph of background."""
STANDING = 3
"""Fewest holders of standing text."""
PART = 1 << 22
"""Runs sorted at one time; bounds the memory."""

Numbers = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Links:
    """Holders of shared runs in order of run, then account: each with the first holder and the one before.

    `at` counts runs over all accounts; `groups` is where the holders of each run begin. The first holder's link is to
    itself.
    """

    at: Numbers
    groups: Numbers
    holders: Numbers
    firsts: Numbers
    before: Numbers


def kindred(words: Sequence[OwnWords], outlets: Sequence[str | None]) -> tuple[list[OwnWords], list[tuple[int, int]]]:
    """The accounts without their standing text, and the pairs (later, earlier) that share runs enough, in order."""
    sizes = np.array([len(one.runs) for one in words], dtype=np.int64)
    if not sizes.sum():
        return list(words), []
    runs = np.concatenate([one.runs for one in words])
    holders = np.repeat(np.arange(len(words), dtype=np.int32), sizes)
    pairs, counts = _summed([_counted(links, len(words)) for links in _links(runs, holders)])
    share = counts / _smaller(pairs, sizes)
    houses = {name: number for number, name in enumerate(sorted({outlet for outlet in outlets if outlet}))}
    house = np.array([houses.get(outlet or "", -1) for outlet in outlets], dtype=np.int64)
    idle = np.zeros(len(runs), dtype=np.bool_)
    told = []
    for links in _links(runs, holders):
        standing = _standing(links, pairs, share, house, len(words))
        idle[links.at[standing]] = True
        told.append(_counted(links, len(words), besides=standing))
    pairs, counts = _summed(told)
    enough = counts >= np.maximum(FEWEST_RUNS, LEAST_RUNS * _smaller(pairs, sizes))
    kept = np.split(~idle, np.cumsum(sizes)[:-1])
    bare = [replace(one, runs=one.runs[keep], places=one.places[keep]) for one, keep in zip(words, kept, strict=True)]
    later, earlier = np.divmod(pairs[enough], len(words))
    return bare, _nearest(later, earlier, counts[enough])


def _smaller(pairs: Numbers, sizes: Numbers) -> Numbers:
    """How many runs the shorter account of each pair has."""
    later, earlier = np.divmod(pairs, len(sizes))
    return np.minimum(sizes[later], sizes[earlier])


def _links(runs: NDArray[np.uint64], holders: NDArray[np.int32]) -> Iterator[_Links]:
    """The links of all shared runs, a part of the runs at a time."""
    parts = np.uint64(len(runs) // PART + 1)
    part = (runs % parts).astype(np.uint16)
    for number in range(int(parts)):
        at = np.flatnonzero(part == number)
        at = at[np.argsort(runs[at], kind="stable")]
        run, holder = runs[at], holders[at].astype(np.int64)
        new = np.ones(len(at), dtype=np.bool_)
        new[1:] = run[1:] != run[:-1]
        once = new.copy()
        once[1:] |= holder[1:] != holder[:-1]
        at, holder, new = at[once], holder[once], new[once]
        size = np.diff(np.append(np.flatnonzero(new), len(at)))
        shared = np.repeat(size > 1, size)
        at, holder, new = at[shared], holder[shared], new[shared]
        groups = np.flatnonzero(new)
        first = np.repeat(holder[groups], np.diff(np.append(groups, len(at))))
        before = np.where(new, holder, np.roll(holder, 1))
        yield _Links(at, groups, holder, first, before)


def _counted(links: _Links, count: int, *, besides: Mask | None = None) -> tuple[Numbers, Numbers]:
    """The linked pairs, as later * count + earlier in order, and how many runs link each, `besides` some links."""
    linked = links.holders != links.firsts
    if besides is not None:
        linked &= ~besides
    again = linked & (links.before != links.firsts)
    keys = np.concatenate(
        (links.holders[linked] * count + links.firsts[linked], links.holders[again] * count + links.before[again])
    )
    found, times = np.unique(keys, return_counts=True)
    return found, times


def _summed(counts: Sequence[tuple[Numbers, Numbers]]) -> tuple[Numbers, Numbers]:
    """The pairs of all parts in order, and their counts together."""
    pairs, index = np.unique(np.concatenate([part for part, _ in counts]), return_inverse=True)
    whole = np.zeros(len(pairs), dtype=np.int64)
    np.add.at(whole, index, np.concatenate([times for _, times in counts]))
    return pairs, whole


def _standing(links: _Links, pairs: Numbers, share: NDArray[np.float64], house: Numbers, count: int) -> Mask:
    """Which links are of standing text: most of its holders share little with the first and with the one before.

    Where one outlet holds it throughout, those before decide alone, and little is more.
    """
    if not len(links.groups):
        return np.zeros(0, dtype=np.bool_)
    sizes = np.diff(np.append(links.groups, len(links.at)))
    shared_before = _shared(links.holders, links.before, pairs, share, count)
    shared_first = _shared(links.holders, links.firsts, pairs, share, count)
    outlets = house[links.holders]
    at_home = (outlets == house[links.firsts]) & (outlets >= 0)
    strange = np.add.reduceat(((shared_before < LITTLE) & (shared_first < LITTLE)).astype(np.int64), links.groups)
    strange_at_home = np.add.reduceat((shared_before < LITTLE_AT_HOME).astype(np.int64), links.groups)
    one_house = np.add.reduceat(at_home.astype(np.int64), links.groups) == sizes
    most = (sizes - 1) / 2
    standing = (sizes >= STANDING) & ((strange > most) | (one_house & (strange_at_home > most)))
    return np.repeat(standing, sizes)


def _shared(
    holders: Numbers, others: Numbers, pairs: Numbers, share: NDArray[np.float64], count: int
) -> NDArray[np.float64]:
    """What each holder shares with the other it is linked to; with itself, all."""
    shared = np.ones(len(holders), dtype=np.float64)
    linked = holders != others
    shared[linked] = share[np.searchsorted(pairs, holders[linked] * count + others[linked])]
    return shared


def _nearest(later: Numbers, earlier: Numbers, counts: Numbers) -> list[tuple[int, int]]:
    """For each later account the earlier ones it shares most with."""
    order = np.lexsort((earlier, -counts, later))
    later, earlier = later[order], earlier[order]
    starts = np.flatnonzero(np.append(True, later[1:] != later[:-1])) if len(later) else later
    rank = np.arange(len(later)) - np.repeat(starts, np.diff(np.append(starts, len(later))))
    near = rank < MOST_KIN
    return sorted(zip(later[near].tolist(), earlier[near].tolist(), strict=True))
