"""How what is compared is put in words: happenings, tellings, names, scores, shares; and where in a page they lead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import cache

from dragoman.accounts.coverage import Telling, Told, later, told
from dragoman.accounts.shelf import Shelf
from dragoman.case.store import Case
from dragoman.records import Date, Event, Report, Source
from dragoman.view.dates import spoken_date
from dragoman.view.reader import Account, clip, type_words, words_anchor

EXCERPT = 220
"""Characters of a sentence shown after its trigger, half as many before it."""

NAMED = 3
"""Parties of a happening that are named."""

TELLS = {"happened": "told", "planned": "planned", "hypothetical": "supposed", "denied": "denied"}
"""How an account tells a happening, in a word."""

CLAIMS = TELLS | {"happened": "claimed", "planned": "said to be planned"}
"""How a voice does."""


@dataclass(frozen=True, slots=True)
class Linked:
    """Text and the address of its words in the page; '' when they do not stand in this page."""

    text: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """Words within their sentence, cut where it is long, and their address."""

    before: str
    words: str
    after: str
    anchor: str

    @property
    def sentence(self) -> str:
        """All in one piece, white space folded."""
        return " ".join(f"{self.before}{self.words}{self.after}".split())


@dataclass(frozen=True, slots=True)
class Cell:
    """How an account tells a happening: a word or two, a class for its colour, the whole in words, the address."""

    account: Account
    word: str
    kind: str
    about: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Happening:
    """A happening as a reader meets it; `told` is the sentence around its trigger, `cells` who tells it and how."""

    date: str
    parties: str
    types: str
    told: Context
    cells: tuple[Cell, ...]


class Wording:
    """Words for the records of one case, in a page where the addresses `anchors` stand."""

    def __init__(self, case: Case, shelf: Shelf, anchors: Collection[str] = ()) -> None:
        self.shelf = shelf
        self.accounts = {d.id: Account(d, number, ()) for number, d in enumerate(shelf.documents)}
        self.first_told = cache(self._first_told)
        self._case = case
        self._anchors = anchors

    def link(self, text: str, anchor: str) -> Linked:
        """`text`, leading to `anchor` where the page has it."""
        return Linked(text, anchor if anchor in self._anchors else "")

    def quote(self, source: Source) -> Linked:
        """The words of `source`, leading to their place."""
        return self.link(self.shelf.words(source), words_anchor(source))

    def context(self, source: Source, anchor: str | None = None, *, most: int = EXCERPT) -> Context:
        """The words of `source` within their sentence, leading to `anchor` or to their own place."""
        text, whole = self.shelf.document(source.document).text, self._whole(source)
        return Context(
            clip(text[whole.start : source.start], most // 2, end=True),
            text[source.start : source.end],
            clip(text[source.end : whole.end], most),
            self.link("", anchor or words_anchor(source)).anchor,
        )

    def happening(self, row: Told, account: str | None = None) -> Happening:
        """The happening in the words of `account`, or in the plainest words of any."""
        telling = (row.by(account) if account else None) or row.plainest
        report = self.shelf.report[telling.report]
        return Happening(
            when(row.event),
            self.parties(self.shelf.report[id] for each in row.tellings for id in each.reports),
            type_words(report),
            self.context(report.trigger, telling.report),
            tuple(self.cell(each) for each in row.tellings),
        )

    def _first_told(self, event: str) -> Happening:
        """The happening of this id in the plainest words of any account."""
        return self.happening(told(self.shelf, self.shelf.events[event]))

    def by_sentence(self, many: Iterable[Told], account: str) -> list[Happening]:
        """Happenings in the words of `account`, those of one sentence and date in one, by date, undated last."""
        found: dict[tuple[Source, str], Happening] = {}
        ordered = sorted(many, key=lambda t: (t.event.low or t.event.high or "9999", self._trigger(t, account)))
        for row in ordered:
            trigger = self._trigger(row, account)
            key, made = (self._whole(trigger), when(row.event)), self.happening(row, account)
            known = found.get(key)
            found[key] = replace(known, types=_joined(known.types, made.types)) if known else made
        return list(found.values())

    def event(self, id: str) -> str:
        """An event in a few words: to whom, or by whom, and when; its type when neither is known."""
        event = self.shelf.events[id]
        reports = [self.shelf.report[report] for report in event.reports]
        to, by = self._named(a for r in reports for a in r.targets), self._named(a for r in reports for a in r.sources)
        return ", ".join(part for part in (to or by, when(event)) if part) or event.type

    def missing(self, event: Event, account: str) -> Cell:
        """That an account does not tell an event."""
        cell = Cell(self.accounts[account], "–", "none", "left out", "")
        if later(event, self.shelf.document(account)):
            return replace(cell, word="·", about="later than this account")
        return cell

    def thing(self, field: str, referent: str | None) -> str:
        """What is named: a field of words, and whom or what they stand for where that is known."""
        if referent in self.shelf.events:
            return f"{field}: {self.event(referent or '')}"
        return f"{field}: {name}" if (name := self.shelf.name(referent)) else field

    def parties(self, reports: Iterable[Report]) -> str:
        """'Russia, CSTO → Kazakhstan'; '' when nobody is known."""
        known = list(reports)
        by, to = self._named(a for r in known for a in r.sources), self._named(a for r in known for a in r.targets)
        return f"{by or '?'} → {to}" if to else by

    def cell(self, telling: Telling) -> Cell:
        """How an account tells a happening."""
        word = TELLS[telling.status]
        if telling.own:
            about = "told as its own" if word == "told" else f"told as {word}"
        else:
            who = self.shelf.speaker(telling.claimed_by) or "nobody named"
            word = "claim" if word == "told" else word
            about = f"{CLAIMS[telling.status]} by {who}"
        if telling.mixed:
            about += "; told otherwise too"
        kind = telling.status if telling.own else f"{telling.status} claim"
        return Cell(self.accounts[telling.account], word, kind, about, self.link("", telling.report).anchor)

    def _named(self, actors: Iterable[str]) -> str:
        """Names by commas, those named most often first, the rest counted."""
        counted = Counter(name for actor in actors if (name := self.shelf.name(actor)))
        names = [name for name, _ in counted.most_common(NAMED)]
        return ", ".join(names) + (f" and {len(counted) - NAMED} more" if len(counted) > NAMED else "")

    def _trigger(self, row: Told, account: str) -> Source:
        telling = row.by(account) or row.plainest
        return self.shelf.report[telling.report].trigger

    def _whole(self, source: Source) -> Source:
        touched = self._case.sentence(source)
        return Source(source.document, touched[0].start, touched[-1].end) if touched else source


def anchors_of(accounts: Iterable[Account]) -> frozenset[str]:
    """The addresses that stand in the texts of a page."""
    return frozenset(a for account in accounts for paragraph in account.paragraphs for p in paragraph for a in p.starts)


def when(event: Event) -> str:
    """An event's date in words; '' when it has none."""
    return spoken_date(Date("", event.low, event.high)) if event.low or event.high else ""


def _joined(one: str, other: str) -> str:
    return one if other in one.split(", ") else f"{one}, {other}"
