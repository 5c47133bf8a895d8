"""The file of a case: how it is opened, brought up to date, packed; what is no case is left as it is."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from dragoman.case.schema import APPLICATION_ID, MIGRATIONS, VERSION

WAIT = 10.0
"""Seconds a writer waits for another before it gives up."""


class NotACase(ValueError):
    """The file is there but is no case."""


class NewerCase(ValueError):
    """The case was written by a newer dragoman."""


class NoSpace(RuntimeError):
    """The disk does not take what is written to the case."""

    def __init__(self, path: Path, error: sqlite3.OperationalError) -> None:
        super().__init__(f"{path}: no space, or no right to write ({error}); what was kept before is safe")


def connect(path: Path, *, create: bool = False) -> sqlite3.Connection:
    """The database of the case in `path`, its schema brought up to date; a new one where `create` says so.

    Raises FileNotFoundError, NotACase or NewerCase; a file that is no case, or a newer one, is left untouched.
    """
    if not path.exists() or path.stat().st_size == 0:
        if not create:
            raise FileNotFoundError(f"{path}: no such case; make one with: dragoman read SOURCE... --case {path}")
        version = 0
    else:
        version = _version(path)
    database = sqlite3.connect(path, timeout=WAIT, isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = NORMAL")
    if version < VERSION:
        database.execute("PRAGMA foreign_keys = OFF")  # tables that others refer to are made anew
        try:
            _migrate(database, version)
        except sqlite3.OperationalError as error:
            database.close()
            if error.sqlite_errorcode & 0xFF in _NO_ROOM:
                raise NoSpace(path, error) from error
            raise
    database.execute("PRAGMA foreign_keys = ON")
    return database


_NO_ROOM = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN)
_PACKED = b"\0\0\0\1"


def packed(path: Path) -> bool:
    """Whether nothing was written to the case in `path` since it was packed."""
    with path.open("rb") as file:
        file.seek(24)
        return file.read(4) == _PACKED and not Path(f"{path}-wal").exists()


def compact(path: Path) -> None:
    """Packs the case in `path`; the same records make the same bytes, however they came in.

    Of what VACUUM leaves different, the schema's counter is set beforehand and the file's change counter (bytes 24 and
    92 of a SQLite header, of no use under a write-ahead log) is written over, unless somebody has the case open.
    """
    database = sqlite3.connect(path, timeout=WAIT, isolation_level=None)
    try:
        database.execute(f"PRAGMA schema_version = {VERSION}")
        database.execute("VACUUM")
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.OperationalError as error:
        raise NoSpace(path, error) from error
    finally:
        database.close()
    if not Path(f"{path}-wal").exists():
        with path.open("r+b") as file:
            for place in (24, 92):
                file.seek(place)
                file.write(_PACKED)


def _version(path: Path) -> int:
    """The schema version of the case in `path`, found without writing to it."""
    with path.open("rb") as file:
        head = file.read(16)
    if head != b"SQLite format 3\0":
        raise NotACase(f"{path}: not a case (not a SQLite file); left as it is")
    database = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    try:
        (mark,) = database.execute("PRAGMA application_id").fetchone()
        (version,) = database.execute("PRAGMA user_version").fetchone()
        (tables,) = database.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.DatabaseError as error:
        raise NotACase(f"{path}: not a case ({error}); left as it is") from error
    finally:
        database.close()
    if not mark and not tables:
        return 0  # made a moment ago, or by a run that was killed in that moment
    if mark != APPLICATION_ID:
        raise NotACase(f"{path}: a SQLite file, but not a case; left as it is")
    if version > VERSION:
        raise NewerCase(
            f"{path}: written by a newer dragoman (schema {version}, this one reads up to {VERSION});"
            " update dragoman to open it; the file is left as it is"
        )
    return int(version)


def _migrate(database: sqlite3.Connection, version: int) -> None:
    for number, statements in enumerate(MIGRATIONS[version:], version + 1):
        try:
            database.executescript(
                f"BEGIN IMMEDIATE; {statements} PRAGMA application_id = {APPLICATION_ID};"
                f" PRAGMA user_version = {number}; COMMIT;"
            )
        except sqlite3.OperationalError:
            if database.in_transaction:
                database.execute("ROLLBACK")
            (done,) = database.execute("PRAGMA user_version").fetchone()
            if done < number:  # else another process, which opened the case in the same moment, did it
                raise
