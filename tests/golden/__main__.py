"""Writes the golden files anew; review their difference as you would review code."""

from __future__ import annotations

import tempfile
from pathlib import Path

from dragoman.build import read
from dragoman.case.store import open_case
from tests.golden import FOLDER, account_files, lines

with tempfile.TemporaryDirectory() as folder:
    path = Path(folder) / "golden.case"
    read(account_files(), path)
    with open_case(path) as case:
        for name, text in lines(case).items():
            (FOLDER / name).write_text("\n".join(text) + "\n", encoding="utf-8", newline="\n")
            print(FOLDER / name)
