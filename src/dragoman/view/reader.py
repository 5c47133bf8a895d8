"""A case as a page needs it: read once, with names for ids, words for sources, and accounts in order of publication."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dragoman.accounts.shelf import letter
from dragoman.case.store import Case
from dragoman.records import Document, Report, Source, Statement, Tie
from dragoman.view.dates import spoken
from dragoman.view.highlight import Highlight, Piece, highlight

STATUS = {"happened": "", "planned": "planned", "hypothetical": "not a fact: hypothetical", "denied": "denied"}


@dataclass(frozen=True, slots=True)
class Account:
    """One account as the page shows it. `number` picks its colour and its letter."""

    document: Document
    number: int
    paragraphs: tuple[tuple[Piece, ...], ...]

    @property
    def label(self) -> str:
        """Its title, or the name of its file."""
        return self.document.title or self.document.name

    @property
    def letter(self) -> str:
        """A, B, … Z, AA, AB, …"""
        return letter(self.number)

    @property
    def about(self) -> str:
        """Outlet, author and date, as far as known."""
        published = spoken(self.document.published) if self.document.published else "date not known"
        return " · ".join(filter(None, (self.document.outlet, self.document.author, published)))


class Reader:
    """All records of a case, and how to word them."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.actors = {actor.id: actor for actor in case.actors()}
        self.mentions = list(case.mentions())
        self.statements = list(case.statements())
        self.reports = list(case.reports())
        self.figures = list(case.figures())
        self.ties = list(case.ties())
        self.events = {event.id: event for event in case.events()}
        self.disputes = list(case.disputes())
        documents = sorted(case.documents(), key=lambda d: (d.published or "9999", d.name, d.id))
        self.documents = {document.id: document for document in documents}
        self._statement = {statement.id: statement for statement in self.statements}
        self._said: dict[str, list[Statement]] = defaultdict(list)
        for statement in self.statements:
            self._said[statement.content[0].document].append(statement)
        self._sentences: dict[Source, Source] = {}
        marks = self._marks()
        self.accounts = [
            Account(document, number, highlight(document, marks[document.id]))
            for number, document in enumerate(documents)
        ]
        self.account_of = {account.document.id: account for account in self.accounts}

    def name(self, actor: str | None) -> str:
        """The actor's name; '?' for none."""
        return self.actors[actor].name if actor else "?"

    def names(self, actors: Iterable[str]) -> str:
        """Names by commas."""
        return ", ".join(self.actors[actor].name for actor in actors)

    def text(self, source: Source) -> str:
        """The words of `source`, white space folded."""
        return " ".join(self.documents[source.document].text[source.start : source.end].split())

    def sentence(self, source: Source) -> Source:
        """The sentence (or sentences) that `source` stands in."""
        if source not in self._sentences:
            touched = self.case.sentence(source)
            around = Source(source.document, touched[0].start, touched[-1].end) if touched else source
            self._sentences[source] = around
        return self._sentences[source]

    def parts(self, source: Source) -> tuple[str, str, str]:
        """The sentence of `source` before it, its words, and the sentence after it."""
        text, whole = self.documents[source.document].text, self.sentence(source)
        return text[whole.start : source.start], text[source.start : source.end], text[source.end : whole.end]

    def said_in(self, document: str) -> list[Statement]:
        """The statements of one account, in text order."""
        return self._said[document]

    def speaker(self, statement: str | None) -> str:
        """Who makes a statement: a name, else the words that stand for one."""
        said = self._statement.get(statement or "")
        if said is None:
            return "a voice"
        if said.actor:
            return self.actors[said.actor].name
        return f"“{self.text(said.speaker)}”" if said.speaker else "nobody named"

    def report_notes(self, report: Report) -> list[str]:
        """What a reader must know of a report: its status, who claims it, who did it to whom."""
        notes = [STATUS[report.status]]
        if report.claimed_by:
            notes.append(f"claimed by {self.speaker(report.claimed_by)}")
        by, to = self.names(report.sources), self.names(report.targets)
        notes.append(f"{by or '?'} → {to}" if to else by)
        return [note for note in notes if note]

    def statement_notes(self, statement: Statement) -> list[str]:
        """The cue, the words that name the speaker, the chain, and what weakens the statement."""
        notes = [
            self.text(statement.cue) if statement.cue else "no cue in the text",
            f"in the words “{self.text(statement.speaker)}”" if statement.speaker and not statement.actor else "",
            f"through {self.names(statement.via)}" if statement.via else "",
            f"to {self.name(statement.addressee)}" if statement.addressee else "",
            f"weakened by “{self.text(statement.hedge)}”" if statement.hedge else "",
            "denied or refused" if statement.negated else "",
            self._first_told(statement),
        ]
        return [note for note in notes if note]

    def _first_told(self, statement: Statement) -> str:
        """Which other account told it first; nothing for a repeat within one account."""
        first = self._statement[statement.repeats].content[0].document if statement.repeats else None
        if first is None or first == statement.content[0].document:
            return ""
        return f"told first in {self.account_of[first].letter}"

    def _marks(self) -> Mapping[str, list[Highlight]]:
        marks: dict[str, list[Highlight]] = defaultdict(list)

        def mark(source: Source, kind: str, anchor: str) -> None:
            marks[source.document].append(Highlight(source.start, source.end, kind, anchor))

        for statement in self.statements:
            for part in statement.content:
                mark(part, "statement", statement.id)
        for report in self.reports:
            mark(report.trigger, "report", report.id)
        for figure in self.figures:
            mark(figure.source, "figure", figure.id)
        for tie in self.ties:
            mark(tie.source, "tie", tie_anchor(tie))
        for dispute in self.disputes:
            for source in (source for side in dispute.sides for source in side.evidence):
                mark(source, "dispute", evidence_anchor(source))
        for label in self.case.labels():
            mark(label.source, "label", words_anchor(label.source))
        for tone in self.case.tones():
            mark(tone.source, "label", words_anchor(tone.source))
        for hedge in (statement.hedge for statement in self.statements if statement.hedge):
            mark(hedge, "label", words_anchor(hedge))
        for mention in self.mentions:
            if mention.actor:
                mark(mention.source, "mention", mention_anchor(mention.source))
        return marks


def type_words(report: Report) -> str:
    """PLOVER type, and mode where there is one: 'MOBILIZE · troops'."""
    return f"{report.type} · {report.mode}" if report.mode else report.type


def tie_anchor(tie: Tie) -> str:
    """Address of a tie's words in the page."""
    return f"t-{tie.source.document}-{tie.source.start}-{tie.source.end}"


def evidence_anchor(source: Source) -> str:
    """Address in the page of words that hold a side of a dispute."""
    return f"p-{source.document}-{source.start}-{source.end}"


def words_anchor(source: Source) -> str:
    """Address of words that have no id of their own: a name's, a tone's, a hedge's."""
    return f"w-{source.document}-{source.start}-{source.end}"


def mention_anchor(source: Source) -> str:
    """Address of a naming in the page."""
    return f"m-{source.document}-{source.start}"


def clip(text: str, most: int, *, end: bool = False) -> str:
    """`text` cut to about `most` characters at a space; its end is kept when `end` says so."""
    if len(text) <= most:
        return text
    if end:
        return "… " + text[-most:].split(" ", 1)[-1]
    return text[:most].rsplit(" ", 1)[0] + " …"
