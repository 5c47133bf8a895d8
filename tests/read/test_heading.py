"""What the first and last lines of an account tell, and what they must not."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.read.heading import heading

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "cases" / "headings.jsonl").read_text(encoding="utf-8").splitlines()
]
STORY = (
    "The states along the upper river have agreed to share what they measure at their gauges, the delegations said "
    "after a week of talks. It is the first paper that all of them have signed since the drought, and none of them "
    "gave way on the question of new dams, which the hosts had kept off the table.\n\n"
    "What the paper says about the lower river is vaguer: a commission is to look into it, and to report when it can.\n"
)


@pytest.mark.parametrize("case", [
    pytest.param(case, id=case["label"], marks=[pytest.mark.xfail(strict=True)] if case["expect"] == "fail" else [])
    for case in CASES
])  # fmt: skip
def test_heading(case: dict[str, Any]) -> None:
    told = asdict(heading(case["text"].replace("{story}", STORY)))
    assert {name: value for name, value in told.items() if value is not None} == case["expected"]


@given(st.text(max_size=400))
def test_any_text_has_a_heading_to_read(text: str) -> None:
    told = heading(text)
    assert told.title is None or " ".join(told.title.split()) == told.title


@given(st.lists(st.sampled_from(STORY.split()), min_size=20, max_size=80).map(" ".join))
def test_running_text_tells_nothing(words: str) -> None:
    told = heading(words + ".\n")
    assert (told.author, told.published, told.outlet, told.title) == (None, None, None, None)
