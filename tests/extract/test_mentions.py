"""Who and what is named in a sentence, and as what."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from dragoman.extract.mentions import mentions
from dragoman.extract.parse import Parse, load, parse
from dragoman.records import Document, Mention

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "cases" / "mentions.jsonl").read_text(encoding="utf-8").splitlines()
]
PIECES = (
    "Turkey", "Ankara", "Kazakh", "President", "Sergei Lavrov", "the minister", "NATO", "(OTS)", "said", "troops", "of",
    "and", "Foreign Ministry", "in", "'s", ",", ".", "\n", "“", "”", "O’Brien", "Nur-Sultan", "U.S.", "AlmatyAt",
    "-based", "İstanbul", "\u00a0",
)  # fmt: skip


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


def read(nlp: Language, text: str) -> Parse:
    return next(parse([Document("d", "d", text)], nlp))


def told(mention: Mention) -> list[str]:
    return [mention.text, mention.form, mention.kind or "", mention.country or "", mention.office or ""]


@pytest.mark.parametrize(
    "case",
    [pytest.param(c, id=c["label"], marks=[pytest.mark.xfail] if c["expect"] == "fail" else []) for c in CASES],
)
def test_mentions_are_those_of_the_case(nlp: Language, case: dict[str, list[str]]) -> None:
    found = [told(mention) for mention in mentions(read(nlp, str(case["text"])))]
    expected = [words.split(":", 4) for words in case["expected"]]
    assert [words[: len(want)] for words, want in zip(found, expected, strict=False)] == expected
    assert len(found) == len(expected)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=25))
def test_offsets_give_back_the_text_and_no_words_are_told_twice(nlp: Language, pieces: list[str]) -> None:
    read_ = read(nlp, " ".join(pieces))
    found = list(mentions(read_))
    for mention in found:
        assert read_.document.text[mention.source.start : mention.source.end] == mention.text
        assert mention.text.strip() == mention.text
        assert mention.text
    assert len({mention.source for mention in found}) == len(found)
    assert [m.source.start for m in found] == sorted(m.source.start for m in found)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "...", "“”", "A", "a" * 5000, "x " * 3000])
def test_texts_without_names_yield_nothing(nlp: Language, text: str) -> None:
    assert not list(mentions(read(nlp, text)))


def test_an_acronym_points_to_the_name_that_defines_it(nlp: Language) -> None:
    read_ = read(nlp, "The Lake Chad Basin Commission (LCBC) met in Abuja.")
    acronym = next(mention for mention in mentions(read_) if mention.text == "LCBC")
    assert acronym.antecedent is not None
    assert read_.text(acronym.antecedent.start, acronym.antecedent.end) == "Lake Chad Basin Commission"
    assert acronym.reason == "defined as short for 'Lake Chad Basin Commission'"


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("Mrs. Gandhi spoke.", "f"),
        ("Spokeswoman Ravina Shamdasani spoke.", "f"),
        ("Elena Kovaleva spoke.", "f"),
        ("Sergei Lavrov spoke.", "m"),
        ("Xyz Qwerty spoke to Ms. Abc.", None),
    ],
)
def test_gender_is_told_by_honorific_office_and_given_name(nlp: Language, text: str, gender: str | None) -> None:
    people = [mention for mention in mentions(read(nlp, text)) if mention.kind == "person"]
    assert people[0].gender == gender if people else gender is None


def test_one_label_is_outvoted_by_the_rest_of_the_document(nlp: Language) -> None:
    text = (
        "Prosecutors charged Aibek Junushaliev. Junushaliev denied it. Relatives said Junushaliev's health failed.\n"
        "The party of Junushaliev blamed the court."
    )
    found = [
        mention for mention in mentions(read(nlp, text)) if "Junushaliev" in mention.text and mention.form == "name"
    ]
    assert len(found) == 4
    assert {mention.kind for mention in found} == {"person"}
