"""Reading in tests: sources to documents and problems, and words to fill files with."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dragoman.read.document import documents
from dragoman.read.options import Options
from dragoman.records import Document, Problem

PARAGRAPHS = (
    "The states along the upper river have agreed to share what they measure at their gauges, the delegations said "
    "on Friday after a week of talks in the old customs house by the harbour.",
    "It is the first paper that all of them have signed since the drought. None of them gave way on the question of "
    "new dams, which the hosts had kept off the table, and the envoy of the lower states called the result modest.",
    "A commission is to look into the quarrel over the canal and to report when it can, the chairwoman told reporters, "
    "adding that she would rather be slow than wrong.",
    "Farmers on both banks have waited for years for numbers that they can trust. Their unions welcomed the paper and "
    "asked that the gauges be open to anybody who wants to read them.",
)


def read(*sources: Path | str, **options: Any) -> tuple[list[Document], list[Problem]]:
    """The documents and the problems in the sources."""
    found = list(documents(map(str, sources), Options(**options)))
    return [one for one in found if isinstance(one, Document)], [one for one in found if isinstance(one, Problem)]


def only(*sources: Path | str, **options: Any) -> Document:
    """The one document in the sources, which give no problem."""
    found, problems = read(*sources, **options)
    assert not problems, problems
    assert len(found) == 1, found
    return found[0]


def trouble(*sources: Path | str, **options: Any) -> Problem:
    """The one problem in the sources, which give no document."""
    found, problems = read(*sources, **options)
    assert not found, found
    assert len(problems) == 1, problems
    return problems[0]
