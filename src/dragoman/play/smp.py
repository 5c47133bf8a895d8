"""KTAB's spatial model of politics, SMP: every turn each actor challenges its best target and all vote on the bargains.

After the program `smpc` of the KAPSARC Toolkit for Behavioral Analysis (Wise, Lester & Efird, An Introduction to the
KTAB Spatial Model of Politics, 2015), in the settings it runs with by default: proportional votes, conditional
election, deterministic transitions, risk 'Mid' and 'OneThird', semi-committed third parties, bargains 'S2P2' from the
initiator alone, ideal points that follow the positions. One turn:

1. distance D_ij = sqrt(Σ_d (s_id (x_id - x_jd))² / Σ_d s_id²), on axes from 0 to 1; utility u = (1 - D)(1 + D r);
2. election on all positions with r = 0 and votes c_k (u_ki - u_kj); risk r = (3p - p_max - 2 p_min) / 2(p_max - p_min);
3. h sees i with risk (2 r_h + r_i) / 3; i challenges the j that promises it most (`_challenges`);
4. the bargain of i with j: b = (s_i² p_i² x_i + s_j² p_j² x_j) / (s_i² p_i² + s_j² p_j²), dimension by dimension;
5. each actor takes from the bargains it is party to, and the status quo, the likeliest by a conditional election of all
   actors, utility being the mean over all positions that result.

It ends with a step under 2% of the first (after 2 turns at least, 100 at most). Positions move in steps of 0.01 points
as in the program. Departures, all without effect on its published cases: an actor without salience measures distance
as though its saliences were equal (the program stops); capabilities count in units of a hundredth of the greatest, as
the program's constants against division by zero depend on the unit; of equally good targets or bargains the first in
the order of actors is taken (in the program it depends on its threads).
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import numpy as np

from dragoman.play import pce
from dragoman.play.coalitions import coalitions, coalitions_on_axis
from dragoman.play.issue import BadStakes, Floats, Outcome, Stakes
from dragoman.play.smp_contests import Places, challenges
from dragoman.play.smp_offers import offers, settled
from dragoman.play.smp_votes import TIE, distances, utility, victories

NAME = "SMP"
QUIET = 0.02
"""The run ends when a step is smaller than this share of the first."""
FEWEST, MOST = 2, 100
"""Turns."""
SAME = 1e-3
"""Positions this near to each other, on an axis from 0 to 1, are one option where chances are printed."""
STEP_FLOOR = 1e-6
"""Added to the first step: against 0/0."""
CELLS = 20_000
"""Pairs of actors worked on at a time; larger blocks leave the processor's cache, smaller ones spend their time on
calls (tried 8e3 to 1.2e5 with 30 actors, 2026-11)."""


@dataclass(frozen=True, slots=True, eq=False)
class _Runs:
    """Runs under way, which is what `places` says of them: where they are now, after how many turns.

    Positions and saliences are (dimensions, actors, runs), capabilities (actors, runs); `first` is the length of the
    first step, infinite before it.
    """

    places: Places
    turns: Places
    first: Floats
    positions: Floats
    saliences: Floats
    capabilities: Floats

    def where(self, on: np.ndarray) -> _Runs:
        """The runs that are `on`."""
        return _Runs(
            self.places[on],
            self.turns[on],
            self.first[on],
            self.positions[..., on],
            self.saliences[..., on],
            self.capabilities[..., on],
        )

    def __add__(self, others: _Runs) -> _Runs:
        both = ((getattr(self, field.name), getattr(others, field.name)) for field in fields(self))
        return _Runs(*(np.concatenate(pair, axis=-1) for pair in both))


def smp(stakes: Stakes) -> Outcome:
    """Positions turn by turn; the value is their capability-weighted mean after the last, by dimension."""
    runs = _start(*_arrays(stakes))
    path = [runs.positions[..., 0].T]
    going = True
    while going:
        runs, on = _advanced(runs)
        path.append(runs.positions[..., 0].T)
        going = bool(on[0])
    capabilities = stakes.capabilities
    rounds = tuple(_shaped(100.0 * turn, stakes) for turn in path)
    final = capabilities @ (100.0 * path[-1]) / capabilities.sum()
    value = float(final[0]) if stakes.dimensions == 1 else tuple(float(one) for one in final)
    turns = len(path) - 1
    note = f"Still moving after {turns} turns." if turns == MOST else f"Settled after {turns} turns."
    return Outcome(NAME, value, rounds, note)


def smp_values(positions: Floats, saliences: Floats, capabilities: Floats) -> Floats:
    """Outcomes (runs,) of one-dimensional draws, all arrays (runs, actors), positions and saliences from 0 to 100.

    Runs that end make room for the next, so that there are always many under way.
    """
    runs, actors = positions.shape
    at_once = max(1, CELLS // actors**2)
    capabilities = _scaled(capabilities)
    waiting = _start((positions.T / 100.0)[None], (saliences.T / 100.0)[None], capabilities.T)
    ends = np.empty((runs, actors))
    begun = min(at_once, runs)
    under_way = waiting.where(np.arange(begun))
    while under_way.places.size:
        under_way, on = _advanced(under_way)
        over = ~on
        ends[under_way.places[over]] = under_way.positions[0][:, over].T
        if over.any():
            room = min(int(over.sum()), runs - begun)
            under_way = under_way.where(on) + waiting.where(np.arange(begun, begun + room))
            begun += room
    return np.asarray(100.0 * (capabilities * ends).sum(axis=1) / capabilities.sum(axis=1))


def risks(stakes: Stakes) -> Floats:
    """Risk attitude of each actor before the first turn, -1/2 (averse) to 1 (seeking), 0 where all are alike."""
    positions, saliences, capabilities = _arrays(stakes)
    return _risks(positions, distances(positions, saliences, positions), capabilities)[:, 0]


def chances(stakes: Stakes) -> Floats:
    """Chance of each actor's position before the first turn, in an election on the distinct positions.

    Utilities with each actor's own risk, votes weighted by capability, as `smpc` prints them under 'winning
    probabilities'. Positions nearer than SAME to one before them are that one; all who hold it are given its chance.
    """
    positions, saliences, capabilities = _arrays(stakes)
    apart = distances(positions, saliences, positions)
    utilities = utility(apart, _risks(positions, apart, capabilities)[:, None])
    # rounding undoes the last bit that scaling to 100 and back costs, which decides at SAME
    decimal = positions[..., 0].round(9)
    between = np.sqrt(((decimal[:, :, None] - decimal[:, None, :]) ** 2).sum(axis=0))
    options: list[int] = []
    for actor in range(len(between)):
        if not (between[actor, options] < SAME).any():
            options.append(actor)
    wins = victories(coalitions(utilities[:, options], capabilities))[..., 0]
    chance = pce.chances(wins, np.ones(len(options), dtype=bool), "conditional")
    held = [int(np.flatnonzero(near)[-1]) for near in between[:, options] < SAME]
    return np.asarray(chance[held])


def _arrays(stakes: Stakes) -> tuple[Floats, Floats, Floats]:
    """One run: positions and saliences (dimensions, actors, 1) from 0 to 1, capabilities (actors, 1) as `_scaled`."""
    shape = (len(stakes.actors), stakes.dimensions)
    saliences = stakes.fractions.reshape(shape)
    total = saliences.sum(axis=1)
    if (total > 1 + TIE).any():
        actor = int(np.argmax(total > 1 + TIE))
        raise BadStakes(
            f"saliences of {stakes.actors[actor]} sum to {100 * total[actor]:g}; "
            "expected at most 100 over all dimensions"
        )
    positions = stakes.positions.reshape(shape) / 100.0
    return positions.T[..., None], saliences.T[..., None], _scaled(stakes.capabilities)[:, None]


def _scaled(capabilities: Floats) -> Floats:
    return np.asarray(100.0 * capabilities / capabilities.max(axis=-1, keepdims=True))


def _shaped(turn: Floats, stakes: Stakes) -> Floats:
    return np.ascontiguousarray(turn.reshape(stakes.positions.shape))


def _start(positions: Floats, saliences: Floats, capabilities: Floats) -> _Runs:
    runs = positions.shape[-1]
    return _Runs(
        np.arange(runs), np.zeros(runs, dtype=np.intp), np.full(runs, np.inf), positions, saliences, capabilities
    )


def _advanced(runs: _Runs) -> tuple[_Runs, np.ndarray]:
    """The runs after another turn, and which of them go on."""
    positions = _turn(runs.positions, runs.saliences, runs.capabilities)
    step = np.sqrt(((positions - runs.positions) ** 2).sum(axis=0)).sum(axis=0)
    turns = runs.turns + 1
    first = np.where(turns == 1, step + STEP_FLOOR, runs.first)
    on = (turns < MOST) & ((turns < FEWEST) | (step / first >= QUIET))
    return replace(runs, turns=turns, first=first, positions=positions), on


def _turn(positions: Floats, saliences: Floats, capabilities: Floats) -> Floats:
    apart = distances(positions, saliences, positions)
    risk = _risks(positions, apart, capabilities)
    made = challenges(apart, risk, saliences.sum(axis=0), capabilities)
    offered = offers(positions, saliences, made)
    return settled(positions, saliences, capabilities, utility(apart, risk[:, None]), risk, made, offered)


def _risks(positions: Floats, apart: Floats, capabilities: Floats) -> Floats:
    """Risk 'Mid' (actors, runs) from the risk-neutral election on all positions, one option an actor."""
    if len(positions) == 1:
        wins = victories(coalitions_on_axis(positions[0], capabilities))
    else:
        wins = victories(coalitions(1.0 - apart, capabilities))
    chance = np.log(wins, out=wins).sum(axis=1)
    chance = np.exp(chance - chance.max(axis=0))
    chance /= chance.sum(axis=0)
    least = chance.min(axis=0)
    spread = chance.max(axis=0) - least
    alike = spread < TIE
    return np.where(alike, 0.0, (3 * (chance - least) - spread) / (2 * np.where(alike, 1.0, spread)))
