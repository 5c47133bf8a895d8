"""An account's text cut into pieces, each knowing which records rest on it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dragoman.records import Document

_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
"""Control characters and those that turn the direction of text: a reader must see that they are there."""


@dataclass(frozen=True, slots=True)
class Highlight:
    """Characters `start` to `end` hold a record of this kind; `anchor` is its address in the page."""

    start: int
    end: int
    kind: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Text between two boundaries. `starts`: anchors of the records that begin here."""

    text: str
    kinds: str = ""
    anchors: str = ""
    starts: tuple[str, ...] = ()


def highlight(document: Document, marks: Sequence[Highlight]) -> tuple[tuple[Piece, ...], ...]:
    """The text as paragraphs of pieces, blank lines left out."""
    text = document.text
    ordered = sorted(marks, key=lambda m: (m.start, -m.end, m.kind, m.anchor))
    paragraphs = [(m.start(), m.end()) for m in re.finditer(r"[^\r\n]*\S[^\r\n]*", text)]
    seen: set[str] = set()
    return tuple(tuple(_pieces(text, start, end, ordered, seen)) for start, end in paragraphs)


def visible(text: str) -> str:
    """`text` with hidden control characters written out, as in ⟨U+202E⟩."""
    return _HIDDEN.sub(lambda found: f"⟨U+{ord(found.group()):04X}⟩", text)


def _pieces(text: str, start: int, end: int, marks: Sequence[Highlight], seen: set[str]) -> Iterator[Piece]:
    here = [mark for mark in marks if mark.start < end and mark.end > start]
    edges = {start, end, *(m.start for m in here), *(m.end for m in here)}
    bounds = sorted(edge for edge in edges if start <= edge <= end)
    for low, high in pairwise(bounds):
        covering = [mark for mark in here if mark.start <= low and mark.end >= high]
        starts = tuple(dict.fromkeys(mark.anchor for mark in covering if mark.anchor not in seen))
        seen.update(starts)
        yield Piece(
            visible(text[low:high]),
            kinds=" ".join(dict.fromkeys(mark.kind for mark in covering)),
            anchors=" ".join(dict.fromkeys(mark.anchor for mark in covering)),
            starts=starts,
        )
