"""What moves an outcome: each number from its low to its high end, and its share of the outcome's variance.

Sobol indices by SALib (Herman & Usher 2017; Saltelli et al. 2010 for first order and total), over the same triangles as
the draws: SALib samples probabilities, the triangle makes numbers of them.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from SALib.analyze import sobol as analysis
from SALib.sample import sobol as sample

from dragoman.play.draws import Draws, outcomes, triangle
from dragoman.play.issue import Floats
from dragoman.play.result import Swing
from dragoman.play.scenario import NUMBERS, Player, Range

RUNS = 4_096
"""Runs of the model at most; SALib asks for a power of two of base samples, times the numbers in doubt plus two."""
LEAST = 16
"""Base samples at least. With few, indices are rough: they are shown as whole percents."""


def swings(players: Sequence[Player], model: str, seed: int) -> tuple[Swing, ...]:
    """Each number in doubt, the one that moves the outcome of `model` most first."""
    doubted = [(at, which) for at in range(len(players)) for which in range(3) if _wide(_range(players[at], which))]
    if not doubted:
        return ()
    best = np.array([[_range(player, which).best for which in range(3)] for player in players])
    ends = np.repeat(best[None], 2 * len(doubted), axis=0)
    for n, (at, which) in enumerate(doubted):
        ends[2 * n, at, which], ends[2 * n + 1, at, which] = _ends(_range(players[at], which))
    found = outcomes(model, _draws(ends))
    first, total = _sobol(players, doubted, best, model, seed)
    rows = []
    for n, (at, which) in enumerate(doubted):
        low, high = _ends(_range(players[at], which))
        player, reached = players[at], (float(found[2 * n]), float(found[2 * n + 1]))
        rows.append(Swing(player.actor, player.name, NUMBERS[which], low, high, *reached, first[n], total[n]))
    return tuple(sorted(rows, key=lambda row: (-round(row.width, 6), -round(row.total, 6), row.actor, row.what)))


def _sobol(
    players: Sequence[Player], doubted: Sequence[tuple[int, int]], best: Floats, model: str, seed: int
) -> tuple[list[float], list[float]]:
    """First order and total indices of the numbers in doubt, from 0 to 1; all 0 where the outcome does not vary."""
    ranges = [_range(players[at], which) for at, which in doubted]
    problem = {
        "num_vars": len(doubted),
        "names": [f"{players[at].actor} {NUMBERS[which]}" for at, which in doubted],
        "bounds": [[0.0, 1.0]] * len(doubted),
    }
    base = LEAST
    while 2 * base * (len(doubted) + 2) <= RUNS:
        base *= 2
    points = sample.sample(problem, base, calc_second_order=False, seed=seed)
    numbers = np.repeat(best[None], len(points), axis=0)
    for n, (at, which) in enumerate(doubted):
        numbers[:, at, which] = triangle(points[:, n], ranges[n])
    reached = outcomes(model, _draws(numbers))
    if np.ptp(reached) < 1e-9:
        return [0.0] * len(doubted), [0.0] * len(doubted)
    found = analysis.analyze(problem, reached, calc_second_order=False, num_resamples=2, seed=seed)
    return [[float(min(1.0, max(0.0, one))) for one in found[key]] for key in ("S1", "ST")]  # type: ignore[return-value]


def _draws(numbers: Floats) -> Draws:
    return Draws(numbers[..., 0], numbers[..., 1], numbers[..., 2])


def _range(player: Player, which: int) -> Range:
    found = player.number(NUMBERS[which])
    assert found, f"{player.actor} {player.lacks}"
    return found


def _wide(over: Range) -> bool:
    return over.high > over.low


def _ends(over: Range) -> tuple[float, float]:
    return over.low, over.high
