"""Paragraphs out of lines that were broken for a page or a screen."""

from __future__ import annotations

import re
from collections.abc import Iterable
from statistics import quantiles

FULL = 0.8
"""Share of the usual line's length from which a line counts as full, so that its paragraph goes on in the next.
On pages set by reportlab at 6 to 16 points, ragged right, .7 to .85 give the same paragraphs."""
FULL_STOP = 0.9
"""The same for a line that ends a sentence."""
FEWEST = 4
"""Lines from which a usual length can be told."""

_END = re.compile(r"[.!?:…][\"”’'»)\]]*$")
_OWN = re.compile(r"\s*(?:[-•*–—]\s|\d{1,3}[.)]\s|>)")
_BROKEN = re.compile(r"(\w+)-$")
_WORD = re.compile(r"\w+(?:-\w+)*")


def rejoined(lines: Iterable[str]) -> str:
    """The lines as paragraphs, a blank line between them.

    A paragraph ends at a blank line, before a list item, and at a line that is short for its page, unless the next one
    goes on in lower case or after a comma.
    """
    rows = [" ".join(line.split()) for line in lines]
    lengths = [len(row) for row in rows if row]
    usual = quantiles(lengths, n=10)[-1] if len(lengths) >= FEWEST else 0.0
    known = frozenset(_WORD.findall(" ".join(rows)))
    paragraphs: list[str] = []
    last = ""
    for row in rows:
        if row and paragraphs and last and _goes_on(last, row, usual):
            paragraphs[-1] = _joined(paragraphs[-1], row, known)
        elif row:
            paragraphs.append(row)
        last = row
    return "\n\n".join(paragraphs)


def _goes_on(row: str, below: str, usual: float) -> bool:
    """Whether the paragraph of a line goes on in the line below it."""
    if _OWN.match(below):
        return False
    if _END.search(row):
        return len(row) >= FULL_STOP * usual > 0
    return len(row) >= FULL * usual > 0 or below[0].islower() or row.endswith(",")


def _joined(before: str, after: str, known: frozenset[str]) -> str:
    """The two lines as one. A hyphen at the break is kept where the text has the word with it, or a capital follows."""
    broken, rest = _BROKEN.search(before), _WORD.match(after)
    if not broken or not rest:
        return f"{before} {after}"
    first, second = broken[1], rest[0]
    if f"{first}-{second}" in known or not second[0].islower() or first[-1].isdigit():
        return before + after
    return before[:-1] + after
