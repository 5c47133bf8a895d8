"""The brief: one self-contained page, every line of it a click from its words.

No request goes anywhere: style and script stand in the page, and the content security policy allows these two alone, by
their hashes. All text from accounts is escaped by the template, its control characters made visible.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from dragoman.case.store import Case
from dragoman.records import Actor, Document, Figure, Mention, Report, Source, Statement, Tie
from dragoman.view.dates import spoken, spoken_date
from dragoman.view.highlight import Highlight, Piece, highlight, visible

KINDS = {
    "person": "People",
    "state": "States",
    "government": "Governments and their organs",
    "organisation": "Organisations",
    "group": "Groups",
    "outlet": "Press",
    "place": "Places",
}
STATUS = {"happened": "", "planned": "planned", "hypothetical": "not a fact: hypothetical", "denied": "denied"}
EXCERPT = 320
"""Characters of a sentence shown in the timeline; a longer one is cut around its trigger."""


@dataclass(frozen=True, slots=True)
class Account:
    """One account as the page shows it. `number` picks its colour and its letter."""

    document: Document
    number: int
    label: str
    paragraphs: tuple[tuple[Piece, ...], ...]

    @property
    def letter(self) -> str:
        """A, B, … Z, AA, AB, …"""
        number, letters = self.number + 1, ""
        while number:
            number, rest = divmod(number - 1, 26)
            letters = chr(65 + rest) + letters
        return letters

    @property
    def about(self) -> str:
        """Outlet, author and date, as far as known."""
        published = spoken(self.document.published) if self.document.published else "date not known"
        return " · ".join(filter(None, (self.document.outlet, self.document.author, published)))


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the timeline: a sentence that tells happenings of one date."""

    date: str
    order: str
    account: Account
    anchor: str
    before: str
    words: str
    after: str
    types: tuple[str, ...]
    notes: tuple[str, ...]
    told_by: tuple[Account, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """One statement as the page shows it."""

    anchor: str
    account: Account
    words: tuple[str, ...]
    kind: str
    manner: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """All that one actor says, with the share of attributed words each account gives it."""

    name: str
    about: str
    statements: tuple[Said, ...]
    words: int
    shares: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Who:
    """One actor as the page shows it. `counts`: mentions in each account, with the anchor of the first."""

    actor: Actor
    about: str
    aliases: str
    mentions: int
    counts: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Number:
    """One figure as the page shows it."""

    anchor: str
    account: Account
    figure: Figure
    before: str
    after: str


def brief(case: Case) -> str:
    """The page, as HTML."""
    maker = _Maker(case)
    style = _asset("brief.css")
    script = _asset("brief.js")
    environment = Environment(
        loader=PackageLoader("dragoman.view"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["visible"] = visible
    return environment.get_template("brief.html").render(
        style=Markup(style),
        script=Markup(script),
        style_hash=_hash(style),
        script_hash=_hash(script),
        accounts=maker.accounts,
        timeline=maker.timeline(),
        undated=maker.undated(),
        voices=maker.voices(),
        unnamed=maker.unnamed(),
        who=maker.who(),
        numbers=maker.numbers(),
        notes=maker.notes(),
        problems=maker.problems(),
    )


class _Maker:
    """Reads the case once and makes the parts of the page from it."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.actors = {actor.id: actor for actor in case.actors()}
        documents = sorted(case.documents(), key=lambda d: (d.published or "9999", d.name, d.id))
        self.documents = {document.id: document for document in documents}
        self.statements = list(case.statements())
        self.reports = list(case.reports())
        self.mentions = list(case.mentions())
        self.figures = list(case.figures())
        self.ties = list(case.ties())
        self._voice_of = {statement.id: statement for statement in self.statements}
        marks = self._highlights()
        self.accounts = [
            Account(document, number, _label(document), highlight(document, marks[document.id]))
            for number, document in enumerate(documents)
        ]
        self.account_of = {account.document.id: account for account in self.accounts}
        self._sentences: dict[Source, Source] = {}
        self._telling: dict[str | None, set[str]] = defaultdict(set)
        for report in self.reports:
            self._telling[report.event].add(report.trigger.document)

    def timeline(self) -> list[Entry]:
        """Dated happenings, by date, then by account."""
        dated = [report for report in self.reports if report.date and (report.date.low or report.date.high)]
        return sorted(self._entries(dated), key=lambda e: (e.order, e.account.number, e.anchor))

    def undated(self) -> list[tuple[Account, list[Entry]]]:
        """Happenings without a date, account by account in text order."""
        rest = [report for report in self.reports if not (report.date and (report.date.low or report.date.high))]
        entries = self._entries(rest)
        grouped = [(account, [e for e in entries if e.account is account]) for account in self.accounts]
        return [(account, listed) for account, listed in grouped if listed]

    def voices(self) -> list[Voice]:
        """Who speaks, the one given most words first."""
        spoken_by: dict[str, list[Statement]] = defaultdict(list)
        for statement in self.statements:
            if statement.actor:
                spoken_by[statement.actor].append(statement)
        found = [self._voice(self.actors[id].name, _about(self.actors[id]), said) for id, said in spoken_by.items()]
        return sorted(found, key=lambda v: (-v.words, v.name))

    def unnamed(self) -> Voice | None:
        """Statements whose speaker the text does not name."""
        said = [statement for statement in self.statements if statement.actor is None]
        return (
            self._voice("No named voice", "the account names nobody, or nobody we could tell", said) if said else None
        )

    def who(self) -> list[tuple[str, list[Who]]]:
        """Actors by kind, most often named first."""
        named: dict[str, list[Mention]] = defaultdict(list)
        for mention in self.mentions:
            if mention.actor:
                named[mention.actor].append(mention)
        rows = [self._who(self.actors[id], mentions) for id, mentions in named.items()]
        rows.sort(key=lambda w: (-w.mentions, w.actor.name, w.actor.id))
        return [(title, group) for kind, title in KINDS.items() if (group := [w for w in rows if w.actor.kind == kind])]

    def numbers(self) -> list[Number]:
        """Figures in text order, with the words around them."""
        return [
            Number(
                figure.id,
                self.account_of[figure.source.document],
                figure,
                *self._around(figure.source),
            )
            for figure in self.figures
        ]

    def notes(self) -> dict[str, list[str]]:
        """For each record of the texts: its heading and lines, shown when its words are clicked."""
        made: dict[str, list[str]] = {}
        for statement in self.statements:
            said = self._said(statement)
            made[statement.id] = [f"Statement: {self._speaker(statement)}", *said.notes, statement.reason]
        for report in self.reports:
            made[report.id] = [f"Report: {_type(report)}", *self._report_notes(report), report.reason]
        for figure in self.figures:
            made[figure.id] = [f"Figure: {figure.text}", *_figure_notes(figure)]
        for tie in self.ties:
            made[_tie_anchor(tie)] = [f"Tie: {tie.type}", f"{self._name(tie.from_actor)} → {self._name(tie.to_actor)}"]
        return {anchor: [visible(line) for line in lines if line] for anchor, lines in made.items()}

    def problems(self) -> list[tuple[str, str]]:
        """Sources and messages of the troubles met."""
        return [
            (self.documents[p.document].name if p.document in self.documents else p.document or "", p.message)
            for p in self.case.problems()
        ]

    def _highlights(self) -> Mapping[str, list[Highlight]]:
        marks: dict[str, list[Highlight]] = defaultdict(list)
        for statement in self.statements:
            for part in statement.content:
                marks[part.document].append(Highlight(part.start, part.end, "statement", statement.id))
        for report in self.reports:
            trigger = report.trigger
            marks[trigger.document].append(Highlight(trigger.start, trigger.end, "report", report.id))
        for figure in self.figures:
            marks[figure.source.document].append(Highlight(figure.source.start, figure.source.end, "figure", figure.id))
        for tie in self.ties:
            marks[tie.source.document].append(Highlight(tie.source.start, tie.source.end, "tie", _tie_anchor(tie)))
        for mention in self.mentions:
            if mention.actor:
                place = mention.source
                marks[place.document].append(Highlight(place.start, place.end, "mention", _mention_anchor(place)))
        return marks

    def _entries(self, reports: Iterable[Report]) -> list[Entry]:
        """One entry for each sentence and date, in text order."""
        grouped: dict[tuple[Source, str, str], list[Report]] = defaultdict(list)
        for report in reports:
            when = spoken_date(report.date) if report.date else ""
            order = (report.date.low or report.date.high or "") if report.date else ""
            grouped[self._sentence(report.trigger), order, when].append(report)
        return [self._entry(sentence, order, when, told) for (sentence, order, when), told in grouped.items()]

    def _entry(self, sentence: Source, order: str, when: str, told: Sequence[Report]) -> Entry:
        first = min(told, key=lambda r: r.trigger)
        before, words, after = self._parts(sentence, first.trigger)
        telling = {document for report in told if report.event for document in self._telling[report.event]}
        return Entry(
            date=when,
            order=order,
            account=self.account_of[sentence.document],
            anchor=first.id,
            before=_clip(before, EXCERPT // 2, end=True),
            words=words,
            after=_clip(after, EXCERPT),
            types=tuple(dict.fromkeys(_type(r) for r in told)),
            notes=tuple(dict.fromkeys(note for r in told for note in self._report_notes(r))),
            told_by=tuple(a for a in self.accounts if a.document.id in telling or a.document.id == sentence.document),
        )

    def _report_notes(self, report: Report) -> list[str]:
        notes = [STATUS[report.status]]
        if report.claimed_by:
            statement = self._voice_of.get(report.claimed_by)
            notes.append(f"claimed by {self._speaker(statement) if statement else 'a voice'}")
        sides = [self._names(report.sources), self._names(report.targets)]
        if any(sides):
            notes.append(" → ".join(side or "?" for side in sides) if sides[1] else sides[0])
        return [note for note in notes if note]

    def _voice(self, name: str, about: str, statements: Sequence[Statement]) -> Voice:
        by_account = Counter[str]()
        for statement in statements:
            by_account[statement.content[0].document] += self._length(statement)
        whole = self._words_of_accounts()
        shares = tuple(
            by_account[a.document.id] / whole[a.document.id] if whole[a.document.id] else 0.0 for a in self.accounts
        )
        ordered = sorted(statements, key=lambda s: (self.account_of[s.content[0].document].number, s.content[0]))
        return Voice(name, about, tuple(self._said(s) for s in ordered), by_account.total(), shares)

    def _words_of_accounts(self) -> Counter[str]:
        whole = Counter[str]()
        for statement in self.statements:
            whole[statement.content[0].document] += self._length(statement)
        return whole

    def _length(self, statement: Statement) -> int:
        """Words of a statement."""
        return sum(len(self._text(part).split()) for part in statement.content)

    def _said(self, statement: Statement) -> Said:
        notes = [
            f"{self._text(statement.cue)}" if statement.cue else "no cue in the text",
            f"in the words “{self._text(statement.speaker)}”" if statement.speaker and not statement.actor else "",
            f"through {self._names(statement.via)}" if statement.via else "",
            f"to {self._name(statement.addressee)}" if statement.addressee else "",
            f"weakened by “{self._text(statement.hedge)}”" if statement.hedge else "",
            "denied or refused" if statement.negated else "",
        ]
        return Said(
            anchor=statement.id,
            account=self.account_of[statement.content[0].document],
            words=tuple(self._text(part) for part in statement.content),
            kind=statement.kind,
            manner=statement.manner,
            notes=tuple(note for note in notes if note),
        )

    def _who(self, actor: Actor, mentions: Sequence[Mention]) -> Who:
        counts = []
        for account in self.accounts:
            here = [m for m in mentions if m.source.document == account.document.id]
            counts.append((len(here), _mention_anchor(min(m.source for m in here)) if here else ""))
        others = [alias for alias in actor.aliases if alias != actor.name]
        return Who(actor, _about(actor), ", ".join(others), len(mentions), tuple(counts))

    def _speaker(self, statement: Statement) -> str:
        if statement.actor:
            return self.actors[statement.actor].name
        return f"“{self._text(statement.speaker)}”" if statement.speaker else "nobody named"

    def _name(self, actor: str | None) -> str:
        return self.actors[actor].name if actor else "?"

    def _names(self, actors: Iterable[str]) -> str:
        return ", ".join(self.actors[actor].name for actor in actors)

    def _text(self, source: Source) -> str:
        return " ".join(self.documents[source.document].text[source.start : source.end].split())

    def _sentence(self, source: Source) -> Source:
        if source not in self._sentences:
            touched = self.case.sentence(source)
            self._sentences[source] = Source(source.document, touched[0].start, touched[-1].end) if touched else source
        return self._sentences[source]

    def _parts(self, sentence: Source, inner: Source) -> tuple[str, str, str]:
        text = self.documents[sentence.document].text
        return text[sentence.start : inner.start], text[inner.start : inner.end], text[inner.end : sentence.end]

    def _around(self, source: Source) -> tuple[str, str]:
        before, _, after = self._parts(self._sentence(source), source)
        return _clip(before, 90, end=True), _clip(after, 90)


def _label(document: Document) -> str:
    return document.title or document.name


def _about(actor: Actor) -> str:
    return ", ".join(filter(None, (actor.country if actor.kind != "state" else None, actor.sector)))


def _type(report: Report) -> str:
    return f"{report.type} · {report.mode}" if report.mode else report.type


def _figure_notes(figure: Figure) -> list[str]:
    parts = (figure.measure, figure.subject, spoken(figure.as_of) if figure.as_of else None)
    return [", ".join(part for part in parts if part)]


def _tie_anchor(tie: Tie) -> str:
    return f"t-{tie.source.document}-{tie.source.start}-{tie.source.end}"


def _mention_anchor(source: Source) -> str:
    return f"m-{source.document}-{source.start}"


def _clip(text: str, most: int, *, end: bool = False) -> str:
    """`text` cut to about `most` characters at a space, its end kept when `end` says so."""
    if len(text) <= most:
        return text
    if end:
        return "… " + text[-most:].split(" ", 1)[-1]
    return text[:most].rsplit(" ", 1)[0] + " …"


def _asset(name: str) -> str:
    return resources.files("dragoman.view").joinpath("templates", name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
