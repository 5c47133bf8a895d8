"""What one line of a heading tells beside the story: a byline, a date of publication, an outlet, a labelled fact.

A line is cut at bars, bullets and wide gaps ("Agency | City | Updated: 03-03-2021 14:58 IST"), and each piece is read
alone. A date without a label counts only beside nothing, an outlet, a person or a place, never inside a phrase.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dragoman.read.byline import byline, is_person, people
from dragoman.read.facts import Facts, filled, web_address, words
from dragoman.read.headwords import is_outlet, label, label_before, leading_outlet, looks_like_outlet
from dragoman.read.language import language_code
from dragoman.read.published import PublishedSpan, iso, spans

LONG = 200
"""A line over this many characters is running text, neither title nor byline."""
LONGEST_OUTLET = 8
"""Words that an outlet beside a date may have."""
A_DAY = len("2022-01-10")

_BARS = re.compile(r"\s*[|•·]\s*|\s{3,}|\t+")
_TRIFLES = re.compile(
    r"(?i:\b\d+\s*(?:comments?|shares?|views?|min(?:ute)?s?(?:\s+read)?)\b|\bon\b|\bat\b|"
    r"\b\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s*[ap]\.?m\b\.?)?|\b\d{1,2}\s*[ap]\.?m\b\.?|"
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:mon|tue|wed|thu|fri|sat|sun)\b)|"
    r"(?<!\w)\(?(?:GMT|UTC|[A-Z]{1,3}[SD]T|CET|EET|TRT|ET)(?:\s*[+-]\s*\d{1,2}(?::?\d{2})?)?\)?(?!\w)|[\s,.;:()–—-]+"
)
_DATELINE = re.compile(
    r"(?P<place>[^\W\d_][^\n(/]{0,60}?)?[\s,.]*"
    r"(?P<date>[^\W\d_]{3,9}\.?\s\d{1,2}(?:,?\s\d{4})?|\d{1,2}\s[^\W\d_]{3,9}\.?(?:,?\s\d{4})?)?[\s,.]*"
    r"(?:\((?P<agency>[^()\n]{2,40})\)|/(?P<slashed>[^/\n]{2,30})/)\s*(?:[-–—:]|\.\s)"
)

_DATED = re.compile(
    r"(?P<place>[^\W\d_][\w'’.-]*(?:,?\s[^\W\d_][\w'’.-]*){0,4})(?:,\s*|\s*[-–—]\s+|\s)"
    r"(?P<date>[^\W\d_]{3,9}\.?\s\d{1,2},?\s\d{4}|\d{1,2}\s[^\W\d_]{3,9}\.?,?\s\d{4})\.?\s*"
    r"(?:\((?P<agency>[A-Z][A-Z.-]{1,9})\)\s*)?[-–—:.]\s"
)
"""A place and a day with its year, then a dash or a stop, before running text."""
_NO_PLACE = frozenset("after at before by during from in of on since the this until".split())


@dataclass(frozen=True, slots=True)
class Notice:
    """What a line tells. `updated`: a date of change; `bare`: its date of publication stands without a label."""

    facts: Facts
    updated: str | None = None
    bare: bool = False


def notice(line: str, *, first: bool = False) -> Notice | None:
    """What a line tells beside the story; None for a line of the story. `first`: nothing stands above it."""
    plain = words(line) or ""
    if len(plain) <= LONG:
        if address := web_address(plain):
            return Notice(Facts(url=address))
        dated = any(True for _ in spans(plain))
        told = [found for piece in _BARS.split(line) if piece and (found := _piece(piece.strip(), dated=dated))]
        if told:
            facts = filled(*(found.facts for found in told))
            updated = next((found.updated for found in told if found.updated), None)
            bare = all(found.bare for found in told if found.facts.published)
            return Notice(facts, updated, bare and facts.published is not None)
    return _opening_date(plain) if first else None


def _piece(piece: str, *, dated: bool) -> Notice | None:
    """What a line, or one piece of it, tells. `dated`: the line has a date somewhere, as lines about an account do."""
    labelled = label(piece)
    if labelled and (told := _labelled(*labelled)):
        return told
    dates = list(spans(piece))
    if by := byline(piece):
        return Notice(Facts(author=by.author, outlet=by.outlet, published=dates[0].date if dates else None))
    if dates:
        return _dated(piece, dates)
    return Notice(Facts(outlet=piece)) if is_outlet(piece) or (dated and looks_like_outlet(piece)) else None


def _labelled(role: str, value: str) -> Notice | None:
    """What "label: value" tells; None when the value is not what the label asks for."""
    if role in ("published", "updated"):
        day = iso(value) or next((span.date for span in spans(value[: LONG // 4])), None)
        told = Notice(Facts(), updated=day) if role == "updated" else Notice(Facts(published=day))
        return told if any(map(str.isdigit, value)) else None
    if role == "author":
        found, sent = people(value), leading_outlet(value)
        facts = Facts(outlet=sent[0]) if sent else Facts(author=found[0] if found else None)
    elif role == "outlet":
        facts = Facts(url=web_address(value), outlet=None if web_address(value) else value)
    else:
        read = {"url": web_address, "language": language_code, "title": words}
        facts = Facts(**{role: read[role](value)})
    return Notice(facts) if facts != Facts() else None


def _dated(piece: str, dates: list[PublishedSpan]) -> Notice | None:
    """What a piece with dates tells: labelled dates, or one date beside an outlet, a person or a place."""
    told = Notice(Facts())
    before = 0
    for span in dates:
        role = label_before(piece[before : span.start])
        if role == "updated":
            told = replace(told, updated=told.updated or span.date)
        elif role:
            told = replace(told, facts=filled(told.facts, Facts(published=span.date)))
        before = span.end
    if told.updated or told.facts.published:
        return told
    return _beside(piece, dates[0]) if len(dates) == 1 and dates[0].date and len(dates[0].date) == A_DAY else None


def _beside(piece: str, span: PublishedSpan) -> Notice | None:
    """What a date without a label tells by what stands before it; nothing but trifles may stand after it."""
    if words(_TRIFLES.sub(" ", piece[span.end :])):
        return None
    named = words(piece[: span.start].strip(" ,;:–—-"))
    told = Notice(Facts(published=span.date), bare=True)
    if not named or not words(_TRIFLES.sub(" ", named)):
        return told
    if looks_like_outlet(named) and len(named.split()) <= LONGEST_OUTLET:
        return replace(told, facts=Facts(published=span.date, outlet=named))
    return told if is_person(named) or named.isupper() or (named.istitle() and len(named.split()) == 1) else None


def _opening_date(line: str) -> Notice | None:
    """A labelled date that opens running text: "date 2022-01-10 The talks …"."""
    span = next(spans(line[:LONG]), None)
    role = label_before(line[: span.start], whole=True) if span else None
    if not span or not role:
        return None
    return Notice(Facts(), updated=span.date) if role == "updated" else Notice(Facts(published=span.date))


def dateline(line: str) -> Facts:
    """What a dateline tells ("VIENNA, March 3, 2021 (Reuters) - …"): the agency, and the day where it has its year."""
    match = _DATELINE.match(line)
    sender = (match["agency"] or match["slashed"]) if match else None
    if not match or not sender:
        return _dated_place(line)
    capitals = match["place"] is not None and match["place"].isupper()
    if capitals and iso(sender):
        return Facts(published=iso(sender))
    known = is_outlet(sender) or (capitals and match["date"] and sender[0].isupper())
    return Facts(outlet=sender, published=iso(match["date"])) if known else _dated_place(line)


def _dated_place(line: str) -> Facts:
    """What a dateline tells that has no agency, or one not known: "LAGOS, 14 April 2023 — Port workers …"."""
    match = _DATED.match(line)
    if not match or len(line) - match.end() < LONG // 5:
        return Facts()
    place = match["place"].replace(",", " ").split()
    named = all(word[0].isupper() for word in place) and place[0].casefold() not in _NO_PLACE
    day = iso(match["date"])
    return Facts(published=day, outlet=match["agency"]) if named and day else Facts()
