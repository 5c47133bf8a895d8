"""The brief: one self-contained page, every line of it a click from its words.

No request goes anywhere: style and script stand in the page, and the content security policy allows these two alone, by
their hashes. All text from accounts is escaped by the template, its hidden characters written out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.case.store import Case
from dragoman.play.run import run
from dragoman.play.scenario import Scenario
from dragoman.records import Actor, Figure, Mention
from dragoman.view.accounts import section
from dragoman.view.dates import spoken
from dragoman.view.disputes import quarrels
from dragoman.view.highlight import visible
from dragoman.view.page import render
from dragoman.view.phrases import percent
from dragoman.view.play import section as play_section
from dragoman.view.reader import Account, Reader, clip, mention_anchor, tie_anchor, type_words
from dragoman.view.timeline import timeline, undated
from dragoman.view.voices import about, unnamed, voices

KINDS = {
    "person": "People",
    "state": "States",
    "government": "Governments and their organs",
    "organisation": "Organisations",
    "group": "Groups",
    "outlet": "Press",
    "place": "Places",
}


@dataclass(frozen=True, slots=True)
class Who:
    """One actor as the page shows it. `counts`: mentions in each account, and the address of the first."""

    actor: Actor
    about: str
    aliases: str
    mentions: int
    counts: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Number:
    """One figure as the page shows it, with the words around it."""

    figure: Figure
    account: Account
    before: str
    after: str


def brief(case: Case, scenario: Scenario | None = None) -> str:
    """The page, as HTML; with `scenario`, a section that plays it."""
    reader = Reader(case)
    return render(
        "brief.html",
        styles=("brief.css", "disputes.css", "accounts.css", "play.css"),
        script="brief.js",
        accounts=reader.accounts,
        disputes=quarrels(reader),
        timeline=timeline(reader),
        undated=undated(reader),
        play=play_section(run(case, scenario), reader) if scenario else None,
        compared=section(reader) if len(reader.accounts) > 1 else None,
        percent=percent,
        voices=voices(reader),
        unnamed=unnamed(reader),
        who=_who(reader),
        numbers=[_number(reader, figure) for figure in reader.figures],
        notes=_notes(reader),
        problems=[(_problem_name(reader, p.document), p.message) for p in case.problems()],
    )


def _who(reader: Reader) -> list[tuple[str, list[Who]]]:
    """Actors by kind, most often named first."""
    named: dict[str, list[Mention]] = defaultdict(list)
    for mention in reader.mentions:
        if mention.actor:
            named[mention.actor].append(mention)
    rows = [_row(reader, reader.actors[id], mentions) for id, mentions in named.items()]
    rows.sort(key=lambda w: (-w.mentions, w.actor.name, w.actor.id))
    return [(title, group) for kind, title in KINDS.items() if (group := [w for w in rows if w.actor.kind == kind])]


def _row(reader: Reader, actor: Actor, mentions: Sequence[Mention]) -> Who:
    counts = []
    for account in reader.accounts:
        here = [m.source for m in mentions if m.source.document == account.document.id]
        counts.append((len(here), mention_anchor(min(here)) if here else ""))
    aliases = ", ".join(alias for alias in actor.aliases if alias != actor.name)
    return Who(actor, about(actor), aliases, len(mentions), tuple(counts))


def _number(reader: Reader, figure: Figure) -> Number:
    before, _, after = reader.parts(figure.source)
    account = reader.account_of[figure.source.document]
    return Number(figure, account, clip(before, 90, end=True), clip(after, 90))


def _notes(reader: Reader) -> dict[str, list[str]]:
    """For each record of the texts its heading and lines, shown when its words are chosen."""
    made: dict[str, list[str]] = {}
    for statement in reader.statements:
        heading = f"Statement: {reader.speaker(statement.id)}"
        made[statement.id] = [heading, *reader.statement_notes(statement), statement.reason]
    for report in reader.reports:
        made[report.id] = [f"Happening: {type_words(report)}", *reader.report_notes(report), report.reason]
    for figure in reader.figures:
        of = (figure.measure, figure.subject, spoken(figure.as_of) if figure.as_of else None)
        made[figure.id] = [f"Figure: {figure.text}", ", ".join(part for part in of if part)]
    for tie in reader.ties:
        made[tie_anchor(tie)] = [f"Tie: {tie.type}", f"{reader.name(tie.from_actor)} → {reader.name(tie.to_actor)}"]
    return {anchor: [visible(line) for line in lines if line] for anchor, lines in made.items()}


def _problem_name(reader: Reader, document: str | None) -> str:
    return reader.documents[document].name if document in reader.documents else document or ""
