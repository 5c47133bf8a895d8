"""What holds for every model, whatever the stakes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from dragoman.play.issue import Model, Stakes
from dragoman.play.models import MODELS, values
from tests.play.draws import generic, mirrored, named, reordered, shifted, stakes, stronger

CLOSE = 1e-6
SMOOTH = [(name, model) for name, model in MODELS if name in ("mean", "Nash", "PCE conditional", "PCE Markov")]
"""Models without a choice between nearly equal things, so that rounding cannot tip them over."""
LIKE_BOTH_WAYS = [(name, model) for name, model in MODELS if name != "challenge (table)"]
"""The variant that follows the table prefers the low end of the axis; its docstring says so."""


def each(models: list[tuple[str, Model]]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("model", [model for _, model in models], ids=[name for name, _ in models])


def test_models_come_in_the_order_shown_and_say_their_name() -> None:
    some = next(generic(cases=1))
    assert [model(some).model for _, model in MODELS] == [name for name, _ in MODELS]
    assert [name for name, _ in MODELS[:5]] == ["mean", "median", "Nash", "PCE conditional", "PCE Markov"]


@each(list(MODELS))
@settings(max_examples=60, deadline=None)
@given(some=stakes())
def test_outcome_lies_between_the_positions(model: Model, some: Stakes) -> None:
    outcome = model(some)
    assert some.positions.min() - CLOSE <= outcome.value <= some.positions.max() + CLOSE
    for turn in outcome.rounds:
        assert turn.shape == some.positions.shape
        assert turn.min() >= some.positions.min() - 0.01
        assert turn.max() <= some.positions.max() + 0.01


@each(list(MODELS))
@settings(max_examples=20, deadline=None)
@given(some=stakes())
def test_same_stakes_same_outcome(model: Model, some: Stakes) -> None:
    assert model(some).value == model(some).value


@each(SMOOTH)
@settings(max_examples=60, deadline=None)
@given(some=stakes())
def test_symmetries_whatever_the_stakes(model: Model, some: Stakes) -> None:
    value = model(some).value
    assert model(mirrored(some)).value == pytest.approx(100 - value, abs=CLOSE)
    assert model(stronger(some, 37.0)).value == pytest.approx(value, abs=CLOSE)
    assert model(reordered(some)).value == pytest.approx(value, abs=CLOSE)
    room = 100 - some.positions.max()
    assert model(shifted(some, room)).value == pytest.approx(value + room, abs=CLOSE)


@each(LIKE_BOTH_WAYS)
def test_reading_the_axis_from_its_other_end(model: Model) -> None:
    for some in generic():
        assert model(mirrored(some)).value == pytest.approx(100 - model(some).value, abs=0.02)


@each(list(MODELS))
def test_shifting_all_positions_shifts_the_outcome(model: Model) -> None:
    for some in generic(high=60.0):
        assert model(shifted(some, 31.0)).value == pytest.approx(model(some).value + 31, abs=0.02)


@each(list(MODELS))
def test_the_unit_of_capability_does_not_matter(model: Model) -> None:
    for some in generic():
        assert model(stronger(some, 1000.0)).value == pytest.approx(model(some).value, abs=CLOSE)


@each(list(MODELS))
def test_the_order_of_actors_does_not_matter(model: Model) -> None:
    for some in generic():
        assert model(reordered(some)).value == pytest.approx(model(some).value, abs=CLOSE)


@each(list(MODELS))
def test_actors_of_one_mind_stay(model: Model) -> None:
    alike = named(np.full(4, 62.5), np.array([10.0, 20, 30, 40]), np.array([1.0, 2, 3, 4]))
    outcome = model(alike)
    assert outcome.value == pytest.approx(62.5)
    assert all((turn == 62.5).all() for turn in outcome.rounds)


@each(list(MODELS))
def test_a_lone_actor_gets_its_way(model: Model) -> None:
    assert model(named(np.array([12.0]), np.array([50.0]), np.array([3.0]))).value == pytest.approx(12)


@each(list(MODELS))
def test_two_dimensions_give_two_values(model: Model) -> None:
    generator = np.random.default_rng(3)
    both = named(generator.uniform(0, 100, (6, 2)), generator.uniform(1, 50, (6, 2)), generator.uniform(1, 9, 6))
    outcome = model(both)
    assert len(outcome.value) == 2
    assert all(turn.shape == (6, 2) for turn in outcome.rounds)


@pytest.mark.parametrize("name", [name for name, _ in MODELS])
def test_many_runs_at_once_are_the_runs_one_by_one(name: str) -> None:
    model = dict(MODELS)[name]
    draws = list(generic(cases=40))
    draws += [named(np.round(some.positions, -1), some.saliences, some.capabilities) for some in draws[:20]]
    fields = [
        np.stack([getattr(some, field) for some in draws]) for field in ("positions", "saliences", "capabilities")
    ]
    assert values(name, *fields) == pytest.approx([model(some).value for some in draws], abs=CLOSE)


def test_unknown_model_is_named() -> None:
    some = np.ones((1, 1))
    with pytest.raises(KeyError, match="no model 'oracle'; expected one of mean, median"):
        values("oracle", some, some, some)
