"""Tables of records: named, typed columns, so that a CSV, a Parquet file and a data frame hold the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from dragoman.case.store import Case
from dragoman.view.formats.lookup import Lookup

Cell = str | int | float | bool | tuple[str, ...] | None
Row = dict[str, Cell]
Type = Literal["text", "whole", "number", "flag", "list"]

TEXT: Type = "text"
WHOLE: Type = "whole"
NUMBER: Type = "number"
FLAG: Type = "flag"
LIST: Type = "list"


@dataclass(frozen=True, slots=True)
class Table:
    """A record kind as rows. `records` are those of a case, `rows` the row or rows of one of them."""

    columns: Mapping[str, Type]
    records: Callable[[Case], Iterable[Any]]
    rows: Callable[[Lookup, Any], Iterator[Row]]

    def of(self, case: Case) -> Iterator[Row]:
        """All rows of the case, in the order of its records."""
        lookup = Lookup(case)
        for record in self.records(case):
            yield from self.rows(lookup, record)


def columns(*, text: str = "", whole: str = "", number: str = "", flag: str = "", list: str = "") -> dict[str, Type]:
    """Columns by type, each group's names separated by blanks: columns(text="id name", whole="start end")."""
    groups: tuple[tuple[str, Type], ...] = (
        (text, TEXT), (whole, WHOLE), (number, NUMBER), (flag, FLAG), (list, LIST),
    )  # fmt: skip
    return {name: kind for names, kind in groups for name in names.split()}
