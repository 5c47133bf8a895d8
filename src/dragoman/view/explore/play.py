"""What may come of it: a scenario's players with sliders, and what each model expects when they are moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from dragoman.case.reading import Reading, reading
from dragoman.play.issue import BadStakes, Outcome, Stakes
from dragoman.play.issues import BadQuestion
from dragoman.play.models import MODELS
from dragoman.play.positions import suggest
from dragoman.play.result import CAUTION
from dragoman.play.scenario import BadScenario, Player, Scenario
from dragoman.play.scenario_file import load
from dragoman.view.explore.asked import Asked
from dragoman.view.explore.shown import Shown
from dragoman.view.listing import Row

DRAFTED = 60
"""Accounts up to which a scenario is drafted while the reader waits; for more there is the command."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A player with its numbers as the scenario has them and as they were moved, and its share of the weight."""

    player: Player
    position: float
    salience: float
    first: tuple[float, float]
    weight: float


@dataclass(frozen=True, slots=True)
class Expected:
    """What a model expects as the scenario stands and after the moves; None: it has no answer."""

    model: str
    before: float | None
    after: float | None
    note: str

    @property
    def moved(self) -> float:
        return (self.after or 0.0) - (self.before or 0.0)


def play(opened: Reading, asked: Asked) -> Shown:
    """A scenario beside the case, or one drafted for a question; `p-ACTOR` and `s-ACTOR` move position and salience."""
    files = {
        path.name: path for path in sorted(opened.case.path.parent.glob("*.toml")) if path.name != "decisions.toml"
    }
    accounts = opened.one("SELECT count(*) FROM account")
    scenario, trouble = _scenario(opened, asked, files, accounts)
    seats: list[Seat] = []
    outcomes: list[Expected] = []
    if scenario:
        players = [player for player in scenario.players if player.plays]
        try:
            seats, outcomes = _played(asked, players)
        except BadStakes as error:
            trouble = str(error)
    return Shown(
        "play.html",
        "What may come of it",
        {
            "files": list(files),
            "scenario": scenario,
            "trouble": trouble,
            "seats": seats,
            "outcomes": outcomes,
            "silent": [player for player in scenario.players if not player.plays] if scenario else [],
            "caution": CAUTION,
            "may_draft": accounts <= DRAFTED,
            "chosen": asked.choice("scenario", files)
            or (next(iter(files), None) if not asked.text("question") else None),
            "path": opened.case.path.name,
        },
        lambda: _rows(outcomes),
        scripts=("play.js",),
    )


def _scenario(opened: Reading, asked: Asked, files: dict[str, Path], accounts: int) -> tuple[Scenario | None, str]:
    """The scenario asked for and, where there is none, why."""
    question = asked.text("question")
    try:
        if question and accounts <= DRAFTED:
            return _drafted(opened.case.path, opened.case.setting("settled") or "", question), ""
        name = asked.choice("scenario", files) or next(iter(files), None)
        return (load(files[name]), "") if name and not question else (None, "")
    except (BadScenario, BadQuestion, OSError) as error:
        return None, str(error)


@lru_cache(maxsize=8)
def _drafted(case_path: Path, settled: str, question: str) -> Scenario:
    """The draft for a question, made once for each state of the case: `settled` names that state."""
    del settled
    with reading(case_path) as opened:
        return suggest(opened.case, question)


def _played(asked: Asked, players: Sequence[Player]) -> tuple[list[Seat], list[Expected]]:
    first = [((p.position.best, p.salience.best) if p.position and p.salience else (50.0, 0.0)) for p in players]
    moved = [
        (_moved(asked, f"p-{player.actor}", position), _moved(asked, f"s-{player.actor}", salience))
        for player, (position, salience) in zip(players, first, strict=True)
    ]
    before, after = _stakes(players, first), _stakes(players, moved)
    whole = float(after.weights.sum())
    seats = [
        Seat(player, *now, was, float(weight) / whole)
        for player, now, was, weight in zip(players, moved, first, after.weights, strict=True)
    ]
    outcomes = []
    for name, model in MODELS:
        one, other = model(before), model(after)
        outcomes.append(Expected(name, _value(one), _value(other), other.note))
    return seats, outcomes


def _stakes(players: Sequence[Player], numbers: Sequence[tuple[float, float]]) -> Stakes:
    capabilities = [player.capability.best if player.capability else 0.0 for player in players]
    positions, saliences = np.array([n[0] for n in numbers]), np.array([n[1] for n in numbers])
    return Stakes(tuple(player.actor for player in players), positions, saliences, np.array(capabilities))


def _moved(asked: Asked, name: str, default: float) -> float:
    try:
        return min(max(float(asked.text(name)), 0.0), 100.0)
    except ValueError:
        return default


def _value(outcome: Outcome) -> float | None:
    value = outcome.value if isinstance(outcome.value, float) else outcome.value[0]
    return round(value, 2) if np.isfinite(value) else None


def _rows(outcomes: Sequence[Expected]) -> Iterator[Row]:
    for one in outcomes:
        yield {"model": one.model, "before": one.before, "after": one.after, "note": one.note}
