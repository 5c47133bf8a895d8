"""Paragraphs out of lines that were broken for a page or a screen."""

from __future__ import annotations

import re
from collections.abc import Iterable
from statistics import quantiles

FULL = 0.8
"""Share of the usual line's length from which a line counts as full, so that its paragraph goes on in the next."""
FULL_STOP = 0.9
"""The same for a line that ends a sentence. Of 60 paragraphs on pages set by reportlab in four ways, .9 finds all where
the page shows gaps, .7 to 1.0 find 55 to 60; without gaps it joins 2 to 9 to the paragraph before."""
FEWEST = 4
"""Lines from which a usual length can be told."""

_END = re.compile(r"[.!?:…][\"”’'»)\]]*$")
_OWN = re.compile(r"\s*(?:[-•*–—]\s|\d{1,3}[.)]\s|>)")
_CUT = re.compile(r"(?<!\w)(\w+)-$")
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
    pieces: list[str] = []
    last = ""
    for row in rows:
        if row and last and _goes_on(last, row, usual):
            hyphenated = _hyphenated(last, row)
            if hyphenated and not _keeps_hyphen(hyphenated, known):
                pieces[-1] = pieces[-1][:-1]
            pieces += ["" if hyphenated else " ", row]
        elif row:
            pieces += ["\n\n", row]
        last = row
    return "".join(pieces[1:])


def _goes_on(row: str, below: str, usual: float) -> bool:
    """Whether the paragraph of a line goes on in the line below it."""
    if _OWN.match(below):
        return False
    if _END.search(row):
        return len(row) >= FULL_STOP * usual > 0
    return len(row) >= FULL * usual > 0 or below[0].islower() or row.endswith(",")


def _hyphenated(above: str, below: str) -> str | None:
    """The word that a hyphen at the end of a line cuts in two, with its hyphen; None where none is cut."""
    cut, rest = _CUT.search(above), _WORD.match(below)
    return f"{cut[1]}-{rest[0]}" if cut and rest else None


def _keeps_hyphen(word: str, known: frozenset[str]) -> bool:
    """Whether the hyphen belongs to the word: the text has it so elsewhere, or a capital or number is beside it."""
    first, _, second = word.partition("-")
    return word in known or not second[0].islower() or first[-1].isdigit()
