"""Steps 4 and 5 of a turn of the spatial model, SMP: the bargains offered, and which of them each actor takes.

Every actor that found a challenge worthwhile offers one bargain, to its target; both are party to it. A party chooses
among its bargains and the status quo by a conditional election of all actors, so only contests between bargains that
share a party are held. Arrays have the runs last.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dragoman.play.issue import Floats
from dragoman.play.smp_contests import Challenges, Places
from dragoman.play.smp_votes import TIE, distances, utility, victories

STEPS = 10_000
"""Positions on an axis from 0 to 1 are rounded to this many steps."""
BARGAIN_FLOOR = 1e-6
"""Added to weights of bargains: against 0/0."""


@dataclass(frozen=True, slots=True, eq=False)
class Offers:
    """What the initiator of each bargain and its target would adopt, (dimensions, initiators, runs)."""

    starting: Floats
    receiving: Floats


def offers(positions: Floats, saliences: Floats, made: Challenges) -> Offers:
    """The bargain of each actor with its target, worthwhile or not."""
    theirs = np.take_along_axis(positions, made.target[None], axis=1)
    weight = (saliences * made.chance) ** 2
    their_weight = (np.take_along_axis(saliences, made.target[None], axis=1) * (1.0 - made.chance)) ** 2
    total = weight + their_weight + BARGAIN_FLOOR
    starting = ((weight + BARGAIN_FLOOR) * positions + their_weight * theirs) / total
    receiving = (weight * positions + (their_weight + BARGAIN_FLOOR) * theirs) / total
    return Offers(np.floor(0.5 + starting * STEPS) / STEPS, np.floor(0.5 + receiving * STEPS) / STEPS)


def settled(
    positions: Floats,
    saliences: Floats,
    capabilities: Floats,
    now: Floats,
    risk: Floats,
    made: Challenges,
    offered: Offers,
) -> Floats:
    """New positions: each actor's likeliest option among the status quo and the bargains it is party to.

    `now` is each actor's utility (actors, actors, runs) of all positions as they are.
    """
    votes = capabilities[:, None] * _changes(positions, saliences, now, risk, made, offered)
    score = _scores(votes, made)
    chosen = np.argmax(score >= score.max(axis=1, keepdims=True) - TIE, axis=1) - 1
    itself = np.arange(len(risk))[:, None]
    received = np.take_along_axis(offered.receiving, np.maximum(chosen, 0)[None], axis=1)
    return np.where(chosen < 0, positions, np.where(chosen == itself, offered.starting, received))


def _changes(
    positions: Floats, saliences: Floats, now: Floats, risk: Floats, made: Challenges, offered: Offers
) -> Floats:
    """What each bargain changes in each actor's mean utility, (actors, initiators, runs)."""
    after = utility(distances(positions, saliences, offered.starting), risk[:, None])
    after += utility(distances(positions, saliences, offered.receiving), risk[:, None])
    after -= now
    after -= np.take_along_axis(now, made.target[None], axis=1)
    after /= len(risk)
    return after


def _scores(votes: Floats, made: Challenges) -> Floats:
    """Logarithm of each option's chance (actors, 1 + initiators, runs), up to a constant; -inf where not a party.

    The status quo comes first. Votes (actors, initiators, runs) are for a bargain against it.
    """
    actors, _, runs = votes.shape
    shape = (actors, 1 + actors, runs)
    bargain, run = np.nonzero(made.worthwhile)
    target = made.target[bargain, run]
    by_voter = np.ascontiguousarray(np.moveaxis(votes, 0, -1)).reshape(-1, actors)
    for_it, for_quo = (logs.take(bargain * runs + run) for logs in _logs(by_voter))
    party, one, other, where = _rivals(made)
    lead = by_voter.take(one * runs + where, axis=0)
    lead -= by_voter.take(other * runs + where, axis=0)
    for_one, for_other = _logs(lead)
    contests = (
        (bargain, 1 + bargain, run, for_it),
        (target, 1 + bargain, run, for_it),
        (bargain, 0, run, for_quo),
        (target, 0, run, for_quo),
        (party, 1 + one, where, for_one),
        (party, 1 + other, where, for_other),
    )
    cells = np.concatenate([(who * shape[1] + option) * runs + at for who, option, at, _ in contests])
    logs = np.concatenate([log for *_, log in contests])
    score = np.bincount(cells, logs, minlength=actors * shape[1] * runs).reshape(shape)
    an_option = np.zeros(shape, dtype=bool)
    an_option[:, 0] = True
    an_option.reshape(-1)[cells] = True
    return np.where(an_option, score, -np.inf)


def _logs(lead: Floats) -> tuple[Floats, Floats]:
    """Logarithms of the chances of one option and of the other by the votes for the one, actors last."""
    every = np.ones(lead.shape[-1])
    net, size = lead @ every, np.abs(lead) @ every
    chance = victories(np.array([[size, size + net], [size - net, size]]) / 2)
    return np.log(chance[0, 1]), np.log(chance[1, 0])


def _rivals(made: Challenges) -> tuple[Places, Places, Places, Places]:
    """Each two worthwhile bargains with a party in common: the party, the two by their initiators, the run."""
    rival = (made.target[:, None] == made.target) & made.worthwhile[:, None] & made.worthwhile
    rival &= np.tri(len(rival), k=-1, dtype=bool)[..., None]
    one, other, run = np.nonzero(rival)
    own = np.take_along_axis(made.worthwhile, made.target, axis=0) & made.worthwhile
    received, own_run = np.nonzero(own)
    receiver = made.target[received, own_run]
    party = np.concatenate([made.target[one, run], receiver])
    return (
        party,
        np.concatenate([one, receiver]),
        np.concatenate([other, received]),
        np.concatenate([run, own_run]),
    )
