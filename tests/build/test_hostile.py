"""What no editor wrote, from file to case: a problem of the case, a sound case, and a brief in which it is but text."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.build import read
from dragoman.case.check import check
from dragoman.case.store import open_case
from dragoman.extract import parse
from dragoman.view.brief import brief
from tests.fuzz.properties import assert_escaped

SPEECH = "the envoys of the river states agreed to share what they measure, and "


@pytest.mark.parametrize("text", [
    SPEECH * 300, "1 2 3 " * 1_000, ". " * 3_000, "No! " * 1_000, "部 长 说 " * 1_000, "🙂 " * 3_000,
    "قال الوزير. " * 1_000, "“he said ‘she told " * 300 + "’ ” " * 300, "They denied it. " * 600,
    "$5 " * 1_500, "Ana Kovacs, Peru, " * 500,
])  # fmt: skip
def test_the_rest_of_what_is_too_long_is_a_problem_of_the_case(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setattr(parse, "BLOCK", 200)
    monkeypatch.setattr(parse, "MOST_TOKENS", 1_500)
    (tmp_path / "long.txt").write_text(text, encoding="utf-8")
    assert read([str(tmp_path / "long.txt")], tmp_path / "k.case").extracted == 1
    assert not list(check(tmp_path / "k.case"))
    with open_case(tmp_path / "k.case") as case:
        assert [document.text for document in case.documents()] == [text]
        (problem,) = (each for each in case.problems() if "alone" in each.message)
        assert problem.start is not None
        assert 0 < problem.start < problem.end == len(text)
        assert_escaped(brief(case))


@pytest.mark.parametrize("number", ["9" * 400, "9" * 400 + ".5", f"between 3 and {'9' * 400}", "1e999"])
def test_a_number_of_hundreds_of_digits_is_no_figure(tmp_path: Path, number: str) -> None:
    (tmp_path / "a.txt").write_text(f"Some {number} people left the town of Huaquillas on Friday, the mayor said.")
    (tmp_path / "b.txt").write_text("Some 300 people left the town of Huaquillas on Friday, the mayor said.")
    read([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")], tmp_path / "k.case")
    assert not list(check(tmp_path / "k.case"))
    with open_case(tmp_path / "k.case") as case:
        assert 300 in [figure.value for figure in case.figures()]
        brief(case)
