"""Whom pronouns and definite phrases stand for, and that they stay open where two come into question."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from dragoman.extract.mentions import mentions
from dragoman.extract.parse import Parse, load, parse
from dragoman.extract.references import references
from dragoman.records import Document

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "cases" / "references.jsonl").read_text(encoding="utf-8").splitlines()
]
PIECES = (
    "Turkey", "its", "it", "said", "Sergei Lavrov", "he", "she", "They", "who", "which", "the minister", "Protesters",
    "Its troops", "the country", "himself", "that", "and", ",", ".", "\n", "“", "”", "NATO", "the bloc", "in", "to",
    "met",
)  # fmt: skip


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


def read(nlp: Language, text: str) -> Parse:
    return next(parse([Document("d", "d", text)], nlp))


@pytest.mark.parametrize(
    "case",
    [pytest.param(c, id=c["text"][:60], marks=[pytest.mark.xfail] if c["expect"] == "fail" else []) for c in CASES],
)
def test_references_are_those_of_the_case(nlp: Language, case: dict[str, str]) -> None:
    read_ = read(nlp, case["text"])
    found = [
        [mention.text, read_.text(mention.antecedent.start, mention.antecedent.end) if mention.antecedent else None]
        for mention in references(read_, tuple(mentions(read_)))
    ]
    assert found == case["expected"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=30))
def test_antecedents_are_mentions_and_never_the_reference_itself(nlp: Language, pieces: list[str]) -> None:
    read_ = read(nlp, " ".join(pieces))
    named = tuple(mentions(read_))
    found = list(references(read_, named))
    sources = {mention.source for mention in (*named, *found)}
    assert not {mention.source for mention in named} & {mention.source for mention in found}
    assert [m.source.start for m in found] == sorted(m.source.start for m in found)
    for mention in found:
        assert read_.document.text[mention.source.start : mention.source.end] == mention.text
        assert mention.antecedent is None or (mention.antecedent in sources and mention.antecedent != mention.source)


def test_a_possessive_phrase_takes_the_state_of_its_owner(nlp: Language) -> None:
    read_ = read(nlp, "Ethiopia mobilised its army.")
    army = next(m for m in references(read_, tuple(mentions(read_))) if m.text == "its army")
    assert (army.country, army.kind, army.antecedent) == ("ETH", "government", None)


def test_a_resolved_phrase_takes_the_kind_and_state_of_what_it_stands_for(nlp: Language) -> None:
    read_ = read(nlp, "Eritrea closed the border. The country gave no reason.")
    country = next(m for m in references(read_, tuple(mentions(read_))) if m.text == "The country")
    assert (country.kind, country.country, country.form) == ("state", "ERI", "nominal")
