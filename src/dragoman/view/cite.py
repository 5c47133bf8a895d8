"""From any record to the words it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.case.store import Case
from dragoman.records import Actor, Dispute, Document, Event, Figure, Quantity, Report, Source, Statement

_PLACE = re.compile(r"(?P<name>.+):(?P<start>\d+)-(?P<end>\d+)")


class NoSuchRecord(LookupError):
    """The case holds no record of this id."""


@dataclass(frozen=True, slots=True)
class Citation:
    """Words in an account: `context` is the sentence or sentences around `source`."""

    document: Document
    source: Source
    context: Source

    def parts(self) -> tuple[str, str, str]:
        """The context before the words, the words, and the context after them."""
        text = self.document.text
        return (
            text[self.context.start : self.source.start],
            text[self.source.start : self.source.end],
            text[self.source.end : self.context.end],
        )


def citations(case: Case, record: str, *, around: int = 0) -> list[Citation]:
    """Where the record of id `record` stands, in text order.

    `record` may also be a place: the name of an account, a colon, and characters: 'account.txt:120-180'.
    Raises NoSuchRecord.
    """
    found = case.record(record)
    sources = list(_sources(case, found)) if found else list(_place(case, record))
    if not sources:
        raise NoSuchRecord(f"{case.path}: no record {record!r}; list ids with: dragoman statements {case.path} --json")
    return [cite(case, source, around=around) for source in sorted(set(sources))]


def cite(case: Case, source: Source, *, around: int = 0) -> Citation:
    """`source` with its sentence, and `around` more sentences on either side."""
    document = case.document(source.document)
    if document is None:
        raise NoSuchRecord(f"{case.path}: no account {source.document!r}")
    sentences = case.sentence(source, around=around) or [source]
    context = Source(source.document, min(source.start, sentences[0].start), max(source.end, sentences[-1].end))
    return Citation(document, source, context)


def _sources(case: Case, record: object) -> Iterator[Source]:
    match record:
        case Document():
            yield Source(record.id, 0, min(len(record.text), 200))
        case Actor():
            yield from (m.source for m in case.mentions(actor=record.id) if m.form != "pronoun")
        case Statement():
            yield from record.content
        case Report():
            yield record.trigger
        case Event():
            yield from (report.trigger for report in case.reports(event=record.id))
        case Figure():
            yield record.source
        case Quantity():
            yield from (figure.source for figure in case.figures(quantity=record.id))
        case Dispute():
            yield from (source for side in record.sides for source in side.evidence)


def _place(case: Case, place: str) -> Iterator[Source]:
    if match := _PLACE.fullmatch(place):
        start, end = int(match["start"]), int(match["end"])
        for document in case.documents():
            if match["name"] in (document.name, document.id) and start < end <= len(document.text):
                yield Source(document.id, start, end)
