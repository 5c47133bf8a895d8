"""The package as a Python user meets it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pandas
import pyarrow
import pytest

import dragoman
from dragoman.case.store import Case
from dragoman.records import Dispute, Statement
from dragoman.view import optional
from dragoman.view.face import OpenCase
from dragoman.view.formats.tables import TABLES
from dragoman.view.optional import MissingExtra
from dragoman.view.query import UnknownActor
from tests.view.conftest import case
from tests.view.formats.conftest import loud

__all__ = ["case", "loud"]  # fixtures
OURS = {"p", "strong", "em", "code", "blockquote", "footer", "table", "thead", "tbody", "tr", "th", "td", "ul", "li"}


class Tags(HTMLParser):
    """The elements of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        self.open.append(tag)
        assert not attrs

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture
def opened(loud: Case) -> Iterator[OpenCase]:
    with dragoman.open(loud.path) as case:
        yield case


def test_every_kind_is_a_data_frame(opened: OpenCase) -> None:
    for kind, table in TABLES.items():
        records = getattr(opened, kind)()
        frame, arrow = records.to_pandas(), records.to_arrow()
        assert list(frame.columns) == arrow.column_names == list(table.columns)
        assert len(frame) == arrow.num_rows == sum(1 for _ in records.rows()) > 0
        assert isinstance(frame, pandas.DataFrame)
        assert isinstance(arrow, pyarrow.Table)


def test_data_frames_are_typed_when_empty(opened: OpenCase) -> None:
    frame = opened.figures(document="none").to_pandas()
    assert (str(frame["value"].dtype), str(frame["start"].dtype)) == ("float64", "Int64")


def test_an_actor_is_asked_for_by_name(opened: OpenCase) -> None:
    (said,) = opened.statements(actor="iva petrova")
    assert said.actor == "a-1"
    assert opened.words(said.content[0]) == "Nobody was hurt,"
    assert "mayor" in opened.sentence(said.content[0])
    with pytest.raises(UnknownActor):
        opened.statements(actor="nobody of this name")


def test_records_are_asked_anew_each_time(opened: OpenCase) -> None:
    statements = opened.statements()
    assert list(statements) == list(statements)
    assert all(isinstance(statement, Statement) for statement in statements)
    assert [opened.record(s.id) for s in statements] == list(statements)
    assert isinstance(opened.record("d-1"), Dispute)
    assert replace(next(iter(statements)), negated=True).negated


def test_pages_of_a_notebook_hold_no_markup_of_accounts(opened: OpenCase) -> None:
    shown = [opened, *opened.statements(), *opened.disputes(), *(getattr(opened, kind)() for kind in TABLES)]
    for one in shown:
        page = Tags(one._repr_html_())
        assert set(page.seen) <= OURS
        assert not page.open
        assert "\u202e" not in one._repr_html_()
    assert "Nobody was hurt," in opened.record("s-1")._repr_html_()
    assert "&lt;i&gt;they&lt;/i&gt;" in opened.record("s-2")._repr_html_()
    assert "How many &lt;b&gt;" in opened.record("d-1")._repr_html_()
    assert "2 accounts" in opened._repr_html_()


def test_a_missing_library_is_named(opened: OpenCase, monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> None:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(optional, "import_module", absent)
    with pytest.raises(MissingExtra, match=r"pandas is not installed.*dragoman\[pandas\]"):
        opened.actors().to_pandas()
    with pytest.raises(MissingExtra, match=r"pyarrow is not installed.*dragoman\[parquet\]"):
        opened.actors().to_arrow()


def test_exports_and_search(opened: OpenCase, tmp_path: Path) -> None:
    assert opened.export("ris", tmp_path / "case.ris") == [tmp_path / "case.ris"]
    assert [opened.words(found) for found in opened.search("bridge Varna")] != []


def test_importing_the_package_is_cheap() -> None:
    script = "import sys, dragoman; assert not {'spacy', 'sqlite3', 'numpy', 'pandas'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", script], check=True)
