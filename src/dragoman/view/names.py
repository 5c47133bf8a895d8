"""Names for ids and words for sources, fetched as they are asked for, so that a large case is not read whole."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from dragoman.case.store import Case
from dragoman.records import Actor, Document, Source


class Namer:
    """Names of actors and accounts of one case, and the words of sources."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._actor = cache(case.actor)
        self._document = cache(case.document)

    def actor(self, id: str | None) -> str | None:
        """The name of the actor of this id; None for none."""
        found = self._actor(id) if id else None
        return found.name if found else None

    def actors(self, ids: Iterable[str]) -> str:
        """Several actors' names, by commas."""
        return ", ".join(self.actor(id) or id for id in ids)

    def account(self, document: str) -> str:
        """The account's name."""
        return self._of(document).name

    def holder(self, id: str) -> str:
        """The name of an actor, or of the account that speaks for itself."""
        return self.actor(id) or self.account(id)

    def published(self, document: str) -> str | None:
        """When the account was published, as precise as known."""
        return self._of(document).published

    def words(self, source: Source) -> str:
        """The words as they stand, white space folded."""
        return " ".join(self._of(source.document).text[source.start : source.end].split())

    def find(self, asked: str) -> list[Actor]:
        """Actors whose id, name or alias is `asked`, whatever the case; several when names are shared."""
        wanted = asked.casefold()
        return [
            actor
            for actor in self._case.actors()
            if wanted in (actor.id.casefold(), actor.name.casefold(), *(alias.casefold() for alias in actor.aliases))
        ]

    def _of(self, document: str) -> Document:
        found = self._document(document)
        assert found is not None, f"no document {document}"
        return found
