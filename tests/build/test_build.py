"""From the bundled accounts to a case, whole; reading again, in steps and in any order gives the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.build import edits_path, read, settle
from dragoman.case.store import open_case
from dragoman.records import Decision
from dragoman.resolve.decisions import load_edits, merge, save_edits, undo
from dragoman.view.export import export_jsonl
from tests.golden import FOLDER, account_files, lines


@pytest.fixture(scope="module")
def golden(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("golden") / "golden.case"
    summary = read(account_files(), path)
    assert (summary.new, summary.extracted, summary.problems) == (8, 8, ())
    return path


def exported(case: Path, folder: Path) -> dict[str, bytes]:
    with open_case(case) as opened:
        return {path.name: path.read_bytes() for path in export_jsonl(opened, folder)}


@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.glob("*.txt")))
def test_golden_case(golden: Path, name: str) -> None:
    """A difference is to be reviewed; when it is right: python -m tests.golden"""
    with open_case(golden) as case:
        assert lines(case)[name] == (FOLDER / name).read_text(encoding="utf-8").splitlines()


def test_offsets_give_back_the_words(golden: Path) -> None:
    with open_case(golden) as case:
        texts = {d.id: d.text for d in case.documents()}
        for mention in case.mentions():
            assert texts[mention.source.document][mention.source.start : mention.source.end] == mention.text
        for figure in case.figures():
            assert texts[figure.source.document][figure.source.start : figure.source.end] == figure.text
        for statement in case.statements():
            assert all(0 <= s.start < s.end <= len(texts[s.document]) for s in statement.content)


def test_reading_again_adds_nothing(golden: Path, tmp_path: Path) -> None:
    before = exported(golden, tmp_path / "before")
    summary = read(account_files(), golden)
    assert (summary.new, summary.known, summary.extracted) == (0, 8, 0)
    assert exported(golden, tmp_path / "after") == before


def test_steps_and_order_do_not_matter(golden: Path, tmp_path: Path) -> None:
    files = account_files()
    read(reversed(files[4:]), tmp_path / "steps.case")
    read(files[:4], tmp_path / "steps.case")
    assert exported(tmp_path / "steps.case", tmp_path / "steps") == exported(golden, tmp_path / "once")


def test_an_edit_survives_reading_more(tmp_path: Path) -> None:
    files, path = account_files(), tmp_path / "edited.case"
    read(files[:1], path)
    edits = merge((), "Karim Masimov", "Jake Sullivan", reason="a test")
    save_edits(edits_path(path), edits)
    read(files[1:2], path)
    assert (
        load_edits(edits_path(path))
        == edits
        == (Decision(("Karim Masimov", "Jake Sullivan"), "same", 1.0, "a test", "person"),)
    )
    with open_case(path) as case:
        of = {alias: actor.id for actor in case.actors() for alias in (actor.name, *actor.aliases)}
        assert of["Karim Masimov"] == of["Jake Sullivan"]
        settle(case, undo(edits, "Karim Masimov", "Jake Sullivan"))
        of = {alias: actor.id for actor in case.actors() for alias in (actor.name, *actor.aliases)}
        assert of["Karim Masimov"] != of["Jake Sullivan"]


def test_an_account_in_another_language_is_kept_and_said(tmp_path: Path) -> None:
    (tmp_path / "ru.txt").write_text(
        "Президент выступил с обращением к народу. Он сообщил, что порядок восстановлен во всех регионах страны.",
        encoding="utf-8",
    )
    read([str(tmp_path / "ru.txt")], tmp_path / "ru.case")
    with open_case(tmp_path / "ru.case") as case:
        assert [d.language for d in case.documents()] == ["ru"]
        assert ["language" in p.message for p in case.problems()] == [True]
        assert not list(case.mentions())
