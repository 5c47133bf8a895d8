"""The case file: one SQLite file that holds the accounts, what each says, and what they say together.

Opens without the parser. Documents and their extracts are added one at a time; a resolution replaces the one before it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from dragoman.case.codec import decode, encode
from dragoman.case.schema import APPLICATION_ID, MIGRATIONS, VERSION
from dragoman.case.summary import summarise
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
    Problem,
    Quantity,
    Report,
    Resolution,
    Reuse,
    Source,
    Statement,
    Tie,
    Tone,
)

Record = TypeVar("Record")

_BY_ID: dict[str, type[Actor | Statement | Report | Event | Figure | Quantity | Dispute]] = {
    "actor": Actor,
    "statement": Statement,
    "report": Report,
    "event": Event,
    "figure": Figure,
    "quantity": Quantity,
    "dispute": Dispute,
}

_RESOLVED = (
    "mention", "report", "statement", "event", "figure", "quantity", "tie", "label", "cause", "assessment", "tone",
    "reuse", "dispute", "decision", "actor", "sentence",
)  # fmt: skip
"""Tables that a resolution fills, in an order that foreign keys allow them to be emptied."""

WAIT = 10.0
"""Seconds a writer waits for another before it gives up."""


class NotACase(ValueError):
    """The file is there but is no case."""


class NewerCase(ValueError):
    """The case was written by a newer dragoman."""


class CaseInUse(RuntimeError):
    """Another process is writing the case."""


class NoSpace(RuntimeError):
    """The disk does not take what is written to the case."""

    def __init__(self, path: Path, error: sqlite3.OperationalError) -> None:
        super().__init__(f"{path}: no space, or no right to write ({error}); what was kept before is safe")


class Case:
    """An open case. Use as a context manager, or call close()."""

    def __init__(self, path: Path, database: sqlite3.Connection) -> None:
        self.path = path
        self._database = database

    def __enter__(self) -> Case:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file; an open transaction is rolled back."""
        self._database.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction: all of it is kept, or nothing. Raises CaseInUse or NoSpace."""
        try:
            self._database.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise CaseInUse(f"{self.path}: another process is writing this case; try again after it") from error
            raise
        try:
            yield
            self._database.execute("COMMIT")
        except BaseException as error:
            if self._database.in_transaction:
                self._database.execute("ROLLBACK")
            if isinstance(error, sqlite3.OperationalError):
                raise NoSpace(self.path, error) from error
            raise

    # What was read

    def add(self, document: Document) -> bool:
        """Keeps `document`; False when the case already holds it as it is."""
        (known,) = self._rows("SELECT record FROM document WHERE id = ?", document.id) or [None]
        record = _json(replace(document, text="", reuse_of=None))
        if known and known[0] == record:
            return False
        self._database.execute(
            "INSERT INTO document (id, name, published, chars, text, record) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET published = excluded.published, record = excluded.record",
            (document.id, document.name, document.published, len(document.text), document.text, record),
        )
        return True

    def documents(self) -> Iterator[Document]:
        """All accounts, by name."""
        yield from self._documents("ORDER BY name, id")

    def document(self, id: str) -> Document | None:
        """The account of this id, None when there is none."""
        return next(self._documents("WHERE id = ?", id), None)

    def only(self, id: str) -> Document:
        """The account of this id, which the case holds."""
        return next(self._documents("WHERE id = ?", id))

    def keep_extract(self, extract: Extract, fingerprint: str) -> None:
        """Keeps what a document says, in place of what was kept of it before."""
        self._database.execute(
            "INSERT OR REPLACE INTO extract (document, fingerprint, record) VALUES (?, ?, ?)",
            (extract.document, fingerprint, _json(extract)),
        )

    def ids(self) -> list[str]:
        """Ids of all accounts, by name."""
        return [id for (id,) in self._rows("SELECT id FROM document ORDER BY name, id")]

    def fingerprints(self) -> dict[str, str]:
        """For each extracted document, the fingerprint it was extracted under."""
        return dict(self._rows("SELECT document, fingerprint FROM extract"))

    def extracts(self) -> Iterator[Extract]:
        """What each document says, by document id."""
        return self._records(Extract, "SELECT record FROM extract ORDER BY document")

    def keep_problems(self, problems: Iterable[Problem]) -> None:
        """Adds troubles met in reading; one already known is kept once."""
        self._put_problems(problems, "read")

    def setting(self, name: str) -> str | None:
        """A setting the case was made with, such as 'model'."""
        for (value,) in self._rows("SELECT value FROM setting WHERE name = ?", name):
            return str(value)
        return None

    def set(self, name: str, value: str) -> None:
        """Keeps a setting."""
        self._database.execute("INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)", (name, value))

    # What the accounts say together

    def keep_resolution(self, resolution: Resolution) -> None:
        """Keeps what resolution made of all extracts, in place of the one before."""
        for table in _RESOLVED:
            self._database.execute(f"DELETE FROM {table}")
        self._database.execute("UPDATE document SET reuse_of = NULL")
        self._database.execute("DELETE FROM problem WHERE stage = 'extract'")
        for extract in self.extracts():
            self._put_problems(extract.problems, "extract")
            self._put_sentences(extract)
        self._database.execute("INSERT INTO sentence_text (sentence_text) VALUES ('rebuild')")
        put = self._put
        put(
            "actor",
            "id name kind country sector",
            resolution.actors,
            lambda a: (a.id, a.name, a.kind, a.country, a.sector),
        )
        put(
            "mention", "document start end form actor", resolution.mentions, lambda m: (*_at(m.source), m.form, m.actor)
        )
        put(
            "statement",
            "id document start actor kind manner",
            resolution.statements,
            lambda s: (s.id, *_at(s.content[0])[:2], s.actor, s.kind, s.manner),
        )
        put("event", "id type low high", resolution.events, lambda e: (e.id, e.type, e.low, e.high))
        put(
            "report",
            "id document start type status event claimed_by",
            resolution.reports,
            lambda r: (r.id, *_at(r.trigger)[:2], r.type, r.status, r.event, r.claimed_by),
        )
        put("quantity", "id verdict", resolution.quantities, lambda q: (q.id, q.verdict))
        put(
            "figure", "id document start quantity", resolution.figures, lambda f: (f.id, *_at(f.source)[:2], f.quantity)
        )
        put(
            "tie",
            "document start type from_actor to_actor",
            resolution.ties,
            lambda t: (*_at(t.source)[:2], t.type, t.from_actor, t.to_actor),
        )
        put("label", "document start referent", resolution.labels, lambda x: (*_at(x.source)[:2], x.referent))
        put("cause", "document start family", resolution.causes, lambda c: (*_at(c.source)[:2], c.family))
        put("assessment", "document start target", resolution.assessments, lambda a: (*_at(a.source)[:2], a.target))
        put("tone", "document start target", resolution.tones, lambda t: (*_at(t.source)[:2], t.target))
        put("reuse", "document of", resolution.reuses, lambda r: (r.document, r.of))
        for reuse in reversed(resolution.reuses):  # the first of a document wins
            self._database.execute("UPDATE document SET reuse_of = ? WHERE id = ?", (reuse.of, reuse.document))
        put("dispute", "id kind rank", resolution.disputes, lambda d: (d.id, d.kind, d.rank))
        put("decision", "by", resolution.decisions, lambda d: (d.by,))
        summarise(self._database)

    def actor(self, id: str) -> Actor | None:
        """The actor of this id, None when there is none."""
        return next(self._select(Actor, "actor", "id", id=id), None)

    def actors(self, *, kind: str | None = None, country: str | None = None) -> Iterator[Actor]:
        """Who is named, by id."""
        return self._select(Actor, "actor", "id", kind=kind, country=country)

    def mentions(self, *, document: str | None = None, actor: str | None = None) -> Iterator[Mention]:
        """Namings, in text order."""
        return self._select(Mention, "mention", 'document, start, "end"', document=document, actor=actor)

    def statements(
        self,
        *,
        document: str | None = None,
        actor: str | None = None,
        kind: str | None = None,
        manner: str | None = None,
    ) -> Iterator[Statement]:
        """Who said what, in text order."""
        return self._select(
            Statement, "statement", "document, start, id", document=document, actor=actor, kind=kind, manner=manner
        )

    def reports(
        self,
        *,
        document: str | None = None,
        type: str | None = None,
        status: str | None = None,
        event: str | None = None,
    ) -> Iterator[Report]:
        """Tellings of happenings, in text order."""
        return self._select(
            Report, "report", "document, start, id", document=document, type=type, status=status, event=event
        )

    def events(self, *, type: str | None = None) -> Iterator[Event]:
        """Happenings, dated ones first by date."""
        return self._select(Event, "event", "low IS NULL, low, id", type=type)

    def figures(self, *, document: str | None = None, quantity: str | None = None) -> Iterator[Figure]:
        """Numbers, in text order."""
        return self._select(Figure, "figure", "document, start, id", document=document, quantity=quantity)

    def quantities(self, *, verdict: str | None = None) -> Iterator[Quantity]:
        """What the figures count, by id."""
        return self._select(Quantity, "quantity", "id", verdict=verdict)

    def ties(self, *, document: str | None = None, type: str | None = None) -> Iterator[Tie]:
        """Stated relations, in text order."""
        return self._select(Tie, "tie", "document, start, record", document=document, type=type)

    def labels(self, *, document: str | None = None, referent: str | None = None) -> Iterator[Label]:
        """What voices call shared things, in text order."""
        return self._select(Label, "label", "document, start, record", document=document, referent=referent)

    def causes(self, *, document: str | None = None, family: str | None = None) -> Iterator[Cause]:
        """Why things happened, as voices say, in text order."""
        return self._select(Cause, "cause", "document, start, record", document=document, family=family)

    def assessments(self, *, document: str | None = None, target: str | None = None) -> Iterator[Assessment]:
        """Who gains and who loses, as voices say, in text order."""
        return self._select(Assessment, "assessment", "document, start, record", document=document, target=target)

    def tones(self, *, document: str | None = None, target: str | None = None) -> Iterator[Tone]:
        """Words of praise and blame, in text order."""
        return self._select(Tone, "tone", "document, start, record", document=document, target=target)

    def reuses(self, *, document: str | None = None) -> Iterator[Reuse]:
        """Text that accounts take over from others; of one account's, the first says whom it goes back to."""
        return self._select(Reuse, "reuse", "document, rowid", document=document)

    def disputes(self, *, kind: str | None = None) -> Iterator[Dispute]:
        """Where accounts differ, by rank."""
        return self._select(Dispute, "dispute", "rank, id", kind=kind)

    def decisions(self, *, by: str | None = None) -> Iterator[Decision]:
        """Who was held to be who, and why."""
        return self._select(Decision, "decision", "record", by=by)

    def problems(self) -> Iterator[Problem]:
        """Troubles met in reading and extraction, by document."""
        return self._records(Problem, "SELECT record FROM problem ORDER BY document, record")

    def record(self, id: str) -> Actor | Document | Statement | Report | Event | Figure | Quantity | Dispute | None:
        """The record of this id, whatever its kind; None when the case holds none."""
        if document := self.document(id):
            return document
        for table, kind in _BY_ID.items():
            for found in self._records(kind, f"SELECT record FROM {table} WHERE id = ?", id):
                return found
        return None

    def sentence(self, source: Source, *, around: int = 0) -> list[Source]:
        """The sentences that `source` touches, and `around` more on either side, in text order."""
        here = 'SELECT start, "end" FROM sentence WHERE document = ?'
        found: list[tuple[int, int]] = []
        before = 0
        for start, end in self._database.execute(
            f"{here} AND start < ? ORDER BY start DESC", (source.document, source.end)
        ):
            if end <= source.start:
                if not found or before == around:
                    break
                before += 1
            found.append((start, end))
        if not found:
            return []
        after = self._rows(f"{here} AND start >= ? ORDER BY start LIMIT ?", source.document, source.end, around)
        return [Source(source.document, start, end) for start, end in (*reversed(found), *after)]

    def search(self, words: str, *, limit: int = 50) -> list[Source]:
        """The sentences that hold all `words`, best first (FTS5 rank)."""
        query = " ".join('"' + word.replace('"', '""') + '"' for word in words.split())
        if not query:
            return []
        rows = self._rows(
            'SELECT s.document, s.start, s."end" FROM sentence_text JOIN sentence s ON s.id = sentence_text.rowid'
            " WHERE sentence_text MATCH ? ORDER BY rank, s.document, s.start LIMIT ?",
            query,
            limit,
        )
        return [Source(*row) for row in rows]

    # Helpers

    def _documents(self, where: str, *values: object) -> Iterator[Document]:
        for record, text, reuse_of in self._rows(f"SELECT record, text, reuse_of FROM document {where}", *values):
            yield replace(decode(Document, json.loads(record)), text=text, reuse_of=reuse_of)

    def _put(
        self, table: str, columns: str, records: Sequence[Record], cells: Callable[[Record], tuple[Any, ...]]
    ) -> None:
        names = [f'"{name}"' for name in (*columns.split(), "record")]
        self._database.executemany(
            f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})",
            ((*cells(record), _json(record)) for record in records),
        )

    def _put_problems(self, problems: Iterable[Problem], stage: str) -> None:
        self._database.executemany(
            "INSERT OR IGNORE INTO problem (stage, record, document) VALUES (?, ?, ?)",
            ((stage, _json(p), p.document) for p in problems),
        )

    def _put_sentences(self, extract: Extract) -> None:
        (text,) = self._rows("SELECT text FROM document WHERE id = ?", extract.document)[0]
        self._database.executemany(
            'INSERT INTO sentence (document, start, "end", text) VALUES (?, ?, ?, ?)',
            ((s.document, s.start, s.end, text[s.start : s.end]) for s in extract.sentences),
        )

    def _select(self, record: type[Record], table: str, order: str, /, **equal: str | None) -> Iterator[Record]:
        asked = {column: value for column, value in equal.items() if value is not None}
        where = " AND ".join(f"{column} = ?" for column in asked) or "1"
        return self._records(record, f"SELECT record FROM {table} WHERE {where} ORDER BY {order}", *asked.values())

    def _records(self, kind: type[Record], query: str, *values: object) -> Iterator[Record]:
        for (record,) in self._database.execute(query, values):
            yield decode(kind, json.loads(record))

    def _rows(self, query: str, *values: object) -> list[Any]:
        return self._database.execute(query, values).fetchall()


def open_case(path: str | Path, *, create: bool = False) -> Case:
    """The case in `path`, its schema brought up to date; a new one where there is none and `create` says so.

    Raises FileNotFoundError, NotACase or NewerCase; a file that is no case, or a newer one, is left untouched.
    """
    path = Path(path)
    if not path.exists() or path.stat().st_size == 0:
        if not create:
            raise FileNotFoundError(f"{path}: no such case; make one with: dragoman read SOURCE... --case {path}")
        version = 0
    else:
        version = _version(path)
    database = sqlite3.connect(path, timeout=WAIT, isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = NORMAL")
    database.execute("PRAGMA foreign_keys = ON")
    if version < VERSION:
        _migrate(database, version)
    return Case(path, database)


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


def _at(source: Source) -> tuple[str, int, int]:
    return source.document, source.start, source.end


def _json(record: object) -> str:
    return json.dumps(encode(record), ensure_ascii=False, separators=(",", ":"))
