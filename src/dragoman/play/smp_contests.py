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
"""Single precision's unit, 2^-24, times the errors that add up in one vote and in the sum of votes: some 110 units of
the weights, 36 of their squares over the principals' (counted step by step; the worst met in 2e6 pairs of actors is
below 5 units, 2026-11)."""

Reals = NDArray[np.floating[Any]]
Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Challenges:
    """Of each actor, arrays (actors, runs): its best target, its own estimate to win, whether the gain is worthwhile."""

    target: Places
    chance: Floats
    worthwhile: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Contests:
    """Pairs of a challenger and a target, arrays of one shape (pairs …) or that broadcast to it.

    What third party k loses, times its weight: `straight[k] - risk * bent[k]` at the target's position, `home[k]` at
    the challenger's. `for_i` and `for_j` are what the principals bring.
    """

    straight: Reals
    bent: Reals
    home: Reals
    risk: Reals
    for_i: Reals
    for_j: Reals
    own: list[Places]
    """For each actor k, the pairs it is itself a principal of, along the first axis when pairs are put in one."""


def challenges(distances: Floats, risk: Floats, attention: Floats, capabilities: Floats) -> Challenges:
    """Distances (actors, actors, runs), the row's actor looking; the others (actors, runs)."""
    actors, _, runs = distances.shape
    itself = np.arange(actors)
    weight = attention * capabilities
    bend = distances * (1.0 - distances)  # 1 - u = D - r D (1 - D)
    at_target = distances - risk[:, None] * bend
    bent = weight[:, None] * bend
    straight = weight[:, None] * distances - risk[:, None] / 3 * bent
    bent *= 2 / 3
    home = straight - risk * bent  # [n, i, run]
    for_i = CONTEST_FLOOR + weight[:, None] * at_target
    for_j = CONTEST_FLOOR + np.swapaxes(home, 0, 1)
    every = _all_pairs(straight, bent, home, risk, for_i, for_j)
    wins, size = _wins(every)
    wrong = ROUNDING * (weight.sum(axis=0) + (weight**2).sum(axis=0) / (for_i + for_j)) / size
    lean = 2.0 * attention * at_target
    gain = at_target - lean * (1.0 - wins)
    wrong = lean * wrong + TIE
    gain[itself, itself] = -np.inf
    likely = gain + wrong >= (gain - wrong).max(axis=1, keepdims=True) - TIE
    likely[itself, itself] = False
    i, j, run = np.nonzero(likely)
    exact, _ = _wins(_some_pairs(straight, bent, home, risk, for_i, for_j, i, j, run))
    gain = np.full(distances.shape, -np.inf)
    gain[i, j, run] = at_target[i, j, run] * (1.0 - 2.0 * attention[j, run] * (1.0 - exact))
    best = gain.max(axis=1)
    target = np.argmax(gain >= best[:, None] - TIE, axis=1)
    chance = np.full(distances.shape, 0.5)
    chance[i, j, run] = exact
    chance = np.take_along_axis(chance, target[:, None], axis=1)[:, 0]
    return Challenges(target, chance, best > WORTHWHILE)


def _all_pairs(
    straight: Floats, bent: Floats, home: Floats, risk: Floats, for_i: Floats, for_j: Floats
) -> _Contests:
    """All pairs in single precision, of shape (challengers, targets, runs)."""
    actors = len(risk)
    pairs = np.arange(actors * actors).reshape(actors, actors)
    own = [np.concatenate([pairs[k], pairs[:, k]]) for k in range(actors)]
    single = np.float32
    return _Contests(
        straight.astype(single)[:, None],
        bent.astype(single)[:, None],
        home.astype(single)[:, :, None],
        risk.astype(single)[:, None],
        for_i.astype(single),
        for_j.astype(single),
        own,
    )


def _some_pairs(
    straight: Floats,
    bent: Floats,
    home: Floats,
    risk: Floats,
    for_i: Floats,
    for_j: Floats,
    i: Places,
    j: Places,
    run: Places,
) -> _Contests:
    """The challenges of i to j in these runs, of shape (pairs,)."""
    own = [np.flatnonzero((i == k) | (j == k)) for k in range(len(risk))]
    return _Contests(
        straight[:, j, run],
        bent[:, j, run],
        home[:, i, run],
        risk[i, run],
        for_i[i, j, run],
        for_j[i, j, run],
        own,
    )


def _wins(contests: _Contests) -> tuple[Reals, Reals]:
    """The challenger's chance P, and the sizes of both coalitions together.

    With L and H what the third party loses at j's and at i's, f_i and f_j what the principals bring, and S = L - H,
    p is (f_i + max(S, 0)) / (f_i + f_j + |S|), so that 2 v = (L + H) (S + f_i - f_j) / (f_i + f_j + |S|) - S.
    """
    lead = contests.for_i - contests.for_j
    principals = contests.for_i + contests.for_j
    difference = 2 * lead
    size = 2 * principals
    vote, side, share = np.empty_like(size), np.empty_like(size), np.empty_like(size)
    for straight, bent, home, own in zip(contests.straight, contests.bent, contests.home, contests.own, strict=True):
        np.multiply(contests.risk, bent, out=vote)
        np.subtract(straight, vote, out=vote)
        np.subtract(vote, home, out=side)
        vote += home
        np.add(side, lead, out=share)
        vote *= share
        np.abs(side, out=share)
        share += principals
        vote /= share
        vote -= side
        vote.reshape(len(vote) if vote.ndim == 1 else vote.shape[0] * vote.shape[1], -1)[own] = 0.0
        difference += vote
        size += np.abs(vote, out=vote)
    return (1 + difference / size) / 2, size / 2
