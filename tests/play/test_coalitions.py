"""Coalitions for each option against each other, against the sums they stand for."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from dragoman.play.coalitions import coalitions, coalitions_on_axis
from dragoman.play.issue import Floats, Stakes
from tests.play.draws import generic, stakes


def summed(utilities: Floats, weights: Floats) -> Floats:
    """Σ over k of the positive c_k (u_ki - u_kj), term by term."""
    return np.einsum("k,kij->ij", weights, np.maximum(utilities[:, :, None] - utilities[:, None, :], 0.0))


@settings(max_examples=60, deadline=None)
@given(some=stakes())
def test_both_ways_are_the_sum_of_positive_votes(some: Stakes) -> None:
    utilities = -np.abs(some.positions[:, None] - some.positions)
    expected = summed(utilities, some.weights)
    close = 1e-12 * max(1.0, float(expected.max()))
    assert coalitions(utilities[..., None], some.weights[:, None])[..., 0] == pytest.approx(expected, abs=close)
    on_axis = coalitions_on_axis(some.positions[:, None], some.weights[:, None])[..., 0]
    assert on_axis == pytest.approx(expected, abs=close)


def test_nobody_prefers_one_of_two_positions_alike() -> None:
    positions = np.array([[30.1], [30.1], [77.7]])
    found = coalitions_on_axis(positions, np.array([[3.3], [0.1], [2.7]]))
    assert found[0, 1, 0] == found[1, 0, 0] == 0.0


def test_runs_do_not_touch_each_other() -> None:
    draws = list(generic(cases=5))
    positions, weights = (
        np.stack([getattr(some, what) for some in draws], axis=1) for what in ("positions", "weights")
    )
    together = coalitions_on_axis(positions, weights)
    for run in range(len(draws)):
        alone = coalitions_on_axis(positions[:, [run]], weights[:, [run]])[..., 0]
        assert together[..., run] == pytest.approx(alone, abs=1e-9)
