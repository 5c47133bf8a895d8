"""Whose voices an account gives room: its words by who speaks them.

Each word counts once, for the innermost statement that holds it: in "the agency wrote that the mayor said no", "no" is
the mayor's and "the mayor said" the agency's. What stands in no statement is the account's own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.accounts.camps import Camp, camp
from dragoman.accounts.shelf import Shelf
from dragoman.records import Source

_WORD = re.compile(r"\w+(?:[-'’.,]\w+)*")


@dataclass(frozen=True, slots=True)
class Voice:
    """The words that an account gives one actor. `share`: of all the account's words, 0 to 1."""

    actor: str
    words: int
    share: float
    statements: tuple[str, ...]
    """Ids, in text order."""


@dataclass(frozen=True, slots=True)
class Room:
    """An account's words by who speaks them; shares are of all its words and add up to 1."""

    words: int
    own: float
    """Share of words that are the account's own."""
    unnamed: float
    """Share of words of voices that the text names nowhere."""
    unnamed_statements: tuple[str, ...]
    voices: tuple[Voice, ...]
    """Named voices, most words first."""
    camps: tuple[tuple[Camp, float], ...]
    """Camps and their shares, largest first."""


def room(shelf: Shelf, account: str) -> Room:
    """Whose voices the account of this id gives room."""
    starts = word_starts(shelf.document(account).text)
    said = [s for s in shelf.statements[account] if s.actor is None or s.actor in shelf.actors]
    outermost_first = sorted(said, key=lambda s: (-sum(p.end - p.start for p in s.content), s.content, s.id))
    holder: list[str | None] = [None] * len(starts)
    for statement in outermost_first:
        for part in statement.content:
            low, high = bisect_left(starts, part.start), bisect_left(starts, part.end)
            holder[low:high] = [statement.id] * (high - low)
    counted = Counter(holder)
    whole = len(starts) or 1
    given: Counter[str | None] = Counter()
    statements: dict[str | None, list[str]] = defaultdict(list)
    for statement in said:
        given[statement.actor] += counted[statement.id]
        statements[statement.actor].append(statement.id)
    voices = [
        Voice(actor, given[actor], given[actor] / whole, tuple(ids)) for actor, ids in statements.items() if actor
    ]
    voices.sort(key=lambda v: (-v.words, shelf.actors[v.actor].name, v.actor))
    return Room(
        words=len(starts),
        own=counted[None] / whole,
        unnamed=given[None] / whole,
        unnamed_statements=tuple(statements[None]),
        voices=tuple(voices),
        camps=_camps(shelf, voices),
    )


def word_starts(text: str) -> list[int]:
    """Where each word of `text` begins."""
    return [found.start() for found in _WORD.finditer(text)]


def words_within(starts: list[int], sources: Iterable[Source]) -> int:
    """How many of the words that begin at `starts` lie in any of `sources`, each counted once."""
    return len({n for s in sources for n in range(bisect_left(starts, s.start), bisect_left(starts, s.end))})


def _camps(shelf: Shelf, voices: Iterable[Voice]) -> tuple[tuple[Camp, float], ...]:
    shares: dict[Camp, float] = defaultdict(float)
    for voice in voices:
        shares[camp(shelf.actors[voice.actor], shelf.actors)] += voice.share
    return tuple(sorted(shares.items(), key=lambda pair: (-pair[1], pair[0].name)))
