"""Assessments, sentence by sentence: `tests/cases/assessments.jsonl`.

Expected, a list for each assessment in text order: who is judged, gains or loses, the words, the hedge, speaker.
"""

from __future__ import annotations

from typing import Any

import pytest

from dragoman.extract.assessments import assessments
from dragoman.records import Assessment
from tests.extract.told import Told, cases, told


def _assessments(one: Told) -> tuple[Assessment, ...]:
    return tuple(assessments(one.parse, one.mentions, one.statements))


@pytest.mark.parametrize("case", cases("assessments"))
def test_sentence(case: dict[str, Any]) -> None:
    one = told(case["text"])
    found = [
        [one.words(x.target_span), x.outcome, one.words(x.source), one.words(x.hedge), one.speaker(x.claimed_by)]
        for x in _assessments(one)
    ]
    assert found == case["expected"]


def test_targets_are_mentions() -> None:
    for case in cases("assessments"):
        one = told(case.values[0]["text"])
        assert {x.target_span for x in _assessments(one)} <= {m.source for m in one.mentions}


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Ankara will gain influence in Baku.", ["gains"]),
        ("It is unlikely that Ankara will gain influence in Baku.", ["loses"]),
        ("Ankara will not gain influence in Baku.", []),
        ("Will Ankara gain influence in Baku?", []),
    ],
)
def test_doubt_turns_a_gain_round_and_denial_leaves_nothing(text: str, outcome: list[str]) -> None:
    assert [x.outcome for x in _assessments(told(text))] == outcome


@pytest.mark.parametrize("text", ["", "\n", "the winner", "a blow to", "loses"])
def test_nearly_nothing_yields_nothing(text: str) -> None:
    assert _assessments(told(text)) == ()
