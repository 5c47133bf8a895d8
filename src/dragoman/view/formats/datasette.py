"""The case as a SQLite database for Datasette: flat tables linked to each other, views, full-text search, metadata.

The case file itself keeps records as JSON for dragoman's own use; here each column is one that can be filtered.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from dragoman.case.store import Case
from dragoman.view.formats.columns import Cell, Table
from dragoman.view.formats.spreadsheet import JOINT
from dragoman.view.formats.tables import TABLES

_SQL = {"text": "TEXT", "whole": "INTEGER", "number": "REAL", "flag": "INTEGER", "list": "TEXT"}

_LINKS = {
    "document": "documents", "of": "documents", "reuse_of": "documents", "actor": "actors", "addressee": "actors",
    "part_of": "actors", "voice": "actors", "target": "actors", "claimed_by": "statements", "repeats": "statements",
    "event": "events", "quantity": "quantities",
}  # fmt: skip
"""Columns that hold the id of a row of another table; Datasette shows its label there."""

_PLAIN = {("problems", "document"), ("events", "claimed_by")}
"""Columns of such a name that hold other text."""

_KEYS = {"events": "event_id_cnty", "disputes": None}
"""Tables whose key is not `id`; None: an id comes several times."""

VIEWS = {
    "said": """
        SELECT s.published, d.name AS account, coalesce(s.actor_name, s.speaker) AS who, s.cue, s.words, s.kind,
            s.hedge, s.id, s.document, s.start, s."end"
        FROM statements s JOIN documents d ON d.id = s.document ORDER BY s.published, d.name, s.start""",
    "timeline": """
        SELECT event_date, "from", "to", plover_type, plover_mode, actor1, actor2, location, status, claimed_by,
            accounts, notes, event_id_cnty
        FROM events WHERE "from" IS NOT NULL ORDER BY "from", event_id_cnty""",
    "conflicting_figures": """
        SELECT q.reason, f.text, f.value, f.unit, f.measure, f.subject, f.as_of, f.account, f.id, q.id AS quantity
        FROM quantities q JOIN figures f ON f.quantity = q.id WHERE q.verdict = 'conflict' ORDER BY q.id, f.value""",
    "voices": """
        SELECT a.id, a.name, a.kind, a.country, count(*) AS statements, count(DISTINCT s.document) AS accounts
        FROM statements s JOIN actors a ON a.id = s.actor GROUP BY a.id ORDER BY statements DESC, a.name""",
}

_SEARCHED = {"texts": "text", "statements": "words"}

_ABOUT = {
    "documents": "The accounts that were read.",
    "texts": "Their words; start and end of every record count characters of this text.",
    "actors": "Who is named.",
    "mentions": "Every naming of an actor.",
    "statements": "Somebody's words or thoughts, told by an account.",
    "reports": "One account's telling of a happening, coded in PLOVER 2.0.",
    "events": "The happening that one or more reports tell, in ACLED's column names.",
    "figures": "Numbers as written and as understood.",
    "quantities": "What figures count, and whether they agree.",
    "ties": "Stated relations between actors.",
    "labels": "What a voice calls a shared thing.",
    "causes": "Why a thing happened, as a voice says.",
    "assessments": "Who gains and who loses, as a voice says.",
    "tones": "Words of praise and blame.",
    "reuses": "Text that one account takes over from another.",
    "disputes": "Where accounts or voices differ; a row a side.",
    "decisions": "What was held to be one, or not, and why.",
    "problems": "Trouble met in reading.",
    "said": "Who said what, in order of publication.",
    "timeline": "Dated happenings in order.",
    "conflicting_figures": "Figures of one quantity that cannot all be right.",
    "voices": "Whose words the accounts give, most often quoted first.",
}

_FACETS = {
    "documents": ["outlet", "language"],
    "actors": ["kind", "country", "sector"],
    "statements": ["actor_name", "kind", "manner", "account"],
    "reports": ["type", "status", "account"],
    "events": ["plover_type", "status", "country"],
    "figures": ["unit", "account"],
    "ties": ["type", "polarity"],
    "labels": ["field", "connotation"],
    "disputes": ["kind"],
    "timeline": ["plover_type", "status"],
}

_LABELS = {"documents": "name", "actors": "name", "statements": "words", "events": "notes", "quantities": "reason"}
"""The column that stands for a row where another table links to it."""


def write_datasette(case: Case, folder: Path) -> list[Path]:
    """Writes a database and metadata.json into `folder`; the files written. A database of that name is replaced."""
    folder.mkdir(parents=True, exist_ok=True)
    path, metadata = folder / f"{case.path.stem}.db", folder / "metadata.json"
    if path.exists() and path.samefile(case.path):
        raise FileExistsError(f"{path}: this is the case itself; choose another folder")
    path.unlink(missing_ok=True)
    database = sqlite3.connect(path, isolation_level=None)
    try:
        database.execute("BEGIN")
        _fill(database, case)
        database.execute("COMMIT")
        database.execute("VACUUM")
    finally:
        database.close()
    metadata.write_text(json.dumps(_metadata(path.stem), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return [path, metadata]


def _fill(database: sqlite3.Connection, case: Case) -> None:
    for name, table in TABLES.items():
        _make(database, name, table)
        places = ", ".join(f":{column}" for column in table.columns)
        empty = dict.fromkeys(table.columns)
        rows = ({**empty, **{column: _cell(cell) for column, cell in row.items()}} for row in table.of(case))
        database.executemany(f"INSERT INTO {name} VALUES ({places})", rows)
    database.execute("CREATE TABLE texts (document TEXT PRIMARY KEY REFERENCES documents (id), text TEXT)")
    database.executemany("INSERT INTO texts VALUES (?, ?)", _texts(case))
    for name, column in _SEARCHED.items():
        database.execute(f"CREATE VIRTUAL TABLE {name}_fts USING fts5 ({column}, content='{name}')")
        database.execute(f"INSERT INTO {name}_fts ({name}_fts) VALUES ('rebuild')")
    for name, query in VIEWS.items():
        database.execute(f"CREATE VIEW {name} AS {query}")


def _make(database: sqlite3.Connection, name: str, table: Table) -> None:
    key = _KEYS.get(name, "id")
    parts = []
    for column, kind in table.columns.items():
        part = f'"{column}" {_SQL[kind]}'
        if column == key:
            part += " PRIMARY KEY"
        elif (to := _link(name, column)) is not None:
            part += f" REFERENCES {to} ({_KEYS.get(to) or 'id'})"
        parts.append(part)
    database.execute(f"CREATE TABLE {name} ({', '.join(parts)})")
    for column in table.columns:
        if _link(name, column) and column != key:
            database.execute(f'CREATE INDEX {name}_{column} ON {name} ("{column}")')


def _link(name: str, column: str) -> str | None:
    """The table that a column points into."""
    if (name, column) in _PLAIN:
        return None
    if name == "ties" and column in ("from", "to"):
        return "actors"
    return _LINKS.get(column)


def _texts(case: Case) -> Iterator[tuple[str, str]]:
    return ((document.id, document.text) for document in case.documents())


def _cell(value: Cell) -> Cell:
    return JOINT.join(value) if isinstance(value, tuple) else value


def _metadata(name: str) -> dict[str, Any]:
    return {
        "title": f"{name}: a case of many accounts",
        "description": "Made by dragoman from news accounts. Each row names its account and its characters in it.",
        "databases": {name: {"tables": {table: _described(table, about) for table, about in _ABOUT.items()}}},
    }


def _described(table: str, about: str) -> Mapping[str, Any]:
    described: dict[str, Any] = {"description": about}
    if table in _FACETS:
        described["facets"] = _FACETS[table]
    if table in _LABELS:
        described["label_column"] = _LABELS[table]
    if table in _SEARCHED:
        described["fts_table"] = f"{table}_fts"
    return described
