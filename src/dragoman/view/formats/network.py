"""Actors as nodes, ties and reports as edges: what the graph formats write."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product

from dragoman.case.store import Case
from dragoman.periods import first_day, last_day
from dragoman.records import Actor
from dragoman.tables import table
from dragoman.view.formats.lookup import Lookup

Values = dict[str, str | int | float]
"""Attributes by name; what is not known is left out."""

NODE = {"kind": str, "country": str, "sector": str, "part_of": str, "aliases": str, "mentions": int, "statements": int}
EDGE = {
    "record": str, "type": str, "mode": str, "polarity": int, "status": str, "claimed_by": str, "event": str,
    "as_of": str, "document": str, "from_char": int, "to_char": int, "words": str,
}  # fmt: skip
"""Attributes of nodes and edges with their types."""


@dataclass(frozen=True, slots=True)
class Node:
    """An actor who takes part in a tie or report, or is named."""

    id: str
    label: str
    values: Values


@dataclass(frozen=True, slots=True)
class Edge:
    """A tie, or one pair of a report's parties. `start` and `end`: first and last day; None: open or not told."""

    id: str
    source: str
    target: str
    label: str
    weight: float
    """1 for a tie; for a report how sure the reader is of it."""
    start: str | None
    end: str | None
    values: Values


def nodes(case: Case) -> Iterator[Node]:
    """All actors, by id."""
    named = Counter(mention.actor for mention in case.mentions())
    said = Counter(statement.actor for statement in case.statements())
    for actor in case.actors():
        yield Node(actor.id, actor.name, {**_about(actor), "mentions": named[actor.id], "statements": said[actor.id]})


def edges(case: Case) -> Iterator[Edge]:
    """Ties, then reports with parties on both sides, in text order."""
    lookup = Lookup(case)
    yield from _ties(lookup)
    yield from _reports(lookup)


def _about(actor: Actor) -> Values:
    return _known(
        kind=actor.kind,
        country=actor.country,
        sector=actor.sector,
        part_of=actor.part_of,
        aliases=" | ".join(actor.aliases),
    )


def _ties(lookup: Lookup) -> Iterator[Edge]:
    for number, tie in enumerate(lookup.case.ties()):
        if not tie.from_actor or not tie.to_actor:
            continue
        place = tie.source
        values = _known(
            record="tie",
            type=tie.type,
            polarity=tie.polarity,
            status="claimed" if tie.voice else "told",
            claimed_by=lookup.name(tie.voice),
            as_of=tie.as_of,
            document=place.document,
            from_char=place.start,
            to_char=place.end,
            words=lookup.words(place),
        )
        start = first_day(tie.as_of) if tie.as_of else None
        yield Edge(f"t-{number}", tie.from_actor, tie.to_actor, tie.type, 1.0, start, None, values)


def _reports(lookup: Lookup) -> Iterator[Edge]:
    for report in lookup.case.reports():
        date, place = report.date, report.trigger
        for number, (source, target) in enumerate(product(report.sources, report.targets)):
            values = _known(
                record="report",
                type=report.type,
                mode=report.mode,
                polarity=_polarity().get(report.type),
                status=report.status,
                claimed_by=lookup.claimant(report.claimed_by),
                event=report.event,
                document=place.document,
                from_char=place.start,
                to_char=place.end,
                words=lookup.sentence(place),
            )
            yield Edge(
                f"{report.id}-{number}",
                source,
                target,
                report.type,
                report.confidence,
                first_day(date.low) if date and date.low else None,
                last_day(date.high) if date and date.high else None,
                values,
            )


def _known(**values: str | int | float | None) -> Values:
    return {name: value for name, value in values.items() if value is not None and value != ""}


@cache
def _polarity() -> dict[str, int]:
    """+1 for the types of cooperation, -1 for those of conflict."""
    rows = table("types", ("type", "quad", "cameo", "goldstein"))
    return {row["type"]: 1 if int(row["quad"]) < 3 else -1 for row in rows}
