"""What the words around a trigger say of it: happened, planned, hypothetical or denied; and on whose word it rests."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Token

from dragoman.extract.parse import load, parse
from dragoman.extract.status import alleged, claimed_by, standing
from dragoman.records import Document, Source, Statement
from tests.extract.told import told


@cache
def _nlp() -> Language:
    return load()


def _trigger(text: str, word: str) -> Token:
    parsed = next(iter(parse([Document("doc", "case", text)], _nlp())))
    return next(token for token in parsed.doc if token.text == word)


def _status(text: str, word: str) -> str:
    trigger = _trigger(text, word)
    return standing(trigger, noun=trigger.pos_ in ("NOUN", "PROPN")).status


HAPPENED = [
    ("Jordan expelled the envoy.", "expelled"),
    ("Jordan has managed to free the pilot.", "free"),
    ("The talks in Muscat ended early.", "talks"),
    ("The president, who sacked his cabinet, may resign.", "sacked"),
    ("Police could not sleep after rioters burned the hall.", "burned"),
    ("The minister denied the report because troops had already crossed the river.", "crossed"),
    ("Tokyo hopes for calm since the attack shook markets.", "attack"),
    ("The king agreed with the deputies who condemned the raid.", "condemned"),
    ("Not only did the army attack, it burned the village.", "burned"),
]
PLANNED = [
    ("Jordan will expel the envoy.", "expel"),
    ("Jordan plans to expel the envoy.", "expel"),
    ("Jordan is about to expel the envoy.", "expel"),
    ("The army is going to attack.", "attack"),
    ("The minister said that troops would leave in spring.", "leave"),
    ("Rabat announced plans to deport them.", "deport"),
    ("The sides agreed to meet again.", "meet"),
    ("A summit is planned for autumn.", "summit"),
    ("Accra promised aid.", "aid"),
    ("He flew to Doha to meet the emir.", "meet"),
    ("Lima decided to recall its consul.", "recall"),
    ("The premier will meet the miners and visit the pits.", "visit"),
]
HYPOTHETICAL = [
    ("Jordan might expel the envoy.", "expel"),
    ("If Jordan expels the envoy, ties will suffer.", "expels"),
    ("Did Jordan expel the envoy?", "expel"),
    ("The bishop called for talks.", "talks"),
    ("The opposition demanded that he resign.", "resign"),
    ("There is a risk of an attack.", "attack"),
    ("Jordan is unlikely to attack.", "attack"),
    ("Jordan would attack if it were richer.", "attack"),
    ("Observers fear that Jordan will attack.", "attack"),
    ("Oslo urged both sides to negotiate.", "negotiate"),
    ("Agents allegedly poisoned the chess player.", "poisoned"),
    ("Rome considers sending troops.", "sending"),
    ("The court must release him.", "release"),
]
DENIED = [
    ("Jordan did not expel the envoy.", "expel"),
    ("Jordan never expelled the envoy.", "expelled"),
    ("Jordan refused to expel the envoy.", "expel"),
    ("Jordan denied expelling the envoy.", "expelling"),
    ("There was no attack.", "attack"),
    ("The army took no part in the attack.", "attack"),
    ("Without consulting the allies, Bonn signed.", "consulting"),
    ("The coast guard prevented an attack.", "attack"),
    ("No arrests were made.", "arrests"),
    ("Neither country attacked.", "attacked"),
    ("Jordan does not plan to attack.", "attack"),
    ("It was not an attack.", "attack"),
]


@pytest.mark.parametrize(("text", "word"), HAPPENED)
def test_told_as_a_fact(text: str, word: str) -> None:
    assert _status(text, word) == "happened"


@pytest.mark.parametrize(("text", "word"), PLANNED)
def test_still_to_come(text: str, word: str) -> None:
    assert _status(text, word) == "planned"


@pytest.mark.parametrize(("text", "word"), HYPOTHETICAL)
def test_only_thought_of(text: str, word: str) -> None:
    assert _status(text, word) == "hypothetical"


@pytest.mark.parametrize(("text", "word"), DENIED)
def test_said_not_to_be(text: str, word: str) -> None:
    assert _status(text, word) == "denied"


@pytest.mark.parametrize("modal", ["will", "may", "might", "could", "must", "should"])
@pytest.mark.parametrize("verb", ["attack", "arrest", "visit", "praise", "release"])
def test_no_modal_leaves_a_fact(modal: str, verb: str) -> None:
    assert _status(f"Ghana {modal} {verb} them.", verb) in ("planned", "hypothetical")


def test_an_accusation_is_no_fact() -> None:
    assert alleged(_trigger("He was charged with the murder of a guard.", "murder")) is not None
    assert alleged(_trigger("The murder of a guard shook the town.", "murder")) is None


def _said(identity: str, start: int, end: int, cue: tuple[int, int] | None = None) -> Statement:
    return Statement(identity, (Source("doc", start, end),), Source("doc", *cue) if cue else None, None, "indirect")


def test_the_innermost_voice_claims_it() -> None:
    outer, inner = _said("s-outer", 0, 100), _said("s-inner", 40, 80)
    assert claimed_by(Source("doc", 50, 55), Source("doc", 50, 55), [outer, inner]) == "s-inner"
    assert claimed_by(Source("doc", 10, 15), Source("doc", 10, 15), [outer, inner]) == "s-outer"
    assert claimed_by(Source("doc", 110, 115), Source("doc", 110, 115), [outer, inner]) is None


def test_a_statement_does_not_claim_itself() -> None:
    accusing = _said("s-1", 0, 100, cue=(10, 17))
    assert claimed_by(Source("doc", 10, 17), Source("doc", 10, 17), [accusing]) is None


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 50)), max_size=6), st.integers(0, 90))
def test_who_claims_covers_the_trigger_whatever_the_order(spans: list[tuple[int, int]], at: int) -> None:
    said = [_said(f"s-{n}", start, start + length) for n, (start, length) in enumerate(spans)]
    spot = Source("doc", at, at + 3)
    claim = claimed_by(spot, spot, said)
    assert claim == claimed_by(spot, spot, list(reversed(said)))
    covering = {s.id for s in said if s.content[0].start <= spot.start and spot.end <= s.content[0].end}
    assert (claim in covering) if covering else claim is None


@pytest.mark.parametrize(
    ("text", "trigger", "claimed_by"),
    [
        ("Kenya declared its support for Uganda after riots in Kampala.", "riots", None),
        ("Kenya offered to help Uganda, which has been shaken by riots.", "riots", None),
        ("Kenya said that it would help Uganda after riots in Kampala.", "riots", "Kenya"),
        ("Kenya said that riots had broken out in Kampala.", "riots", "Kenya"),
    ],
)
def test_what_is_told_beside_a_deed_is_the_accounts_own(text: str, trigger: str, claimed_by: str | None) -> None:
    found = told(text)
    (report,) = [r for r in found.reports if found.words(r.trigger) == trigger]
    assert found.speaker(report.claimed_by) == claimed_by
