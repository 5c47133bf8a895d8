"""A case read once for comparing: its accounts in order of publication, and the records of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from dragoman.case.store import Case
from dragoman.records import (
    Actor,
    Dispute,
    Document,
    Event,
    Figure,
    Label,
    Quantity,
    Report,
    Reuse,
    Source,
    Statement,
    Tone,
)

Record = TypeVar("Record")
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Shelf:
    """What comparing needs of a case. Mappings from a document's id hold its records in text order."""

    documents: tuple[Document, ...]
    """By date of publication, undated last, then by name: the first has the letter A."""
    number: Mapping[str, int]
    """Place of each document in `documents`, from 0."""
    actors: Mapping[str, Actor]
    statement: Mapping[str, Statement]
    statements: Mapping[str, tuple[Statement, ...]]
    report: Mapping[str, Report]
    reports: Mapping[str, tuple[Report, ...]]
    events: Mapping[str, Event]
    """Told by most independent accounts first, then by date, undated last."""
    figure: Mapping[str, Figure]
    quantities: tuple[Quantity, ...]
    labels: Mapping[str, tuple[Label, ...]]
    named: Mapping[tuple[str, str | None], tuple[Label, ...]]
    """All labels of a thing, by field and referent."""
    tones: Mapping[str, tuple[Tone, ...]]
    reuses: Mapping[str, tuple[Reuse, ...]]
    disputes: tuple[Dispute, ...]
    said_in: Mapping[str, frozenset[str]]
    """For the first of statements that repeat each other, the documents that hold one of them."""

    def document(self, id: str) -> Document:
        """The account of this id."""
        return self.documents[self.number[id]]

    def letter(self, id: str) -> str:
        """The letter of the account of this id."""
        return letter(self.number[id])

    def words(self, source: Source) -> str:
        """The words of `source`, white space folded."""
        return " ".join(self.document(source.document).text[source.start : source.end].split())

    def name(self, actor: str | None) -> str | None:
        """The actor's name; None for none."""
        return self.actors[actor].name if actor and actor in self.actors else None

    def speaker(self, statement: str | None) -> str | None:
        """Who makes the statement of this id: a name, else the words that stand for one; None: nobody is named."""
        said = self.statement.get(statement or "")
        if said is None:
            return None
        return self.name(said.actor) or (f"“{self.words(said.speaker)}”" if said.speaker else None)


def shelve(case: Case) -> Shelf:
    """The case's accounts side by side."""
    documents = sorted(case.documents(), key=lambda d: (d.published or "9999", d.name, d.id))
    statements, reports, labels = tuple(case.statements()), tuple(case.reports()), tuple(case.labels())
    said_in: dict[str, set[str]] = defaultdict(set)
    for statement in statements:
        said_in[statement.repeats or statement.id].add(statement.content[0].document)
    return Shelf(
        documents=tuple(documents),
        number={document.id: number for number, document in enumerate(documents)},
        actors={actor.id: actor for actor in case.actors()},
        statement={statement.id: statement for statement in statements},
        statements=_grouped(statements, lambda s: s.content[0].document),
        report={report.id: report for report in reports},
        reports=_grouped(reports, lambda r: r.trigger.document),
        events={event.id: event for event in sorted(case.events(), key=_prominence)},
        figure={figure.id: figure for figure in case.figures()},
        quantities=tuple(case.quantities()),
        labels=_grouped(labels, lambda x: x.source.document),
        named=_grouped(labels, lambda x: (x.field, x.referent)),
        tones=_grouped(case.tones(), lambda t: t.source.document),
        reuses=_grouped(case.reuses(), lambda r: r.document),
        disputes=tuple(case.disputes()),
        said_in={first: frozenset(where) for first, where in said_in.items()},
    )


def letter(number: int) -> str:
    """A, B, … Z, AA, AB, … for 0, 1, …"""
    number, letters = number + 1, ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _prominence(event: Event) -> tuple[int, int, str, str]:
    return -event.independent, -event.accounts, event.low or event.high or "9999", event.id


def _grouped(records: Iterable[Record], key: Callable[[Record], Key]) -> Mapping[Key, tuple[Record, ...]]:
    """Records by key, in the order they come; a key without records has none."""
    grouped: dict[Key, list[Record]] = defaultdict(list)
    for record in records:
        grouped[key(record)].append(record)
    return defaultdict(tuple, {one: tuple(many) for one, many in grouped.items()})
