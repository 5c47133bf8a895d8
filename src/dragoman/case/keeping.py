"""How records are put into the tables of a case, and what is said when the database refuses one."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from dragoman.case.codec import encode
from dragoman.case.references import named, place, spans
from dragoman.records import Resolution, Source

Cells = Callable[[Any], tuple[Any, ...]]


class Refused(ValueError):
    """The case refuses a record; the message names the record and the rule that it breaks."""


def json_of(record: object) -> str:
    """The record as the case keeps it."""
    return json.dumps(encode(record), ensure_ascii=False, separators=(",", ":"))


def _at(source: Source) -> tuple[str, int]:
    return source.document, source.start


RESOLVED: tuple[tuple[str, str, str, Cells], ...] = (
    ("actors", "actor", "id name kind country sector", lambda a: (a.id, a.name, a.kind, a.country, a.sector)),
    (
        "mentions",
        "mention",
        "document start end form actor",
        lambda m: (*_at(m.source), m.source.end, m.form, m.actor),
    ),
    (
        "statements",
        "statement",
        "id document start actor kind manner",
        lambda s: (s.id, *_at(s.content[0]), s.actor, s.kind, s.manner),
    ),
    ("events", "event", "id type low high", lambda e: (e.id, e.type, e.low, e.high)),
    (
        "reports",
        "report",
        "id document start type status event claimed_by",
        lambda r: (r.id, *_at(r.trigger), r.type, r.status, r.event, r.claimed_by),
    ),
    ("quantities", "quantity", "id verdict", lambda q: (q.id, q.verdict)),
    ("figures", "figure", "id document start quantity", lambda f: (f.id, *_at(f.source), f.quantity)),
    (
        "ties",
        "tie",
        "document start type from_actor to_actor",
        lambda t: (*_at(t.source), t.type, t.from_actor, t.to_actor),
    ),
    ("labels", "label", "document start referent", lambda x: (*_at(x.source), x.referent)),
    ("causes", "cause", "document start family", lambda c: (*_at(c.source), c.family)),
    ("assessments", "assessment", "document start target", lambda a: (*_at(a.source), a.target)),
    ("tones", "tone", "document start target", lambda t: (*_at(t.source), t.target)),
    ("reuses", "reuse", "document of", lambda r: (r.document, r.of)),
    ("disputes", "dispute", "id kind rank", lambda d: (d.id, d.kind, d.rank)),
    ("decisions", "decision", "by", lambda d: (d.by,)),
)
"""Each kind of resolved records, its table, the columns beside the record and their cells; parents before children."""


def keep(database: sqlite3.Connection, resolution: Resolution) -> None:
    """Puts all records of a resolution into their tables, which are empty; within a transaction. Raises Refused."""
    for field, table, columns, cells in RESOLVED:
        put(database, table, columns, getattr(resolution, field), cells)


def put(database: sqlite3.Connection, table: str, columns: str, records: Iterable[Any], cells: Cells) -> None:
    """Adds a row for each record. Raises Refused."""
    names = [f'"{name}"' for name in (*columns.split(), "record")]
    query = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
    last: list[Any] = [None]

    def rows() -> Iterator[tuple[Any, ...]]:
        for record in records:
            last[0] = record
            yield (*cells(record), json_of(record))

    with refusing(database, table, lambda: last[0]):
        database.executemany(query, rows())


@contextmanager
def refusing(database: sqlite3.Connection, table: str, record: Callable[[], Any]) -> Iterator[None]:
    """Names the record, and the rule, when the database refuses what is written in the block."""
    try:
        yield
    except sqlite3.IntegrityError as error:
        found = record()
        raise Refused(f"the case refuses {_told(table, found)}: {_rule(database, found, str(error))}") from error
    except sqlite3.OperationalError as error:
        if "malformed JSON" not in str(error):
            raise
        raise Refused(f"the case refuses {_told(table, record())}: it holds what no JSON can") from error


def _told(table: str, record: Any) -> str:
    """What a record is called: its id, or where it stands."""
    if id := getattr(record, "id", None):
        return f"{table} {id}"
    if at := place(record):
        return f"{table} at {at.document} {at.start}–{at.end}"
    if document := getattr(record, "document", None):
        return f"{table} of {document}"
    return f"{table} {str(record)[:120]}"


def _rule(database: sqlite3.Connection, record: Any, error: str) -> str:
    """The rule in words, from SQLite's message."""
    rule = error.removeprefix("CHECK constraint failed: ")
    if error.startswith("FOREIGN KEY"):
        lost = [
            f"{what} {id!r} is no {' or '.join(tables)} of the case" for what, id, tables in _lost(database, record)
        ]
        return "; ".join(lost) or rule
    if error.startswith("UNIQUE"):
        return f"the case holds one like it ({error.rpartition(' ')[2]})"
    return rule


def _lost(database: sqlite3.Connection, record: Any) -> Iterator[tuple[str, str | None, tuple[str, ...]]]:
    """What a record names, and the accounts that its words are of, where the case does not hold them."""
    accounts = {source.document: ("account", source.document, ("document",)) for source in spans(record)}
    if document := getattr(record, "document", None):
        accounts[document] = ("account", document, ("document",))
    for what, id, tables in (*accounts.values(), *named(record)):
        if not any(database.execute(f"SELECT 1 FROM {table} WHERE id = ?", (id,)).fetchone() for table in tables):
            yield what, id, tables
