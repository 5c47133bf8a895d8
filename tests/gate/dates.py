"""Date phrases against labelled ones: `python -m tests.gate.dates DATA [--misses N]`.

DATA has a row a line: span, pub_date, resolved_date, date_end, date_type, granularity. A value that is null is not
asserted, but `date_type` unresolved means that the phrase must be refused. How a `Date` maps to its conventions:

- One day stands for a stretch: the first of "early" and of an absolute stretch, the last of "late", for "last month"
  and the like the publication's own day in it, for "three weeks ago" the middle. Two named ends make a `date_end`.
- No tense is told, so a month and day lie before publication.
- Seasons and halves of a year are refused; we keep their year or months.
"""

from __future__ import annotations

import argparse
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

from dragoman.dates import resolve
from dragoman.periods import first_day, last_day

_RANGE = re.compile(r"[-–—]|\b(?:(?<!up )to|through|until|till|and)\b", re.IGNORECASE)
_EARLY = re.compile(r"^(?:in |at |since )?(?:the )?(?:early|beginning|start)\b", re.IGNORECASE)
_LATE = re.compile(r"^(?:in |at |by |until )?(?:the )?(?:late|end|close)\b", re.IGNORECASE)
_RELATIVE = re.compile(r"\b(?:last|this|next|past|previous|current|coming|ago)\b", re.IGNORECASE)
_REFUSED = re.compile(r"\b(?:spring|summer|autumn|fall|winter|half)\b", re.IGNORECASE)
_APPROXIMATE = re.compile(
    r"\b(?:(?:early|late)\b(?! \w+day\b)|mid|middle|beginning|start|end|about|around|nearly|almost|roughly|some|"
    r"up to|over|as recently as|weekend|earlier|later|few|several)\b",
    re.IGNORECASE,
)


def scores(path: Path) -> dict[str, float]:
    """Percent: `exact` (day, end and refusals), and how often the type of the phrase is told where it is labelled."""
    rows = _rows(path)
    asserted = [row for row in rows if _asserted(row)]
    typed = [row for row in rows if row["date_type"]]
    return {
        "exact": 100 * sum(_right(row, _point(row)) for row in asserted) / max(1, len(asserted)),
        "type": 100 * sum(_type(row, _point(row)) == row["date_type"] for row in typed) / max(1, len(typed)),
        "asserted": len(asserted),
    }


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _asserted(row: dict[str, Any]) -> bool:
    return row["resolved_date"] is not None or row["date_type"] == "unresolved"


def _right(row: dict[str, Any], point: tuple[str | None, str | None]) -> bool:
    """The first date, and the second where there is one; a label that is a year or month is compared as such."""
    pairs = zip(point, (row["resolved_date"] or "", row["date_end"] or ""), strict=True)
    return all((told or "")[: len(wanted) or None] == wanted for told, wanted in pairs)


def _point(row: dict[str, Any]) -> tuple[str | None, str | None]:
    """The day, and the last day of a range, that the convention of the data takes for what we read."""
    span, published = row["span"], row["pub_date"]
    told = resolve(span, published=published, future=False)
    if told is None or _REFUSED.search(span):
        return None, None
    low, high = told.low or told.high, told.high or told.low
    assert low is not None
    assert high is not None
    if _RANGE.search(span) and low != high:
        return first_day(low), last_day(high)
    first, last = date.fromisoformat(first_day(low)), date.fromisoformat(last_day(high))
    today = date.fromisoformat(published)
    if _EARLY.search(span):
        return first.isoformat(), None
    if _LATE.search(span):
        return (first if (last - first).days < 7 else last).isoformat(), None
    if first <= today <= last and re.search(r"\b(?:earlier|this|current)\b", span):
        return published, None
    if span.split()[-1] == "ago" and (last - first).days == 6:
        return date.fromordinal((first.toordinal() + last.toordinal()) // 2).isoformat(), None
    if _RELATIVE.search(span) and len(low) < 10 and low == high:
        month = published[5:7] if len(low) == 4 else low[5:7]
        day = min(today.day, date.fromisoformat(last_day(f"{low[:4]}-{month}")).day)
        return f"{low[:4]}-{month}-{day:02}", None
    if _RELATIVE.search(span) and (last - first).days == 6:
        return date.fromordinal(first.toordinal() + today.weekday()).isoformat(), None
    return first.isoformat(), None


def _type(row: dict[str, Any], point: tuple[str | None, str | None]) -> str:
    if point[0] is None:
        return "unresolved"
    if point[1] is not None:
        return "range"
    return "approximate" if _APPROXIMATE.search(row["span"]) else "exact"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--misses", type=int, default=0)
    options = parser.parse_args()
    for name, value in scores(options.data).items():
        print(f"{name}: {value:.1f}")
    wrong = [row for row in _rows(options.data) if _asserted(row) and not _right(row, _point(row))]
    for row in wrong[: options.misses]:
        labelled = (row["resolved_date"], row["date_end"])
        print(f"  {row['span']!r} ({row['pub_date']}): {_point(row)}, labelled {labelled}")


if __name__ == "__main__":
    main()
