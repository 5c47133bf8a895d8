"""What a record of a case goes back to: the words it rests on, the words it repeats, the records it names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from dragoman.records import (
    Actor,
    Assessment,
    Cause,
    Decision,
    Dispute,
    Event,
    Figure,
    Label,
    Mention,
    Quantity,
    Report,
    Reuse,
    Source,
    Statement,
    Tie,
    Tone,
)

Named = tuple[str, str | None, tuple[str, ...]]
"""What is named, as words; its id; the tables one of which must hold it."""

ACTOR, STATEMENT, DOCUMENT = ("actor",), ("statement",), ("document",)


def place(record: Any) -> Source | None:
    """Where a record stands: of its words, those that the case orders it by; None for what stands in no text."""
    if isinstance(record, Report):
        return record.trigger
    if isinstance(record, Statement):
        return record.content[0]
    found = getattr(record, "source", None)
    return found if isinstance(found, Source) else None


def spans(record: Any) -> Iterator[Source]:
    """All words that a record, and the records within it, rest on."""
    if isinstance(record, Source):
        yield record
    elif isinstance(record, tuple):
        for part in record:
            yield from spans(part)
    elif is_dataclass(record):
        for field in fields(record):
            yield from spans(getattr(record, field.name))


def words(record: Any) -> Iterator[tuple[Source, str]]:
    """Words that a record holds beside the place they stand at, and that place."""
    if isinstance(record, tuple):
        for part in record:
            yield from words(part)
    elif isinstance(record, Mention | Figure):
        yield record.source, record.text
    elif isinstance(record, Label):
        yield record.source, record.words
    elif is_dataclass(record) and not isinstance(record, Source):
        for field in fields(record):
            yield from words(getattr(record, field.name))


def named(record: Any) -> Iterator[Named]:
    """Each record that this one names."""
    return ((what, id, tables) for what, id, tables in _named(record) if id is not None)


def _named(record: Any) -> Iterator[Named]:
    match record:
        case Actor():
            yield "what it is part of", record.part_of, ACTOR
        case Mention():
            yield "actor", record.actor, ACTOR
        case Statement():
            yield "actor", record.actor, ACTOR
            yield "addressee", record.addressee, ACTOR
            yield from (("who passed it on", id, ACTOR) for id in record.via)
            yield "statement repeated", record.repeats, STATEMENT
        case Report():
            yield from (("source", id, ACTOR) for id in record.sources)
            yield from (("target", id, ACTOR) for id in record.targets)
            yield "event", record.event, ("event",)
            yield "statement", record.claimed_by, STATEMENT
        case Event():
            yield from (("report", id, ("report",)) for id in record.reports)
        case Figure():
            yield "quantity", record.quantity, ("quantity",)
        case Quantity():
            yield from (("figure", id, ("figure",)) for id in record.figures)
        case Tie():
            yield from (("actor", id, ACTOR) for id in (record.from_actor, record.to_actor, record.voice))
        case Label():
            yield "referent", record.referent, ("actor", "event")
            yield from _voiced(record)
        case Cause():
            yield from _voiced(record)
        case Assessment() | Tone():
            yield "target", record.target, ACTOR
            yield from _voiced(record)
        case Reuse():
            yield from (("account", id, DOCUMENT) for id in (record.document, record.of))
        case Dispute():
            yield from (("voice", id, ("actor", "document")) for side in record.sides for id in side.voices)
        case Decision():
            return


def _voiced(record: Label | Cause | Assessment | Tone) -> Iterator[Named]:
    yield "voice", record.voice, ACTOR
    yield "statement", record.claimed_by, STATEMENT
