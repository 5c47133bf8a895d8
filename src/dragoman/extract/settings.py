"""When and where a happening took place, by the date and the place that its own clause names."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from spacy.tokens import Token

from dragoman import dates
from dragoman.extract.arguments import governor
from dragoman.extract.clauses import VERBAL, objects_of, prepositions
from dragoman.extract.namings import Namings
from dragoman.extract.parse import Parse
from dragoman.records import Date, Mention, Source

LOCATIVE = {
    "in",
    "at",
    "across",
    "near",
    "outside",
    "throughout",
    "inside",
    "within",
    "over",
    "around",
    "off",
    "along",
    "on",
}
GOALS = {"to", "into", "across", "toward", "towards"}
PLACES = {"place", "state"}


class Settings:
    """The dates of one document, resolved. Lives as long as one document is read."""

    def __init__(self, parse: Parse, namings: Namings) -> None:
        self._parse, self._namings = parse, namings
        self._spans = dates.find(parse.document.text)
        self._starts = [span.start for span in self._spans]
        self._day_first = dates.habit(parse.document.text) if self._spans else None

    def date(self, trigger: Token, *, planned: bool) -> tuple[Date | None, Source | None]:
        """The date that the trigger's clause names, and its words; None where it names none."""
        if not self._spans:
            return None, None
        sentence = trigger.sent
        clause = _clause(trigger)
        for at in range(bisect_left(self._starts, sentence.start_char), len(self._spans)):
            span = self._spans[at]
            if span.start >= sentence.end_char:
                break
            if not _belongs(self._parse.span(span.start, span.end).root, trigger, clause):
                continue
            told = dates.resolve(
                span.text, published=self._parse.document.published, day_first=self._day_first, future=planned or None
            )
            if told is not None:
                return told, self._parse.source(span.start, span.end)
        return None, None

    def place(self, trigger: Token, *, moving: bool) -> Mention | None:
        """The place that the trigger's clause names; `moving`: where it leads to counts as well."""
        wanted = LOCATIVE | GOALS if moving else LOCATIVE
        for word in _hooks(trigger):
            for prep in prepositions(word):
                if prep.lower_ not in wanted:
                    continue
                for head in objects_of(prep):
                    mention = self._namings.covering(head)
                    if mention is not None and mention.form in ("name", "metonym") and mention.kind in PLACES:
                        return mention
        return None


def _clause(trigger: Token) -> Token:
    """The verb that says that the happening takes place: the trigger itself or the verb a noun hangs on."""
    if trigger.pos_ in VERBAL:
        return trigger
    verb = governor(trigger)
    if verb is not None:
        return verb
    if trigger.dep_ in ("nsubj", "nsubjpass") and trigger.head.pos_ in VERBAL:
        return trigger.head
    return trigger


def _hooks(trigger: Token) -> Iterator[Token]:
    yield trigger
    for child in trigger.children:
        if child.dep_ in ("dobj", "nsubjpass", "prt", "acomp"):
            yield child
    clause = _clause(trigger)
    if clause != trigger:
        yield clause


def _belongs(root: Token, trigger: Token, clause: Token) -> bool:
    """Whether the date hangs on the trigger or its clause, with no other verb between."""
    above = root
    while above.head != above:
        if above == trigger:
            return True
        if above.pos_ in VERBAL:
            break
        above = above.head
    if above in (trigger, clause):
        return True
    return above.pos_ in VERBAL and any(verb == above for verb in _shared(clause))


def _shared(clause: Token) -> Iterator[Token]:
    """Verbs whose time a verb without a subject of its own shares: those it is coordinated with, or goes along with."""
    if (
        clause.dep_ == "advcl"
        and clause.tag_ == "VBG"
        and not any(child.dep_ in ("mark", "prep") for child in clause.children)
    ):
        yield clause.head
    while (
        clause.dep_ == "conj"
        and clause.head.pos_ in VERBAL
        and not any(child.dep_ in ("nsubj", "nsubjpass") for child in clause.children)
    ):
        clause = clause.head
        yield clause
