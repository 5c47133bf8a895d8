"""Questions in words become issues with two poles."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.play.issues import EXAMPLE, BadQuestion, issue, member_states


def test_the_poles_are_marked_by_whom_their_words_name() -> None:
    question, (first, second), about = issue(EXAMPLE, (), date(2022, 1, 10))
    assert question == "who should restore order in Kazakhstan"
    assert first.actors == ("Organization of Turkic States", "TUR")
    assert second.actors == ("Collective Security Treaty Organization", "RUS")
    assert about == ("KAZ",)


def test_members_of_both_poles_and_the_scene_mark_neither() -> None:
    _, (first, second), _ = issue(EXAMPLE, (), date(2022, 1, 10))
    assert first.members == ("AZE", "UZB")
    assert second.members == ("ARM", "BLR", "TJK")


def test_memberships_are_those_of_the_day() -> None:
    assert "UZB" in member_states("OTS", date(2022, 1, 1))
    assert "UZB" not in member_states("OTS", date(2015, 1, 1))
    assert "UZB" in member_states("CSTO", date(2010, 1, 1))
    assert member_states("Airbus") == frozenset()


@pytest.mark.parametrize("between", [" … ", " ... ", " vs ", " vs. ", " versus "])
def test_poles_may_be_divided_in_several_ways(between: str) -> None:
    _, (first, second), about = issue(f"the grain levy: raise it{between}abolish it", ())
    assert (first.label, second.label) == ("raise it", "abolish it")
    assert first.words == ("raise", "it")
    assert about == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("who should patrol the strait", "no colon"),
        ("who should patrol: Oman", "1 poles"),
        ("who: Oman … Iran … Iraq", "3 poles"),
        ("who: Oman … Oman", "both poles"),
        (": Oman … Iran", "expected a question"),
    ],
)
def test_bad_questions_say_what_was_expected(text: str, said: str) -> None:
    with pytest.raises(BadQuestion, match=said):
        issue(text, ())
