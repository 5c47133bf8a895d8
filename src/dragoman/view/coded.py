"""The case's reports in the columns of event data sets: PLOVER records, POLECAT and GDELT 2.0 rows.

Each row keeps our `document`, `start` and `end` after the format's own columns. POLECAT and GDELT have no place for a
status or for who claims a thing, so only what an account tells as having happened goes there; PLOVER records hold all,
with the auxiliary contexts (future, hypothetical, negation) and the claimant in `comment`. What is not known is empty:
an undated happening gets no date, where both formats would take the day of publication.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path

from dragoman.case.store import Case
from dragoman.records import Actor, Report
from dragoman.tables import table
from dragoman.view.reader import Reader

OWN = ("document", "start", "end")
AUXILIARY = {"planned": "future", "hypothetical": "hypothetical", "denied": "negation"}


@dataclass(frozen=True, slots=True)
class Type:
    """A PLOVER type in other schemes: quad class 1 to 4, CAMEO root, Goldstein value."""

    quad: int
    cameo: str
    goldstein: float


def export_plover(case: Case, path: Path) -> int:
    """Writes PLOVER records as JSON lines; how many."""
    columns, count = _columns("plover"), 0
    reader = Reader(case)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for report in _reports(reader):
            row = _plover(reader, report)
            file.write(json.dumps({c: row.get(c) for c in (*columns, *OWN)}, ensure_ascii=False) + "\n")
            count += 1
    return count


def export_polecat(case: Case, path: Path) -> int:
    """Writes POLECAT's tab-separated columns, a row a report; how many rows."""
    return _write(path, "polecat", _facts(Reader(case), _polecat))


def export_gdelt(case: Case, path: Path) -> int:
    """Writes GDELT 2.0's tab-separated event columns, a row a pair of parties; how many rows."""
    return _write(path, "gdelt", _facts(Reader(case), _gdelt))


Row = dict[str, object]


def _write(path: Path, form: str, rows: Iterable[Row]) -> int:
    columns, count = (*_columns(form), *OWN), 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", delimiter="\t", lineterminator="\n")
        writer.writeheader()
        for row in rows:
            writer.writerow({column: _cell(value) for column, value in row.items()})
            count += 1
    return count


def _facts(reader: Reader, rows: Callable[[Reader, Report], Iterator[Row]]) -> Iterator[Row]:
    """Rows of the reports that an account tells as having happened."""
    for report in _reports(reader):
        if report.status == "happened" and report.claimed_by is None:
            yield from rows(reader, report)


def _reports(reader: Reader) -> list[Report]:
    """Coded reports, by account and place."""
    return [report for report in sorted(reader.reports, key=lambda r: (r.trigger, r.id)) if report.type in _types()]


def _own(report: Report) -> Row:
    return {"document": report.trigger.document, "start": report.trigger.start, "end": report.trigger.end}


def _plover(reader: Reader, report: Report) -> Row:
    document = reader.documents[report.trigger.document]
    contexts = [*report.contexts, *([AUXILIARY[report.status]] if report.status in AUXILIARY else [])]
    text = reader.text(reader.sentence(report.trigger))
    return {
        "id": report.id,
        "has_event": True,
        "date": report.date.low if report.date else None,
        "enddate": report.date.high if report.date else None,
        "actor": [_entity(reader.actors[a]) for a in report.sources],
        "recipient": [_entity(reader.actors[a]) for a in report.targets],
        "event": report.type,
        "event_loc": _location(reader, report),
        "event_text": reader.text(report.trigger),
        "quad_code": _types()[report.type].quad,
        "mode": report.mode,
        "context": contexts,
        "link": report.event,
        "text": text,
        "text_info": {"start": report.trigger.start, "end": report.trigger.end},
        "cite_info": {
            "citation": document.name,
            "url": document.url,
            "title": document.title,
            "publication": document.outlet,
            "language": document.language,
            "codebook": "PLOVER",
            "version": "2.0",
        },
        "coder": "dragoman",
        "comment": f"claimed by {reader.speaker(report.claimed_by)}" if report.claimed_by else None,
        **_own(report),
    }


def _location(reader: Reader, report: Report) -> Row | None:
    if not report.place:
        return None
    written = reader.text(report.place_span) if report.place_span else report.place
    place: Row = {"extracted_place": written, "resolved_place": report.place, "country_code": report.country}
    return {**place, **_point(report, "lat", "lon")}


def _point(report: Report, north: str, east: str) -> Row:
    return {north: report.point[0], east: report.point[1]} if report.point else {}


def _entity(actor: Actor) -> Row:
    return {"code": actor.country, "sector": actor.sector, "entity_text": actor.name, "identifier_id": actor.id}


def _polecat(reader: Reader, report: Report) -> Iterator[Row]:
    document, known = reader.documents[report.trigger.document], _types()[report.type]
    by, to = ([reader.actors[a] for a in side] for side in (report.sources, report.targets))
    yield {
        "Event ID": report.id,
        "Event Date": _day(report),
        "Event Type": report.type,
        "Event Mode": report.mode,
        "Quad Code": known.quad,
        "Contexts": "; ".join(report.contexts),
        **_party("Actor", by),
        **_party("Recipient", to),
        "Placename": report.place,
        "Country": report.country,
        **_point(report, "Latitude", "Longitude"),
        "Raw Placename": reader.text(report.place_span) if report.place_span else None,
        "Source": document.outlet,
        "Publication Date": document.published,
        "Language": document.language,
        "Version": "PLOVER 2.0",
        **_own(report),
    }


def _party(role: str, actors: list[Actor]) -> Row:
    sectors = list(dict.fromkeys(a.sector for a in actors if a.sector))
    return {
        f"{role} Name": "; ".join(a.name for a in actors),
        f"{role} Country": "; ".join(dict.fromkeys(a.country for a in actors if a.country)),
        f"Primary {role} Sector": sectors[0] if sectors else None,
        f"{role} Sectors": "; ".join(sectors),
    }


def _gdelt(reader: Reader, report: Report) -> Iterator[Row]:
    document, known = reader.documents[report.trigger.document], _types()[report.type]
    day = (_day(report) or "").replace("-", "")
    for number, (by, to) in enumerate(product(report.sources or (None,), report.targets or (None,))):
        yield {
            "GlobalEventId": f"{report.id}-{number}",
            "Day": day if len(day) == 8 else None,
            "MonthYear": day[:6] if len(day) >= 6 else None,
            "Year": day[:4],
            **_dyad(1, reader.actors[by] if by else None),
            **_dyad(2, reader.actors[to] if to else None),
            "IsRootEvent": 1,
            "EventCode": known.cameo,
            "EventBaseCode": known.cameo,
            "EventRootCode": known.cameo,
            "QuadClass": known.quad,
            "GoldsteinScale": known.goldstein,
            "NumMentions": 1,
            "NumSources": 1,
            "NumArticles": 1,
            "ActionGeo_Fullname": report.place,
            "ActionGeo_CountryCode": report.country,
            **_point(report, "ActionGeo_Lat", "ActionGeo_Long"),
            "DATEADDED": (document.published or "").replace("-", ""),
            "SOURCEURL": document.url or document.name,
            **_own(report),
        }


def _dyad(number: int, actor: Actor | None) -> Row:
    if actor is None:
        return {}
    return {
        f"Actor{number}Code": f"{actor.country or ''}{actor.sector or ''}",
        f"Actor{number}Name": actor.name.upper(),
        f"Actor{number}CountryCode": actor.country,
        f"Actor{number}Type1Code": actor.sector,
    }


def _day(report: Report) -> str | None:
    """When it happened, as precise as known."""
    return (report.date.low or report.date.high) if report.date else None


def _cell(value: object) -> object:
    """Text on one line, so that a row stays a row."""
    return " ".join(value.split()) if isinstance(value, str) else value


@cache
def _columns(form: str) -> tuple[str, ...]:
    return next(
        tuple(row["columns"].split("|")) for row in table("formats", ("format", "columns")) if row["format"] == form
    )


@cache
def _types() -> dict[str, Type]:
    rows = table("types", ("type", "quad", "cameo", "goldstein"))
    return {row["type"]: Type(int(row["quad"]), row["cameo"], float(row["goldstein"])) for row in rows}
