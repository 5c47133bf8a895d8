"""Relations stated by nouns: roles ('an ally of'), links ('trade between'), bases, brothers, ruling parties."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.extract.parties import (
    NAMES,
    Parties,
    after,
    expand,
    of_demonym,
    owners,
    possessors,
    state_of,
    subjects,
    under,
)
from dragoman.extract.relation import BE, Relation, as_told, meanings, modifier, unreal
from dragoman.records import Mention

ROLES, LINKS, ADJECTIVES = meanings("role"), meanings("link"), meanings("adjective")
SIBLINGS = frozenset(("brother", "sister", "brethren"))
_CALL = frozenset(("describe", "regard", "see", "view", "consider", "treat", "call", "name", "label", "hail"))
_HAVE = frozenset(
    ("have", "share", "maintain", "enjoy", "keep", "forge", "build", "develop", "strengthen", "deepen", "expand",
     "cultivate", "establish", "boost", "possess", "form", "seek", "conclude", "retain")
)  # fmt: skip
_LED = ("organisation", "group", "person", "government", None)
_FORCES = frozenset(("military", "naval", "air", "army"))


def role(parties: Parties, token: Token) -> Iterator[Relation]:
    """'X is an ally of Y', 'its ally, X', 'Y's rival X', 'X, leader of Y', 'describes X as a partner'."""
    named = parties.at(token)
    if token.pos_ not in ("NOUN", "PROPN") or (named is not None and named.form == "name") or unreal(token):
        return
    word, field = ROLES[token.lemma_.lower()], modifier(token)
    meant = field if field is not None and word.type == "ally" else word
    bearers, sayers = _bearers(parties, token)
    held = (owners(parties, _top(token), besides=bearers) or owners(parties, token, besides=bearers)) if bearers else []
    held = held or sayers
    if not held and token.tag_ == "NNS":
        bearers = bearers or _pair(parties, token)
        bearers, held = (bearers[:1], bearers[1:]) if len(bearers) == 2 else ([], [])
    polarity = as_told(token, meant.polarity)
    for bearer in bearers:
        for owner in held:
            if meant.type != "leadership" or owner.kind in _LED:
                yield Relation(meant.type, polarity, bearer, owner, token.left_edge, token.right_edge)


def _bearers(parties: Parties, token: Token) -> tuple[list[Mention], list[Mention]]:
    """Who is said to be it, and who says so where the verb tells ("X called Y a rival")."""
    top = token
    if token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lemma_.lower() in ("one", "part", "some"):
        top = token.head.head
    verb, plural = top.head, token.tag_ == "NNS"
    if top.dep_ == "attr" and verb.lemma_ in BE:
        return subjects(parties, verb), []
    if top.dep_ == "nsubj" and verb.lemma_ in BE:
        return [m for m in under(parties, verb, "attr") if m.form in NAMES], []
    saying = verb.head if top.dep_ == "pobj" and verb.lower_ == "as" else verb
    if saying.lemma_.lower() in _CALL and (top.dep_ == "oprd" or saying != verb):
        called = under(parties, saying, "dobj", "nsubjpass")
        return called, [m for m in subjects(parties, saying) if m not in called]
    if token.dep_ in ("compound", "nmod", "amod") and (head := _top(token)) != token:
        return [m for m in expand(parties, head) if m.form in NAMES], []
    if token.dep_ == "appos":
        head = token.head.head if token.head.dep_ == "conj" and plural else token.head
        return expand(parties, head)[: None if plural else 1], []
    named = under(parties, token, "appos")
    if not named and plural and ROLES[token.lemma_.lower()].type == "support":
        named = [m for m in (parties.at(token),) if m is not None]
    return named or _beside(parties, token), []


def _beside(parties: Parties, token: Token) -> list[Mention]:
    """The name before the comma in front of a noun phrase, where the parser saw no apposition."""
    left = token.left_edge
    if left.i < 2 or left.nbor(-1).text != "," or token.dep_ not in ("npadvmod", "nsubj", "ROOT", "attr", "conj"):
        return []
    mention = parties.at(left.nbor(-2))
    return [mention] if mention is not None and mention.form in NAMES else []


def _pair(parties: Parties, token: Token) -> list[Mention]:
    """The two states named last, up to the sentence before, for 'the two allies', 'the Baltic neighbours'."""
    told = any(child.lower_ in ("two", "both") for child in token.lefts)
    if not told and not (ROLES[token.lemma_.lower()].type == "border" and token.left_edge.lower_ == "the"):
        return []
    sentence = token.sent
    start = sentence.doc[sentence.start - 1].sent.start_char if sentence.start else sentence.start_char
    named = [m for m in parties.between(start, token.idx) if m.kind == "state" and m.form in NAMES]
    latest = {m.country: m for m in named}
    return sorted(latest.values(), key=lambda m: m.source)[-2:]


def _top(token: Token) -> Token:
    """The head of the name that a role is written into ('successor President X')."""
    while token.dep_ in ("compound", "nmod", "amod") and token.head != token:
        token = token.head
    return token


def link(parties: Parties, token: Token) -> Iterator[Relation]:
    """'an alliance between X and Y', 'X's trade with Y', 'X has close ties with Y', 'Turkish-Kazakh friendship'."""
    word, field = LINKS[token.lemma_.lower()], modifier(token)
    if token.pos_ != "NOUN" or (word.frame and field is None):
        return
    meant = field if field is not None and (word.frame or field.type in ("kin", "trade")) else word
    sides = _sides(parties, token)
    for other in sides[1:]:
        end = parties.head(other)
        first = token.left_edge if end.i > token.i else parties.head(sides[0])
        yield Relation(meant.type, meant.polarity, sides[0], other, first, end if end.i > token.i else token)


def _sides(parties: Parties, token: Token) -> list[Mention]:
    """The parties to a link noun, the one it is told of first."""
    verb = token.head if token.dep_ in ("dobj", "nsubjpass") and token.head.lemma_.lower() in _HAVE else None
    around = [token] if verb is None else [token, verb]
    between = [m for word in around for m in after(parties, word, "between", "among")]
    if len(between) > 1:
        return between
    others = [m for word in around for m in after(parties, word, "with", "to")]
    doers = subjects(parties, verb) if verb is not None else []
    if others:
        one = possessors(parties, token) or doers
        return [*one[:1], *others] if one else []
    before = [part for child in token.lefts if child.dep_ in ("amod", "compound", "nmod") for part in child.subtree]
    joined = [m for part in before if (m := parties.at(part)) is not None and m.form == "demonym"]
    return joined[:2] if len(joined) > 1 else doers if len(doers) == 2 else []


def base(parties: Parties, token: Token) -> Iterator[Relation]:
    """'X has a military base in Y'."""
    if token.dep_ != "dobj" or not any(child.lower_ in _FORCES for child in token.lefts):
        return
    hosts = [m for m in (*after(parties, token, "in", "at"), *after(parties, token.head, "in", "at")) if m.country]
    for guest in subjects(parties, token.head)[:1]:
        yield from (Relation("host", 1, host, guest, token.left_edge, token.right_edge) for host in hosts[:1])


def brotherly(parties: Parties, token: Token) -> Iterator[Relation]:
    """'the brotherly Kazakh people', told by whoever speaks."""
    word, named = ADJECTIVES[token.lower_], _people(parties, token.head)
    if token.dep_ == "amod" and named is not None:
        yield Relation(word.type, word.polarity, named, None, token, token.head)


def siblings(parties: Parties, token: Token) -> Iterator[Relation]:
    """'our Kazakh brothers', told by whoever speaks."""
    named = _people(parties, token)
    if named is not None and token.pos_ == "NOUN" and any(child.lower_ == "our" for child in token.lefts):
        yield Relation("kin", 1, named, None, token.left_edge, token)


def _people(parties: Parties, token: Token) -> Mention | None:
    """The state or people that a noun phrase names."""
    mention = parties.at(token)
    if mention is not None and mention.country and mention.kind in ("state", "group"):
        return mention
    named = (*of_demonym(parties, token, ("demonym",)), *after(parties, token, "in"))
    return next((m for m in named if m.kind == "state"), None)


def ruling(parties: Parties, token: Token) -> Iterator[Relation]:
    """'its ruling Justice Party', 'the ruling party of Georgia'."""
    head = token.head
    words = (head.head, head, *head.lefts) if head.dep_ == "appos" else (head, *head.lefts)
    named = [m for t in words if (m := parties.at(t)) is not None and m.kind == "organisation"]
    for party in named[:1] if token.dep_ == "amod" else []:
        held = [m for m in owners(parties, head, besides=named) if m.kind == "state"]
        state = state_of(parties, party.country, token.idx) or next(iter(held), None)
        if state is not None:
            yield Relation("leadership", 0, party, state, token, head)
