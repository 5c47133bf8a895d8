"""Counting votes in single precision first must not change whom an actor challenges."""

from __future__ import annotations

import numpy as np
import pytest

from dragoman.play import smp_contests
from dragoman.play.issue import Floats
from dragoman.play.smp_contests import challenges
from dragoman.play.smp_votes import distances

RUNS = 200


def given(actors: int, kind: str) -> tuple[Floats, Floats, Floats, Floats]:
    """Distances, risk, attention and capabilities; ties, and weights far apart, try single precision hardest."""
    generator = np.random.default_rng(actors)
    positions = generator.uniform(0, 1, (actors, RUNS))
    attention = generator.uniform(0, 1, (actors, RUNS))
    capabilities = generator.uniform(0.01, 100, (actors, RUNS))
    if kind == "ties":
        positions, attention = np.round(positions, 1), np.round(attention, 1)
        capabilities = np.round(capabilities, -1)
    if kind == "far apart":
        capabilities = 100 * 10 ** generator.uniform(-12, 0, (actors, RUNS))
    if kind == "crowded":
        positions = 0.5 + np.round(positions - 0.5, 4) / 100
    apart = distances(positions[None], attention[None], positions[None])
    return apart, generator.uniform(-0.5, 1, (actors, RUNS)), attention, capabilities


@pytest.mark.parametrize("kind", ["any", "ties", "far apart", "crowded"])
@pytest.mark.parametrize("actors", [2, 5, 17, 40])
def test_double_precision_alone_gives_the_same(actors: int, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    some = given(actors, kind)
    found = challenges(*some)
    others = ~np.eye(actors, dtype=bool)[..., None]
    monkeypatch.setattr(smp_contests, "_likely", lambda *_: np.repeat(others, RUNS, axis=2))
    every = challenges(*some)
    assert (found.target == every.target).all()
    assert (found.worthwhile == every.worthwhile).all()
    assert found.chance == pytest.approx(every.chance, abs=1e-12)


def test_a_lone_actor_challenges_nobody() -> None:
    one = np.ones((1, 1))
    assert not challenges(np.zeros((1, 1, 1)), 0 * one, one, one).worthwhile.any()
