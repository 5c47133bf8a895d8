"""What a cue gives as said in a clause: after a verb, an adjective or a noun, before it, or on both sides of it.

The cue, its subject and its addressee are cut out where they stand within what is said.
"""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.extract.cues import VERBAL, Cue, cue_at
from dragoman.extract.enclosing import around
from dragoman.extract.spans import Part, part, tree, trees
from dragoman.extract.speakers import FINITE, FIRST, RELATIVE, goes_on_with, is_passive

_OWN = frozenset({
    "nsubj", "nsubjpass", "aux", "auxpass", "neg", "advmod", "dative", "prt", "agent", "mark", "npadvmod",
})  # fmt: skip


def clause(cue: Cue, _: str) -> Part | None:
    if cue.pos == "noun":
        return _noun_that(cue)
    if cue.pos == "adj":
        return _adjective_that(cue)
    head = cue.head
    if head.lemma_ == "see" and is_passive(head):
        return None
    clauses = [c for c in head.children if c.dep_ == "ccomp" and not (c.i < head.i and _apart(c, head))]
    if head.lemma_ == "see":
        clauses = [c for c in clauses if not _is_bare(c)]
    if not clauses:
        clauses = [c for c in head.rights if c.dep_ in ("parataxis", "dep") and c.pos_ in VERBAL and _has_subject(c)]
    wide = around(cue, told=bool(clauses))
    if wide:
        return part(wide, "parenthesis")
    if clauses:
        found = trees(clauses) - _own(head)
        for clause in clauses:
            found -= _taken_up(clause, head)
        return part(found | _left_behind(head, clauses), "clause")
    return _misread_that(cue)


def _apart(clause: Token, head: Token) -> bool:
    """Whether a clause before a cue is not what it says: a colon or semicolon parts them, or the cue is not finite."""
    return head.tag_ not in (*FINITE, "VBG") or any(t.text in (":", ";") for t in head.doc[clause.i : head.i])


def _is_bare(verb: Token) -> bool:
    """Whether a verb is or may be a bare infinitive: "see the talks fail" tells of a sight, not of a thought."""
    helped = any(c.dep_ in ("mark", "aux", "auxpass") or c.tag_ in ("WRB", "WP", "WDT") for c in verb.children)
    return verb.tag_ in ("VB", "VBP", "VBG") and not helped


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
    """The words of a verb that goes on with the cue though the parse hangs it in the clause: "said …, and added"."""
    return trees(verb for verb in clause.rights if goes_on_with(verb) == head)


def _left_behind(head: Token, clauses: list[Token]) -> set[int]:
    """The clause that goes on with what is said though the parse hangs it on the cue: "said A, and B would do C".

    Told from the account's own clause by its form: a modal, a present after a past, its own 'that', a first person.
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


def _misread_that(cue: Cue) -> Part | None:
    """The clause of "said at a summit that …", where the parse hangs it on the summit."""
    head = cue.head
    for prep in head.rights:
        for noun in (c for c in prep.children if c.dep_ == "pobj" and prep.dep_ in ("prep", "dative")):
            for clause in noun.rights:
                if clause.dep_ in ("relcl", "acl", "ccomp") and _clause_of_cue(clause):
                    return part(range(min(tree(clause)), head.sent.end), "clause")
    return None


def _clause_of_cue(clause: Token) -> bool:
    """Whether a clause that the parse took for a relative one has its own 'that' and subject."""
    first = clause.doc[min(tree(clause))]
    return first.lower_ == "that" and any(
        c.dep_ in ("nsubj", "nsubjpass") and c.lower_ not in RELATIVE for c in clause.children
    )


def _noun_that(cue: Cue) -> Part | None:
    for child in cue.head.rights:
        marked = any(c.dep_ == "mark" and c.lower_ == "that" for c in child.children)
        if marked and child.dep_ in ("acl", "ccomp", "appos") and child.pos_ in VERBAL and _has_subject(child):
            return part(tree(child), "clause")
    for prep in cue.head.rights:
        for noun in (c for c in prep.children if c.dep_ == "pobj" and prep.dep_ == "prep"):
            for child in noun.rights:
                if child.dep_ == "relcl" and _clause_of_cue(child):
                    return part(tree(child), "clause")
    after = cue.head.doc[cue.head.i + 1] if cue.head.i + 1 < len(cue.head.doc) else None
    if (
        after is not None
        and after.lower_ == "that"
        and after.dep_ == "mark"
        and after.sent.start == cue.head.sent.start
    ):
        return part({i for i in tree(after.head) if i > cue.head.i}, "clause")
    verb = cue.head.head
    if cue.head.dep_ == "nsubj" and verb.lemma_ == "be":
        for child in verb.rights:
            if child.dep_ == "ccomp" and any(c.dep_ == "mark" and c.lower_ == "that" for c in child.children):
                return part(tree(child), "clause")
    return None


def _adjective_that(cue: Cue) -> Part | None:
    head = cue.head
    places = [head, head.head] if head.dep_ == "acomp" and head.head.pos_ in VERBAL else [head]
    for at in places:
        for child in at.rights:
            misread = child.dep_ == "advcl" and head.doc[min(tree(child))].lower_ == "that"
            if child.i > head.i and (child.dep_ == "ccomp" or misread):
                return part(tree(child), "clause")
    return None


def unmarked_quotation(cue: Cue, _: str) -> Part | None:
    """A quotation that lost its marks: "Petrova went on, the army must wait"."""
    return part(around(cue, told=False), "parenthesis")
