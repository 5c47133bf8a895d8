"""Country and sector of namings; the cases are in tests/cases/affiliation.jsonl, '-' is none, a bloc is a country's."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.resolve.affiliation import affiliation, load_gazetteer
from dragoman.resolve.gazetteer import COLUMNS, NON_STATE, Listed, Office, office_at
from dragoman.resolve.wording import words
from dragoman.tables import BadTable, table

CASES = Path(__file__).parents[1] / "cases" / "affiliation.jsonl"
SECTORS = frozenset(
    "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC".split()
)


def _cases() -> list[Any]:
    rows = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
    return [
        pytest.param(
            row,
            id=f"{row['text']} {row.get('office', '')} {row.get('context', '')} {row.get('date', '')}".strip(),
            marks=[pytest.mark.xfail(strict=True)] if row["expect"] == "fail" else [],
        )
        for row in rows
    ]


@pytest.mark.parametrize("row", _cases())
def test_cases(row: dict[str, str]) -> None:
    found = affiliation(row["text"], office=row.get("office"), context=row.get("context"), date=row.get("date"))
    assert f"{found.country or found.bloc or '-'} {found.sector or '-'}" == row["expected"], found.reason


@given(st.text(max_size=60))
def test_any_text_gets_an_answer_with_known_codes(text: str) -> None:
    found = affiliation(text)
    assert found.sector is None or found.sector in SECTORS | NON_STATE
    assert found.bloc is None or (found.country is None and found.bloc in NON_STATE)
    assert found.reason or (found.country is found.sector is None)


@given(st.text(alphabet="abcXYZ .,'’-éĞ", max_size=40))
def test_words_are_never_empty(text: str) -> None:
    assert all(word.text and word.key for word in words(text))


def test_a_users_gazetteer_goes_before_ours(tmp_path: Path) -> None:
    path = tmp_path / "own.tsv"
    path.write_text("name\tcountry\tsector\tfrom\tto\nZorblat Front|ZBF\tPER\tREB\t\t\nMossad\tPER\tCVL\t\t\n")
    own = (load_gazetteer(path),)
    assert (affiliation("ZBF fighters").country, affiliation("Mossad").country) == (None, "ISR")
    found = affiliation("a ZBF commander", gazetteers=own)
    assert (found.country, found.sector, found.name) == ("PER", "REB", "Zorblat Front")
    assert affiliation("Mossad", gazetteers=own).country == "PER"


def test_a_users_gazetteer_knows_dates(tmp_path: Path) -> None:
    path = tmp_path / "own.tsv"
    path.write_text(
        "name\tcountry\tsector\tfrom\tto\nOna Quibell\tPER\tGOV\t2001\t2005-03\nOna Quibell\tPER\tOPP\t2006\t\n"
    )
    own = (load_gazetteer(path),)
    dated = [affiliation("Ona Quibell", date=date, gazetteers=own).sector for date in ("1999", "2004-01-02", "2005-09")]
    assert dated == [None, "GOV", "ELI"]
    assert affiliation("Ona Quibell", gazetteers=own).sector == "OPP"


@pytest.mark.parametrize(
    "rows", ["name\tcountry\nX\tPER\n", "name\tcountry\tsector\tfrom\tto\n | \tPER\tREB\t\t\n", "", "a\n"]
)
def test_a_bad_gazetteer_is_refused(rows: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.tsv"
    path.write_text(rows)
    with pytest.raises(BadTable):
        load_gazetteer(path)


def test_offices_go_by_date() -> None:
    someone = Listed(
        "X", (Office("PER", "MIL", "2001", "2003-06"), Office("PER", "GOV", "2004-02", "2009")), person=True
    )
    sectors = {
        date: office_at(someone, date)[0].sector for date in ("2000", "2003-06-30", "2003-12", "2004-02", "2011")
    }
    assert sectors == {"2000": None, "2003-06-30": "MIL", "2003-12": "ELI", "2004-02": "GOV", "2011": "ELI"}


def test_an_undated_naming_keeps_an_office_left_lately() -> None:
    lately = Listed("X", (Office("PER", "GOV", "2020", "2024-01"),), person=True)
    long_ago = Listed("X", (Office("PER", "GOV", "1990", "1994-01"),), person=True)
    assert [office_at(one, None)[0].sector for one in (lately, long_ago)] == ["GOV", "ELI"]


@pytest.mark.parametrize("name", ["agencies", "people"])
def test_tables_hold_known_codes_and_dates_in_order(name: str) -> None:
    columns = COLUMNS if name == "agencies" else ("name", "country", "office", "sector", "from", "to")
    states = {row["code"] for row in table("states", ("code", "name", "names", "demonyms", "capitals", "metonyms"))}
    for row in table(name, columns):
        assert not row["country"] or row["country"] in states | NON_STATE | {"ESH", "HKG", "MAC"}, row
        assert not row["sector"] or row["sector"] in SECTORS | NON_STATE, row
        assert not (row["from"] and row["to"]) or row["from"][:4] <= row["to"][:4], row


def test_importing_reads_no_gazetteer() -> None:
    code = (
        "import dragoman.resolve.affiliation, dragoman.resolve.gazetteer as g; print(g.shipped.cache_info().currsize)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "0\n"
