"""Models without bargaining: weighted mean, weighted median, Nash's product. Cheap, and hard to beat.

The functions whose name ends in `_values` take arrays of shape (runs, actors), one draw a row, and return (runs,);
weights are capability times salience and need not sum to anything. The others take Stakes.
"""

from __future__ import annotations

import numpy as np

from dragoman.play.issue import HIGHEST, LOWEST, Floats, Outcome, Stakes, by_dimension

HALF = 1e-12
"""Relative slack in 'half of the weight', so that sums of decimals that are equal on paper count as equal."""
NARROWEST = 1e-9
"""Nash's search stops when the interval is this wide, in points of the axis."""
WORST = HIGHEST - LOWEST


def mean(stakes: Stakes) -> Outcome:
    """The weighted mean, x* = Σ c s x / Σ c s, in points of the axis.

    The 'compromise model' of van den Bos (1991); Achen (in Thomson et al., The European Union Decides, 2006) shows that
    it approximates the asymmetric Nash solution where failure is costly to all.
    """
    return by_dimension("mean", lambda axis: float(mean_values(axis.positions, axis.weights)), stakes)


def median(stakes: Stakes) -> Outcome:
    """The weighted median: the position no other beats when each actor casts weight c s for the nearer of two.

    Black (1948) for the theorem, Bueno de Mesquita (1984) for the weights. Where exactly half of the weight stands
    on either side, every point between the two middle positions ties: we take their midpoint (our own choice; it keeps
    the outcome the same when the axis is read from its other end).
    """
    return by_dimension("median", lambda axis: float(median_values(axis.positions, axis.weights)), stakes)


def nash(stakes: Stakes) -> Outcome:
    """The asymmetric Nash solution, argmax over x of Σ w ln(u(x) - u(d)), w = c s (Nash 1950; Kalai 1977).

    Utility is u(x) = 1 - |x - x_i| / 100; the disagreement point is worse for everyone than any agreement: u(d) = -1,
    that is 200 points away. The result leans hard on d, so the note says which. With linear utility and a
    d as far as this the solution lies near the mean of the central positions.
    """
    note = f"Failure to agree counts as {WORST:g} points away for everyone."
    return by_dimension("Nash", lambda axis: float(nash_values(axis.positions, axis.weights)), stakes, note=note)


def mean_values(positions: Floats, weights: Floats) -> Floats:
    """Weighted means along the last axis."""
    return np.asarray((weights * positions).sum(axis=-1) / weights.sum(axis=-1))


def median_values(positions: Floats, weights: Floats) -> Floats:
    """Weighted medians along the last axis, midpoints where two positions tie."""
    order = np.argsort(positions, axis=-1, kind="stable")
    ranked = np.take_along_axis(positions, order, axis=-1)
    reached = np.cumsum(np.take_along_axis(weights, order, axis=-1), axis=-1)
    half = reached[..., -1:] / 2
    first = np.argmax(reached >= half * (1 - HALF), axis=-1)
    last = np.argmax(reached > half * (1 + HALF), axis=-1)
    low = np.take_along_axis(ranked, first[..., None], axis=-1)
    high = np.take_along_axis(ranked, last[..., None], axis=-1)
    return np.asarray((low + high)[..., 0] / 2)


def nash_values(positions: Floats, weights: Floats) -> Floats:
    """Nash solutions along the last axis, to NARROWEST points.

    ln(200 - |x - x_i|) is concave in x, and so is the weighted sum: its derivative falls from left to right, and we
    halve the interval in which it changes sign.
    """
    low = positions.min(axis=-1, keepdims=True)
    high = positions.max(axis=-1, keepdims=True)
    for _ in range(int(np.ceil(np.log2((HIGHEST - LOWEST) / NARROWEST)))):
        middle = (low + high) / 2
        apart = positions - middle
        slope = (weights * np.sign(apart) / (WORST - np.abs(apart))).sum(axis=-1, keepdims=True)
        low = np.where(slope >= 0, middle, low)
        high = np.where(slope <= 0, middle, high)
    return np.asarray(((low + high) / 2)[..., 0])
