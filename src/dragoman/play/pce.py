"""The probabilistic Condorcet election: how likely each position is to carry the day against the others.

After the KAPSARC Toolkit for Behavioral Analysis, KTAB (Wise, Lester & Efird, Multidimensional Bargaining Using KTAB,
2015). The options are the positions held, each once, however many actors hold it; all actors vote on every pair.

    vote of k between options i and j    v_k(i:j) = c_k s_k (u_ki - u_kj), or its sign times c_k s_k (binary)
    coalition of i against j             c_ij = ε + Σ over k of the positive v_k(i:j)
    chance that i beats j                P_ij = c_ij / (c_ij + c_ji), 1/2 on the diagonal

Utility is u_ki = 1 - |x_k - x_i| / 100, from 0 to 1. Weights count as shares of their sum, so that ε (1e-8, KTAB's
value) does not depend on the unit of capability: a departure of no consequence to results.
"""

from __future__ import annotations

from functools import partial
from typing import Literal

import numpy as np

from dragoman.play.issue import HIGHEST, LOWEST, Floats, Outcome, Stakes, by_dimension

Rule = Literal["proportional", "binary"]
Winner = Literal["expectation", "mode"]
Election = Literal["conditional", "Markov"]

EPSILON = 1e-8
CHUNK = 2_000_000
"""Cells of actors × options × options worked on at a time: 16 MB an array."""


def conditional(stakes: Stakes, *, rule: Rule = "proportional", winner: Winner = "expectation") -> Outcome:
    """The conditional election: p_i ∝ Π over j of P_ij, the chance that i beats all others given that one does.

    Outcome: the expectation Σ p_i x_i, or the likeliest position (`winner="mode"`; the mean of them where several tie).
    """
    return _outcome("PCE conditional", "conditional", stakes, rule, winner)


def markov(stakes: Stakes, *, rule: Rule = "proportional", winner: Winner = "expectation") -> Outcome:
    """The election as a Markov process: any option challenges the reigning one, each with chance 1/n.

    p is the fixed point of q_i = Σ over j of P_ij (p_i + p_j) / n. KTAB iterates p ← (p + q) / 2 to 1e-6; we solve the
    linear equations, which is where that iteration goes. Outcome as for `conditional`.
    """
    return _outcome("PCE Markov", "Markov", stakes, rule, winner)


def conditional_values(
    positions: Floats, weights: Floats, *, rule: Rule = "proportional", winner: Winner = "expectation"
) -> Floats:
    """Outcomes (runs,) of the conditional election on arrays (runs, actors)."""
    return _values("conditional", positions, weights, rule, winner)


def markov_values(
    positions: Floats, weights: Floats, *, rule: Rule = "proportional", winner: Winner = "expectation"
) -> Floats:
    """Outcomes (runs,) of the Markov election on arrays (runs, actors)."""
    return _values("Markov", positions, weights, rule, winner)


def probabilities(stakes: Stakes, election: Election, *, rule: Rule = "proportional") -> Floats:
    """Each actor's chance that its position carries the day, for stakes of one dimension.

    Actors at the same position stand for one option and are each given its chance; the chances of the distinct
    positions sum to 1.
    """
    axis = stakes.axis(0)
    options, place = np.unique(axis.positions, return_inverse=True)
    distance = np.abs(axis.positions[:, None] - options) / (HIGHEST - LOWEST)
    beats = pairwise(1 - distance, axis.weights, rule=rule)
    return chances(beats, np.ones(len(options), dtype=bool), election)[place]


def pairwise(utilities: Floats, weights: Floats, *, rule: Rule = "proportional") -> Floats:
    """P_ij, the chance that option i beats j: shape (…, options, options) from utilities (…, actors, options).

    c_ij - c_ji is the difference of two sums of votes, and c_ij + c_ji the sum of their sizes, so one pass does.
    """
    shares = weights / weights.sum(axis=-1, keepdims=True)
    apart = utilities[..., :, None] - utilities[..., None, :]
    if rule == "binary":
        apart = np.clip(apart / EPSILON, -1.0, 1.0)
    for_i = np.einsum("...k,...kij->...ij", shares, np.maximum(apart, 0.0)) + EPSILON
    return np.asarray(for_i / (for_i + np.swapaxes(for_i, -1, -2)))


def chances(beats: Floats, counted: np.ndarray, election: Election) -> Floats:
    """The chance of each option, summing to 1 over those `counted` (…, options); the others get 0."""
    return _conditional(beats, counted) if election == "conditional" else _markov(beats, counted)


def _conditional(beats: Floats, counted: np.ndarray) -> Floats:
    logs = np.where(counted[..., None, :], np.log(beats), 0.0).sum(axis=-1)
    logs = np.where(counted, logs, -np.inf)
    raised = np.exp(logs - logs.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True))


def _markov(beats: Floats, counted: np.ndarray) -> Floats:
    """Solves (M - 1) p = 0 with Σ p = 1, where n M_ij = P_ij and n M_ii = 1/2 + Σ_j P_ij, the sum over all j."""
    options = beats.shape[-1]
    both = counted[..., :, None] & counted[..., None, :]
    flow = np.where(both, beats, 0.0)
    diagonal = np.arange(options)
    flow[..., diagonal, diagonal] = 0.0
    flow[..., diagonal, diagonal] = -flow.sum(axis=-2)
    flow[..., diagonal, diagonal] = np.where(counted, flow[..., diagonal, diagonal], 1.0)
    first = np.argmax(counted, axis=-1)
    np.put_along_axis(flow, first[..., None, None], counted[..., None, :].astype(float), axis=-2)
    right = np.zeros((*counted.shape, 1))
    np.put_along_axis(right, first[..., None, None], 1.0, axis=-2)
    return np.asarray(np.clip(np.linalg.solve(flow, right)[..., 0], 0.0, 1.0))


def _values(election: Election, positions: Floats, weights: Floats, rule: Rule, winner: Winner) -> Floats:
    runs, actors = positions.shape
    step = max(1, CHUNK // actors**3)
    parts = [
        _some(election, positions[start : start + step], weights[start : start + step], rule, winner)
        for start in range(0, runs, step)
    ]
    return np.concatenate(parts) if parts else np.zeros(0)


def _some(election: Election, positions: Floats, weights: Floats, rule: Rule, winner: Winner) -> Floats:
    """Outcomes of a few runs. An option is counted where it stands first among the actors who hold it."""
    distance = np.abs(positions[:, :, None] - positions[:, None, :])
    earlier = np.tri(positions.shape[1], k=-1, dtype=bool)
    counted = ~((distance == 0) & earlier).any(axis=2)
    beats = pairwise(1 - distance / (HIGHEST - LOWEST), weights, rule=rule)
    chance = chances(beats, counted, election)
    if winner == "mode":
        chance = (chance >= chance.max(axis=1, keepdims=True) * (1 - EPSILON)).astype(float)
    return np.asarray((chance * positions).sum(axis=1) / chance.sum(axis=1))


def _outcome(name: str, election: Election, stakes: Stakes, rule: Rule, winner: Winner) -> Outcome:
    value = partial(_one, election, rule, winner)
    return by_dimension(name, value, stakes)


def _one(election: Election, rule: Rule, winner: Winner, axis: Stakes) -> float:
    return float(_values(election, axis.positions[None], axis.weights[None], rule, winner)[0])
