"""Mends a case where that is safe: rows that can be made again go, accounts stay as they are."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from dragoman.case.check import Fault
from dragoman.case.store import WAIT


def mend(path: Path, faults: Iterable[Fault]) -> bool:
    """Removes the extracts that cannot be relied on; whether the case is then to be settled anew.

    What is removed is extracted again at the next reading. Writes nothing where no fault can be mended.
    """
    found = [fault for fault in faults if fault.mend is not None]
    removed = sorted({fault.key for fault in found if fault.mend == "remove" and fault.key is not None})
    with closing(sqlite3.connect(path, timeout=WAIT)) as database, database:
        database.executemany("DELETE FROM extract WHERE document = ?", ((key,) for key in removed))
        database.execute("DELETE FROM extract WHERE document NOT IN (SELECT id FROM document)")
    return bool(found)
