"""The challenge model: Table 2 of Scholz, Calbert & Smith 2011, and what the equations give."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from dragoman.play import challenge
from dragoman.play.averages import mean_values, median_values
from dragoman.play.issue import Stakes
from tests.play.cases import emission
from tests.play.draws import named, stakes

PRINTED_MEDIANS = (8.4, 9.9, 9.9, 9.9, 9.9, 7.4, 8.8, 9.6)
PRINTED_MEANS = (7.4, 7.5, 7.6, 7.3, 7.3, 7.4, 7.5, 7.6)
OFF = 2
"""The round whose printed median no reading of the paper gives: 9.61 here and in the known replication, not 9.9."""


def test_rounds_of_the_published_table() -> None:
    rounds = challenge.by_table(emission()).rounds[1:9]
    weights = emission().weights
    for number, (turn, median, mean) in enumerate(zip(rounds, PRINTED_MEDIANS, PRINTED_MEANS, strict=True), 1):
        if number != OFF:
            assert median_values(turn, weights) == pytest.approx(median, abs=0.1)
        assert mean_values(turn, weights) == pytest.approx(mean, abs=0.1)


def test_the_second_median_is_that_of_the_replication() -> None:
    assert median_values(challenge.by_table(emission()).rounds[OFF], emission().weights) == pytest.approx(
        9.611, abs=5e-4
    )


def test_the_table_variant_goes_on_to_cycle() -> None:
    outcome = challenge.by_table(emission())
    assert outcome.note == "Still moving after 10 rounds."
    assert outcome.value == 7.0


def test_equations_leave_the_emission_case_at_its_median() -> None:
    outcome = challenge.by_equations(emission())
    assert all(median_values(turn, emission().weights) == 7 for turn in outcome.rounds)


def test_equally_good_offers_cancel() -> None:
    torn = named(np.array([0.0, 50.0, 100.0]), np.array([100.0, 5.0, 100.0]), np.array([10.0, 1.0, 10.0]))
    assert challenge.by_equations(torn).rounds[1][1] == pytest.approx(50)


@settings(max_examples=60, deadline=None)
@given(some=stakes())
def test_attitudes_and_utilities_keep_to_their_ranges(some: Stakes) -> None:
    for reading in (challenge.EQUATIONS, challenge.TABLE):
        attitude = challenge.attitudes(some, reading)
        assert (attitude >= 0.5 - 1e-9).all()
        assert (attitude <= 2 + 1e-9).all()
    distance = np.linspace(0, 1, 11)
    for risk in (0.5, 1.0, 2.0):
        for utility in challenge._utilities(distance, np.array(risk)):
            assert (np.abs(utility) <= 2 + 1e-9).all()
