"""Which of two accounts that share words had them first.

The one published first; else the longer text of which the other is an abridgement, or the one that stands alone where
the other holds it among other matter; else the outlet that the other credits; else the longer; else the first by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from dragoman.records import Document
from dragoman.tables import table

LIKE = 0.1
"""Two accounts whose shared shares differ by less hold each other: neither contains the other."""
WHOLE = 0.7
"""Least share of an account that stands in the other, to be called all of it."""
COMPACT = 1.3
"""A passage set in another text spreads there over at most this many times its own words, that of an abridgement over
more."""
EDGE = 0.05
"""A passage that begins later than this share of the text has other matter before it."""
LONGEST_CREDIT = 8
"""Words of a line that is a credit ("By Ann Lee, Reuters", "Source: Xinhua") and no sentence."""

_TAG = re.compile(r"\(([^()\r\n]{2,40})\)\s*(?:[-–—:]|$)", re.MULTILINE)
_WITH = re.compile(
    r"(?:reporting|material|files|information|input|inputs|dispatch) (?:by|from) (?:the )?([A-Z][\w.&' -]{1,40})"
)
_CONTRIBUTED = re.compile(r"(?:^|[.!?] )(?:The )?([A-Z][\w.&' -]{1,40}?) contributed to th(?:is|e)\b", re.MULTILINE)
_LEAD = re.compile(r"^(?:source|by|from|via|credit|photo)s?\b[\s:]*(?:the )?", re.IGNORECASE)
_PARTS = re.compile(r"\s*[|,/–—:•·-]\s+|\s+[|/–—•·-]\s*")
_ENDS = 6
"""Lines at the start and the end of an account where a credit may stand."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Why the one is held to have the words from the other, in words, and the agency or outlet it credits for them."""

    reason: str
    credit: str | None = None


def credits(document: Document) -> tuple[str, ...]:
    """The agencies and outlets that an account credits in dateline, byline, source line or closing note, in name order.

    Its own outlet is among them, as an agency credits itself.
    """
    return _credits(document.text, document.author or "", document.outlet or "")


def from_other(one: Document, other: Document, one_shared: NDArray[np.bool_], other_shared: NDArray[np.bool_]) -> bool:
    """Whether `one` has the words from `other`; the arrays tell which own words of either are shared.

    False means that `other` has them from `one`: an answer is always given, and `ground` says how good it is.
    """
    return _told(one, other, one_shared, other_shared)[0]


def ground(one: Document, other: Document, one_shared: NDArray[np.bool_], other_shared: NDArray[np.bool_]) -> Ground:
    """Why `one` is held to have the words from `other`, or the other way round."""
    taken, reason = _told(one, other, one_shared, other_shared)
    later, earlier = (one, other) if taken else (other, one)
    named = credits(later)
    own = {later.outlet}
    known = _known()
    house = known.get(earlier.outlet or "")
    theirs = [name for name in named if name == house] or [name for name in named if name in credits(earlier)]
    abroad = [name for name in theirs or named if name not in own and name != known.get(later.outlet or "")]
    return Ground(reason, abroad[0] if abroad else None)


def _told(
    one: Document, other: Document, one_shared: NDArray[np.bool_], other_shared: NDArray[np.bool_]
) -> tuple[bool, str]:
    dated = _by_date(one, other)
    if dated is not None:
        return dated, "published earlier"
    held = _by_container(one_shared, other_shared)
    if held is not None and held[2]:
        return held[0], held[1]
    credited = _by_credit(one, other)
    if credited is not None:
        return credited, "which it credits"
    if held is not None:
        return held[0], held[1]
    if len(one.text) != len(other.text):
        return len(one.text) < len(other.text), "the longer text"
    return (other.name, other.id) < (one.name, one.id), "first by name, as nothing tells which came first"


def _by_date(one: Document, other: Document) -> bool | None:
    """Whether `other` was published first; None when the dates are not known, or too coarse to tell."""
    if not one.published or not other.published:
        return None
    common = min(len(one.published), len(other.published))
    if one.published[:common] == other.published[:common]:
        return None
    return other.published < one.published


def _by_container(one: NDArray[np.bool_], other: NDArray[np.bool_]) -> tuple[bool, str, bool] | None:
    """Whether `one` has it from `other`, why, and whether that is sure; None when neither contains the other."""
    share, others = float(one.mean()), float(other.mean())
    if abs(share - others) < LIKE:
        return None
    inner_is_one = share > others
    inner, outer = (one, other) if inner_is_one else (other, one)
    if inner.mean() < WHOLE:
        return not inner_is_one, "which stands alone", True
    places = np.flatnonzero(outer)
    compact = places[-1] - places[0] + 1 <= COMPACT * len(places)
    if compact and places[0] > EDGE * len(outer):
        return not inner_is_one, "which stands alone", True
    return inner_is_one, "the longer text", not compact


def _by_credit(one: Document, other: Document) -> bool | None:
    """Whether `one` credits the outlet of `other`; None when neither or both credit each other."""
    known = _known()
    names, theirs = credits(one), credits(other)
    house, their_house = known.get(one.outlet or ""), known.get(other.outlet or "")
    to_other, to_one = bool(their_house) and their_house in names, bool(house) and house in theirs
    if house != their_house and to_other != to_one:
        return to_other
    return None


@lru_cache(maxsize=4096)
def _credits(text: str, author: str, outlet: str) -> tuple[str, ...]:
    known = _known()
    return tuple(sorted({known[name] for name in _credited(text, author, outlet) if name in known}))


def _credited(text: str, author: str, outlet: str) -> Iterator[str]:
    """Names that stand where a credit does."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    edges = lines if len(lines) <= 2 * _ENDS else lines[:_ENDS] + lines[-_ENDS:]
    for line in (*edges, author, outlet):
        for match in _TAG.finditer(line):
            yield from _PARTS.split(match[1].strip())
        for match in (*_WITH.finditer(line), *_CONTRIBUTED.finditer(line)):
            yield match[1].strip(" .'-")
        if len(line.split()) <= LONGEST_CREDIT:
            yield from (_LEAD.sub("", part).strip(" .()") for part in _PARTS.split(line))


@cache
def _known() -> dict[str, str]:
    """The usual name of each outlet, by all its names."""
    rows = table("outlets", ("name", "names", "country"))
    return {name: row["name"] for row in reversed(rows) for name in (row["name"], *row["names"].split("|")) if name}
