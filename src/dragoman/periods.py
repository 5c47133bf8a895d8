"""Dates of unequal precision as ISO text: 2021 is a year, 2021-02 a month, 2021-02-05 a day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

Span = tuple[str | None, str | None]
"""First and last ISO date of a stretch of time; None is open."""

DIGITS = {"days": 10, "months": 7, "years": 4}
"""Length of an ISO date that is as precise as the unit."""


def valid(iso: str) -> bool:
    """Whether the text is a year, month or day of the calendar."""
    try:
        date.fromisoformat(iso + "-01-01"[: 10 - len(iso)] if len(iso) == 4 else iso + "-01" if len(iso) == 7 else iso)
    except ValueError:
        return False
    return True


def first_day(iso: str) -> str:
    """The day it begins."""
    return iso + {4: "-01-01", 7: "-01", 10: ""}[len(iso)]


def last_day(iso: str) -> str:
    """The day it ends."""
    if len(iso) == 7:
        return f"{iso}-{monthrange(int(iso[:4]), int(iso[5:]))[1]:02}"
    return iso + {4: "-12-31", 10: ""}[len(iso)]


def day(iso: str | None) -> date | None:
    """The one day that the text names; None for a month, a year or nothing."""
    return date.fromisoformat(iso) if iso and len(iso) == 10 else None


def move(iso: str | None, unit: str, number: int) -> str | None:
    """The date `number` days, months or years later, as precise as `iso`; None where `iso` is coarser than the unit."""
    if iso is None or len(iso) < DIGITS[unit]:
        return None
    try:
        if unit == "days":
            return (date.fromisoformat(iso) + timedelta(number)).isoformat()
        months = int(iso[:4]) * 12 + int(iso[5:7] or 1) - 1 + number * (12 if unit == "years" else 1)
        year, month = divmod(months, 12)
        said = f"{year:04}-{month + 1:02}"
        if len(iso) == 10:
            return f"{said}-{min(int(iso[8:]), monthrange(year, month + 1)[1]):02}"
        return said[: len(iso)] if 0 < year < 10000 else None
    except (ValueError, OverflowError):
        return None


def ordered(a: str | None, b: str | None) -> Span | None:
    """Both dates, the earlier first; None unless both are known."""
    return (min(a, b), max(a, b)) if a and b else None


def piece(span: Span, which: str) -> Span:
    """The 'early', 'middle' or 'late' third of a stretch, in units one step finer; a stretch of a few days stays whole.

    Of a month the days 1-10, 11-20 and 21 to its end; of a year the months 1-3, 5-8 and 10-12; of a decade its years
    0-3, 4-6 and 7-9; of a week its first three days, the two in the middle and its last three.
    """
    low, high = span
    if low is None or high is None:
        return span
    if low == high and len(low) == 7:
        ends = {"early": ("-01", "-10"), "middle": ("-11", "-20"), "late": ("-21", last_day(low)[7:])}[which]
        return low + ends[0], low + ends[1]
    if low == high and len(low) == 4:
        ends = {"early": ("-01", "-03"), "middle": ("-05", "-08"), "late": ("-10", "-12")}[which]
        return low + ends[0], low + ends[1]
    if len(low) == len(high) == 4 and int(high) - int(low) == 9:
        first, last = {"early": (0, 3), "middle": (4, 6), "late": (7, 9)}[which]
        return f"{int(low) + first:04}", f"{int(low) + last:04}"
    first_, last_ = day(low), day(high)
    if first_ and last_ and (last_ - first_).days == 6:
        first, last = {"early": (0, 2), "middle": (2, 4), "late": (4, 6)}[which]
        return (first_ + timedelta(first)).isoformat(), (first_ + timedelta(last)).isoformat()
    return span
