"""Questions put to a case in the reader's words: names instead of ids."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from dragoman.case.store import Case
from dragoman.records import Actor, Dispute, DisputeKind, Event, Figure, Report, Statement, Tie
from dragoman.view.names import Namer


class UnknownActor(LookupError):
    """No actor of the case goes by this name, or several do."""


class UnknownKind(ValueError):
    """There are no records of that kind."""


def find_statements(
    case: Case,
    *,
    actor: str | None = None,
    kind: str | None = None,
    manner: str | None = None,
    about: str | None = None,
    since: str | None = None,
    by: str | None = None,
) -> Iterator[Statement]:
    """Statements by `actor`, of a kind and manner, whose words name `about`, published on or after `since`.

    Here and below, `by` keeps what this reader found: 'rules', 'person', 'model' or 'model NAME'.
    """
    names = Namer(case)
    speaker = find_actor(names, actor).id if actor else None
    topic = find_actor(names, about) if about else None
    named = [mention.source for mention in case.mentions(actor=topic.id)] if topic else []
    for statement in case.statements(actor=speaker, kind=kind, manner=manner):
        published = names.published(statement.content[0].document)
        if not _found_by(statement, by):
            continue
        if since and (published is None or published < since):
            continue
        if topic and not any(
            part.document == place.document and part.start <= place.start and place.end <= part.end
            for part in statement.content
            for place in named
        ):
            continue
        yield statement


def find_events(
    case: Case,
    *,
    type: str | None = None,
    status: str | None = None,
    actor: str | None = None,
    since: str | None = None,
    until: str | None = None,
    dated: bool = False,
    by: str | None = None,
) -> Iterator[Event]:
    """Events of a PLOVER type and status in which `actor` takes part, within dates (ISO, both ends included).

    An event without a date is left out when dates are asked for, or when `dated` says so.
    """
    party = find_actor(Namer(case), actor).id if actor else None
    for event in case.events(type=type.upper() if type else None):
        if (dated or since or until) and not (event.low or event.high):
            continue
        if since and (event.high or event.low or "") < since[: len(event.high or event.low or "")]:
            continue
        if until and (event.low or event.high or "") > until:
            continue
        reports = list(case.reports(event=event.id))
        if by and not any(_found_by(report, by) for report in reports):
            continue
        if status and not any(report.status == status for report in reports):
            continue
        if party and not any(party in (*report.sources, *report.targets) for report in reports):
            continue
        yield event


def find_figures(
    case: Case, *, unit: str | None = None, about: str | None = None, by: str | None = None
) -> Iterator[Figure]:
    """Figures of a unit whose measure or subject holds the words `about`, whatever the letter case."""
    for figure in case.figures():
        told = f"{figure.measure or ''} {figure.subject or ''}".casefold()
        if not _found_by(figure, by):
            continue
        if unit and (figure.unit or "").casefold() != unit.casefold():
            continue
        if about and about.casefold() not in told:
            continue
        yield figure


def find_ties(case: Case, *, type: str | None = None, actor: str | None = None, by: str | None = None) -> Iterator[Tie]:
    """Ties of a type, and of an actor on either end."""
    party = find_actor(Namer(case), actor).id if actor else None
    for tie in case.ties(type=type):
        if _found_by(tie, by) and (party is None or party in (tie.from_actor, tie.to_actor)):
            yield tie


def _found_by(record: Statement | Report | Figure | Tie, by: str | None) -> bool:
    return by is None or f"{record.by} ".startswith(f"{by.strip()} ")


def find_disputes(case: Case, *, kind: str | None = None, about: str | None = None) -> Iterator[Dispute]:
    """Disputes of a kind whose topic, reason or sides hold the words `about`, whatever the letter case; by rank."""
    if kind and kind not in get_args(DisputeKind):
        raise UnknownKind(f"{kind!r} is no kind of dispute; known: {', '.join(get_args(DisputeKind))}")
    for dispute in case.disputes(kind=kind):
        told = " ".join((dispute.topic, dispute.reason, *(side.label for side in dispute.sides))).casefold()
        if not about or about.casefold() in told:
            yield dispute


def find_actor(names: Namer, asked: str) -> Actor:
    """The one actor that goes by `asked` (id, name or alias). Raises UnknownActor, which lists the choices."""
    found = names.find(asked)
    if len(found) == 1:
        return found[0]
    if not found:
        raise UnknownActor(f"no actor goes by {asked!r}; list them with: dragoman actors FILE")
    choices = ", ".join(f"{actor.name} ({actor.kind}, {actor.id})" for actor in found)
    raise UnknownActor(f"{asked!r} may be {choices}: give the id")
