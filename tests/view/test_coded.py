"""Reports in the columns of event data sets: the published columns, then ours; claims are never rows of fact."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from dragoman.case.store import Case
from dragoman.tables import table
from dragoman.view.coded import OWN, export_gdelt, export_plover, export_polecat


def columns(form: str) -> list[str]:
    """The format's published columns."""
    rows = table("formats", ("format", "columns"))
    return next(row["columns"].split("|") for row in rows if row["format"] == form)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def test_plover_holds_claims_with_their_claimant(case: Case, tmp_path: Path) -> None:
    assert export_plover(case, tmp_path / "out.jsonl") == 1
    (row,) = map(json.loads, (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines())
    assert list(row) == [*columns("plover"), *OWN]
    assert (row["event"], row["mode"], row["quad_code"]) == ("PROTEST", "demo", 4)
    assert row["comment"] == "claimed by <i>they</i>"


def test_claims_are_no_rows_of_polecat_or_gdelt(case: Case, tmp_path: Path) -> None:
    assert export_polecat(case, tmp_path / "polecat.tsv") == 0
    assert export_gdelt(case, tmp_path / "gdelt.tsv") == 0
    for form in ("polecat", "gdelt"):
        (head,) = (tmp_path / f"{form}.tsv").read_text(encoding="utf-8").splitlines()
        assert head.split("\t") == [*columns(form), *OWN]


def test_what_an_account_tells_is_a_row(told: Case, tmp_path: Path) -> None:
    export_polecat(told, tmp_path / "polecat.tsv")
    (row,) = rows(tmp_path / "polecat.tsv")
    assert (row["Event Type"], row["Actor Name"], row["Actor Country"]) == ("CONSULT", "Iva Petrova", "BGR")
    assert (row["Recipient Name"], row["Event Date"], row["Quad Code"]) == ("<i>they</i>", "2019-05-03", "1")
    assert row["document"] == "doc-1"
    export_gdelt(told, tmp_path / "gdelt.tsv")
    (row,) = rows(tmp_path / "gdelt.tsv")
    assert (row["EventRootCode"], row["QuadClass"], row["Day"], row["MonthYear"]) == ("04", "1", "20190503", "201905")
    assert (row["Actor1Name"], row["Actor2Name"]) == ("IVA PETROVA", "<I>THEY</I>")
