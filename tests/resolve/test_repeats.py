"""One statement told more than once is linked to its first telling; different statements are not."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.records import Document, Source, Statement
from dragoman.resolve.repeats import _pairs_alike, _same, _Sentence, repeats


def told(
    number: int, text: str, *, actor: str | None = "a-1", published: str = "2020-05-01"
) -> tuple[Document, Statement]:
    document = Document(f"doc-{number}", f"{number}.txt", text, published=published)
    content = (Source(document.id, 0, len(text)),)
    return document, Statement(f"s-{number}", content, cue=None, speaker=None, kind="indirect", actor=actor)


def links(*tellings: tuple[Document, Statement]) -> dict[str, str | None]:
    found = repeats([s for _, s in tellings], [d for d, _ in tellings])
    return {s.id: s.repeats for s in found}


def test_rewordings_lead_to_the_first_telling() -> None:
    one = told(
        1,
        "If the islands ask the capital for help, we are prepared to send engineers and boats",
        published="2020-05-03",
    )
    two = told(2, "The capital is prepared to send engineers and boats to the islanders", published="2020-05-02")
    three = told(3, "We declare: prepared to send boats and engineers to our islanders at once", published="2020-05-04")
    assert links(one, two, three) == {"s-1": "s-2", "s-2": None, "s-3": "s-2"}


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("The bridge will open in June", "The harbour lost three cranes in the storm", "another topic"),
        (
            "Rebels killed 40 soldiers near the northern border",
            "Rebels killed 12 soldiers near the northern border",
            "number",
        ),
        ("We will see", "We will see", "too short to tell"),
    ],
)
def test_different_statements_are_not_linked(one: str, other: str, why: str) -> None:
    assert links(told(1, one), told(2, other)) == {"s-1": None, "s-2": None}, why


def test_another_speaker_or_none_repeats_nobody() -> None:
    text = "The northern bridge will open again before the winter"
    assert links(told(1, text), told(2, text, actor="a-2"), told(3, text, actor=None)) == dict.fromkeys(
        ("s-1", "s-2", "s-3")
    )


def test_two_readings_of_one_passage_are_no_repeat() -> None:
    document, whole = told(1, "The northern bridge will open again before the winter")
    part = Statement("s-part", (Source(document.id, 4, 40),), cue=None, speaker=None, kind="indirect", actor="a-1")
    assert {s.repeats for s in repeats([whole, part], [document])} == {None}


WORDS = ["talks", "border", "troops", "withdraw", "sanction", "minister", "gas", "price", "vote", "crisis", "reform"]


@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=3, max_size=8), max_size=12))
def test_the_index_finds_what_comparing_all_finds(texts: list[list[str]]) -> None:
    told = [[_Sentence(frozenset(words), frozenset())] for words in texts]
    every = {(b, a) for a, b in combinations(range(len(told)), 2) if _same(told[a][0], told[b][0])}
    assert set(_pairs_alike(told)) == every
