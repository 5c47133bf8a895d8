"""Every record kind as a flat table: ids and names, spans and their words side by side."""

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
from dragoman.view.formats import acled
from dragoman.view.formats.columns import Row, Table, columns
from dragoman.view.formats.lookup import Lookup


def _place(lookup: Lookup, source: Source) -> Row:
    return {
        "document": source.document,
        "account": lookup.document(source.document).name,
        "start": source.start,
        "end": source.end,
    }


_PLACE = columns(text="document account", whole="start end")


def _words(lookup: Lookup, source: Source | None) -> str | None:
    return lookup.words(source) if source else None


def _documents(lookup: Lookup, document: Document) -> Iterator[Row]:
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


def _actors(lookup: Lookup, actor: Actor) -> Iterator[Row]:
    yield {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "country": actor.country,
        "sector": actor.sector,
        "part_of": actor.part_of,
        "aliases": actor.aliases,
    }


def _mentions(lookup: Lookup, mention: Mention) -> Iterator[Row]:
    yield {
        **_place(lookup, mention.source),
        "text": mention.text,
        "form": mention.form,
        "kind": mention.kind,
        "office": mention.office,
        "actor": mention.actor,
        "actor_name": lookup.name(mention.actor),
    }


def _statements(lookup: Lookup, statement: Statement) -> Iterator[Row]:
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
    }


def _reports(lookup: Lookup, report: Report) -> Iterator[Row]:
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
    }


def _figures(lookup: Lookup, figure: Figure) -> Iterator[Row]:
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
    }


def _quantities(lookup: Lookup, quantity: Quantity) -> Iterator[Row]:
    yield {
        "id": quantity.id,
        "verdict": quantity.verdict,
        "reason": quantity.reason,
        "figures": quantity.figures,
    }


def _ties(lookup: Lookup, tie: Tie) -> Iterator[Row]:
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
    }


def _labels(lookup: Lookup, label: Label) -> Iterator[Row]:
    yield {
        **_place(lookup, label.source),
        "words": label.words,
        "field": label.field,
        "connotation": label.connotation,
        "referent": label.referent,
        **_claim(lookup, label),
    }


def _causes(lookup: Lookup, cause: Cause) -> Iterator[Row]:
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


def _assessments(lookup: Lookup, assessment: Assessment) -> Iterator[Row]:
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


def _tones(lookup: Lookup, tone: Tone) -> Iterator[Row]:
    yield {
        **_place(lookup, tone.source),
        "words": lookup.words(tone.source),
        "target": tone.target,
        "target_name": lookup.name(tone.target) or lookup.words(tone.target_span),
        **_claim(lookup, tone),
        "score": tone.score,
    }


def _claim(lookup: Lookup, record: Label | Cause | Assessment | Tone) -> Row:
    return {"claimed_by": record.claimed_by, "voice": record.voice, "voice_name": lookup.name(record.voice)}


_CLAIM = columns(text="claimed_by voice voice_name")


def _reuses(lookup: Lookup, reuse: Reuse) -> Iterator[Row]:
    yield {
        "document": reuse.document,
        "account": lookup.document(reuse.document).name,
        "of": reuse.of,
        "of_account": lookup.document(reuse.of).name,
        "reason": reuse.reason,
        "passages": len(reuse.spans),
        "share": reuse.share,
    }


def _disputes(lookup: Lookup, dispute: Dispute) -> Iterator[Row]:
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


def _decisions(lookup: Lookup, decision: Decision) -> Iterator[Row]:
    one, other = decision.pair
    yield {
        "one": one,
        "other": other,
        "verdict": decision.verdict,
        "reason": decision.reason,
        "by": decision.by,
        "score": decision.score,
    }


def _problems(lookup: Lookup, problem: Problem) -> Iterator[Row]:
    known = lookup.case.document(problem.document) if problem.document else None
    yield {
        "document": problem.document,
        "account": known.name if known else problem.document,
        "message": problem.message,
        "start": problem.start,
        "end": problem.end,
    }


TABLES: dict[str, Table] = {
    "documents": Table(
        columns(text="id name title outlet author published url language reuse_of", whole="chars"),
        lambda case: case.documents(),
        _documents,
    ),
    "actors": Table(
        columns(text="id name kind country sector part_of", list="aliases"), lambda case: case.actors(), _actors
    ),
    "mentions": Table(
        {**_PLACE, **columns(text="text form kind office actor actor_name")},
        lambda case: case.mentions(),
        _mentions,
    ),
    "statements": Table(
        {
            **columns(text="id"),
            **_PLACE,
            **columns(
                text="published actor actor_name speaker cue words kind manner hedge addressee addressee_name venue "
                "repeats reason",
                list="via via_names",
                flag="negated",
                number="confidence",
            ),
        },
        lambda case: case.statements(),
        _statements,
    ),
    "reports": Table(
        {
            **columns(text="id"),
            **_PLACE,
            **columns(
                text="published words sentence type mode status claimed_by claimed_by_name date from to place country "
                "event reason",
                list="contexts sources source_names targets target_names",
                number="latitude longitude confidence",
            ),
        },
        lambda case: case.reports(),
        _reports,
    ),
    "events": Table(acled.COLUMNS, lambda case: case.events(), acled.rows),
    "figures": Table(
        {
            **columns(text="id"),
            **_PLACE,
            **columns(text="text unit subject measure as_of quantity", number="value low high", flag="approximate"),
        },
        lambda case: case.figures(),
        _figures,
    ),
    "quantities": Table(columns(text="id verdict reason", list="figures"), lambda case: case.quantities(), _quantities),
    "ties": Table(
        {**_PLACE, **columns(text="words type from from_name to to_name as_of voice voice_name", whole="polarity")},
        lambda case: case.ties(),
        _ties,
    ),
    "labels": Table(
        {**_PLACE, **columns(text="words field connotation referent"), **_CLAIM},
        lambda case: case.labels(),
        _labels,
    ),
    "causes": Table(
        {**_PLACE, **columns(text="words cause effect family reason"), **_CLAIM, **columns(flag="negated")},
        lambda case: case.causes(),
        _causes,
    ),
    "assessments": Table(
        {**_PLACE, **columns(text="words target target_name outcome hedge reason"), **_CLAIM},
        lambda case: case.assessments(),
        _assessments,
    ),
    "tones": Table(
        {**_PLACE, **columns(text="words target target_name"), **_CLAIM, **columns(number="score")},
        lambda case: case.tones(),
        _tones,
    ),
    "reuses": Table(
        columns(text="document account of of_account reason", whole="passages", number="share"),
        lambda case: case.reuses(),
        _reuses,
    ),
    "disputes": Table(
        columns(text="id kind topic reason label", whole="rank side accounts independent", list="voices words places"),
        lambda case: case.disputes(),
        _disputes,
    ),
    "decisions": Table(
        columns(text="one other verdict reason by", number="score"), lambda case: case.decisions(), _decisions
    ),
    "problems": Table(
        columns(text="document account message", whole="start end"), lambda case: case.problems(), _problems
    ),
}
"""For each record kind, its table."""
