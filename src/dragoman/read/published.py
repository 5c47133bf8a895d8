"""Dates of publication: whole dates as they stand in headings and metadata, read strictly as ISO dates.

A date is read only where the words settle it. "10-01-2022" and "10.01.2022" are day first, as hyphens and dots go;
"10/01/2022" is settled by a part over 12 or by a time zone of one habit beside it ("14:58 IST"), else it stays unread.
Month names of other languages come from CLDR (through Babel) and count where all languages that have the word agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from babel import Locale

from dragoman.tables import table

FIRST_YEAR, LAST_YEAR = 1900, 2099
LONGEST = 100
"""Characters over which no text is a date."""
LANGUAGES = (
    "ar", "az", "be", "bg", "bs", "ca", "cs", "da", "de", "el", "es", "et", "eu", "fa", "fi", "fr", "gl", "he", "hi",
    "hr", "hu", "hy", "id", "is", "it", "ka", "kk", "ky", "lt", "lv", "mk", "ms", "nb", "nl", "nn", "pl", "pt", "ro",
    "ru", "sk", "sl", "sq", "sr", "sv", "sw", "tg", "tk", "tr", "uk", "ur", "uz", "vi",
)  # fmt: skip
"""Languages whose month names are known. `fa` and others name the months of the common calendar; no other is read."""

_MONTH_FIRST = frozenset(("EST", "EDT", "ET", "CDT", "MDT", "PST", "PDT", "PT", "AKST", "AKDT", "HST"))
_DAY_FIRST = frozenset(
    ("IST", "GMT", "BST", "CET", "CEST", "EET", "EEST", "WET", "WEST", "MSK", "TRT", "PKT", "WIB", "AEST", "AEDT",
     "NZST", "NZDT", "SAST", "EAT", "WAT")
)  # fmt: skip
"""Zones whose countries write the month first, or the day first. CST (Chicago, Beijing) and UTC tell nothing."""

_WORD = r"[^\W\d_]{3,}"
_TIME = r"(?i:\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\.\d+)?(?:\s*[ap]\.?m\b\.?)?|\d{1,2}\s*[ap]\.?m\b\.?)"
_FORMS = (
    r"(?P<iso_year>(?:19|20)\d{2})(?P<iso_mark>[-/.])(?P<iso_month>\d{1,2})(?:(?P=iso_mark)(?P<iso_day>\d{1,2}))?"
    r"(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:[.,]\d+)?(?:\s*(?:Z\b|[+-]\d{2}:?\d{2}))?)?",
    r"(?P<first>\d{1,2})(?P<mark>[-/.])(?P<second>\d{1,2})(?P=mark)(?P<year>(?:19|20)\d{2})",
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?[\s.-]{{0,2}}(?:of\s|de\s|d['’])?(?P<month>{_WORD})\.?,?"
    r"[\s-]{1,2}(?:de\s|del\s|of\s)?(?P<dmy_year>(?:19|20)\d{2})",
    rf"(?P<mdy_month>{_WORD})\.?\s(?P<mdy_day>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<mdy_year>(?:19|20)\d{{2}})",
    rf"(?P<my_month>{_WORD})\.?,?\s(?P<my_year>(?:19|20)\d{{2}})",
    r"(?P<cjk_year>(?:19|20)\d{2})\s?年\s?(?P<cjk_month>\d{1,2})\s?月(?:\s?(?P<cjk_day>\d{1,2})\s?日)?",
)
_DATE = re.compile(r"(?<![\w/.-])(?:" + "|".join(_FORMS) + r")(?![\w/]|[.:-]\d)", re.IGNORECASE)
_ZONE = re.compile(rf"[\s,|]*(?:at\s+)?(?:{_TIME})?\s*\(?(?P<zone>[A-Z]{{2,4}})\b")
_REST = re.compile(rf"[\s,|]*(?:at\s+)?(?:{_TIME})?\s*(?:\(?[A-Z]{{1,5}}\)?)?\s*(?:[+-]\d{{2}}:?\d{{2}})?[\s.)]*", re.I)
_LEAD = re.compile(rf"(?:{_WORD}\.?)?[\s,]*(?:{_TIME})?(?:\s*[A-Z]{{2,4}})?[\s,]*(?:{_WORD}\.?)?", re.IGNORECASE)
_PACKED = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})(?:T?\d{4}(?:\d{2})?Z?)?")
_YEAR = re.compile(r"(?:19|20)\d{2}")


@dataclass(frozen=True, slots=True)
class PublishedSpan:
    """A whole date at `start` to `end` of a line; `date` is None where the words leave it open."""

    start: int
    end: int
    date: str | None


def spans(line: str) -> Iterator[PublishedSpan]:
    """The dates with a year in a line, in order. Words that only look like one ("ministers 2022") are passed over."""
    for match in _DATE.finditer(line):
        zone = _ZONE.match(line, match.end())
        known, found = _read(match, zone["zone"] if zone else None)
        if known:
            yield PublishedSpan(match.start(), match.end(), found)


def iso(text: str | None) -> str | None:
    """The ISO date that the whole text is, as precise as it is; None when it is anything else, or is not settled.

    Weekday, time of day and zone are left out; the day is the one written, in the zone it was written in.
    """
    said = " ".join(text.split()) if text and len(text) <= LONGEST else ""
    if packed := _PACKED.fullmatch(said):
        return _made(*packed.groups())
    if _YEAR.fullmatch(said):
        return said
    found = list(spans(said))
    if len(found) != 1 or not _REST.fullmatch(said, found[0].end):
        return None
    before = said[: found[0].start].strip(" ,")
    return found[0].date if not before or _is_weekday_or_time(before) else None


def _is_weekday_or_time(words: str) -> bool:
    return _LEAD.fullmatch(words) is not None


def _read(match: re.Match[str], zone: str | None) -> tuple[bool, str | None]:
    """Whether the match is a date at all, and the date."""
    part = match.groupdict()
    if part["iso_year"]:
        made = _made(part["iso_year"], part["iso_month"], part["iso_day"])
        return made is not None, made
    if part["cjk_year"]:
        made = _made(part["cjk_year"], part["cjk_month"], part["cjk_day"])
        return made is not None, made
    if part["year"]:
        return True, _ordered(part["first"], part["second"], part["year"], part["mark"], zone)
    for prefix in ("", "mdy_", "my_"):
        if word := part[f"{prefix}month"]:
            number = month(word)
            year = part["dmy_year"] if not prefix else part[f"{prefix}year"]
            made = _made(year, str(number), part.get(f"{prefix}day")) if number else None
            return made is not None, made
    return False, None


def _ordered(first: str, second: str, year: str, mark: str, zone: str | None) -> str | None:
    """The date of a numeric form with the year last, if its order is settled."""
    day_first, month_first = _made(year, second, first), _made(year, first, second)
    if day_first == month_first or not month_first:
        return day_first
    if not day_first or zone in _MONTH_FIRST:
        return month_first
    return day_first if mark != "/" or zone in _DAY_FIRST else None


def _made(year: str, month: str, day: str | None) -> str | None:
    if not FIRST_YEAR <= int(year) <= LAST_YEAR or not 1 <= int(month) <= 12:
        return None
    if day is None:
        return f"{year}-{int(month):02}"
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def month(word: str) -> int | None:
    """1 to 12 for the name of a month, in English or another language; None for any other word."""
    low = word.casefold()
    return _english().get(low) or _foreign().get(low)


@cache
def _english() -> dict[str, int]:
    rows = table("dates", ("word", "kind", "value"))
    return {row["word"]: int(row["value"]) for row in rows if row["kind"] in ("month", "abbreviated month")}


@cache
def _foreign() -> dict[str, int]:
    """Month names and abbreviations on which all languages agree."""
    said: dict[str, set[int]] = {}
    for language in LANGUAGES:
        months = Locale(language).months
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in months[context][width].items():
                    said.setdefault(name.casefold().rstrip("."), set()).add(number)
    return {name: min(numbers) for name, numbers in said.items() if len(numbers) == 1 and name.isalpha()}
