"""The probabilistic Condorcet election."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from dragoman.play import pce
from dragoman.play.issue import Stakes
from tests.play.draws import named, stakes

TWO = named(np.array([0.0, 100.0]), np.full(2, 100.0), np.array([3.0, 1.0]))
THREE = named(np.array([0.0, 50.0, 100.0]), np.full(3, 100.0), np.array([1.0, 1.0, 1.0]))


@pytest.mark.parametrize("model", [pce.conditional, pce.markov])
def test_between_two_the_stronger_wins_in_proportion(model: object) -> None:
    assert model(TWO).value == pytest.approx(25, abs=1e-5)
    assert model(TWO, winner="mode").value == 0


def test_conditional_chances_by_hand() -> None:
    # The middle beats each end 3:1 (the two others' votes are 1/2 and 1/2, its own 1/2; against 1/2): 2/3 each.
    ends, middle = (1 / 3) * (1 / 2), (2 / 3) ** 2
    total = 2 * ends + middle
    assert pce.probabilities(THREE, "conditional") == pytest.approx(
        [ends / total, middle / total, ends / total], abs=1e-6
    )


def test_markov_chances_are_the_fixed_point() -> None:
    generator = np.random.default_rng(2)
    some = named(generator.uniform(0, 100, 6), generator.uniform(1, 100, 6), generator.uniform(1, 5, 6))
    utility = 1 - np.abs(some.positions[:, None] - some.positions) / 100
    beats = pce.pairwise(utility, some.weights)
    chance = pce.probabilities(some, "Markov")
    after = (beats * (chance[:, None] + chance)).sum(axis=1) / 6
    assert after == pytest.approx(chance)
    assert chance.sum() == pytest.approx(1)


def test_binary_votes_count_heads() -> None:
    some = named(np.array([0.0, 1.0, 100.0]), np.full(3, 100.0), np.array([1.0, 1.0, 1.1]))
    utility = 1 - np.abs(some.positions[:, None] - some.positions) / 100
    assert pce.pairwise(utility, some.weights, rule="binary")[1, 2] == pytest.approx(2 / 3.1, abs=1e-6)
    assert pce.markov(some, rule="binary").value < pce.markov(some).value


def test_a_shared_position_is_one_option() -> None:
    together = named(np.array([0.0, 0.0, 100.0]), np.full(3, 100.0), np.array([1.5, 1.5, 1.0]))
    for model in (pce.conditional, pce.markov):
        assert model(together).value == pytest.approx(model(TWO).value)
        assert model(together, rule="binary").value == pytest.approx(model(TWO, rule="binary").value)
    assert pce.probabilities(together, "conditional") == pytest.approx([0.75, 0.75, 0.25], abs=1e-6)


@settings(max_examples=60, deadline=None)
@given(some=stakes())
def test_chances_are_chances(some: Stakes) -> None:
    utility = 1 - np.abs(some.positions[:, None] - some.positions) / 100
    for rule in ("proportional", "binary"):
        beats = pce.pairwise(utility, some.weights, rule=rule)
        assert (beats >= 0).all()
        assert (beats <= 1).all()
        assert beats + beats.T == pytest.approx(np.ones_like(beats))
        for election in ("conditional", "Markov"):
            chance = pce.probabilities(some, election, rule=rule)
            _, first = np.unique(some.positions, return_index=True)
            assert chance[first].sum() == pytest.approx(1)
            assert (chance >= 0).all()
