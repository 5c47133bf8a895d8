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
        "events.txt": list(_events(reader)),
        "quantities.txt": sorted(_quantities(reader)),
        "disputes.txt": list(_disputes(reader)),
        "judgements.txt": list(_judgements(reader)),
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


def _events(reader: Reader) -> Iterator[str]:
    """Events that several reports tell, and which account takes over which."""
    for reuse in reader.case.reuses():
        names = [reader.documents[id].name for id in (reuse.document, reuse.of)]
        yield f"{names[0]} takes over {reuse.share:.0%} from {names[1]}: {reuse.reason}"
    reports = {report.id: report for report in reader.reports}
    for event in reader.events.values():
        told = [reports[id] for id in event.reports]
        if len(told) > 1:
            yield f"{event.type} {event.low}/{event.high} in {event.accounts} accounts, {event.independent} independent"
            for report in sorted(told, key=lambda r: (reader.documents[r.trigger.document].name, r.trigger)):
                notes = "; ".join(reader.report_notes(report))
                yield f"  {reader.documents[report.trigger.document].name} “{reader.text(report.trigger)}” {notes}"


def _quantities(reader: Reader) -> Iterator[str]:
    for quantity in reader.case.quantities():
        if quantity.verdict != "single":
            yield f"{quantity.verdict}: {quantity.reason}"


def _disputes(reader: Reader) -> Iterator[str]:
    for dispute in reader.disputes:
        yield f"{dispute.rank} {dispute.kind}: {dispute.topic}"
        for side in dispute.sides:
            yield f"  {side.label} ({side.accounts}, {side.independent} independent)"
            for source in side.evidence:
                yield f"    {reader.documents[source.document].name} “{reader.text(source)}”"


def _judgements(reader: Reader) -> Iterator[str]:
    """Labels, causes, assessments and tones."""
    found = [
        *((x.source, f"{x.field}, {x.connotation}, of {x.referent or '?'}") for x in reader.case.labels()),
        *(
            (c.source, f"cause ({c.family}): {reader.text(c.cause)} → {reader.text(c.effect)}")
            for c in reader.case.causes()
        ),
        *((a.source, f"{reader.name(a.target)} {a.outcome}") for a in reader.case.assessments()),
        *((t.source, f"tone {t.score:+g} toward {reader.name(t.target)}") for t in reader.case.tones()),
    ]
    seen: set[str] = set()
    for source, told in sorted(found, key=lambda pair: (reader.documents[pair[0].document].name, pair)):
        yield from _by_account(reader, source.document, seen)
        yield f"“{reader.text(source)}” {told}"
