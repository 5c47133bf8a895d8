"""Figures, sentence by sentence: `tests/cases/figures.jsonl`.

Expected, a list for each figure in text order: text, value, low, high, approximate, unit, subject, measure, as_of. The
sentences are read as accounts of 15 July 2022, with the mentions that the program finds.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

from dragoman.extract.figures import figures
from dragoman.extract.mentions import mentions
from dragoman.extract.parse import Parse, load, parse
from dragoman.records import Document, Figure, Problem

CASES = [
    json.loads(line) for line in (Path(__file__).parents[1] / "cases" / "figures.jsonl").read_text("utf-8").splitlines()
]


@cache
def _nlp() -> Language:
    return load()


def _told(text: str, name: str = "doc") -> tuple[Parse, list[Figure]]:
    parsed = next(parse([Document(name, "case", text, published="2022-07-15")], _nlp()))
    return parsed, [each for each in figures(parsed, tuple(mentions(parsed))) if isinstance(each, Figure)]


@pytest.mark.parametrize("case", [
    pytest.param(case, id=case["label"], marks=[pytest.mark.xfail(strict=True)] if case["expect"] == "fail" else [])
    for case in CASES
])  # fmt: skip
def test_sentence(case: dict[str, Any]) -> None:
    parsed, told = _told(case["text"])
    found = [[f.text, f.value, f.low, f.high, f.approximate, f.unit, f.subject, f.measure, f.as_of] for f in told]
    assert found == case["expected"]
    assert all(parsed.text(figure.source.start, figure.source.end) == figure.text for figure in told)


def test_an_id_hashes_the_place_and_the_value() -> None:
    text = "Ten soldiers died. Ten soldiers died."
    first, second = _told(text)[1]
    assert first.id != second.id
    assert [figure.id for figure in _told(text)[1]] == [first.id, second.id]
    assert _told(text, "other")[1][0].id != first.id


def test_a_figure_without_a_day_of_publication_has_no_time() -> None:
    parsed = next(parse([Document("doc", "case", "In Mali 40 people were killed.")], _nlp()))
    told = list(figures(parsed, tuple(mentions(parsed))))
    assert [(figure.value, figure.as_of) for figure in told if isinstance(figure, Figure)] == [(40.0, None)]


def test_a_beginning_on_the_day_of_publication_is_a_problem() -> None:
    text = "In Mali 300 people have been arrested since July 15, when the strike ended."
    parsed = next(parse([Document("doc", "case", text, published="2022-07-15")], _nlp()))
    problem = next(each for each in figures(parsed, tuple(mentions(parsed))) if isinstance(each, Problem))
    assert "begins on the day of publication" in problem.message
    assert parsed.text(problem.start or 0, problem.end or 0) == "since July 15"


@pytest.mark.parametrize("text", ["", "\n\n", "\u00a0", "…", "12", "%", "$"])
def test_nearly_nothing_yields_nothing(text: str) -> None:
    assert _told(text)[1] == []
