"""What is read of an answer: the schema and nothing else."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.second.answer import SCHEMA, Answer, NotJson, read_answer
from tests.second.town import answer, said, told

ROW = said("the quays will stay open", "Ines Caldera")


def test_a_good_answer_is_read_whole() -> None:
    found = read_answer(answer(statements=[ROW], reports=[told("sent", "MOBILIZE")]))
    assert (len(found.statements), len(found.reports), found.dropped) == (1, 1, ())


@pytest.mark.parametrize("around", ["{}", "```json\n{}\n```", "Here you are:\n{}\nI hope this helps!"])
def test_talk_around_the_object_is_left_out(around: str) -> None:
    assert read_answer(around.replace("{}", answer(statements=[ROW]))).statements


@pytest.mark.parametrize("content", ["", "I cannot do that.", "[1, 2]", "{", "null", '"{"', "{" * 100_000])
def test_what_is_no_object_is_said_to_be_none(content: str) -> None:
    with pytest.raises(NotJson):
        read_answer(content)


def test_of_an_answer_that_was_cut_off_the_complete_rows_are_read() -> None:
    whole = answer(statements=[ROW, said("had gone home", "She", 3)])
    found = read_answer(whole[: whole.index("had gone") + 5])
    assert len(found.statements) == 1
    assert found.dropped == ("cut off",)


@pytest.mark.parametrize(
    "row",
    [
        "words",
        {**ROW, "sentence": "2"},
        {**ROW, "sentence": True},
        {**ROW, "words": "the quays"},
        {**ROW, "words": []},
        {**ROW, "words": ["a b"] * 13},
        {**ROW, "speaker": None},
        {**ROW, "speaker": " "},
        {**ROW, "cue": 7},
        {},
    ],
)
def test_a_row_beside_the_schema_is_dropped_alone(row: object) -> None:
    found = read_answer(json.dumps({"statements": [row, ROW]}))
    assert len(found.statements) == 1
    assert found.dropped == ("not of the schema",)


def test_types_that_we_do_not_know_are_dropped() -> None:
    rows = [told("sent", "INVADE"), told("sent", "mobilize"), told("sent", "MOBILIZE", status="maybe")]
    assert read_answer(answer(reports=rows)).dropped == ("not of the schema",) * 3


def test_what_is_beyond_the_schema_is_dropped_and_counted() -> None:
    content = json.dumps({"statements": [{**ROW, "run": "rm -rf /"}], "tools": [{"name": "shell"}], "figures": "many"})
    found = read_answer(content)
    assert len(found.statements) == 1
    assert sorted(found.dropped) == ["beyond the schema", "not of the schema"]


KEYS = st.sampled_from(["statements", "reports", "figures", "ties", "words", "sentence", "speaker", "x"])
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner)
)


@given(st.dictionaries(KEYS, ANYTHING))
def test_no_answer_breaks_the_reader(value: dict[str, object]) -> None:
    assert isinstance(read_answer(json.dumps(value)), Answer)


def test_the_schema_asks_for_all_fields_and_no_others() -> None:
    for kind in SCHEMA["properties"].values():
        row = kind["items"]
        assert row["required"] == list(row["properties"])
        assert row["additionalProperties"] is False
