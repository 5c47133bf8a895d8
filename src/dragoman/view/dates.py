"""Dates as a reader says them, no more precise than they are known."""

from __future__ import annotations

from datetime import date

from dragoman.records import Date

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def spoken(iso: str) -> str:
    """'2022-01-10' as '10 January 2022', '2022-01' as 'January 2022', '2022' as it is."""
    parts = iso.split("-")
    if len(parts) == 1:
        return iso
    month = MONTHS[int(parts[1]) - 1]
    return f"{month} {parts[0]}" if len(parts) == 2 else f"{int(parts[2])} {month} {parts[0]}"


def spoken_date(when: Date) -> str:
    """A date or range in words: '2–7 January 2022', 'since 10 January 2022', 'until 2019'."""
    if when.low and when.high:
        return spoken(when.low) if when.low == when.high else _range(when.low, when.high)
    if when.low:
        return f"since {spoken(when.low)}"
    return f"until {spoken(when.high)}" if when.high else when.text


def _range(low: str, high: str) -> str:
    if len(low) == len(high) == 10 and low[:7] == high[:7]:
        first, last = date.fromisoformat(low), date.fromisoformat(high)
        return f"{first.day}–{last.day} {MONTHS[first.month - 1]} {first.year}"
    return f"{spoken(low)} – {spoken(high)}"
