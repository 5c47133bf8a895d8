"""Sentences and statements that hold words, best first, however large the case."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.case.reading import Page, Reading
from dragoman.records import Source, Statement

RANKED = 2_000
"""Sentences that are ranked; of words that stand in more, the first so many are, and the reader is told."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence that holds all the words. `marked`: its text in pieces, every second of them a word that was asked."""

    source: Source
    marked: tuple[str, ...]
    statements: tuple[Statement, ...] = ()
    """Those whose words hold one of the words that were asked."""


def search(
    opened: Reading, words: str, *, said: bool = False, actor: str | None = None, first: int = 0, limit: int = 30
) -> Page[Found]:
    """Sentences that hold all `words`; with `said`, those where a statement does, with `actor` one of that actor."""
    query = " ".join('"' + word.replace('"', '""') + '"' for word in words.replace("\0", "").split())
    if not query or not _WORD.search(query):
        return Page((), 0, 0)
    last = opened.one("SELECT rowid FROM sentence_text WHERE sentence_text MATCH ? LIMIT 1 OFFSET ?", query, RANKED)
    bound, values = ("", [query]) if last is None else (" AND rowid < ?", [query, last])
    ids = [
        id
        for (id,) in opened.rows(
            f"SELECT rowid FROM sentence_text WHERE sentence_text MATCH ?{bound} ORDER BY rank, rowid", *values
        )
    ]
    if not said and actor is None:
        shown = [_found(opened, id, query) for id in ids[first : first + limit]]
        return Page(tuple(shown), first, len(ids), last is not None)
    kept: list[Found] = []
    for id in ids:
        if (found := _said(opened, _found(opened, id, query), actor)).statements:
            kept.append(found)
        if len(kept) > first + limit:  # enough for this page; the rest is not looked through
            return Page(tuple(kept[first : first + limit]), first, first + limit, True)
    return Page(tuple(kept[first : first + limit]), first, len(kept), last is not None)


def _found(opened: Reading, id: int, query: str) -> Found:
    ((document, start, end, text),) = opened.rows(
        """SELECT s.document, s.start, s."end", highlight(sentence_text, 0, char(1), char(1))
        FROM sentence_text JOIN sentence s ON s.id = sentence_text.rowid
        WHERE sentence_text MATCH ? AND sentence_text.rowid = ?""",
        query,
        id,
    )
    return Found(Source(document, start, end), tuple(text.split("\1")))


def _said(opened: Reading, found: Found, actor: str | None) -> Found:
    """With the statements of the sentence's account that reach into it and hold a marked word."""
    at, marks = found.source.start, []
    for number, piece in enumerate(found.marked):
        if number % 2:
            marks.append((at, at + len(piece)))
        at += len(piece)
    statements = opened.records(
        Statement,
        f"SELECT record FROM statement WHERE document = ? AND start < ?{' AND actor = ?' if actor else ''}"
        " ORDER BY start DESC LIMIT 8",
        found.source.document, found.source.end, *([actor] if actor else ()),
    )  # fmt: skip
    holding = [
        said
        for said in statements
        if any(part.start <= low and high <= part.end for part in said.content for low, high in marks)
    ]
    return Found(found.source, found.marked, tuple(reversed(holding)))
