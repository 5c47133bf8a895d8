"""The database as Datasette serves it."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette

from dragoman.case.store import Case
from dragoman.view.formats import export
from dragoman.view.formats.datasette import VIEWS
from dragoman.view.formats.tables import TABLES

Get = Callable[[str], Any]


@pytest.fixture
def get(loud: Case, tmp_path: Path) -> Get:
    database, metadata = export(loud, "datasette", tmp_path / "out")
    served = Datasette([str(database)], metadata=json.loads(metadata.read_text("utf-8")))

    def ask(path: str) -> Any:
        answer = asyncio.run(served.client.get(path))
        assert answer.status_code == 200, answer.text
        return answer.json() if ".json" in path else answer.text

    return ask


@pytest.mark.parametrize("table", [*TABLES, "texts", *VIEWS])
def test_every_table_and_view_is_a_page(get: Get, table: str) -> None:
    assert get(f"/town/{table}.json?_shape=array")
    page = get(f"/town/{table}")
    assert "<img src=x" not in page


def test_tables_are_described_and_linked(get: Get) -> None:
    told = {table["name"]: table for table in get("/town.json")["tables"]}
    assert {"column": "event", "other_table": "events", "other_column": "event_id_cnty"} in (
        told["reports"]["foreign_keys"]["outgoing"]
    )
    assert "a row a side" in get("/town/disputes")
    assert "Iva Petrova" in get("/town/said")


def test_words_are_searched(get: Get) -> None:
    (row,) = get("/town/statements.json?_search=hurt&_shape=array")
    assert row["id"] == "s-1"


def test_foreign_keys_hold(loud: Case, tmp_path: Path) -> None:
    database, _ = export(loud, "datasette", tmp_path / "out")
    with sqlite3.connect(database) as opened:
        assert opened.execute("PRAGMA foreign_key_check").fetchall() == []


def test_the_case_itself_is_not_overwritten(loud: Case, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "town.db").symlink_to(loud.path)
    with pytest.raises(FileExistsError):
        export(loud, "datasette", tmp_path / "out")
