"""The trained classifier: whole, made from these sentences, deterministic, and silent where it knows nothing."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from tools.train_coder import WEIGHTS, digest

from dragoman.extract.classifier import NONE, predict, shipped
from dragoman.extract.coder import Vote, code_pair, weigh
from dragoman.extract.features import BLOCKS, WIDTH, Features, features
from dragoman.extract.lexicon import modes
from dragoman.extract.parse import Parse, load, parse
from dragoman.records import Document, Source

SENTENCE = "Norway pampered the visiting Fijian delegation with concerts."


@cache
def _nlp() -> Language:
    return load()


def _parsed(text: str, nlp: Language | None = None) -> Parse:
    return next(iter(parse([Document("doc", "case", text)], nlp or _nlp())))


def _at(text: str, words: str) -> Source:
    return Source("doc", text.index(words), text.index(words) + len(words))


def test_the_weights_were_made_from_these_sentences() -> None:
    assert shipped().digest == digest(), "data/training changed: make coder"


def test_the_weights_are_small() -> None:
    assert WEIGHTS.stat().st_size < 5_000_000


def test_the_classes_are_plovers_types_and_none() -> None:
    assert set(shipped().classes) == {*modes(), NONE}


@given(
    st.dictionaries(st.sampled_from(sorted(shipped().vocabulary)), st.floats(0, 2), max_size=20),
    st.integers(0, 2**32 - 1),
)
def test_probabilities_sum_to_one(names: dict[str, float], seed: int) -> None:
    vector = np.random.default_rng(seed).normal(0, 0.1, BLOCKS * WIDTH).astype(np.float32)
    shares = predict(Features(names, vector, None))
    assert all(0 <= share <= 1 for share in shares.values())
    assert sum(shares.values()) == pytest.approx(1)


def test_names_never_seen_change_nothing() -> None:
    vector = np.zeros(BLOCKS * WIDTH, dtype=np.float32)
    assert predict(Features({"verb qwxz": 1.0}, vector, None)) == predict(Features({}, vector, None))


def test_features_are_the_same_each_time() -> None:
    source, target = _at(SENTENCE, "Norway"), _at(SENTENCE, "the visiting Fijian delegation")
    first, second = (features(_parsed(SENTENCE), source, target) for _ in range(2))
    assert first is not None
    assert second is not None
    assert first.names == second.names
    assert (first.vector == second.vector).all()


def test_a_party_s_own_words_are_no_features() -> None:
    found = features(_parsed(SENTENCE), _at(SENTENCE, "Norway"), _at(SENTENCE, "the visiting Fijian delegation"))
    assert found is not None
    assert not any("delegation" in name or "norway" in name for name in found.names)
    assert found.over is not None
    assert found.over.text == "pampered"


def test_a_model_without_vectors_leaves_the_tables_alone() -> None:
    bare = spacy.blank("en")
    bare.add_pipe("sentencizer")
    text = "Norway greeted Fiji."
    assert features(_parsed(text, bare), _at(text, "Norway"), _at(text, "Fiji")) is None


def test_what_the_classifier_tells_alone_says_so() -> None:
    text = "Guards bludgeoned the striking miners."
    type_, _, status, reason = code_pair(_parsed(text), _at(text, "Guards"), _at(text, "the striking miners"))
    assert type_ == "ASSAULT"
    assert status == "happened"
    assert reason.startswith("classifier: 'bludgeoned' .")


@pytest.mark.parametrize(
    ("fit", "shares", "told"),
    [
        (5.0, {"AID": 0.6, "AGREE": 0.2, NONE: 0.2}, "AGREE"),
        (3.0, {"AID": 0.9, "AGREE": 0.05, NONE: 0.05}, "AID"),
        (5.0, {"AID": 0.9, "AGREE": 0.05, NONE: 0.05}, "AGREE"),
        (0.0, {"AID": 0.6, "AGREE": 0.2, NONE: 0.2}, "AID"),
        (-2.0, {"AID": 0.1, "AGREE": 0.2, NONE: 0.7}, None),
        (-2.0, {}, "AGREE"),
    ],
)
def test_a_vote_counts_by_its_fit(fit: float, shares: dict[str, float], told: str | None) -> None:
    assert weigh(Vote("AGREE", None, "happened", "a row", fit), shares) == told


def test_nobody_is_asked_and_nothing_is_told() -> None:
    assert weigh(None, {}) is None
