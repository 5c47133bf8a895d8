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

import numpy as np

from dragoman.play import pce
from dragoman.play.issue import BadStakes, Floats, Outcome, Stakes

NAME = "SMP"
QUIET = 0.02
"""The run ends when a step is smaller than this share of the first."""
FEWEST, MOST = 2, 100
"""Turns."""
STEPS = 10_000
"""Positions on an axis from 0 to 1 are rounded to this many steps."""
WORTHWHILE = 1e-5
"""Gain in utility under which nobody challenges."""
SAME = 1e-3
"""Positions this near to each other, on an axis from 0 to 1, are one option where chances are printed."""
TIE = 1e-9
"""Chances (as logarithms) and gains this near to each other count as equal."""
ELECTION_FLOOR, CONTEST_FLOOR, BARGAIN_FLOOR, STEP_FLOOR = 1e-8, 1e-10, 1e-6, 1e-6
"""Added to coalitions in elections, in contests, to weights of bargains, to the first step: against 0/0."""
CHUNK = 60_000
"""Cells of actors³ worked on at a time; larger blocks leave the processor's cache (tried 3e4 to 1e6, 2026-11)."""


def smp(stakes: Stakes) -> Outcome:
    """Positions turn by turn; the value is their capability-weighted mean after the last, by dimension."""
    positions, saliences, capabilities = _arrays(stakes)
    path = _run(positions[None], saliences[None], capabilities[None])[0]
    rounds = tuple(_shaped(100.0 * turn, stakes) for turn in path)
    final = capabilities @ (100.0 * path[-1]) / capabilities.sum()
    value = float(final[0]) if stakes.dimensions == 1 else tuple(float(one) for one in final)
    turns = len(path) - 1
    note = f"Still moving after {turns} turns." if turns == MOST else f"Settled after {turns} turns."
    return Outcome(NAME, value, rounds, note)


def smp_values(positions: Floats, saliences: Floats, capabilities: Floats) -> Floats:
    """Outcomes (runs,) of one-dimensional draws, all arrays (runs, actors), positions and saliences from 0 to 100."""
    runs, actors = positions.shape
    caps = _scaled(capabilities)
    at_once = max(1, CHUNK // actors**3)
    values = np.empty(runs)
    for start in range(0, runs, at_once):
        some = slice(start, start + at_once)
        paths = _run(positions[some, :, None] / 100.0, saliences[some, :, None] / 100.0, caps[some])
        final = np.stack([path[-1][:, 0] for path in paths])
        values[some] = 100.0 * (caps[some] * final).sum(axis=1) / caps[some].sum(axis=1)
    return values


def risks(stakes: Stakes) -> Floats:
    """Risk attitude of each actor before the first turn, -1/2 (averse) to 1 (seeking), 0 where all are alike."""
    positions, saliences, capabilities = _arrays(stakes)
    return np.asarray(_risks(_distances(positions[None], saliences[None]), capabilities[None])[0])


def chances(stakes: Stakes) -> Floats:
    """Chance of each actor's position before the first turn, in an election on the distinct positions.

    Utilities with each actor's own risk, votes weighted by capability, as `smpc` prints them under 'winning
    probabilities'. Positions nearer than SAME to one before them are that one; all who hold it are given its chance.
    """
    positions, saliences, capabilities = _arrays(stakes)
    distances = _distances(positions[None], saliences[None])
    utilities = _utility(distances, _risks(distances, capabilities[None])[..., None])
    decimal = positions.round(9)  # undoes the last bit that scaling to 100 and back costs, which decides at SAME
    apart = np.sqrt(((decimal[:, None] - decimal) ** 2).sum(axis=2))
    options: list[int] = []
    for actor in range(len(positions)):
        if not (apart[actor, options] < SAME).any():
            options.append(actor)
    wins = _victories(utilities[..., options], capabilities[None])[0]
    chance = pce.chances(wins, np.ones(len(options), dtype=bool), "conditional")
    held = [int(np.flatnonzero(near)[-1]) for near in apart[:, options] < SAME]
    return np.asarray(chance[held])


def _arrays(stakes: Stakes) -> tuple[Floats, Floats, Floats]:
    """Positions and saliences (actors, dimensions) from 0 to 1, capabilities as `_scaled`."""
    shape = (len(stakes.actors), stakes.dimensions)
    saliences = stakes.fractions.reshape(shape)
    total = saliences.sum(axis=1)
    if (total > 1 + TIE).any():
        actor = int(np.argmax(total > 1 + TIE))
        raise BadStakes(
            f"saliences of {stakes.actors[actor]} sum to {100 * total[actor]:g}; "
            "expected at most 100 over all dimensions"
        )
    return stakes.positions.reshape(shape) / 100.0, saliences, _scaled(stakes.capabilities)


def _scaled(capabilities: Floats) -> Floats:
    return np.asarray(100.0 * capabilities / capabilities.max(axis=-1, keepdims=True))


def _shaped(turn: Floats, stakes: Stakes) -> Floats:
    return np.ascontiguousarray(turn.reshape(stakes.positions.shape))


def _run(positions: Floats, saliences: Floats, capabilities: Floats) -> list[list[Floats]]:
    """For each run the positions (actors, dimensions) before the first turn and after each."""
    paths = [[start] for start in positions]
    running = np.arange(len(positions))
    first = np.zeros(len(positions))
    for turn in range(1, MOST + 1):
        before = positions
        positions = _turn(before, saliences, capabilities)
        for run, now in zip(running, positions, strict=True):
            paths[run].append(now)
        step = np.sqrt(((positions - before) ** 2).sum(axis=2)).sum(axis=1)
        if turn == 1:
            first = step + STEP_FLOOR
        on = np.full(len(step), True) if turn < FEWEST else step / first >= QUIET
        if not on.any():
            break
        if not on.all():
            running, first, positions = running[on], first[on], positions[on]
            saliences, capabilities = saliences[on], capabilities[on]
    return paths


def _turn(positions: Floats, saliences: Floats, capabilities: Floats) -> Floats:
    distances = _distances(positions, saliences)
    risk = _risks(distances, capabilities)
    attention = saliences.sum(axis=2)
    target, chance, worthwhile = _challenges(distances, risk, attention, capabilities)
    starting, receiving = _bargains(positions, saliences, target, chance)
    gains = _gains(positions, saliences, distances, risk, target, starting, receiving)
    return _settled(positions, target, worthwhile, starting, receiving, _victories(gains, capabilities))


def _distances(positions: Floats, saliences: Floats, others: Floats | None = None) -> Floats:
    """D_ij (runs, actors, others): from i's position to j's, or to the points `others`, in i's eyes."""
    others = positions if others is None else others
    squares = np.where(saliences.any(axis=2, keepdims=True), saliences**2, 1.0)
    shares = squares / squares.sum(axis=2, keepdims=True)
    total = np.zeros((positions.shape[0], positions.shape[1], others.shape[1]))
    for dimension in range(positions.shape[2]):
        apart = positions[:, :, None, dimension] - others[:, None, :, dimension]
        total += shares[:, :, None, dimension] * apart**2
    return np.minimum(np.sqrt(total), 1.0)


def _utility(distances: Floats, risk: Floats) -> Floats:
    """u = (1 - D)(1 + D r), from 0 at the far end of the axis to 1 at home for r from -1 to 1."""
    return (1.0 - distances) * (1.0 + distances * risk)


def _victories(utilities: Floats, capabilities: Floats) -> Floats:
    """P_ij, the chance of option i against j by votes c_k (u_ki - u_kj), shape (runs, options, options)."""
    runs, actors, options = utilities.shape
    apart = utilities[:, :, :, None] - utilities[:, :, None, :]
    np.abs(apart, out=apart)
    size = (capabilities[:, None, :] @ apart.reshape(runs, actors, -1)).reshape(runs, options, options)
    votes = np.einsum("rk,rki->ri", capabilities, utilities)
    lead = votes[:, :, None] - votes[:, None, :]
    coalition = np.maximum((size + lead) / 2, 0.0) + ELECTION_FLOOR
    return np.asarray(coalition / (coalition + np.swapaxes(coalition, 1, 2)))


def _risks(distances: Floats, capabilities: Floats) -> Floats:
    """Risk 'Mid' from the risk-neutral election on all positions, one option an actor."""
    wins = _victories(1.0 - distances, capabilities)
    chance = pce.chances(wins, np.ones(wins.shape[:2], dtype=bool), "conditional")
    least = chance.min(axis=1, keepdims=True)
    spread = chance.max(axis=1, keepdims=True) - least
    alike = spread < TIE
    return np.where(alike, 0.0, (3 * (chance - least) - spread) / (2 * np.where(alike, 1.0, spread)))


def _challenges(
    distances: Floats, risk: Floats, attention: Floats, capabilities: Floats
) -> tuple[np.ndarray, Floats, np.ndarray]:
    """For each actor its best target, its own estimate of the chance to win, and whether the gain is worthwhile.

    All in the eyes of i. The principals bring s c (u at home - u at the other's). A third party n first weighs in with
    its own vote, which gives p, then compares joining i (i wins and moves j alone, or both lose) with joining j, 'semi-
    committed': v_n = s_n c_n [p (1 - u_ni) - (1 - p)(1 - u_nj)]. The gain of a challenge is
    (1 - s_j) 2 u_ii + s_j (P 2 u_ii + (1 - P) 2 u_ij) - (u_ii + u_ij), with u_ii = 1.
    """
    itself = np.arange(distances.shape[1])
    weight = attention * capabilities
    seen = (2.0 * risk[:, :, None] + risk[:, None, :]) / 3.0
    bend = distances * (1.0 - distances)  # 1 - u = D - r D (1 - D)
    # Arrays over [run, n, i, j] are the cost of a turn: few passes, in place, and n outside so that the loops within
    # are long. `loss` is what n loses at j's position in the eyes of i, times n's weight; `home` the same at i's.
    loss = (weight[..., None] * np.swapaxes(seen, 1, 2))[..., None] * bend[:, :, None, :]
    np.subtract((weight[..., None] * distances)[:, :, None, :], loss, out=loss)
    at_home = loss[:, :, itself, itself]
    home = np.repeat(at_home, len(itself), axis=2).reshape(loss.shape)
    for_i = CONTEST_FLOOR + loss[:, itself, itself, :]
    for_j = CONTEST_FLOOR + np.swapaxes(at_home, 1, 2)
    side = loss - home
    chance = np.maximum(side, 0.0)
    chance += for_i[:, None]
    np.abs(side, out=side)
    side += (for_i + for_j)[:, None]
    chance /= side
    home += loss
    chance *= home
    vote = np.subtract(chance, loss, out=chance)
    vote[:, itself, itself, :] = 0.0
    vote[:, itself, :, itself] = 0.0
    lead = vote.sum(axis=1)
    positive = np.maximum(vote, 0.0, out=vote).sum(axis=1)
    total_i, total_j = for_i + positive, for_j + positive - lead
    wins = total_i / (total_i + total_j)
    at_target = distances - seen[:, itself, itself][..., None] * bend
    gain = at_target * (1.0 - 2.0 * attention[:, None, :] * (1.0 - wins))
    gain[:, itself, itself] = -np.inf
    best = gain.max(axis=2, keepdims=True)
    target = np.argmax(gain >= best - TIE, axis=2)
    return target, np.take_along_axis(wins, target[..., None], axis=2)[..., 0], best[..., 0] > WORTHWHILE


def _bargains(positions: Floats, saliences: Floats, target: np.ndarray, chance: Floats) -> tuple[Floats, Floats]:
    """What the initiator and its target would adopt, (runs, actors, dimensions) in the order of initiators."""
    theirs = np.take_along_axis(positions, target[..., None], axis=1)
    weight = (saliences * chance[..., None]) ** 2
    their_weight = (np.take_along_axis(saliences, target[..., None], axis=1) * (1.0 - chance[..., None])) ** 2
    total = weight + their_weight + BARGAIN_FLOOR
    starting = ((weight + BARGAIN_FLOOR) * positions + their_weight * theirs) / total
    receiving = (weight * positions + (their_weight + BARGAIN_FLOOR) * theirs) / total
    return np.floor(0.5 + starting * STEPS) / STEPS, np.floor(0.5 + receiving * STEPS) / STEPS


def _gains(
    positions: Floats,
    saliences: Floats,
    distances: Floats,
    risk: Floats,
    target: np.ndarray,
    starting: Floats,
    receiving: Floats,
) -> Floats:
    """What each bargain changes in each actor's mean utility, (runs, actors, 1 + initiators); the status quo first."""
    now = _utility(distances, risk[..., None])
    after = _utility(_distances(positions, saliences, starting), risk[..., None])
    after += _utility(_distances(positions, saliences, receiving), risk[..., None])
    before = now + np.take_along_axis(now, target[:, None, :], axis=2)
    change = (after - before) / positions.shape[1]
    return np.concatenate([np.zeros((*change.shape[:2], 1)), change], axis=2)


def _settled(
    positions: Floats,
    target: np.ndarray,
    worthwhile: np.ndarray,
    starting: Floats,
    receiving: Floats,
    victories: Floats,
) -> Floats:
    """New positions: each actor's likeliest option among the status quo and the bargains it is party to."""
    actors = positions.shape[1]
    itself = np.arange(actors)
    party = (target[:, None, :] == itself[:, None]) | (itself[:, None] == itself)  # [run, actor, initiator]
    party &= worthwhile[:, None, :]
    party = np.concatenate([np.ones((*party.shape[:2], 1), dtype=bool), party], axis=2)
    logs = np.log(victories)  # [run, option, against]
    score = np.einsum("rmo,rko->rkm", logs, party.astype(np.float64))
    score = np.where(party, score, -np.inf)
    chosen = np.argmax(score >= score.max(axis=2, keepdims=True) - TIE, axis=2) - 1
    moved = np.where(
        (chosen == itself)[..., None],
        starting,
        np.take_along_axis(receiving, np.maximum(chosen, 0)[..., None], axis=1),
    )
    return np.where((chosen < 0)[..., None], positions, moved)
