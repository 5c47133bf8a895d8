"""Who votes for what: the weight of the coalition for each option against each other, on many runs at once.

The coalition for i against j is Σ over k of the positive c_k (u_ki - u_kj). Arrays have the runs last, so that every
loop of numpy is long. Coalitions come out right to some 1e-15 of all weights, and may be below 0 by that much.
"""

from __future__ import annotations

import numpy as np

from dragoman.play.issue import Floats


def coalitions(utilities: Floats, weights: Floats) -> Floats:
    """For i against j (options, options, runs), from utilities (actors, options, runs) and weights (actors, runs)."""
    worth = weights[:, None] * utilities
    options = worth.shape[1]
    size = np.zeros((options, options, worth.shape[2]))
    for option in range(1, options):
        lead = worth[:, option, None] - worth[:, :option]
        size[option, :option] = size[:option, option] = np.abs(lead, out=lead).sum(axis=0)
    total = worth.sum(axis=0)
    size += total[:, None]
    size -= total
    size /= 2
    return size


def coalitions_on_axis(positions: Floats, weights: Floats) -> Floats:
    """The same for utilities -|x_k - x_i| and the actors' own positions (actors, runs) as options.

    An actor's vote has the size |x_i - x_j| but between the two, where it falls to 0 at their middle m. With G(t) =
    Σ c_k |x_k - t| the coalition is thus Σ c |x_i - x_j| / 2 + G(m) - G(x_i), and as G is linear from one position to
    the next, it takes sums over the actors up to a point, not over all of them for each pair.
    """
    actors, runs = positions.shape
    order = np.argsort(positions, axis=0)
    total, moment = np.zeros((2, actors + 1, runs))
    np.cumsum(np.take_along_axis(weights, order, axis=0), axis=0, out=total[1:])
    np.cumsum(np.take_along_axis(weights * positions, order, axis=0), axis=0, out=moment[1:])
    one, other = np.tril_indices(actors)
    middle = positions[one] + positions[other]
    middle /= 2
    below = np.zeros(middle.shape, dtype=np.uint16)
    for position in positions:
        below += position <= middle
    cell = below * np.intp(runs) + np.arange(runs)
    shared = middle * (2 * total.take(cell) - total[-1])
    shared += moment[-1] - 2 * moment.take(cell)  # G at the middle of each pair
    at_home = shared[one == other]
    shared += np.abs(positions[one] - positions[other]) * (total[-1] / 2)
    found = np.empty((actors, actors, runs))
    found[one, other] = shared - at_home[one]
    found[other, one] = shared - at_home[other]
    return found
