"""The records of one account as marks in its text: where each stands, what it is, and what was read, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.records import Assessment, Cause, Source, Tie
from dragoman.view.dates import spoken, spoken_date
from dragoman.view.explore.window import Window
from dragoman.view.phrases import signed
from dragoman.view.reader import mention_anchor, tie_anchor, type_words, words_anchor

KINDS = {
    "statement": "statements",
    "report": "happenings",
    "figure": "figures",
    "label": "names that take sides",
    "tone": "praise and blame",
    "cause": "causes",
    "assessment": "who gains",
    "tie": "ties",
    "mention": "names",
}
"""What a text marks, and what a reader calls it."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A record in the text: its words, its kind, its address in the page, a heading, and what was read of it.

    `record`: the id it is accepted or rejected by; '' for what has none. `actor`: whom it names or who says it.
    """

    sources: tuple[Source, ...]
    kind: str
    anchor: str
    heading: str
    lines: tuple[str, ...]
    record: str = ""
    actor: str = ""


def marks(window: Window, document: str) -> Iterator[Mark]:
    """All marks of one account, kind by kind."""
    yield from _statements(window, document)
    yield from _reports(window, document)
    yield from _figures(window, document)
    yield from _words(window, document)
    for cause in window.case.causes(document=document):
        yield _cause(window, cause)
    for assessment in window.case.assessments(document=document):
        yield _assessment(window, assessment)
    for tie in window.case.ties(document=document):
        yield _tie(window, tie)
    for mention in window.case.mentions(document=document):
        if mention.actor:
            lines = _lines(window.actors[mention.actor].kind, mention.reason)
            anchor = mention_anchor(mention.source)
            yield Mark((mention.source,), "mention", anchor, window.name(mention.actor), lines, actor=mention.actor)


def _statements(window: Window, document: str) -> Iterator[Mark]:
    for said in window.said_in(document):
        lines = _lines(*window.statement_notes(said), said.reason, _sure(said.confidence))
        heading = f"Statement: {window.speaker(said.id)}"
        yield Mark(said.content, "statement", said.id, heading, lines, said.id, said.actor or "")


def _reports(window: Window, document: str) -> Iterator[Mark]:
    for report in window.case.reports(document=document):
        event = window.events[report.event] if report.event else None
        lines = _lines(
            *window.report_notes(report),
            spoken_date(report.date) if report.date else "",
            report.place,
            f"told by {event.accounts} accounts, {event.independent} independent"
            if event and event.accounts > 1
            else "",
            report.reason,
            _sure(report.confidence),
        )
        yield Mark((report.trigger,), "report", report.id, f"Happening: {type_words(report)}", lines, report.id)


def _figures(window: Window, document: str) -> Iterator[Mark]:
    for figure in window.case.figures(document=document):
        of = (figure.measure, figure.subject, spoken(figure.as_of) if figure.as_of else None)
        value = f"{figure.value:,.6g} {figure.unit or ''}".strip() if figure.value is not None else None
        lines = _lines(value, ", ".join(part for part in of if part))
        yield Mark((figure.source,), "figure", figure.id, f"Figure: {figure.text}", lines, figure.id)


def _words(window: Window, document: str) -> Iterator[Mark]:
    for label in window.case.labels(document=document):
        lines = _lines(f"{label.field} – {label.connotation}", _by(window, label.claimed_by))
        yield Mark((label.source,), "label", words_anchor(label.source), f"Name: {label.words}", lines)
    for tone in window.case.tones(document=document):
        toward = f"toward {window.name(tone.target)}" if tone.target else "toward nobody we can tell"
        lines = _lines(toward, _by(window, tone.claimed_by))
        yield Mark((tone.source,), "tone", words_anchor(tone.source), f"Tone: {signed(tone.score)}", lines)


def _cause(window: Window, cause: Cause) -> Mark:
    said = f"“{window.text(cause.cause)}” → “{window.text(cause.effect)}”"
    lines = _lines(said, cause.family, "denied" if cause.negated else "", _by(window, cause.claimed_by), cause.reason)
    return Mark((cause.source,), "cause", words_anchor(cause.source), "Cause", lines)


def _assessment(window: Window, judged: Assessment) -> Mark:
    who = window.name(judged.target) if judged.target else f"“{window.text(judged.target_span)}”"
    lines = _lines(_by(window, judged.claimed_by), judged.reason)
    return Mark((judged.source,), "assessment", words_anchor(judged.source), f"{who} {judged.outcome}", lines)


def _tie(window: Window, tie: Tie) -> Mark:
    lines = _lines(
        f"{window.name(tie.from_actor)} → {window.name(tie.to_actor)}", spoken(tie.as_of) if tie.as_of else ""
    )
    return Mark((tie.source,), "tie", tie_anchor(tie), f"Tie: {tie.type}", lines)


def _by(window: Window, statement: str | None) -> str:
    return f"says {window.speaker(statement)}" if statement else ""


def _sure(confidence: float) -> str:
    return f"sure to {100 * confidence:.0f} of 100"


def _lines(*lines: str | None) -> tuple[str, ...]:
    return tuple(line for line in lines if line)
