"""Where quotation marks stand: the outermost quotations of a text, paragraph by paragraph.

Marks of all kinds are read (“…”, "…", ''…'', «…», „…“, ‘…’, '…'). A mark that never closes ends with its paragraph,
or before the next mark that opens; a paragraph that opens with a mark goes on with one left open in the one before.
Misses a quotation in single marks that ends in a plural possessive, and dialogue marked by a dash alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

_PARAGRAPH = re.compile(r"[^\r\n]+")
_DOUBLE = re.compile(r"''|``|[“”„‟«»\"]")
_SINGLE_OPEN = re.compile(r"(?<![\w'’‘.,;!?])[‘'](?=[\w$£€\[(…])(?!(?:em|til|tis|twas|cause|n|\d\ds)\b)")
_SINGLE_CLOSE = re.compile(r"(?<=[^\s‘'’])['’](?![\w'’])")
_OPENS = "“„‟«"
_CLOSES = "”»"
_STRAIGHT = "\"'`"
Span = tuple[int, int]
AHEAD = 4000
"""How far, in characters, the marks that would close a nested quotation are looked for."""
MAX_SINGLE = 600
"""Longest quotation in single marks, in characters: beyond it the mark was an apostrophe."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation with its marks (`start`, `end`) and without them (`inner_start`, `inner_end`)."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool = True
    continues: bool = False
    """It goes on with the quotation of the paragraph before, which was left open."""

    def holds(self, place: int) -> bool:
        """Whether a character lies within, the marks included."""
        return self.start <= place < self.end


@dataclass(frozen=True, slots=True)
class Quotations:
    """All outermost quotations of one text, in order, to be asked what lies in them."""

    found: tuple[Quotation, ...]
    starts: tuple[int, ...]

    def at(self, place: int) -> Quotation | None:
        """The quotation that a character lies in, or None."""
        index = bisect_right(self.starts, place) - 1
        if index >= 0 and self.found[index].holds(place):
            return self.found[index]
        return None

    def between(self, start: int, end: int) -> tuple[Quotation, ...]:
        """The quotations that touch the characters `start` to `end`."""
        first = max(bisect_right(self.starts, start) - 1, 0)
        return tuple(q for q in self.found[first : bisect_right(self.starts, end)] if q.start < end and start < q.end)


def quotations(text: str) -> Quotations:
    """The outermost quotations of a text, in order, each within one paragraph."""
    found: list[Quotation] = []
    for paragraph in _PARAGRAPH.finditer(text):
        here = _doubles(text, paragraph.start(), paragraph.end())
        singles = [
            single
            for single in _singles(text, paragraph.start(), paragraph.end())
            if not any(q.start < single.end and single.start < q.end for q in here)
        ]
        for quotation in sorted((*here, *singles), key=lambda q: q.start):
            found.append(_joined(quotation, found, text))
    return Quotations(tuple(found), tuple(q.start for q in found))


def _joined(quotation: Quotation, before: list[Quotation], text: str) -> Quotation:
    """The quotation, marked as going on where the last one was left open at the end of the paragraph before."""
    if not before or before[-1].closed or text[before[-1].end : quotation.start].strip():
        return quotation
    return Quotation(
        quotation.start, quotation.end, quotation.inner_start, quotation.inner_end, quotation.closed, continues=True
    )


def _doubles(text: str, low: int, high: int) -> list[Quotation]:
    """Quotations in double marks of one paragraph."""
    marks = [(m.start(), m.end()) for m in _DOUBLE.finditer(text, low, high)]
    straight = [start for start, _ in marks if text[start] in _STRAIGHT]
    paired = len(straight) == len(marks) and len(marks) % 2 == 0
    found: list[Quotation] = []
    opened: list[tuple[int, int]] = []
    for start, end in marks:
        if _opens(text, (start, end), (low, high), opened, paired=paired):
            if opened and text[start] in _OPENS and not _nests(text, end, high, opened):
                cut = len(text[:start].rstrip())
                found.append(Quotation(opened[0][0], cut, opened[0][1], cut, closed=False))
                opened = []
            opened.append((start, end))
        elif opened:
            outer = opened.pop()
            if not opened:
                found.append(Quotation(outer[0], end, outer[1], start))
    if opened:
        cut = len(text[:high].rstrip())
        found.append(Quotation(opened[0][0], cut, opened[0][1], cut, closed=False))
    return [q for q in found if text[q.inner_start : q.inner_end].strip()]


def _opens(text: str, mark: Span, paragraph: Span, opened: list[Span], *, paired: bool) -> bool:
    """Whether a double mark opens. A mark of the wrong hand is told by what stands around it."""
    start, end = mark
    before = text[start - 1] if start > paragraph[0] else " "
    after = text[end] if end < paragraph[1] else " "
    free = before.isspace() or before in "([—–-/‘'“\""
    if text[start] in _CLOSES:
        return not opened and before.isspace() and after.isalnum() and text[start] == "”"
    if text[start] in _OPENS:
        return not opened or not (after.isspace() or (not after.isalnum() and not free))
    if paired:
        return not opened
    if not opened:
        return (free and not after.isspace()) or after.isalnum()
    if text[opened[-1][0]] in _STRAIGHT:
        return free and not after.isspace() and before != '"'
    ahead = text[end : min(paragraph[1], end + AHEAD)]
    return free and after.isalnum() and any(c in ahead for c in _CLOSES)


def _nests(text: str, place: int, high: int, opened: list[Span]) -> bool:
    """Whether a curly mark within a quotation opens a nested one: enough marks follow to close both."""
    if text[opened[-1][0]] in _STRAIGHT:
        return True
    ahead = text[place : min(high, place + AHEAD)]
    return sum(ahead.count(c) for c in _CLOSES) - sum(ahead.count(c) for c in _OPENS) > len(opened)


def _singles(text: str, low: int, high: int) -> Iterator[Quotation]:
    """Quotations in single marks of one paragraph."""
    place = low
    while opening := _SINGLE_OPEN.search(text, place, high):
        place = opening.end()
        closing = None
        for closing in _SINGLE_CLOSE.finditer(text, place, min(high, place + MAX_SINGLE)):
            if text[closing.start() - 1] not in "sSzx" or not _SINGLE_CLOSE.search(text, closing.end(), high):
                break
        if closing is not None:
            yield Quotation(opening.start(), closing.end(), opening.end(), closing.start())
            place = closing.end()
