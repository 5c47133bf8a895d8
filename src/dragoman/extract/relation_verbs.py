"""Relations stated by verbs ('borders', 'withdrew from'), by participles ('Russia-led') and by prefixes ('pro-')."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from dragoman.extract.parties import Parties, after, antecedent, expand, possessors, subjects, under
from dragoman.extract.relation import Relation, as_told, meanings, unreal
from dragoman.records import Mention

VERBS, COMPOUNDS, PREFIXES = meanings("verb"), meanings("compound"), meanings("prefix")
_ARMS = meanings("arms")
_OF_BODIES = frozenset(("leadership", "host", "arms"))
_OFTEN = frozenset(("long", "repeatedly", "often", "regularly", "frequently", "routinely", "always"))
_FIGHT = frozenset(("side", "ally", "fight", "intervene", "battle", "war"))
_COMPASS = frozenset(("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"))


def verb(parties: Parties, token: Token) -> Iterator[Relation]:
    """A verb of relation with its subject and what its frame asks for."""
    word = VERBS[token.lemma_.lower()]
    frame, *asked = word.frame
    if token.pos_ != "VERB" or unreal(token):
        return
    if ("present" in asked and not _present(token)) or ("often" in asked and not _often(token)):
        return
    ends = [m for part in frame.split(",") for m in _ends(parties, token, part)]
    actors = subjects(parties, token)
    if "passive" in asked:
        ends, actors = ends or actors, under(parties, token, "nsubjpass", "dobj")
    if frame == "agent":
        actors, ends = ends, actors
    polarity = as_told(token, word.polarity)
    if "of" in asked:
        observers = _observers(parties, token)
        for body in (m for m in actors if parties.kind(m) == "organisation"):
            for member in (m for m in ends if m.source != body.source):
                kind = "observer" if member in observers else word.type
                yield Relation(kind, polarity, member, body, token, token.right_edge)
        return
    for actor in actors:
        for end in ends:
            if _fits(parties, end, asked):
                head = parties.head(end)
                yield Relation(word.type, polarity, actor, end, token, head if head.i > token.i else token)


def _present(token: Token) -> bool:
    """Whether the verb tells how things stand, not what was done: 'backs', 'is backed by'."""
    if token.tag_ in ("VBZ", "VBP"):
        return True
    return token.tag_ == "VBN" and any(c.dep_ == "auxpass" and c.lower_ in ("is", "are") for c in token.children)


def _often(token: Token) -> bool:
    return any(child.lower_ in _OFTEN for child in token.children)


def _fits(parties: Parties, mention: Mention, asked: Sequence[str]) -> bool:
    if "organisation" in asked or "passive" in asked:
        return parties.kind(mention) == "organisation"
    return "body" not in asked or parties.kind(mention) in ("organisation", "government", "group")


def _ends(parties: Parties, token: Token, frame: str) -> list[Mention]:
    """The parties at the place that a frame names: the object, what was formed, or after a preposition."""
    if frame == "object":
        # "Chad to the north and Gabon to the south": the second hangs on the first direction.
        sides = [c for p in token.children for e in p.children if e.lower_ in _COMPASS for c in e.conjuncts]
        objects = under(parties, token, "dobj", "nsubjpass") or _described(parties, token)
        return objects + [m for side in sides for m in expand(parties, side)]
    if frame == "agent":
        return expand(parties, token.head)[:1] if token.dep_ == "acl" else []
    if frame == "arms":
        return _armed(parties, token)
    preps = [p for p in token.children if p.dep_ in ("prep", "dative") and p.lower_ in (frame, f"up{frame}")]
    return [m for p in preps for e in p.children if e.dep_ == "pobj" for m in _or_inside(parties, e)]


def _described(parties: Parties, token: Token) -> list[Mention]:
    """What a bare participle describes: the noun it hangs on, or the name before the comma."""
    if token.tag_ != "VBN" or any(child.dep_ == "nsubj" for child in token.children):
        return []
    left = token.left_edge
    before = parties.at(left.nbor(-2)) if left.i > 1 and left.nbor(-1).text == "," else None
    return expand(parties, token.head) if token.dep_ == "acl" else [before] if before is not None else []


def _armed(parties: Parties, token: Token) -> list[Mention]:
    """Who is given arms: 'sold drones to Y', 'supplied Y with missiles'."""
    goods = [c for c in token.children if c.dep_ in ("dobj", "nsubjpass")]
    goods += [e for p in token.children if p.lower_ == "with" for e in p.children]
    if not any(word.lemma_.lower() in _ARMS for good in goods for word in good.subtree):
        return []
    given = [m for good in goods for m in expand(parties, good)] + under(parties, token, "dative")
    return given + after(parties, token, "to")


def _or_inside(parties: Parties, token: Token) -> list[Mention]:
    """The parties a noun phrase names, or the body inside it: 'the CSTO operation'."""
    token = antecedent(token)
    inside = (m for child in token.lefts if (m := parties.at(child)) is not None and m.kind == "organisation")
    return expand(parties, token) or list(inside)


def _observers(parties: Parties, token: Token) -> set[Mention]:
    """Of a list of members, those named before 'as observers'."""
    doc, found = token.doc, set()
    for word in token.subtree:
        if word.lower_ != "as" or not any(t.lemma_.lower() == "observer" for t in doc[word.i : word.i + 4]):
            continue
        place = word.i - 1
        while place > token.i and doc[place].lower_ not in ("well", "with", ";", "while", "plus"):
            if (mention := parties.heads.get(place)) is not None:
                found.add(mention)
            place -= 1
    return found


def compound(parties: Parties, token: Token) -> Iterator[Relation]:
    """'the Russia-led bloc', 'a Russian-backed warlord', 'backed by Russia', 'based in Vienna'."""
    word, doc = COMPOUNDS[token.lower_], token.doc
    hyphened = token.i > 1 and doc[token.i - 1].text == "-"
    backers: list[Mention] = []
    if hyphened:
        backers = [m for m in (parties.heads.get(token.i - 2),) if m is not None]
    elif token.dep_ == "acl" and token.tag_ == "VBN":
        backers = after(parties, token, *(("in", "at") if word.type == "host" else ("by",)))
    held = expand(parties, token.head) if token.dep_ in ("amod", "acl", "compound", "nmod") else []
    first, last = doc[token.i - 2] if hyphened else token, max(token, token.head, key=lambda t: t.i)
    for backer in backers:
        for body in held:
            fits = word.type not in _OF_BODIES or parties.kind(body) in ("organisation", "group", "government")
            if fits and body.source != backer.source:
                yield Relation(word.type, word.polarity, backer, body, first, last)


def prefix(parties: Parties, token: Token) -> Iterator[Relation]:
    """'pro-Moscow militants', 'anti-Russian groups'."""
    word, doc = PREFIXES[token.lower_], token.doc
    if token.i + 2 >= len(doc) or doc[token.i + 1].text != "-":
        return
    head = doc[token.i + 2].head
    favoured, holder = parties.heads.get(token.i + 2), parties.at(head)
    if favoured is None or holder is None or holder.form not in ("name", "nominal"):
        return
    if holder.source != favoured.source:
        yield Relation(word.type, word.polarity, holder, favoured, token, head if head.i > token.i else token)


def sided(parties: Parties, token: Token) -> Iterator[Relation]:
    """'its intervention alongside X against Y', 'sided with X against Y'."""
    head = token.head
    preps = {child.lower_ for child in head.children if child.dep_ == "prep"}
    joined = head.lemma_.lower() in _FIGHT and bool(preps & {"alongside", "with"})
    if token.dep_ != "prep" or not (joined or {"alongside", "against"} <= preps):
        return
    actors = subjects(parties, head) if head.pos_ == "VERB" else possessors(parties, head)
    kind, polarity = ("ally", 1) if token.lower_ == "alongside" else ("rival", -1)
    for actor in actors[:1]:
        for end in under(parties, token, "pobj"):
            yield Relation(kind, polarity, actor, end, head, token.right_edge)
