"""Dates on a line: an ISO date, as precise as known, as a number of days, and marks for an axis."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from dragoman.view.dates import MONTHS


def day(iso: str, *, last: bool = False) -> int | None:
    """The day's number; of a month or year the first day's, or the last's. None for no date of our calendar."""
    parts = iso.split("-")
    try:
        year = int(parts[0])
        month = int(parts[1]) if len(parts) > 1 else (12 if last else 1)
        in_month = int(parts[2]) if len(parts) > 2 else (monthrange(year, month)[1] if last else 1)
        return date(year, month, in_month).toordinal()
    except (ValueError, IndexError):
        return None


def iso(number: int) -> str:
    """The day of this number as an ISO date."""
    return date.fromordinal(min(max(number, 1), date.max.toordinal())).isoformat()


@dataclass(frozen=True, slots=True)
class Scale:
    """Days `low` to `high` on a line `width` long."""

    low: int
    high: int
    width: float

    def at(self, number: float) -> float:
        """Where on the line the day stands, kept within it."""
        share = (number - self.low) / max(1, self.high - self.low)
        return round(min(max(share, 0.0), 1.0) * self.width, 1)

    def ticks(self) -> list[tuple[float, str]]:
        """Some eight marks and what to write at them: years, months or days."""
        span = self.high - self.low
        first, last = date.fromordinal(max(1, self.low)), date.fromordinal(max(1, self.high))
        if span > 900:
            step = next(s for s in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000) if span / 365 / s <= 9 or s == 1000)
            years = [year for year in range(first.year, last.year + 1) if year % step == 0]
            return [(self.at(date(year, 1, 1).toordinal()), str(year)) for year in years]
        if span > 62:
            months = [(y, m) for y in range(first.year, last.year + 1) for m in range(1, 13)]
            inside = [(y, m) for y, m in months if self.low <= date(y, m, 1).toordinal() <= self.high]
            kept = inside[:: max(1, len(inside) // 8)]
            return [(self.at(date(y, m, 1).toordinal()), f"{MONTHS[m - 1][:3]} {y}") for y, m in kept]
        step = max(1, round(span / 8))
        days = [date.fromordinal(number) for number in range(self.low, self.high + 1, step)]
        return [(self.at(d.toordinal()), f"{d.day} {MONTHS[d.month - 1][:3]}") for d in days]
