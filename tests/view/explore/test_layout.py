"""Places of a network: the same for the same ties, within the page, friends nearer than foes; names apart."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.view.explore.layout import labels, places

NAMES = [f"actor {number:02}" for number in range(24)]
TIES = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES), st.sampled_from((1, -1)), st.integers(1, 50)).filter(
        lambda tie: tie[0] < tie[1]
    ),
    unique_by=lambda tie: tie[:2],
    max_size=40,
)


@settings(max_examples=30, deadline=None)
@given(TIES)
def test_places_lie_within_the_page_and_stay(ties: list[tuple[str, str, int, int]]) -> None:
    first = places(NAMES, ties, {}, width=1000, height=600)
    assert first == places(NAMES, ties, {}, width=1000, height=600)
    assert all(0 <= x <= 1000 and 0 <= y <= 600 for x, y in first.values())


def test_friends_stand_nearer_than_foes() -> None:
    ties = [("a", "b", 1, 9), ("c", "d", 1, 9), ("a", "c", -1, 9), ("b", "d", -1, 9)]
    at = places("abcd", ties, {"a": 1, "b": 1, "c": -1, "d": -1}, width=1000, height=600)

    def apart(one: str, other: str) -> float:
        return abs(at[one][0] - at[other][0]) + abs(at[one][1] - at[other][1])

    assert apart("a", "b") < apart("a", "c")
    assert apart("c", "d") < apart("b", "d")


def test_nobody_and_one() -> None:
    assert places([], [], {}, width=10, height=10) == {}
    assert len(places(["a"], [], {}, width=10, height=10)) == 1


@given(
    st.lists(
        st.tuples(st.floats(0, 1000), st.floats(0, 600), st.floats(3, 20), st.text("abc", min_size=1, max_size=30))
    )
)
def test_names_do_not_cover_each_other(spots: list[tuple[float, float, float, str]]) -> None:
    boxes = []
    for (_, _, _, name), label in zip(spots, labels(spots), strict=True):
        if label:
            wide = 6.4 * len(name)
            left = label[0] - {"start": 0.0, "middle": wide / 2, "end": wide}[label[2]]
            boxes.append((left, label[1] - 10, left + wide, label[1] + 2))
    for number, one in enumerate(boxes):
        for other in boxes[:number]:
            overlap = min(one[2], other[2]) - max(one[0], other[0]), min(one[3], other[3]) - max(one[1], other[1])
            assert min(overlap) < 0.2
