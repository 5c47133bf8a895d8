"""The bundled accounts end to end, as lines that a person can review. Write them anew: python -m tests.golden"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dragoman.case.store import Case
from dragoman.view.reader import Reader, type_words

FOLDER = Path(__file__).parent
ACCOUNTS = Path(__file__).resolve().parents[2] / "src" / "dragoman" / "data" / "accounts"


def account_files() -> list[str]:
    """The bundled accounts, in order."""
    return [str(path) for path in sorted(ACCOUNTS.glob("*.txt"))]


def lines(case: Case) -> dict[str, list[str]]:
    """For each golden file its lines, in text order."""
    reader = Reader(case)
    return {
        "actors.txt": sorted(_actors(reader)),
        "statements.txt": list(_statements(reader)),
        "reports.txt": list(_reports(reader)),
        "figures.txt": list(_figures(reader)),
        "ties.txt": list(_ties(reader)),
    }


def _actors(reader: Reader) -> Iterator[str]:
    for actor in reader.actors.values():
        about = " ".join(filter(None, (actor.kind, actor.country, actor.sector)))
        yield f"{actor.name} [{about}] {' | '.join(actor.aliases)}"


def _by_account(reader: Reader, document: str, seen: set[str]) -> Iterator[str]:
    name = reader.documents[document].name
    if name not in seen:
        seen.add(name)
        yield f"== {name}"


def _statements(reader: Reader) -> Iterator[str]:
    seen: set[str] = set()
    for said in sorted(reader.statements, key=lambda s: (reader.documents[s.content[0].document].name, s.content)):
        yield from _by_account(reader, said.content[0].document, seen)
        words = " … ".join(reader.text(part) for part in said.content)
        notes = "; ".join(reader.statement_notes(said))
        yield f"{reader.speaker(said.id)} ({said.kind}, {said.manner}: {notes}) {words}"


def _reports(reader: Reader) -> Iterator[str]:
    seen: set[str] = set()
    for report in sorted(reader.reports, key=lambda r: (reader.documents[r.trigger.document].name, r.trigger)):
        yield from _by_account(reader, report.trigger.document, seen)
        when = f" @{report.date.low}/{report.date.high}" if report.date else ""
        notes = "; ".join(reader.report_notes(report))
        where = f" in {report.place}" if report.place else ""
        yield f"{type_words(report)} “{reader.text(report.trigger)}” {notes}{when}{where}"


def _figures(reader: Reader) -> Iterator[str]:
    seen: set[str] = set()
    for figure in sorted(reader.figures, key=lambda f: (reader.documents[f.source.document].name, f.source)):
        yield from _by_account(reader, figure.source.document, seen)
        about = f"{'about ' if figure.approximate else ''}{figure.value:g}" if figure.value is not None else "vague"
        bounds = f"[{figure.low}, {figure.high}]"
        yield f"“{figure.text}” {about} {bounds} {figure.unit}: {figure.measure} of {figure.subject}"


def _ties(reader: Reader) -> Iterator[str]:
    seen: set[str] = set()
    for tie in sorted(reader.ties, key=lambda t: (reader.documents[t.source.document].name, t.source)):
        yield from _by_account(reader, tie.source.document, seen)
        ends = f"{reader.name(tie.from_actor)} – {reader.name(tie.to_actor)}"
        yield f"{tie.type} {tie.polarity:+d} {ends} “{reader.text(tie.source)}”"
