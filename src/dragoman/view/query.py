"""Questions put to a case in the reader's words: names instead of ids."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.case.store import Case
from dragoman.records import Actor, Statement
from dragoman.view.listing import Namer


class UnknownActor(LookupError):
    """No actor of the case goes by this name, or several do."""


def find_statements(
    case: Case,
    *,
    actor: str | None = None,
    kind: str | None = None,
    manner: str | None = None,
    about: str | None = None,
    since: str | None = None,
) -> Iterator[Statement]:
    """Statements by `actor`, of a kind and manner, whose words name `about`, published on or after `since`."""
    names = Namer(case)
    speaker = find_actor(names, actor).id if actor else None
    topic = find_actor(names, about) if about else None
    named = [mention.source for mention in case.mentions(actor=topic.id)] if topic else []
    for statement in case.statements(actor=speaker, kind=kind, manner=manner):
        published = names.published(statement.content[0].document)
        if since and (published is None or published < since):
            continue
        if topic and not any(
            part.document == place.document and part.start <= place.start and place.end <= part.end
            for part in statement.content
            for place in named
        ):
            continue
        yield statement


def find_actor(names: Namer, asked: str) -> Actor:
    """The one actor that goes by `asked` (id, name or alias). Raises UnknownActor, which lists the choices."""
    found = names.find(asked)
    if len(found) == 1:
        return found[0]
    if not found:
        raise UnknownActor(f"no actor goes by {asked!r}; list them with: dragoman actors FILE")
    choices = ", ".join(f"{actor.name} ({actor.kind}, {actor.id})" for actor in found)
    raise UnknownActor(f"{asked!r} may be {choices}: give the id")
