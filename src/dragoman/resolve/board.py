"""What the search for disputes looks up: names, words, who speaks, where a thing happens, which accounts are copies."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.records import Actor, Document, Mention, Report, Resolution, Source, Statement
from dragoman.resolve.scenes import homes, stages
from dragoman.resolve.subjects import subjects, terms

REACHING = frozenset({"ASSAULT", "MOBILIZE", "AID"})
"""Types whose target is where they happen; that of a protest may be who is blamed for it."""
QUOTABLE = 160
"""Most characters of a clause that is shown whole."""

_BREAK = re.compile(
    r"(?:[,:](?!\d)|[;()\[\]–—“”\"])|\s-\s|\b(?:but|while|whereas|although|though|which|who|after|before|because)\b"
)
_EDGES = " \n\t\r,;:.–—-\"“”'‘’"


@dataclass(frozen=True, slots=True)
class Board:
    """Look-ups over one resolution; every answer is the same whatever the order of the documents."""

    found: Resolution
    documents: Mapping[str, Document]
    actors: Mapping[str, Actor]
    statements: Mapping[str, Statement]
    """In text order of their content."""
    reports: Mapping[str, Report]
    """In text order of their triggers."""
    _sentences: Mapping[str, tuple[Source, ...]]
    _starts: Mapping[str, tuple[int, ...]]
    _mentions: Mapping[str, tuple[Mention, ...]]
    _mention_starts: Mapping[str, tuple[int, ...]]
    _told: Mapping[str, tuple[tuple[Source, Statement], ...]]
    _namings: Mapping[str, tuple[Mention, ...]]
    _triggers: Mapping[str, tuple[tuple[Source, Report], ...]]
    _scenes: Mapping[str, str]
    _subjects: Mapping[str, str]
    _stages: Mapping[str, tuple[str, frozenset[str]]]
    _roots: Mapping[str, str]
    _clauses: dict[Source, Source] = field(default_factory=dict)
    """The clauses asked for so far: most finders ask for those of the same triggers."""

    def words(self, source: Source) -> str:
        """The words of a span, on one line."""
        return " ".join(self.documents[source.document].text[source.start : source.end].split())

    def name(self, holder: str) -> str:
        """What to call an actor, or an account that speaks for itself."""
        if holder in self.actors:
            return self.actors[holder].name
        document = self.documents.get(holder)
        return (document.outlet or document.author or document.name.rsplit(".", 1)[0]) if document else holder

    def is_named(self, holder: str) -> bool:
        """Whether an actor has a name of its own, or is a state or organ of one; 'residents' and 'a source' do not."""
        return holder in self.actors and any(m.form != "nominal" for m in self.called(holder) if m.form != "pronoun")

    def is_state(self, actor: str | None) -> bool:
        """Whether an actor is a state."""
        return actor in self.actors and self.actors[str(actor)].kind == "state"

    def root(self, document: str) -> str:
        """The account that a copy goes back to; the account itself when it stands alone."""
        return self._roots.get(document, document)

    def sentence(self, source: Source) -> Source:
        """The sentence in which a span begins; the span itself where none is known."""
        index = self._sentence_index(source)
        return self._sentences[source.document][index] if index is not None else source

    def before(self, source: Source) -> Source | None:
        """The sentence before the one in which a span begins."""
        index = self._sentence_index(source)
        return self._sentences[source.document][index - 1] if index else None

    def sentences(self, document: str) -> tuple[Source, ...]:
        """The sentences of a document in order."""
        return self._sentences.get(document, ())

    def sentences_with(self, pattern: re.Pattern[str]) -> Iterator[Source]:
        """The sentences, of all documents in order, in which a match begins; few are cut out to look for few words."""
        for id, document in sorted(self.documents.items()):
            found = (self.sentence(Source(id, *match.span())) for match in pattern.finditer(document.text))
            yield from dict.fromkeys(found)

    def mentions(self, source: Source) -> tuple[Mention, ...]:
        """The mentions that lie within a span, in order."""
        starts = self._mention_starts.get(source.document, ())
        here = self._mentions.get(source.document, ())
        found = []
        for index in range(bisect_right(starts, source.start - 1), len(starts)):
            if starts[index] >= source.end:
                break
            if here[index].source.end <= source.end:
                found.append(here[index])
        return tuple(found)

    def sentences_of(self, source: Source) -> tuple[Source, ...]:
        """The sentences of a span, cut to it."""
        first = self._sentence_index(source)
        found = []
        for sentence in self.sentences(source.document)[first or 0 :]:
            if sentence.start >= source.end:
                break
            found.append(Source(source.document, max(sentence.start, source.start), min(sentence.end, source.end)))
        return tuple(s for s in found if s.start < s.end)

    def called(self, actor: str) -> tuple[Mention, ...]:
        """The mentions of an actor."""
        return self._namings.get(actor, ())

    def named_in(self, document: str) -> frozenset[str]:
        """The actors, and the states they belong to, that an account names."""
        named = {m.actor for m in self._mentions.get(document, ()) if m.actor}
        return frozenset(named | {state for actor in named if (state := self.country(actor))})

    def saying(self, source: Source) -> Statement | None:
        """The narrowest statement whose content holds a span; None: the account speaks."""
        best: tuple[int, str, Statement] | None = None
        for content, statement in self._told.get(source.document, ()):
            if content.start > source.start:
                break
            if content.end >= source.end:
                size = (content.end - content.start, statement.id, statement)
                best = min(best, size, key=lambda x: x[:2]) if best else size
        return best[2] if best else None

    def holder(self, source: Source) -> str:
        """Who stands behind the words of a span: an actor's id, or the id of the document that speaks for itself.

        Words of a speaker whom the account does not name are that account's.
        """
        statement = self.saying(source)
        return statement.actor if statement and statement.actor else source.document

    def claimant(self, source: Source, claimed_by: str | None) -> str:
        """As `holder`, of a record that knows whose claim it is."""
        statement = self.statements.get(claimed_by or "")
        return statement.actor if statement and statement.actor else source.document

    def country(self, actor: str | None) -> str | None:
        """The state that an actor is or belongs to, as an ISO code."""
        return country_of(self.actors.get(actor or ""))

    def home(self, document: str) -> str | None:
        """The country that an account tells of most."""
        return self._scenes.get(document)

    def subject(self, source: Source) -> str:
        """The smallest id among the accounts of the subject of which a span tells: accounts of two crises in one
        country have two."""
        return self._subjects.get(source.document, source.document)

    def theatre(self, source: Source, report: Report | None = None) -> str | None:
        """As `scene`, but one country for all in which the accounts of a subject have it happen: that of most."""
        scene = self.scene(source, report)
        main, all_of_it = self._stages.get(self.subject(source), ("", frozenset()))
        return main if scene in all_of_it else scene

    def scene(self, source: Source, report: Report | None = None) -> str | None:
        """The country in which the thing told by a span happens; None: not sure."""
        if report and report.country:
            return report.country
        if report and (report.type in REACHING or report.mode == "seize"):
            reached = {self.country(a) for a in report.targets} - {None}
            if len(reached) == 1:
                return reached.pop()
        home = self.home(source.document)
        placed = self.places(self.sentence(source))
        if not placed or home in placed:
            return home
        return next(iter(placed)) if len(placed) == 1 else None

    def clause(self, source: Source) -> Source:
        """The stretch of the sentence, and of the statement that holds it, around a span, between commas and so on."""
        known = self._clauses.get(source)
        if known is None:
            known = self._clauses[source] = self._clause(source)
        return known

    def _clause(self, source: Source) -> Source:
        outer = self.sentence(source)
        statement = self.saying(source)
        if statement:
            for content in statement.content:
                if content.start <= source.start and source.end <= content.end:
                    outer = Source(source.document, max(content.start, outer.start), min(content.end, outer.end))
                    break
        text = self.documents[source.document].text
        start, end = outer.start, max(outer.end, source.end)
        for match in _BREAK.finditer(text, outer.start, end):
            if match.end() <= source.start:
                start = match.end()
            elif match.start() >= source.end:
                end = match.start()
                break
        return self.trimmed(Source(source.document, start, end))

    def clauses(self, sentence: Source) -> tuple[Source, ...]:
        """The stretches of a sentence between commas and the like; each is its own clause."""
        text = self.documents[sentence.document].text
        found, start = [], sentence.start
        breaks = [match.span() for match in _BREAK.finditer(text, sentence.start, sentence.end)]
        for stop, after in (*breaks, (sentence.end, sentence.end)):
            if text[start:stop].strip(_EDGES):
                found.append(self.trimmed(Source(sentence.document, start, stop)))
            start = after
        return tuple(found)

    def phrase(self, source: Source) -> Source:
        """The clause around a span where it is short enough to quote, else the span itself."""
        clause = self.clause(source)
        return clause if clause.end - clause.start <= QUOTABLE else source

    def report_at(self, source: Source) -> Report | None:
        """The report whose trigger meets a span."""
        for trigger, report in self._triggers.get(source.document, ()):
            if trigger.start < source.end and source.start < trigger.end:
                return report
        return None

    def trimmed(self, source: Source) -> Source:
        """The span without the blanks and marks at its edges."""
        text = self.documents[source.document].text
        start, end = source.start, source.end
        while start < end and text[start] in _EDGES:
            start += 1
        while end > start and text[end - 1] in _EDGES:
            end -= 1
        return Source(source.document, start, end) if start < end else source

    def _sentence_index(self, source: Source) -> int | None:
        index = bisect_right(self._starts.get(source.document, ()), source.start) - 1
        return index if index >= 0 else None

    def places(self, source: Source) -> set[str]:
        """The states named in a span after 'in', 'across' and the like, or in front of a noun ('Kazakh protesters')."""
        text = self.documents[source.document].text
        placed = set()
        for mention in self.mentions(source):
            state = self.country(mention.actor)
            lead = text[max(source.start, mention.source.start - 30) : mention.source.start]
            tail = text[mention.source.end : mention.source.end + 16]
            if state and (
                (_AT.search(lead) and not _SEATED.search(lead)) or (mention.form == "demonym" and not _SENT.match(tail))
            ):
                placed.add(state)
        return placed


_SENT = re.compile(
    r"\s+(?:troops|soldiers?|forces|army|military|officials?|diplomats?|ambassador|foreign|president|prime|government|minist\w+)\b",
    re.IGNORECASE,
)
"""What may be anywhere, whosever it is."""
_SEATED = re.compile(
    r"\b(?:analysts?|observers?|diplomats?|officials?|experts?|agents?|correspondents?|historians?|sources?|scholars?|"
    r"commentators?|lawyers?|economists?|reporters?|embassy|institute|offices?)\s+in\s+(?:the\s+)?$",
    re.IGNORECASE,
)
"""Who speaks from a place tells of another."""
_AT = re.compile(r"\b(?:in|across|within|throughout|inside|near|into|at)\s+(?:the\s+)?$", re.IGNORECASE)


def country_of(actor: Actor | None) -> str | None:
    """The state that an actor is or belongs to, as an ISO code."""
    if actor is None:
        return None
    return actor.id if actor.kind == "state" else actor.country


def board(
    found: Resolution,
    accounts: Sequence[Document],
    sentences: Mapping[str, Sequence[Source]],
    themes: Mapping[str, str] | None = None,
) -> Board:
    """The look-ups over one resolution. `themes`: what `subjects` says of the accounts, where that is known already."""
    mentions: dict[str, list[Mention]] = defaultdict(list)
    namings: dict[str, list[Mention]] = defaultdict(list)
    for mention in sorted(found.mentions, key=lambda m: place(m.source)):
        mentions[mention.source.document].append(mention)
        if mention.actor:
            namings[mention.actor].append(mention)
    told: dict[str, list[tuple[Source, Statement]]] = defaultdict(list)
    for statement in found.statements:
        for content in statement.content:
            told[content.document].append((content, statement))
    reports = sorted(found.reports, key=lambda r: (place(r.trigger), r.id))
    triggers: dict[str, list[tuple[Source, Report]]] = defaultdict(list)
    for report in reports:
        triggers[report.trigger.document].append((report.trigger, report))
    ordered = {id: tuple(sorted(spans, key=place)) for id, spans in sentences.items()}
    actors = {actor.id: actor for actor in found.actors}
    scenes = homes(found.reports, found.mentions, lambda actor: country_of(actors.get(actor or "")))
    if themes is None:
        themes = subjects({document.id: terms(document.text) for document in accounts})
    said = sorted(found.statements, key=lambda s: ([place(span) for span in s.content], s.id))
    return Board(
        found=found,
        documents={document.id: document for document in accounts},
        actors=actors,
        statements={statement.id: statement for statement in said},
        reports={report.id: report for report in reports},
        _sentences=ordered,
        _starts={id: tuple(s.start for s in spans) for id, spans in ordered.items()},
        _mentions={id: tuple(here) for id, here in mentions.items()},
        _mention_starts={id: tuple(m.source.start for m in here) for id, here in mentions.items()},
        _told={id: tuple(sorted(here, key=lambda pair: (place(pair[0]), pair[1].id))) for id, here in told.items()},
        _namings={actor: tuple(here) for actor, here in namings.items()},
        _triggers={id: tuple(here) for id, here in triggers.items()},
        _scenes=scenes,
        _subjects=themes,
        _stages=stages(scenes, themes, {id: _states(here, actors) for id, here in mentions.items()}),
        _roots=_roots(found, accounts),
    )


def place(source: Source) -> tuple[str, int, int]:
    """What puts spans in text order, as they themselves are compared, and sooner."""
    return source.document, source.start, source.end


def _states(mentions: Iterable[Mention], actors: Mapping[str, Actor]) -> frozenset[str]:
    """The states that some mentions name, or belong to."""
    return frozenset(state for m in mentions if (state := country_of(actors.get(m.actor or ""))))


def _roots(found: Resolution, accounts: Iterable[Document]) -> dict[str, str]:
    """For each copy the account at the head of its chain of copies."""
    of = {document.id: document.reuse_of for document in accounts if document.reuse_of}
    of.update((reuse.document, of.get(reuse.document, reuse.of)) for reuse in found.reuses if reuse.document not in of)
    roots = {}
    for id in of:
        seen, head = {id}, id
        while (up := of.get(head)) and up not in seen:
            seen.add(up)
            head = up
        roots[id] = head
    return roots
