"""Mends a case where that is safe: rows that can be made again go, accounts stay as they are."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from dragoman.case.answers import STAGE
from dragoman.case.check_tables import STAGES
from dragoman.case.codec import decode, encode
from dragoman.case.faults import Fault, decoded
from dragoman.case.opening import WAIT
from dragoman.records import Decision, Problem


def mend(path: Path, faults: Iterable[Fault]) -> bool:
    """Removes what the faults say may go; whether the case is then to be settled anew.

    Extracts that are removed are made again at the next reading. Writes nothing where no fault can be mended.
    """
    found = [fault for fault in faults if fault.mend in ("settle", "remove")]
    if not found:
        return False
    gone = {table: sorted({f.key for f in found if f.mend == "remove" and f.table == table and f.key}) for table in
            ("extract", "setting", "verdict", "problem")}  # fmt: skip
    with closing(sqlite3.connect(path, timeout=WAIT)) as database, database:
        database.executemany("DELETE FROM extract WHERE document = ?", ((key,) for key in gone["extract"]))
        database.execute("DELETE FROM extract WHERE document NOT IN (SELECT id FROM document)")
        database.executemany("DELETE FROM setting WHERE name = ?", ((key,) for key in gone["setting"]))
        if "verdicts" in gone["setting"]:  # made anew of the model's answers when it reads again
            database.execute("DELETE FROM setting WHERE name = 'judged'")
        if gone["verdict"]:
            _without_verdicts(database, set(gone["verdict"]))
        if gone["problem"]:
            _without_problems(database)
    return True


def _without_verdicts(database: sqlite3.Connection, ids: set[str]) -> None:
    """Takes verdicts that name one of `ids` out of the setting that keeps them."""
    for (value,) in database.execute("SELECT value FROM setting WHERE name = 'verdicts'").fetchall():
        kept = [verdict for verdict in json.loads(value) if not ids & set(decode(Decision, verdict).pair)]
        changed = json.dumps([encode(verdict) for verdict in kept], ensure_ascii=False)
        database.execute("UPDATE setting SET value = ? WHERE name = 'verdicts'", (changed,))


def _without_problems(database: sqlite3.Connection) -> None:
    """Takes out problems of no stage, those that cannot be read, and those of a reader or account that is gone."""
    known = {id for (id,) in database.execute("SELECT id FROM document")}
    (models,) = database.execute("SELECT count(*) FROM setting WHERE name = 'readers' AND value <> ''").fetchone()
    for stage, record, document in database.execute("SELECT stage, record, document FROM problem").fetchall():
        problem = decoded(Problem, record)
        left = stage == STAGE and (not models or document not in known)
        if stage not in STAGES or problem is None or problem.document != document or left:
            database.execute("DELETE FROM problem WHERE stage = ? AND record = ?", (stage, record))
