"""What a sentence shows of two parties, as numbers: words where they stand between them, and word vectors.

The classifier learns from these and is asked with them. They are the same for the same parse: no order of a set or a
mapping enters. Known limit: a pair is seen within the sentence of its first party.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Span, Token

from dragoman.extract.parse import Parse
from dragoman.records import Source

Vector: TypeAlias = NDArray[np.float32]

WIDTH = 300
"""Numbers in a word's vector; the parser's model may have others, and then there are no features."""
BLOCKS = 2
"""Vectors of a pair, one after the other: of the words near the parties, and of the sentence's matter.

Those of the path and of the verbs over the parties, tried too, lower the score (docs/decisions/coder.md)."""
STEM = 5
"""Letters that related words share: withdraw, withdrawal."""
CONTENT = {"VERB", "NOUN", "ADJ", "ADV"}
GOVERNING = {"VERB", "AUX", "NOUN"}
TURNING = {"aux", "auxpass", "neg", "prep", "prt", "agent"}
"""Dependents of a verb that turn what it tells: "will send", "not send", "send off"."""


@dataclass(frozen=True, slots=True)
class Features:
    """Names with their weights, the vectors of the pair, and the verb or noun over its first party."""

    names: dict[str, float]
    vector: Vector
    over: Token | None


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two parties in a sentence and the words between them in the tree."""

    words: Span
    inside: frozenset[int]
    source: Token | None
    target: Token | None
    path: tuple[Token, ...]
    over_source: Token | None
    over_target: Token | None

    def outside(self, tokens: Iterable[Token]) -> list[Token]:
        """The tokens that are no part of a party."""
        return [token for token in tokens if token.i not in self.inside]


def features(parse: Parse, source: Source | None, target: Source | None) -> Features | None:
    """The features of two parties, at least one of them given; None: the model has no vectors of our width."""
    if parse.doc.vocab.vectors_length != WIDTH:
        return None
    pair = _pair(parse, source, target)
    names: dict[str, float] = {}
    for name, weight in _names(pair):
        names[name] = max(weight, names.get(name, 0.0))
    return Features(names, _vector(pair), pair.over_source or pair.over_target)


def _pair(parse: Parse, source: Source | None, target: Source | None) -> _Pair:
    spans = [parse.span(one.start, one.end) if one else None for one in (source, target)]
    given = [span for span in spans if span is not None]
    words = given[0].root.sent if given else parse.doc[:]
    inside = frozenset(token.i for span in given for token in span)
    actor, other = (span.root if span is not None else None for span in spans)
    over_source = _governor(actor, inside)
    over_target = _governor(other, inside)
    path = tuple(token for token in _path(actor, other) if token.i not in inside)
    return _Pair(words, inside, actor, other, path, over_source, over_target)


def _governor(head: Token | None, inside: frozenset[int]) -> Token | None:
    """The nearest verb or noun over a party."""
    above = head.ancestors if head is not None else ()
    return next((token for token in above if token.pos_ in GOVERNING and token.i not in inside), None)


def _path(source: Token | None, target: Token | None) -> list[Token]:
    """Words over the source up to the first that is over both, then those over the target below it."""
    if source is None or target is None:
        one = source if source is not None else target
        return list(one.ancestors)[:2] if one is not None else []
    up, other = [source, *source.ancestors], [target, *target.ancestors]
    shared = {token.i for token in other}
    common = next((number for number, token in enumerate(up) if token.i in shared), None)
    if common is None:
        return up[1:3]
    return up[1 : common + 1] + [token for token in other[1:] if token.i not in {t.i for t in up}]


def _names(pair: _Pair) -> Iterator[tuple[str, float]]:
    for token in pair.path:
        yield f"path {_word(token)}", 1.0
        yield f"path {token.dep_} {_word(token)}", 0.5
        yield f"stem {_word(token)[:STEM]}", 0.7
    if pair.over_source is not None:
        yield from _of_verb(pair, pair.over_source)
    if pair.source is not None:
        yield f"source {pair.source.dep_}", 0.5
    if pair.target is not None:
        yield f"target {pair.target.dep_}", 0.5
    if pair.over_target is not None:
        yield f"over {_word(pair.over_target)}", 1.0
        yield f"stem {_word(pair.over_target)[:STEM]}", 0.7
        if pair.over_source is not None:
            yield f"both {_word(pair.over_source)} {_word(pair.over_target)}", 0.7
    for token in _content(pair):
        yield f"word {_word(token)}", 0.4


def _of_verb(pair: _Pair, verb: Token) -> Iterator[tuple[str, float]]:
    """The verb over the source and what hangs on it."""
    yield f"verb {_word(verb)}", 1.0
    yield f"stem {_word(verb)[:STEM]}", 0.7
    for child in pair.outside(verb.children):
        if child.dep_ in ("punct", "det"):
            continue
        yield f"{child.dep_} {_word(child)}", 0.7
        yield f"child {_word(child)}", 0.5
        if child.dep_ in TURNING:
            yield f"verb {_word(verb)} {_word(child)}", 0.7
        if child.dep_ == "prep":
            for inner in pair.outside(child.children):
                yield f"of {_word(child)} {_word(inner)}", 0.5


def _vector(pair: _Pair) -> Vector:
    """The blocks one after the other, each the mean of its words' directions."""
    over = [token for token in (pair.over_source, pair.over_target) if token is not None]
    near = {token.i: token for token in [*over, *pair.path]}
    for token in list(near.values()):
        near.update({child.i: child for child in pair.outside(token.children) if child.pos_ in CONTENT - {"ADV"}})
    blocks = ([near[at] for at in sorted(near)], [token for token in _content(pair) if token.pos_ != "ADV"])
    return np.concatenate([_mean(block) for block in blocks])


def _mean(tokens: list[Token]) -> Vector:
    if not tokens:
        return np.zeros(WIDTH, dtype=np.float32)
    directions = [token.vector / (token.vector_norm or 1.0) for token in tokens]
    mean: Vector = np.mean(np.asarray(directions, dtype=np.float32), axis=0)
    return mean


def _content(pair: _Pair) -> list[Token]:
    """The sentence's words that carry its matter, the parties left out."""
    words = pair.outside(pair.words)
    return [token for token in words if token.pos_ in CONTENT and token.is_alpha and not token.is_stop]


def _word(token: Token) -> str:
    return str(token.lemma_).lower()
