"""decisions.toml: read, written, and clear about what is wrong in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.records import Decision
from dragoman.resolve.decisions import BadEdits, load_edits, merge, save_edits, split, undo

NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
EDITS = st.lists(
    st.builds(
        lambda pair, same, reason: Decision(
            pair, "same" if same else "different", 1.0 if same else 0.0, reason, "person"
        ),
        st.tuples(NAMES, NAMES).filter(lambda pair: pair[0] != pair[1]),
        st.booleans(),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    ),
    max_size=5,
)


def test_no_file_is_no_edits(tmp_path: Path) -> None:
    assert load_edits(tmp_path / "decisions.toml") == ()


def test_read(tmp_path: Path) -> None:
    path = tmp_path / "decisions.toml"
    path.write_text(
        '# by the desk\n[[same]]\nnames = ["Saakashvili", "the ex-governor of Odesa"]\nreason = "same man"\n\n'
        '[[different]]\nnames = ["person:lech kaczynski", "person:jaroslaw kaczynski"]\n',
        encoding="utf-8",
    )
    assert load_edits(path) == (
        Decision(("Saakashvili", "the ex-governor of Odesa"), "same", 1.0, "same man", "person"),
        Decision(("person:lech kaczynski", "person:jaroslaw kaczynski"), "different", 0.0, "", "person"),
    )


def test_three_names_are_three_pairs(tmp_path: Path) -> None:
    path = tmp_path / "decisions.toml"
    path.write_text('[[same]]\nnames = ["a", "b", "c"]\n', encoding="utf-8")
    assert [edit.pair for edit in load_edits(path)] == [("a", "b"), ("a", "c"), ("b", "c")]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('[[same]]\nnames = ["a", "b"]\n\n[[simliar]]\nnames = ["c", "d"]\n', 4, "'simliar' is unknown"),
        ('[[same]]\nnames = ["a", "b"]\n[[same]]\nnames = ["c", "d"]\nwhy = "x"\n', 3, "'why' is unknown"),
        ('\n[[different]]\nnames = ["a"]\n', 2, "at least two"),
        ('[[same]]\nreason = "x"\n', 1, "needs names"),
        ('[[same]]\nnames = ["a", "b"]\nreason = 3\n', 1, "reason must be words"),
        ('same = "a"\n', 1, "must be a list of tables"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, text: str, line: int, words: str) -> None:
    path = tmp_path / "decisions.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadEdits) as caught:
        load_edits(path)
    assert f"{path}:{line}: " in str(caught.value)
    assert words in str(caught.value)


def test_bad_toml_names_the_file(tmp_path: Path) -> None:
    path = tmp_path / "decisions.toml"
    path.write_text("[[same\n", encoding="utf-8")
    with pytest.raises(BadEdits, match=r"decisions\.toml: .*line 1"):
        load_edits(path)


@given(EDITS)
def test_written_and_read_again(tmp_path_factory: pytest.TempPathFactory, edits: list[Decision]) -> None:
    path = tmp_path_factory.mktemp("edits") / "decisions.toml"
    save_edits(path, edits)
    assert sorted(load_edits(path), key=repr) == sorted(edits, key=repr)


def test_merge_split_undo_keep_the_others() -> None:
    edits = merge((), "Kibaki", "the president", "the caption says so")
    edits = merge(edits, "Odinga", "the opposition leader")
    edits = split(edits, "the president", "Kibaki", "he is not")
    assert [(edit.pair, edit.verdict) for edit in edits] == [
        (("Odinga", "the opposition leader"), "same"),
        (("the president", "Kibaki"), "different"),
    ]
    assert [edit.pair for edit in undo(edits, "Kibaki", "the president")] == [("Odinga", "the opposition leader")]
