"""A talk with an outlet that goes on: what a speaker adds after "told Reuters" came through Reuters too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.extract.phrases import Namings
from dragoman.records import Source, Statement


def continued(found: Sequence[Statement], namings: Namings) -> Iterator[Statement]:
    """The statements in order, each with the outlet that its speaker goes on talking to in `via_spans`."""
    talking: dict[str, Source] = {}
    for statement in found:
        who = namings.key(statement.voice)
        listener = namings.at(statement.addressee_span)
        if who and listener is not None and listener.kind == "outlet":
            talking[who] = listener.source
        elif who in talking and statement.manner == "say" and listener is None and statement.kind != "mixed":
            statement = replace(statement, via_spans=(talking[who], *statement.via_spans))
        yield statement
