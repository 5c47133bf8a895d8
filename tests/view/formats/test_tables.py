"""CSV and Parquet: the same tables, safe in a spreadsheet, typed for a data frame."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pyarrow
import pyarrow.parquet
from hypothesis import given
from hypothesis.strategies import text

from dragoman.case.store import Case
from dragoman.view.formats import export
from dragoman.view.formats.acled import rows as acled
from dragoman.view.formats.lookup import Lookup
from dragoman.view.formats.spreadsheet import cell
from dragoman.view.formats.tables import TABLES


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_no_cell_is_a_formula(loud: Case, tmp_path: Path) -> None:
    cells = [c for path in export(loud, "csv", tmp_path / "out") for row in rows(path) for c in row.values()]
    assert any(each.startswith("'=HYPERLINK") for each in cells)
    for each in cells:
        assert not each.lstrip().startswith(("=", "+", "@")), each
        assert not each.startswith("-") or each.lstrip("-").replace(".", "").isdigit(), each
        assert "\x0b" not in each


@given(text())
def test_no_text_becomes_a_formula(words: str) -> None:
    told = cell(words)
    assert isinstance(told, str)
    assert not told.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
    assert told.removeprefix("'") in words or len(told) < len(words)


def test_every_kind_is_a_table(loud: Case, tmp_path: Path) -> None:
    for path in export(loud, "csv", tmp_path / "out"):
        told = rows(path)
        assert told, path
        assert list(told[0]) == list(TABLES[path.stem].columns)


def test_events_have_acled_columns(loud: Case, tmp_path: Path) -> None:
    export(loud, "csv", tmp_path / "out")
    march, blast = rows(tmp_path / "out" / "events.csv")
    assert (blast["event_id_cnty"], blast["event_date"], blast["year"], blast["time_precision"]) == (
        "e-1", "2019-05-03", "2019", "1",
    )  # fmt: skip
    assert (blast["disorder_type"], blast["event_type"]) == ("Political violence", "Explosions/Remote violence")
    assert (blast["assoc_actor_1"], blast["actor2"]) == ("<i>they</i>", "Iva Petrova")
    assert (blast["iso"], blast["country"], blast["location"]) == ("100", "Bulgaria", "Varna")
    assert (blast["latitude"], blast["longitude"], blast["source"]) == ("43.2", "27.9", "The Quay")
    assert blast["claimed_by"] == ""
    assert (march["event_date"], march["time_precision"], march["from"]) == ("2019-05-01", "3", "2019-05")
    assert (march["event_type"], march["claimed_by"]) == ("Protests", "<i>they</i>")


def test_a_vague_date_is_no_event_date(loud: Case, tmp_path: Path) -> None:
    (event,) = loud.events(type="PROTEST")
    (row,) = acled(Lookup(loud), replace(event, low="2019", high="2019"))
    assert (row["event_date"], row["year"], row.get("time_precision")) == (None, 2019, None)
    (row,) = acled(Lookup(loud), replace(event, low="2019-05-01", high=None))
    assert (row["event_date"], row["from"], row["to"]) == (None, "2019-05-01", None)


def test_parquet_is_read_by_arrow_with_types(loud: Case, tmp_path: Path) -> None:
    paths = export(loud, "parquet", tmp_path / "out")
    assert {path.stem for path in paths} == set(TABLES)
    actors = pyarrow.parquet.read_table(tmp_path / "out" / "actors.parquet")
    assert actors.schema.field("aliases").type == pyarrow.list_(pyarrow.string())
    assert ["@SUM(1)", "-1+1"] in actors["aliases"].to_pylist()
    statements = pyarrow.parquet.read_table(tmp_path / "out" / "statements.parquet").to_pylist()
    assert statements[0]["words"] == "Nobody was hurt,"
    assert statements[0]["negated"] is False
