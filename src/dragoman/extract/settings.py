"""When and where a happening took place, by the date and the place that its own clause names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Span, Token

from dragoman.extract.arguments import governor, light_verbs
from dragoman.extract.clauses import VERBAL, complements, objects_of, prepositions
from dragoman.extract.doubts import stretch
from dragoman.extract.namings import Namings
from dragoman.extract.narrative import Narrative
from dragoman.extract.parse import Parse
from dragoman.extract.things import lemma, things
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
OCCASIONS = {"event", "meeting", "summit", "conference", "talk", "session", "gathering", "consultation"}
"""What an account calls a meeting that it has told of."""


class Settings:
    """The dates of one document, resolved. Lives as long as one document is read."""

    def __init__(self, parse: Parse, namings: Namings) -> None:
        self._parse, self._namings = parse, namings
        self._narrative = Narrative(parse)

    def date(self, trigger: Token, *, planned: bool) -> tuple[Date | None, Source | None]:
        """The date that the trigger's clause or its paragraph names, and its words; None where neither does."""
        if not self._narrative.written:
            return None, None
        sentence, clause = trigger.sent, _clause(trigger)
        for one in self._narrative.within(sentence.start_char, sentence.end_char):
            span = one.span
            words = self._parse.span(span.start, span.end)
            told = None
            if _when(words, clause):
                told = _beginning(self._narrative.read(one))
            elif _belongs(words.root, trigger, clause) or _abuts(words, trigger):
                told = self._narrative.read(one, future=planned or None)
            if told is not None:
                return told, self._parse.source(span.start, span.end)
        return self._since(clause) or self._inherited(trigger, clause) or (None, None)

    def dated(self, trigger: Token) -> bool:
        """Whether a word is part of a date: March, the month."""
        if trigger.pos_ == "VERB":
            return False
        return any(one.span.start <= trigger.idx < one.span.end for one in self._narrative.around(trigger.idx))

    def stretches(self, triggers: Iterable[Token]) -> Iterator[Date]:
        """The stretches of days that the sentences of happenings name."""
        for sentence in dict.fromkeys(trigger.sent for trigger in triggers):
            for one in self._narrative.within(sentence.start_char, sentence.end_char):
                told = self._narrative.read(one)
                if told is not None and stretch(told):
                    yield told

    def occasions(self, sentence: Span) -> Iterator[tuple[Date, Source]]:
        """Meetings named before of which a sentence tells the date alone: "the event will take place on 3 May"."""
        for one in self._narrative.within(sentence.start_char, sentence.end_char):
            root = self._parse.span(one.span.start, one.span.end).root
            for token in sentence:
                if token.lemma_ in OCCASIONS and _known(token) and _belongs(root, token.head, token.head):
                    told = self._narrative.read(one, future=any(c.tag_ == "MD" for c in token.head.children) or None)
                    if told is not None:
                        yield told, self._parse.source(one.span.start, one.span.end)

    def _since(self, clause: Token) -> tuple[Date, Source] | None:
        """From the day the paragraph told last to publication: "has since been arrested"."""
        since = next((c for c in clause.children if c.lower_ == "since" and c.dep_ == "advmod"), None)
        if since is None or not any(c.lower_ in ("has", "have") and c.dep_ == "aux" for c in clause.children):
            return None
        before = self._narrative.before(since)
        told = self._narrative.read(before) if before is not None else None
        published = self._parse.document.published
        if told is None or told.high is None or published is None or len(published) != len(told.high):
            return None
        if told.high > published:
            return None
        return Date(since.text, told.high, published), self._parse.source(since.idx, since.idx + len(since))

    def _inherited(self, trigger: Token, clause: Token) -> tuple[Date, Source] | None:
        """The date that the paragraph opened with, for what its main clauses go on to tell."""
        root = clause
        while root.dep_ == "conj" and root.head.pos_ in VERBAL:
            root = root.head
        if root.dep_ != "ROOT" or clause.tag_ not in ("VBD", "VBN"):
            return None
        if trigger != clause and lemma(clause) not in things()["occurrence"] | light_verbs().keys():
            return None
        found = self._narrative.inherited(trigger, root)
        return (found[0], self._parse.source(found[1].start, found[1].end)) if found is not None else None

    def place(self, trigger: Token, *, moving: bool) -> Mention | None:
        """The place that the trigger's clause names; `moving`: where it leads to counts as well."""
        wanted = LOCATIVE | GOALS if moving else LOCATIVE
        for word in _hooks(trigger, moving):
            for prep in prepositions(word):
                if prep.lower_ not in wanted:
                    continue
                for head in objects_of(prep):
                    mention = self._namings.covering(head)
                    if mention is not None and mention.form in ("name", "metonym") and mention.kind in PLACES:
                        return mention
        return None

    def elsewhere(self, trigger: Token) -> bool:
        """Whether the trigger's clause names a place that is nobody's mention: "troops massed in Europe"."""
        return any(
            head.pos_ == "PROPN" and self._namings.covering(head) is None and head.ent_type_ not in ("DATE", "TIME")
            for word in (*_hooks(trigger, moving=True), *complements(trigger, ("of",)))
            for prep in prepositions(word)
            if prep.lower_ in LOCATIVE | GOALS
            for head in objects_of(prep)
        )


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


def _hooks(trigger: Token, moving: bool) -> Iterator[Token]:
    """Words whose prepositions say where; a verb that only tells what troops' coming did says not where they came."""
    yield trigger
    for child in trigger.children:
        if child.dep_ in ("dobj", "nsubjpass", "prt", "acomp"):
            yield child
    clause = _clause(trigger)
    takes_place = not moving or governor(trigger) is not None or lemma(clause) in things()["occurrence"]
    if clause != trigger and takes_place:
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


def _known(noun: Token) -> bool:
    """Whether a noun is the subject of what only says when it takes place, and something told before."""
    verb = noun.head
    if noun.dep_ not in ("nsubj", "nsubjpass") or not any(c.lower_ in ("the", "this") for c in noun.children):
        return False
    if verb.lemma_ == "take":
        return any(child.lemma_ == "place" for child in verb.children)
    return verb.lemma_ in ("hold", "schedule", "begin", "start", "open", "convene", "happen", "plan")


def _when(words: Span, clause: Token) -> bool:
    """Whether a clause says what the date was the time of: "10 January, when the violence peaked"."""
    return (
        clause.dep_ == "relcl"
        and words.start <= clause.head.i < words.end
        and any(child.lower_ == "when" for child in clause.children)
    )


def _beginning(told: Date | None) -> Date | None:
    """The day that a bound names: "since 10 January" the tenth itself."""
    if told is None:
        return None
    edge = told.low or told.high
    return Date(told.text, told.low or edge, told.high or edge)


def _abuts(words: Span, trigger: Token) -> bool:
    """Whether a date stands right behind a happening's own phrase, before the clause that the parser hung it on."""
    if trigger.pos_ not in ("NOUN", "PROPN") or words.root.head.i < words.end or words.end >= len(words.doc):
        return False
    return words.doc[words.end].text == "," and trigger.right_edge.i + 1 == words.start


def _shared(clause: Token) -> Iterator[Token]:
    """Verbs whose time a verb without a subject of its own shares: those it is coordinated with, or goes along with."""
    if (
        clause.dep_ == "advcl"
        and clause.tag_ == "VBG"
        and not any(child.dep_ in ("mark", "prep") and child.i < clause.i for child in clause.children)
    ):
        yield clause.head
    while (
        clause.dep_ == "conj"
        and clause.head.pos_ in VERBAL
        and not any(child.dep_ in ("nsubj", "nsubjpass") for child in clause.children)
    ):
        clause = clause.head
        yield clause
