"""Draws over the ranges of a scenario, and what the models make of them.

Every player's numbers come from a stream of its own (the seed and its name), so that adding a player, or changing one,
leaves the others' draws as they are: what differs between two runs is then the change, not chance.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dragoman.play.issue import HIGHEST, LOWEST, Floats, Stakes
from dragoman.play.models import MODELS, values
from dragoman.play.result import BINS, Expected
from dragoman.play.scenario import NUMBERS, Player, Range

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
PLAIN = ("mean", "median", "PCE conditional")
"""Models that every result stands beside."""


@dataclass(frozen=True, slots=True, eq=False)
class Draws:
    """Numbers drawn, each array (runs, players)."""

    positions: Floats
    saliences: Floats
    capabilities: Floats


def stakes(players: Sequence[Player]) -> Stakes:
    """The players at their best numbers; all of them must have a position, a salience and a capability."""
    best = np.array([[each.best for each in ranges(player)] for player in players])
    return Stakes(tuple(player.actor for player in players), best[:, 0], best[:, 1], best[:, 2])


def draw(players: Sequence[Player], seed: int, runs: int) -> Draws:
    """`runs` draws of each number from a triangle over its range."""
    numbers = np.empty((runs, len(players), len(NUMBERS)))
    for at, player in enumerate(players):
        stream = np.random.default_rng([seed, zlib.crc32(player.actor.encode())])
        uniform = stream.random((runs, len(NUMBERS)))
        for which, range_ in enumerate(ranges(player)):
            numbers[:, at, which] = triangle(uniform[:, which], range_)
    return Draws(numbers[..., 0], numbers[..., 1], numbers[..., 2])


def triangle(uniform: Floats, over: Range) -> Floats:
    """The triangular distribution's values at these probabilities, by its inverse; the one value of a point."""
    width = over.high - over.low
    if width == 0:
        return np.full_like(uniform, over.best)
    share = (over.best - over.low) / width
    rising = over.low + np.sqrt(uniform * width * (over.best - over.low))
    falling = over.high - np.sqrt((1 - uniform) * width * (over.high - over.best))
    return np.where(uniform < share, rising, falling)


def models_of(model: str) -> tuple[str, ...]:
    """The plain models, and `model` after them if it is none of these."""
    return (*PLAIN, *(() if model in PLAIN else (model,)))


def best_values(players: Sequence[Player], model: str) -> tuple[float, ...]:
    """Outcomes at the best numbers, in the order of `models_of`."""
    given, known = stakes(players), dict(MODELS)
    return tuple(_one(known[name](given).value) for name in models_of(model))


def expected(name: str, given: Stakes, drawn: Draws) -> Expected:
    """What the model called `name` expects, with its spread over the draws."""
    outcome = dict(MODELS)[name](given)
    found = outcomes(name, drawn)
    if not found.size:
        found = np.array([_one(outcome.value)])
    low, lower, median, upper, high = (float(each) for each in np.quantile(found, QUANTILES))
    counts, _ = np.histogram(found, bins=BINS, range=(LOWEST, HIGHEST))
    middle = (LOWEST + HIGHEST) / 2
    nearer = float((found < middle).mean() + (found == middle).mean() / 2)
    bins = tuple(float(count) for count in counts / found.size)
    return Expected(name, _one(outcome.value), (low, lower, median, upper, high), bins, nearer, outcome.note)


def outcomes(name: str, drawn: Draws) -> Floats:
    """The model's outcome of each draw; of a draw in which nobody has weight, the middle of the axis."""
    weighing = (drawn.saliences * drawn.capabilities).sum(axis=1) > 0
    found = np.full(len(drawn.positions), (LOWEST + HIGHEST) / 2)
    if weighing.any():
        found[weighing] = values(
            name, drawn.positions[weighing], drawn.saliences[weighing], drawn.capabilities[weighing]
        )
    return np.asarray(np.clip(found, LOWEST, HIGHEST))


def ranges(player: Player) -> tuple[Range, Range, Range]:
    """Position, salience and capability; raises ValueError for a player who lacks one."""
    position, salience, capability = (player.number(what) for what in NUMBERS)
    if position is None or salience is None or capability is None:
        raise ValueError(f"{player.actor} {player.lacks}")
    return position, salience, capability


def _one(value: float | tuple[float, ...]) -> float:
    return value if isinstance(value, float) else value[0]
