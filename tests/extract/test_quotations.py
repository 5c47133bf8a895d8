"""Where quotation marks stand: kinds of marks, nesting, marks that never close."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.extract.quotations import Quotation, quotations

PASSAGES = [
    ("He said “no” and left.", ["no"]),
    ('He said "no" and "never".', ["no", "never"]),
    ("He said «no».", ["no"]),
    ("Er sagte „nein“.", ["nein"]),
    ("He said ‘no’ twice.", ["no"]),
    ("He said 'no' twice.", ["no"]),
    ("He said ''no'' twice.", ["no"]),
    ("“He said ‘no’ to me,” she wrote.", ["He said ‘no’ to me,"]),
    ("“He said “no” to me,” she wrote.", ["He said “no” to me,"]),
    ('"He said “no” to me," she wrote.', ["He said “no” to me,"]),
    ("The boats' crews don't say 'no'.", ["no"]),
    ("It was the '90s, wasn't it?", []),
    ("The minister's men and the miners' wives came.", []),
    ("“One. “Two,” he said.", ["One.", "Two,"]),
    ('"One, "he said.', ["One, "]),
    ("He said: “One. Two “", ["One. Two "]),
    ("”One two,” he said.", ["One two,"]),
    ("“One\n\nTwo”", ["One"]),
    ("nothing", []),
    ("“”", []),
]


def _words(text: str) -> list[str]:
    return [text[q.inner_start : q.inner_end] for q in quotations(text).found]


@pytest.mark.parametrize(("text", "quoted"), PASSAGES)
def test_marks(text: str, quoted: list[str]) -> None:
    assert _words(text) == quoted


def test_a_paragraph_that_opens_anew_goes_on_with_the_one_before() -> None:
    first, second = quotations("“One, two.\n\n“Three,” he said.").found
    assert not first.closed
    assert second.continues
    assert second.closed


@given(st.text(alphabet="“”‘’«»„\"' .,\nabA", max_size=60))
def test_quotations_lie_apart_in_order_and_within_a_paragraph(text: str) -> None:
    marks = quotations(text)
    found: tuple[Quotation, ...] = marks.found
    for quotation in found:
        assert 0 <= quotation.start < quotation.inner_start <= quotation.inner_end <= quotation.end <= len(text)
        assert "\n" not in text[quotation.start : quotation.end]
        assert marks.at(quotation.start) == quotation
        assert quotation in marks.between(quotation.inner_start, quotation.inner_end + 1)
    assert all(a.end <= b.start for a, b in pairwise(found))
