"""Records as W3C Web Annotations (JSON-LD): each points at its characters, and quotes them with what stands around.

Positions count Unicode characters of the account's text from 0, end exclusive, as the recommendation says.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from dragoman.case.store import Case
from dragoman.records import Document, Figure, Mention, Report, Source, Statement
from dragoman.view.formats.lookup import Lookup, address

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
"""Characters quoted before and after the words."""

Json = dict[str, Any]


def write_annotation(case: Case, path: Path) -> list[Path]:
    """Writes an annotation page: namings, statements, reports and figures, account by account; the file written."""
    head = {"@context": CONTEXT, "id": urn(case.path.stem), "type": "AnnotationPage"}
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(json.dumps(head, ensure_ascii=False)[:-1] + ', "items": [')
        for number, annotation in enumerate(annotated(case)):
            file.write(("," if number else "") + "\n" + json.dumps(annotation, ensure_ascii=False))
        file.write("\n]}\n")
    return [path]


def annotated(case: Case) -> Iterator[Json]:
    """All annotations, account by account in order of ids."""
    lookup = Lookup(case)
    for id in sorted(case.ids()):
        document = lookup.document(id)
        for mention in case.mentions(document=id):
            if mention.actor:
                yield _mention(lookup, document, mention)
        for statement in case.statements(document=id):
            yield _statement(lookup, document, statement)
        for report in case.reports(document=id):
            yield _report(lookup, document, report)
        for figure in case.figures(document=id):
            yield _figure(document, figure)


def urn(id: str) -> str:
    """The name of a record as a URI."""
    return f"urn:dragoman:{quote(id, safe='')}"


def _mention(lookup: Lookup, document: Document, mention: Mention) -> Json:
    place = mention.source
    return _annotation(
        f"m-{place.document}-{place.start}-{place.end}",
        "identifying",
        [{"id": urn(mention.actor or "")}, _text("identifying", lookup.name(mention.actor) or "")],
        document,
        (place,),
    )


def _statement(lookup: Lookup, document: Document, statement: Statement) -> Json:
    speaker = lookup.name(statement.actor) or (lookup.words(statement.speaker) if statement.speaker else "nobody named")
    bodies = [_text("tagging", "statement"), _text("tagging", statement.kind), _text("describing", f"by {speaker}")]
    return _annotation(statement.id, "describing", bodies, document, statement.content)


def _report(lookup: Lookup, document: Document, report: Report) -> Json:
    tags = (report.type, report.mode, report.status)
    by, to = ", ".join(lookup.names(report.sources)), ", ".join(lookup.names(report.targets))
    when = report.date and (report.date.low, report.date.high)
    notes = [
        f"{by or '?'} → {to}" if to else by,
        f"from {when[0] or '?'} to {when[1] or '?'}" if when else "",
        f"claimed by {lookup.claimant(report.claimed_by)}" if report.claimed_by else "",
    ]
    bodies = [_text("tagging", tag) for tag in tags if tag] + [_text("describing", note) for note in notes if note]
    return _annotation(report.id, "classifying", bodies, document, (report.trigger,))


def _figure(document: Document, figure: Figure) -> Json:
    told = (figure.value, figure.unit, figure.measure, figure.subject)
    about = " ".join(f"{part:g}" if isinstance(part, float) else part for part in told if part is not None)
    bodies = [_text("tagging", "figure"), _text("describing", about or figure.text)]
    return _annotation(figure.id, "describing", bodies, document, (figure.source,))


def _annotation(id: str, motivation: str, bodies: list[Json], document: Document, places: tuple[Source, ...]) -> Json:
    targets = [_target(document, place) for place in places]
    return {
        "id": urn(id),
        "type": "Annotation",
        "motivation": motivation,
        "body": bodies,
        "target": targets[0] if len(targets) == 1 else targets,
    }


def _text(purpose: str, value: str) -> Json:
    return {"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain"}


def _target(document: Document, place: Source) -> Json:
    text = document.text
    return {
        "type": "SpecificResource",
        "source": address(document.url) or urn(document.id),
        "selector": [
            {"type": "TextPositionSelector", "start": place.start, "end": place.end},
            {
                "type": "TextQuoteSelector",
                "exact": text[place.start : place.end],
                "prefix": text[max(0, place.start - AROUND) : place.start],
                "suffix": text[place.end : place.end + AROUND],
            },
        ],
    }
