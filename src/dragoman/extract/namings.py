"""Which mention a phrase names: the one that covers its head, or the actor named inside it.

"The office of the ruling party", "U.S. calls", "thousands of troops" name an actor though their heads do not.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from dragoman.extract.clauses import RELATIVE, complements, conjuncts, substance
from dragoman.extract.parse import Parse
from dragoman.extract.things import lemma, things
from dragoman.records import Mention, Source

RECKONING = frozenset({"count", "account", "reckoning", "estimate", "tally", "telling", "admission", "calculation"})
"""What a thing is told by, not done by: "by the minister's count"."""


class Namings:
    """The mentions of one document, found by the tokens they cover. Lives as long as one document is read."""

    def __init__(self, parse: Parse, mentions: Iterable[Mention]) -> None:
        self._at: dict[int, Mention] = {}
        self._by_source: dict[Source, Mention] = {}
        starts = {token.idx: token.i for token in parse.doc}
        for mention in sorted(mentions, key=lambda m: (m.source.end - m.source.start, m.source.start)):
            self._by_source[mention.source] = mention
            if _bracketed(parse, mention):
                continue
            first = starts.get(mention.source.start)
            if first is None:
                first = parse.span(mention.source.start, mention.source.end).start
            at = first
            while at < len(parse.doc) and parse.doc[at].idx < mention.source.end:
                self._at[at] = mention
                at += 1
        self._ordered = sorted(self._by_source)
        self._states: dict[str, list[Source]] = defaultdict(list)
        for source in self._ordered:
            mention = self._by_source[source]
            if mention.kind == "state" and mention.country and mention.form in ("name", "metonym"):
                self._states[mention.country].append(source)

    def covering(self, token: Token) -> Mention | None:
        """The longest mention that covers a token."""
        return self._at.get(token.i)

    def at(self, source: Source) -> Mention | None:
        """The mention that stands exactly at `source`."""
        return self._by_source.get(source)

    def owned(self, mention: Mention) -> bool:
        """Whether a mention tells whose it is: by a name, a state, or what it points back to."""
        if mention.form not in ("nominal", "title") or mention.country or mention.antecedent:
            return True
        return any(source != mention.source for source in self._inside(mention.source))

    def _inside(self, outer: Source) -> list[Source]:
        """Where mentions stand within other words, and on the same, in text order."""
        first, last = (bisect_left(self._ordered, place, key=_start) for place in (outer.start, outer.end))
        return [source for source in self._ordered[first:last] if source.end <= outer.end]

    def state_of(self, person: Mention) -> Mention | None:
        """The state that a person governs, as last named before: "the French minister"'s is France; None: none such."""
        meant = self._by_source.get(person.antecedent, person) if person.antecedent is not None else person
        if meant.country is None or not _governs(meant.office):
            return None
        named = self._states.get(meant.country, ())
        place = bisect_left(named, person.source)
        return self._by_source[named[max(place - 1, 0)]] if named else None

    def of(self, heads: Iterable[Token]) -> tuple[Mention, ...]:
        """Mentions that the phrases of these heads name, in text order, each once."""
        found = {mention.source: mention for head in heads for mention in self._named(head)}
        return tuple(found[source] for source in sorted(found))

    def directly(self, heads: Iterable[Token]) -> tuple[Mention, ...]:
        """Mentions that cover the heads themselves."""
        found = {mention.source: mention for head in heads if (mention := self.covering(substance(head))) is not None}
        return tuple(found[source] for source in sorted(found))

    def _named(self, head: Token) -> list[Mention]:
        """The mentions that one phrase names; a role before a name gives the person: "head of the service Jane Doe"."""
        if head.lower_ in RELATIVE and head.tag_ in ("WDT", "WP", "WP$"):
            return []
        if (mention := self.covering(head)) is not None:
            return self._spoken_for(head, mention) or [mention]
        inner = substance(head)
        if inner != head and (mention := self.covering(inner)) is not None:
            return [mention]
        return self._within(inner)

    def _spoken_for(self, head: Token, mention: Mention) -> list[Mention]:
        """Whom unnamed officials speak for, where they stand for nobody else: "the foreign ministers of the league"."""
        if mention.form != "nominal" or mention.kind != "group" or mention.country or mention.antecedent:
            return []
        if listed := self._listed(head):
            return listed
        if lemma(head) not in things()["official"]:
            return []
        within = [self._by_source[source] for source in self._inside(mention.source)]
        named = (each for each in within if each.form == "name" and each.kind == "organisation")
        return [each for each in named if each.source.start > mention.source.start]

    def _listed(self, head: Token) -> list[Mention]:
        """The names that a group is told by: "groups like Hamas", "parties such as Unity"."""
        named = (self.covering(token) for token in complements(head, ("like", "including", "as")))
        return [m for m in named if m is not None and m.form == "name" and m.kind in ("organisation", "group")]

    def _within(self, head: Token) -> list[Mention]:
        """The actor named inside a phrase whose head names none: its owner, maker, modifier or 'of'."""
        if lemma(head) in RECKONING:
            return []
        if lemma(head) in things()["holder"]:
            for token in head.subtree:
                mention = self.covering(token)
                if mention is not None and mention.kind == "person" and token.pos_ == "PROPN":
                    return [mention]
        people = lemma(head) in things()["person"]
        for group in _inner(head):
            named = [mention for token in group if (mention := self.covering(token)) is not None]
            named = [m for m in named if m.form != "pronoun" and not (people and m.kind == "person")]
            if named:
                return named
        return []


def _start(source: Source) -> int:
    return source.start


def _governs(office: str | None) -> bool:
    """Whether an office is one of government: the holder's 'we' is the state's."""
    words = set((office or "").lower().replace("-", " ").split())
    return bool(words & {"minister", "president", "premier", "chancellor", "king", "emir", "secretary"})


def _bracketed(parse: Parse, mention: Mention) -> bool:
    """Whether a naming stands alone in brackets, as who took a picture does; a short form of a name is no such."""
    start, end, text = mention.source.start, mention.source.end, parse.document.text
    return mention.antecedent is None and text[start - 1 : start] == "(" and text[end : end + 1] == ")"


def _inner(head: Token) -> Iterator[list[Token]]:
    yield [child for child in head.children if child.dep_ == "appos"]
    yield owners(head)
    yield complements(head, ("by",))
    yield [child for child in head.children if child.dep_ in ("compound", "nmod") and child.ent_type_]
    of = complements(head, ("of", "from"))
    yield of
    yield [child for child in head.children if child.dep_ == "amod" and child.ent_type_ in ("NORP", "GPE")]
    yield [inner for outer in of for inner in [*owners(outer), *complements(outer, ("of",))]]
    yield complements(head, ("like", "including", "as"))
    yield complements(head, ("against", "in", "on"))


def owners(noun: Token) -> list[Token]:
    """Heads of who owns what a noun names: "Turkey's", "its"."""
    return [head for child in noun.children if child.dep_ == "poss" for head in conjuncts(child)]
