"""Which names are compared: all in small company, a bounded few in a crowd, the same whatever the order."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.resolve.blocking import CROWDED, NEIGHBOURS, pairs

SYLLABLES = st.sampled_from("ba ben cho da dri el fa gor hu is jo ka li mu na or pe ra su ta va yo zhu".split())
WORDS = st.lists(SYLLABLES, min_size=1, max_size=3).map("".join)
NAMES = st.lists(st.lists(WORDS, min_size=2, max_size=4).map(tuple), max_size=30)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("vladimir", "putin"), ("wladimir", "poutine")),
        (("nursultan", "nazarbayev"), ("noursoultan", "nazarbaev")),
        (("bill", "clinton"), ("william", "jefferson", "clinton")),
        (("hulusi", "akar"), ("akar", "hulusi")),
    ],
)
def test_spellings_of_one_name_meet(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert list(pairs([one, ("nobody", "else"), other])) == [(0, 2)]


def test_strangers_do_not_meet() -> None:
    assert list(pairs([("vladimir", "putin"), ("hulusi", "akar")])) == []


@given(NAMES)
def test_each_pair_once_and_in_order(names: list[tuple[str, ...]]) -> None:
    found = list(pairs(names))
    assert len(set(found)) == len(found)
    assert all(one < other for one, other in found)


@given(st.permutations(range(12)))
def test_the_order_of_names_does_not_matter(order: list[int]) -> None:
    names = [(given, family) for given in ("aleksandr", "alexander", "ali") for family in "sen senn senko xen".split()]
    found = {frozenset((order[a], order[b])) for a, b in pairs([names[at] for at in order])}
    assert found == {frozenset(pair) for pair in pairs(names)}


def test_a_crowd_is_compared_with_neighbours_only() -> None:
    crowd = [("mohammed", f"khan{'abcdefghij'[n // 100]}{'klmnopqrst'[n // 10 % 10]}{n % 10}") for n in range(1000)]
    found = list(pairs(crowd))
    assert len(found) <= len(crowd) * max(CROWDED, NEIGHBOURS)
    assert len(found) < len(list(combinations(crowd, 2))) / 10
