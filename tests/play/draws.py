"""Stakes for property tests: any by hypothesis, and generic ones (no two numbers alike) from a fixed seed."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from hypothesis import strategies as st

from dragoman.play.issue import Floats, Stakes


def named(positions: Floats, saliences: Floats, capabilities: Floats) -> Stakes:
    return Stakes(tuple(f"actor {n}" for n in range(len(positions))), positions, saliences, capabilities)


@st.composite
def stakes(draw: st.DrawFn, *, most: int = 7) -> Stakes:
    """One to `most` actors on the grid of hundredths, with many ties."""
    count = draw(st.integers(1, most))
    positions = draw(st.lists(st.integers(0, 10_000), min_size=count, max_size=count))
    saliences = draw(st.lists(st.integers(1, 100), min_size=count, max_size=count))
    capabilities = draw(st.lists(st.integers(1, 1000), min_size=count, max_size=count))
    return named(np.array(positions) / 100, np.array(saliences), np.array(capabilities) / 10)


def generic(*, cases: int = 25, actors: int = 8, low: float = 0.0, high: float = 100.0) -> Iterator[Stakes]:
    generator = np.random.default_rng(7)
    for _ in range(cases):
        yield named(
            np.round(generator.uniform(low, high, actors), 2),
            generator.uniform(10, 100, actors),
            generator.uniform(1, 100, actors),
        )


def mirrored(given: Stakes) -> Stakes:
    return Stakes(given.actors, 100 - given.positions, given.saliences, given.capabilities)


def shifted(given: Stakes, by: float) -> Stakes:
    return Stakes(given.actors, given.positions + by, given.saliences, given.capabilities)


def stronger(given: Stakes, times: float) -> Stakes:
    return Stakes(given.actors, given.positions, given.saliences, given.capabilities * times)


def reordered(given: Stakes) -> Stakes:
    """The same actors the other way round."""
    return Stakes(given.actors[::-1], given.positions[::-1], given.saliences[::-1], given.capabilities[::-1])
