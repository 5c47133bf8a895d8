"""A record as a flat row, or several: ids and names, spans and their words side by side."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.records import (
    Actor,
    Assessment,
    Cause,
    Decision,
    Dispute,
    Document,
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
from dragoman.view.formats.columns import Row
from dragoman.view.formats.lookup import Lookup


def documents(lookup: Lookup, document: Document) -> Iterator[Row]:
    """An account."""
    yield {
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


def actors(lookup: Lookup, actor: Actor) -> Iterator[Row]:
    """Who is named."""
    yield {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "country": actor.country,
        "sector": actor.sector,
        "part_of": actor.part_of,
        "aliases": actor.aliases,
    }


def mentions(lookup: Lookup, mention: Mention) -> Iterator[Row]:
    """A naming."""
    yield {
        **_place(lookup, mention.source),
        "text": mention.text,
        "form": mention.form,
        "kind": mention.kind,
        "office": mention.office,
        "actor": mention.actor,
        "actor_name": lookup.name(mention.actor),
    }


def statements(lookup: Lookup, statement: Statement) -> Iterator[Row]:
    """Who said what."""
    first, last = statement.content[0], statement.content[-1]
    yield {
        "id": statement.id,
        **_place(lookup, first),
        "end": last.end,
        "published": lookup.document(first.document).published,
        "actor": statement.actor,
        "actor_name": lookup.name(statement.actor),
        "speaker": _words(lookup, statement.speaker),
        "cue": _words(lookup, statement.cue),
        "words": " … ".join(lookup.words(part) for part in statement.content),
        "kind": statement.kind,
        "manner": statement.manner,
        "hedge": _words(lookup, statement.hedge),
        "addressee": statement.addressee,
        "addressee_name": lookup.name(statement.addressee),
        "venue": _words(lookup, statement.venue),
        "repeats": statement.repeats,
        "reason": statement.reason,
        "via": statement.via,
        "via_names": lookup.names(statement.via),
        "negated": statement.negated,
        "confidence": statement.confidence,
        "by": statement.by,
    }


def reports(lookup: Lookup, report: Report) -> Iterator[Row]:
    """An account's telling of a happening."""
    date, point = report.date, report.point
    yield {
        "id": report.id,
        **_place(lookup, report.trigger),
        "published": lookup.document(report.trigger.document).published,
        "words": lookup.words(report.trigger),
        "sentence": lookup.sentence(report.trigger),
        "type": report.type,
        "mode": report.mode,
        "status": report.status,
        "claimed_by": report.claimed_by,
        "claimed_by_name": lookup.claimant(report.claimed_by),
        "date": date.text if date else None,
        "from": date.low if date else None,
        "to": date.high if date else None,
        "place": report.place,
        "country": report.country,
        "event": report.event,
        "reason": report.reason,
        "contexts": report.contexts,
        "sources": report.sources,
        "source_names": lookup.names(report.sources),
        "targets": report.targets,
        "target_names": lookup.names(report.targets),
        "latitude": point[0] if point else None,
        "longitude": point[1] if point else None,
        "confidence": report.confidence,
        "by": report.by,
    }


def figures(lookup: Lookup, figure: Figure) -> Iterator[Row]:
    """A number."""
    yield {
        "id": figure.id,
        **_place(lookup, figure.source),
        "text": figure.text,
        "unit": figure.unit,
        "subject": figure.subject,
        "measure": figure.measure,
        "as_of": figure.as_of,
        "quantity": figure.quantity,
        "value": figure.value,
        "low": figure.low,
        "high": figure.high,
        "approximate": figure.approximate,
        "by": figure.by,
    }


def quantities(lookup: Lookup, quantity: Quantity) -> Iterator[Row]:
    """What figures count."""
    yield {
        "id": quantity.id,
        "verdict": quantity.verdict,
        "reason": quantity.reason,
        "figures": quantity.figures,
    }


def ties(lookup: Lookup, tie: Tie) -> Iterator[Row]:
    """A relation."""
    yield {
        **_place(lookup, tie.source),
        "words": lookup.words(tie.source),
        "type": tie.type,
        "from": tie.from_actor,
        "from_name": lookup.name(tie.from_actor),
        "to": tie.to_actor,
        "to_name": lookup.name(tie.to_actor),
        "as_of": tie.as_of,
        "voice": tie.voice,
        "voice_name": lookup.name(tie.voice),
        "polarity": tie.polarity,
        "by": tie.by,
    }


def labels(lookup: Lookup, label: Label) -> Iterator[Row]:
    """What a voice calls a thing."""
    yield {
        **_place(lookup, label.source),
        "words": label.words,
        "field": label.field,
        "connotation": label.connotation,
        "referent": label.referent,
        **_claim(lookup, label),
    }


def causes(lookup: Lookup, cause: Cause) -> Iterator[Row]:
    """Why, as a voice says."""
    yield {
        **_place(lookup, cause.source),
        "words": lookup.words(cause.source),
        "cause": lookup.words(cause.cause),
        "effect": lookup.words(cause.effect),
        "family": cause.family,
        "reason": cause.reason,
        **_claim(lookup, cause),
        "negated": cause.negated,
    }


def assessments(lookup: Lookup, assessment: Assessment) -> Iterator[Row]:
    """Who gains or loses, as a voice says."""
    yield {
        **_place(lookup, assessment.source),
        "words": lookup.words(assessment.source),
        "target": assessment.target,
        "target_name": lookup.name(assessment.target) or lookup.words(assessment.target_span),
        "outcome": assessment.outcome,
        "hedge": _words(lookup, assessment.hedge),
        "reason": assessment.reason,
        **_claim(lookup, assessment),
    }


def tones(lookup: Lookup, tone: Tone) -> Iterator[Row]:
    """Praise or blame."""
    yield {
        **_place(lookup, tone.source),
        "words": lookup.words(tone.source),
        "target": tone.target,
        "target_name": lookup.name(tone.target) or lookup.words(tone.target_span),
        **_claim(lookup, tone),
        "score": tone.score,
    }


def reuses(lookup: Lookup, reuse: Reuse) -> Iterator[Row]:
    """Text taken over."""
    yield {
        "document": reuse.document,
        "account": lookup.document(reuse.document).name,
        "of": reuse.of,
        "of_account": lookup.document(reuse.of).name,
        "reason": reuse.reason,
        "passages": len(reuse.spans),
        "share": reuse.share,
    }


def disputes(lookup: Lookup, dispute: Dispute) -> Iterator[Row]:
    """A row a side."""
    for number, side in enumerate(dispute.sides, 1):
        yield {
            "id": dispute.id,
            "kind": dispute.kind,
            "topic": dispute.topic,
            "reason": dispute.reason,
            "label": side.label,
            "rank": dispute.rank,
            "side": number,
            "accounts": side.accounts,
            "independent": side.independent,
            "voices": tuple(lookup.voice(id) for id in dict.fromkeys(side.voices)),
            "words": tuple(lookup.words(source) for source in side.evidence),
            "places": tuple(
                f"{lookup.document(source.document).name}:{source.start}-{source.end}" for source in side.evidence
            ),
        }


def decisions(lookup: Lookup, decision: Decision) -> Iterator[Row]:
    """What was held to be one, or not."""
    one, other = decision.pair
    yield {
        "one": one,
        "other": other,
        "verdict": decision.verdict,
        "reason": decision.reason,
        "by": decision.by,
        "score": decision.score,
    }


def problems(lookup: Lookup, problem: Problem) -> Iterator[Row]:
    """Trouble met in reading."""
    known = lookup.case.document(problem.document) if problem.document else None
    yield {
        "document": problem.document,
        "account": known.name if known else problem.document,
        "message": problem.message,
        "start": problem.start,
        "end": problem.end,
    }


def _place(lookup: Lookup, source: Source) -> Row:
    return {
        "document": source.document,
        "account": lookup.document(source.document).name,
        "start": source.start,
        "end": source.end,
    }


def _words(lookup: Lookup, source: Source | None) -> str | None:
    return lookup.words(source) if source else None


def _claim(lookup: Lookup, record: Label | Cause | Assessment | Tone) -> Row:
    return {"claimed_by": record.claimed_by, "voice": record.voice, "voice_name": lookup.name(record.voice)}
