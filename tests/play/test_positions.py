"""Players drafted from accounts: who plays, where they stand, on which words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.case.store import Case
from dragoman.play.evidence import Evidence
from dragoman.play.positions import THIN, position_of, suggest
from dragoman.play.scenario import Player, Scenario
from dragoman.play.scenario_file import dumps
from dragoman.records import Source
from tests.play.strait import QUESTION, TEXTS


def player(scenario: Scenario, actor: str) -> Player:
    found = scenario.player(actor)
    assert found is not None
    return found


def test_deeds_and_words_place_a_player(drafted: Scenario) -> None:
    for actor, low, high in (("SAU", 0, 20), ("TUR", 90, 100), ("QAT", 50, 90), ("KWT", 0, 20)):
        position = player(drafted, actor).position
        assert position is not None
        assert low <= position.best <= high, actor


def test_officials_speak_for_their_state(drafted: Scenario) -> None:
    assert any(source.account == "cape.txt" for source in player(drafted, "SAU").sources)
    assert drafted.player("Faisal Rashid") is None
    assert drafted.player("The emir of Qatar") is None


def test_analysts_judge_and_do_not_play(drafted: Scenario) -> None:
    assert drafted.assessors == ("one analyst",)
    assert drafted.player("one analyst") is None


def test_what_an_analyst_claims_and_what_is_off_the_issue_places_nobody(drafted: Scenario) -> None:
    assert drafted.player("IRN") is None
    assert drafted.player("EGY") is None


def test_standing_ties_alone_place_nobody(drafted: Scenario) -> None:
    oman = player(drafted, "OMN")
    assert oman.position is None
    assert "no evidence" in oman.lacks


def test_a_state_without_a_capability_in_the_table_is_left_to_the_analyst(drafted: Scenario) -> None:
    kuwait = player(drafted, "KWT")
    assert kuwait.capability is None
    assert "no capability" in kuwait.lacks


def test_the_strongest_player_has_capability_100(drafted: Scenario) -> None:
    assert max(p.capability.best for p in drafted.players if p.capability and p.position) == 100


def test_sources_give_back_words(drafted: Scenario) -> None:
    sources = [source for one in drafted.players for source in one.sources]
    assert sources
    for source in sources:
        words = TEXTS[source.account.removesuffix(".txt")][source.start : source.end]
        assert words.strip() == words
        assert words


def test_a_copy_counts_as_what_it_copies(drafted: Scenario) -> None:
    assert "in 3 of 3 independent accounts" in player(drafted, "QAT").salience_from


def test_same_case_same_bytes(strait: Case, drafted: Scenario) -> None:
    assert dumps(suggest(strait, QUESTION)) == dumps(drafted)


def told(point: float, account: str, weight: float = 1.0, *, tie: bool = False) -> Evidence:
    return Evidence("X", point, weight, account, Source(account, 0, 1), "", tie)


def test_no_evidence_is_no_position() -> None:
    assert position_of([]) is None
    assert position_of([told(0, "a", tie=True)]) is None


def test_a_position_on_one_account_is_wide_and_more_accounts_narrow_it() -> None:
    one, four = position_of([told(50, "a")]), position_of([told(50, account) for account in "abcd"])
    assert one is not None
    assert four is not None
    assert one.high - one.low == 2 * THIN
    assert four.high - four.low < one.high - one.low


def test_disagreement_widens() -> None:
    agreed, split = (position_of([told(low, "a"), told(100 - low, "b")]) for low in (50, 20))
    assert agreed is not None
    assert split is not None
    assert agreed.best == split.best == 50
    assert split.high - split.low > agreed.high - agreed.low


def test_an_account_that_says_it_ten_times_counts_once() -> None:
    found = position_of([*[told(0, "a")] * 10, told(100, "b")])
    assert found is not None
    assert found.best == 50


@given(st.lists(st.tuples(st.floats(0, 100), st.sampled_from("abcd"), st.floats(0.1, 1)), min_size=1, max_size=8))
def test_a_position_lies_among_its_evidence(points: list[tuple[float, str, float]]) -> None:
    found = position_of([told(point, account, weight) for point, account, weight in points])
    assert found is not None
    assert 0 <= found.low <= found.best <= found.high <= 100
    assert min(p for p, *_ in points) - 0.5 <= found.best <= max(p for p, *_ in points) + 0.5
