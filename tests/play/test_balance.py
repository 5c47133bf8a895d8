"""Structural balance against published results, brute force and its own laws."""

from __future__ import annotations

import itertools
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.case.store import open_case
from dragoman.play.balance import EXACT, BadEdges, Edge, balance, signed_ties, switch
from dragoman.records import Actor, Document, Report, Resolution, Reuse, Source, Statement, Tie


def graph(*ties: str) -> list[Edge]:
    """'a+b' is a friendly tie, 'a-b' a hostile one."""
    return [Edge(tie[0], tie[2], 1 if tie[1] == "+" else -1) for tie in ties]


def complete(actors: int, sign: int) -> list[Edge]:
    return [Edge(f"{i:02}", f"{j:02}", sign) for i, j in itertools.combinations(range(actors), 2)]


@st.composite
def graphs(draw: st.DrawFn, most: int = 8) -> list[Edge]:
    pairs = list(itertools.combinations("abcdefghijkl"[: draw(st.integers(2, most))], 2))
    signs = draw(st.lists(st.sampled_from((-1, 0, 1)), min_size=len(pairs), max_size=len(pairs)))
    weights = draw(st.lists(st.integers(0, 5), min_size=len(pairs), max_size=len(pairs)))
    return [Edge(*pair, sign, weight) for pair, sign, weight in zip(pairs, signs, weights, strict=True) if sign]


def brute(edges: list[Edge]) -> tuple[int, int]:
    """The fewest ties broken by any division, and the least weight of so many."""
    actors = sorted({actor for edge in edges for actor in (edge.one, edge.other)})
    found = []
    for sides in itertools.product((1, -1), repeat=len(actors)):
        side = dict(zip(actors, sides, strict=True))
        broken = [edge for edge in edges if edge.sign * side[edge.one] * side[edge.other] < 0]
        found.append((len(broken), sum(edge.weight for edge in broken)))
    return min(found)


# Cartwright & Harary 1956, figure 1: of the triangles those with an even number of hostile ties are balanced.
@pytest.mark.parametrize(
    ("ties", "index"),
    [
        (("a+b", "b+c", "a+c"), 0),
        (("a+b", "b-c", "a-c"), 0),
        (("a+b", "b+c", "a-c"), 1),
        (("a-b", "b-c", "a-c"), 1),
    ],
)
def test_triangles(ties: tuple[str, ...], index: int) -> None:
    found = balance(graph(*ties))
    assert found.line_index == index
    assert found.triangles == (0.0 if index else 1.0)
    assert found.frustrated_triangles == ((("a", "b", "c"),) if index else ())
    assert found.exact


# All ties hostile: the best two camps are the largest cut, floor(n²/4) ties of n(n-1)/2 in a complete graph
# (Abelson & Rosenberg 1958: no graph of n actors needs more changes than that leaves).
@pytest.mark.parametrize("actors", [3, 4, 5, 8, 11, 16])
def test_the_most_unbalanced_graph(actors: int) -> None:
    found = balance(complete(actors, -1))
    assert found.line_index == actors * (actors - 1) // 2 - actors**2 // 4
    assert abs(len(found.camps[0]) - len(found.camps[1])) <= 1


def test_the_petersen_graph_all_hostile_has_line_index_three() -> None:
    """Its largest cut has 12 of 15 ties (Zaslavsky 2012, Six signed Petersen graphs: frustration index 3)."""
    outer = [(str(i), str((i + 1) % 5)) for i in range(5)]
    inner = [(chr(97 + i), chr(97 + (i + 2) % 5)) for i in range(5)]
    spokes = [(str(i), chr(97 + i)) for i in range(5)]
    found = balance(Edge(one, other, -1) for one, other in (*outer, *inner, *spokes))
    assert found.line_index == 3
    assert found.triangles is None


def test_a_friend_of_two_foes_frustrates() -> None:
    found = balance([Edge("KAZ", "RUS", 1, 4), Edge("KAZ", "TUR", 1, 4), Edge("RUS", "TUR", -1, 1)])
    assert [(edge.one, edge.other) for edge in found.frustrated] == [("RUS", "TUR")]
    assert found.camps == (("KAZ", "RUS", "TUR"), ())


def test_weight_decides_between_divisions_that_break_as_many() -> None:
    found = balance([Edge("a", "b", 1, 1), Edge("a", "c", 1, 3), Edge("b", "c", -1, 3)])
    assert [(edge.one, edge.other) for edge in found.frustrated] == [("a", "b")]
    assert found.camps == (("a", "c"), ("b",))


def test_nothing_is_balanced() -> None:
    found = balance([])
    assert found.camps == ((), ())
    assert (found.line_index, found.triangles, found.exact, found.pieces) == (0, None, True, ())


def test_pieces_stand_apart() -> None:
    found = balance(graph("a-b", "x+y", "y+z"))
    assert found.pieces == (("x", "y", "z"), ("a", "b"))
    assert found.camps == (("a", "x", "y", "z"), ("b",))


@pytest.mark.parametrize(
    "edges",
    [
        graph("a+b", "b-a"),
        graph("a+a"),
        [Edge("a", "b", 0)],
        [Edge("a", "b", 1, -1)],
    ],
)
def test_ties_that_make_no_signed_graph_are_refused(edges: list[Edge]) -> None:
    with pytest.raises(BadEdges, match=r"tie between [ab] and [ab]"):
        balance(edges)


@given(graphs(most=7))
@settings(deadline=None)
def test_no_division_breaks_fewer_ties(edges: list[Edge]) -> None:
    found = balance(edges)
    if edges:
        assert (found.line_index, sum(edge.weight for edge in found.frustrated)) == brute(edges)


@given(graphs(most=11), st.sampled_from("abcdefghijk"))
@settings(deadline=None)
def test_switching_an_actor_leaves_the_line_index(edges: list[Edge], actor: str) -> None:
    before, after = balance(edges), balance(switch(edges, actor))
    assert (before.line_index, before.triangles) == (after.line_index, after.triangles)


@given(st.lists(st.sampled_from((1, -1)), min_size=2, max_size=12), st.data())
@settings(deadline=None)
def test_two_clean_camps_are_found(sides: list[int], data: st.DataObject) -> None:
    actors = [f"{number:02}" for number in range(len(sides))]
    side = dict(zip(actors, sides, strict=True))
    edges = [
        Edge(one, other, side[one] * side[other])
        for one, other in itertools.combinations(actors, 2)
        if data.draw(st.booleans()) or int(other) - int(one) == 1
    ]
    found = balance(edges)
    assert (found.line_index, found.exact) == (0, True)
    assert set(found.camps) == {tuple(a for a in actors if side[a] == which) for which in (1, -1)}


@given(graphs(most=9), st.randoms())
@settings(deadline=None)
def test_the_order_of_ties_does_not_matter(edges: list[Edge], random: object) -> None:
    shuffled = list(edges)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    turned = [Edge(edge.other, edge.one, edge.sign, edge.weight) for edge in shuffled]
    assert balance(edges).camps == balance(turned).camps


def test_a_dense_graph_of_25_is_searched_to_the_end_in_time() -> None:
    random = np.random.default_rng(7)
    edges = [Edge(edge.one, edge.other, int(random.choice((-1, 1)))) for edge in complete(EXACT, 1)]
    start = time.perf_counter()
    found = balance(edges)
    assert found.exact
    assert time.perf_counter() - start < 10
    assert len(found.frustrated) == found.line_index
    assert found == balance(edges)


def test_larger_graphs_get_an_upper_bound_and_say_so() -> None:
    random = np.random.default_rng(3)
    side = random.choice((-1, 1), 40)
    edges = [Edge(e.one, e.other, int(side[int(e.one)] * side[int(e.other)])) for e in complete(40, 1)]
    assert balance(edges).line_index == 0
    assert balance(edges).exact
    turned = [Edge(e.one, e.other, -e.sign if n % 97 == 0 else e.sign) for n, e in enumerate(edges)]
    found = balance(turned)
    assert found.line_index <= sum(n % 97 == 0 for n in range(len(edges)))
    assert not found.exact


def test_actors_that_hang_on_one_tie_do_not_count_toward_the_limit() -> None:
    edges = [*complete(EXACT, -1), *(Edge("00", f"leaf{n}", -1) for n in range(30))]
    found = balance(edges)
    assert found.exact
    assert found.line_index == 300 - 156


# Ties of a case


def _at(document: str, start: int) -> Source:
    return Source(document, start, start + 4)


def test_signed_ties_count_independent_accounts(tmp_path: Path) -> None:
    spans = (_at("d1", 0), _at("d1", 5))
    friendly = Tie(_at("d1", 0), "ally", *spans, 1, from_actor="NOR", to_actor="SWE")
    resolution = Resolution(
        reuses=(Reuse("d2", "d1", (), 1.0, "a copy"),),
        actors=(
            Actor("NOR", "Norway", "state", "NOR"),
            Actor("SWE", "Sweden", "state", "SWE"),
            Actor("DNK", "Denmark", "state", "DNK"),
            Actor("a-minister", "the minister", "person", "SWE", "GOV"),
            Actor("a-rebels", "pro-Swedish militia", "group", "DNK", "MIL"),
        ),
        statements=(Statement("s-1", (_at("d1", 90),), None, None, "indirect", actor="DNK"),),
        ties=(
            friendly,
            Tie(_at("d2", 0), "ally", *spans, 1, from_actor="SWE", to_actor="NOR"),
            Tie(_at("d3", 0), "rival", *spans, -1, from_actor="SWE", to_actor="NOR"),
            Tie(_at("d1", 40), "trade", *spans, 1, from_actor="SWE", to_actor="DNK"),
            Tie(_at("d1", 44), "support", *spans, 1, from_actor="a-rebels", to_actor="SWE"),
        ),
        reports=(
            Report("r-1", _at("d4", 0), "AID", None, "happened", sources=("a-minister",), targets=("NOR",)),
            Report("r-2", _at("d4", 9), "ASSAULT", None, "denied", sources=("SWE",), targets=("DNK",)),
            Report("r-3", _at("d1", 90), "ASSAULT", None, "happened", sources=("SWE",), targets=("NOR",),
                   claimed_by="s-1"),
            Report("r-4", _at("d1", 90), "THREATEN", None, "happened", sources=("NOR",), targets=("DNK",),
                   claimed_by="s-1"),
        ),
    )  # fmt: skip
    with open_case(tmp_path / "north.case", create=True) as case:
        with case.writing():
            for id in ("d1", "d2", "d3", "d4"):
                case.add(Document(id, f"{id}.txt", "x" * 100))
            case.keep_resolution(resolution)
        found = signed_ties(case)
        assert [(e.one, e.other, e.sign, e.weight, e.against) for e in found] == [
            ("DNK", "NOR", -1, 1, 0),  # what a party itself claims
            ("NOR", "SWE", 1, 2, 1),  # two accounts (a copy is none) against one; a third party's claim left out
        ]
        assert found[1].sources == (_at("d1", 0), _at("d2", 0), _at("d4", 0))
        assert signed_ties(case, least=2) == found[1:]
