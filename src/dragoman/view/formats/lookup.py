"""Names for ids and words for sources, one account in memory at a time: exports read records account by account."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from dragoman.case.store import Case
from dragoman.records import Actor, Document, Source, Statement

ACCOUNTS = 64
"""Accounts kept in memory; records come in text order, so few are asked for again."""

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class Lookup:
    """What ids and sources of one case stand for."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self._actor = cache(case.actor)
        self._document = lru_cache(ACCOUNTS)(case.only)
        self._said = lru_cache(4096)(case.record)

    def actor(self, id: str | None) -> Actor | None:
        """The actor of this id; None for none."""
        return self._actor(id) if id else None

    def name(self, id: str | None) -> str | None:
        """The actor's name; None for none."""
        found = self.actor(id)
        return found.name if found else None

    def names(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Several actors' names, in order."""
        return tuple(self.name(id) or id for id in ids)

    def document(self, id: str) -> Document:
        """The account of this id, which the case holds."""
        return self._document(id)

    def words(self, source: Source) -> str:
        """The words as they stand, white space folded."""
        return folded(self.document(source.document).text[source.start : source.end])

    def around(self, source: Source) -> Source:
        """The sentence or sentences that `source` stands in."""
        touched = self.case.sentence(source) or [source]
        return Source(source.document, touched[0].start, touched[-1].end)

    def sentence(self, source: Source) -> str:
        """Their words, white space folded."""
        return self.words(self.around(source))

    def claimant(self, statement: str | None) -> str | None:
        """Who makes the statement of this id: a name, else the words that stand for one; None for no statement."""
        found = self._said(statement) if statement else None
        if not isinstance(found, Statement):
            return None
        return self.name(found.actor) or (self.words(found.speaker) if found.speaker else "nobody named")

    def voice(self, id: str) -> str:
        """The name of the actor, or of the account, of this id."""
        found = self.actor(id) or self.case.document(id)
        return found.name if found else id


def folded(text: str) -> str:
    """The text on one line."""
    return " ".join(text.split())


def printable(text: str) -> str:
    """The text without the control characters that XML and spreadsheets cannot hold."""
    return _UNPRINTABLE.sub("", text)


def address(url: str | None) -> str | None:
    """The address if it is one of the web; None for any other, such as 'javascript:'."""
    return url if url and re.match(r"https?://[^\s\"<>]+$", url, re.IGNORECASE) else None
