"""A case opened for reading alone, and what its pages share. Its database refuses to write."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from dragoman.case.codec import decode
from dragoman.case.store import Case
from dragoman.records import Source

Row = TypeVar("Row")
Record = TypeVar("Record")

MOST = 5_000
"""Rows that are counted, or sorted, for one page; what matches more is walked in the order it is kept in."""


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Rows from place `first` on. `total`: how many there are in all; with `beyond`, at least so many."""

    rows: tuple[Row, ...]
    first: int
    total: int
    beyond: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A case open for reading."""

    case: Case
    database: sqlite3.Connection

    def rows(self, query: str, *values: object) -> list[Any]:
        return self.database.execute(query, values).fetchall()

    def one(self, query: str, *values: object) -> Any:
        """The first column of the first row; None for no row."""
        row = self.database.execute(query, values).fetchone()
        return row[0] if row else None

    def records(self, kind: type[Record], query: str, *values: object) -> list[Record]:
        """Records of `kind`, from a query whose only column is `record`."""
        return [decode(kind, json.loads(record)) for (record,) in self.database.execute(query, values)]

    def sentence(self, source: Source) -> Source:
        """The sentence, or sentences, that `source` touches; itself where there is none."""
        touched = self.case.sentence(source)
        return Source(source.document, touched[0].start, touched[-1].end) if touched else source


@contextmanager
def reading(path: Path) -> Iterator[Reading]:
    """The case in `path`, which must be of this version, for reading alone; closed at the end."""
    database = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None, timeout=10)
    try:
        database.execute("PRAGMA query_only = ON")
        database.execute("BEGIN")  # all that one page shows is of one moment
        yield Reading(Case(path, database), database)
    finally:
        database.close()


def count_up(opened: Reading, source: str, values: Sequence[object]) -> tuple[int, bool]:
    """How many rows there are, counted up to MOST; and whether there are more."""
    found = opened.one(f"SELECT count(*) FROM (SELECT 1 {source} LIMIT {MOST + 1})", *values)
    return min(found, MOST), found > MOST


def like(words: str) -> str:
    """A LIKE pattern, escaped by backslashes, for text that holds `words`."""
    escaped = words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"
