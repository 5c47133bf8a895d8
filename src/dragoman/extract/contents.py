"""What a cue gives as said: the words of its clause, infinitive, object or prepositional phrase.

Frames are named in data/cues.tsv and tried in the order that the cue's row gives. The cue, its subject and its
addressee are cut out where they stand within what is said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dragoman.extract.cues import VERBAL, Cue, cue_at
from dragoman.extract.enclosing import around, sentence
from dragoman.extract.spans import Span, runs, tree
from dragoman.extract.speakers import FIRST, RELATIVE, goes_on_with, is_passive

_OWN = frozenset({
    "nsubj", "nsubjpass", "aux", "auxpass", "neg", "advmod", "dative", "prt", "agent", "mark", "npadvmod",
})  # fmt: skip
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


@dataclass(frozen=True, slots=True)
class Content:
    """What is said, and the construction in words."""

    spans: tuple[Span, ...]
    frame: str
    impersonal: bool = False
    """The grammatical subject is part of what is said: nobody is named ("X is expected to")."""


def content(cue: Cue) -> Content | None:
    """What a cue gives as said by the first of its frames that stands there; None where none does."""
    if cue.pos in ("prep", "adv"):
        return _made(cue, sentence(cue), "sentence")
    for frame in cue.entry.frames:
        kind, at, word = frame.partition("@")
        rule = _RULES.get(kind + at)
        if rule and (found := rule(cue, word)):
            return found
    return None


def _made(cue: Cue, indices: Iterable[int], frame: str, *, impersonal: bool = False) -> Content | None:
    spans = runs(cue.head.doc, indices)
    return Content(spans, frame, impersonal) if spans else None


def _trees(words: Iterable[Token]) -> set[int]:
    found: set[int] = set()
    for word in words:
        found |= tree(word)
    return found


def _is_to(verb: Token) -> bool:
    return any(c.tag_ == "TO" and c.i < verb.i for c in verb.children)


def _objects(head: Token) -> list[Token]:
    return [c for c in head.children if c.dep_ == ("nsubjpass" if is_passive(head) else "dobj")]


def _voiced(head: Token) -> bool:
    """Whether a verb is active, or a passive that names its agent."""
    return not is_passive(head) or any(c.dep_ == "agent" for c in head.children)


def _that(cue: Cue, _: str) -> Content | None:
    if cue.pos == "noun":
        return _noun_that(cue)
    if cue.pos == "adj":
        return _adjective_that(cue)
    head = cue.head
    if head.lemma_ == "see" and is_passive(head):
        return None
    clauses = [c for c in head.children if c.dep_ == "ccomp" and not (c.i < head.i and _parted(c, head))]
    if not clauses:
        clauses = [
            c for c in head.rights if c.dep_ in ("parataxis", "dep") and c.pos_ in VERBAL and _has_subject(c)
        ]
    wide = around(cue, told=bool(clauses))
    if wide:
        return _made(cue, wide, "parenthesis")
    if clauses:
        found = _trees(clauses) - _own(head)
        for clause in clauses:
            found -= _taken_up(clause, head)
        return _made(cue, found | _left_behind(head, clauses), "clause")
    return _misread_that(cue)


def _parted(clause: Token, head: Token) -> bool:
    """Whether a colon or semicolon parts a clause from the cue after it."""
    return any(t.text in (":", ";") for t in head.doc[clause.i:head.i])


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass", "csubj", "expl") for c in verb.children)


def _own(head: Token) -> set[int]:
    """A cue with its subject, helpers, adverbs and addressee: what is not said."""
    found = {head.i}
    for child in head.children:
        if child.dep_ in _OWN:
            found |= tree(child)
    return found


def _taken_up(clause: Token, head: Token) -> set[int]:
    """The words of a verb that the parse hangs in the clause though it goes on with the cue: "said …, and added that"."""
    return _trees(verb for verb in clause.rights if goes_on_with(verb) == head)


def _left_behind(head: Token, clauses: list[Token]) -> set[int]:
    """The clause that goes on with what is said though the parse coordinates it with the cue: "said A, and B would do C".

    Told from the account's own next clause by its tense: a modal, a present after a past, its own 'that', a first person.
    """
    if any(c.i < head.i for c in clauses):
        return set()
    for at in (head, head.head) if head.dep_ in ("advcl", "conj") else (head,):
        for verb in at.rights:
            if verb.dep_ == "conj" and verb.i > clauses[-1].i and verb.pos_ in VERBAL and _is_still_said(head, verb):
                return tree(verb)
    return set()


def _is_still_said(head: Token, verb: Token) -> bool:
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if any(c.dep_ == "conj" and c.i > verb.i for c in head.rights):
        return False
    if subject is None:
        return cue_at(verb) is None and any(c.lower_ in ("had", "would") and c.dep_ == "aux" for c in verb.children)
    if subject.lower_ in FIRST and not any(c.lower_ in FIRST for c in head.lefts):
        return True
    if cue_at(verb) is not None or (head.head == verb.head and head.dep_ == "advcl"):
        return False
    helpers = {c.tag_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    now = verb.tag_ in ("VBZ", "VBP") or helpers & {"VBZ", "VBP"}
    marked = any(c.dep_ == "mark" and c.lower_ == "that" for c in verb.children)
    return marked or "MD" in helpers or bool(now and head.tag_ in ("VBD", "VBN"))


def _misread_that(cue: Cue) -> Content | None:
    """"said at a summit that …", where the parse hangs the clause on the summit."""
    head = cue.head
    for prep in head.rights:
        for noun in (c for c in prep.children if c.dep_ == "pobj" and prep.dep_ in ("prep", "dative")):
            for clause in noun.rights:
                if clause.dep_ in ("relcl", "acl", "ccomp") and _clause_of_cue(clause):
                    return _made(cue, range(min(tree(clause)), head.sent.end), "clause")
    return None


def _clause_of_cue(clause: Token) -> bool:
    """Whether a clause that the parse took for a relative one has its own 'that' and subject."""
    first = clause.doc[min(tree(clause))]
    return first.lower_ == "that" and any(
        c.dep_ in ("nsubj", "nsubjpass") and c.lower_ not in RELATIVE for c in clause.children
    )


def _noun_that(cue: Cue) -> Content | None:
    for child in cue.head.rights:
        if child.dep_ in ("acl", "ccomp", "appos") and child.pos_ in VERBAL:
            if any(c.dep_ == "mark" and c.lower_ == "that" for c in child.children):
                return _made(cue, tree(child), "clause")
    for prep in cue.head.rights:
        for noun in (c for c in prep.children if c.dep_ == "pobj" and prep.dep_ == "prep"):
            for child in noun.rights:
                if child.dep_ == "relcl" and _clause_of_cue(child):
                    return _made(cue, tree(child), "clause")
    after = cue.head.doc[cue.head.i + 1] if cue.head.i + 1 < len(cue.head.doc) else None
    if after is not None and after.lower_ == "that" and after.dep_ == "mark" and after.sent.start == cue.head.sent.start:
        return _made(cue, {i for i in tree(after.head) if i > cue.head.i}, "clause")
    verb = cue.head.head
    if cue.head.dep_ == "nsubj" and verb.lemma_ == "be":
        for child in verb.rights:
            if child.dep_ == "ccomp" and any(c.dep_ == "mark" and c.lower_ == "that" for c in child.children):
                return _made(cue, tree(child), "clause")
    return None


def _adjective_that(cue: Cue) -> Content | None:
    head = cue.head
    places = [head, head.head] if head.dep_ == "acomp" and head.head.pos_ in VERBAL else [head]
    for at in places:
        for child in at.rights:
            if child.dep_ == "ccomp" and child.i > head.i:
                return _made(cue, tree(child), "clause")
    return None


def _infinitive(cue: Cue, _: str) -> Content | None:
    head = cue.head
    if cue.pos == "verb" and is_passive(head):
        return _raised(cue, "")
    kinds = {"verb": ("xcomp",), "noun": ("xcomp", "acl")}.get(cue.pos, ("xcomp", "ccomp"))
    places = [head, head.head] if cue.pos == "adj" and head.dep_ == "acomp" else [head]
    for at in places:
        for child in at.rights:
            if child.dep_ in kinds and child.i > head.i and _is_to(child) and not _anonymous(child):
                return _made(cue, tree(child), "infinitive")
    return None


def _anonymous(verb: Token) -> bool:
    """"asked not to be named": a condition of the talk, not what was said."""
    return verb.lemma_ in ("name", "identify", "quote") and is_passive(verb)


def _object_infinitive(cue: Cue, _: str) -> Content | None:
    head = cue.head
    if is_passive(head):
        return _raised(cue, "")
    verb = next((c for c in head.rights if c.dep_ in ("xcomp", "advcl", "ccomp") and _is_to(c)), None)
    if verb is None:
        return None
    asked = [c for c in head.rights if c.dep_ in ("dobj", "dative") and c.i < verb.i]
    for prep in head.rights:
        if prep.dep_ in ("prep", "prt") and prep.lower_ in ("on", "upon", "for", "to", "with") and prep.i < verb.i:
            asked.extend(prep.children)
    if not asked and (verb.dep_ == "advcl" or not any(c.dep_ == "nsubj" for c in verb.children)):
        return None
    return _made(cue, _trees([verb, *asked]), "object and infinitive")


def _raised(cue: Cue, _: str) -> Content | None:
    """"X is expected to", "X seems": the subject and what is said of it."""
    head = cue.head
    passive = is_passive(head)
    below = next((c for c in head.rights if c.dep_ in (("xcomp",) if passive else ("xcomp", "oprd", "acomp", "ccomp"))), None)
    if below is None or (passive and not _is_to(below)):
        return None
    subject = next((c for c in head.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    found = tree(below)
    if below.dep_ != "ccomp" and subject is not None and subject.lower_ not in RELATIVE:
        found |= {i for i in tree(subject) if i < head.i}
    return _made(cue, found, "raised subject", impersonal=not passive or not _voiced(head))


def _predicate(cue: Cue, _: str) -> Content | None:
    """"called him a liar": the object and what it is called."""
    head = cue.head
    if not _voiced(head):
        return None
    said = [c for c in head.rights if c.dep_ in ("oprd", "ccomp", "xcomp") and not _is_to(c)]
    objects = [c for c in head.children if c.dep_ in (("nsubjpass",) if is_passive(head) else ("dobj", "dative"))]
    asked = [c for c in objects if c.tag_ == "WP"]
    inside = any(c.dep_ == "nsubj" for s in said for c in s.children)
    if not (said and (objects or inside)) and len(objects) < 2:
        return None
    return _made(cue, _trees([*said, *(o for o in objects if o not in asked)]), "predicate")


def _as(cue: Cue, _: str) -> Content | None:
    head = cue.head
    role = next((c for c in head.rights if c.dep_ in ("prep", "advcl") and c.lower_ == "as"), None)
    objects = _objects(head)
    if role is None or not objects or not _voiced(head):
        return None
    return _made(cue, _trees([role, *objects]), "object and role")


def _gerund(cue: Cue, _: str) -> Content | None:
    for child in cue.head.rights:
        if child.dep_ in ("xcomp", "ccomp", "pcomp") and child.tag_ == "VBG":
            return _made(cue, tree(child), "gerund")
    return None


def _after_preposition(cue: Cue, word: str) -> Content | None:
    head = cue.head
    if is_passive(head) and cue.pos == "verb" and not (cue.entry.cue in _ASKED and word == "about"):
        return None
    places = [head, *(c for c in head.children if c.dep_ in ("prt", "advmod"))]
    if cue.pos == "adj" and head.dep_ == "acomp":
        places.append(head.head)
    for child in (c for at in places for c in at.rights if c.i > head.i):
        if child.lower_ == word and child.dep_ in ("prep", "agent", "mark", "prt"):
            found = _trees(c for c in child.children if c.dep_ in ("pobj", "pcomp", "prep"))
            if word == "for" and cue.pos != "adj":
                found |= _trees(v for v in head.rights if v.dep_ in ("xcomp", "advcl") and v.i > child.i and _is_to(v))
            if found:
                found |= _trees(c for c in head.rights if c.dep_ == "prep" and c.lower_ == "as" and cue.entry.cue == "refer")
                return _made(cue, found, f"'{word}' phrase")
        marks = [c for c in child.children if c.dep_ == "mark" and c.lower_ == word == "for"]
        if marks and child.dep_ in ("advcl", "xcomp", "ccomp"):
            return _made(cue, tree(child, marks), "'for' phrase")
    return None


def _object_preposition(cue: Cue, word: str) -> Content | None:
    """"accused X of Y", "was accused of Y", "thanked X for Y"."""
    head = cue.head
    passive = is_passive(head)
    objects = [] if passive else [c for c in head.children if c.dep_ in ("dobj", "dative")]
    if not passive and not objects:
        return None
    prep = _preposition(head, objects, word)
    if prep is None:
        return None
    said = _trees(c for c in prep.children if c.dep_ in ("pobj", "pcomp"))
    if cue.takes(f"+{word}") and objects:
        said |= _trees(objects) | {prep.i}
    return _made(cue, said, f"'{word}' phrase")


def _preposition(head: Token, objects: list[Token], word: str) -> Token | None:
    """The preposition that a verb governs, also where the parse hangs it on the object or on the agent of a passive."""
    for at in [head, *objects]:
        for child in at.rights:
            if child.dep_ == "prep" and child.lower_ == word:
                return child
    if is_passive(head):
        after = head.doc[head.i + 1:head.sent.end - 1]
        return next((t for t in after if t.lower_ == word and t.dep_ == "prep" and t.nbor().lower_.endswith("ing")), None)
    return None


def refuses_to_speak(cue: Cue) -> bool:
    """Whether a cue tells that somebody would not speak: "declined to comment"."""
    if cue.entry.cue not in ("decline", "refuse"):
        return False
    verb = next((c for c in cue.head.rights if c.dep_ == "xcomp"), None)
    return verb is not None and verb.lemma_ in _SPEAKING


def _object(cue: Cue, _: str) -> Content | None:
    head = cue.head
    if not _voiced(head):
        return None
    objects = [o for o in _objects(head) if o.lower_ not in RELATIVE or o.i > head.i]
    if not objects:
        return None
    found = _trees(objects)
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ in _WITH_OBJECT and not any(c.ent_type_ in ("DATE", "TIME") for c in child.children):
            found |= tree(child)
    return _made(cue, _to_dash(head.doc, found - {head.i}), "object")


def _to_dash(doc: Doc, indices: set[int]) -> set[int]:
    """Words up to a dash that opens an aside at their end: "the offer - a move that surprised many"."""
    dashes = [i for i in indices if doc[i].text in ("-", "–", "—", "--") and doc[i].i > 0 and doc[i - 1].whitespace_]
    return {i for i in indices if i < dashes[0]} if len(dashes) == 1 and dashes[0] > min(indices) else indices


def _quote(cue: Cue, _: str) -> Content | None:
    """"Robinson continued, Turkey has no choice": a quotation that lost its marks."""
    return _made(cue, around(cue, told=False), "parenthesis")


_RULES: dict[str, Callable[[Cue, str], Content | None]] = {
    "that": _that,
    "quote": _quote,
    "to": _infinitive,
    "obj-to": _object_infinitive,
    "raise": _raised,
    "pred": _predicate,
    "as": _as,
    "ing": _gerund,
    "@": _after_preposition,
    "obj@": _object_preposition,
    "obj": _object,
}
