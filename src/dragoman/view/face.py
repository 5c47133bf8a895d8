"""An open case as a Python user meets it: every record kind, with its words, its data frames and its exports."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from dragoman.case.store import Case, open_case
from dragoman.records import (
    Actor,
    Assessment,
    Cause,
    Decision,
    Dispute,
    Document,
    Event,
    Figure,
    Label,
    Mention,
    Problem,
    Quantity,
    Report,
    Reuse,
    Source,
    Statement,
    Tie,
    Tone,
)
from dragoman.view.formats import export
from dragoman.view.formats.lookup import Lookup
from dragoman.view.names import Namer
from dragoman.view.notebook import case_html
from dragoman.view.query import find_actor
from dragoman.view.records import Records, ShownDispute, ShownStatement, shown_dispute, shown_statement


class OpenCase:
    """An open case. Use as a context manager, or call close(). An actor is asked for by id, name or alias."""

    def __init__(self, path: str | Path) -> None:
        """Raises FileNotFoundError, NotACase or NewerCase."""
        self.store: Case = open_case(path)
        self._lookup = Lookup(self.store)

    def __enter__(self) -> OpenCase:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file."""
        self.store.close()

    @property
    def path(self) -> Path:
        """Where the case is kept."""
        return self.store.path

    def documents(self) -> Records[Document]:
        """All accounts, by name."""
        return Records("documents", self.store, self.store.documents)

    def actors(self, *, kind: str | None = None, country: str | None = None) -> Records[Actor]:
        """Who is named, by id."""
        return Records("actors", self.store, partial(self.store.actors, kind=kind, country=country))

    def mentions(self, *, document: str | None = None, actor: str | None = None) -> Records[Mention]:
        """Namings, in text order."""
        ask = partial(self.store.mentions, document=document, actor=self._id(actor))
        return Records("mentions", self.store, ask)

    def statements(
        self,
        *,
        document: str | None = None,
        actor: str | None = None,
        kind: str | None = None,
        manner: str | None = None,
    ) -> Records[ShownStatement]:
        """Who said what, in text order."""
        asked = {"document": document, "actor": self._id(actor), "kind": kind, "manner": manner}
        show = partial(shown_statement, self._lookup)
        return Records("statements", self.store, lambda: map(show, self.store.statements(**asked)))

    def reports(
        self,
        *,
        document: str | None = None,
        type: str | None = None,
        status: str | None = None,
        event: str | None = None,
    ) -> Records[Report]:
        """Tellings of happenings, in text order."""
        ask = partial(self.store.reports, document=document, type=type, status=status, event=event)
        return Records("reports", self.store, ask)

    def events(self, *, type: str | None = None) -> Records[Event]:
        """Happenings, dated ones first by date."""
        return Records("events", self.store, partial(self.store.events, type=type))

    def figures(self, *, document: str | None = None, quantity: str | None = None) -> Records[Figure]:
        """Numbers, in text order."""
        return Records("figures", self.store, partial(self.store.figures, document=document, quantity=quantity))

    def quantities(self, *, verdict: str | None = None) -> Records[Quantity]:
        """What the figures count, by id."""
        return Records("quantities", self.store, partial(self.store.quantities, verdict=verdict))

    def ties(self, *, document: str | None = None, type: str | None = None) -> Records[Tie]:
        """Stated relations, in text order."""
        return Records("ties", self.store, partial(self.store.ties, document=document, type=type))

    def labels(self, *, document: str | None = None, referent: str | None = None) -> Records[Label]:
        """What voices call shared things, in text order."""
        return Records("labels", self.store, partial(self.store.labels, document=document, referent=referent))

    def causes(self, *, document: str | None = None, family: str | None = None) -> Records[Cause]:
        """Why things happened, as voices say, in text order."""
        return Records("causes", self.store, partial(self.store.causes, document=document, family=family))

    def assessments(self, *, document: str | None = None, target: str | None = None) -> Records[Assessment]:
        """Who gains and who loses, as voices say, in text order."""
        ask = partial(self.store.assessments, document=document, target=self._id(target))
        return Records("assessments", self.store, ask)

    def tones(self, *, document: str | None = None, target: str | None = None) -> Records[Tone]:
        """Words of praise and blame, in text order."""
        return Records("tones", self.store, partial(self.store.tones, document=document, target=self._id(target)))

    def reuses(self, *, document: str | None = None) -> Records[Reuse]:
        """Text that accounts take over from others."""
        return Records("reuses", self.store, partial(self.store.reuses, document=document))

    def disputes(self, *, kind: str | None = None) -> Records[ShownDispute]:
        """Where accounts differ, by rank."""
        show = partial(shown_dispute, self._lookup)
        return Records("disputes", self.store, lambda: map(show, self.store.disputes(kind=kind)))

    def decisions(self, *, by: str | None = None) -> Records[Decision]:
        """Who was held to be who, and why."""
        return Records("decisions", self.store, partial(self.store.decisions, by=by))

    def problems(self) -> Records[Problem]:
        """Troubles met in reading."""
        return Records("problems", self.store, self.store.problems)

    def actor(self, asked: str) -> Actor:
        """The one actor of this id, name or alias. Raises UnknownActor, which lists the choices."""
        return self.store.actor(asked) or find_actor(Namer(self.store), asked)

    def record(self, id: str) -> Any:
        """The record of this id, whatever its kind; None when the case holds none."""
        found = self.store.record(id)
        match found:
            case Statement():
                return shown_statement(self._lookup, found)
            case Dispute():
                return shown_dispute(self._lookup, found)
            case _:
                return found

    def words(self, source: Source) -> str:
        """The words of a source as they stand, white space folded."""
        return self._lookup.words(source)

    def sentence(self, source: Source) -> str:
        """The sentence or sentences that a source stands in."""
        return self._lookup.sentence(source)

    def search(self, words: str, *, limit: int = 50) -> list[Source]:
        """The sentences that hold all `words`, best first."""
        return self.store.search(words, limit=limit)

    def export(self, to: str, path: str | Path) -> list[Path]:
        """Writes the case as the format `to`; the files written. Raises UnknownFormat, which lists the formats."""
        return export(self.store, to, Path(path))

    def _id(self, actor: str | None) -> str | None:
        return self.actor(actor).id if actor else None

    def _repr_html_(self) -> str:
        return case_html(self.store)
