"""Tones, sentence by sentence: `tests/cases/tones.jsonl`.

Expected, a list for each tone in text order: who is praised or blamed, score, the words, speaker.
"""

from __future__ import annotations

from typing import Any

import pytest

from dragoman.extract.tones import tones
from dragoman.records import Tone
from dragoman.tables import table
from tests.extract.told import Told, cases, told


def _tones(one: Told) -> tuple[Tone, ...]:
    return tuple(tones(one.parse, one.mentions, one.statements))


@pytest.mark.parametrize("case", cases("tones"))
def test_sentence(case: dict[str, Any]) -> None:
    one = told(case["text"])
    found = [[one.words(x.target_span), x.score, one.words(x.source), one.speaker(x.claimed_by)] for x in _tones(one)]
    assert found == case["expected"]


def test_targets_are_mentions_and_scores_in_range() -> None:
    for case in cases("tones"):
        one = told(case.values[0]["text"])
        found = _tones(one)
        assert {x.target_span for x in found} <= {m.source for m in one.mentions}
        assert all(-1 <= x.score <= 1 and x.score != 0 for x in found)


def test_negation_turns_a_score_round_and_weakens_it() -> None:
    (praise,) = _tones(told("Cyprus is reliable, the envoy said."))
    (blame,) = _tones(told("Cyprus is not reliable, the envoy said."))
    assert blame.score < 0 < praise.score
    assert -blame.score < praise.score


def test_scores_are_quarters_and_each_word_stands_once_in_a_role() -> None:
    rows = table("tones", ("role", "word", "score"))
    assert all(float(row["score"]) * 4 == int(float(row["score"]) * 4) and row["score"] != "0" for row in rows)
    assert len({(row["role"], row["word"]) for row in rows}) == len(rows)
    assert 800 <= len(rows) <= 1500


@pytest.mark.parametrize("text", ["", "\n", "corrupt", "a tyrant", "lied"])
def test_nearly_nothing_yields_nothing(text: str) -> None:
    assert _tones(told(text)) == ()
