"""What the first and last lines of an account say of it: title, outlet, author, date of publication, address.

Habits that are read: a title over the text, "By Jane Doe | 3 March 2021", "Agency | City | Updated: 03-03-2021 14:58",
labelled lines ("Author: …"), front matter, a date alone, a dateline ("VIENNA, March 3, 2021 (Reuters) -"), and at the
end "Author: …", a byline, an agency's sign-off. What the lines leave open stays None: a dateline without a year gives
no date, and neither does "10/01/2022".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

from dragoman.read.byline import byline, people
from dragoman.read.facts import Facts, filled, words
from dragoman.read.frontmatter import frontmatter
from dragoman.read.headwords import is_outlet, label, of
from dragoman.read.notice import LONG, Notice, dateline, notice
from dragoman.read.published import iso

HEAD_LINES, HEAD_CHARACTERS = 12, 4_000
"""How far down the first lines reach: lines with words, and characters."""
TAIL_LINES, TAIL_CHARACTERS = 8, 2_000
LONGEST_TITLE_WORDS = 30
DATED_CHARACTERS = 20_000
"""How far days that stand alone on lines are counted: several make a chronicle, not a date of publication."""

_MARKS = re.compile(r"^[\s>*_\ufeff]+|[\s*_]+$")
_HASHES = re.compile(r"^#{1,6}\s+")
_CLOSED = re.compile(r"(?:[,;:]|(?<!\.)\.|\.{4,}|[.!?][\"”'’»)\]]+)$")
_SIGN_OFF = re.compile(r"[(\[]([^()\[\]\n]{2,40})[)\]]\.?$")
_EXCLUSIVELY = re.compile(
    r"\b(?:exclusively|especially|specially|written) for (?:the )?(?:online )?"
    r"(?:magazine|newspaper|journal|website|portal|agency)?\s*"
    r"(?:[“\"«‘](?P<quoted>[^”\"»’\n]{3,60})[”\"»’]|(?P<plain>[A-Z][\w'’-]*(?: [A-Z][\w'’-]*){0,4}))"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line with words. `raw` keeps its gaps; `set_off`: a blank line, a rule or nothing comes after it."""

    raw: str
    words: str
    set_off: bool


def heading(text: str) -> Facts:
    """The facts that stand in the first and last lines of an account; None for each that does not."""
    front, start = frontmatter(text)
    body = text[start:]
    lines = [line for _, line in zip(range(HEAD_LINES), _lines(body[:HEAD_CHARACTERS]), strict=False)]
    notices = [notice(line.raw, first=n == 0) for n, line in enumerate(lines)]
    told = _settled(body, lines, notices)
    title = Facts(title=_title(lines, notices))
    return filled(front, told, title, *(dateline(line.words) for line in lines), _ending(body[-TAIL_CHARACTERS:]))


def _lines(text: str) -> Iterator[Line]:
    rows = text.splitlines()
    for row, below in zip_longest(rows, rows[1:], fillvalue=""):
        raw = _MARKS.sub("", row)
        if any(map(str.isalnum, raw)):
            yield Line(raw, " ".join(raw.split()), not any(map(str.isalnum, below)))


def _settled(body: str, lines: list[Line], notices: list[Notice | None]) -> Facts:
    """What the lines tell together: the first of each fact; a day of publication before a day of change.

    A day without a label counts above the story, and only if no other day stands alone on a line.
    """
    story = next((n for n, line in enumerate(lines) if len(line.words) > LONG), len(lines))
    kept = [told for n, told in enumerate(notices) if told and not (told.bare and n > story)]
    bare = {told.facts.published for told in kept if told.bare} - {None}
    if bare and len(bare | set(_days_alone(body[:DATED_CHARACTERS]))) > 1:
        kept = [replace(told, facts=replace(told.facts, published=None)) if told.bare else told for told in kept]
    days = [told.facts.published for told in sorted(kept, key=lambda told: told.bare)]
    published = next(filter(None, (*days, *(told.updated for told in kept))), None)
    return replace(filled(*(told.facts for told in kept)), published=published)


def _days_alone(text: str) -> Iterator[str]:
    for row in text.splitlines():
        if len(row) <= LONG // 4 and (day := iso(_HASHES.sub("", _MARKS.sub("", row)).strip(" :."))):
            yield day


def _title(lines: list[Line], notices: list[Notice | None]) -> str | None:
    """The line over the story, if the story has one: short, open-ended, set off from what follows."""
    for n, line in enumerate(lines):
        text = _HASHES.sub("", line.words)
        if notices[n] or text.casefold() in of("section"):
            continue
        below = lines[n + 1 :]
        if not below or not _is_title(text):
            return None
        over_notice = notices[n + 1] is not None
        over_story = len(below[0].words) > max(1.5 * len(text), LONG / 2)
        set_off = line.set_off or text != line.words or over_notice or over_story
        return text if set_off and any(len(other.words) > len(text) / 2 for other in below) else None
    return None


def _is_title(text: str) -> bool:
    fits = len(text) <= LONG and len(text.split()) <= LONGEST_TITLE_WORDS
    return fits and any(map(str.isalpha, text)) and not text[0].islower() and not _CLOSED.search(text)


def _ending(text: str) -> Facts:
    """What the last lines tell: who wrote, for whom it was written, which agency signs off."""
    last = list(_lines(text))[-TAIL_LINES:]
    author = next(filter(None, map(_signed, last)), None)
    written_for = [match["quoted"] or match["plain"] for line in last if (match := _EXCLUSIVELY.search(line.words))]
    signs_off = [match[1] for line in last if (match := _SIGN_OFF.search(line.words)) and is_outlet(match[1])]
    return Facts(author=author, outlet=words(next(iter(written_for + signs_off), None)))


def _signed(line: Line) -> str | None:
    labelled = label(line.words)
    if labelled and labelled[0] == "author":
        found = people(labelled[1])
        return found[0] if found else None
    by = byline(line.words)
    return by.author if by else None
