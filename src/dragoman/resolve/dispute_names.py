"""Disputes over a name: one actor or place under names between which a choice takes sides (a table of such names)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from dragoman.records import Source
from dragoman.resolve.board import Board
from dragoman.resolve.quarrel import LISTS, Point, Quarrel
from dragoman.resolve.stems import any_of
from dragoman.tables import table


def name_disputes(board: Board) -> Iterator[Quarrel]:
    """One for each thing of the table that goes by two of its names, each used by a voice that shuns the other."""
    used: dict[str, list[Point]] = defaultdict(list)
    for document, account in sorted(board.documents.items()):
        for match in _pattern().finditer(account.text):
            thing, side = _names()[_plain(match.group())]
            source = Source(document, match.start(), match.end())
            used[thing].append(Point(side, source, document))
    for thing, points in sorted(used.items()):
        yield Quarrel(
            "name", f"What to call {thing}", f"Two contested names of one thing ({thing})", tuple(points), LISTS
        )


@cache
def _names() -> Mapping[str, tuple[str, str]]:
    """Name in plain letters → what it names, and the name as the table has it (the first of its spellings)."""
    return {
        _plain(spelling): (row["thing"], row["names"].split("|")[0])
        for row in table("contested_names", ("thing", "names"))
        for spelling in row["names"].split("|")
    }


@cache
def _pattern() -> re.Pattern[str]:
    return any_of(_names())


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
