"""An account's words as they are compared with another's: folded, hashed, told apart from what it quotes.

Words are folded to lower case without apostrophes ("Turkey's", "Turkey’s" and "TURKEY'S" are one word) and stand as
numbers of 64 bits that are the same on any machine. What stands between quotation marks is another's words, and a
notice ("Sign up for our newsletter") no part of the account. Misses a quotation that has no marks, unless its span is
given.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from dragoman.records import Document, Source
from dragoman.tables import table

RUN = 5
"""Words in a row that are compared as one."""

_WORD = re.compile(r"[^\W_]+(?:['’ʼ`´][^\W_]+)*")
_ELISION = str.maketrans(dict.fromkeys("'’ʼ`´"))
_DOUBLE = re.compile(r"''|[“”„«»\"]|[\r\n]+")
_SINGLE = re.compile(r"(?<![\w'’‘.,;!?])[‘'](?=\w)[^‘“\"\r\n]{0,600}?[^\s‘'’]['’](?![\w'’])")
_OPENS, _CLOSES = "“„«", "”»"
UNCLOSED = 600
"""A quotation that nothing closes ends with its paragraph, the next one, or this many characters on."""
_BREAK = re.compile(r"[.!?]\s|[\r\n]")
_MIX = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93, 1], dtype=np.uint64)
"""Odd factors that make the hash of a run depend on the order of its words."""


@dataclass(frozen=True, slots=True)
class OwnWords:
    """The words of one account in order. `starts` and `ends` are characters of its text, `codes` the folded words,
    `own` false where quoted or a notice; `runs` the hashes of the runs compared, `places` the first word of each."""

    document: Document
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    codes: NDArray[np.uint64]
    own: NDArray[np.bool_]
    runs: NDArray[np.uint64]
    places: NDArray[np.int32]

    @property
    def count(self) -> int:
        """How many words are its own."""
        return int(np.count_nonzero(self.own))


class Codes(dict[str, int]):
    """The number of each word as written, worked out once."""

    def __missing__(self, word: str) -> int:
        digest = hashlib.blake2b(fold(word).encode(), digest_size=8).digest()
        self[word] = code = int.from_bytes(digest, "little")
        return code


def fold(word: str) -> str:
    """The word as compared: lower case, compatible signs made one, no apostrophes."""
    return unicodedata.normalize("NFKC", word).casefold().translate(_ELISION)


def own_words(document: Document, quoted: Iterable[Source], codes: Codes) -> OwnWords:
    """The words of a document; those within `quoted`, between quotation marks or of a notice are not its own."""
    found = list(_WORD.finditer(document.text))
    starts = np.array([match.start() for match in found], dtype=np.int32)
    ends = np.array([match.end() for match in found], dtype=np.int32)
    numbers = np.array([codes[match.group()] for match in found], dtype=np.uint64)
    own = np.ones(len(starts), dtype=np.bool_)
    for start, end in (*((s.start, s.end) for s in quoted), *_quoted(document.text), *_notices(document.text)):
        own[np.searchsorted(ends, start, side="right") : np.searchsorted(starts, end)] = False
    runs = _runs(numbers)
    return OwnWords(document, starts, ends, numbers, own, runs, np.arange(len(runs), dtype=np.int32))


def _runs(codes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The hash of the run that starts at each word."""
    count = max(len(codes) - RUN + 1, 0)
    hashes = np.zeros(count, dtype=np.uint64)
    for step in range(RUN):
        hashes += codes[step : step + count] * _MIX[step]
    return hashes


def _quoted(text: str) -> Iterator[tuple[int, int]]:
    """What stands between quotation marks, outermost pairs of double marks and single ones."""
    open_at: int | None = None
    for match in _DOUBLE.finditer(text):
        mark, place = match.group(), match.start()
        if open_at is not None:
            if mark not in _OPENS and _may_close(mark, text, place):
                yield open_at, match.end()
                open_at = None
                continue
            yield open_at, min(place, open_at + UNCLOSED)
        open_at = place if _may_open(mark, text, match.end()) else None
    if open_at is not None:
        yield open_at, min(len(text), open_at + UNCLOSED)
    if "'" in text or "‘" in text:
        yield from (match.span() for match in _SINGLE.finditer(text))


def _may_open(mark: str, text: str, end: int) -> bool:
    """Whether a quotation may start with this mark; a straight one before a space or a full stop closes."""
    return mark in _OPENS or (mark not in _CLOSES and mark[0] not in "\r\n" and text[end : end + 1] not in " \n\r.,;:)")


def _may_close(mark: str, text: str, place: int) -> bool:
    """Whether a quotation may end with this mark; a straight one after a space opens."""
    return mark in _CLOSES or (mark[0] not in "\r\n" and text[place - 1 : place] not in " (")


def _notices(text: str) -> Iterator[tuple[int, int]]:
    """Sentences that are an outlet's standing notice: "Sign up for our newsletter." """
    low = text.lower()
    if not any(words in low for words in _notice_words()):
        return
    for match in _notice().finditer(text):
        before = max(text.rfind(mark, 0, match.start()) for mark in (". ", "! ", "? ", "\n"))
        after = _BREAK.search(text, match.end())
        yield before + 1, after.start() if after else len(text)


@cache
def _notice() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, _notice_words())), re.IGNORECASE)


@cache
def _notice_words() -> tuple[str, ...]:
    return tuple(row["words"] for row in table("notices", ("words",)))
