"""The case file: one SQLite file that holds the accounts, what each says, and what they say together.

Opens without the parser. Documents and their extracts are added one at a time; a resolution replaces the one before it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from dragoman.case.codec import decode
from dragoman.case.keeping import Refused, json_of, keep, refusing
from dragoman.case.opening import NewerCase, NoSpace, NotACase, compact, connect, packed
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

__all__ = [
    "Case", "CaseInUse", "NewerCase", "NoSpace", "NotACase", "Refused", "compact", "open_case", "packed",
]  # fmt: skip

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


class CaseInUse(RuntimeError):
    """Another process is writing the case."""


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
        record = json_of(replace(document, text="", reuse_of=None))
        if known and known[0] == record:
            return False
        with refusing(self._database, "document", lambda: document):
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
        with refusing(self._database, "extract", lambda: extract):
            self._database.execute(
                "INSERT OR REPLACE INTO extract (document, fingerprint, record) VALUES (?, ?, ?)",
                (extract.document, fingerprint, json_of(extract)),
            )

    def ids(self) -> list[str]:
        """Ids of all accounts, by name."""
        return [id for (id,) in self._rows("SELECT id FROM document ORDER BY name, id")]

    def troubled(self) -> int:
        """In how many accounts extraction met a problem."""
        ((count,),) = self._rows("SELECT count(DISTINCT document) FROM problem WHERE stage = 'extract'")
        return int(count)

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
        for extract in self._outlines():
            self._put_problems(extract.problems, "extract")
            self._put_sentences(extract)
        self._database.execute("INSERT INTO sentence_text (sentence_text) VALUES ('rebuild')")
        keep(self._database, resolution)
        for reuse in reversed(resolution.reuses):  # the first of a document wins
            self._database.execute("UPDATE document SET reuse_of = ? WHERE id = ?", (reuse.of, reuse.document))
        summarise(self._database)

    def actor(self, id: str) -> Actor | None:
        """The actor of this id, None when there is none."""
        return next(self._select(Actor, "actor", "id", id=id), None)

    def actors(self, *, kind: str | None = None, country: str | None = None) -> Iterator[Actor]:
        """Who is named, by id."""
        return self._select(Actor, "actor", "id", kind=kind, country=country)

    def named(self, name: str) -> list[str]:
        """Ids of the actors that go by this name, whatever the case of its letters; several where names are shared."""
        found = self._rows("SELECT DISTINCT actor FROM alias WHERE name = ? ORDER BY actor", name)
        if not found and not name.isascii():  # the database folds plain letters alone
            aliases = self._database.execute("SELECT actor, name FROM alias ORDER BY actor")
            return list(dict.fromkeys(id for id, alias in aliases if alias.casefold() == name.casefold()))
        return [id for (id,) in found]

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

    def _put_problems(self, problems: Iterable[Problem], stage: str) -> None:
        self._database.executemany(
            "INSERT OR IGNORE INTO problem (stage, record, document) VALUES (?, ?, ?)",
            ((stage, json_of(p), p.document) for p in problems),
        )

    def _outlines(self) -> Iterator[Extract]:
        """Of each extract its sentences and problems alone."""
        for (record,) in self._database.execute("SELECT record FROM extract ORDER BY document"):
            said = json.loads(record)
            yield decode(Extract, {name: said[name] for name in ("document", "sentences", "problems") if name in said})

    def _put_sentences(self, extract: Extract) -> None:
        (text,) = self._rows("SELECT text FROM document WHERE id = ?", extract.document)[0]
        with refusing(self._database, "sentence", lambda: extract):
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
    return Case(Path(path), connect(Path(path), create=create))
