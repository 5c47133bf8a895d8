"""What is played: an issue with two poles, who takes part with what range of numbers, what might change.

Numbers run from 0 to 100. Each is a range: a lowest, a best and a highest value, drawn from a triangle. A number that
differs from the one that was drafted from the accounts is the analyst's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

MODEL = "SMP"
SEED = 20220105
"""Of the draws, unless the scenario says another: same scenario, same result."""
DRAWS = 2_000
NUMBERS = ("position", "salience", "capability")

_CITED = re.compile(r"(?P<account>.+?):(?P<start>\d+)-(?P<end>\d+)(?: (?P<words>.*))?", re.DOTALL)


class BadScenario(ValueError):
    """A scenario that cannot be played; the message names file and line, what was found and what was expected."""


@dataclass(frozen=True, slots=True)
class Range:
    """A number as low, best and high; all three are equal where it is not in doubt."""

    low: float
    best: float
    high: float


@dataclass(frozen=True, slots=True)
class Cited:
    """Words of an account that a number rests on, and what they tell. Offsets count characters of its text."""

    account: str
    """The account's name, as `Document.name`."""
    start: int
    end: int
    words: str = ""

    def __str__(self) -> str:
        return f"{self.account}:{self.start}-{self.end} {self.words}".rstrip()


@dataclass(frozen=True, slots=True)
class Pole:
    """One end of the axis. `actors` and `words` mark it; `members` are states of its organisations and of no other."""

    label: str
    actors: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Player:
    """One who takes part. Without a position it abstains; without salience or capability it has no weight.

    `drafted`: position, salience and capability as they were drafted; None for a player whom the analyst added.
    """

    actor: str
    """ISO code of a state, else a name as the accounts have it."""
    name: str
    position: Range | None = None
    salience: Range | None = None
    capability: Range | None = None
    drafted: tuple[Range | None, Range | None, Range | None] | None = None
    sources: tuple[Cited, ...] = ()
    """What the position rests on."""
    salience_from: str = ""
    capability_from: str = ""
    own: bool = False
    """Whether the accounts need not name it."""
    line: int = field(default=0, compare=False)

    def number(self, what: str) -> Range | None:
        """The range called `what`, one of NUMBERS."""
        return {"position": self.position, "salience": self.salience, "capability": self.capability}[what]

    def edited(self, what: str) -> bool:
        """Whether the number is the analyst's."""
        return self.drafted is None or self.number(what) != self.drafted[NUMBERS.index(what)]

    @property
    def plays(self) -> bool:
        return None not in (self.position, self.salience, self.capability)

    @property
    def lacks(self) -> str:
        """Why it does not play, in words; '' if it does."""
        if self.position is None:
            return "abstains: no evidence of where it stands"
        missing = [what for what in NUMBERS if self.number(what) is None]
        return f"left out: no {' and no '.join(missing)}, fill in to play it" if missing else ""


@dataclass(frozen=True, slots=True)
class Whatif:
    """Changes tried together, as written."""

    changes: tuple[str, ...]
    label: str = ""
    line: int = field(default=0, compare=False)

    @property
    def name(self) -> str:
        return self.label or "; ".join(self.changes)


@dataclass(frozen=True, slots=True)
class Scenario:
    """An issue and all that is needed to play it. `on`: the day whose memberships count, None: those that last."""

    question: str
    poles: tuple[Pole, Pole]
    players: tuple[Player, ...]
    about: tuple[str, ...] = ()
    """Actors whom the question names: the scene of the issue."""
    model: str = MODEL
    seed: int = SEED
    draws: int = DRAWS
    on: str | None = None
    whatifs: tuple[Whatif, ...] = ()
    assessors: tuple[str, ...] = ()
    """Who judges the issue and takes no part in it: analysts, journalists, outlets."""
    path: Path | None = field(default=None, compare=False)

    def where(self, line: int = 0) -> str:
        """File and line for a message."""
        return f"{self.path or 'scenario'}:{line}" if line else str(self.path or "scenario")

    def player(self, asked: str) -> Player | None:
        """The player of this actor or name, whatever the letter case."""
        wanted = asked.strip().casefold()
        return next((p for p in self.players if wanted in (p.actor.casefold(), p.name.casefold())), None)


def cited(text: str) -> Cited | None:
    """The source that `text` tells ('account:start-end words'); None where it tells none."""
    found = _CITED.fullmatch(text)
    return Cited(found["account"], int(found["start"]), int(found["end"]), found["words"] or "") if found else None


def middling(best: float, by: float) -> Range:
    """`best` and as much as `by` on either side, in whole numbers from 0 to 100."""
    return Range(float(max(0, round(best - by))), float(round(best)), float(min(100, round(best + by))))
