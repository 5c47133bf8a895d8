"""Constructions that state a relation, each a function from a word to the relations it states."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.extract.parties import Parties, antecedent, behind, expand, owners, state_of, subjects
from dragoman.records import Mention
from dragoman.tables import table


@dataclass(frozen=True, slots=True)
class Relation:
    """`from_` and `to` are related; `first` to `last` are the words that say so. `to` None: whoever speaks."""

    type: str
    polarity: int
    from_: Mention
    to: Mention | None
    first: Token
    last: Token


@dataclass(frozen=True, slots=True)
class _Word:
    type: str
    polarity: int
    frame: tuple[str, ...]


def _words(kind: str) -> Mapping[str, _Word]:
    rows = table("ties", ("word", "kind", "type", "polarity", "frame"))
    return {
        r["word"]: _Word(r["type"], int(r["polarity"]), tuple(r["frame"].split())) for r in rows if r["kind"] == kind
    }


_ROLES, _LINKS, _MODIFIERS, _VERBS = _words("role"), _words("link"), _words("modifier"), _words("verb")
_COMPOUNDS, _PREFIXES, _ADJECTIVES, _ARMS = _words("compound"), _words("prefix"), _words("adjective"), _words("arms")
_BE = frozenset(("be", "become", "remain", "stay"))
_CALL = frozenset(("describe", "regard", "see", "view", "consider", "treat", "call", "name", "label", "hail"))
_HAVE = frozenset(("have", "share", "maintain", "enjoy", "keep", "forge", "build", "develop", "strengthen", "deepen", "expand", "cultivate",
                   "establish", "boost", "possess", "form", "seek", "conclude", "retain"))  # fmt: skip
_SIBLINGS = frozenset(("brother", "sister", "brethren"))
_BODIES = ("organisation",)
_DENY = frozenset(("deny", "reject", "dispute", "refute"))
_UNREAL = frozenset(("could", "would", "might", "should", "may"))
_COMPASS = frozenset(("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"))
_OF_STATES = frozenset(("kin", "border", "trade", "arms", "investment", "diplomatic"))


def relations(parties: Parties) -> Iterator[Relation]:
    """All relations stated in a document, by the word that states them."""
    for token in parties.parse.doc:
        lemma, word = token.lemma_.lower(), token.lower_
        if lemma not in _TELLING and word not in _TELLING:
            continue
        for words, by_lemma, construction in _CONSTRUCTIONS:
            if (lemma if by_lemma else word) in words:
                yield from construction(parties, token)


def of_states(relation: Relation) -> bool:
    """Whether it binds states, so that a person named stands for a state."""
    return relation.type in _OF_STATES


def _polarity(token: Token, polarity: int) -> int:
    """Polarity as told: a close relation that is negated or denied is none."""
    above = [token, *(verb for verb in token.ancestors if verb.pos_ in ("VERB", "AUX"))]
    for place, verb in enumerate(above):
        if any(child.dep_ == "neg" for child in verb.children) or (place and verb.lemma_.lower() in _DENY):
            return -abs(polarity)
        if verb.dep_ not in ("attr", "ccomp", "ROOT", "pobj", "xcomp") and place:
            break
    return polarity


def _role(parties: Parties, token: Token) -> Iterator[Relation]:
    """'X is an ally of Y', 'its ally, X', 'Y's rival X', 'X, leader of Y', 'describes X as a partner'."""
    named = parties.at(token)
    if token.pos_ not in ("NOUN", "PROPN") or (named is not None and named.form == "name"):
        return
    word = _ROLES[token.lemma_.lower()]
    bearers, sayers = _bearers(parties, token)
    if not bearers:
        return
    found = owners(parties, _top(token), besides=bearers) or owners(parties, token, besides=bearers) or sayers
    modified = _modifier(token)
    meant = modified if modified is not None and word.type == "ally" else word
    polarity = _polarity(token, meant.polarity)
    if not found and len(bearers) == 2 and token.tag_ == "NNS":
        bearers, found = bearers[:1], bearers[1:]
    for bearer in bearers:
        for owner in found:
            if meant.type != "leadership" or owner.kind in ("organisation", "group", "person", "government", None):
                yield Relation(meant.type, polarity, bearer, owner, token.left_edge, token.right_edge)


def _bearers(parties: Parties, token: Token) -> tuple[list[Mention], list[Mention]]:
    """Who is said to be it, and who says so where the verb tells ("X called Y a rival")."""
    top = token
    if token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lemma_.lower() in ("one", "part", "some"):
        top = token.head.head
    verb = top.head
    if top.dep_ == "attr" and verb.lemma_ in _BE:
        return subjects(parties, verb), []
    if top.dep_ == "pobj" and verb.lower_ == "as" and verb.head.lemma_.lower() in _CALL:
        called = [m for c in verb.head.children if c.dep_ in ("dobj", "nsubjpass") for m in expand(parties, c)]
        return called, subjects(parties, verb.head)
    if top.dep_ == "oprd" and verb.lemma_.lower() in _CALL:
        called = [m for c in verb.children if c.dep_ in ("dobj", "nsubjpass") for m in expand(parties, c)]
        return called, [m for m in subjects(parties, verb) if m not in called]
    if top.dep_ == "nsubj" and verb.lemma_ in _BE:
        return [
            m for c in verb.children if c.dep_ == "attr" for m in expand(parties, c) if m.form in ("name", "metonym")
        ], []
    if token.dep_ in ("compound", "nmod", "amod") and (head := _top(token)) is not token:
        return [m for m in expand(parties, head) if m.form in ("name", "metonym")], []
    if token.dep_ == "appos":
        head = token.head.head if token.head.dep_ == "conj" and token.tag_ == "NNS" else token.head
        return expand(parties, head) if token.tag_ == "NNS" else [m for m in (parties.at(head),) if m is not None], []
    named = [m for child in token.rights if child.dep_ == "appos" for m in expand(parties, child)]
    if not named and _ROLES[token.lemma_.lower()].type == "support" and token.tag_ == "NNS":
        named = [m for m in (parties.at(token),) if m is not None]
    return named or _beside(parties, token), []


def _beside(parties: Parties, token: Token) -> list[Mention]:
    """The name before the comma in front of a noun phrase, where the parser saw no apposition."""
    left = token.left_edge
    if left.i < 2 or left.nbor(-1).text != "," or token.dep_ not in ("npadvmod", "nsubj", "ROOT", "attr", "conj"):
        return []
    mention = parties.at(left.nbor(-2))
    return [mention] if mention is not None and mention.form in ("name", "metonym") else []


def _top(token: Token) -> Token:
    """The head of the name that a role is written into ('successor President X')."""
    while token.dep_ in ("compound", "nmod", "amod") and token.head is not token:
        token = token.head
    return token


def _modifier(token: Token) -> _Word | None:
    """What the adjectives make of a relation; one that names a field ('economic') outweighs one of closeness."""
    words = [child for child in token.lefts if child.dep_ in ("amod", "compound", "nmod")]
    words += [inner for child in words for inner in child.conjuncts]
    if token.dep_ == "nsubj" and token.head.lemma_ in _BE:
        words += [child for child in token.head.children if child.dep_ == "acomp"]
    found = [_MODIFIERS[word.lower_] for word in words if word.lower_ in _MODIFIERS]
    return next((word for word in found if word.type != "ally"), next(iter(found), None))


def _link(parties: Parties, token: Token) -> Iterator[Relation]:
    """'an alliance between X and Y', 'X's trade with Y', 'X has close ties with Y', 'Turkish-Kazakh friendship'."""
    word, modified = _LINKS[token.lemma_.lower()], _modifier(token)
    if token.pos_ != "NOUN" or (word.frame and modified is None):
        return
    meant = modified if modified is not None and (word.frame or modified.type in ("kin", "trade")) else word
    sides, last = _sides(parties, token)
    for place, one in enumerate(sides[:1]):
        for other in sides[place + 1 :]:
            yield Relation(meant.type, meant.polarity, one, other, token.left_edge, max(token, last, key=lambda t: t.i))


def _sides(parties: Parties, token: Token) -> tuple[list[Mention], Token]:
    """The parties to a link noun, the one it is told of first; and the last word of the phrase."""
    verb = token.head if token.dep_ in ("dobj", "nsubjpass") and token.head.lemma_.lower() in _HAVE else None
    preps = [child for child in (*token.rights, *(verb.rights if verb is not None else ())) if child.dep_ == "prep"]
    if verb is not None:
        preps += [child for child in verb.lefts if child.dep_ == "prep"]
    between = [
        (m, p) for p in preps if p.lower_ in ("between", "among") for e in p.children for m in expand(parties, e)
    ]
    if len(between) > 1:
        return [m for m, _ in between], between[0][1].right_edge
    others = [(m, p) for p in preps if p.lower_ in ("with", "to") for e in p.children if e.dep_ == "pobj"
              for m in expand(parties, antecedent(e))]  # fmt: skip
    demonyms = [m for child in token.lefts if child.dep_ in ("amod", "compound", "nmod")
                for part in (child, *child.children) if (m := parties.at(part)) is not None and m.form == "demonym"]  # fmt: skip
    if len(demonyms) > 1 and not others:
        return demonyms[:2], token
    if not others:
        both = subjects(parties, verb) if verb is not None else []
        return (both if len(both) == 2 else []), token
    one = owners_of_link(parties, token) or (subjects(parties, verb) if verb is not None else [])
    return [*one[:1], *(m for m, _ in others)], others[0][1].right_edge


def owners_of_link(parties: Parties, token: Token) -> list[Mention]:
    """The party that a link noun belongs to: 'Turkey's alliance with', 'its alliance with', 'Turkish trade with'."""
    for child in token.lefts:
        if child.dep_ == "poss":
            owner = behind(parties, child) if child.pos_ == "PRON" else None
            return [owner] if owner is not None else expand(parties, child)
        if child.dep_ in ("amod", "compound") and (mention := parties.at(child)) and mention.form == "demonym":
            return [mention]
    return []


def _verb(parties: Parties, token: Token) -> Iterator[Relation]:
    """A verb of relation with its subject and what its frame asks for."""
    word = _VERBS[token.lemma_.lower()]
    if token.pos_ != "VERB" or any(child.dep_ == "aux" and child.lower_ in _UNREAL for child in token.children):
        return
    frame, *kinds = word.frame
    if "present" in kinds and not _present(token):
        return
    ends = [m for part in frame.split(",") for m in _ends(parties, token, part)]
    actors = subjects(parties, token)
    if "passive" in kinds:
        actors = [m for c in token.children if c.dep_ == "nsubjpass" for m in expand(parties, antecedent(c))]
    polarity = _polarity(token, word.polarity)
    if frame == "agent":
        actors, ends = ends, actors
    if kinds and kinds[0] == "of":
        observers = _observers(parties, token)
        for body in (m for m in actors if parties.kind(m) in _BODIES):
            for member in ends:
                if member.source != body.source:
                    kind = "observer" if member in observers else word.type
                    yield Relation(kind, polarity, member, body, token, token.right_edge)
        return
    for actor in actors:
        for end in ends:
            if _fits(parties, end, kinds):
                yield Relation(word.type, polarity, actor, end, token, _last(token, end, parties))


def _present(verb: Token) -> bool:
    """Whether the verb tells how things stand, not what was done: 'backs', 'is backed by'."""
    if verb.tag_ in ("VBZ", "VBP"):
        return True
    return verb.tag_ == "VBN" and any(c.dep_ == "auxpass" and c.lower_ in ("is", "are") for c in verb.children)


def _fits(parties: Parties, mention: Mention, kinds: Sequence[str]) -> bool:
    if "organisation" in kinds or "passive" in kinds:
        return parties.kind(mention) in _BODIES
    return "body" not in kinds or parties.kind(mention) in (*_BODIES, "government", "group")


def _ends(parties: Parties, verb: Token, frame: str) -> list[Mention]:
    """The parties at the place that a frame names: the object, the agent, or after a preposition."""
    if frame == "object":
        # "Russia to the north and China to the east": the second is joined to the first direction.
        sides = [c for p in verb.children for e in p.children if e.lower_ in _COMPASS for c in e.conjuncts]
        objects = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")]
        return [m for c in (*objects, *sides) for m in expand(parties, antecedent(c))]
    if frame == "agent":
        if verb.dep_ != "acl" and not any(child.dep_ == "agent" for child in verb.children):
            return []
        return [m for c in (verb.head,) if verb.dep_ == "acl" for m in expand(parties, c)][:1]
    preps = [child for child in verb.children if child.dep_ in ("prep", "dative")]
    if frame == "arms":
        wares = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")] + [
            e for p in preps if p.lower_ == "with" for e in p.children
        ]
        if not any(inner.lemma_.lower() in _ARMS for ware in wares for inner in ware.subtree):
            return []
        given = [m for c in wares for m in expand(parties, c)] + [
            m for c in verb.children if c.dep_ == "dative" for m in expand(parties, c)
        ]
        return given + [
            m for p in preps if p.lower_ == "to" for e in p.children if e.dep_ == "pobj" for m in expand(parties, e)
        ]
    found = [m for p in preps if p.lower_ == frame or (frame == "on" and p.lower_ == "upon") for e in p.children
             if e.dep_ == "pobj" for m in _or_inside(parties, e)]  # fmt: skip
    return found


def _or_inside(parties: Parties, token: Token) -> list[Mention]:
    """The parties a noun phrase names, or the body inside it: 'the CSTO operation'."""
    token = antecedent(token)
    return expand(parties, token) or [m for c in token.lefts if (m := parties.at(c)) is not None and m.kind in _BODIES]


def _observers(parties: Parties, verb: Token) -> set[Mention]:
    """Of a list of members, those named before 'as observers'."""
    doc, found = verb.doc, set()
    for token in verb.subtree:
        if token.lower_ != "as" or not any(t.lemma_.lower() == "observer" for t in doc[token.i : token.i + 4]):
            continue
        place = token.i - 1
        while place > verb.i and doc[place].lower_ not in ("well", "with", ";", "while", "plus"):
            if (mention := parties.heads.get(place)) is not None:
                found.add(mention)
            place -= 1
    return found


def _last(token: Token, end: Mention, parties: Parties) -> Token:
    last = parties.parse.span(end.source.start, end.source.end)[-1]
    return last if last.i > token.i else token


def _compound(parties: Parties, token: Token) -> Iterator[Relation]:
    """'the Russia-led bloc', 'a Russian-backed warlord', 'backed by Russia'."""
    word, doc = _COMPOUNDS[token.lower_], token.doc
    if token.i < 2:
        return
    hyphened = doc[token.i - 1].text == "-"
    backers = [m for m in (parties.heads.get(token.i - 2),) if m is not None] if hyphened else []
    if not hyphened and token.dep_ == "acl" and token.tag_ == "VBN":
        backers = [m for c in token.children if c.dep_ == "agent" for e in c.children for m in expand(parties, e)]
    if word.type == "host" and token.dep_ == "acl":
        backers = [
            m for c in token.children if c.lower_ in ("in", "at") for e in c.children for m in expand(parties, e)
        ]
    held = expand(parties, token.head) if token.dep_ in ("amod", "acl", "compound", "nmod") else []
    for backer in backers:
        for body in held:
            wanted = parties.kind(body) in ("organisation", "group") if word.type in ("leadership", "host") else True
            if wanted and body.source != backer.source:
                first = doc[token.i - 2] if hyphened else token.head
                yield Relation(word.type, word.polarity, backer, body, first, max(token, token.head, key=lambda t: t.i))


def _prefix(parties: Parties, token: Token) -> Iterator[Relation]:
    """'pro-Nazarbayev militants', 'anti-Russian groups'."""
    word, doc = _PREFIXES[token.lower_], token.doc
    if token.i + 2 >= len(doc) or doc[token.i + 1].text != "-":
        return
    favoured = parties.heads.get(token.i + 2)
    head = doc[token.i + 2].head
    holder = parties.at(head)
    if (
        favoured is not None
        and holder is not None
        and holder.source != favoured.source
        and holder.form in ("name", "nominal")
    ):
        yield Relation(
            word.type, word.polarity, holder, favoured, token, head if head.i > token.i else doc[token.i + 2]
        )


def _adjective(parties: Parties, token: Token) -> Iterator[Relation]:
    """'the brotherly Kazakh people', told by whoever speaks."""
    word = _ADJECTIVES[token.lower_]
    if token.dep_ == "amod" and (named := _people(parties, token.head)) is not None:
        yield Relation(word.type, word.polarity, named, None, token, token.head)


def _siblings(parties: Parties, token: Token) -> Iterator[Relation]:
    """'our Kazakh brothers', told by whoever speaks."""
    if token.pos_ == "NOUN" and any(child.lower_ == "our" for child in token.lefts):
        named = _people(parties, token)
        if named is not None:
            yield Relation("kin", 1, named, None, token.left_edge, token)


def _people(parties: Parties, token: Token) -> Mention | None:
    """The state or people that a noun phrase names."""
    mention = parties.at(token)
    if mention is not None and mention.country and mention.kind in ("state", "group"):
        return mention
    inside = (end for prep in token.rights if prep.lower_ == "in" for end in prep.children)
    return next((m for t in (*token.lefts, *inside) if (m := parties.at(t)) is not None and m.kind == "state"), None)


def _base(parties: Parties, token: Token) -> Iterator[Relation]:
    """'X has a military base in Y'."""
    if token.dep_ != "dobj" or not any(child.lower_ in ("military", "naval", "air", "army") for child in token.lefts):
        return
    preps = [c for c in (*token.rights, *token.head.rights) if c.dep_ == "prep" and c.lower_ in ("in", "at")]
    hosts = [m for prep in preps for end in prep.children for m in expand(parties, end) if m.country]
    for guest in subjects(parties, token.head)[:1]:
        yield from (Relation("host", 1, host, guest, token.left_edge, token.right_edge) for host in hosts[:1])


def _ruling(parties: Parties, token: Token) -> Iterator[Relation]:
    """'its ruling Justice Party', 'the ruling party of Georgia'."""
    if token.dep_ != "amod":
        return
    head = token.head
    named = [m for t in (head, *head.lefts) if (m := parties.at(t)) is not None and m.kind == "organisation"]
    for party in named[:1]:
        held = [m for m in owners(parties, head, besides=named) if m.kind == "state"]
        state = state_of(parties, party.country, token.idx) or next(iter(held), None)
        if state is not None:
            yield Relation("leadership", 0, party, state, token, head)


def _sided(parties: Parties, token: Token) -> Iterator[Relation]:
    """'its intervention alongside X against Y', 'fought alongside X against Y'."""
    head = token.head
    joined = head.lemma_.lower() in ("side", "ally") or any(child.lower_ == "alongside" for child in head.children)
    if token.dep_ != "prep" or not joined:
        return
    actors = subjects(parties, head) if head.pos_ == "VERB" else owners_of_link(parties, head)
    ends = [m for e in token.children if e.dep_ == "pobj" for m in expand(parties, e)]
    kind, polarity = ("ally", 1) if token.lower_ == "alongside" else ("rival", -1)
    yield from (Relation(kind, polarity, a, e, head, token.right_edge) for a in actors[:1] for e in ends)


_CONSTRUCTIONS: tuple[tuple[Collection[str], bool, Callable[[Parties, Token], Iterator[Relation]]], ...] = (
    (_ROLES, True, _role),
    (_LINKS, True, _link),
    (_VERBS, True, _verb),
    (_COMPOUNDS, False, _compound),
    (_PREFIXES, False, _prefix),
    (_ADJECTIVES, False, _adjective),
    (_SIBLINGS, True, _siblings),
    (("base",), True, _base),
    (("ruling", "governing"), False, _ruling),
    (("alongside", "against"), False, _sided),
)
"""The words of each construction, whether by lemma, and its reader."""
_TELLING = frozenset(word for words, _, _ in _CONSTRUCTIONS for word in words)
