"""Dates of publication: what settles them, and what leaves them open."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.read.published import iso, month, spans

DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@given(DAYS)
def test_a_whole_date_reads_as_itself(day: date) -> None:
    for said in (
        day.isoformat(), f"{day:%Y%m%d}", f"{day:%Y-%m-%d}T23:59:00-05:00", f"{day:%d-%m-%Y}", f"{day:%d.%m.%Y}",
        f"{day.day} {day:%B} {day.year}", f"{day:%B} {day.day}, {day.year}", f"{day:%a, %d %b %Y} 08:00:00 +0300",
        f"{day:%A}, {day:%B} {day.day}, {day.year}", f"{day.day:02}/{day.month:02}/{day.year} 14:58 IST",
    ):  # fmt: skip
        assert iso(said) == day.isoformat()


@given(DAYS)
def test_slashes_alone_settle_nothing_unless_a_part_is_over_twelve(day: date) -> None:
    settled = day.day > 12 or day.day == day.month
    assert iso(f"{day:%d/%m/%Y}") == (day.isoformat() if settled else None)
    assert iso(f"{day:%m/%d/%Y}") == (day.isoformat() if settled else None)


@given(st.text(max_size=120))
def test_spans_are_within_the_line_and_in_order(line: str) -> None:
    found = list(spans(line))
    assert all(0 <= span.start < span.end <= len(line) for span in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize(("said", "expected"), [
    ("2021-03", "2021-03"), ("2021", "2021"), ("March 2021", "2021-03"), ("3rd of March 2021", "2021-03-03"),
    ("3 Mart 2021", "2021-03-03"), ("3 марта 2021", "2021-03-03"), ("3 de marzo de 2021", "2021-03-03"),
    ("1er mars 2021", "2021-03-01"), ("3. März 2021", "2021-03-03"), ("3 مارس 2021", "2021-03-03"),
    ("2021年3月3日", "2021-03-03"), ("03/05/2021 2:10 PM EST", "2021-03-05"), ("03/05/2021 14:10 BST", "2021-05-03"),
    ("03-23-2021", "2021-03-23"), ("14:58, 3 March 2021", "2021-03-03"), ("2021/03/03", "2021-03-03"),
    ("03/05/2021 10:00 CST", None), ("31-02-2021", None), ("2021-13-01", None), ("03.03.21", None), ("yesterday", None),
    ("ministers 2021", None), ("3 March", None), ("", None), ("the 3 March 2021 meeting", None), ("12021-03-03", None),
    ("1 to 3 March 2021 to 4 March 2021", None), ("1612345678", None),
])  # fmt: skip
def test_iso(said: str, expected: str | None) -> None:
    assert iso(said) == expected


def test_words_that_languages_use_for_different_months_are_none() -> None:
    assert (month("listopad"), month("May"), month("sept"), month("river")) == (None, 5, 9, None)
