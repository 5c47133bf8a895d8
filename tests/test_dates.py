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


_WORDS = (
    "1 2 29 31 48 two several hours hour minutes days week weeks month quarter years decades century weekend ago later "
    "earlier before after since until by between and to - the this that same last next past first following early late "
    "mid February May Monday of today yesterday 1600 2021 2021-02 2021-02-30 03/04/2011 1990s Q2 summer half on in eve "
    "Christmas 9999 overnight a few"
).split()
_DAYS = st.one_of(
    st.none(), st.sampled_from(["2021", "2021-03", "2021-03-31", "1500-01-01", "9999-12-31", "2024-02-29"])
)


@given(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=9), _DAYS, _DAYS, st.sampled_from([None, True, False]))
def test_reading_what_was_found_never_raises(
    words: list[str], published: str | None, anchor: str | None, ahead: bool | None
) -> None:
    text = " ".join(words)
    for said in (text, *(span.text for span in find(f"Troops left {text}, they said."))):
        told = resolve(said, published=published, anchor=anchor, day_first=ahead, future=ahead)
        if told is not None:
            assert told.low or told.high
            assert suspicious(told, published=published, others=(told,)) is None or told.low


@pytest.mark.parametrize(("words", "low", "high"), [
    ("48 hours before 3 May 2021", "2021-05-01", "2021-05-01"),
    ("the last 24 hours", "2021-06-14", "2021-06-15"),
    ("the Wednesday of that week", "2021-05-05", "2021-05-05"),
    ("that day", "2021-05-04", "2021-05-04"),
    ("this day", "2021-05-04", "2021-05-04"),
])  # fmt: skip
def test_hours_count_as_whole_days_and_that_week_is_the_narrative_s(words: str, low: str, high: str) -> None:
    assert resolve(words, published="2021-06-15", anchor="2021-05-04") == Date(words, low, high)


@pytest.mark.parametrize(
    "words", ["this day", "that day", "the Friday of that week", "two hours later", "two days later"]
)
def test_the_narrative_s_dates_are_never_read_from_publication(words: str) -> None:
    assert resolve(words, published="2021-06-15") is None
