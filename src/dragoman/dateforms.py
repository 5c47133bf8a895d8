"""The forms that dates take in English news, and how each is read.

A form is a pattern that fits the whole of the words, and a reader that gives the stretch of time they mean, or None
when it hangs on a day that is not known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from dragoman.periods import DIGITS, Span, day, first_day, last_day, move, ordered, valid
from dragoman.tables import table

AHEAD = 31
"""Days: a date without year or tense ("11 January") that lies no further after publication is still to come."""

_ROWS = table("dates", ("word", "kind", "value"))
_NUMBER_ROWS = table("numbers", ("word", "kind", "value"))
_COUNTS = {row["word"]: int(row["value"]) for row in _NUMBER_ROWS if row["kind"] in ("unit", "ten")} | {"a": 1, "an": 1}
_ORDINALS = {row["word"]: int(row["value"]) for row in _NUMBER_ROWS if row["kind"] == "ordinal"}
_STEPS = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "same": 0, "that": 0, "next": 1,
          "coming": 1, "following": 1}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """What the words are read against. `future`: True told as still to come, False as past, None not told."""

    published: str | None
    anchor: str | None
    day_first: bool | None
    future: bool | None


def _words(*kinds: str) -> dict[str, str]:
    return {row["word"]: row["value"] for row in _ROWS if row["kind"] in kinds}


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word))) + ")"


_MONTHS, _WEEKDAYS = _words("month", "abbreviated month"), _words("weekday", "abbreviated weekday")
_DAYS, _FEASTS, _UNITS = _words("day"), _words("feast"), _words("unit")
PARTS_MEAN = _words("part")
"""early, middle, late, or before and after publication."""

WORDS = frozenset(
    (*_MONTHS, *_WEEKDAYS, *_UNITS, *(f"{unit}s" for unit in _UNITS), "weekend", "overnight",
     "spring", "summer", "autumn", "fall", "winter", *(word.split("'")[0].split()[-1] for word in (*_DAYS, *_FEASTS)))
)  # fmt: skip
"""Of these, or a number, every date has one."""

MONTH = rf"(?:{_any(_words('month'))}|{_any(_words('abbreviated month'))}\b\.?)"
WEEKDAY = rf"(?:{_any(_words('weekday'))}|{_any(_words('abbreviated weekday'))}\b\.?)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d%]|[.,:]\d)"
YEAR = r"(?:1[5-9]|20)\d\d(?![\d%]|[.,]\d)"
UNIT = rf"{_any(_UNITS)}s?"
PARTS = _any(PARTS_MEAN)
_TENS = _any(row["word"] for row in _NUMBER_ROWS if row["kind"] == "ten")
NUMBER = rf"(?:\d{{1,3}}|{_TENS}-{_any(_COUNTS)}|{_any(_COUNTS)}|(?:a )?couple of|(?:a )?few|several)"
NEARLY = r"(?:(?:just|only|about|around|nearly|almost|roughly|some|up to|over|under|more than|less than|at least) )*"
_DAYTIME = r"(?:,? (?:early |late )?(?:morning|afternoon|evening|night|noon|at dawn|at noon|local time))?"
_UNTIL = rf"(?:(?: ?- ?| and | to | through )(?P<until>{_DAY}))?"
_NAMED = rf"(?:{WEEKDAY},? (?:the )?)?"


def _iso(match: re.Match[str], _: Known) -> Span | None:
    said = match["iso"].replace("/", "-")
    return (said, said) if valid(said) else None


def _numeric(match: re.Match[str], known: Known) -> Span | None:
    """Day and month in the order that is possible, the account's own, the writer's (day first unless with slashes),
    or that does not lie after publication; None when still open."""
    first, second, year = (int(part) for part in re.split(r"[/.-]", match["numeric"]))
    year += 0 if year > 99 else 2000 if year < 70 else 1900
    pairs = ((first, second), (second, first))
    readings = list(dict.fromkeys(said for d, m in pairs if valid(said := f"{year:04}-{m:02}-{d:02}")))
    if len(readings) > 1 and known.day_first is not None:
        readings = readings[:1] if known.day_first else readings[1:]
    elif len(readings) > 1 and "/" not in match["numeric"]:
        readings = readings[:1]
    elif len(readings) > 1 and known.published:
        readings = [said for said in readings if said <= last_day(known.published)]
    return (readings[0], readings[0]) if len(readings) == 1 else None


def _month_day(match: re.Match[str], known: Known) -> Span | None:
    month, day_ = int(_MONTHS[match["month"].lower().rstrip(".")]), _digits(match["day"])
    until = _digits(match["until"]) if match["until"] else day_
    year = int(match["year"]) if match["year"] else _nearest_year(month, day_, known)
    low, high = f"{year or 0:04}-{month:02}-{day_:02}", f"{year or 0:04}-{month:02}-{until:02}"
    return (low, high) if year and until >= day_ and valid(low) and valid(high) else None


def _month(match: re.Match[str], known: Known) -> Span | None:
    month = int(_MONTHS[match["month"].lower().rstrip(".")])
    said = (match["which"] or "").lower()
    year = int(match["year"]) if match["year"] else None
    if year is None and said == "this" and known.published:
        year = int(known.published[:4])
    elif year is None:
        future = {"last": False, "next": True}.get(said, known.future)
        published = known.published and known.published[:7]
        year = _nearest_year(month, 1, replace(known, published=published, future=future))
        if said and published == f"{year}-{month:02}":
            year = (year or 0) + _STEPS[said]
    return (f"{year:04}-{month:02}", f"{year:04}-{month:02}") if year else None


def _year(match: re.Match[str], _: Known) -> Span:
    last = match["until"] or match["year"]
    return match["year"], match["year"][: 4 - len(last)] + last


def _decade(match: re.Match[str], _: Known) -> Span:
    return match["decade"], str(int(match["decade"]) + 9)


def _fraction(match: re.Match[str], known: Known) -> Span | None:
    """A quarter or half of a year. Of a season only the year is sure: its months depend on the hemisphere."""
    published = known.published and known.published[:4]
    year = match["year"] or move(published, "years", _STEPS[match["which"].lower()])
    if match["season"] or year is None:
        return ordered(year, year)
    months = 6 if (match["piece"] or "").lower() == "half" else 3
    place = int(match["nth"]) if match["nth"] else _ORDINALS[match["ordinal"].lower()]
    place = 12 // months if place < 0 else place
    low = f"{year}-{(place - 1) * months + 1:02}"
    return ordered(low, move(low, "months", months - 1)) if place * months <= 12 else None


def _deictic(match: re.Match[str], known: Known) -> Span | None:
    if not match["deictic"]:
        return ordered(move(known.published, "days", -1), known.published)
    there = move(known.published, "days", int(_DAYS[match["deictic"].lower()]))
    return ordered(there, there)


def _feast(match: re.Match[str], known: Known) -> Span | None:
    said = _FEASTS[match["feast"].lower()]
    year = match["year"] or _nearest_year(int(said[:2]), int(said[3:]), known)
    return (f"{year}-{said}", f"{year}-{said}") if year else None


def _weekday(match: re.Match[str], known: Known) -> Span | None:
    """The last such day up to publication; with "last" before it, with "next" after it, with "this" in its week."""
    said = (match["which"] or match["after"] or "").lower().strip("()")
    there = day(known.anchor if said == "following" else known.published)
    if there is None:
        return None
    wanted = int(_WEEKDAYS[match["weekday"].lower().rstrip(".")])
    ahead = (wanted - there.weekday()) % 7
    if _STEPS.get(said) == 1:
        there += timedelta(ahead or 7)
    elif _STEPS.get(said) == -1:
        there += timedelta(ahead - 7)
    elif said == "this":
        there += timedelta(wanted - there.weekday())
    else:
        there += timedelta(ahead if known.future or not ahead else ahead - 7)
    return there.isoformat(), there.isoformat()


def _weekday_of(match: re.Match[str], known: Known) -> Span | None:
    """'the Wednesday of that week', in the week of the narrative."""
    there = day(known.anchor)
    if there is None:
        return None
    there += timedelta(int(_WEEKDAYS[match["weekday"].lower().rstrip(".")]) - there.weekday())
    there += timedelta(7 * _STEPS[match["which"].lower().removeprefix("the ")])
    return there.isoformat(), there.isoformat()


def _weekend(match: re.Match[str], known: Known) -> Span | None:
    there = day(known.published)
    if there is None:
        return None
    step = _STEPS.get((match["which"] or "this").lower(), 0)
    saturday = there - timedelta((there.weekday() - 5) % 7)
    if step == 1 or (step == 0 and known.future and there.weekday() < 5):
        saturday += timedelta(7)
    elif step == -1 and there.weekday() >= 5:
        saturday -= timedelta(7)
    return saturday.isoformat(), (saturday + timedelta(1)).isoformat()


def _whole(match: re.Match[str], known: Known) -> Span | None:
    """'last week', 'this month'; and 'that day', 'the following year' of the narrative."""
    said, unit = match["which"].lower().removeprefix("the "), match["unit"].lower()
    narrated = said in ("following", "same", "that") or (unit == "day" and said in ("this", "next", "previous"))
    base = known.anchor if narrated else known.published
    if unit in ("hour", "minute", "fortnight"):
        return None
    kind, size = _size(unit)
    there = move(base, kind, size * _STEPS[said])
    if there is None:
        return None
    if unit == "week" and (within := day(there)):
        monday = within - timedelta(within.weekday())
        return monday.isoformat(), (monday + timedelta(6)).isoformat()
    if unit == "quarter":
        low = f"{there[:4]}-{(int(there[5:7]) - 1) // 3 * 3 + 1:02}"
        return ordered(low, move(low, "months", 2))
    if size >= 10 and base:
        return ordered(base[:4], there[:4])
    return there[: DIGITS[kind]], there[: DIGITS[kind]]


def _ago(match: re.Match[str], known: Known) -> Span | None:
    """'three weeks ago', 'two days later'. Weeks are good to three days; 'a few' is two to six."""
    side = match["side"].lower()
    base = known.published if side in ("ago", "from now", "hence") else known.anchor
    span = away((base, base), match, 1 if side in ("later", "from now", "hence") else -1)
    kind, size = _size(match["unit"])
    if span and kind == "days" and size >= 7 and span[0] == span[1]:
        return move(span[0], "days", -3), move(span[1], "days", 3)
    return span


def away(base: Span, match: re.Match[str], sign: int) -> Span | None:
    """The `count` units of the match before (sign -1) or after the base, as precise as the unit; 24 hours a day."""
    kind, size = _size(match["unit"])
    least, most = _count(match["count"] or "a")
    if kind == "hours":
        if not size or least % 24 or most % 24:
            return None
        kind, least, most = "days", least // 24, most // 24
    near, far = move(base[0], kind, sign * size * least), move(base[1], kind, sign * size * most)
    return ordered(near and near[: DIGITS[kind]], far and far[: DIGITS[kind]])


def _stretch(match: re.Match[str], known: Known) -> Span | None:
    """'the last two months', up to publication; 'the first two decades', from the anchor of the narrative."""
    said = match["stretch"].lower()
    kind, size = _size(match["unit"])
    base = known.anchor if said == "first" else known.published
    length = _count(match["count"] or "a")[1] * size
    if kind == "hours":
        if not size or length % 24:
            return None
        kind, length = "days", length // 24
    base = base and base[: DIGITS[kind]]
    if said == "first":
        return ordered(base, move(base, kind, length - 1))
    return ordered(base, move(base, kind, length * _STEPS[said]))


FORMS: tuple[tuple[str, Callable[[re.Match[str], Known], Span | None]], ...] = (
    (r"(?P<iso>(?:1[5-9]|20)\d\d(?:-\d\d(?:-\d\d)?|/\d\d/\d\d))(?:[T ]\d\d:\d\d[\d:.+Z-]*)?", _iso),
    (r"(?P<numeric>\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)|\d{1,2}-\d{1,2}-\d{4}|\d{1,2}\.\d{1,2}\.\d{4})", _numeric),
    (rf"{_NAMED}(?P<month>{MONTH}) (?P<day>{_DAY}){_UNTIL}(?:,? (?P<year>{YEAR}))?{_DAYTIME}", _month_day),
    (rf"{_NAMED}(?:the )?(?P<day>{_DAY}){_UNTIL}(?: of)?[ -](?P<month>{MONTH})(?:,?[ -](?:of )?(?P<year>{YEAR}))?"
     rf"{_DAYTIME}", _month_day),
    (rf"(?:(?P<which>last|this|next) )?(?P<month>{MONTH})(?:,? (?:of )?(?P<year>{YEAR}))?", _month),
    (rf"(?:the year )?(?P<year>{YEAR})(?: ?[-/] ?(?P<until>\d\d(?:\d\d)?)(?![\d-]))?", _year),
    (r"(?:the )?(?P<decade>(?:1[5-9]|20)\d0)'?s", _decade),
    (rf"(?:Q(?P<nth>[1-4])|(?:the )?(?P<ordinal>first|second|third|fourth|last) (?P<piece>quarter|half)|"
     r"(?:the )?(?P<season>spring|summer|autumn|fall|winter))(?: of| in)? "
     rf"(?:(?P<year>{YEAR})|(?:the )?(?P<which>last|previous|this|next) year)", _fraction),
    (rf"(?P<deictic>{_any(_DAYS)}){_DAYTIME}|overnight", _deictic),
    (rf"(?P<feast>{_any(_FEASTS)})(?:,? (?P<year>{YEAR}))?", _feast),
    (rf"(?:the )?(?P<weekday>{WEEKDAY}) of (?P<which>that|the (?:same|following|previous)) week", _weekday_of),
    (rf"(?:overnight )?(?:(?:the )?(?P<which>last|past|previous|this|next|coming|following) )?(?P<weekday>{WEEKDAY})"
     rf"{_DAYTIME}(?: (?P<after>\(?last\)?))?", _weekday),
    (r"(?:(?P<which>this|last|past|previous|next|coming)|the)(?: past| last| coming)? weekend", _weekend),
    (rf"(?P<which>(?:the )?(?:last|previous|current|next|coming|following|same)|this|that) (?P<unit>{_any(_UNITS)})\b",
     _whole),
    (rf"{NEARLY}(?P<count>{NUMBER})[ -](?P<unit>{UNIT}) "
     r"(?P<side>ago|earlier|later|previously|from now|hence)", _ago),
    (rf"(?:the )?(?P<stretch>last|past|previous|next|coming|first) {NEARLY}(?P<count>{NUMBER})[ -](?P<unit>{UNIT})\b",
     _stretch),
    (rf"the (?P<stretch>past)(?P<count>) (?P<unit>{_any(_UNITS)})\b", _stretch),
)  # fmt: skip


def _digits(day_: str) -> int:
    return int(re.sub(r"\D", "", day_))


def _size(unit: str) -> tuple[str, int]:
    kind, size = _UNITS[unit.lower() if unit.lower() in _UNITS else unit.lower().removesuffix("s")].split()
    return kind, int(size)


def _count(words: str) -> tuple[int, int]:
    """Least and most that a count can mean."""
    said = words.lower().removeprefix("a ").removesuffix(" of") if " " in words else words.lower()
    if said == "couple":
        return 2, 2
    if said in ("few", "several"):
        return 2, 6
    number = int(said) if said.isdigit() else sum(_COUNTS[word] for word in said.split("-"))
    return number, number


def _nearest_year(month: int, day_: int, known: Known) -> int | None:
    """The year that puts the day last before publication, or next after it when told as future."""
    base = known.published or known.anchor
    if base is None:
        return None
    if len(base) == 4:
        return int(base)
    latest = move(first_day(base), "days", AHEAD) if known.future is None else base
    years = [year for year in range(int(base[:4]) - 8, int(base[:4]) + 9) if valid(f"{year:04}-{month:02}-{day_:02}")]
    if known.future:
        return next((year for year in years if f"{year:04}-{month:02}-{day_:02}"[: len(base)] >= base), None)
    latest = latest or base
    return next((y for y in reversed(years) if f"{y:04}-{month:02}-{day_:02}"[: len(latest)] <= latest), None)
