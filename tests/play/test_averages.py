"""Mean, median and Nash on cases that can be done by hand."""

from __future__ import annotations

import numpy as np
import pytest

from dragoman.play.averages import mean, median, nash, nash_values
from tests.play.cases import emission
from tests.play.draws import named


def test_emission_case_before_any_bargaining() -> None:
    assert mean(emission()).value == pytest.approx(7.38995568685)
    assert median(emission()).value == 7


def test_a_heavy_actor_is_the_median() -> None:
    some = named(np.array([0.0, 40.0, 100.0]), np.full(3, 50.0), np.array([1.0, 1.0, 5.0]))
    assert median(some).value == 100


def test_between_two_equal_halves_the_median_is_midway() -> None:
    some = named(np.array([10.0, 20.0, 60.0, 90.0]), np.full(4, 10.0), np.array([0.1, 0.2, 0.3, 0.0]))
    assert median(some).value == 40


def test_nash_of_two_equals_is_midway_and_leans_to_the_stronger() -> None:
    assert nash(named(np.array([0.0, 100.0]), np.full(2, 50.0), np.ones(2))).value == pytest.approx(50)
    # maximum of 3 ln(1 - x) + ln x
    assert nash(named(np.array([0.0, 100.0]), np.full(2, 50.0), np.array([3.0, 1.0]))).value == pytest.approx(25)


def test_nash_maximises_the_product() -> None:
    generator = np.random.default_rng(5)
    positions, weights = generator.uniform(0, 100, (20, 6)), generator.uniform(0, 1, (20, 6))
    grid = np.linspace(0, 100, 2001)
    logs = np.log(np.maximum(100 - np.abs(grid[None, :, None] - positions[:, None, :]), 1e-12))
    best = grid[(weights[:, None, :] * logs).sum(axis=2).argmax(axis=1)]
    assert nash_values(positions, weights) == pytest.approx(best, abs=0.051)


def test_nash_says_what_failure_would_mean() -> None:
    assert "100 points" in nash(emission()).note
