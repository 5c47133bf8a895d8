"""The records of one page: what it names is fetched as it is asked for, so that a large case is not read whole."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from dragoman.case import pages
from dragoman.case.reading import Reading
from dragoman.records import Actor, Document, Event, Source, Statement
from dragoman.view.explore.asked import NotFound
from dragoman.view.reader import Account, Reader

Found = TypeVar("Found")


class Fetched(dict[str, Found]):
    """A mapping that fetches what it does not hold yet."""

    def __init__(self, fetch: Callable[[str], Found]) -> None:
        super().__init__()
        self._fetch = fetch

    def __missing__(self, key: str) -> Found:
        self[key] = self._fetch(key)
        return self[key]

    def get(self, key: str, default: Found | None = None) -> Found | None:  # type: ignore[override]  # fetches too
        """What there is of `key`; `default` for nothing."""
        try:
            return self[key]
        except NotFound:
            return default


class Window(Reader):
    """A reader of some records of a case; whoever makes it fills `reports`, `disputes` and `accounts` as needed."""

    def __init__(self, opened: Reading) -> None:
        self.opened, self.case = opened, opened.case
        self.actors = Fetched(self._fetch_actor)
        self.events = Fetched(self._fetch_event)
        self.documents = Fetched(self._fetch_document)
        self.account_of = Fetched(self._fetch_account)
        self.mentions, self.statements, self.reports, self.figures, self.ties = [], [], [], [], []
        self.disputes, self.accounts = [], []
        self._statement: dict[str, Statement] = Fetched(self._fetch_statement)
        self._said = Fetched(lambda document: list(self.case.statements(document=document)))
        self._sentences: dict[Source, Source] = {}

    def sentence(self, source: Source) -> Source:
        """The sentence (or sentences) that `source` stands in."""
        if source not in self._sentences:
            self._sentences[source] = self.opened.sentence(source)
        return self._sentences[source]

    def gather(self, documents: set[str]) -> list[Account]:
        """The accounts of these documents, by date of publication; they become those of the window."""
        self.accounts = sorted((self.account_of[document] for document in documents), key=lambda a: a.number)
        return self.accounts

    def statement(self, id: str) -> Statement:
        """The statement of this id. Raises NotFound."""
        return self._statement[id]

    def holder(self, id: str) -> str:
        """The name of an actor, or of the account that speaks for itself."""
        actor = self.actors.get(id)
        return actor.name if actor else self.account_of[id].label

    def _fetch_actor(self, id: str) -> Actor:
        return _there(self.case.actor(id), "actor", id)

    def _fetch_document(self, id: str) -> Document:
        return _there(self.case.document(id), "account", id)

    def _fetch_account(self, id: str) -> Account:
        row = _there(pages.account(self.opened, id), "account", id)
        return Account(row.document, row.number, ())

    def _fetch_event(self, id: str) -> Event:
        found = self.opened.records(Event, "SELECT record FROM event WHERE id = ?", id)
        return _there(found[0] if found else None, "event", id)

    def _fetch_statement(self, id: str) -> Statement:
        found = self.opened.records(Statement, "SELECT record FROM statement WHERE id = ?", id)
        return _there(found[0] if found else None, "statement", id)


def _there(found: Found | None, what: str, id: str) -> Found:
    if found is None:
        raise NotFound(f"the case holds no {what} {id}")
    return found
