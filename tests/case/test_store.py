"""The case file keeps what it is given, opens without the parser and never harms a file that is not its own."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.case.schema import VERSION
from dragoman.case.store import CaseInUse, NewerCase, NotACase, Refused, open_case
from dragoman.records import Actor, Date, Document, Extract, Mention, Problem, Report, Resolution, Source, Statement

TEXT = "The mayor resigned on Friday. Crowds cheered, officials said."
DOCUMENT = Document("doc-1", "town.txt", TEXT, title="A mayor goes", published="2019-03-01", language="en")
MAYOR = Mention(Source("doc-1", 0, 9), "The mayor", "title", kind="person", actor="a-mayor")
SAID = Statement(
    "s-1",
    content=(Source("doc-1", 30, 43),),
    cue=Source("doc-1", 55, 59),
    speaker=Source("doc-1", 45, 54),
    kind="indirect",
    actor=None,
)
RESIGNED = Report(
    "r-1", Source("doc-1", 10, 18), "RETREAT", "resign", "happened", date=Date("on Friday", "2019-03-01", "2019-03-01"),
    sources=("a-mayor",),
)  # fmt: skip
SENTENCES = (Source("doc-1", 0, 29), Source("doc-1", 30, 60))
EXTRACT = Extract("doc-1", SENTENCES, mentions=(MAYOR,), statements=(SAID,), reports=(RESIGNED,))
RESOLUTION = Resolution(
    actors=(Actor("a-mayor", "the mayor", "person"),), mentions=(MAYOR,), statements=(SAID,), reports=(RESIGNED,)
)


@pytest.fixture
def case_path(tmp_path: Path) -> Path:
    path = tmp_path / "town.case"
    with open_case(path, create=True) as case, case.writing():
        assert case.add(DOCUMENT)
        case.keep_extract(EXTRACT, "first")
        case.keep_resolution(RESOLUTION)
    return path


def test_records_come_back_as_they_went_in(case_path: Path) -> None:
    with open_case(case_path) as case:
        assert list(case.documents()) == [DOCUMENT]
        assert list(case.extracts()) == [EXTRACT]
        assert list(case.actors()) == list(RESOLUTION.actors)
        assert list(case.mentions(actor="a-mayor")) == [MAYOR]
        assert list(case.statements(kind="indirect")) == [SAID]
        assert list(case.statements(kind="direct")) == []
        assert list(case.reports(status="happened")) == [RESIGNED]
        assert case.record("r-1") == RESIGNED
        assert case.record("nothing") is None


def test_an_account_already_held_adds_nothing(case_path: Path) -> None:
    with open_case(case_path) as case, case.writing():
        assert not case.add(DOCUMENT)
        assert case.add(replace(DOCUMENT, outlet="The Town Crier"))
        assert [d.outlet for d in case.documents()] == ["The Town Crier"]
        assert case.fingerprints() == {"doc-1": "first"}


def test_a_problem_is_kept_once(case_path: Path) -> None:
    trouble = Problem("broken.pdf", "truncated")
    with open_case(case_path) as case, case.writing():
        case.keep_problems([trouble])
        case.keep_problems([trouble])
        assert list(case.problems()) == [trouble]


def test_sentences_are_found_and_searched(case_path: Path) -> None:
    with open_case(case_path) as case:
        assert case.sentence(Source("doc-1", 32, 36)) == [SENTENCES[1]]
        assert case.sentence(Source("doc-1", 32, 36), around=1) == list(SENTENCES)
        assert case.search("crowds officials") == [SENTENCES[1]]
        assert case.search('unbalanced " OR (') == []
        assert case.search("") == []


def test_a_failed_write_keeps_nothing(case_path: Path) -> None:
    with open_case(case_path) as case:
        with pytest.raises(TypeError), case.writing():
            case.set("model", "other")
            case.keep_problems(None)  # type: ignore[arg-type]
        assert case.setting("model") is None


def test_a_second_writer_is_told(case_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.case.opening.WAIT", 0.05)
    with open_case(case_path) as first, open_case(case_path) as second, first.writing():
        with pytest.raises(CaseInUse, match="another process"), second.writing():
            pass
        assert [d.id for d in second.documents()] == ["doc-1"]


def test_references_hold(case_path: Path) -> None:
    stray = Mention(Source("doc-1", 30, 36), "Crowds", "nominal", actor="a-nobody")
    with (
        open_case(case_path) as case,
        pytest.raises(Refused, match="actor 'a-nobody' is no actor of the case"),
        case.writing(),
    ):
        case.keep_resolution(replace(RESOLUTION, mentions=(stray,)))


@pytest.mark.parametrize(
    "content",
    [b"just some notes", b"SQLite format 3\0" + b"\xff" * 200],
    ids=["text", "broken"],
)
def test_a_file_that_is_no_case_is_left_untouched(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes.case"
    path.write_bytes(content)
    with pytest.raises(NotACase, match="not a case"):
        open_case(path, create=True)
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_another_database_is_left_untouched(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE thing (x)")
    database.close()
    before = path.read_bytes()
    with pytest.raises(NotACase):
        open_case(path, create=True)
    assert path.read_bytes() == before


def test_a_newer_case_is_left_untouched(case_path: Path) -> None:
    database = sqlite3.connect(case_path)
    database.execute(f"PRAGMA user_version = {VERSION + 1}")
    database.close()
    before = case_path.read_bytes()
    with pytest.raises(NewerCase, match="update dragoman"):
        open_case(case_path)
    assert case_path.read_bytes() == before


def test_a_missing_case_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="dragoman read"):
        open_case(tmp_path / "none.case")


def test_opens_without_the_parser(case_path: Path) -> None:
    script = (
        "import sys; from dragoman.case.store import open_case; list(open_case(sys.argv[1]).statements());"
        "assert not any(m.split('.')[0] in ('spacy', 'trafilatura', 'numpy') for m in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", script, str(case_path)], check=True)
