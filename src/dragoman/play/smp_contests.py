"""Step 3 of a turn of the spatial model, SMP: whom each actor challenges, and how it sees its chance to win.

All in the eyes of the challenger i, who sees actor n with the risk (2 r_i + r_n) / 3. The principals i and j bring
s c (u at home - u at the other's). A third party n first weighs in with its own vote, which gives p, then compares
joining i (i wins and moves j alone, or both lose) with joining j, 'semi-committed':

    v_n = s_n c_n [p (1 - u_ni) - (1 - p)(1 - u_nj)]

The gain of a challenge is (1 - s_j) 2 u_ii + s_j (P 2 u_ii + (1 - P) 2 u_ij) - (u_ii + u_ij), with u_ii = 1.

The votes of all third parties on all pairs are the cost of a turn. They are counted in single precision first; the
challenges that may be the best, given how far that can be wrong, again in double. What comes out is thus what double
precision alone gives. Arrays are of shape (…, runs): with the runs last, every loop of numpy is long.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.play.issue import Floats

WORTHWHILE = 1e-5
"""Gain in utility under which nobody challenges."""
TIE = 1e-9
"""Gains this near to each other count as equal."""
CONTEST_FLOOR = 1e-10
"""Added to the sides of a contest: against 0/0."""
ROUNDING = 128 * 2.0**-24
"""How far single precision can put a chance wrong, in parts of (Σ w + Σ w² / principals) / both coalitions. Counted
step by step it is 22 units of 2^-24 for the first sum, 18 for the second, and one for each actor."""

SLACK = 1e-6
"""Added to that, for the rounding of the gain itself and for ties."""

BLOCK = 60_000
"""Votes counted at a time; larger blocks leave the processor's cache."""

Reals = NDArray[np.floating[Any]]
Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Challenges:
    """Of each actor (actors, runs): its best target, its own estimate to win, whether the gain is worthwhile."""

    target: Places
    chance: Floats
    worthwhile: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class _Contests:
    """Pairs of a challenger and a target, arrays of one shape or that broadcast to it.

    What third party k loses, times its weight: `straight[k] - risk * bent[k]` at the target's position, `home[k]` at
    the challenger's. `for_i` and `for_j` are what the principals bring.
    """

    straight: Reals
    bent: Reals
    home: Reals
    risk: Reals
    for_i: Reals
    for_j: Reals


def challenges(distances: Floats, risk: Floats, attention: Floats, capabilities: Floats) -> Challenges:
    """Distances (actors, actors, runs), the row's actor looking; the others (actors, runs)."""
    weight = attention * capabilities
    bent = distances * (1.0 - distances)  # 1 - u = D - r D (1 - D)
    at_target = distances - risk[:, None] * bent
    bent *= weight[:, None]
    straight = weight[:, None] * distances
    for_i = straight - risk[:, None] * bent
    for_i += CONTEST_FLOOR
    straight -= risk[:, None] / 3 * bent
    bent *= 2 / 3
    home = straight - risk * bent
    for_j = np.swapaxes(home, 0, 1) + CONTEST_FLOOR
    every = _Contests(straight, bent, home, risk, for_i, for_j)
    likely = _likely(every, at_target, attention, weight)
    i, run, j = np.nonzero(np.swapaxes(likely, 1, 2))  # an actor has one at least, and mostly no more
    chance = _chances(_some(every, i, j, run))
    gain = at_target[i, j, run] * (1.0 - 2.0 * attention[j, run] * (1.0 - chance))
    start = np.flatnonzero(np.diff(i * len(risk[0]) + run, prepend=-1))
    best = np.maximum.reduceat(gain, start)
    places = np.arange(len(gain))
    good = gain >= np.repeat(best, np.diff(start, append=len(gain))) - TIE
    first = np.minimum.reduceat(np.where(good, places, len(gain)), start)
    return Challenges(
        j[first].reshape(risk.shape), chance[first].reshape(risk.shape), (best > WORTHWHILE).reshape(risk.shape)
    )


def _likely(every: _Contests, at_target: Floats, attention: Floats, weight: Floats) -> NDArray[np.bool_]:
    """The challenges that may be an actor's best, of all, by votes counted in single precision."""
    single = _single(every)
    chance, size = _count(single, third_only=True)
    gain = at_target.astype(np.float32)
    lean = gain * (2.0 * attention).astype(np.float32)
    wrong = (ROUNDING * (weight**2).sum(axis=0)).astype(np.float32) / (single.for_i + single.for_j)
    wrong += (ROUNDING * weight.sum(axis=0)).astype(np.float32)
    wrong /= size
    wrong += 2 * SLACK
    wrong *= lean
    wrong += SLACK
    chance -= 1.0
    lean *= chance
    gain += lean
    itself = np.arange(len(weight))
    gain[itself, itself] = -np.inf
    least = (gain - wrong).max(axis=1, keepdims=True)
    gain += wrong
    return np.asarray(gain >= least)


def _single(every: _Contests) -> _Contests:
    """All pairs in single precision, to the shape (challengers, targets, runs)."""
    single = np.float32
    return _Contests(
        every.straight.astype(single)[:, None],
        every.bent.astype(single)[:, None],
        every.home.astype(single)[:, :, None],
        every.risk.astype(single)[:, None],
        every.for_i.astype(single),
        every.for_j.astype(single),
    )


def _some(every: _Contests, i: Places, j: Places, run: Places) -> _Contests:
    """The challenges of i to j in these runs, of shape (pairs,); the principals lose nothing as third parties."""
    straight, bent, home = every.straight[:, j, run], every.bent[:, j, run], every.home[:, i, run]
    pairs = np.arange(len(i))
    for losses in (straight, bent, home):
        losses[i, pairs] = 0.0
        losses[j, pairs] = 0.0
    return _Contests(straight, bent, home, every.risk[i, run], every.for_i[i, j, run], every.for_j[i, j, run])


def _chances(some: _Contests) -> Floats:
    chance, _ = _count(some, third_only=False)
    return chance.astype(np.float64)


def _count(contests: _Contests, *, third_only: bool) -> tuple[Reals, Reals]:
    """The challenger's chance P, and the sizes of both coalitions together.

    With `third_only` the pairs are all, and each actor's votes on its own pairs are left out. With L and H what the
    third party loses at j's and at i's, f_i and f_j what the principals bring, and S = L - H,
    p is (f_i + max(S, 0)) / (f_i + f_j + |S|), so that 2 v = (L + H) (S + f_i - f_j) / (f_i + f_j + |S|) - S.
    """
    lead = contests.for_i - contests.for_j
    principals = contests.for_i + contests.for_j
    difference, size = 2 * lead, 2 * principals
    actors = len(contests.straight)
    at_once = max(1, BLOCK // size.size)
    room = np.empty((3, min(at_once, actors), *size.shape), dtype=size.dtype)
    for start in range(0, actors, at_once):
        some = slice(start, start + at_once)
        vote, side, share = room[:, : len(contests.straight[some])]
        home = contests.home[some]
        np.multiply(contests.risk, contests.bent[some], out=vote)
        np.subtract(contests.straight[some], vote, out=vote)
        np.subtract(vote, home, out=side)
        vote += home
        np.add(side, lead, out=share)
        vote *= share
        np.abs(side, out=share)
        share += principals
        vote /= share
        vote -= side
        if third_only:
            for row, own in enumerate(vote, start):
                own[row] = 0.0
                own[:, row] = 0.0
        difference += vote.sum(axis=0)
        size += np.abs(vote, out=vote).sum(axis=0)
    return (1 + difference / size) / 2, size / 2
