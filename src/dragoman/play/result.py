"""What a run gives: outcomes by model with their spread, what moves them, and what would change them."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.play.scenario import Cited, Scenario

CAUTION = (
    "On 353 European Union issues with known outcomes no bargaining dynamics beats the plain weighted mean by more "
    "than chance: read every outcome beside the mean, the median and the election (PCE)."
)
"""Said beside every result."""
BINS = 20
"""Bars of a histogram, 5 points each."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What one model expects. Quantiles are 5, 25, 50, 75, 95 % of the draws; `bins` shares of draws by 5 points."""

    model: str
    value: float
    """With every number at its best."""
    quantiles: tuple[float, float, float, float, float]
    bins: tuple[float, ...]
    first: float
    """Share of draws that end nearer to the first pole."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Seat:
    """A player in the run, at its best numbers; `edited` names those that are the analyst's."""

    actor: str
    name: str
    position: tuple[float, float, float]
    salience: float
    capability: float
    weight: float
    """Share of capability times salience, 0 to 1."""
    edited: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Swing:
    """What the outcome of the chosen model is at the low and high end of one number, all others at their best.

    `first`, `total`: Sobol indices, the share of the outcome's variance that this number alone moves, and with others.
    """

    actor: str
    name: str
    what: str
    low: float
    high: float
    at_low: float
    at_high: float
    first: float
    total: float

    @property
    def width(self) -> float:
        return abs(self.at_high - self.at_low)


@dataclass(frozen=True, slots=True)
class Without:
    """The run as if one account (and its copies) had not been read. `values` are in the order of the outcomes."""

    account: str
    values: tuple[float, ...] | None
    """None: nobody is left to play."""
    moved: tuple[str, ...]
    """Whose position changes, in words: 'KAZ 84 → 91', 'BLR abstains'."""


@dataclass(frozen=True, slots=True)
class Changed:
    """The run after changes. `values` are in the order of the outcomes; `median`: of the chosen model's draws."""

    name: str
    values: tuple[float, ...]
    low: float
    median: float
    high: float
    notes: tuple[str, ...]
    """What each change does, in words."""


@dataclass(frozen=True, slots=True)
class Result:
    """One run of a scenario. The first outcomes are the plain ones; the last is that of the chosen model."""

    scenario: Scenario
    seats: tuple[Seat, ...]
    outcomes: tuple[Expected, ...]
    rounds: tuple[tuple[float, ...], ...]
    """Positions by the chosen model in the order of seats, before the first round and after each; () without any."""
    swings: tuple[Swing, ...]
    without: tuple[Without, ...]
    whatifs: tuple[Changed, ...]
    left_out: tuple[str, ...]
    sources: tuple[tuple[str, Cited], ...]
    """Player and words that its position rests on."""

    @property
    def chosen(self) -> Expected:
        """The outcome of the scenario's model."""
        return next(one for one in self.outcomes if one.model == self.scenario.model)
