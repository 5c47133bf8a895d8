"""What a case must not hold, and what of it a case holds all the same: damage, another program's edits, our own faults.

Reads the file as it is, by its own read-only connection, one record at a time: an older schema is not brought up to
date, nothing is mended. In memory are the ids of the records and the texts of a few accounts.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from dragoman.case.check_decisions import decision_faults
from dragoman.case.check_records import Records
from dragoman.case.check_tables import settings, tables
from dragoman.case.faults import Fault, Mend
from dragoman.case.schema import APPLICATION_ID, MIGRATIONS, VERSION
from dragoman.case.store import Case
from dragoman.records import Decision, Document, Extract

__all__ = ["Fault", "Mend", "check"]

MESSAGES = 1000
"""Messages of SQLite's own check that are read."""

_ROW = re.compile("CHECK constraint failed in |NULL value in ")
"""Messages on rows that break a rule, which newer SQLites have; we look for these rows ourselves."""


def check(
    path: Path,
    *,
    fingerprint: Callable[[Document, str | None], str] | None = None,
    extracts: Callable[[Case], Iterable[Extract]] = Case.extracts,
    edits: Sequence[Decision] | None = None,
) -> Iterator[Fault]:
    """What is wrong with the case in `path`, the file first, then accounts, extracts and what was made of them.

    `fingerprint` tells what an account is to be extracted under, with the case's model; `extracts`, what all readers of
    the case make of its accounts; `edits`, the analyst's decisions beside it. Raises FileNotFoundError.
    """
    if not path.is_file():
        raise FileNotFoundError(f"{path}: no such case")
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as database:
        try:
            faults = list(_file(database))
            yield from faults
            if not faults:
                yield from _rows(Case(path, database), database, fingerprint, extracts, edits)
        except sqlite3.DatabaseError as error:
            yield Fault("file", None, f"damaged: {error}")


def _rows(
    case: Case,
    database: sqlite3.Connection,
    fingerprint: Callable[[Document, str | None], str] | None,
    extracts: Callable[[Case], Iterable[Extract]],
    edits: Sequence[Decision] | None,
) -> Iterator[Fault]:
    records = Records(database)
    yield from records.faults(fingerprint)
    yield from settings(case, database)
    try:
        yield from records.resolved(extracts(case))
    except (ValueError, LookupError, TypeError, AttributeError, RuntimeError) as error:
        told = "what accounts say cannot be set beside what was made of it"  # an extract that cannot be read
        yield Fault("extract", None, f"{told}: {type(error).__name__} {error}", "remove")
    yield from tables(database)
    yield from decision_faults(database, records, edits)


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
    for (message,) in sorted(set(database.execute(f"PRAGMA integrity_check({MESSAGES})").fetchall())):
        if message != "ok" and not _ROW.match(message):
            yield Fault("file", None, f"damaged: {message}")
    if version < VERSION:
        yield Fault("file", None, f"schema {version} of an older dragoman; opening it brings it to {VERSION}")
        return
    with closing(sqlite3.connect(":memory:")) as fresh:
        for statements in MIGRATIONS:
            fresh.executescript(statements)
        ours = _schema(fresh)
    found = _schema(database)
    for name in sorted(ours.keys() | found.keys()):
        if ours.get(name) != found.get(name):
            told = (
                "is missing" if name not in found else "is none of ours" if name not in ours else "is not as we make it"
            )
            yield Fault("file", name, f"schema: {name} {told}")


def _schema(database: sqlite3.Connection) -> dict[str, str]:
    """Each table, index and trigger with its definition; SQLite's own left out."""
    rows = database.execute("SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")
    return {name: " ".join((sql or "").split()) for name, sql in rows}
