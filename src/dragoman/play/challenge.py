"""Bueno de Mesquita's expected utility model: every actor weighs challenging every other, and the weaker give way.

After Scholz, Calbert & Smith, Unravelling Bueno de Mesquita's Group Decision Model (ICAART 2011), who put the model of
Bueno de Mesquita (1984, 1994, 1997) together from its papers. With d the distance of two positions as a share of the
range of all first positions, r the attitude to risk (1/2 seeking to 2 averse), s salience, w = c s:

    success, failure, status quo   U = 2 - 4 (1/2 ∓ d/2)^r,   2 - 4 (1/2)^r
    chance that i beats j          P_ij = Σ of the positive w_k a_k, over Σ w_k |a_k|,   a_k = d_kj - d_ki
    i's gain from challenging j    E_ij = s_j (P_ij U_s + (1 - P_ij) U_f) + (1 - s_j) U_s - U_sq
    risk                           R_i = (2 Σ_j E_ji - max - min) / (max - min), E with r = 1
                                   r_i = (1 - R_i/3) / (1 + R_i/3)

The chance Q that nothing happens without a challenge is 1, as in the paper. In i's eyes, with i's risk, let a = E_ij
and b = E_ji. Where b > a > 0 there is a conflict that i loses, and i is offered j's position; where b > 0 > a and
b >= |a| a compromise, x_i + (x_j - x_i) |a/b|; where b > 0 > a and b < |a| i capitulates to x_j. All else leaves i in
place.

The equations of the paper do not lead to its Table 2, so there are two variants, each named for what it follows.

`by_equations` takes the equations as printed; of all offers an actor takes the one that moves it least.

`by_table` does what reaches Table 2 (found by replication, J. McKibben 2014): P's denominator runs over all pairs of
positions, so that P is tiny; a_k has the distances to the power r_k; there is no capitulation; conflicts come before
compromises, and of compromises an actor takes the one whose midpoint (|a| x_i + |b| x_j) / (|a| + |b|) is lowest on the
axis, which makes the two ends of the axis unlike. It gives all eight rounds of the table within 0.1, but for the median
of the second (9.61, printed 9.9), and goes on to cycle.

Own departures in both, where the paper is silent: of equally good offers an actor takes that of the weightiest (mean
of them if these tie too, so that the order of actors does not matter); the run ends when nobody moves by QUIET of the
range, or after MOST rounds, and the weighted median is the outcome. Such choices matter: on the 353 issues of DEU III
nine rules for ties put the mean error of `by_equations` between 27.8 and 28.2 points.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np

from dragoman.play.averages import median_values
from dragoman.play.coalitions import coalitions, coalitions_on_axis
from dragoman.play.issue import Floats, Outcome, Stakes

MOST = 10
"""Rounds."""
QUIET = 1e-4
TIE = 1e-9
CELLS = 30_000
"""Pairs of actors worked on at a time; larger blocks leave the processor's cache."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the two variants do differently, as described above."""

    name: str
    all_pairs: bool
    risky_votes: bool
    capitulation: bool
    lowest_compromise: bool


EQUATIONS = Reading("challenge (equations)", False, False, True, False)
TABLE = Reading("challenge (table)", True, True, False, True)


def by_equations(stakes: Stakes) -> Outcome:
    """The weighted median of positions after the last round, by the equations of Scholz et al. (2011)."""
    return _outcome(EQUATIONS, stakes)


def by_table(stakes: Stakes) -> Outcome:
    """The weighted median of positions after the last round, by what reaches Table 2 of Scholz et al. (2011)."""
    return _outcome(TABLE, stakes)


def by_equations_values(positions: Floats, saliences: Floats, capabilities: Floats) -> Floats:
    """Outcomes (runs,) of `by_equations` on arrays (runs, actors), positions and saliences from 0 to 100."""
    return _values(EQUATIONS, positions, saliences, capabilities)


def by_table_values(positions: Floats, saliences: Floats, capabilities: Floats) -> Floats:
    """Outcomes (runs,) of `by_table` on arrays (runs, actors), positions and saliences from 0 to 100."""
    return _values(TABLE, positions, saliences, capabilities)


def attitudes(stakes: Stakes, reading: Reading = EQUATIONS) -> Floats:
    """Attitude to risk r of each actor before the first round, 1/2 (seeking) to 2 (averse), 1 where all are alike."""
    axis = stakes.axis(0)
    positions, weights = axis.positions[None], axis.weights[None]
    scale = _range(positions)
    chance = _chances(reading, _straight_votes(positions, scale, weights))
    return np.asarray(_attitudes(_distances(positions, scale), axis.fractions[None], chance)[0])


def _outcome(reading: Reading, stakes: Stakes) -> Outcome:
    runs = [_path(reading, stakes.axis(dimension)) for dimension in range(stakes.dimensions)]
    ends = [path[-1] for path in runs]
    weights = stakes.weights.reshape(len(stakes.actors), -1)
    values = tuple(float(median_values(end, weights[:, dimension])) for dimension, end in enumerate(ends))
    longest = max(len(path) for path in runs)
    note = f"Still moving after {MOST} rounds." if longest > MOST else f"Settled after {longest - 1} rounds."
    if stakes.positions.ndim == 1:
        return Outcome(reading.name, values[0], tuple(runs[0]), note)
    even = [path + [path[-1]] * (longest - len(path)) for path in runs]
    rounds = tuple(np.stack(turn, axis=1) for turn in zip(*even, strict=True))
    value = values[0] if len(values) == 1 else values
    return Outcome(reading.name, value, rounds, f"{note} Each dimension apart.")


def _path(reading: Reading, axis: Stakes) -> list[Floats]:
    """Positions before the first round and after each; the last round is the first in which all keep still."""
    path = [axis.positions]
    scale = _range(axis.positions[None])
    if scale[0, 0] == 0:
        return path
    step = partial(_round, reading, axis.fractions[None], axis.weights[None], scale)
    for _ in range(MOST):
        path.append(step(path[-1][None])[0])
        if np.abs(path[-1] - path[-2]).max() < QUIET * scale[0, 0]:
            break
    return path


def _values(reading: Reading, positions: Floats, saliences: Floats, capabilities: Floats) -> Floats:
    runs, actors = positions.shape
    step = max(1, CELLS // actors**2)
    values = np.empty(runs)
    for start in range(0, runs, step):
        some = slice(start, start + step)
        fractions = saliences[some] / 100.0
        weights = fractions * capabilities[some]
        ends = _ends(reading, positions[some], fractions, weights)
        values[some] = median_values(ends, weights)
    return values


def _ends(reading: Reading, positions: Floats, fractions: Floats, weights: Floats) -> Floats:
    ends = positions.copy()
    scale = _range(positions)
    running = np.flatnonzero(scale[:, 0] > 0)
    for _ in range(MOST):
        if not running.size:
            break
        before = ends[running]
        after = _round(reading, fractions[running], weights[running], scale[running], before)
        ends[running] = after
        running = running[np.abs(after - before).max(axis=1) >= QUIET * scale[running, 0]]
    return ends


def _range(positions: Floats) -> Floats:
    return np.asarray(positions.max(axis=1, keepdims=True) - positions.min(axis=1, keepdims=True))


def _distances(positions: Floats, scale: Floats) -> Floats:
    """Shares of the range, all 0 where there is no range."""
    return np.asarray(
        np.abs(positions[:, :, None] - positions[:, None, :]) / np.where(scale > 0, scale, 1.0)[..., None]
    )


def _round(reading: Reading, fractions: Floats, weights: Floats, scale: Floats, positions: Floats) -> Floats:
    """Positions after one round, (runs, actors)."""
    distances = _distances(positions, scale)
    chance = _chances(reading, _straight_votes(positions, scale, weights))
    risk = _attitudes(distances, fractions, chance)
    if reading.risky_votes:
        chance = _chances(reading, _votes(distances ** risk[..., None], weights))
    success, failure, quo = _utilities(distances, risk[..., None])
    gain = _gains(chance, fractions[:, None, :], success, failure, quo)
    threat = _gains(np.swapaxes(chance, 1, 2), fractions[..., None], success, failure, quo)
    return _accepted(reading, positions, weights, gain, threat)


def _utilities(distances: Floats, risk: Floats) -> tuple[Floats, Floats, Floats]:
    """Utility of success, failure and the status quo, each from -2 to 2."""
    return 2 - 4 * (0.5 - 0.5 * distances) ** risk, 2 - 4 * (0.5 + 0.5 * distances) ** risk, 2 - 4 * 0.5**risk


def _gains(chance: Floats, resistance: Floats, success: Floats, failure: Floats, quo: Floats) -> Floats:
    """Expected utility of a challenge, whose target resists with a chance of its salience; from -4 to 4."""
    return resistance * (chance * success + (1 - chance) * failure) + (1 - resistance) * success - quo


def _chances(reading: Reading, votes: Floats) -> Floats:
    """P_ij from the positive votes for i against j."""
    votes = np.maximum(votes, 0.0)
    size = votes + np.swapaxes(votes, 1, 2)
    if reading.all_pairs:
        size = np.broadcast_to(size.sum(axis=(1, 2), keepdims=True), size.shape)
    return np.where(size > 0, votes / np.where(size > 0, size, 1.0), 0.5)


def _straight_votes(positions: Floats, scale: Floats, weights: Floats) -> Floats:
    """Σ of the positive w_k a_k, with a_k the plain difference of distances."""
    shares = positions / np.where(scale > 0, scale, 1.0)
    return np.ascontiguousarray(np.moveaxis(coalitions_on_axis(shares.T, weights.T), -1, 0))


def _votes(felt: Floats, weights: Floats) -> Floats:
    """Σ of the positive w_k a_k, with a_k the difference of distances as they are felt."""
    utilities = np.ascontiguousarray(np.moveaxis(-felt, 0, -1))
    return np.ascontiguousarray(np.moveaxis(coalitions(utilities, weights.T), -1, 0))


def _attitudes(distances: Floats, fractions: Floats, chance: Floats) -> Floats:
    neutral = np.ones((*fractions.shape, 1))
    threat = _gains(np.swapaxes(chance, 1, 2), fractions[..., None], *_utilities(distances, neutral))
    danger = threat.sum(axis=2)  # an actor's threat to itself is 0
    least = danger.min(axis=1, keepdims=True)
    spread = danger.max(axis=1, keepdims=True) - least
    alike = spread < TIE
    acceptance = np.where(alike, 0.0, 2 * (danger - least) / np.where(alike, 1.0, spread) - 1)
    return np.asarray((1 - acceptance / 3) / (1 + acceptance / 3))


def _accepted(reading: Reading, positions: Floats, weights: Floats, gain: Floats, threat: Floats) -> Floats:
    """Each actor's position after it has taken the best of its offers."""
    here, there = positions[..., None], positions[:, None, :]
    elsewhere = np.abs(there - here) > TIE
    conflict = elsewhere & (threat > gain) & (gain > 0)
    pressed = elsewhere & (threat > 0) & (gain < 0)
    compromise = pressed & (threat >= -gain)
    ratio = np.where(compromise, np.abs(gain) / np.where(compromise, threat, 1.0), 1.0)
    offer = np.where(ratio == 1.0, there, here + (there - here) * ratio)
    made = conflict | (pressed if reading.capitulation else compromise)
    cost = np.abs(offer - here)
    if reading.lowest_compromise:
        made = np.where(conflict.any(axis=2, keepdims=True), conflict, made)
        middle = (np.abs(gain) * here + np.abs(threat) * there) / np.maximum(np.abs(gain) + np.abs(threat), TIE)
        cost = np.where(conflict, cost, middle)
    cost = np.where(made, cost, np.inf)
    best = made & (cost <= cost.min(axis=2, keepdims=True) + TIE)
    weight = np.where(best, weights[:, None, :], -np.inf)
    best &= weight >= weight.max(axis=2, keepdims=True) * (1 - TIE)
    count = best.sum(axis=2)
    taken = np.where(best, offer, 0.0).sum(axis=2) / np.maximum(count, 1)
    return np.where(count > 0, taken, positions)
