"""Whether figures of one thing agree, and why, in words that name each as written with its date and account."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Literal

from dragoman.resolve.amounts import Answer, compare
from dragoman.resolve.arithmetic import Sum
from dragoman.resolve.measures import Measured, year

Verdict = Literal["single", "agree", "compatible", "conflict"]
COMPARED = 40
"""Most different tellings of one quantity that are compared with each other: the lowest and the highest."""
NAMED = 4
"""Most tellings that a reason names."""
FRESH = 14
"""Days within which two accounts tell of the same state of things."""
_DAY = len("2000-01-01")
_WHY = {
    "rounded": "are one number, rounded",
    "approximate": "are near each other",
    "bound": "leave room for each other",
    "grown": "can both be right: the later is higher, and such a count grows",
    "years": "are of other times",
    "years, one number": "are one number, told for other times",
    "both units": "are one amount, given in both",
}


@dataclass(frozen=True, slots=True)
class _Pair:
    a: Measured
    b: Measured
    answer: Answer
    why: str

    @property
    def gap(self) -> float:
        low, high = sorted((size(self.a), size(self.b)))
        return high / low if low else high


def relate(a: Measured, b: Measured) -> tuple[Answer, str]:
    """Whether the two figures of one thing can stand beside each other, and how."""
    if a.family != b.family:
        return "compatible", "both units"
    answer, why = compare(a.amount, b.amount)
    if answer == "agree":
        other_years = year(a.period) and year(b.period) and _other_times(a, b) and year(a.period) != year(b.period)
        return ("compatible", "years, one number") if other_years and not a.harm else (answer, why)
    if answer == "compatible":
        return answer, why
    if a.harm and a.blow is None and (days := _days(a, b)):
        early, late = (a, b) if days > 0 else (b, a)
        return ("compatible", "grown") if size(late) > size(early) else ("conflict", "fallen")
    if _other_times(a, b):
        return "compatible", "years"
    unknown = a.period is None or b.period is None
    return "conflict", ("date" if a.harm or a.family == "person" else "year") if unknown else "same time"


def verdict(group: Sequence[Measured], added: Iterable[Sum], names: Mapping[str, str]) -> tuple[Verdict, str | None]:
    """Of the figures of one quantity; `added`: what was reckoned in their accounts; `names` of the accounts."""
    here = {one.figure.id for one in group}
    reckoned = [each for each in added if here & {one.figure.id for one in each.figures}]
    notes = [f"{each.words} (in {names[each.figures[0].figure.source.document]})" for each in reckoned]
    broken = [each for each in reckoned if not each.holds and {one.figure.id for one in each.joins} <= here]
    pairs = [] if broken else _pairs(group)
    said: list[str] = []
    found: Verdict = "single" if len(group) == 1 else "agree"
    if broken:
        found = "conflict"
    elif clashes := [pair for pair in pairs if pair.answer == "conflict"]:
        found = "conflict"
        said.append(_clash(max(clashes, key=lambda pair: pair.gap), names))
    elif kinds := {pair.why: pair for pair in reversed(pairs) if pair.answer == "compatible"}:
        found = "compatible"
        said += [f"{_told(kinds[why], names)} {words}" for why, words in _WHY.items() if why in kinds]
    elif len(group) > 1:
        said.append(_agreement(group, names))
    text = "; ".join((*said, *sorted(set(notes))))
    return found, text or None


def _pairs(group: Sequence[Measured]) -> list[_Pair]:
    """The different tellings of a quantity, each with each."""
    tellings: dict[object, Measured] = {}
    for one in sorted(group, key=_order):
        tellings.setdefault((one.family, one.amount, one.period), one)
    known = sorted(tellings.values(), key=lambda one: (size(one), _order(one)))
    if len(known) > COMPARED:
        known = known[: COMPARED // 2] + known[-COMPARED // 2 :]
    known.sort(key=_order)
    pairs = [_Pair(a, b, *relate(a, b)) for a, b in combinations(known, 2)]
    explained = {
        id(one)
        for pair in pairs
        if pair.answer != "conflict" and pair.why not in ("years", "grown")
        for one, other in ((pair.a, pair.b), (pair.b, pair.a))
        if one.period is None and other.period is not None
    }
    return [
        pair
        for pair in pairs
        if pair.why not in ("year", "date") or not any(id(one) in explained for one in (pair.a, pair.b))
    ]


def _order(one: Measured) -> tuple[object, ...]:
    return (one.period or "", one.figure.source, one.figure.id)


def size(one: Measured) -> float:
    """The number, or the least that vague words can mean."""
    return one.amount.value if one.amount.value is not None else one.amount.low


def _other_times(a: Measured, b: Measured) -> bool:
    """Whether both times are known and are not the same; days near each other are one time."""
    if a.period is None or b.period is None or a.period == b.period:
        return False
    if a.period.startswith("after ") or b.period.startswith("after "):
        since, other = (a.period, b.period) if a.period.startswith("after ") else (b.period, a.period)
        return (year(other) or "9999") <= since.removeprefix("after ")
    if len(a.period) == len(b.period) == _DAY:
        told_then = a.period == a.published and b.period == b.published
        return abs(_days(a, b)) > FRESH if told_then or a.family == "person" else True
    shorter = min(len(a.period), len(b.period))
    return a.period[:shorter] != b.period[:shorter]


def _days(a: Measured, b: Measured) -> int:
    """Days from the one to the other; 0 where not both days are known."""
    try:
        return (date.fromisoformat(b.period or "") - date.fromisoformat(a.period or "")).days
    except ValueError:
        return 0


def _clash(pair: _Pair, names: Mapping[str, str]) -> str:
    told = _told(pair, names)
    if pair.why == "fallen":
        return f"{told} differ: the later count is the lower"
    if pair.why in ("year", "date"):
        return f"{told} differ, perhaps by {pair.why}"
    return f"{told} differ"


def _told(pair: _Pair, names: Mapping[str, str]) -> str:
    return f"{_one(pair.a, names)} and {_one(pair.b, names)}"


def _one(one: Measured, names: Mapping[str, str]) -> str:
    """“more than 160 people” (10 January 2022, in NAME)."""
    name = names[one.figure.source.document]
    if one.period is not None:
        when = one.period
    else:
        when = "no date" if one.harm or one.family in ("person", "time") else "no year"
    return f"“{_plain(one.figure.text)}” ({when}, in {name})"


def _agreement(group: Sequence[Measured], names: Mapping[str, str]) -> str:
    """“33,275 terrorists” (in NAME) and “33,275” (in NAME) are the same number."""
    tellings: dict[str, list[str]] = {}
    for one in sorted(group, key=_order):
        tellings.setdefault(_plain(one.figure.text), []).append(names[one.figure.source.document])
    said = [f"“{text}” (in {_listed(dict.fromkeys(where))})" for text, where in tellings.items()]
    if len(said) == 1:
        return f"{said[0]} is told {_times(len(group))}, each time the same"
    return f"{_listed(said)} are the same number"


def _listed(words: Iterable[str]) -> str:
    known = list(words)
    if len(known) > NAMED:
        known = [*known[: NAMED - 1], f"{len(known) - NAMED + 1} more"]
    return known[0] if len(known) == 1 else f"{', '.join(known[:-1])} and {known[-1]}"


def _times(count: int) -> str:
    return "twice" if count == 2 else f"{count} times"


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
