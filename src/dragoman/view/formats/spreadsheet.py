"""Tables as CSV: one file a record kind."""

from __future__ import annotations

import csv
from pathlib import Path

from dragoman.case.store import Case
from dragoman.view.formats.columns import Cell
from dragoman.view.formats.lookup import printable
from dragoman.view.formats.tables import TABLES

JOINT = " | "
"""Stands between the parts of a list."""

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the start of a formula."""


def write_csv(case: Case, folder: Path) -> list[Path]:
    """Writes a CSV a record kind into `folder`; the files written."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, table in TABLES.items():
        path = folder / f"{name}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(table.columns), restval="", lineterminator="\n")
            writer.writeheader()
            for row in table.of(case):
                writer.writerow({column: cell(value) for column, value in row.items()})
        written.append(path)
    return written


def cell(value: Cell) -> Cell:
    """The value as one cell; text that a spreadsheet would run as a formula is marked as text by an apostrophe."""
    match value:
        case bool():
            return "true" if value else "false"
        case tuple():
            return cell(JOINT.join(value))
        case str():
            text = printable(value)
            return f"'{text}" if text.lstrip().startswith(_FORMULA) or text[:1] in ("\t", "\r", "\n") else text
        case _:
            return value
