"""What models take and give: who takes part in an issue, with what position, salience and capability; an outcome."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

LOWEST, HIGHEST = 0.0, 100.0
"""The ends of every issue's axis."""


class BadStakes(ValueError):
    """Positions, saliences or capabilities that no model can use; the message names the actor and what was expected."""


@dataclass(frozen=True, slots=True, eq=False)
class Stakes:
    """Actors on an issue, all arrays in the order of `actors` and closed to writing.

    Positions are of shape (actors,), or (actors, dimensions) for several issues bargained at once, from 0 to 100.
    Saliences have the shape of positions, 0 to 100 percent of an actor's attention. Capabilities are one a head, zero
    or more, in any unit: only their ratios matter.
    """

    actors: tuple[str, ...]
    positions: Floats
    saliences: Floats
    capabilities: Floats

    def __post_init__(self) -> None:
        for field in ("positions", "saliences", "capabilities"):
            object.__setattr__(self, field, _floats(field, getattr(self, field)))
        _check_actors(self.actors)
        _check_shapes(self)
        _check_range("position", self.actors, self.positions, LOWEST, HIGHEST)
        _check_range("salience", self.actors, self.saliences, 0.0, 100.0)
        _check_range("capability", self.actors, self.capabilities, 0.0, np.inf)
        if not np.all(self.weights.sum(axis=0) > 0):
            raise BadStakes("no actor has both a salience and a capability above 0: nobody weighs on the issue")

    @property
    def dimensions(self) -> int:
        return 1 if self.positions.ndim == 1 else int(self.positions.shape[1])

    @property
    def fractions(self) -> Floats:
        """Saliences from 0 to 1, of the shape of `positions`."""
        return self.saliences / 100.0

    @property
    def weights(self) -> Floats:
        """Capability times salience as a fraction, of the shape of `positions`."""
        return self.fractions * self.capabilities.reshape((-1,) + (1,) * (self.positions.ndim - 1))

    def axis(self, dimension: int) -> Stakes:
        """The stakes on one dimension alone."""
        if self.positions.ndim == 1:
            return self
        return Stakes(self.actors, self.positions[:, dimension], self.saliences[:, dimension], self.capabilities)


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """What a model expects.

    `value` is on the issue's axis, 0 to 100 (a tuple of them, by dimension). `rounds` holds the positions before the
    first turn and after each, of the shape of the stakes' positions; it is empty for models without turns. `note` says
    in a sentence what the reader must know of this run, '' for nothing.
    """

    model: str
    value: float | tuple[float, ...]
    rounds: tuple[Floats, ...] = ()
    note: str = ""


Model = Callable[[Stakes], Outcome]


def by_dimension(name: str, value: Callable[[Stakes], float], stakes: Stakes, *, note: str = "") -> Outcome:
    """The outcome of a model of one dimension, taken on each dimension apart."""
    if stakes.dimensions == 1:
        return Outcome(name, value(stakes.axis(0)), note=note)
    apart = tuple(value(stakes.axis(dimension)) for dimension in range(stakes.dimensions))
    return Outcome(name, apart, note=f"{note} Each dimension apart.".strip())


def _floats(field: str, given: ArrayLike) -> Floats:
    try:
        array = np.array(given, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise BadStakes(f"{field}: {error}; expected numbers") from error
    array.setflags(write=False)
    return array


def _check_actors(actors: Sequence[str]) -> None:
    if not actors:
        raise BadStakes("no actors; expected one or more")
    if any(not actor for actor in actors):
        raise BadStakes(f"actor {list(actors).index('') + 1} has no name")
    if twice := sorted({actor for actor in actors if list(actors).count(actor) > 1}):
        raise BadStakes(f"given twice: {', '.join(twice)}; expected each actor once")


def _check_shapes(stakes: Stakes) -> None:
    count = len(stakes.actors)
    shape = stakes.positions.shape
    if len(shape) not in (1, 2) or shape[0] != count or 0 in shape:
        raise BadStakes(f"positions of shape {shape}; expected ({count},) or ({count}, dimensions)")
    if stakes.saliences.shape != shape:
        raise BadStakes(f"saliences of shape {stakes.saliences.shape}; expected that of positions, {shape}")
    if stakes.capabilities.shape != (count,):
        raise BadStakes(f"capabilities of shape {stakes.capabilities.shape}; expected ({count},)")


def _check_range(what: str, actors: Sequence[str], values: Floats, low: float, high: float) -> None:
    wrong = ~(np.isfinite(values) & (values >= low) & (values <= high))
    if not wrong.any():
        return
    where = tuple(np.argwhere(wrong)[0])
    expected = f"{low:g} to {high:g}" if np.isfinite(high) else f"a number of {low:g} or more"
    raise BadStakes(f"{what} {values[where]:g} of {actors[where[0]]}; expected {expected}")
