"""The case as JSON Lines: one file a record kind, sorted, the same bytes from the same accounts on any machine.

The field names are a contract that other programs read; fields are added, never renamed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from dragoman.case.store import Case
from dragoman.records import (
    Actor,
    Assessment,
    Cause,
    Date,
    Decision,
    Dispute,
    Document,
    Event,
    Figure,
    Label,
    Mention,
    Problem,
    Quantity,
    Report,
    Reuse,
    Source,
    Statement,
    Tie,
    Tone,
)

Row = dict[str, Any]


def export_jsonl(case: Case, folder: Path) -> list[Path]:
    """Writes the case into `folder` (made if there is none), one file a record kind; the files written."""
    folder.mkdir(parents=True, exist_ok=True)
    return [_write(folder / f"{kind}.jsonl", rows(case)) for kind, rows in KINDS.items()]


def _write(path: Path, rows: Iterable[Row]) -> Path:
    lines = sorted((_order(row), json.dumps(row, ensure_ascii=False) + "\n") for row in rows)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(line for _, line in lines)
    return path


def _order(row: Row) -> tuple[str, int, int, str]:
    """By document and place in it where the row has one, else by id."""
    span = row.get("span") or row.get("trigger") or (row["content"][0] if row.get("content") else None)
    start, end = span or (row.get("start") or 0, row.get("end") or 0)
    return row.get("document") or "", start, end, str(row.get("id", ""))


def _span(source: Source | None) -> list[int] | None:
    return [source.start, source.end] if source else None


def _place(source: Source) -> Row:
    return {"document": source.document, "start": source.start, "end": source.end}


def _date(date: Date | None) -> Row | None:
    return {"text": date.text, "from": date.low, "to": date.high} if date else None


def document_row(document: Document) -> Row:
    return {
        "id": document.id,
        "name": document.name,
        "title": document.title,
        "outlet": document.outlet,
        "author": document.author,
        "published": document.published,
        "url": document.url,
        "language": document.language,
        "chars": len(document.text),
        "reuse_of": document.reuse_of,
    }


def actor_row(actor: Actor) -> Row:
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "country": actor.country,
        "sector": actor.sector,
        "aliases": list(actor.aliases),
        "part_of": actor.part_of,
    }


def mention_row(mention: Mention) -> Row:
    return {
        **_place(mention.source),
        "text": mention.text,
        "form": mention.form,
        "actor": mention.actor,
    }


def statement_row(statement: Statement) -> Row:
    return {
        "id": statement.id,
        "document": statement.content[0].document,
        "content": [_span(source) for source in statement.content],
        "cue": _span(statement.cue),
        "speaker": _span(statement.speaker),
        "actor": statement.actor,
        "kind": statement.kind,
        "manner": statement.manner,
        "via": list(statement.via),
        "addressee": statement.addressee,
        "hedge": _span(statement.hedge),
        "negated": statement.negated,
        "venue": _span(statement.venue),
        "repeats": statement.repeats,
        "confidence": statement.confidence,
        "reason": statement.reason,
        "by": statement.by,
    }


def report_row(report: Report) -> Row:
    return {
        "id": report.id,
        "document": report.trigger.document,
        "trigger": _span(report.trigger),
        "type": report.type,
        "mode": report.mode,
        "contexts": list(report.contexts),
        "sources": list(report.sources),
        "targets": list(report.targets),
        "date": _date(report.date),
        "place": report.place,
        "country": report.country,
        "point": list(report.point) if report.point else None,
        "status": report.status,
        "claimed_by": report.claimed_by,
        "event": report.event,
        "confidence": report.confidence,
        "reason": report.reason,
        "by": report.by,
    }


def event_row(event: Event) -> Row:
    return {
        "id": event.id,
        "type": event.type,
        "from": event.low,
        "to": event.high,
        "reports": list(event.reports),
        "accounts": event.accounts,
        "independent": event.independent,
    }


def figure_row(figure: Figure) -> Row:
    return {
        "id": figure.id,
        "document": figure.source.document,
        "span": _span(figure.source),
        "text": figure.text,
        "value": figure.value,
        "low": figure.low,
        "high": figure.high,
        "unit": figure.unit,
        "approximate": figure.approximate,
        "subject": figure.subject,
        "measure": figure.measure,
        "as_of": figure.as_of,
        "quantity": figure.quantity,
        "by": figure.by,
    }


def quantity_row(quantity: Quantity) -> Row:
    return {
        "id": quantity.id,
        "figures": list(quantity.figures),
        "verdict": quantity.verdict,
        "reason": quantity.reason,
    }


def tie_row(tie: Tie) -> Row:
    return {
        "document": tie.source.document,
        "span": _span(tie.source),
        "type": tie.type,
        "from": tie.from_actor,
        "to": tie.to_actor,
        "polarity": tie.polarity,
        "as_of": tie.as_of,
        "voice": tie.voice,
        "by": tie.by,
    }


def label_row(label: Label) -> Row:
    return {
        "document": label.source.document,
        "span": _span(label.source),
        "referent": label.referent,
        "words": label.words,
        "voice": label.voice,
        "connotation": label.connotation,
        "field": label.field,
    }


def cause_row(cause: Cause) -> Row:
    return {
        "document": cause.source.document,
        "span": _span(cause.source),
        "cause": _span(cause.cause),
        "effect": _span(cause.effect),
        "family": cause.family,
        "negated": cause.negated,
        "claimed_by": cause.claimed_by,
        "voice": cause.voice,
    }


def assessment_row(assessment: Assessment) -> Row:
    return {
        "document": assessment.source.document,
        "span": _span(assessment.source),
        "target": assessment.target,
        "outcome": assessment.outcome,
        "claimed_by": assessment.claimed_by,
        "voice": assessment.voice,
    }


def tone_row(tone: Tone) -> Row:
    return {
        "document": tone.source.document,
        "span": _span(tone.source),
        "target": tone.target,
        "score": tone.score,
        "claimed_by": tone.claimed_by,
        "voice": tone.voice,
    }


def reuse_row(reuse: Reuse) -> Row:
    return {
        "document": reuse.document,
        "of": reuse.of,
        "spans": [[_span(here), _span(there)] for here, there in reuse.spans],
        "share": reuse.share,
        "reason": reuse.reason,
    }


def dispute_row(dispute: Dispute) -> Row:
    return {
        "id": dispute.id,
        "kind": dispute.kind,
        "topic": dispute.topic,
        "reason": dispute.reason,
        "sides": [
            {
                "label": side.label,
                "evidence": [_place(source) for source in side.evidence],
                "voices": list(side.voices),
                "accounts": side.accounts,
                "independent": side.independent,
            }
            for side in dispute.sides
        ],
        "rank": dispute.rank,
    }


def decision_row(decision: Decision) -> Row:
    return {
        "pair": list(decision.pair),
        "verdict": decision.verdict,
        "score": decision.score,
        "reason": decision.reason,
        "by": decision.by,
    }


def problem_row(problem: Problem) -> Row:
    return {
        "document": problem.document,
        "start": problem.start,
        "end": problem.end,
        "message": problem.message,
    }


KINDS: dict[str, Callable[[Case], Iterable[Row]]] = {
    "documents": lambda case: map(document_row, case.documents()),
    "actors": lambda case: map(actor_row, case.actors()),
    "mentions": lambda case: map(mention_row, case.mentions()),
    "statements": lambda case: map(statement_row, case.statements()),
    "reports": lambda case: map(report_row, case.reports()),
    "events": lambda case: map(event_row, case.events()),
    "figures": lambda case: map(figure_row, case.figures()),
    "quantities": lambda case: map(quantity_row, case.quantities()),
    "ties": lambda case: map(tie_row, case.ties()),
    "labels": lambda case: map(label_row, case.labels()),
    "causes": lambda case: map(cause_row, case.causes()),
    "assessments": lambda case: map(assessment_row, case.assessments()),
    "tones": lambda case: map(tone_row, case.tones()),
    "reuses": lambda case: map(reuse_row, case.reuses()),
    "disputes": lambda case: map(dispute_row, case.disputes()),
    "decisions": lambda case: map(decision_row, case.decisions()),
    "problems": lambda case: map(problem_row, case.problems()),
}
