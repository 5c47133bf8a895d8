"""Stakes say what is wrong with them."""

from __future__ import annotations

import numpy as np
import pytest

from dragoman.play.issue import BadStakes, Stakes, by_dimension

NAMES = ("Alder", "Birch", "Cedar")


def test_arrays_are_numbers_closed_to_writing() -> None:
    given = np.array([0, 50, 100])
    stakes = Stakes(NAMES, given, [10, 20, 30], [1, 2, 3])
    assert stakes.positions.dtype == np.float64
    with pytest.raises(ValueError, match="read-only"):
        stakes.positions[0] = 1
    given[0] = 99
    assert stakes.positions[0] == 0
    assert stakes.weights == pytest.approx([0.1, 0.4, 0.9])
    assert stakes.dimensions == 1


def test_dimensions_stand_side_by_side() -> None:
    stakes = Stakes(NAMES, np.array([[0, 1], [2, 3], [4, 5]]), np.full((3, 2), 50), [1, 2, 3])
    assert stakes.dimensions == 2
    assert stakes.axis(1).positions.tolist() == [1, 3, 5]
    assert stakes.weights.tolist() == [[0.5, 0.5], [1, 1], [1.5, 1.5]]
    outcome = by_dimension("highest", lambda axis: float(axis.positions.max()), stakes)
    assert outcome.value == (4, 5)
    assert "apart" in outcome.note


@pytest.mark.parametrize(
    ("names", "positions", "saliences", "capabilities", "message"),
    [
        ((), [], [], [], "no actors"),
        (("Alder", ""), [1, 2], [1, 2], [1, 2], "actor 2 has no name"),
        (("Alder", "Alder"), [1, 2], [1, 2], [1, 2], "given twice: Alder"),
        (NAMES, [1, 2], [1, 2, 3], [1, 2, 3], r"positions of shape \(2,\)"),
        (NAMES, [1, 2, 3], [1, 2], [1, 2, 3], r"saliences of shape \(2,\)"),
        (NAMES, [1, 2, 3], [1, 2, 3], [[1], [2], [3]], r"capabilities of shape \(3, 1\)"),
        (NAMES, [1, 2, 101], [1, 2, 3], [1, 2, 3], "position 101 of Cedar; expected 0 to 100"),
        (NAMES, [1, 2, 3], [1, 300, 3], [1, 2, 3], "salience 300 of Birch; expected 0 to 100"),
        (NAMES, [1, 2, 3], [1, 2, 3], [-1, 2, 3], "capability -1 of Alder; expected a number of 0 or more"),
        (NAMES, [1, float("nan"), 3], [1, 2, 3], [1, 2, 3], "position nan of Birch"),
        (NAMES, [1, 2, 3], [1, 2, 3], [1, 2, float("inf")], "capability inf of Cedar"),
        (NAMES, [1, 2, 3], [0, 5, 5], [5, 0, 0], "nobody weighs"),
        (NAMES, ["a", 2, 3], [1, 2, 3], [1, 2, 3], "positions: .* expected numbers"),
    ],
)
def test_bad_stakes_are_named(
    names: tuple[str, ...], positions: list[float], saliences: list[float], capabilities: list[float], message: str
) -> None:
    with pytest.raises(BadStakes, match=message):
        Stakes(names, positions, saliences, capabilities)
