"""The dates of one account as its narrative gives them: each read from the one before, and who inherits one.

A chronicle heads its paragraphs with a date, and a story opens one with "On 5 January …": what the paragraph goes on to
tell in the same tense is of that date. Where the narrative names no day, "that day" and "two days later" stay unread.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from spacy.tokens import Token

from dragoman import dates
from dragoman.extract.parse import Parse
from dragoman.periods import first_day, last_day
from dragoman.records import Date

CHRONICLE = 2
"""Paragraphs that must open with a date of their own for it to head them: one alone may be a dateline."""
NEAR = 1
"""Paragraphs back in which "that day" is still looked for."""
_OPENING = re.compile(r"[\s•*#>–-]*(?:(?:on|by|in) )?(?:the )?", re.IGNORECASE)
_HEADED = re.compile(r"\s*(?:[.:–—]\s|\n|$)")
_WEEKDAY_ALONE = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day(?: (?:morning|afternoon|evening|night))?", re.IGNORECASE
)
_BOUND = re.compile(r"(?:since|from|until|till|before|after|by|as of)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Written:
    """A date as it stands, with the paragraph it stands in and the last day that the narrative named before it."""

    span: dates.DateSpan
    paragraph: int
    anchor: str | None
    heading: Date | None
    """The date that heads its paragraph."""


class Narrative:
    """The dates of one document in text order. Lives as long as one document is read."""

    def __init__(self, parse: Parse) -> None:
        self._text, self._published = parse.document.text, parse.document.published
        self._breaks = [match.end() for match in re.finditer(r"\n", self._text)]
        self._begins = [0, *self._breaks]
        spans = dates.find(self._text)
        self._day_first = dates.habit(self._text) if spans else None
        self._headings = self._headed(spans)
        self.written: list[Written] = []
        self._openings: dict[int, Written] = {}
        last: tuple[int, str] | None = None
        for span in spans:
            here = bisect_right(self._breaks, span.start)
            anchor = last[1] if last and here - last[0] <= self._reach(last[0], here) else None
            one = Written(span, here, anchor, self._headings.get(here))
            if not self._text[self._begins[here] : span.start].strip() or _OPENING.fullmatch(
                self._text, self._begins[here], span.start
            ):
                self._openings.setdefault(here, one)
            self.written.append(one)
            told = self.read(one)
            if told is not None and told.low and told.high and not _BOUND.match(span.text):
                last = here, told.high
        self._starts = [one.span.start for one in self.written]

    def within(self, start: int, end: int) -> list[Written]:
        """The dates that begin between the characters `start` and `end`."""
        return self.written[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def around(self, at: int) -> list[Written]:
        """The date that begins at the character `at` or last before it, if any."""
        return self.written[max(0, bisect_right(self._starts, at) - 1) : bisect_right(self._starts, at)]

    def read(self, one: Written, *, future: bool | None = None) -> Date | None:
        """What a date means where it stands; None when it hangs on a day that is not known."""
        if one.heading is not None and one.heading.text != one.span.text and _WEEKDAY_ALONE.fullmatch(one.span.text):
            return self._in_heading(one)
        return dates.resolve(
            one.span.text,
            published=self._published,
            anchor=one.anchor,
            day_first=self._day_first,
            future=future,
        )

    def inherited(self, trigger: Token, root: Token) -> tuple[Date, dates.DateSpan] | None:
        """The date of the paragraph, where the sentence names none and goes on in its tense; None otherwise."""
        sentence = root.sent
        here = bisect_right(self._breaks, sentence.start_char)
        opening = self._openings.get(here)
        if opening is None or sentence.start_char < opening.span.start or not _goes_on(root):
            return None
        if trigger.i != root.i and trigger.head.i != root.i and trigger.head.head.i != root.i:
            return None
        headed = here in self._headings
        since = max(opening.span.end, sentence.start_char) if headed else opening.span.end
        if self.within(since, sentence.end_char) or not (headed or self._unbroken(root, opening)):
            return None
        told = self.read(opening)
        return (told, opening.span) if told is not None and told.low and len(told.low) == 10 and told.high else None

    def before(self, token: Token) -> Written | None:
        """The last date before a token in its paragraph."""
        here = bisect_right(self._breaks, token.idx)
        at = bisect_left(self._starts, token.idx) - 1
        return self.written[at] if at >= 0 and self.written[at].paragraph == here else None

    def _headed(self, spans: list[dates.DateSpan]) -> dict[int, Date]:
        """The dates that head paragraphs, by paragraph; none unless several do."""
        found: dict[int, Date] = {}
        for span in spans:
            here = bisect_right(self._breaks, span.start)
            if self._text[self._begins[here] : span.start].strip(" \t•*#-") or not _HEADED.match(self._text, span.end):
                continue
            told = dates.resolve(span.text, published=self._published, day_first=self._day_first)
            if told is not None and told.low and told.high and len(told.low) == len(told.high) == 10:
                found[here] = told
        return found if len(found) >= CHRONICLE else {}

    def _reach(self, then: int, now: int) -> int:
        """How many lines back the last named day may lie: empty lines are no paragraphs."""
        empty = sum(1 for line in range(then, now) if not self._line(line).strip())
        return NEAR + empty

    def _line(self, number: int) -> str:
        end = self._breaks[number] if number < len(self._breaks) else len(self._text)
        return self._text[self._begins[number] : end]

    def _in_heading(self, one: Written) -> Date | None:
        """A weekday of the days that head the paragraph; None when they have no such day."""
        heading = one.heading
        if heading is None or heading.low is None or heading.high is None:
            return None
        told = dates.resolve(one.span.text, published=last_day(heading.high))
        if told is None or told.low is None or not first_day(heading.low) <= told.low <= last_day(heading.high):
            return None
        return told

    def _unbroken(self, root: Token, opening: Written) -> bool:
        """Whether every sentence since the opening date goes on telling what happened then."""
        sentences = [each for each in root.doc.sents if opening.span.end <= each.end_char <= root.sent.end_char]
        return all(_goes_on(each.root) or not each.text.strip() for each in sentences)


def _goes_on(root: Token) -> bool:
    """Whether a sentence tells in the plain past, with nothing that leads to another time."""
    if root.pos_ not in ("VERB", "AUX") or root.tag_ not in ("VBD", "VBN"):
        return False
    words = [child.lower_ for child in root.children if child.dep_ in ("aux", "advmod", "npadvmod", "auxpass", "mark")]
    if root.tag_ == "VBN" and not {"was", "were"} & set(words):
        return False
    return not set(words) & {
        "had", "has", "have", "later", "afterwards", "afterward", "then", "subsequently", "earlier", "previously",
        "before", "since", "eventually", "finally", "meanwhile", "soon", "once", "recently", "already", "long",
        "would", "could", "may", "might", "will",
    }  # fmt: skip
