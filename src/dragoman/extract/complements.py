"""What a cue gives as said in an infinitive, a gerund, an object or a prepositional phrase."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc, Token

from dragoman.extract.cues import Cue
from dragoman.extract.spans import Part, part, tree, trees
from dragoman.extract.speakers import RELATIVE, is_passive

_WITH_OBJECT = frozenset({
    "about", "of", "over", "toward", "towards", "against", "regarding", "for", "on", "as", "with", "to", "from", "into",
    "after", "between", "by",
})  # fmt: skip
"""Prepositions that keep their phrase with the object before them, unless a time follows."""
_SPEAKING = frozenset({
    "say", "comment", "answer", "respond", "discuss", "elaborate", "specify", "confirm", "deny", "explain", "speak",
    "name", "identify", "disclose", "reveal", "reply", "talk",
})  # fmt: skip
_ASKED = frozenset({"ask", "question", "quiz", "press", "grill"})


def infinitive(cue: Cue, _: str) -> Part | None:
    head = cue.head
    if cue.pos == "verb" and is_passive(head):
        return raised(cue, "")
    kinds = {"verb": ("xcomp",), "noun": ("xcomp", "acl")}.get(cue.pos, ("xcomp", "ccomp"))
    places = [head, head.head] if cue.pos == "adj" and head.dep_ == "acomp" else [head]
    for at in places:
        for child in at.rights:
            if child.dep_ in kinds and child.i > head.i and _is_to(child) and not _anonymous(child):
                return part(tree(child), "infinitive")
    return None


def _anonymous(verb: Token) -> bool:
    """Whether an infinitive is a condition of the talk, not what was said: "asked not to be named"."""
    return verb.lemma_ in ("name", "identify", "quote") and is_passive(verb)


def object_infinitive(cue: Cue, _: str) -> Part | None:
    head = cue.head
    if is_passive(head):
        return raised(cue, "")
    verb = next((c for c in head.rights if c.dep_ in ("xcomp", "advcl", "ccomp") and _is_to(c)), None)
    if verb is None:
        return None
    asked = [c for c in head.rights if c.dep_ in ("dobj", "dative") and c.i < verb.i]
    for prep in head.rights:
        if prep.dep_ in ("prep", "prt") and prep.lower_ in ("on", "upon", "for", "to", "with") and prep.i < verb.i:
            asked.extend(prep.children)
    if not asked and (verb.dep_ == "advcl" or not any(c.dep_ == "nsubj" for c in verb.children)):
        return None
    return part(trees([verb, *asked]), "object and infinitive")


def raised(cue: Cue, _: str) -> Part | None:
    """The subject and what is said of it: "X is expected to", "X seems"."""
    head = cue.head
    passive = is_passive(head)
    below = next(
        (c for c in head.rights if c.dep_ in (("xcomp",) if passive else ("xcomp", "oprd", "acomp", "ccomp"))), None
    )
    if below is None or (passive and not _is_to(below)):
        return None
    subject = next((c for c in head.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    found = tree(below)
    if below.dep_ != "ccomp" and subject is not None and subject.lower_ not in RELATIVE:
        found |= {i for i in tree(subject) if i < head.i}
    return part(found, "raised subject", impersonal=not passive or not _voiced(head))


def predicate(cue: Cue, _: str) -> Part | None:
    """The object and what it is called: "called him a liar"."""
    head = cue.head
    if not _voiced(head):
        return None
    said = [c for c in head.rights if c.dep_ in ("oprd", "ccomp", "xcomp") and not _is_to(c)]
    objects = _objects(head, "dative")
    inside = any(c.dep_ == "nsubj" for s in said for c in s.children) or any(_stands_in(c, head) for c in head.lefts)
    if not (said and (objects or inside)) and len(objects) < 2:
        return None
    return part(trees([*said, *objects]), "predicate")


def role(cue: Cue, _: str) -> Part | None:
    head = cue.head
    role_of = next((c for c in head.rights if c.dep_ in ("prep", "advcl") and c.lower_ == "as"), None)
    objects = _objects(head)
    asked = any(_stands_in(c, head) for c in head.lefts)
    if role_of is None or not (objects or asked) or not _voiced(head):
        return None
    return part(trees([role_of, *objects]), "object and role")


def gerund(cue: Cue, _: str) -> Part | None:
    for child in cue.head.rights:
        if child.dep_ in ("xcomp", "ccomp", "pcomp") and child.tag_ == "VBG":
            return part(tree(child), "gerund")
    return None


def after_preposition(cue: Cue, word: str) -> Part | None:
    head = cue.head
    if is_passive(head) and cue.pos == "verb" and not (cue.entry.cue in _ASKED and word == "about"):
        return None
    places = [head, *(c for c in head.children if c.dep_ in ("prt", "advmod"))]
    if cue.pos == "adj" and head.dep_ == "acomp":
        places.append(head.head)
    for child in (c for at in places for c in at.rights if c.i > head.i):
        timed = any(c.dep_ == "pobj" and c.ent_type_ in ("DATE", "TIME") for c in child.children)
        if child.lower_ == word and child.dep_ in ("prep", "agent", "mark", "prt") and not timed:
            found = trees(c for c in child.children if c.dep_ in ("pobj", "pcomp", "prep"))
            if word == "for" and cue.pos != "adj":
                found |= trees(v for v in head.rights if v.dep_ in ("xcomp", "advcl") and v.i > child.i and _is_to(v))
            if found:
                found |= trees(
                    c for c in head.rights if c.dep_ == "prep" and c.lower_ == "as" and cue.entry.cue == "refer"
                )
                return part(found, f"'{word}' phrase")
        marks = [c for c in child.children if c.dep_ == "mark" and c.lower_ == word == "for"]
        if marks and child.dep_ in ("advcl", "xcomp", "ccomp"):
            return part(tree(child, marks), "'for' phrase")
    return None


def object_preposition(cue: Cue, word: str) -> Part | None:
    """What follows a preposition after an object: "accused X of Y", "was accused of Y", "thanked X for Y"."""
    head = cue.head
    passive = is_passive(head)
    objects = [] if passive else _objects(head, "dative")
    if not passive and not objects and not any(_stands_in(c, head) for c in head.lefts):
        return None
    prep = _preposition(head, objects, word)
    if prep is None:
        return None
    said = trees(c for c in prep.children if c.dep_ in ("pobj", "pcomp"))
    if word == "at" and not any(head.doc[i].like_num for i in said):
        return None
    if cue.takes(f"+{word}") and objects:
        said |= trees(objects) | {prep.i}
    return part(said, f"'{word}' phrase")


def _preposition(head: Token, objects: list[Token], word: str) -> Token | None:
    """The preposition that a verb governs, also where the parse hangs it on the object or on the agent of a passive."""
    for at in [head, *objects]:
        for child in at.rights:
            if child.dep_ == "prep" and child.lower_ == word:
                return child
    if is_passive(head):
        after = head.doc[head.i + 1 : head.sent.end - 1]
        return next(
            (t for t in after if t.lower_ == word and t.dep_ == "prep" and t.nbor().lower_.endswith("ing")), None
        )
    return None


def refuses_to_speak(cue: Cue) -> bool:
    """Whether a cue tells that somebody would not speak: "declined to comment"."""
    if cue.entry.cue not in ("decline", "refuse"):
        return False
    verb = next((c for c in cue.head.rights if c.dep_ == "xcomp"), None)
    return verb is not None and verb.lemma_ in _SPEAKING


def plain_object(cue: Cue, _: str) -> Part | None:
    head = cue.head
    if not _voiced(head) or (is_passive(head) and any(c.lower_ == "as" for c in head.rights)):
        return None
    objects = _objects(head)
    if not objects:
        return None
    found = trees(objects)
    for child in head.rights:
        timed = any(c.ent_type_ in ("DATE", "TIME") for c in child.children)
        if child.dep_ == "prep" and child.lower_ in _WITH_OBJECT and not timed:
            found |= tree(child)
    return part(_to_dash(head.doc, found - {head.i}), "object")


def doubtful_object(cue: Cue, _: str) -> Part | None:
    """The object of a verb that tells of deeds as often as of words: "defended the town"."""
    found = plain_object(cue, "")
    return replace(found, frame="object or deed") if found is not None else None


def _to_dash(doc: Doc, indices: set[int]) -> set[int]:
    """Words up to a dash that opens an aside at their end: "the offer - a move that surprised many"."""
    dashes = [i for i in indices if doc[i].text in ("-", "–", "—", "--") and doc[i].i > 0 and doc[i - 1].whitespace_]
    return {i for i in indices if i < dashes[0]} if len(dashes) == 1 and dashes[0] > min(indices) else indices


def _is_to(verb: Token) -> bool:
    return any(c.tag_ == "TO" and c.i < verb.i for c in verb.children)


def _objects(head: Token, *more: str) -> list[Token]:
    """What a verb acts on, without the relative or question word that stands for it: "what he called a trap"."""
    kinds = ("nsubjpass",) if is_passive(head) else ("dobj", *more)
    return [c for c in head.children if c.dep_ in kinds and not _stands_in(c, head)]


def _stands_in(word: Token, head: Token) -> bool:
    return word.i < head.i and (word.lower_ in RELATIVE or word.tag_ == "WP")


def _voiced(head: Token) -> bool:
    """Whether a verb is active, or a passive that names its agent."""
    return not is_passive(head) or any(c.dep_ == "agent" for c in head.children)
