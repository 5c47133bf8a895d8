"""RIS as rispy reads it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import rispy

from dragoman.case.store import Case
from dragoman.records import Document
from dragoman.view.formats import export


def test_accounts_are_references(loud: Case, tmp_path: Path) -> None:
    (path,) = export(loud, "ris", tmp_path / "case.ris")
    hostile, plain = rispy.loads(path.read_text("utf-8"))
    assert plain["type_of_reference"] == "NEWS"
    assert (plain["title"], plain["secondary_title"]) == ("A bridge falls", "The Quay")
    assert (plain["year"], plain["date"], plain["id"]) == ("2019", "2019/05/04/", "doc-1")
    assert hostile["title"] == "<script>alert('title')</script>"
    assert "urls" not in hostile


def test_a_title_cannot_begin_a_field(case: Case, tmp_path: Path) -> None:
    document = Document("doc-3", "c.txt", "Text.", title="A\r\nER  - \r\nTY  - BOOK", url="https://example.org/a")
    with case.writing():
        case.add(replace(document, published="2019-05"))
    (path,) = export(case, "ris", tmp_path / "case.ris")
    references = rispy.loads(path.read_text("utf-8"))
    assert len(references) == 3
    (found,) = (r for r in references if r["id"] == "doc-3")
    assert (found["title"], found["urls"], found["date"]) == (
        "A ER - TY - BOOK", ["https://example.org/a"], "2019/05//",
    )  # fmt: skip
