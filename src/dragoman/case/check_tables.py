"""What stands in a case beside its records: settings, problems, the index of words, tables that pages are made of."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

from dragoman.case import invariants
from dragoman.case.answers import STAGE, readers
from dragoman.case.faults import Fault, Mend, decoded
from dragoman.case.store import Case
from dragoman.case.summary import FILL, FILLED
from dragoman.records import Decision, Problem

STAGES = ("read", "extract", STAGE)


def settings(case: Case, database: sqlite3.Connection) -> Iterator[Fault]:
    """Settings that lead to what is gone, or cannot be read."""
    for path in filter(None, (case.setting("gazetteers") or "").splitlines()):
        if not Path(path).is_file():
            told = "its table is gone; put it back, or name another with: dragoman read --gazetteer"
            yield Fault("setting", "gazetteers", f"{path}: {told}")
    models = readers(case)
    for model in models:
        if not database.execute("SELECT 1 FROM answer WHERE model = ? LIMIT 1", (model,)).fetchone():
            yield Fault("setting", "readers", f"{model} has answered nothing: the next reading with it asks it", "read")
    only = (case.setting("only") or "").strip()
    if only not in ("", "rules") and not any(f"model {model} ".startswith(f"{only} ") for model in models):
        yield Fault("setting", "only", f"the one reader that counts, {only!r}, never read this case", "remove")
    if verdicts(case) is None:
        yield Fault("setting", "verdicts", "a model's verdicts cannot be read", "remove")
    if case.setting("judged") and case.setting("verdicts") is None:
        yield Fault("setting", "judged", "a model is said to have judged pairs, and no verdict is kept", "remove")
    if case.setting("settled") is None and database.execute("SELECT 1 FROM extract LIMIT 1").fetchone():
        yield Fault("setting", "settled", "not settled yet: the next reading does it", "read")


def verdicts(case: Case) -> list[Decision] | None:
    """What models decided on pairs, as kept; None where it cannot be read."""
    try:
        kept = json.loads(case.setting("verdicts") or "[]")
    except ValueError:
        return None
    found = [decoded(Decision, json.dumps(value)) for value in kept] if isinstance(kept, list) else [None]
    return [decision for decision in found if decision] if all(found) else None


def tables(database: sqlite3.Connection) -> Iterator[Fault]:
    """Rows that break a rule, problems of no stage or account, the index of words, tables that pages are made of."""
    yield from _rules(database)
    yield from _problems(database)
    yield from _index(database)
    yield from _summaries(database)


def _rules(database: sqlite3.Connection) -> Iterator[Fault]:
    """Holds each table against what is left of it under its constraints, in a temporary file."""
    for table in sorted(invariants.tables().keys() - {"problem"}):
        (made,) = database.execute("SELECT sql FROM main.sqlite_master WHERE name = ?", (table,)).fetchone()
        database.execute(made.replace(f'"{table}"', "temp.ruled", 1))
        valid = "" if table == "sentence" else " WHERE json_valid(record)"
        (many,) = database.execute(f"SELECT count(*) FROM main.{table}{valid}").fetchone()
        kept = database.execute(f"INSERT OR IGNORE INTO temp.ruled SELECT * FROM main.{table}{valid}").rowcount
        database.execute("DROP TABLE temp.ruled")
        if kept < many:
            yield Fault(table, None, f"{many - kept} of its rows break a rule of the table", "settle")


def _problems(database: sqlite3.Connection) -> Iterator[Fault]:
    (models,) = database.execute("SELECT count(*) FROM setting WHERE name = 'readers' AND value <> ''").fetchone()
    known = {id for (id,) in database.execute("SELECT id FROM document")}
    for stage, record, document in database.execute("SELECT stage, record, document FROM problem"):
        problem = decoded(Problem, record)
        key = f"{stage} {document or ''}".strip()
        mend: Mend = "settle" if stage == "extract" else "remove"
        if stage not in STAGES:
            yield Fault("problem", key, f"of no stage of ours ({stage})", "remove")
        elif problem is None or problem.document != document:
            yield Fault("problem", key, "its record cannot be read, or is of another account", mend)
        elif stage == STAGE and not models:
            yield Fault("problem", key, "left by a second reader, and no model reads this case", "remove")
        elif stage != "read" and document not in known:
            yield Fault("problem", key, "of an account that the case does not hold", mend)


def _index(database: sqlite3.Connection) -> Iterator[Fault]:
    """Holds the index of words against one made anew of the sentences, in a temporary file."""
    database.execute(
        "CREATE VIRTUAL TABLE temp.fresh USING fts5 (text, content='', tokenize=\"unicode61 remove_diacritics 2\")"
    )
    database.execute("CREATE VIRTUAL TABLE temp.kept_words USING fts5vocab (main, sentence_text, instance)")
    database.execute("CREATE VIRTUAL TABLE temp.fresh_words USING fts5vocab (temp, fresh, instance)")
    database.execute("INSERT INTO temp.fresh (rowid, text) SELECT id, text FROM main.sentence")
    words = (database.execute(f'SELECT term, doc, "offset" FROM temp.{side}_words') for side in ("kept", "fresh"))
    if any(one != other for one, other in zip_longest(*words)):
        yield Fault("sentence_text", None, "the index of words is not that of the sentences", "settle")
    for name in ("kept_words", "fresh_words", "fresh"):
        database.execute(f"DROP TABLE temp.{name}")


def _summaries(database: sqlite3.Connection) -> Iterator[Fault]:
    """Holds each table of counts against one made anew of the records, under the same name in a temporary file."""
    for name in FILLED:
        (made,) = database.execute("SELECT sql FROM main.sqlite_master WHERE name = ?", (name,)).fetchone()
        database.execute(made.replace("CREATE TABLE", "CREATE TEMP TABLE", 1))
    try:
        for statement in FILL:
            database.execute(statement)
        for name in FILLED:
            for one, other in (("main", "temp"), ("temp", "main")):
                query = f"SELECT 1 FROM (SELECT * FROM {one}.{name} EXCEPT SELECT * FROM {other}.{name}) LIMIT 1"
                if database.execute(query).fetchone():
                    yield Fault(name, None, "does not say what the records do", "settle")
                    break
    except (sqlite3.IntegrityError, sqlite3.OperationalError) as error:
        yield Fault("happening", None, f"cannot be made anew of the records: {error}", "settle")
    finally:
        for name in FILLED:
            database.execute(f"DROP TABLE temp.{name}")
