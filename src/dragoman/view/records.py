"""Records as they come from an open case: to go through, to put in a data frame, to look at in a notebook."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from typing import Any, Generic, TypeVar

from dragoman.case.store import Case
from dragoman.records import Dispute, Statement
from dragoman.view.formats.columns import Row
from dragoman.view.formats.lookup import Lookup
from dragoman.view.formats.parquet import arrow
from dragoman.view.formats.tables import TABLES
from dragoman.view.notebook import dispute_html, statement_html, table_html
from dragoman.view.optional import optional

Record = TypeVar("Record")

_PANDAS = {"text": "string", "whole": "Int64", "number": "float64", "flag": "boolean", "list": "object"}


class ShownStatement(Statement):
    """A statement that knows its case, so that a notebook can show its words."""

    __slots__ = ("_lookup",)
    _lookup: Lookup

    def _repr_html_(self) -> str:
        return statement_html(self._lookup, self)


class ShownDispute(Dispute):
    """A dispute that knows its case, so that a notebook can show its sides in their words."""

    __slots__ = ("_lookup",)
    _lookup: Lookup

    def _repr_html_(self) -> str:
        return dispute_html(self._lookup, self)


class Records(Generic[Record]):
    """Records of one kind. They are asked from the case anew each time they are gone through, one at a time."""

    def __init__(self, kind: str, case: Case, ask: Callable[[], Iterable[Record]]) -> None:
        self._table = TABLES[kind]
        self._case = case
        self._ask = ask

    def __iter__(self) -> Iterator[Record]:
        return iter(self._ask())

    def rows(self) -> Iterator[Row]:
        """Flat rows with names and words beside ids and spans, as `export --to csv` has them."""
        lookup = Lookup(self._case)
        for record in self:
            yield from self._table.rows(lookup, record)

    def to_arrow(self) -> Any:
        """The rows as a pyarrow.Table. Raises MissingExtra without pyarrow."""
        return arrow(self._table.columns, list(self.rows()))

    def to_pandas(self) -> Any:
        """The rows as a pandas.DataFrame, typed; what is not known is NA. Raises MissingExtra without pandas."""
        pandas = optional("pandas", "pandas")
        rows = list(self.rows())
        return pandas.DataFrame(
            {
                name: pandas.Series([row.get(name) for row in rows], dtype=_PANDAS[kind])
                for name, kind in self._table.columns.items()
            }
        )

    def _repr_html_(self) -> str:
        return table_html(tuple(self._table.columns), self.rows())


def shown_statement(lookup: Lookup, statement: Statement) -> ShownStatement:
    """The statement as one that a notebook shows."""
    return _shown(ShownStatement, lookup, statement)


def shown_dispute(lookup: Lookup, dispute: Dispute) -> ShownDispute:
    """The dispute as one that a notebook shows."""
    return _shown(ShownDispute, lookup, dispute)


Shown = TypeVar("Shown", ShownStatement, ShownDispute)


def _shown(kind: type[Shown], lookup: Lookup, record: Statement | Dispute) -> Shown:
    shown = kind(**{field.name: getattr(record, field.name) for field in fields(record)})
    object.__setattr__(shown, "_lookup", lookup)  # records are frozen
    return shown
