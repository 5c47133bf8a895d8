"""Accounts as Label Studio tasks with our records as predictions, to be corrected by hand.

Offsets are characters of the text, which is how Label Studio counts them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from dragoman.case.store import Case
from dragoman.records import Document, Source

LABELS = ("actor", "statement", "speaker", "cue", "report", "figure", "tie")
"""What a stretch of words is held to be."""

Json = dict[str, Any]


def write_labelstudio(case: Case, folder: Path) -> list[Path]:
    """Writes tasks.json and the labelling set-up config.xml into `folder`; the files written."""
    folder.mkdir(parents=True, exist_ok=True)
    tasks, config = folder / "tasks.json", folder / "config.xml"
    with tasks.open("w", encoding="utf-8", newline="\n") as file:
        file.write("[")
        for number, document in enumerate(case.documents()):
            task = json.dumps(_task(case, document), ensure_ascii=False)
            file.write(("," if number else "") + "\n" + task)
        file.write("\n]\n")
    labels = "".join(f"\n    <Label value={quoteattr(label)}/>" for label in LABELS)
    config.write_text(
        f'<View>\n  <Labels name="record" toName="text">{labels}\n  </Labels>\n'
        '  <Relations>\n    <Relation value="said by"/>\n  </Relations>\n'
        '  <Text name="text" value="$text"/>\n</View>\n',
        encoding="utf-8",
        newline="\n",
    )
    return [tasks, config]


def _task(case: Case, document: Document) -> Json:
    return {
        "data": {
            "text": document.text,
            "document": document.id,
            "name": document.name,
            "title": document.title,
            "outlet": document.outlet,
            "published": document.published,
        },
        "predictions": [{"model_version": "dragoman", "result": list(_results(case, document))}],
    }


def _results(case: Case, document: Document) -> Iterator[Json]:
    for mention in case.mentions(document=document.id):
        if mention.actor:
            place = mention.source
            yield _region(f"m-{place.start}-{place.end}", document, place, "actor", meta=mention.actor)
    for statement in case.statements(document=document.id):
        for number, part in enumerate(statement.content):
            yield _region(f"{statement.id}-{number}", document, part, "statement", score=statement.confidence)
        if statement.cue:
            yield _region(f"{statement.id}-cue", document, statement.cue, "cue")
        if statement.speaker:
            yield _region(f"{statement.id}-speaker", document, statement.speaker, "speaker")
            yield _relation(f"{statement.id}-0", f"{statement.id}-speaker")
    for report in case.reports(document=document.id):
        meta = " ".join(filter(None, (report.type, report.mode, report.status)))
        yield _region(report.id, document, report.trigger, "report", score=report.confidence, meta=meta)
    for figure in case.figures(document=document.id):
        yield _region(figure.id, document, figure.source, "figure", meta=figure.measure)
    for number, tie in enumerate(case.ties(document=document.id)):
        yield _region(f"t-{number}", document, tie.source, "tie", meta=tie.type)


def _region(
    id: str, document: Document, place: Source, label: str, *, score: float | None = None, meta: str | None = None
) -> Json:
    region: Json = {
        "id": id,
        "from_name": "record",
        "to_name": "text",
        "type": "labels",
        "value": {
            "start": place.start,
            "end": place.end,
            "text": document.text[place.start : place.end],
            "labels": [label],
        },
    }
    if score is not None:
        region["score"] = score
    if meta:
        region["meta"] = {"text": [meta]}
    return region


def _relation(one: str, other: str) -> Json:
    return {"from_id": one, "to_id": other, "type": "relation", "direction": "right", "labels": ["said by"]}
