"""Dates as accounts write them: where they stand, and what they mean with the precision of the words.

`find` marks the words; `resolve` reads them as a `Date`: "2021" is the year 2021, "January 2-7" a range of days, "since
10 January" a beginning without an end. What depends on the day of publication, or on the narrative ("two days later"),
is read from that anchor and refused (None) where there is none. English only; of several readings the one that news
uses most is taken, so "Friday" is the last Friday up to publication unless the caller says that the clause looks ahead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from dragoman.dateforms import FORMS, MONTH, NEARLY, NUMBER, PARTS, PARTS_MEAN, UNIT, WEEKDAY, WORDS, YEAR, Known, away
from dragoman.periods import Span, first_day, last_day, piece
from dragoman.records import Date

_PLAIN = str.maketrans({"\u00a0": " ", "\u202f": " ", "\t": " ", "\n": " ", "\r": " ",
                        "’": "'", "‘": "'", "–": "-", "—": "-", "―": "-"})  # fmt: skip
_READERS = tuple((re.compile(pattern, re.IGNORECASE), reader) for pattern, reader in FORMS)
_PART_HEAD = rf"(?:the )?(?P<part>{PARTS})[ -](?:the (?!{MONTH}))?"
_PART = re.compile(_PART_HEAD + "(?P<rest>.+)", re.IGNORECASE)
_OFFSET_HEAD = rf"(?:the )?{NEARLY}(?:(?P<count>{NUMBER})[ -])?(?P<unit>{UNIT}) (?P<side>before|after) "
_OFFSET = re.compile(_OFFSET_HEAD + "(?P<rest>.+)", re.IGNORECASE)
_LEADING = re.compile(
    r"(?:(?:on|in|at|during|over|within|for|around|about|circa|sometime|as (?:recently|early|late|soon) as|"
    r"the (?:night|evening|morning|afternoon|early hours|day|month|year|eve) of|[\d:.]+ ?[ap]\.?m\.?,?) )+",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r",? (?:at )?(?:\d\d?:\d\d(?::\d\d)?(?: ?[ap]\.?m\b\.?)?|\d\d? ?[ap]\.?m\b\.?)(?: [A-Z]{2,4})?$", re.IGNORECASE
)
_OPENS, _CLOSES = ("since", "from", "starting", "after"), ("until", "till", "before", "by", "no later than")
_BOUND = re.compile(rf"(?P<bound>{'|'.join((*_OPENS, *_CLOSES))}|as of) (?:on |in |at )?(?P<rest>.+)", re.IGNORECASE)
_BETWEEN = re.compile(r" ?- ?| to | through | until | till | and ", re.IGNORECASE)


def _unnamed(pattern: str) -> str:
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)


_FORM = "|".join(f"(?:{_unnamed(pattern)})" for pattern, _ in FORMS)
_ONE = rf"(?:{_unnamed(_PART_HEAD)}(?:{_FORM}|{UNIT})|{_FORM})"
_FIND = re.compile(
    rf"(?<![\w$€£./-])(?:between {_ONE} and {_ONE}|"
    rf"(?:(?:since|from|until|till|before|after|by|as of) (?:on |in )?)?(?:{_unnamed(_OFFSET_HEAD)})?{_ONE}"
    rf"(?:(?: ?- ?| to | through | until | till ){_ONE})?)(?![\w/%]|-\d|[.,:]\d)",
    re.IGNORECASE,
)
_WORD = re.compile(r"\d+|[^\W\d_]+")
REACH = 60
"""Characters that a date may extend to either side of a telling word."""
_ALONE = re.compile(rf"(?P<month>{MONTH})|(?P<weekday>{WEEKDAY})|(?P<year>{YEAR})", re.IGNORECASE)
_IN_TIME = re.compile(
    r"\b(?:in|since|until|till|during|of|by|from|to|for|before|after|between|through|throughout|around|circa|below|above|late|early|"
    r"mid|last|next|this|every|year|compared with|than|versus|vs\.?|\d{4},?(?: and| or)?) ?-?$",
    re.IGNORECASE,
)
_HALVED = re.compile(r"\bhalf (?:of )?$", re.IGNORECASE)
_OWNED = re.compile(r"(?:\b(?:the|its|his|her|their|our|a|that|this)|'s|s'|\() ?$", re.IGNORECASE)
_TITLED = re.compile(r"[,;(] \d{4} (?!(?:was|is|had|were|would|will|and|or)\b)[a-z]{3,}")
_COUNTED = re.compile(r" (?:[a-z]+[a-rt-z]s|people|men|women|children|million|billion|percent|per cent|km)\b")
_NO_PLURAL = re.compile(r" (?:was|is|has|as|its|us|this|plus|versus|thus|his|always|across|does|levels)\b")
_PAPER = re.compile(r" (?:Times|Telegraph|Mirror|Mail|Express|Herald|Sun|Post|World|prayers?)\b")
_DOUBTFUL = frozenset(("march", "april", "may", "june", "august"))


@dataclass(frozen=True, slots=True)
class DateSpan:
    """The words of a date: `text` is what stands between the characters `start` and `end`."""

    start: int
    end: int
    text: str


def find(text: str) -> list[DateSpan]:
    """Where dates stand, in text order, with the word that opens or closes them ("since January 10")."""
    plain = text.translate(_PLAIN)
    spans = []
    for start, stop in _promising(plain):
        for match in _FIND.finditer(plain, start, stop):
            end = _end(plain, match)
            if _is_date(plain, match.start(), end):
                spans.append(DateSpan(match.start(), end, text[match.start() : end]))
    return spans


def resolve(
    span_text: str,
    *,
    published: str | None,
    anchor: str | None = None,
    day_first: bool | None = None,
    future: bool | None = None,
) -> Date | None:
    """What the words of a date mean; None when they are no date, or need a day that is not known.

    `published` is the ISO date of the account, `anchor` the last date of its narrative, `day_first` the order of its
    numeric dates (see `habit`), `future` whether the clause tells of what is to come (None: not told).
    """
    words = re.sub(r"\s+", " ", span_text.translate(_PLAIN)).strip(" .,;:")
    words = _CLOCK.sub("", words)
    known = Known(published, anchor, day_first, future)
    span = _read(words, known) or _read(_LEADING.sub("", words, count=1), known)
    if span is None and (match := _BOUND.fullmatch(words)) and (inner := _read(match["rest"], known)):
        bound = match["bound"].lower()
        span = inner if bound == "as of" else (inner[0], None) if bound in _OPENS else (None, inner[1])
    return Date(span_text, *span) if span else None


def habit(text: str) -> bool | None:
    """Whether the account puts the day first in numeric dates; None when no date tells, or they tell both."""
    pairs = re.findall(r"(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})[/.-](?:\d{4}|\d\d)(?![\d/])", text)
    first = any(12 < int(a) <= 31 and int(b) <= 12 for a, b in pairs)
    second = any(int(a) <= 12 < int(b) <= 31 for a, b in pairs)
    return first if first != second else None


def suspicious(told: Date, *, published: str | None, past: bool = True, others: Iterable[Date] = ()) -> str | None:
    """Why a date cannot be quite right, in words; None when nothing speaks against it.

    `past`: the clause tells it as past. `others`: when the account elsewhere puts the same happening.
    """
    if published and past and told.low and first_day(told.low) > last_day(published):
        return f"told as past, but {told.text!r} ({told.low}) lies after publication ({published})"
    if published and told.low and not told.high and told.low == published:
        return f"{told.text!r} begins on the day of publication ({published}), which leaves no time for it"
    for other in others:
        if told.low and not told.high and other.low and other.high and first_day(told.low) > last_day(other.high):
            return f"{told.text!r} begins after {other.text!r} ({other.low} to {other.high}) has ended"
    return None


def _promising(text: str) -> Iterator[tuple[int, int]]:
    """Stretches around the words that every date has one of; matching everywhere takes three times as long."""
    start = stop = 0
    for word in _WORD.finditer(text):
        if word.group().isdecimal() or word.group().lower() in WORDS:
            if word.start() - REACH > stop:
                if stop:
                    yield start, stop
                start = word.start() - REACH
            stop = word.end() + REACH
    if stop:
        yield max(start, 0), stop


def _read(words: str, known: Known) -> Span | None:
    for pattern, reader in _READERS:
        if (match := pattern.fullmatch(words)) and (span := reader(match, known)):
            return span
    if match := _PART.fullmatch(words):
        inner = _read(match["rest"], known) or _read(f"this {match['rest']}", known)
        return inner and _within(inner, match["part"].lower(), known)
    if (match := _OFFSET.fullmatch(words)) and (inner := _read(match["rest"], known)):
        return away(inner, match, -1 if match["side"].lower() == "before" else 1)
    return _range(re.sub(r"^(?:from|between) ", "", words, flags=re.IGNORECASE), known)


def _range(words: str, known: Known) -> Span | None:
    """Two dates and what joins them; the second may lend its year, and comes after the first."""
    for joint in _BETWEEN.finditer(words):
        one, other = words[: joint.start()], words[joint.end() :]
        year = re.search(YEAR, other)
        if year and not re.search(YEAR, one):
            one = f"{one} {year.group()}"
        a, b = _read(one, known), _read(other, known)
        if a and b and a[0] and b[0] and b[0] < a[0]:
            b = _read(other, replace(known, published=a[1], future=True))
        if a and b and a[0] and b[1] and a[0] <= b[1]:
            return a[0], b[1]
    return None


def _within(span: Span, part: str, known: Known) -> Span:
    """'late' of a stretch; 'earlier' and 'later' divide a stretch that holds the day of publication there."""
    which = PARTS_MEAN[part]
    if which not in ("before", "after"):
        return piece(span, which)
    low, high = span
    if known.published and low and high and first_day(low) <= known.published <= last_day(high):
        return (first_day(low), known.published) if which == "before" else (known.published, last_day(high))
    return span


def _end(text: str, match: re.Match[str]) -> int:
    """Where the date ends: 'in May 15 people' counts people, and is a month."""
    counted = re.search(r" \d{1,2}$", match.group())
    if counted and re.search(r"\b[Ii]n $", text[: match.start()]) and re.match(r" [a-z]", text[match.end() :]):
        return match.start() + counted.start()
    return match.end()


def _is_date(text: str, start: int, end: int) -> bool:
    """Whether the words are a date here: months and weekdays with capitals, no lone year that counts, no 'may'."""
    words, before, after = text[start:end], text[max(0, start - 20) : start], text[end : end + 20]
    if any(word[0].islower() for word in re.findall(rf"\b{MONTH}", words, re.IGNORECASE)):
        return False
    if re.search(r" (?:earlier|later)$", words) and after.startswith(" than"):
        return False
    if words.endswith(" ago") and _HALVED.search(before):
        return False
    alone = _ALONE.fullmatch(words)
    if alone is None:
        return True
    timed = _IN_TIME.search(before) is not None
    if alone["month"]:
        return timed or (words.lower() not in _DOUBTFUL and (len(words) > 4 or words == "July"))
    if alone["weekday"]:
        return not _PAPER.match(after) and (len(words) > 5 or (words[0].isupper() and (timed or words[-1] == ".")))
    counts = _COUNTED.match(after) and not _NO_PLURAL.match(after)
    if timed:
        return not counts or re.search(r"\b(?:in|since|until|during)\s$", before) is not None
    return not counts and (_OWNED.search(before) is not None or _TITLED.search(before + words + after) is not None)
