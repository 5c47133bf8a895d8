"""Changes to a scenario, in words, and what each does to the players.

    RUS salience 20 · TUR position 60 80 90      the number, or its range, is this
    ARM stays out                                it takes no part
    UZB joins CSTO · ARM leaves CSTO             it moves half of the way to that pole, or back to the middle; who had
                                                 no position starts from the middle, who had no salience takes that of
                                                 the least engaged player on that pole's side
    OTS has forces                               members of the organisation that belong to this pole alone and do not
                                                 play act through it: one more player at the pole, with their
                                                 capabilities added up and the salience of the player nearest to it.
                                                 Members that play already bring their own: nothing counts twice.

All of it is our own reading of such changes: a first guess to be argued with, not a finding.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from dragoman.play.issues import OPEN_END, member_states
from dragoman.play.obligations import obligations
from dragoman.play.positions import READY, capabilities
from dragoman.play.scenario import NUMBERS, BadScenario, Player, Pole, Range, Scenario, Whatif
from dragoman.play.trigger import ORGANISATIONS, BadTrigger, state, state_name
from dragoman.tables import table

FORMS = (
    "RUS salience 20", "TUR position 60 80 90", "ARM stays out", "UZB joins CSTO", "ARM leaves CSTO", "OTS has forces",
)  # fmt: skip
"""One of each form understood."""
MIDDLE = 50.0
_LIMITS = {"position": 100.0, "salience": 100.0, "capability": float("inf")}

Players = tuple[Player, ...]
Step = tuple[Players, str]


def changed(scenario: Scenario, whatif: Whatif) -> tuple[Players, tuple[str, ...]]:
    """The players after all changes of `whatif`, and what each does, in words. Raises BadScenario."""
    players, notes = scenario.players, []
    for text in whatif.changes:
        players, note = _apply(replace(scenario, players=players), text, scenario.where(whatif.line))
        notes.append(note)
    return players, tuple(notes)


def given(text: str) -> Whatif:
    """Changes from the command line, divided by semicolons."""
    return Whatif(tuple(part.strip() for part in text.split(";") if part.strip()))


def _apply(scenario: Scenario, text: str, where: str) -> Step:
    words = " ".join(text.split())
    for pattern, change in _CHANGES:
        if found := pattern.fullmatch(words):
            try:
                return change(scenario, *found.groups())
            except _Wrong as wrong:
                raise BadScenario(f"{where}: {text!r}: {wrong}") from None
    raise BadScenario(f"{where}: {text!r} is no change we know; expected one such as: {'; '.join(FORMS)}")


class _Wrong(Exception):
    """What is wrong with a change, and what was expected."""


def _number(scenario: Scenario, who: str, what: str, numbers: str) -> Step:
    player, what = _player(scenario, who), what.lower()
    values = [float(each) for each in numbers.replace(",", " ").split()]
    low, best, high = values if len(values) == 3 else (values[0],) * 3
    if len(values) == 2 or not 0 <= low <= best <= high <= _LIMITS[what]:
        limit = "0 to 100" if what != "capability" else "0 or more"
        raise _Wrong(f"{what} {numbers}; expected {limit}, as one number or low, best and high")
    before = player.number(what)
    after = _with(player, what, Range(low, best, high))
    return _put(scenario, after), f"{what} of {player.name} {f'{before.best:g}' if before else 'unknown'} → {best:g}"


def _out(scenario: Scenario, who: str) -> Step:
    player = _player(scenario, who)
    return tuple(one for one in scenario.players if one != player), f"{player.name} takes no part"


def _joins(scenario: Scenario, who: str, where: str) -> Step:
    at, pole, body = _body(scenario, where)
    goal, player = 100.0 * at, _member(scenario, who, body)
    position = player.position or Range(MIDDLE, MIDDLE, MIDDLE)
    moved = Range(*((each + goal) / 2 for each in (position.low, position.best, position.high)))
    if player.position is None:
        moved = Range(min(MIDDLE, goal), moved.best, max(MIDDLE, goal))
    after = replace(player, position=moved, salience=player.salience or _least(scenario, at))
    note = f"{player.name} moves half of the way to {pole.label}: {_at(player)} → {moved.best:g}"
    bound = [one for one in obligations() if one.type == "defense" and one.bearers == _acronym(body) and not one.until]
    owed = "; ".join(f"{one.pact} {one.article}: {one.condition}, {one.bond}" for one in bound)
    return _put(scenario, after), f"{note}{f'; bound from then by {owed}' if owed else ''}"


def _leaves(scenario: Scenario, who: str, where: str) -> Step:
    _, pole, _ = _body(scenario, where)
    player = _player(scenario, who)
    if player.position is None:
        raise _Wrong(f"{player.name} has no position; expected one who has")
    position = player.position
    moved = Range(*((each + MIDDLE) / 2 for each in (position.low, position.best, position.high)))
    note = f"{player.name} moves half of the way from {pole.label} to the middle: {_at(player)} → {moved.best:g}"
    return _put(scenario, replace(player, position=moved)), note


def _forces(scenario: Scenario, where: str) -> Step:
    at, pole, body = _body(scenario, where)
    members = member_states(body, _day(scenario))
    if not members:
        raise _Wrong(f"the members of {body} are not known; expected an organisation of states")
    if _find(scenario, body):
        raise _Wrong(f"{body} plays already; change its capability instead")
    playing = {player.actor for player in scenario.players if player.plays}
    silent = sorted((members & set(pole.members)) - playing)
    if not silent:
        return scenario.players, f"no member of {body} alone is out of play: nothing is added"
    known, unit = capabilities(silent), _unit(scenario)
    best = 100 * sum(share for share, _ in known.values()) / unit
    name, goal = f"Forces of {body}", 100.0 * at
    strength = Range(best * (1 - READY), best, best * (1 + READY))
    added = Player(name, name, Range(goal, goal, goal), _nearest(scenario, at), strength, own=True)
    lacking = [each for each in silent if each not in known]
    note = f"{', '.join(known)} act through {body} at {goal:g} with capability {best:.3g}"
    note += f" (not known: {', '.join(lacking)})" if lacking else ""
    return (*scenario.players, added), f"{note}; its members that play already bring their own"


_WHO, _VALUE = r"(.+?)", r"((?:\d+(?:\.\d+)?[ ,]*){1,3})"
_CHANGES: tuple[tuple[re.Pattern[str], Callable[..., Step]], ...] = (
    (re.compile(rf"{_WHO} ({'|'.join(NUMBERS)}) {_VALUE}", re.I), _number),
    (re.compile(rf"{_WHO} stays out", re.I), _out),
    (re.compile(rf"{_WHO} joins {_WHO}", re.I), _joins),
    (re.compile(rf"{_WHO} leaves {_WHO}", re.I), _leaves),
    (re.compile(rf"{_WHO} has forces", re.I), _forces),
)


def _player(scenario: Scenario, who: str) -> Player:
    player = _find(scenario, who)
    if player is None:
        playing = ", ".join(each.actor for each in scenario.players)
        raise _Wrong(f"{who!r} takes no part; expected one of {playing}")
    return player


def _find(scenario: Scenario, who: str) -> Player | None:
    if player := scenario.player(who):
        return player
    try:
        return scenario.player(state(who))
    except BadTrigger:
        return None


def _member(scenario: Scenario, who: str, body: str) -> Player:
    """The player, or the state that is to become one."""
    if player := _find(scenario, who):
        return player
    try:
        code = state(who)
    except BadTrigger as error:
        raise _Wrong(str(error)) from None
    held = capabilities([code]).get(code)
    if held is None:
        raise _Wrong(f"the capability of {code} is not known; expected a [[player]] with one")
    best = 100 * held[0] / _unit(scenario)
    return Player(code, state_name(code), None, None, Range(best * (1 - READY), best, best * (1 + READY)))


def _body(scenario: Scenario, where: str) -> tuple[int, Pole, str]:
    """The place of a pole, the pole, and the organisation of it that goes by `where`."""
    wanted = where.casefold()
    for at, pole in enumerate(scenario.poles):
        for actor in pole.actors:
            if wanted in {actor.casefold(), pole.label.casefold(), *(each.casefold() for each in _aliases(actor))}:
                return at, pole, actor
    bodies = ", ".join(actor for pole in scenario.poles for actor in pole.actors)
    raise _Wrong(f"{where!r} marks no pole; expected one of {bodies}")


def _aliases(body: str) -> tuple[str, ...]:
    for row in table("organisations", ORGANISATIONS):
        names = (row["name"], row["acronym"], *row["names"].split("|"))
        if body in names:
            return tuple(name for name in names if name)
    return ()


def _acronym(body: str) -> str:
    return next((name for name in _aliases(body) if any(one.bearers == name for one in obligations())), body)


def _unit(scenario: Scenario) -> float:
    """The share of the world's capabilities that 100 points stand for, by the strongest state that was drafted."""
    drafted = [p for p in scenario.players if p.drafted and p.drafted[2]]
    known = capabilities(player.actor for player in drafted)
    best = max((p for p in drafted if p.actor in known), key=lambda p: known[p.actor][0], default=None)
    if best is None or not best.drafted or not best.drafted[2]:
        raise _Wrong("no player has a drafted capability to measure by; expected one")
    return 100 * known[best.actor][0] / best.drafted[2].best


def _nearest(scenario: Scenario, at: int) -> Range:
    """The salience of the player nearest to a pole."""
    playing = [player for player in scenario.players if player.plays]
    near = min(playing, key=lambda player: (abs((player.position or _NONE).best - 100 * at), player.actor))
    return near.salience or _NONE


def _least(scenario: Scenario, at: int) -> Range:
    """The salience of the least engaged player on a pole's side of the axis."""
    side = [p for p in scenario.players if p.plays and abs((p.position or _NONE).best - 100 * at) < MIDDLE]
    least = min(side, key=lambda p: ((p.salience or _NONE).best, p.actor), default=None)
    return (least.salience if least else None) or _NONE


def _day(scenario: Scenario) -> date:
    return date.fromisoformat(scenario.on) if scenario.on else OPEN_END


def _at(player: Player) -> str:
    return f"{player.position.best:g}" if player.position else "no position"


def _with(player: Player, what: str, number: Range) -> Player:
    if what == "position":
        return replace(player, position=number)
    return replace(player, salience=number) if what == "salience" else replace(player, capability=number)


def _put(scenario: Scenario, after: Player) -> Players:
    """The players with `after` in the place of the one it was, or added."""
    if any(player.actor == after.actor for player in scenario.players):
        return tuple(after if player.actor == after.actor else player for player in scenario.players)
    return (*scenario.players, after)


_NONE = Range(0.0, 0.0, 0.0)
