"""One account laid out for attribution: its words by place, its sentences and paragraphs as its marks part them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from spacy.tokens import Token

from dragoman.extract.cues import cue_at
from dragoman.extract.parse import Parse
from dragoman.extract.quotations import Quotation, Quotations, quotations
from dragoman.extract.speakers import FIRST, subject_of

NEAR = 6
"""Most words between a verb of speech and its subject, or its sentence's end, in an attribution within a quotation."""
LONGEST = 300
"""How far, in words, a sentence is followed; beyond it there is no punctuation to be trusted."""
FINAL = frozenset(".!?…")


class Layout:
    """A parsed account with its quotations, to be asked for the words around one."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.doc = parse.doc
        self.text = parse.document.text
        self.marks: Quotations = self._mended(quotations(self.text))

    def _mended(self, marks: Quotations) -> Quotations:
        """Quotations, those that never close ended before an attribution within them: "We have food, he said."."""
        found = list(marks.found)
        for index, quotation in enumerate(found):
            goes_on = index + 1 < len(found) and found[index + 1].continues
            if not quotation.closed and not goes_on and (end := self._attributed(quotation)) is not None:
                found[index] = replace(quotation, end=end, inner_end=end)
        return Quotations(tuple(found), marks.starts)

    def _attributed(self, quotation: Quotation) -> int | None:
        """Where an attribution within a quotation begins: after a comma, a speaker and a verb that close a sentence."""
        for token in self.words(quotation.inner_start, quotation.inner_end):
            cue = cue_at(token) if token.tag_ in ("VBD", "VBZ") else None
            subject = subject_of(token) if cue is not None and cue.takes("that") else None
            if subject is None or subject.lower_ in FIRST or abs(subject.i - token.i) > NEAR:
                continue
            start = min(token.i, *(t.i for t in subject.subtree))
            after = self.doc[token.sent.end - 1].i - max(token.i, *(t.i for t in subject.subtree))
            if (
                start > 0
                and self.doc[start - 1].text == ","
                and after <= NEAR
                and self.doc[start - 1].idx > quotation.inner_start
            ):
                return int(self.doc[start - 1].idx) + 1
        return None

    @cached_property
    def _places(self) -> list[int]:
        return [t.idx for t in self.doc]

    def token(self, place: int) -> int:
        """Index of the first token that starts at a character or after it."""
        return bisect_left(self._places, place)

    def words(self, start: int, end: int) -> Iterator[Token]:
        """The words that start between two characters, without white space."""
        for index in range(self.token(start), self.token(end)):
            if not self.doc[index].is_space:
                yield self.doc[index]

    def quoted(self, token: Token) -> bool:
        """Whether a token stands within quotation marks, or is one."""
        return self.marks.at(token.idx) is not None

    def before(self, quotation: Quotation) -> list[Token]:
        """The words of its sentence before a quotation; other quotations among them are left out."""
        found: list[Token] = []
        index = self.token(quotation.start) - 1
        for _ in range(LONGEST):
            if index < 0:
                break
            token = self.doc[index]
            if token.is_space and "\n" in token.text:
                break
            other = self.marks.at(token.idx)
            if other is not None:
                if self.text[other.inner_end - 1] in FINAL and (not found or found[-1].text[:1].isupper()):
                    break
                index = self.token(other.start) - 1
                continue
            if token.text in FINAL and not self._abbreviated(index):
                break
            if not token.is_space:
                found.append(token)
            if token.is_sent_start and not token.text[:1].islower() and not token.is_punct:
                break
            index -= 1
        return found[::-1]

    def after(self, quotation: Quotation) -> list[Token]:
        """The words of its sentence after a quotation, up to the next quotation."""
        found: list[Token] = []
        ended = self.text[quotation.inner_end - 1] in ".…"
        first = self.token(quotation.end)
        for index in range(first, min(first + LONGEST, len(self.doc))):
            token = self.doc[index]
            if token.is_space:
                if "\n" in token.text:
                    break
                continue
            if self.quoted(token):
                break
            if not found and ended and token.text[:1].isupper():
                break
            starts = token.is_sent_start and not token.is_punct and not token.text[:1].islower()
            if starts and any(not t.is_punct for t in found):
                break
            found.append(token)
            if token.text in FINAL and not self._abbreviated(index):
                break
        return found

    def _abbreviated(self, index: int) -> bool:
        token = self.doc[index]
        return bool(token.text == "." and index + 1 < len(self.doc) and self.doc[index + 1].text[:1].islower())

    def opens_paragraph(self, quotation: Quotation) -> bool:
        """Whether nothing stands before a quotation in its paragraph."""
        start = max(self.text.rfind("\n", 0, quotation.start), self.text.rfind("\r", 0, quotation.start)) + 1
        return quotation.start - start < LONGEST and not self.text[start : quotation.start].strip(" \t\u00a0•-–—")

    def paragraph(self, place: int) -> tuple[int, int]:
        """Start and end of the paragraph that holds a character."""
        start = self.text.rfind("\n", 0, place) + 1
        end = self.text.find("\n", place)
        return start, len(self.text) if end < 0 else end

    def paragraph_before(self, place: int) -> tuple[int, int] | None:
        """The last paragraph with words before the one that holds a character."""
        last = self.paragraph(place)[0] - 1
        while last >= 0 and self.text[last].isspace():
            last -= 1
        return self.paragraph(last) if last >= 0 else None
