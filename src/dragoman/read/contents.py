"""What one file, reply or archive record holds: the reader for its kind, run on its bytes."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator

from dragoman.read import feed, letter, page, paper, table, text, word
from dragoman.read.facts import Found, Hint, Reading, Unreadable
from dragoman.read.options import Options

READERS: dict[str, Callable[[bytes, Hint], Reading]] = {
    "text": text.read,
    "page": page.read,
    "pdf": paper.read,
    "docx": word.read,
    "letter": letter.read,
}
"""The kinds that hold one account."""


def contents(data: bytes, kind: str, name: str, hint: Hint, options: Options) -> Iterator[Found]:
    """The accounts in the bytes; one that has no name of its own is named by the caller. Raises Unreadable.

    The parsers behind the readers fail on damaged input in ways of their own; what they raise is told as the reason.
    """
    try:
        yield from _read(data, kind, name, hint, options)
    except Unreadable:
        raise
    except Exception as error:  # one record of an archive must not end the others
        raise Unreadable(f"damaged: the {kind} reader failed ({type(error).__name__}: {error})") from error


def _read(data: bytes, kind: str, name: str, hint: Hint, options: Options) -> Iterator[Found]:
    if kind == "feed":
        yield from feed.entries(data, name, hint)
    elif kind in ("jsonl", "csv"):
        yield from table.rows(io.BytesIO(data), kind, name, hint, options)
    else:
        found = READERS[kind](data, hint)
        if not found.text.strip():
            raise Unreadable("empty: white space alone")
        yield found
