"""Causes, sentence by sentence: `tests/cases/causes.jsonl`.

Expected, a list for each cause in text order: words of the cause, of the tie, of the effect, family, negated, speaker.
"""

from __future__ import annotations

from typing import Any

import pytest

from dragoman.extract.causes import causes
from dragoman.records import Cause
from tests.extract.told import Told, cases, told


def _causes(one: Told) -> tuple[Cause, ...]:
    return tuple(causes(one.parse, one.mentions, one.statements, one.reports))


@pytest.mark.parametrize("case", cases("causes"))
def test_sentence(case: dict[str, Any]) -> None:
    one = told(case["text"])
    found = [
        [one.words(x.cause), one.words(x.source), one.words(x.effect), x.family, x.negated, one.speaker(x.claimed_by)]
        for x in _causes(one)
    ]
    assert found == case["expected"]


def test_cause_and_effect_are_apart() -> None:
    for case in cases("causes"):
        one = told(case.values[0]["text"])
        for cause in _causes(one):
            assert cause.cause.end <= cause.effect.start or cause.effect.end <= cause.cause.start
            assert one.words(cause.source)


def test_whoever_blames_in_vain_is_not_taken_for_the_account() -> None:
    """A verb of blame that no statement has as its cue yields nothing rather than a claim of the account's own."""
    one = told("The mayor blames migrants for the violence.")
    silent = Told(one.parse, one.mentions, (), one.reports)
    assert _causes(one)
    assert _causes(silent) == ()


@pytest.mark.parametrize("text", ["", "\n", "because of", "riots over", "led to"])
def test_nearly_nothing_yields_nothing(text: str) -> None:
    assert _causes(told(text)) == ()
