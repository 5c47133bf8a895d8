"""A run: outcomes beside the plain ones, draws that repeat, what-ifs, accounts left out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.case.store import Case
from dragoman.play.draws import PLAIN, draw, triangle
from dragoman.play.obligations import capability
from dragoman.play.result import Result
from dragoman.play.run import run
from dragoman.play.scenario import BadScenario, Player, Range, Scenario, Whatif
from dragoman.play.sensitivity import swings
from dragoman.play.whatif import changed
from dragoman.play.whatif import given as words
from dragoman.view.play import outcome_rows, player_rows, report_lines, swing_rows, whatif_rows


def small(scenario: Scenario) -> Scenario:
    return replace(scenario, draws=200)


@pytest.fixture(scope="module")
def result(strait: Case, drafted: Scenario) -> Result:
    return run(strait, small(drafted), whatifs=[words("TUR salience 5"), words("KWT capability 60")])


def test_every_result_stands_beside_the_plain_ones(result: Result) -> None:
    assert [one.model for one in result.outcomes] == [*PLAIN, "SMP"]
    assert result.chosen.model == "SMP"
    assert any("no bargaining dynamics beats the plain weighted mean" in line for line in report_lines(result))


def test_outcomes_lie_on_the_axis_and_quantiles_rise(result: Result) -> None:
    for one in result.outcomes:
        assert list(one.quantiles) == sorted(one.quantiles)
        assert 0 <= one.quantiles[0] <= one.quantiles[-1] <= 100
        assert sum(one.bins) == pytest.approx(1)


def test_same_input_same_result(strait: Case, drafted: Scenario, result: Result) -> None:
    again = run(strait, small(drafted), whatifs=[words("TUR salience 5"), words("KWT capability 60")])
    assert again == result
    assert list(report_lines(again)) == list(report_lines(result))


def test_another_seed_gives_other_draws(strait: Case, drafted: Scenario, result: Result) -> None:
    other = run(strait, replace(small(drafted), seed=7))
    assert other.outcomes[0].value == result.outcomes[0].value
    assert other.outcomes[0].quantiles != result.outcomes[0].quantiles


def test_every_outcome_lists_its_sources(result: Result) -> None:
    assert {actor for actor, _ in result.sources} == {seat.actor for seat in result.seats}


def test_who_does_not_play_is_said(result: Result) -> None:
    assert any(said.startswith("Oman abstains") for said in result.left_out)
    assert any(said.startswith("Kuwait left out: no capability") for said in result.left_out)


def test_the_account_that_carries_a_player_changes_the_result(result: Result) -> None:
    bay = next(row for row in result.without if row.account == "bay.txt")
    assert "Turkey abstains" in bay.moved
    assert result.without[0].account == "bay.txt"


def test_without_the_only_account_nobody_is_left(strait: Case, drafted: Scenario) -> None:
    alone = tuple(player for player in drafted.players if player.actor == "TUR")
    (row,) = run(strait, replace(small(drafted), players=alone)).without
    assert (row.account, row.values) == ("bay.txt", None)


def test_a_position_of_the_analyst_does_not_rest_on_accounts(strait: Case, drafted: Scenario) -> None:
    mine = tuple(replace(p, position=Range(1, 2, 3)) if p.position else p for p in drafted.players)
    assert run(strait, replace(small(drafted), players=mine)).without == ()


def test_what_ifs_move_the_mean_the_way_they_should(result: Result) -> None:
    less, more = result.whatifs
    assert less.values[0] < result.outcomes[0].value
    assert more.values[0] < result.outcomes[0].value
    assert "unknown → 60" in more.notes[0]


def test_rows_have_one_set_of_columns(result: Result) -> None:
    for rows in (outcome_rows, player_rows, swing_rows, whatif_rows):
        made = list(rows(result))
        assert made
        assert len({tuple(row) for row in made}) == 1


@pytest.mark.parametrize(
    ("change", "actor", "position"),
    [
        ("TUR position 40", "TUR", (40, 40, 40)),
        ("turkey position 10 20,30", "TUR", (10, 20, 30)),
        ("TUR joins GCC", "TUR", (37.5, 50, 50)),
        ("Turkey leaves Turkey", "TUR", (62.5, 75, 75)),
        ("OMN joins GCC", "OMN", (0, 25, 50)),
        ("Egypt joins GCC", "EGY", (0, 25, 50)),
    ],
)
def test_changes_in_words(drafted: Scenario, change: str, actor: str, position: tuple[float, ...]) -> None:
    players, _ = changed(drafted, words(change))
    found = next(player for player in players if player.actor == actor)
    assert found.position == Range(*position)


def test_a_player_can_stay_out(drafted: Scenario) -> None:
    players, _ = changed(drafted, words("TUR stays out"))
    assert "TUR" not in {player.actor for player in players}


def test_forces_are_those_of_members_who_do_not_play(drafted: Scenario) -> None:
    players, (note,) = changed(drafted, words("GCC has forces"))
    added = players[-1]
    assert added.position == Range(0, 0, 0)
    assert "ARE" in note
    assert "SAU" not in note
    assert added.capability is not None
    shares = {state: (capability(state) or (0.0,))[0] for state in ("ARE", "SAU")}
    assert added.capability.best == pytest.approx(100 * shares["ARE"] / shares["SAU"], rel=0.01)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("TUR salience 300", "expected 0 to 100"),
        ("TUR position 9 5 1", "low, best and high"),
        ("Atlantis salience 3", "takes no part; expected one of"),
        ("TUR joins NATO", "marks no pole; expected one of"),
        ("Turkey has forces", "expected an organisation of states"),
        ("TUR grows", "no change we know; expected one such as"),
        ("SAU stays out; QAT stays out; TUR stays out", "leaves nobody with weight"),
    ],
)
def test_bad_changes_say_what_was_expected(strait: Case, drafted: Scenario, change: str, said: str) -> None:
    with pytest.raises(BadScenario, match=said):
        run(strait, small(drafted), whatifs=[words(change)])


def test_a_bad_change_of_the_file_names_its_line(strait: Case, drafted: Scenario) -> None:
    scenario = replace(small(drafted), whatifs=(Whatif(("TUR grows",), line=90),))
    with pytest.raises(BadScenario, match=r"scenario:90: 'TUR grows'"):
        run(strait, scenario)


def test_an_unknown_actor_is_said_with_its_line(strait: Case, drafted: Scenario) -> None:
    wrong = tuple(replace(p, actor="SUA", line=31) if p.actor == "SAU" else p for p in drafted.players)
    with pytest.raises(
        BadScenario, match=r":31: actor 'SUA' is no state and no name of the case; expected one such as"
    ):
        run(strait, replace(small(drafted), players=wrong))


def test_a_player_of_ones_own_may_be_unknown(strait: Case, drafted: Scenario) -> None:
    mine = Player("the fishermen", "the fishermen", *[Range(50, 50, 50)] * 3, own=True)
    result = run(strait, replace(small(drafted), players=(*drafted.players, mine)))
    assert result.seats[-1].edited == ("position", "salience", "capability")


def test_all_abstaining_is_said(strait: Case, drafted: Scenario) -> None:
    silent = tuple(replace(player, position=None) for player in drafted.players)
    with pytest.raises(BadScenario, match="all 5 players abstain; expected a position"):
        run(strait, replace(drafted, players=silent))


def test_a_player_draws_the_same_whoever_else_plays(drafted: Scenario) -> None:
    playing = [player for player in drafted.players if player.plays]
    all_, alone = draw(playing, 1, 50), draw(playing[1:2], 1, 50)
    assert np.array_equal(all_.positions[:, 1], alone.positions[:, 0])


@given(st.lists(st.floats(0, 100), min_size=3, max_size=3).map(sorted), st.floats(0, 1))
def test_draws_stay_in_their_range(ends: list[float], uniform: float) -> None:
    over = Range(*ends)
    (value,) = triangle(np.array([uniform]), over)
    assert over.low - 1e-9 <= value <= over.high + 1e-9


def test_the_triangle_has_its_mean() -> None:
    values = triangle((np.arange(20_000) + 0.5) / 20_000, Range(10, 20, 60))
    assert values.mean() == pytest.approx(30, abs=0.01)


def test_what_is_certain_moves_nothing_and_a_lone_doubt_moves_all() -> None:
    still, west = (Player(name, name, *[Range(at, at, at)] * 3, own=True) for name, at in (("a", 20.0), ("b", 80.0)))
    assert swings([still, west], "mean", 1) == ()
    wide = replace(west, position=Range(60, 80, 100))
    (swing,) = swings([still, wide], "mean", 1)
    assert (swing.actor, swing.what) == ("b", "position")
    assert swing.total == pytest.approx(1, abs=0.1)
    assert swing.at_low < swing.at_high
