"""Dates: where they stand, what they mean, and what is no date."""

from __future__ import annotations

import json
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.dates import find, habit, resolve, suspicious
from dragoman.periods import first_day, last_day, move
from dragoman.records import Date

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases" / "dates.jsonl").read_text("utf-8").splitlines()]
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]


@pytest.mark.parametrize("case", [
    pytest.param(case, id=case["label"], marks=[pytest.mark.xfail(strict=True)] if case["expect"] == "fail" else [])
    for case in CASES
])  # fmt: skip
def test_sentence(case: dict[str, Any]) -> None:
    found = []
    for span in find(case["text"]):
        told = resolve(span.text, published=case.get("published"), anchor=case.get("anchor"), future=case.get("future"))
        found.append([span.text, *((told.low, told.high) if told else (None, None))])
    assert found == case["expected"]


@given(st.dates(date(1950, 1, 1), date(2050, 12, 31)), st.dates(date(1950, 1, 1), date(2050, 12, 31)))
def test_a_full_date_means_itself_whenever_it_is_published(day: date, published: date) -> None:
    for said in (f"{day:%B} {day.day}, {day.year}", f"{day.day} {day:%B} {day.year}", day.isoformat()):
        told = resolve(said, published=published.isoformat())
        assert told == Date(said, day.isoformat(), day.isoformat())


@given(st.dates(date(1950, 1, 1), date(2050, 12, 31)), st.sampled_from(WEEKDAYS))
def test_a_weekday_lies_in_the_week_up_to_publication(published: date, weekday: str) -> None:
    told = resolve(weekday, published=published.isoformat())
    assert told is not None
    assert told.low is not None
    assert published - timedelta(6) <= date.fromisoformat(told.low) <= published
    assert f"{date.fromisoformat(told.low):%A}" == weekday


@given(st.text(max_size=200))
def test_offsets_give_back_the_text_and_spans_do_not_overlap(text: str) -> None:
    spans = find(text)
    assert all(text[span.start : span.end] == span.text for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


@given(st.dates(date(1900, 1, 1), date(2090, 12, 31)), st.integers(-500, 500))
def test_moving_there_and_back_by_days_ends_where_it_began(day: date, number: int) -> None:
    assert move(move(day.isoformat(), "days", number), "days", -number) == day.isoformat()


@given(st.integers(1000, 9998), st.integers(1, 12))
def test_a_month_begins_before_it_ends_and_within_its_year(year: int, month: int) -> None:
    iso = f"{year}-{month:02}"
    assert first_day(iso[:4]) <= first_day(iso) < last_day(iso) <= last_day(iso[:4])


@pytest.mark.parametrize("words", ["last Friday", "yesterday", "two days later", "May 3", "last week", "this weekend"])
def test_nothing_relative_is_read_without_an_anchor(words: str) -> None:
    assert resolve(words, published=None) is None


def test_numeric_dates_follow_the_account_s_habit() -> None:
    assert resolve("03/04/2011", published=None) is None
    assert resolve("03/04/2011", published=None, day_first=True) == Date("03/04/2011", "2011-04-03", "2011-04-03")
    assert resolve("03/04/2011", published=None, day_first=False) == Date("03/04/2011", "2011-03-04", "2011-03-04")
    assert resolve("03/04/2011", published="2011-03-06") == Date("03/04/2011", "2011-03-04", "2011-03-04")
    assert resolve("03-04-2011", published=None) == Date("03-04-2011", "2011-04-03", "2011-04-03")


def test_habit_is_told_by_a_day_above_twelve() -> None:
    assert habit("Posted 24/03/2011, updated 03/04/2011") is True
    assert habit("Posted 03/24/2011, updated 04/03/2011") is False
    assert habit("Posted 03/04/2011") is None
    assert habit("Posted 24/03/2011 and 03/25/2011") is None


def test_dates_that_cannot_be_right_are_told_with_a_reason() -> None:
    march = Date("20 March", "2011-03-20", "2011-03-20")
    assert "lies after publication" in (suspicious(march, published="2011-03-18") or "")
    assert suspicious(march, published="2011-03-18", past=False) is None
    assert suspicious(march, published="2011-03-20") is None
    since = Date("since 18 March", "2011-03-18", None)
    assert "no time" in (suspicious(since, published="2011-03-18") or "")
    riots = Date("10-14 March", "2011-03-10", "2011-03-14")
    assert "has ended" in (suspicious(since, published="2011-03-25", others=[riots]) or "")
    assert suspicious(since, published="2011-03-25") is None
