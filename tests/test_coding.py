"""A researcher's own sentences, coded from file to file."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest
from spacy.language import Language

from dragoman.coding import ADDED, BadRows, code_file, code_rows, quads, read_rows
from dragoman.extract.parse import load
from dragoman.records import Problem


@cache
def _nlp() -> Language:
    return load()


def _row(sentence: str, source: str, target: str) -> dict[str, str]:
    return {"sentence": sentence, "source": source, "target": target}


def test_rows_get_type_mode_quad_status_and_reason() -> None:
    (coded,) = code_rows([_row("Lima expelled two Bolivian envoys.", "Lima", "two Bolivian envoys")], _nlp())
    assert not isinstance(coded, Problem)
    assert (coded["type"], coded["mode"], coded["quad"], coded["status"]) == ("SANCTION", "expel", "4", "happened")
    assert "expelled" in coded["reason"]


def test_a_party_that_stands_nowhere_is_not_named() -> None:
    (coded,) = code_rows([_row("Two radio stations were ordered shut.", "Somebody", "Two radio stations")], _nlp())
    assert not isinstance(coded, Problem)
    assert "source 'Somebody' does not stand in the sentence" in coded["reason"]


@pytest.mark.parametrize(
    "row",
    [
        _row("Lima spoke.", "Quito", "Bogota"),
        _row("Lima spoke.", "", ""),
        _row(" ", "Lima", "Quito"),
    ],
)
def test_a_row_that_cannot_be_coded_is_a_problem_with_its_line(row: dict[str, str]) -> None:
    good = _row("Lima praised Quito.", "Lima", "Quito")
    first, bad, last = code_rows([good, row, good], _nlp(), name="mine.tsv")
    assert isinstance(bad, Problem)
    assert bad.message.startswith("mine.tsv:3: ")
    assert first == last


def test_words_that_stand_twice_are_told_apart_by_their_place() -> None:
    sentence = "Lima praised Quito, and Quito thanked Lima."
    row = {**_row(sentence, "Quito", "Lima"), "source_at": "24", "target_at": "38"}
    (coded,) = code_rows([row], _nlp())
    assert not isinstance(coded, Problem)
    assert "thanked" in coded["reason"]


def test_a_file_is_coded_into_a_file(tmp_path: Path) -> None:
    given, coded = tmp_path / "in.tsv", tmp_path / "out.tsv"
    given.write_text(
        "note\tsentence\tsource\ttarget\n"
        'a\t"Enough," Lima told Quito.\tLima\tQuito\n'
        'b\t"Lima called Quito ""reckless""."\tLima\tQuito\n'
        "c\tNobody spoke.\tLima\tQuito\n",
        encoding="utf-8",
    )
    problems = code_file(given, coded, _nlp())
    with coded.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    assert [row["note"] for row in rows] == ["a", "b", "c"]
    assert rows[0]["sentence"] == '"Enough," Lima told Quito.'
    assert rows[1]["sentence"] == 'Lima called Quito "reckless".'
    assert [problem.message.split(": ")[0] for problem in problems] == [f"{given}:4"]
    assert all(rows[2][column] == "" for column in ADDED)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("sentence\tsource\nLima spoke.\tLima\n", ":1: no column target"),
        ("sentence\tsource\ttarget\nLima spoke.\tLima\n", ":2: 2 cells, expected 3"),
        ("", ":1: no column sentence"),
    ],
)
def test_a_file_that_is_no_such_table_is_refused(text: str, message: str, tmp_path: Path) -> None:
    given = tmp_path / "in.tsv"
    given.write_text(text, encoding="utf-8")
    with pytest.raises(BadRows, match=message):
        read_rows(given)


def test_every_type_has_a_quad() -> None:
    assert set(quads().values()) == {"1", "2", "3", "4"}
