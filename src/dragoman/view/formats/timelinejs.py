"""Dated happenings as JSON for TimelineJS. It shows headlines and texts as HTML, so all words are escaped."""

from __future__ import annotations

import json
from pathlib import Path

from markupsafe import escape

from dragoman.case.store import Case
from dragoman.records import Event, Report
from dragoman.view.formats.lookup import Lookup, printable

Slide = dict[str, object]


def write_timelinejs(case: Case, path: Path) -> list[Path]:
    """Writes a slide a dated happening, by date; the file written."""
    lookup = Lookup(case)
    slides = [_slide(lookup, event) for event in case.events() if event.low]
    page = {"title": {"text": {"headline": _html(case.path.stem)}}, "events": slides}
    path.write_text(json.dumps(page, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
    return [path]


def _slide(lookup: Lookup, event: Event) -> Slide:
    reports = list(lookup.case.reports(event=event.id))
    by, to = (
        ", ".join(lookup.names(dict.fromkeys(a for r in reports for a in side(r)))) for side in (_sources, _targets)
    )
    parties = " → ".join(filter(None, (by, to)))
    slide: Slide = {
        "unique_id": event.id,
        "group": event.type,
        "start_date": _date(event.low or ""),
        "text": {
            "headline": _html(f"{event.type}: {parties}" if parties else event.type),
            "text": "".join(_paragraph(lookup, report) for report in reports),
        },
    }
    if event.high:
        slide["end_date"] = _date(event.high)
    return slide


def _sources(report: Report) -> tuple[str, ...]:
    return report.sources


def _targets(report: Report) -> tuple[str, ...]:
    return report.targets


def _paragraph(lookup: Lookup, report: Report) -> str:
    document = lookup.document(report.trigger.document)
    notes = [
        document.title or document.name,
        "" if report.status == "happened" else report.status,
        f"claimed by {lookup.claimant(report.claimed_by)}" if report.claimed_by else "",
    ]
    about = "; ".join(filter(None, notes))
    return f"<p>“{_html(lookup.sentence(report.trigger))}” ({_html(about)})</p>"


def _date(iso: str) -> dict[str, str]:
    """As precise as known: a year alone is a year."""
    return dict(zip(("year", "month", "day"), (str(int(part)) for part in iso.split("-")), strict=False))


def _html(text: str) -> str:
    return str(escape(printable(text)))
