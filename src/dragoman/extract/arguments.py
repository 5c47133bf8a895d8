"""Who acts and who is acted on in a happening: heads of phrases around its trigger, and the mentions they name.

`parties` reads the grammar and gives heads; `Namings` turns heads into mentions. A phrase that names no actor itself
("the office of the ruling party", "U.S. calls") gives the actor named inside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from dragoman.extract.clauses import (
    RELATIVE,
    VERBAL,
    agents,
    complements,
    conjuncts,
    is_passive,
    objects_of,
    patients,
    prepositions,
    subjects,
    substance,
)
from dragoman.extract.lexicon import Entry, lemma, modifiers
from dragoman.extract.parse import Parse
from dragoman.records import Mention, Source
from dragoman.tables import table

DEFAULT_ROLES = ("obj", "iobj", "comp", "to", "with", "against", "on", "for", "from", "of", "at", "in", "into")
"""Where the other party is looked for after a row's own roles."""
OCCASION = {"after", "at", "during", "in", "following", "before", "on", "ahead", "amid"}
"""Prepositions that hang a meeting on the verb whose subject took part in it."""
_HOLDERS = {"head", "chief", "leader", "chairman", "minister", "director", "commander", "boss", "secretary", "president"}
SUPPORTING = {"dobj", "nsubjpass", "attr", "oprd"}


@dataclass(frozen=True, slots=True)
class Parties:
    """Heads of who acts, and groups of heads of who is acted on, the likeliest group first."""

    sources: tuple[Token, ...]
    targets: tuple[tuple[Token, ...], ...]
    mutual: bool
    """Every party acts: they meet, agree, trade."""


@cache
def light_verbs() -> dict[str, str]:
    """The part a light verb gives its subject in the happening that its object names: do, receive, occur."""
    return {row["lemma"]: row["part"] for row in table("light", ("lemma", "part"))}


def parties(trigger: Token, entry: Entry) -> Parties:
    """Heads of the parties to a happening."""
    return _of_noun(trigger, entry) if entry.noun else _of_verb(trigger, entry)


def _of_verb(trigger: Token, entry: Entry) -> Parties:
    doers = tuple(_unique(agents(trigger)))
    roles = entry.roles + tuple(role for role in DEFAULT_ROLES if role not in entry.roles)
    if entry.direction == "=" and is_passive(trigger):
        doers = doers or tuple(patients(trigger))
    groups = _groups(trigger, roles, doers)
    if entry.direction == "<":
        first = groups[0] if groups else ()
        return Parties(first, (doers, *groups[1:]), mutual=False)
    return Parties(doers, groups, mutual=entry.direction == "=")


def _groups(trigger: Token, roles: Iterable[str], doers: tuple[Token, ...]) -> tuple[tuple[Token, ...], ...]:
    found: list[tuple[Token, ...]] = []
    taken = set(doers)
    for role in roles:
        heads = tuple(head for head in _unique(_at(trigger, role)) if head not in taken)
        if heads:
            taken.update(heads)
            found.append(heads)
    return tuple(found)


def _at(trigger: Token, role: str) -> list[Token]:
    """Heads in a role of a verb, or of the noun that is its object ("sanctions on")."""
    if role == "obj":
        return patients(trigger)
    if role == "iobj":
        return [head for child in trigger.children if child.dep_ == "dative" and child.pos_ != "ADP" for head in conjuncts(child)]
    if role == "comp":
        return [head for child in trigger.children if child.dep_ == "xcomp" and child.i > trigger.i for head in patients(child)]
    if role == "that":
        return [head for child in trigger.children if child.dep_ in ("ccomp", "xcomp") for head in subjects(child)]
    found = complements(trigger, (role,))
    for child in trigger.children:
        if child.dep_ in ("dobj", "nsubjpass") and role not in ("to", "into") or child.dep_ == "dobj":
            found += complements(child, (role,))
            for prep in prepositions(child):
                for inner in objects_of(prep):
                    found += complements(inner, (role,))
    for child in trigger.children:
        if child.dep_ in ("xcomp", "prt", "acomp", "oprd", "advcl") and child.i > trigger.i:
            found += complements(child, (role,))
    return found


def _of_noun(trigger: Token, entry: Entry) -> Parties:
    owners = _owners(trigger)
    makers = complements(trigger, ("by",))
    named = [m for m in modifiers(trigger) if m.ent_type_ and m.dep_ in ("compound", "amod", "nmod")]
    inside = complements(trigger, ("of", "between", "among"))
    part, helped, against = _support(trigger, entry)
    groups: list[tuple[Token, ...]] = []
    sources: list[Token] = []
    if entry.direction == "=":
        sources = [*owners, *inside, *named, *makers]
        sources = sources or helped
        if helped and sources is not helped and (part == "do" or not sources):
            sources = [*helped, *sources]
    elif entry.direction == "<":
        sources = makers or inside or owners or named or (helped if part == "do" else [])
    elif "poss" in entry.roles and owners and not inside:
        groups.append(tuple(owners))
        sources = makers or named or (helped if part == "do" else [])
    else:
        sources = makers or owners or (helped if part == "do" else []) or named
    if part == "receive" and helped:
        groups.append(tuple(helped))
        sources = [*makers, *against] or sources
    taken = {*sources, *(head for group in groups for head in group)}
    for role in (*entry.roles, *(r for r in ("against", "on", "to", "with", "for", "into", "in", "of") if r not in entry.roles)):
        if role == "of" and entry.direction == "<":
            continue
        heads = complements(trigger, (role,)) or (_beside(trigger, role) if part != "receive" else [])
        if role == "mod":
            heads = modifiers(trigger)
        heads = [head for head in _unique(heads) if head not in taken]
        if heads:
            taken.update(heads)
            groups.append(tuple(heads))
    return Parties(tuple(_unique(sources)), tuple(groups), mutual=entry.direction == "=")


def _owners(noun: Token) -> list[Token]:
    return [head for child in noun.children if child.dep_ == "poss" for head in conjuncts(child)]


def _support(noun: Token, entry: Entry) -> tuple[str, list[Token], list[Token]]:
    """The light verb's part, its subject, and who stands behind its 'from' or 'by'."""
    verb = governor(noun)
    if verb is not None:
        part = light_verbs().get(lemma(verb), "")
        if noun.dep_ == "pobj" and noun.head.lower_ == "under":
            part = "receive"
        if part in ("do", "receive"):
            doers = agents(verb) or (subjects(verb) if part == "receive" or noun.dep_ == "pobj" else [])
            return part, doers, complements(verb, ("from", "by"))
    if noun.dep_ == "pobj" and noun.head.pos_ == "ADP":
        above = noun.head.head
        if entry.direction == "=" and noun.head.lower_ in OCCASION and above.pos_ in VERBAL:
            return "occasion", agents(above), []
        if noun.head.lower_ == "in" and above.pos_ == "PROPN":
            return "do", conjuncts(above), []
        if noun.head.lower_ in ("in", "against") and (owners := _owners(above)):
            return "do", owners, []
    return "", [], []


def governor(noun: Token) -> Token | None:
    """The verb whose object names the happening: "held … talks", "engaged in talks", "came under attack"."""
    top = noun
    while top.dep_ == "conj" and top.head.pos_ in ("NOUN", "PROPN"):
        top = top.head
    if top.dep_ == "pobj" and top.head.lower_ == "of" and top.head.head.lemma_ in ("round", "series", "wave", "number", "kind"):
        top = top.head.head
    if top.dep_ in SUPPORTING and top.head.pos_ in VERBAL:
        return top.head
    if top.dep_ == "pobj" and top.head.lower_ in ("in", "into", "under", "on"):
        above = top.head.head
        if above.dep_ == "dobj" and above.lemma_ in ("part", "role", "hand"):
            above = above.head
        if above.pos_ in VERBAL:
            return above
    return None


def _beside(noun: Token, role: str) -> list[Token]:
    """A preposition that the parser hung on the light verb instead of the noun."""
    verb = governor(noun)
    if verb is None or lemma(verb) not in light_verbs():
        return []
    return [head for prep in prepositions(verb) if prep.lower_ == role and prep.i > noun.i for head in objects_of(prep)]


def _unique(heads: Iterable[Token]) -> list[Token]:
    return list(dict.fromkeys(heads))


class Namings:
    """The mentions of one document, found by the tokens they cover. Lives as long as one document is read."""

    def __init__(self, parse: Parse, mentions: Iterable[Mention]) -> None:
        self._at: dict[int, Mention] = {}
        self._by_source: dict[Source, Mention] = {}
        starts = {token.idx: token.i for token in parse.doc}
        for mention in sorted(mentions, key=lambda m: (m.source.end - m.source.start, m.source.start)):
            self._by_source[mention.source] = mention
            first = starts.get(mention.source.start)
            if first is None:
                first = parse.span(mention.source.start, mention.source.end).start
            at = first
            while at < len(parse.doc) and parse.doc[at].idx < mention.source.end:
                self._at[at] = mention
                at += 1

    def covering(self, token: Token) -> Mention | None:
        """The longest mention that covers a token."""
        return self._at.get(token.i)

    def at(self, source: Source) -> Mention | None:
        """The mention that stands exactly at `source`."""
        return self._by_source.get(source)

    def of(self, heads: Iterable[Token]) -> tuple[Mention, ...]:
        """Mentions that the phrases of these heads name, in text order, each once."""
        found = {mention.source: mention for head in heads for mention in self._named(head)}
        return tuple(found[source] for source in sorted(found))

    def _named(self, head: Token) -> list[Mention]:
        """The mentions that one phrase names; a role before a name gives the person: "the head of the service Jane Doe"."""
        if head.lower_ in RELATIVE and head.tag_ in ("WDT", "WP", "WP$"):
            return []
        if (mention := self.covering(head)) is not None:
            return [mention]
        inner = substance(head)
        if inner != head and (mention := self.covering(inner)) is not None:
            return [mention]
        return self._within(inner)

    def _within(self, head: Token) -> list[Mention]:
        """The actor named inside a phrase whose head names none: its owner, maker, modifier or 'of'."""
        if lemma(head) in _HOLDERS:
            for token in head.subtree:
                mention = self.covering(token)
                if mention is not None and mention.kind == "person" and token.pos_ == "PROPN":
                    return [mention]
        for group in _inner(head):
            named = [mention for token in group if (mention := self.covering(token)) is not None]
            if named:
                return named
        return []


def _inner(head: Token) -> Iterator[list[Token]]:
    yield _owners(head)
    yield complements(head, ("by",))
    yield [child for child in head.children if child.dep_ in ("appos",)]
    yield [child for child in head.children if child.dep_ in ("compound", "nmod") and child.ent_type_]
    of = complements(head, ("of", "from"))
    yield of
    yield [child for child in head.children if child.dep_ == "amod" and child.ent_type_ in ("NORP", "GPE")]
    yield [inner for outer in of for inner in [*_owners(outer), *complements(outer, ("of",))]]
    yield complements(head, ("like", "including", "as"))
    yield complements(head, ("against", "in", "on"))
