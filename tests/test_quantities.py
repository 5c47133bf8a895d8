"""Numbers: value, bounds and units; and what only looks like one."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.numerals import TENS, UNITS, numeral, words
from dragoman.quantities import find

CASES = [
    json.loads(line) for line in (Path(__file__).parent / "cases" / "quantities.jsonl").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize("case", [
    pytest.param(case, id=case["label"], marks=[pytest.mark.xfail(strict=True)] if case["expect"] == "fail" else [])
    for case in CASES
])  # fmt: skip
def test_sentence(case: dict[str, Any]) -> None:
    found = [[n.text, n.value, n.low, n.high, n.approximate, n.unit] for n in find(case["text"])]
    assert found == case["expected"]


@given(st.integers(0, 10**12))
def test_digits_read_back_in_every_grouping(value: int) -> None:
    for said in (str(value), f"{value:,}", _indian(value)):
        if not (len(said) == 4 and said.isdigit()):
            assert _value(f"{said} people") == value


@given(st.integers(1, 999_999))
def test_words_read_back(value: int) -> None:
    assert _value(_spelled(value)) == value


@given(st.integers(2, 999), st.sampled_from([("thousand", 10**3), ("million", 10**6), ("billion", 10**9)]))
def test_a_scale_multiplies(value: int, scale: tuple[str, int]) -> None:
    assert _value(f"{value} {scale[0]} people") == value * scale[1]


@given(st.text(max_size=200))
def test_offsets_give_back_the_text_and_numbers_do_not_overlap(text: str) -> None:
    numbers = find(text)
    assert all(text[number.start : number.end] == number.text for number in numbers)
    assert all(a.end <= b.start for a, b in pairwise(numbers))
    assert all(n.low is None or n.high is None or n.low <= n.high for n in numbers)


def _value(text: str) -> float | None:
    read = numeral(text, words(text), 0)
    return read[1] if read else None


def _indian(value: int) -> str:
    digits = str(value)
    head, tail = digits[:-3], digits[-3:]
    pairs = [head[max(0, end - 2) : end] for end in range(len(head), 0, -2)][::-1]
    return ",".join((*pairs, tail))


def _spelled(value: int) -> str:
    ones, tens = list(UNITS), ["", "ten", *TENS]
    if value >= 1000:
        rest = value % 1000
        return (
            f"{_spelled(value // 1000)} thousand"
            + (f" and {_spelled(rest)}" if 0 < rest < 100 else "")
            + (f" {_spelled(rest)}" if rest >= 100 else "")
        )
    if value >= 100:
        return f"{ones[value // 100]} hundred" + (f" and {_spelled(value % 100)}" if value % 100 else "")
    if value >= 20:
        return tens[value // 10] + (f"-{ones[value % 10]}" if value % 10 else "")
    return ones[value]
