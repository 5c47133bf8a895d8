"""The rows of accounts, extracts and resolved records, checked against each other and against the texts."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from functools import lru_cache
from typing import Any

from dragoman import ids
from dragoman.case.faults import Fault, Mend, decoded
from dragoman.case.references import named, place, spans, words
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

SAID = ("mentions", "statements", "reports", "figures", "ties", "labels", "causes", "assessments", "tones")
"""What an extract holds that resolution must keep: its fields; the tables bear their names in the singular."""


class Records:
    """The records of one case, and what is known of them."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self.database = database
        self.text = lru_cache(maxsize=64)(self._text)
        tables = [table for table, kind in RESOLVED.items() if any(field.name == "id" for field in fields(kind))]
        self.known = {
            table: {id for (id,) in database.execute(f"SELECT id FROM {table}")} for table in ("document", *tables)
        }
        self.told: set[str] = set()
        """Ids of all records that the extracts hold, rejected ones included."""
        self.rejected = {
            id
            for (id,) in database.execute(
                "SELECT json_extract(record, '$.pair[0]') FROM decision WHERE json_valid(record)"
                " AND json_extract(record, '$.verdict') = 'rejected'"
            )
        }

    def faults(self, fingerprint: Callable[[Document, str | None], str] | None) -> Iterator[Fault]:
        """What is wrong with references, accounts, sentences and extracts."""
        for table, row, parent, _ in self.database.execute("PRAGMA foreign_key_check").fetchall():
            mend: Mend = "remove" if table in ("extract", "sentence") else "settle"
            yield Fault(table, str(row) if row is not None else None, f"goes back to no {parent} of the case", mend)
        model = self.database.execute("SELECT value FROM setting WHERE name = 'model'").fetchone()
        expected: dict[str, str | None] = {}
        for document, found in self._documents():
            yield from found
            if document:
                expected[document.id] = fingerprint(document, model and model[0]) if fingerprint else None
        yield from self._extracts(expected)
        for document, start, end, text in self.database.execute('SELECT document, start, "end", text FROM sentence'):
            whole = self.text(document)
            if whole is not None and whole[start:end] != text:
                yield Fault("sentence", f"{document} {start}–{end}", "its words are not the account's", "settle")

    def resolved(self, extracts: Iterable[Extract]) -> Iterator[Fault]:
        """What is wrong with what was made of `extracts`, those of all readers."""
        said: dict[str, dict[str, list[Any]]] = {field[:-1]: defaultdict(list) for field in SAID}
        for extract in extracts:
            for field in SAID:
                for record in getattr(extract, field):
                    id = getattr(record, "id", None)
                    if id is not None:
                        self.told.add(id)
                    if not {id, getattr(record, "claimed_by", None)} & self.rejected:
                        said[field[:-1]][_key(record)].append(place(record))
        for table, kind in RESOLVED.items():
            yield from self._table(table, kind, said.get(table))
        yield from self._orphans()

    def _documents(self) -> Iterator[tuple[Document | None, list[Fault]]]:
        rows = self.database.execute(
            "SELECT id, name, published, chars, text, record, reuse_of FROM document ORDER BY id"
        )
        for id, name, published, chars, text, record, reuse_of in rows:
            document = decoded(Document, record)
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

    def _extracts(self, expected: dict[str, str | None]) -> Iterator[Fault]:
        """What is wrong with extracts as the rules made them. `expected`: the fingerprint of each account."""
        seen = set()
        for id, fingerprint, record in self.database.execute("SELECT document, fingerprint, record FROM extract"):
            seen.add(id)
            extract = decoded(Extract, record)
            if extract is None or extract.document != id:
                yield Fault("extract", id, "its record cannot be read, or is of another account", "remove")
                continue
            if id not in self.known["document"]:
                yield Fault("extract", id, "of an account that the case does not hold", "remove")
                continue
            wrong = [Fault("extract", id, message, "remove") for message in dict.fromkeys(self._misplaced(extract))]
            yield from wrong
            if not wrong and expected.get(id) not in (None, fingerprint):
                told = "will be extracted anew by the next reading: other extractors or another model made it"
                yield Fault("extract", id, told, "read")
        for id in sorted(expected.keys() - seen):
            yield Fault("extract", id, "not extracted yet: the next reading does it", "read")

    def _table(self, table: str, kind: type[Any], said: dict[str, list[Any]] | None) -> Iterator[Fault]:
        """What is wrong with the rows of a table. `said`: where each record that it must hold stands, by its key."""
        columns = [row[1] for row in self.database.execute(f"PRAGMA table_info({table})") if row[1] != "record"]
        names = ", ".join(f'"{name}"' for name in (*columns, "record"))
        kept: Counter[str] = Counter()
        for *cells, record in self.database.execute(f"SELECT {names} FROM {table}"):
            found = decoded(kind, record)
            if found is None:
                yield Fault(table, str(cells[0]), "its record cannot be read", "settle")
                continue
            key = _key(found)
            if any(_cell(found, name) != cell for name, cell in zip(columns, cells, strict=True)):
                yield Fault(table, key, "its columns are not those of its record", "settle")
            for message in (*self._misplaced(found), *self._unknown(found)):
                yield Fault(table, key, message, "settle")
            if said is None:
                continue
            kept[key] += 1
            if kept[key] > len(said.get(key, ())):
                yield Fault(table, key, "an orphan: no account says it", "settle")
            elif place(found) not in said[key]:
                yield Fault(table, key, "its words are not those that the account's extract has", "settle")
        for lost in sorted(key for key, places in (said or {}).items() if kept[key] < len(places)):
            yield Fault(table, lost, "lost: an account says it, the case does not hold it", "settle")

    def _orphans(self) -> Iterator[Fault]:
        """Actors that nothing names, and events and quantities whose members go back to others."""
        for (id,) in self.database.execute(
            "SELECT id FROM actor WHERE id NOT IN (SELECT actor FROM mention WHERE actor NOT NULL) AND id NOT IN"
            " (SELECT coalesce(json_extract(record, '$.part_of'), '') FROM actor WHERE json_valid(record))"
        ):
            yield Fault("actor", id, "an orphan: no account names it", "settle")
        for whole, part in (("event", "report"), ("quantity", "figure")):
            for id, member in self.database.execute(
                f"SELECT w.id, m.value FROM (SELECT * FROM {whole} WHERE json_valid(record)) w,"
                f" json_each(w.record, '$.{part}s') m JOIN {part} p ON p.id = m.value WHERE p.{whole} IS NOT w.id"
            ):
                yield Fault(whole, id, f"its {part} {member} is of another {whole}", "settle")
            for id, member in self.database.execute(
                f"SELECT w.id, p.id FROM {part} p JOIN {whole} w ON w.id = p.{whole} WHERE json_valid(w.record)"
                f" AND p.id NOT IN (SELECT value FROM json_each(w.record, '$.{part}s'))"
            ):
                yield Fault(whole, id, f"does not know its {part} {member}", "settle")

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


def _key(record: Any) -> str:
    """What tells a record from others of its table: its id, else its place and what stands there."""
    if id := getattr(record, "id", None):
        return str(id)
    at = place(record)
    if at is None:
        return repr(record)[:80]
    more = (getattr(record, name, None) for name in ("type", "field", "from_span", "to_span", "target_span", "effect"))
    told = " ".join(part if isinstance(part, str) else f"{part.start}–{part.end}" for part in more if part is not None)
    return f"{at.document} {at.start}–{at.end} {told}".strip()


def _cell(record: Any, column: str) -> object:
    """What a column says of a record."""
    if column in _FIELDS.get(type(record), ()):
        return getattr(record, column)
    return getattr(place(record), column, None)


_FIELDS = {kind: frozenset(field.name for field in fields(kind)) for kind in RESOLVED.values()}
