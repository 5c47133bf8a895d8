"""What a case must not hold, and what of it a case holds all the same: damage, another program's edits, our own faults.

Reads the file as it is, by its own read-only connection, one record at a time: an older schema is not brought up to
date, nothing is mended. In memory are the ids of the records and the texts of a few accounts.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from dragoman import ids
from dragoman.case.codec import decode
from dragoman.case.references import named, place, spans, words
from dragoman.case.schema import APPLICATION_ID, MIGRATIONS, VERSION
from dragoman.records import (
    Actor,
    Assessment,
    Cause,
    Decision,
    Dispute,
    Document,
    Event,
    Extract,
    Figure,
    Label,
    Mention,
    Quantity,
    Report,
    Reuse,
    Statement,
    Tie,
    Tone,
)

Mend = Literal["settle", "remove"]

RESOLVED: dict[str, type[Any]] = {
    "actor": Actor,
    "mention": Mention,
    "statement": Statement,
    "event": Event,
    "report": Report,
    "quantity": Quantity,
    "figure": Figure,
    "tie": Tie,
    "label": Label,
    "cause": Cause,
    "assessment": Assessment,
    "tone": Tone,
    "reuse": Reuse,
    "dispute": Dispute,
    "decision": Decision,
}
"""Tables that resolution fills, and the kind of their records."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a row of the case, or with the file. `key`: the row's id or place; None: the table or file.

    `mend`: "settle", where settling the case anew makes the row again from the extracts; "remove", where the row can go
    and the next reading makes it again if it is to be there; None, where nothing safe can be done.
    """

    table: str
    key: str | None
    message: str
    mend: Mend | None = None


def check(path: Path, *, fingerprint: Callable[[Document], str] | None = None) -> Iterator[Fault]:
    """What is wrong with the case in `path`, the file first, then accounts, extracts and what was made of them.

    `fingerprint` tells what each account is to be extracted under. Raises FileNotFoundError.
    """
    if not path.is_file():
        raise FileNotFoundError(f"{path}: no such case")
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as database:
        try:
            faults = list(_file(database))
            yield from faults
            if not faults:
                yield from _Rows(database).faults(fingerprint)
        except sqlite3.DatabaseError as error:
            yield Fault("file", None, f"damaged: {error}")


def _file(database: sqlite3.Connection) -> Iterator[Fault]:
    """What is wrong with the file as a SQLite file of our schema. Where anything is, its rows are not looked at."""
    (mark,) = database.execute("PRAGMA application_id").fetchone()
    (version,) = database.execute("PRAGMA user_version").fetchone()
    if mark != APPLICATION_ID:
        yield Fault("file", None, "a SQLite file, but not a case")
        return
    if version > VERSION:
        yield Fault("file", None, f"schema {version} of a newer dragoman; this one knows up to {VERSION}")
        return
    for (message,) in database.execute("PRAGMA integrity_check(20)").fetchall():
        if message != "ok":
            yield Fault("file", None, f"damaged: {message}")
    if version < VERSION:
        yield Fault("file", None, f"schema {version} of an older dragoman; opening it brings it to {VERSION}")
        return
    ours, found = _schema(_fresh()), _schema(database)
    for name in sorted(ours.keys() | found.keys()):
        if ours.get(name) != found.get(name):
            told = (
                "is missing" if name not in found else "is none of ours" if name not in ours else "is not as we make it"
            )
            yield Fault("file", name, f"schema: {name} {told}")


def _fresh() -> sqlite3.Connection:
    database = sqlite3.connect(":memory:")
    for statements in MIGRATIONS:
        database.executescript(statements)
    return database


def _schema(database: sqlite3.Connection) -> dict[str, str]:
    """Each table, index and trigger with its definition; SQLite's own left out."""
    rows = database.execute("SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")
    return {name: " ".join((sql or "").split()) for name, sql in rows}


class _Rows:
    """The rows of one case, checked against each other."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self.database = database
        self.text = lru_cache(maxsize=64)(self._text)
        self.known: dict[str, set[str]] = {}

    def faults(self, fingerprint: Callable[[Document], str] | None) -> Iterator[Fault]:
        tables = [table for table, kind in RESOLVED.items() if any(field.name == "id" for field in fields(kind))]
        for table in ("document", *tables):
            self.known[table] = {id for (id,) in self.database.execute(f"SELECT id FROM {table}")}
        yield from self._foreign_keys()
        expected = {}
        for document, found in self._documents():
            yield from found
            if document and fingerprint:
                expected[document.id] = fingerprint(document)
        said: dict[str, dict[object, object]] = {"mention": {}, "statement": {}, "report": {}, "figure": {}}
        yield from self._extracts(expected if fingerprint else None, said)
        yield from self._sentences()
        for table, kind in RESOLVED.items():
            yield from self._resolved(table, kind, said.get(table))

    def _foreign_keys(self) -> Iterator[Fault]:
        for table, row, parent, _ in self.database.execute("PRAGMA foreign_key_check").fetchall():
            mend: Mend = "remove" if table in ("extract", "sentence") else "settle"
            yield Fault(table, str(row) if row is not None else None, f"goes back to no {parent} of the case", mend)

    def _documents(self) -> Iterator[tuple[Document | None, list[Fault]]]:
        rows = self.database.execute(
            "SELECT id, name, published, chars, text, record, reuse_of FROM document ORDER BY id"
        )
        for id, name, published, chars, text, record, reuse_of in rows:
            document = _decoded(Document, record)
            if document is None:
                yield None, [Fault("document", id, "its record cannot be read")]
                continue
            found = []
            if (document.id, document.name, document.published, chars) != (id, name, published, len(text)):
                found.append(Fault("document", id, "its columns are not those of its record"))
            if id != ids.make("doc", name, text):
                found.append(Fault("document", id, "its text or name is not what was read: its id is of another"))
            if reuse_of is not None and reuse_of not in self.known["document"]:
                found.append(Fault("document", id, f"takes over from no account of the case ({reuse_of})", "settle"))
            yield document, found

    def _extracts(self, expected: dict[str, str] | None, said: dict[str, dict[object, object]]) -> Iterator[Fault]:
        """What is wrong with extracts; fills `said` with what resolution must have kept of them."""
        for id, fingerprint, record in self.database.execute("SELECT document, fingerprint, record FROM extract"):
            extract = _decoded(Extract, record)
            if extract is None or extract.document != id:
                yield Fault("extract", id, "its record cannot be read, or is of another account", "remove")
                continue
            if id not in self.known["document"]:
                yield Fault("extract", id, "of an account that the case does not hold", "remove")
                continue
            if expected is not None and expected.get(id) != fingerprint:
                yield Fault("extract", id, "made by other extractors, or of other facts", "remove")
            for message in self._misplaced(extract):
                yield Fault("extract", id, message, "remove")
            for table, records in (
                ("mention", extract.mentions),
                ("statement", extract.statements),
                ("report", extract.reports),
                ("figure", extract.figures),
            ):
                said[table].update((_key(found), place(found)) for found in records)

    def _sentences(self) -> Iterator[Fault]:
        for document, start, end, text in self.database.execute('SELECT document, start, "end", text FROM sentence'):
            whole = self.text(document)
            if whole is not None and whole[start:end] != text:
                yield Fault("sentence", f"{document} {start}–{end}", "its words are not the account's", "settle")

    def _resolved(self, table: str, kind: type[Any], said: dict[object, object] | None) -> Iterator[Fault]:
        columns = [row[1] for row in self.database.execute(f"PRAGMA table_info({table})") if row[1] != "record"]
        names = ", ".join(f'"{name}"' for name in (*columns, "record"))
        kept = set()
        for *cells, record in self.database.execute(f"SELECT {names} FROM {table}"):
            found = _decoded(kind, record)
            if found is None:
                yield Fault(table, str(cells[0]), "its record cannot be read", "settle")
                continue
            key = str(_key(found))
            if any(_cell(found, name) != cell for name, cell in zip(columns, cells, strict=True)):
                yield Fault(table, key, "its columns are not those of its record", "settle")
            for message in (*self._misplaced(found), *self._unknown(found)):
                yield Fault(table, key, message, "settle")
            if said is not None:
                kept.add(_key(found))
                if _key(found) not in said:
                    yield Fault(table, key, "an orphan: no account says it", "settle")
                elif said[_key(found)] != place(found):
                    yield Fault(table, key, "its words are not those that the account's extract has", "settle")
        for lost in sorted(map(str, set(said or ()) - kept)):
            yield Fault(table, lost, "lost: an account says it, the case does not hold it", "settle")

    def _misplaced(self, record: Any) -> Iterator[str]:
        """What is wrong with the words that a record rests on."""
        for source in spans(record):
            text = self.text(source.document)
            if text is None:
                yield f"rests on words of no account of the case ({source.document})"
            elif not 0 <= source.start < source.end <= len(text):
                yield f"rests on words outside the text ({source.start}–{source.end} of {len(text)})"
        for source, written in words(record):
            text = self.text(source.document)
            if text is not None and text[source.start : source.end] != written:
                yield f"its words {written[:40]!r} are not the account's ({text[source.start : source.end][:40]!r})"

    def _unknown(self, record: Any) -> Iterator[str]:
        """What a record names that the case does not hold."""
        for what, id, tables in named(record):
            if not any(id in self.known[table] for table in tables):
                yield f"{what} {id!r} is no {' or '.join(tables)} of the case"
        if isinstance(record, Dispute) and len(record.sides) < 2:
            yield f"a dispute of {len(record.sides)} side(s)"

    def _text(self, document: str) -> str | None:
        row = self.database.execute("SELECT text FROM document WHERE id = ?", (document,)).fetchone()
        return row[0] if row else None


def _decoded(kind: type[Any], record: str) -> Any:
    """The record in a row; None where the row holds none of its kind."""
    try:
        return decode(kind, json.loads(record))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _key(record: Any) -> str:
    """What tells a record from others of its table: its id, else its place."""
    if id := getattr(record, "id", None):
        return str(id)
    at = place(record)
    return f"{at.document} {at.start}–{at.end}" if at else repr(record)[:80]


def _cell(record: Any, column: str) -> object:
    """What a column says of a record."""
    if column in _FIELDS.get(type(record), ()):
        return getattr(record, column)
    return getattr(place(record), column, None)


_FIELDS = {kind: frozenset(field.name for field in fields(kind)) for kind in RESOLVED.values()}
