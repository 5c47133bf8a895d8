"""Names, same or not: cases as data, and what holds for any two names."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.records import Kind
from dragoman.resolve.folding import fold, plain, sound
from dragoman.resolve.similarity import compare

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "cases" / "similarity.jsonl").read_text(encoding="utf-8").splitlines()
]
NAMES = st.one_of(
    st.text(min_size=1, max_size=30),
    st.lists(
        st.sampled_from(
            ["Ahmed", "bin", "Al", "Mohammed", "Muhammad", "Kim", "J.", "van", "III", "44", "Ltd", "Омар", "محمد", "朴"]
        ),
        min_size=1,
        max_size=5,
    ).map(" ".join),
)
KINDS: st.SearchStrategy[Kind | None] = st.sampled_from([None, "person", "organisation"])


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case,
            id=f"{case['text'][0]} | {case['text'][1]}",
            marks=[pytest.mark.xfail(strict=True, reason=case["comment"])] if case["expect"] == "fail" else [],
        )
        for case in CASES
    ],
)
def test_verdict(case: dict[str, Any]) -> None:
    found = compare(*case["text"], kind=case["kind"])
    assert found.verdict == case["expected"], found


@given(NAMES, NAMES, KINDS)
def test_symmetric_and_bounded(a: str, b: str, kind: Kind | None) -> None:
    found = compare(a, b, kind=kind)
    assert found == compare(b, a, kind=kind)
    assert 0 <= found.score <= 1
    assert found.reason


@given(NAMES, KINDS)
def test_a_name_is_itself(name: str, kind: Kind | None) -> None:
    assert compare(name, name, kind=kind).verdict == "same"


@given(st.text(max_size=40))
def test_plain_is_plain(name: str) -> None:
    text = plain(name)
    assert text == plain(text)


def test_reasons_say_what_differs() -> None:
    assert "'heydar' is not 'ilham'" in compare("Ilham Aliyev", "Heydar Aliyev", kind="person").reason
    assert compare("Brigade 21", "Brigade 12").reason == "numbers differ: 12 and 21"
    assert "alone" in compare("Chavez", "Hugo Chavez", kind="person").reason


def test_fold_takes_off_what_does_not_tell() -> None:
    assert fold("President Ellen Johnson-Sirleaf", "person").words == ("ellen", "johnson", "sirleaf")
    assert fold("OJSC Belaruskali", "organisation").words == ("belaruskali",)
    assert fold("Dr", "person").words == ("dr",)
    assert fold("JSC", "organisation").words == ("jsc",)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("qasym", "kasim"), ("zhomart", "jomart"), ("aliyev", "aliev"), ("mohammed", "muhamid"), ("schukin", "shukin"),
        ("kyiv", "kiev"), ("xi", "hsi"), ("yusuf", "yousouf"), ("sergej", "sergei"),
    ],
)  # fmt: skip
def test_spellings_of_one_sound(a: str, b: str) -> None:
    assert sound(a) == sound(b)
