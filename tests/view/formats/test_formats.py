"""What holds for every format."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.case.store import Case, open_case
from dragoman.cli.exporting import NAMES
from dragoman.view.formats import FORMATS, UnknownFormat, export
from dragoman.view.optional import MissingExtra, optional


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_case_makes_the_same_bytes(name: str, loud: Case, tmp_path: Path) -> None:
    first = export(loud, name, tmp_path / "one")
    second = export(loud, name, tmp_path / "two")
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    assert all(path.stat().st_size for path in first)
    assert (tmp_path / "one").is_dir() == (FORMATS[name].writes == "folder")


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_case_is_no_trouble(name: str, tmp_path: Path) -> None:
    with open_case(tmp_path / "empty.case", create=True) as case:
        assert export(case, name, tmp_path / "out")


def test_the_command_names_every_format() -> None:
    folders, files = NAMES.rstrip(".").split("; ")
    for words, kind in ((folders, "folder"), (files, "file")):
        assert set(words.partition(" (")[0].split(", ")) == {f.name for f in FORMATS.values() if f.writes == kind}


def test_an_unknown_format_lists_the_known(loud: Case, tmp_path: Path) -> None:
    with pytest.raises(UnknownFormat, match="known: jsonl, csv"):
        export(loud, "xls", tmp_path / "out")


def test_a_missing_library_is_named_with_its_extra() -> None:
    with pytest.raises(MissingExtra, match=r"pip install 'dragoman\[parquet\]'"):
        optional("no_such_library_at_all.part", "parquet")
