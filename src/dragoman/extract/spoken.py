"""Statements by where they stand, so that few of them are looked at for each word of an account."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from dragoman.records import Statement

CELL = 1_000
"""Characters of text that are looked up together: a paragraph or two."""


class Spoken:
    """The statements of a document by the places of their content and their cues."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self._all = tuple(statements)
        self._cells: dict[int, list[int]] = defaultdict(list)
        for number, statement in enumerate(self._all):
            spans = (*statement.content, statement.cue) if statement.cue is not None else statement.content
            for cell in {cell for span in spans for cell in _cells(span.start, span.end)}:
                self._cells[cell].append(number)

    def near(self, start: int, end: int) -> list[Statement]:
        """All statements with content or a cue between two characters, and others close by, in the order given."""
        numbers = {number for cell in _cells(start, end) for number in self._cells.get(cell, ())}
        return [self._all[number] for number in sorted(numbers)]


def _cells(start: int, end: int) -> range:
    return range(start // CELL, end // CELL + 1)
