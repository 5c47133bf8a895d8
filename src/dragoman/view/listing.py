"""Records as rows that a person or a spreadsheet reads: names instead of ids, words instead of offsets."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TextIO

from dragoman.case.store import Case
from dragoman.records import Event, Figure, Report, Source, Statement, Tie
from dragoman.view.names import Namer

Row = dict[str, str | int | float | bool | None]


def actor_rows(case: Case, *, kind: str | None = None, country: str | None = None) -> Iterator[Row]:
    """Who is named, most often named first."""
    actors = list(case.actors(kind=kind, country=country))
    counts = Counter(mention.actor for mention in case.mentions())
    for actor in sorted(actors, key=lambda a: (-counts[a.id], a.name, a.id)):
        yield {
            "id": actor.id,
            "name": actor.name,
            "kind": actor.kind,
            "country": actor.country,
            "sector": actor.sector,
            "mentions": counts[actor.id],
            "aliases": " | ".join(actor.aliases),
        }


def statement_rows(case: Case, statements: Iterable[Statement]) -> Iterator[Row]:
    """Who said what: the words, the voice, and what weakens it."""
    names = Namer(case)
    for statement in statements:
        document = statement.content[0].document
        yield {
            "id": statement.id,
            "account": names.account(document),
            "published": names.published(document),
            "actor": names.actor(statement.actor),
            "speaker": names.words(statement.speaker) if statement.speaker else None,
            "kind": statement.kind,
            "manner": statement.manner,
            "words": " … ".join(names.words(source) for source in statement.content),
            "cue": names.words(statement.cue) if statement.cue else None,
            "via": names.actors(statement.via),
            "addressee": names.actor(statement.addressee),
            "hedge": names.words(statement.hedge) if statement.hedge else None,
            "negated": statement.negated,
            "confidence": round(statement.confidence, 2),
            "reason": statement.reason,
            "by": statement.by,
        }


def event_rows(case: Case, events: Iterable[Event]) -> Iterator[Row]:
    """Happenings by date, each with how it is told: status, who claims it, how many accounts."""
    names = Namer(case)
    voices = {statement.id: statement.actor for statement in case.statements()}
    for event in events:
        reports = list(case.reports(event=event.id))
        claimed = {names.actor(voices.get(r.claimed_by)) or "a voice" for r in reports if r.claimed_by}
        own = any(r.claimed_by is None for r in reports)
        yield {
            "id": event.id,
            "from": event.low,
            "to": event.high,
            "type": event.type,
            "mode": reports[0].mode,
            "sources": names.actors(dict.fromkeys(a for r in reports for a in r.sources)),
            "targets": names.actors(dict.fromkeys(a for r in reports for a in r.targets)),
            "status": ", ".join(sorted({r.status for r in reports})),
            "claimed_by": None if own else ", ".join(sorted(claimed)),
            "place": next((r.place for r in reports if r.place), None),
            "accounts": event.accounts,
            "independent": event.independent,
            "words": " | ".join(dict.fromkeys(names.words(_context(case, r)) for r in reports)),
            "by": ", ".join(sorted({report.by for report in reports})),
        }


def figure_rows(case: Case, figures: Iterable[Figure]) -> Iterator[Row]:
    """Numbers as written and as understood, and whether others that count the same agree."""
    names = Namer(case)
    verdicts = {q.id: q.verdict for q in case.quantities()}
    for figure in figures:
        yield {
            "id": figure.id,
            "account": names.account(figure.source.document),
            "text": figure.text,
            "value": figure.value,
            "low": figure.low,
            "high": figure.high,
            "unit": figure.unit,
            "approximate": figure.approximate,
            "subject": figure.subject,
            "measure": figure.measure,
            "as_of": figure.as_of,
            "verdict": verdicts.get(figure.quantity or ""),
            "by": figure.by,
        }


def tie_rows(case: Case, ties: Iterable[Tie]) -> Iterator[Row]:
    """Stated relations between actors."""
    names = Namer(case)
    for tie in ties:
        yield {
            "account": names.account(tie.source.document),
            "type": tie.type,
            "from": names.actor(tie.from_actor),
            "to": names.actor(tie.to_actor),
            "polarity": tie.polarity,
            "as_of": tie.as_of,
            "voice": names.actor(tie.voice),
            "words": names.words(tie.source),
            "by": tie.by,
        }


def problem_rows(case: Case) -> Iterator[Row]:
    """Troubles met in reading and extraction."""
    known = {document.id: document.name for document in case.documents()}
    for problem in case.problems():
        yield {
            "account": known.get(problem.document or "", problem.document),
            "start": problem.start,
            "end": problem.end,
            "message": problem.message,
        }


def write_json(rows: Iterable[Row], out: TextIO) -> None:
    """One JSON array, a row a line."""
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    out.write("[" + ",\n ".join(lines) + "]\n")


def write_csv(rows: Iterable[Row], out: TextIO) -> None:
    """Comma-separated values with a row of column names; a cell that a spreadsheet would run as a formula is quoted."""
    writer = None
    for row in rows:
        if writer is None:
            writer = csv.DictWriter(out, list(row), lineterminator="\n")
            writer.writeheader()
        writer.writerow({key: _harmless(cell) for key, cell in row.items()})


def _harmless(cell: object) -> object:
    return "'" + cell if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t") else cell


def _context(case: Case, report: Report) -> Source:
    sentences = case.sentence(report.trigger)
    return sentences[0] if sentences else report.trigger
