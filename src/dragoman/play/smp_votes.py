"""Distances, utilities and votes of the spatial model, SMP, on many runs at once.

Arrays have the runs last, so that every loop of numpy is long: positions and saliences (dimensions, actors, runs),
capabilities and risk (actors, runs).
"""

from __future__ import annotations

import numpy as np

from dragoman.play.issue import Floats

TIE = 1e-9
"""Chances (as logarithms) and gains this near to each other count as equal."""
ELECTION_FLOOR = 1e-8
"""Added to coalitions in elections: against 0/0."""


def distances(positions: Floats, saliences: Floats, points: Floats) -> Floats:
    """D (actors, points, runs): from each actor's position to each of the points, in the actor's eyes, 0 to 1."""
    if len(positions) == 1:
        return np.asarray(np.abs(positions[0, :, None] - points[0]))
    squares = np.where(saliences.any(axis=0), saliences**2, 1.0)
    shares = squares / squares.sum(axis=0)
    total = np.zeros((positions.shape[1], *points.shape[1:]))
    for place, share, point in zip(positions, shares, points, strict=True):
        total += share[:, None] * (place[:, None] - point) ** 2
    return np.minimum(np.sqrt(total), 1.0)


def utility(apart: Floats, risk: Floats) -> Floats:
    """u = (1 - D)(1 + D r), from 0 at the far end of the axis to 1 at home for r from -1 to 1."""
    found = apart * risk
    found += 1.0
    found *= 1.0 - apart
    return np.asarray(found)


def victories(coalition: Floats) -> Floats:
    """P_ij, the chance of option i against j, from the coalitions for i against j, (options, options, …)."""
    for_i = np.maximum(coalition, 0.0)
    for_i += ELECTION_FLOOR
    both = for_i + np.swapaxes(for_i, 0, 1)
    for_i /= both
    return for_i
