"""A case as one reader alone would have it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from dragoman.build import edits_path, settle
from dragoman.build.readers import ONLY, one_reader
from dragoman.case.store import open_case
from dragoman.resolve.decisions import load_edits


@contextmanager
def narrowed(case: Path, by: str) -> Iterator[Path]:
    """A case of the same accounts as `by` alone reads them: 'rules', 'model' or 'model NAME'; gone after the block.

    The case itself is left as it is. Raises UnknownReader.
    """
    with TemporaryDirectory() as folder:
        copy = Path(folder) / case.name
        with open_case(case) as opened:
            one_reader(opened, by)
        with closing(sqlite3.connect(case)) as there, closing(sqlite3.connect(copy)) as here:
            there.backup(here)
        with open_case(copy) as opened:
            with opened.writing():
                opened.set(ONLY, by)
            settle(opened, load_edits(edits_path(case)))
        yield copy
