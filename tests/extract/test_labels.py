"""Labels, sentence by sentence: `tests/cases/labels.jsonl`.

Expected, a list for each label in text order: words, field, connotation, words of what they name, speaker.
"""

from __future__ import annotations

from typing import Any

import pytest

from dragoman.extract.labels import labels
from dragoman.records import Label
from dragoman.tables import table
from tests.extract.told import Told, cases, told

COLUMNS = ("field", "word", "pos", "connotation", "kind", "needs", "unless")


def _labels(one: Told) -> tuple[Label, ...]:
    return tuple(labels(one.parse, one.mentions, one.statements, one.reports))


@pytest.mark.parametrize("case", cases("labels"))
def test_sentence(case: dict[str, Any]) -> None:
    one = told(case["text"])
    found = [[x.words, x.field, x.connotation, one.words(x.about), one.speaker(x.claimed_by)] for x in _labels(one)]
    assert found == case["expected"]


def test_words_are_those_of_the_text_and_name_a_record() -> None:
    for case in cases("labels"):
        one = told(case.values[0]["text"])
        known = {m.source for m in one.mentions} | {r.trigger for r in one.reports}
        found = _labels(one)
        assert all(label.words == one.words(label.source) for label in found)
        assert all(label.about is None or label.about in known for label in found)
        assert [label.source for label in found] == sorted({label.source for label in found})


def test_a_word_of_two_fields_follows_the_others_of_the_account() -> None:
    crowd = _labels(told("Protesters filled the square in Tunis. The terrorists, as the minister called them, sang."))
    armed = _labels(told("Rebels filled the hills of Tigray. The terrorists, as the minister called them, sang."))
    assert {label.field for label in crowd if label.words == "terrorists"} == {"crowd"}
    assert {label.field for label in armed if label.words == "terrorists"} == {"armed group"}


def test_every_field_takes_sides() -> None:
    rows = table("labels", COLUMNS)
    for field in {row["field"] for row in rows}:
        assert len({row["connotation"] for row in rows if row["field"] == field}) > 1, field
    assert {row["connotation"] for row in rows} == {"neutral", "favourable", "hostile"}
    assert {row["kind"] for row in rows} == {"actor", "event"}


@pytest.mark.parametrize("text", ["", "\n", "rebels", "-led", "a coup"])
def test_nearly_nothing_breaks_nothing(text: str) -> None:
    assert len(_labels(told(text))) <= 1
