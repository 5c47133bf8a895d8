"""The case as FollowTheMoney entities (JSON lines), for Aleph, OpenAleph and yente.

Accounts are Article; actors Person, PublicBody, Organization, LegalEntity or Address; happenings Event; ties
Membership, Family or UnknownLink; statements Note. Each quotation is a PlainText entity, named by account and
characters, and stands in the `proof` of what rests on it, beside its account.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

import pycountry

from dragoman import ids
from dragoman.case.store import Case
from dragoman.records import Actor, Document, Event, Source, Statement, Tie
from dragoman.view.formats.lookup import Lookup, address, printable

SCHEMA = {
    "person": "Person",
    "state": "PublicBody",
    "government": "PublicBody",
    "organisation": "Organization",
    "outlet": "Organization",
    "group": "LegalEntity",
    "place": "Address",
}
BODIES = ("Organization", "PublicBody")
"""What one can be a member of."""

MEMBERSHIPS = ("member", "office", "leadership")
"""Ties of a person or body to the body it belongs to or leads."""

OTHER_COUNTRIES = {"XKX": "xk"}
"""Codes in use that ISO 3166 does not have."""

Entity = dict[str, object]


def write_ftm(case: Case, path: Path) -> list[Path]:
    """Writes an entity a line, each once; the file written."""
    lookup, quoted = Lookup(case), set[str]()
    with path.open("w", encoding="utf-8", newline="\n") as file:
        _write(file, (_article(document) for document in case.documents()))
        _write(file, (_actor(actor) for actor in case.actors()))
        for event in case.events():
            _write(file, _proven(_event(lookup, event), quoted))
        for tie in case.ties():
            _write(file, _proven(_tie(lookup, tie), quoted))
        for statement in case.statements():
            _write(file, _proven(_note(lookup, statement), quoted))
    return [path]


def _write(file: TextIO, entities: Iterable[Entity]) -> None:
    file.writelines(json.dumps(entity, ensure_ascii=False) + "\n" for entity in entities)


def _proven(entities: Iterator[Entity], quoted: set[str]) -> Iterator[Entity]:
    """The entities but for the quotations that were written before."""
    for entity in entities:
        if entity["schema"] == "PlainText":
            if entity["id"] in quoted:
                continue
            quoted.add(str(entity["id"]))
        yield entity


def _entity(id: str, schema: str, **properties: str | Iterable[str | None] | None) -> Entity:
    """An entity with the properties that are known, each a list of different texts."""
    kept: dict[str, list[str]] = {}
    for name, given in properties.items():
        values = [given] if isinstance(given, str) or given is None else given
        if found := list(dict.fromkeys(printable(value) for value in values if value)):
            kept[name] = found
    return {"id": id, "schema": schema, "properties": kept}


def _article(document: Document) -> Entity:
    return _entity(
        document.id,
        "Article",
        fileName=document.name,
        title=document.title,
        author=document.author,
        publisher=document.outlet,
        publishedAt=document.published,
        sourceUrl=address(document.url),
        language=_language(document.language),
        bodyText=document.text,
    )


def _actor(actor: Actor) -> Entity:
    schema = SCHEMA[actor.kind]
    place = {"full": actor.name} if schema == "Address" else {}
    aliases = [alias for alias in actor.aliases if alias != actor.name]
    country = {"country": _country(actor.country)}
    return _entity(actor.id, schema, name=actor.name, alias=aliases, keywords=actor.sector, **country, **place)


def _event(lookup: Lookup, event: Event) -> Iterator[Entity]:
    reports = list(lookup.case.reports(event=event.id))
    if not reports:
        return
    places = [lookup.around(report.trigger) for report in reports]
    yield from _quotations(lookup, places)
    parties = dict.fromkeys(a for report in reports for a in (*report.sources, *report.targets))
    claims = (lookup.claimant(report.claimed_by) for report in reports if report.claimed_by)
    mode = next((report.mode for report in reports if report.mode), None)
    yield _entity(
        event.id,
        "Event",
        name=f"{event.type}{f' ({mode})' if mode else ''}: {lookup.words(reports[0].trigger)}",
        startDate=event.low,
        endDate=event.high,
        summary=[lookup.words(place) for place in places],
        description=[
            *(f"status: {report.status}" for report in reports),
            *(f"claimed by {claimant}" for claimant in claims),
        ],
        keywords=[event.type, mode],
        location=[report.place for report in reports],
        country=[_country(report.country) for report in reports],
        involved=[id for id in parties if _schema(lookup, id) not in (None, "Address")],
        proof=_proof(places),
    )


def _tie(lookup: Lookup, tie: Tie) -> Iterator[Entity]:
    if not tie.from_actor or not tie.to_actor:
        return
    sentence = lookup.around(tie.source)
    yield from _quotations(lookup, [sentence])
    one, other = tie.from_actor, tie.to_actor
    first, second = _schema(lookup, one), _schema(lookup, other)
    if tie.type in MEMBERSHIPS and first != "Address" and second in BODIES:
        schema, ends = "Membership", {"member": one, "organization": other}
    elif tie.type == "kin" and first == second == "Person":
        schema, ends = "Family", {"person": one, "relative": other}
    else:
        schema, ends = "UnknownLink", {"subject": one, "object": other}
    role = {"relationship": tie.type} if schema == "Family" else {"role": tie.type}
    source = tie.source
    yield _entity(
        ids.make("t", source.document, source.start, source.end, tie.type, one, other),
        schema,
        summary=lookup.words(sentence),
        description=[f"polarity {tie.polarity:+d}", f"claimed by {lookup.name(tie.voice)}" if tie.voice else None],
        date=tie.as_of,
        proof=_proof([sentence]),
        **ends,
        **role,
    )


def _note(lookup: Lookup, statement: Statement) -> Iterator[Entity]:
    yield from _quotations(lookup, statement.content)
    speaker = lookup.name(statement.actor) or (lookup.words(statement.speaker) if statement.speaker else None)
    yield _entity(
        statement.id,
        "Note",
        name=f"{speaker or 'Nobody named'}: {lookup.words(statement.cue) if statement.cue else 'no cue in the text'}",
        description=" … ".join(lookup.words(part) for part in statement.content),
        entity=statement.actor,
        keywords=[statement.kind, statement.manner, "denied or refused" if statement.negated else None],
        proof=_proof(statement.content),
    )


def _country(code: str | None) -> str | None:
    """FollowTheMoney's code, two small letters, for an ISO code of three."""
    found = pycountry.countries.get(alpha_3=code) if code else None
    return found.alpha_2.lower() if found else OTHER_COUNTRIES.get(code or "")


def _language(code: str | None) -> str | None:
    """FollowTheMoney's code, three letters, for one of two."""
    found = pycountry.languages.get(alpha_2=code) if code else None
    return found.alpha_3 if found else None


def _schema(lookup: Lookup, actor: str) -> str | None:
    found = lookup.actor(actor)
    return SCHEMA[found.kind] if found else None


def _quotations(lookup: Lookup, places: Iterable[Source]) -> Iterator[Entity]:
    for place in places:
        document = lookup.document(place.document)
        yield _entity(
            _quotation(place),
            "PlainText",
            fileName=f"{document.name}:{place.start}-{place.end}",
            title=document.title or document.name,
            publisher=document.outlet,
            publishedAt=document.published,
            sourceUrl=address(document.url),
            bodyText=lookup.words(place),
        )


def _quotation(place: Source) -> str:
    return f"{place.document}-{place.start}-{place.end}"


def _proof(places: Iterable[Source]) -> list[str]:
    """The quotations, then the accounts they stand in."""
    places = list(places)
    return [*map(_quotation, places), *dict.fromkeys(place.document for place in places)]
