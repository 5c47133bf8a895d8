"""Statements of one account set beside each other: a talk with an outlet that goes on, and words said twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.extract.phrases import Namings
from dragoman.records import Source, Statement

_WORD = re.compile(r"\w+(?:[-’']\w+)*")
LEAST = 5
"""Fewest words of a statement that can repeat another."""
ALIKE = 0.8
"""Share of words two statements of one voice have in common when one repeats the other."""


def linked(found: Sequence[Statement], text: str, namings: Namings) -> Iterator[Statement]:
    """The statements, with the outlet a speaker goes on talking to in `via_spans`, and the first telling in `repeats`."""
    talking: dict[str, Source] = {}
    told: list[tuple[str, str, frozenset[str]]] = []
    for statement in found:
        who = namings.key(statement.voice)
        listener = namings.at(statement.addressee_span)
        if who and listener is not None and listener.kind == "outlet":
            talking[who] = listener.source
        elif who in talking and statement.manner == "say" and listener is None and statement.kind != "mixed":
            statement = replace(statement, via_spans=(talking[who], *statement.via_spans))
        words = frozenset(w.lower() for c in statement.content for w in _WORD.findall(text, c.start, c.end))
        first = next((i for i, by, said in told if by == who and _alike(words, said)), None)
        if first is not None:
            statement = replace(statement, repeats=first)
        elif len(words) >= LEAST:
            told.append((statement.id, who, words))
        yield statement


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one) >= LEAST and len(one & other) >= ALIKE * len(one | other)
