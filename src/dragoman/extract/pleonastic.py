"""An 'it' that stands for nothing: it is clear that, it seems, it took two days, it was Paris that."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.extract.vocabulary import wordlist

PLEONASTIC = wordlist("pleonastic")
"""Verbs with which 'it' and a clause or an adjective say that something is so."""
HOLDING = frozenset({"make", "find", "deem", "consider", "think", "leave"})
"""Verbs that hold something to be so: makes it possible to."""
CLAUSES = frozenset({"ccomp", "xcomp", "csubj", "csubjpass", "advcl", "acl", "relcl"})


def pleonastic(token: Token) -> bool:
    """Whether an 'it' stands for nothing: it is clear that, it seems, it was Paris which, makes it possible to."""
    if token.lower_ != "it":
        return False
    verb = token.head
    if token.dep_ == "expl" or (verb.pos_ == "ADJ" and verb.head.lemma_ in HOLDING):
        return True
    if verb.lemma_ == "come" and any(child.lower_ == "when" for child in verb.children):
        return True
    if token.dep_ in ("nsubj", "nsubjpass"):
        return _said_to_be(verb, passive=token.dep_ == "nsubjpass")
    return verb.lemma_ in HOLDING and any(child.dep_ in ("acomp", "oprd", "ccomp") for child in verb.children)


def _said_to_be(verb: Token, *, passive: bool) -> bool:
    """Whether the verb over 'it' only says that something is so: a clause follows it or its predicate."""
    clause = any(child.dep_ in CLAUSES for child in verb.children)
    predicates = [child for child in verb.children if child.dep_ in ("acomp", "attr", "oprd")]
    deeper = any(grand.dep_ in (*CLAUSES, "prep") for child in predicates for grand in child.children)
    if verb.lemma_ in PLEONASTIC and (clause or deeper or verb.lemma_ in ("seem", "appear", "happen", "follow")):
        return True
    return (passive and clause) or (verb.lemma_ == "be" and any(child.dep_ == "acomp" for child in predicates))
