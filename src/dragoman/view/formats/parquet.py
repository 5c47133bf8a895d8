"""Tables as Parquet, with typed columns and lists; needs pyarrow (the extra `parquet`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from dragoman.case.store import Case
from dragoman.view.formats.columns import Row, Type
from dragoman.view.formats.tables import TABLES
from dragoman.view.optional import optional

BATCH = 10_000
"""Rows written at once."""


def write_parquet(case: Case, folder: Path) -> list[Path]:
    """Writes a Parquet file a record kind into `folder`; the files written. Raises MissingExtra without pyarrow."""
    parquet = optional("pyarrow.parquet", "parquet")
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, table in TABLES.items():
        path = folder / f"{name}.parquet"
        with parquet.ParquetWriter(path, schema(table.columns)) as writer:
            for rows in _batches(table.of(case)):
                writer.write_table(arrow(table.columns, rows))
        written.append(path)
    return written


def arrow(columns: Mapping[str, Type], rows: list[Row]) -> Any:
    """The rows as a pyarrow.Table. Raises MissingExtra without pyarrow."""
    pyarrow = optional("pyarrow", "parquet")
    return pyarrow.Table.from_pylist(rows, schema=schema(columns))


def schema(columns: Mapping[str, Type]) -> Any:
    """The columns as a pyarrow.Schema. Raises MissingExtra without pyarrow."""
    pyarrow = optional("pyarrow", "parquet")
    types = {
        "text": pyarrow.string(),
        "whole": pyarrow.int64(),
        "number": pyarrow.float64(),
        "flag": pyarrow.bool_(),
        "list": pyarrow.list_(pyarrow.string()),
    }
    return pyarrow.schema([(name, types[kind]) for name, kind in columns.items()])


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while batch := list(islice(rows, BATCH)):
        yield batch
