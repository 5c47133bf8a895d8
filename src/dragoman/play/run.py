"""Plays a scenario on a case: outcomes beside the plain ones, their spread, what moves them, what would change them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
from rapidfuzz import fuzz, process

from dragoman.case.store import Case
from dragoman.play.draws import best_values, draw, expected, models_of, outcomes, ranges, stakes
from dragoman.play.evidence import Evidence, evidence
from dragoman.play.ground import Ground
from dragoman.play.issue import BadStakes
from dragoman.play.models import MODELS
from dragoman.play.positions import position_of
from dragoman.play.result import Changed, Result, Seat, Without
from dragoman.play.scenario import NUMBERS, BadScenario, Player, Scenario, Whatif
from dragoman.play.sensitivity import swings
from dragoman.play.trigger import BadTrigger, state
from dragoman.play.whatif import changed

SAME = 0.5
"""Points under which an account's absence is not said to change a position."""


def run(case: Case, scenario: Scenario, *, whatifs: Iterable[Whatif] = ()) -> Result:
    """The result of `scenario` on `case`, with its own what-ifs and those given. Raises BadScenario."""
    ground = Ground(case, scenario.poles, scenario.about)
    _check(ground, scenario)
    playing = tuple(player for player in scenario.players if player.plays)
    try:
        given = stakes(playing)
    except BadStakes as error:
        raise BadScenario(f"{scenario.where()}: {error}") from error
    drawn = draw(playing, scenario.seed, scenario.draws)
    rounds = dict(MODELS)[scenario.model](given).rounds
    return Result(
        scenario,
        tuple(
            _seat(player, float(share))
            for player, share in zip(playing, given.weights / given.weights.sum(), strict=True)
        ),
        tuple(expected(name, given, drawn) for name in models_of(scenario.model)),
        tuple(tuple(float(each) for each in turn) for turn in rounds),
        swings(playing, scenario.model, scenario.seed),
        tuple(_without(ground, scenario)),
        tuple(_changed(scenario, whatif) for whatif in (*scenario.whatifs, *whatifs)),
        tuple(f"{player.name} {player.lacks}" for player in scenario.players if not player.plays),
        tuple((player.actor, source) for player in playing for source in player.sources),
    )


def _check(ground: Ground, scenario: Scenario) -> None:
    """Raises BadScenario for an unknown actor, and where nobody can play."""
    names = {actor.name.casefold() for actor in ground.actors.values()} | {id.casefold() for id in ground.actors}
    names |= {alias.casefold() for actor in ground.actors.values() for alias in actor.aliases}
    for line, actor in [(player.line, player.actor) for player in scenario.players if not player.own]:
        if actor.casefold() not in names and not _is_state(actor):
            close = process.extract(actor, _offered(ground), scorer=fuzz.WRatio, limit=3)
            raise BadScenario(
                f"{scenario.where(line)}: actor {actor!r} is no state and no name of the case; expected one such as "
                f"{', '.join(name for name, _, _ in close)} (or own = true for one of your own)"
            )
    if not any(player.position for player in scenario.players):
        raise BadScenario(
            f"{scenario.where(scenario.players[0].line)}: all {len(scenario.players)} players abstain; "
            "expected a position for one or more"
        )
    if not any(player.plays for player in scenario.players):
        said = "; ".join(f"{player.name} {player.lacks}" for player in scenario.players)
        raise BadScenario(f"{scenario.where(scenario.players[0].line)}: nobody can play ({said})")


def _is_state(actor: str) -> bool:
    try:
        return bool(state(actor))
    except BadTrigger:
        return False


def _offered(ground: Ground) -> list[str]:
    return sorted({actor.id if actor.kind == "state" else actor.name for actor in ground.actors.values()})


def _seat(player: Player, share: float) -> Seat:
    position, salience, capability = ranges(player)
    edited = tuple(what for what in NUMBERS if player.edited(what))
    where = (position.low, position.best, position.high)
    return Seat(player.actor, player.name, where, salience.best, capability.best, float(share), edited)


def _without(ground: Ground, scenario: Scenario) -> list[Without]:
    """The run without each account that tells where a player stands, the one that changes the outcome most first.

    Positions of the analyst stay. A player whose position rests on that account alone abstains then.
    """
    found = evidence(ground)
    playing = [player for player in scenario.players if player.plays]
    base = best_values(playing, scenario.model)
    rows = []
    for account in sorted({one.account for one in found}):
        players, moved = [], []
        for player in playing:
            now = player if player.edited("position") else _unheard(player, found, account)
            players.append(now)
            if now != player:
                moved.append(_moved(player, now))
        if not moved:
            continue
        name = ground.documents[account].name
        left = [player for player in players if player.plays]
        if not _weigh(left):
            rows.append((np.inf, Without(name, None, tuple(moved))))
            continue
        values = best_values(left, scenario.model)
        at = models_of(scenario.model).index(scenario.model)
        rows.append((round(abs(values[at] - base[at]), 6), Without(name, values, tuple(moved))))
    return [row for _, row in sorted(rows, key=lambda each: (-each[0], each[1].account))]


def _unheard(player: Player, found: Sequence[Evidence], account: str) -> Player:
    """The player as it stands without what `account` tells of it; unchanged where that moves it by less than SAME."""
    told = [one for one in found if one.party == player.actor]
    now = position_of([one for one in told if one.account != account])
    before = position_of(told)
    if now is None or before is None:
        return player if now == before else replace(player, position=None)
    return player if abs(now.best - before.best) < SAME else replace(player, position=now)


def _weigh(players: Sequence[Player]) -> bool:
    return any(
        player.salience and player.capability and player.salience.best * player.capability.best for player in players
    )


def _moved(player: Player, now: Player) -> str:
    if player.position is None or now.position is None:
        return f"{player.name} abstains"
    return f"{player.name} {player.position.best:g} → {now.position.best:g}"


def _changed(scenario: Scenario, whatif: Whatif) -> Changed:
    players, notes = changed(scenario, whatif)
    playing = [player for player in players if player.plays]
    if not _weigh(playing):
        raise BadScenario(
            f"{scenario.where(whatif.line)}: {whatif.name!r} leaves nobody with weight; expected one or more"
        )
    spread = outcomes(scenario.model, draw(playing, scenario.seed, scenario.draws))
    values = best_values(playing, scenario.model)
    if not spread.size:
        spread = np.array([values[models_of(scenario.model).index(scenario.model)]])
    low, median, high = (float(each) for each in np.quantile(spread, (0.05, 0.5, 0.95)))
    return Changed(whatif.name, values, low, median, high, notes)
