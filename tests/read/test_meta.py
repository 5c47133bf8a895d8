"""The file of facts fills and overrides; what it cannot use it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.read.meta import BadMeta
from tests.read.helpers import read


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in" / "north").mkdir(parents=True)
    (tmp_path / "in" / "south").mkdir()
    (tmp_path / "in" / "a.txt").write_text(
        "Water paper signed\nBy Amara Okoye, 3 March 2021\n\nTwo envoys met on the quay today.\n"
    )
    (tmp_path / "in" / "north" / "b.txt").write_text("Three envoys met.\n")
    (tmp_path / "in" / "south" / "b.txt").write_text("Four envoys met.\n")
    (tmp_path / "in" / "t.jsonl").write_text('{"text": "Five met."}\n{"text": "Six met."}\n')
    return tmp_path / "in"


def meta(folder: Path, text: str) -> Path:
    (folder / "meta.csv").write_text(text, encoding="utf-8")
    return folder / "meta.csv"


def test_fills_and_overrides(folder: Path) -> None:
    text = "name,outlet,published,title\na.txt,Harbour Times,2021-03-04,\n"
    documents, problems = read(folder, meta=meta(folder, text))
    assert not problems
    assert (documents[0].outlet, documents[0].published) == ("Harbour Times", "2021-03-04")
    assert (documents[0].title, documents[0].author) == ("Water paper signed", "Amara Okoye")


def test_files_of_one_name_are_told_apart_by_their_paths(folder: Path) -> None:
    documents, problems = read(folder, meta=meta(folder, "file;outlet\nnorth/b.txt;North\n./south/b.txt;South\n"))
    assert not problems
    assert [(d.name, d.outlet) for d in documents if d.name == "b.txt"] == [("b.txt", "North"), ("b.txt", "South")]


def test_a_row_holds_for_a_whole_table_and_another_for_one_of_its_rows(folder: Path) -> None:
    text = "name,outlet,language\nt.jsonl,Harbour Times,English\nt.jsonl#2,Canal Post,\n"
    documents, problems = read(folder / "t.jsonl", meta=meta(folder, text))
    assert not problems
    assert [(d.outlet, d.language) for d in documents] == [("Harbour Times", "en"), ("Canal Post", "en")]


def test_what_cannot_be_used_is_a_problem(folder: Path) -> None:
    text = "name,published,url\na.txt,03/05/2021,nowhere\na.txt,2021-03-03,\nc.txt,2021,\n,2021,\n"
    documents, problems = read(folder, meta=meta(folder, text))
    assert documents[0].published == "2021-03-03"
    messages = [(problem.document, problem.message) for problem in problems]
    assert messages == [
        ("meta.csv", "line 2: '03/05/2021' is no published that can be read"),
        ("meta.csv", "line 2: 'nowhere' is no url that can be read"),
        ("meta.csv", "line 3: 'a.txt' stands twice; the first row counts"),
        ("meta.csv", "line 5: no name"),
        ("meta.csv", "line 4: 'c.txt' is the name of no account that was read"),
    ]


@pytest.mark.parametrize("text", ["title,outlet\nx,y\n", ""])
def test_a_file_without_its_columns_is_refused(folder: Path, text: str) -> None:
    with pytest.raises(BadMeta, match=r"meta\.csv"):
        read(folder, meta=meta(folder, text))


def test_a_column_of_no_use_is_told(folder: Path) -> None:
    documents, problems = read(folder / "a.txt", meta=meta(folder, "name,colour,outlet\na.txt,red,Harbour Times\n"))
    assert documents[0].outlet == "Harbour Times"
    assert [problem.message[:26] for problem in problems] == ["column 'colour' is not use"]


def test_a_missing_file_is_refused(folder: Path) -> None:
    with pytest.raises(BadMeta, match=r"no\.csv"):
        read(folder, meta=folder / "no.csv")


def test_the_file_of_facts_itself_is_no_account(folder: Path) -> None:
    documents, problems = read(folder, meta=meta(folder, "name,title\na.txt,Two envoys\n"))
    assert not problems
    assert len(documents) == 5
