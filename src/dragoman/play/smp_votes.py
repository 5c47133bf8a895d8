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
        return np.abs(positions[0, :, None] - points[0])
    squares = np.where(saliences.any(axis=0), saliences**2, 1.0)
    shares = squares / squares.sum(axis=0)
    total = np.zeros((positions.shape[1], *points.shape[1:]))
    for place, share, point in zip(positions, shares, points, strict=True):
        total += share[:, None] * (place[:, None] - point) ** 2
    return np.minimum(np.sqrt(total), 1.0)


def utility(apart: Floats, risk: Floats) -> Floats:
    """u = (1 - D)(1 + D r), from 0 at the far end of the axis to 1 at home for r from -1 to 1."""
    return (1.0 - apart) * (1.0 + apart * risk)


def victories(utilities: Floats, capabilities: Floats) -> Floats:
    """P_ij (options, options, runs), the chance of option i against j, from utilities (actors, options, runs)."""
    worth = capabilities[:, None] * utilities
    options = worth.shape[1]
    size = np.zeros((options, options, worth.shape[2]))
    for option in range(1, options):
        lead = worth[:, option, None] - worth[:, :option]
        size[option, :option] = size[:option, option] = np.abs(lead, out=lead).sum(axis=0)
    total = worth.sum(axis=0)
    return contest(total[:, None] - total, size)


def contest(lead: Floats, size: Floats) -> Floats:
    """The chance of an option against another, with the votes for it less those against it, and with both together."""
    size = size / 2
    lead = lead / 2
    chance = np.maximum(size + lead, 0.0)
    chance += ELECTION_FLOOR
    against = np.maximum(size - lead, 0.0)
    against += ELECTION_FLOOR
    against += chance
    chance /= against
    return chance
