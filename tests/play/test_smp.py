"""KTAB's spatial model against the program's published numbers; the whole paths are held by the gate."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from dragoman.play.issue import BadStakes, Stakes
from dragoman.play.smp import chances, risks, smp
from tests.play.cases import oil_both, oil_policy
from tests.play.draws import named, stakes


def test_winning_probabilities_before_the_first_turn() -> None:
    found = dict(zip(oil_policy().actors, chances(oil_policy()), strict=True))
    published = {"XJ": 0.1519, "LK": 0.3478, "LH": 0.0552, "XS": 0.0516, "NEA": 0.1297, "MLR": 0.0008}
    assert {actor: round(found[actor], 4) for actor in published} == published


def test_risks_before_the_first_turn() -> None:
    found = dict(zip(oil_both().actors, risks(oil_both()), strict=True))
    assert {actor: round(found[actor], 3) for actor in ("XJ", "LK", "MOF")} == {"XJ": 1.0, "LK": -0.498, "MOF": 0.643}


def test_one_dimension_runs_as_the_program_does() -> None:
    outcome = smp(oil_policy())
    assert len(outcome.rounds) - 1 == 19
    assert outcome.value == pytest.approx(34.54, abs=0.005)
    stakes = oil_policy()
    first = stakes.capabilities @ outcome.rounds[0] / stakes.capabilities.sum()
    assert first == pytest.approx(35.55, abs=0.005)
    assert outcome.note == "Settled after 19 turns."
    # first actor, from its printed history
    path = [30.0, 33.15, 40.11]
    assert [turn[0] for turn in outcome.rounds[:3]] == pytest.approx(path, abs=0.005)


def test_two_dimensions_run_as_the_program_does() -> None:
    outcome = smp(oil_both())
    assert len(outcome.rounds) - 1 == 27
    assert outcome.value == pytest.approx((38.21, 36.84), abs=0.005)


def test_attention_is_shared_among_dimensions() -> None:
    crowded = named(np.zeros((2, 2)), np.array([[60, 30], [60, 50]]), np.ones(2))
    with pytest.raises(BadStakes, match="actor 1 sum to 110; expected at most 100"):
        smp(crowded)


def test_an_actor_without_salience_keeps_its_capability() -> None:
    idle = named(np.array([0.0, 40.0, 100.0]), np.array([0.0, 50.0, 50.0]), np.ones(3))
    assert all(np.isfinite(turn).all() for turn in smp(idle).rounds)


@settings(max_examples=60, deadline=None)
@given(some=stakes())
def test_risks_and_chances_keep_to_their_ranges(some: Stakes) -> None:
    assert (risks(some) >= -0.5 - 1e-9).all()
    assert (risks(some) <= 1 + 1e-9).all()
    assert (chances(some) >= 0).all()
    assert (chances(some) <= 1 + 1e-9).all()
