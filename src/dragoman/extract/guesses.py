"""What the trained classifier holds a verb to tell where the tables are silent: between two named actors alone.

Held back on purpose: a guess counts when it is likelier than LEAST and both parties are named. Nouns are not asked:
without a row there is no telling a happening from a thing.
"""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.extract.arguments import parties
from dragoman.extract.classifier import NONE, predict
from dragoman.extract.coder import Classifier, Guess, guessed
from dragoman.extract.features import features
from dragoman.extract.namings import Namings
from dragoman.extract.parse import Parse
from dragoman.records import Mention

LEAST = 0.7
"""Of our own sentences on which the tables are silent, four in five told with at least this are told rightly."""
ACTING = {"state", "government", "person", "organisation", "group", None}
"""Kinds of mention that can be party to a happening."""


def guesser(parse: Parse, namings: Namings) -> Classifier:
    """The classifier to ask of this document's triggers."""

    def guess(trigger: Token) -> Guess | None:
        if trigger.pos_ != "VERB":
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


def _acts(mention: Mention) -> bool:
    return mention.kind in ACTING
