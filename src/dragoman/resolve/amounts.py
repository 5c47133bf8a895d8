"""Whether two figures can be one number: the same, alike by rounding, within each other's bounds, or not.

A bound is read as accounts mean it: "more than 160" is 160 or somewhat more, never 1,600.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from dragoman.records import Figure

Answer = Literal["agree", "compatible", "conflict"]

APPROXIMATE = 0.1
"""Share by which 'about' may be off; with fewer digits written, up to half of the last one (`COARSE`)."""
COARSE = 0.25
ROUNDED = 0.07
"""Greatest share by which a plain number may be rounded: 8,000 stands for 7,939, 10,000 not for 12,000."""
FAR = 3.0
"""'More than' a number covers up to this many times it, 'dozens' and 'thousands' ten times as much."""
DAYS = {
    "second": 1 / 86400,
    "minute": 1 / 1440,
    "hour": 1 / 24,
    "day": 1.0,
    "week": 7.0,
    "fortnight": 14.0,
    "month": 30.0,
    "year": 365.0,
    "decade": 3650.0,
    "century": 36500.0,
}
_LONG = ("month", "year", "decade", "century")


@dataclass(frozen=True, slots=True)
class Amount:
    """What a figure allows: from `low` to `high`. `plain`: told without a hedge; `unit`: what it is rounded to."""

    value: float | None
    low: float
    high: float
    plain: bool
    unit: float


def amount(figure: Figure) -> Amount:
    """What the figure allows; times in days."""
    scale = DAYS.get(figure.unit or "", 1.0)
    value, low, high = (None if part is None else part * scale for part in (figure.value, figure.low, figure.high))
    if value is None:
        if low is not None and high is not None:
            return Amount(None, low, high, False, 0.0)
        return Amount(None, (low or 0.0) / 2, 10 * FAR * low if low else math.inf, False, 0.0)
    unit = rounded_to(figure.value or 0.0) * scale
    if low is not None:
        return Amount(value, value, FAR * value, False, unit)
    if high is not None:
        return Amount(value, (1 - 1.5 * APPROXIMATE) * value if figure.approximate else 0.0, value, False, unit)
    if figure.approximate or (figure.unit in _LONG and value == scale):
        slack = max(APPROXIMATE * value, min(unit / 2, COARSE * value))
        return Amount(value, value - slack, value + slack, False, unit)
    return Amount(value, value, value, True, unit)


def digits(value: float) -> int:
    """How many digits a number is told with: 3 for 164, 2 for 160, 4 for 3127000000."""
    return len(f"{abs(value):.12e}".split("e")[0].replace(".", "").rstrip("0")) or 1


def rounded_to(value: float) -> float:
    """What a number as written seems rounded to: 1000 for 8,000, 10 for 160, 0.1 for 2.7; two digits are kept of one
    under a thousand, as 20 is no rounded 24."""
    if not value:
        return 1.0
    kept = max(digits(value), 2 if abs(value) < 1000 else 1)
    return float(10.0 ** (math.floor(math.log10(abs(value))) + 1 - kept))


def compare(a: Amount, b: Amount) -> tuple[Answer, str]:
    """Whether the two can be one number, and how: 'the same number', 'rounded', 'approximate', 'bound' or 'apart'."""
    if (a.value, a.low, a.high) == (b.value, b.low, b.high) or (
        a.value is not None and a.value == b.value and not _bounded(a) and not _bounded(b)
    ):
        return "agree", "the same number"
    if a.plain and b.plain and a.value is not None and b.value is not None:
        coarse = max(a.unit, b.unit)
        slack = min(coarse / 2, ROUNDED * max(abs(a.value), abs(b.value)))
        near = a.unit != b.unit and abs(a.value - b.value) <= slack
        return ("compatible", "rounded") if near else ("conflict", "apart")
    spare_a, spare_b = (min(x.unit / 2, ROUNDED * abs(x.value)) if x.plain and x.value else 0.0 for x in (a, b))
    if a.low - spare_a > b.high + spare_b or b.low - spare_b > a.high + spare_a:
        return "conflict", "apart"
    return "compatible", "bound" if _bounded(a) or _bounded(b) else "approximate"


def _bounded(amount: Amount) -> bool:
    """Whether it is told by a bound or loosely: its value, if any, lies at an end of what it allows."""
    return not amount.plain and (amount.value is None or amount.value in (amount.low, amount.high))
