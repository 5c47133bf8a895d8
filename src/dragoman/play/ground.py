"""The case as one issue sees it: who speaks for whom, who takes part, and which words are about the issue at all."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from dragoman.case.store import Case
from dragoman.play.balance import OFFICIAL
from dragoman.play.issues import key_of
from dragoman.play.scenario import Pole
from dragoman.records import Actor, Report, Source

POLITICAL = frozenset({"PTY", "OPP", "REB", "UAF", "SEP", "LAB", "REL", "IGO"})
"""PLOVER sectors of those who take part though they are no state. All others judge, report or stand by."""
CROWDS = frozenset({"OPP", "REB", "UAF", "SEP"})
"""Of these, sectors whose unnamed groups do too ('the protesters'); 'some politicians' do not."""

_SIDED = re.compile(r"\b(?:pro|anti)-|-(?:backed|led|allied|sponsored)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")


class Ground:
    """One case and one issue. A party is named by the code of a state, else by its name."""

    def __init__(self, case: Case, poles: tuple[Pole, Pole], about: Sequence[str]) -> None:
        self.case, self.poles, self.about = case, poles, frozenset(about)
        self.documents = {document.id: document for document in case.documents()}
        self.actors = {actor.id: actor for actor in case.actors()}
        self.speakers = {statement.id: statement.actor for statement in case.statements()}
        self.statements = tuple(case.statements())
        self.reports = tuple(case.reports())
        self._named = tuple(frozenset(pole.actors) for pole in poles)
        self._sentences = {id: case.sentence(Source(id, 0, len(d.text))) for id, d in self.documents.items()}
        self._mentions: dict[str, list[tuple[Source, str]]] = {id: [] for id in self.documents}
        for mention in case.mentions():
            if party := self.party(mention.actor):
                self._mentions[mention.source.document].append((mention.source, party))

    # Who is who

    def party(self, id: str | None) -> str | None:
        """Whom an actor is or speaks for: ministers, organs and troops for their state or organisation.

        None for places, press and forces named by their backers ('pro-Turkish fighters').
        """
        actor = self.actors.get(id or "")
        if actor is None or actor.kind in ("place", "outlet") or _SIDED.search(actor.name):
            return None
        above = self.actors.get(actor.part_of or "")
        if above is not None and above.kind == "organisation":
            return above.name
        if actor.kind != "organisation" and actor.sector in OFFICIAL and actor.country:
            return actor.country
        return key_of(actor)

    def takes_part(self, id: str | None) -> bool:
        """Whether an actor is a state, acts for one, is organised to political ends, or is named by a pole."""
        actor, party = self.actors.get(id or ""), self.party(id)
        if actor is None or party is None:
            return False
        if party in self._named[0] | self._named[1]:
            return True
        if actor.kind == "state" or (actor.sector in OFFICIAL and actor.country is not None):
            return True
        if actor.kind == "group":
            return actor.sector in CROWDS and actor.country is not None
        return actor.sector in POLITICAL and (actor.kind == "organisation" or actor.country is not None)

    def parties(self, ids: Iterable[str]) -> set[str]:
        """The parties of several actors."""
        return {party for id in ids if (party := self.party(id))}

    def heard_of(self) -> set[str]:
        """The parties that the accounts name at all."""
        return {party for mentions in self._mentions.values() for _, party in mentions}

    def actor(self, party: str) -> Actor | None:
        """The actor that goes by the key of a party."""
        return self.actors.get(party) or next((a for a in self.actors.values() if a.name == party), None)

    def pole_of(self, party: str | None) -> int | None:
        """The pole that names a party: 0 or 1; None for neither, or both."""
        named = [n for n in (0, 1) if party in self._named[n]]
        return named[0] if len(named) == 1 else None

    # What stands where

    def account(self, document: str) -> str:
        """Id of the account whose telling this is: of a copy, what it copies."""
        seen = {document}
        while (of := self.documents[document].reuse_of) and of in self.documents and of not in seen:
            seen.add(of)
            document = of
        return document

    def words(self, source: Source) -> str:
        """The words as they stand, white space folded."""
        return " ".join(self.documents[source.document].text[source.start : source.end].split())

    def sentence(self, source: Source) -> Source:
        """From the start of the first sentence that `source` touches to the end of the last."""
        sentences = self._sentences[source.document]
        touched = [s for s in sentences[self._first(sentences, source.start) :] if s.start < source.end]
        touched = [s for s in touched if s.end > source.start]
        return Source(source.document, touched[0].start, touched[-1].end) if touched else source

    def within(self, span: Source) -> list[tuple[Source, str]]:
        """Mentions inside `span`, each with its party."""
        mentions = self._mentions[span.document]
        start = bisect_left(mentions, span.start, key=lambda mention: mention[0].start)
        stop = bisect_left(mentions, span.end, key=lambda mention: mention[0].start)
        return [(source, party) for source, party in mentions[start:stop] if source.end <= span.end]

    def named(self, span: Source) -> set[str]:
        """The parties named inside `span`."""
        return {party for _, party in self.within(span)}

    def on_issue(self, source: Source) -> bool:
        """Whether the sentence around `source` is about the issue.

        It names the scene or an organisation of a pole; if the question names no scene, any actor or word of a pole.
        """
        sentence = self.sentence(source)
        named = self.named(sentence)
        marking = named & (self._named[0] | self._named[1])
        if self.about:
            return bool(named & self.about) or any(party not in self.actors for party in marking)
        if marking:
            return True
        said = {word.casefold() for word in _WORD.findall(self.words(sentence))}
        return any(word in said for pole in self.poles for word in pole.words)

    def tells_of_issue(self, report: Report) -> bool:
        """Whether a report is about the issue: by who takes part in it, or by its sentence."""
        return bool(self.parties((*report.sources, *report.targets)) & self.about) or self.on_issue(report.trigger)

    @staticmethod
    def _first(sentences: Sequence[Source], start: int) -> int:
        """The place of the last sentence that starts at or before `start`."""
        return max(0, bisect_left(sentences, start + 1, key=lambda sentence: sentence.start) - 1)
