"""What the trained classifier holds a verb to tell where the tables are silent: between two named actors alone.

Held back on purpose: a guess counts when its probability is LEAST or more and both parties are named. Nouns are not
asked: without a row there is no telling a happening from a thing.
"""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.extract.arguments import light_verbs, parties
from dragoman.extract.classifier import NONE, predict
from dragoman.extract.clauses import patients
from dragoman.extract.coder import Classifier, Guess, guessed
from dragoman.extract.features import features
from dragoman.extract.lexicon import entries, find
from dragoman.extract.namings import Namings
from dragoman.extract.parse import Parse
from dragoman.extract.things import lemma
from dragoman.records import Mention

LEAST = 0.7
"""Of our own sentences on which the tables are silent, four in five told with at least this are told rightly."""
CLAUSES = {"xcomp", "ccomp"}
ACTING = {"state", "government", "person", "organisation", "group", None}
"""Kinds of mention that can be party to a happening."""


def guesser(parse: Parse, namings: Namings) -> Classifier:
    """The classifier to ask of this document's triggers."""

    def guess(trigger: Token) -> Guess | None:
        if not _open(trigger):
            return None
        found = parties(trigger, guessed(trigger))
        sources = [each for each in namings.of(found.sources) if _acts(each)]
        targets = [each for group in found.targets for each in namings.of(group) if _acts(each)]
        if not sources or not targets or sources[0].source == targets[0].source:
            return None
        seen = features(parse, sources[0].source, targets[0].source)
        if seen is None or seen.over != trigger:
            return None
        shares = predict(seen)
        best = max(sorted(shares), key=lambda name: shares[name])
        return Guess(best, None, shares[best]) if best != NONE and shares[best] >= LEAST else None

    return guess


def _open(trigger: Token) -> bool:
    """Whether the tables are silent on a verb: it has no row (one whose rows do not fit is no happening), is no light
    verb, governs no clause and tells no happening that its object names."""
    if trigger.pos_ != "VERB" or lemma(trigger) in entries("verbs") or lemma(trigger) in light_verbs():
        return False
    if any(child.dep_ in CLAUSES for child in trigger.children):
        return False
    return all(find(head) is None for head in patients(trigger))


def _acts(mention: Mention) -> bool:
    return mention.kind in ACTING
