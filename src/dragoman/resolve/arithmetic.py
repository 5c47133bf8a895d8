"""Sums that figures of one account must bear: parts and their whole, growth and its base.

Only what stands near each other is reckoned, and only with what is written: a number is as exact as its digits. A whole
that its parts do not make is left alone (there may be other parts); a growth that its base rules out is told.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby

from dragoman.resolve.amounts import digits, rounded_to
from dragoman.resolve.measures import HARMS, Measured

NEAR = 2
"""Sentences between figures that belong to one sum."""
MOST = 12
"""Most figures near one that are tried as its parts."""
_FLOWS = frozenset(("export", "import"))
_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
_CHANGES = {"increase": 1, "decrease": -1}


@dataclass(frozen=True, slots=True)
class Sum:
    """What was reckoned from `figures`: whether it holds, and in words. `joins`: figures put together because of it."""

    figures: tuple[Measured, ...]
    holds: bool
    words: str
    joins: tuple[Measured, ...] = ()


@dataclass(frozen=True, slots=True)
class _Range:
    low: float
    high: float

    def meets(self, other: _Range) -> bool:
        slack = 1e-9 * max(abs(self.high), abs(other.high))
        return self.low <= other.high + slack and other.low <= self.high + slack


def sums(told: Sequence[Measured]) -> list[Sum]:
    """What the figures of each account bear out or rule out; `told` in order of document and place."""
    found: list[Sum] = []
    for _, group in groupby(told, key=lambda one: one.figure.source.document):
        here = [one for one in group if one.figure.value is not None and "aim" not in one.marks]
        wholes = list(_wholes(here))
        found += [_made(whole, parts) for whole, parts in wholes]
        found += _growths(here)
        found += [one for whole, parts in wholes for one in _growth_of_parts(here, whole, parts)]
    return found


def _value(one: Measured) -> float:
    assert one.figure.value is not None  # figures without a value are left out above
    return one.figure.value


def _near(a: Measured, b: Measured) -> bool:
    return abs(a.sentence - b.sentence) <= NEAR


def _range(one: Measured) -> _Range:
    """What the number as written can stand for."""
    value = _value(one)
    half = rounded_to(value) / 2
    if one.family == "percent":
        decimals = len(repr(value).split(".")[1]) if value != int(value) else 0
        half = 10.0**-decimals / 2
    elif one.figure.approximate and digits(value) < 3:
        half = max(half, value / 10)
    return _Range(value - half, value + half)


def _wholes(here: Sequence[Measured]) -> Iterator[tuple[Measured, tuple[Measured, Measured]]]:
    """Figures and the two parts near them that make them up exactly."""
    stocks = [one for one in here if not one.marks & {"increase", "decrease", "base"} and one.amount.low != math.inf]
    for whole in stocks:
        if digits(_value(whole)) < 2 or _value(whole) < 20:
            continue
        parts = [one for one in stocks if one is not whole and _near(one, whole) and _is_part(one, whole)][:MOST]
        for a, b in combinations(parts, 2):
            exact = max(rounded_to(_value(one)) for one in (a, b, whole))
            if abs(_value(a) + _value(b) - _value(whole)) <= exact / 2 and (a.words, a.places) != (b.words, b.places):
                yield whole, (a, b)
                break


def _is_part(one: Measured, whole: Measured) -> bool:
    """Whether it can be part of the whole: exports of trade, a named class of persons of all."""
    if one.family != whole.family or not one.subject & whole.subject:
        return False
    if "trade" in whole.words:
        return bool(one.words & _FLOWS)
    harm = whole.words & HARMS
    return bool(harm) and harm <= one.words and ("part" in one.marks or one.words > whole.words)


def _made(whole: Measured, parts: tuple[Measured, Measured]) -> Sum:
    one, other = (_quoted(part) for part in parts)
    return Sum((whole, *parts), True, f"{one} and {other} together make {_quoted(whole)}, as they should")


def _growths(here: Sequence[Measured]) -> Iterator[Sum]:
    """A percentage against the amount before and after, or against the growth in numbers."""
    for percent in here:
        if percent.family != "percent" or not percent.marks & set(_CHANGES):
            continue
        now = _now(here, percent)
        if now is None:
            continue
        grown = _after(_before(_range(now), percent), now)
        if (base := _base(here, now)) is not None:
            yield _checked(now, percent, base, _before(_range(now), percent).meets(_range(base)))
        elif (change := _change(here, now)) is not None:
            yield _checked(now, percent, change, grown.meets(_range(change)))


def _checked(now: Measured, percent: Measured, other: Measured, holds: bool) -> Sum:
    told = f"{_quoted(now)}, {_quoted(percent)} and {_quoted(other)}"
    if holds:
        return Sum((now, percent, other), True, f"{told} fit each other")
    joins = (percent, other) if other.marks & set(_CHANGES) else (now, percent, other)
    return Sum((now, percent, other), False, f"{told} do not fit each other", joins)


def _growth_of_parts(here: Sequence[Measured], whole: Measured, parts: tuple[Measured, Measured]) -> Iterator[Sum]:
    """The growth of a whole against that of its parts: both tell what it was before."""
    change = _change(here, whole)
    if change is None:
        return
    sign = next(_CHANGES[mark] for mark in sorted(change.marks) if mark in _CHANGES)
    total, grown = _range(whole), _range(change)
    before = _Range(total.low - grown.high, total.high - grown.low)
    if sign < 0:
        before = _Range(total.low + grown.low, total.high + grown.high)
    low = high = 0.0
    rates: list[Measured] = []
    for part in parts:
        base, percent = _base(here, part), _percent(here, part)
        if base is not None:
            was = _range(base)
        elif percent is not None:
            was = _before(_range(part), percent)
            rates.append(percent)
        else:
            return
        low, high = low + was.low, high + was.high
    if not rates:
        return
    named = " and ".join(map(_quoted, (change, *rates)))
    parted, summed = _short((before.low + before.high) / 2), _short((low + high) / 2)
    if before.meets(_Range(low, high)):
        yield Sum((change, *rates), True, f"{named} fit each other: both leave about {parted} for the time before")
    else:
        words = (
            f"{named} do not fit: by the one it was {parted} before, "
            f"by the parts ({' and '.join(map(_quoted, parts))}) {summed}"
        )
        yield Sum((change, *rates), False, words, (change, *rates))


def _before(now: _Range, percent: Measured) -> _Range:
    """What it was before it grew (or fell) by the percentage."""
    sign = -1 if "decrease" in percent.marks else 1
    rate = _range(percent)
    one, other = 1 + sign * rate.low / 100, 1 + sign * rate.high / 100
    if min(one, other) <= 0:
        return _Range(0.0, math.inf)
    return _Range(now.low / max(one, other), now.high / min(one, other))


def _after(before: _Range, now: Measured) -> _Range:
    """By how much it grew or fell."""
    value = _value(now)
    return _Range(*sorted((abs(value - before.low), abs(value - before.high))))


def _same(a: Measured, b: Measured) -> bool:
    """Whether they tell of one thing, whatever they tell of it."""
    return bool(a.words) and (a.words <= b.words or b.words <= a.words) and bool(a.subject & b.subject)


def _nearest(one: Measured, found: Sequence[Measured]) -> Measured | None:
    return min(
        found,
        key=lambda other: (abs(other.figure.source.start - one.figure.source.start), other.figure.id),
        default=None,
    )


def _now(here: Sequence[Measured], percent: Measured) -> Measured | None:
    amounts = [
        one
        for one in here
        if one.family not in ("percent", "share")
        and not one.marks & {"base", *_CHANGES}
        and _same(one, percent)
        and one.sentence == percent.sentence
    ]
    return _nearest(percent, amounts)


def _base(here: Sequence[Measured], now: Measured) -> Measured | None:
    return _nearest(now, [
        one for one in here
        if one.family == now.family and "base" in one.marks and not one.marks & set(_CHANGES)
        and one.sentence == now.sentence and _same(one, now)
    ])  # fmt: skip


def _change(here: Sequence[Measured], now: Measured) -> Measured | None:
    return _nearest(now, [
        one for one in here
        if one.family == now.family and one.marks & set(_CHANGES) and one.sentence == now.sentence and _same(one, now)
    ])  # fmt: skip


def _percent(here: Sequence[Measured], now: Measured) -> Measured | None:
    return _nearest(now, [
        one for one in here
        if one.family == "percent" and one.marks & set(_CHANGES) and one.sentence == now.sentence and _same(one, now)
    ])  # fmt: skip


def _quoted(one: Measured) -> str:
    return f"“{' '.join(one.figure.text.split())}”"


def _short(value: float) -> str:
    for scale, name in _SCALES:
        if value >= scale:
            return f"{value / scale:.3f} {name}".replace(".000 ", " ")
    return f"{value:,.0f}"
