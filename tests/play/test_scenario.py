"""The scenario file: what is written is read back, and what is wrong is said with its line."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.play.scenario import BadScenario, Cited, Player, Pole, Range, Scenario, Whatif, cited
from dragoman.play.scenario_file import dumps, load, read

HEAD = 'question = "who tends the light"\n[[pole]]\nlabel = "the town"\n[[pole]]\nlabel = "the crown"\n'
ONE = '[[player]]\nactor = "OMN"\nposition = [0, 10, 20]\nsalience = 50\ncapability = 3\n'


def words() -> st.SearchStrategy[str]:
    """Words without white space at either end, which is not kept."""
    return st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=12).filter(lambda w: w == w.strip())


def ranges(most: float) -> st.SearchStrategy[Range | None]:
    three = st.lists(st.floats(0, most), min_size=3, max_size=3).map(sorted)
    return st.none() | three.map(lambda each: Range(*each))


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    names = draw(st.lists(words(), min_size=1, max_size=4, unique_by=str.casefold))
    numbers = st.tuples(ranges(100), ranges(100), ranges(1e6))
    sources = st.lists(
        st.builds(Cited, st.just("a.txt"), st.integers(0, 99), st.integers(100, 200), words()), max_size=2
    )
    players = [
        Player(name, draw(words()), *draw(numbers), draw(st.none() | numbers), tuple(draw(sources)), draw(words()))
        for name in names
    ]
    poles = Pole("one end", ("OMN",), ("IRQ",), ("light",)), Pole("other end", words=(draw(words()),))
    return Scenario(draw(words()), poles, tuple(players), tuple(names), whatifs=(Whatif(("OMN salience 3",), "less"),))


@given(scenarios())
def test_what_is_written_is_read_back(scenario: Scenario) -> None:
    assert read(dumps(scenario), Path("s.toml")) == scenario


def test_a_drafted_scenario_is_read_back(drafted: Scenario) -> None:
    text = dumps(drafted)
    assert read(text, Path("s.toml")) == drafted
    assert dumps(read(text, Path("s.toml"))) == text


def test_a_number_that_differs_from_the_draft_is_the_analysts(drafted: Scenario) -> None:
    text = dumps(drafted).replace("salience = [33, 79, 100]", "salience = 20", 1)
    changed = read(text, Path("s.toml")).player("Saudi Arabia")
    assert changed is not None
    assert changed.edited("salience")
    assert not changed.edited("position")
    assert changed.salience == Range(20, 20, 20)


def test_a_player_without_draft_is_the_analysts() -> None:
    (player,) = read(HEAD + ONE, Path("s.toml")).players
    assert all(player.edited(what) for what in ("position", "salience", "capability"))


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (HEAD + ONE.replace("50", "300"), 9, "salience 300 of OMN; expected 0 to 100"),
        (HEAD + ONE.replace("[0, 10, 20]", "[30, 10, 20]"), 8, "rising order"),
        (HEAD + ONE.replace("[0, 10, 20]", "[1, 2]"), 8, "low, best, high"),
        (HEAD + ONE.replace("[0, 10, 20]", "nan"), 8, "expected 0 to 100"),
        (HEAD + ONE.replace("50", '"high"'), 9, "expected a number"),
        (HEAD + ONE.replace("salience", "saliense"), 9, "key 'saliense'; expected 'salience'"),
        (HEAD + ONE + ONE, 12, "again, as on line 7; expected each once"),
        (HEAD.replace("crown", "town") + ONE, 5, "both poles are 'the town'; expected two that differ"),
        (HEAD[: HEAD.rindex("[[pole]]")] + ONE, 2, "1 poles; expected two"),
        (HEAD + ONE.replace('actor = "OMN"\n', ""), 6, "no actor"),
        ('model = "SPM"\n' + HEAD + ONE, 1, "model 'SPM'; expected one of mean, median"),
        ("seed = -1\n" + HEAD + ONE, 1, "seed -1"),
        ('on = "Monday"\n' + HEAD + ONE, 1, "expected a day"),
        (HEAD, 1, "no [[player]]; expected one or more"),
        (HEAD + ONE + "[[whatif]]\nlabel = 'x'\n", 11, "no change"),
        (HEAD + ONE + 'sources = ["somewhere"]\n', 11, "account:start-end"),
        (HEAD + "[[player]\n", 6, "expected TOML"),
        (HEAD + 'x = "open', 6, "expected TOML"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text: str, line: int, said: str) -> None:
    with pytest.raises(BadScenario) as raised:
        read(text, Path("s.toml"))
    assert str(raised.value).startswith(f"s.toml:{line}: ")
    assert said in str(raised.value)


def test_a_file_that_is_no_text_is_said(tmp_path: Path) -> None:
    (tmp_path / "s.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadScenario, match="expected UTF-8"):
        load(tmp_path / "s.toml")


def test_the_bundled_scenario_can_be_read() -> None:
    with resources.as_file(resources.files("dragoman").joinpath("data", "scenario.toml")) as path:
        scenario = load(path)
    assert [player.actor for player in scenario.players if player.plays][:3] == ["RUS", "TUR", "KAZ"]
    assert scenario.whatifs


def test_sources_are_told_from_other_words() -> None:
    assert cited("a b.txt:1:3-40 some: words") == Cited("a b.txt:1", 3, 40, "some: words")
    assert cited("nothing here") is None
