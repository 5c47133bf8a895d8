"""The database refuses what breaks a rule, whoever writes; a case of an older schema comes to refuse it too."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dragoman.case.check import check
from dragoman.case.schema import APPLICATION_ID, MIGRATIONS
from dragoman.case.store import Refused, compact, open_case
from dragoman.records import Decision, Dispute, Document, Extract, Resolution, Reuse, Side, Source, Tone
from tests.case.test_store import DOCUMENT, EXTRACT, MAYOR, RESIGNED, RESOLUTION, SAID
from tests.view.explore.conftest import resolution, strike  # noqa: F401  # a fixture

END = len(DOCUMENT.text)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "town.case"
    with open_case(found, create=True) as case, case.writing():
        case.add(DOCUMENT)
        case.keep_extract(EXTRACT, "first")
    return found


def at(start: int, end: int, document: str = "doc-1") -> Source:
    return Source(document, start, end)


SIDES = (Side("one", (at(0, 9),)), Side("two", (at(10, 18),)))


@pytest.mark.parametrize(("kept", "told"), [
    ({"mentions": (replace(MAYOR, source=at(5, 5)),)}, "mention at doc-1 5–5: words end after they start"),
    ({"mentions": (replace(MAYOR, source=at(-1, 5)),)}, "words start within the text"),
    ({"mentions": (replace(MAYOR, source=at(0, END + 1)),)}, "words end within the text"),
    ({"mentions": (replace(MAYOR, source=at(0, 9, "doc-2")),)}, "account 'doc-2' is no document of the case"),
    ({"mentions": (replace(MAYOR, actor="a-nobody"),)}, "mention at doc-1 0–9: actor 'a-nobody' is no actor"),
    ({"mentions": (MAYOR, MAYOR)}, "the case holds one like it"),
    ({"mentions": (replace(MAYOR, form="rumour"),)}, "the form is one of ours"),  # type: ignore[arg-type]
    ({"statements": (replace(SAID, id="r-1"),)}, "statement r-1: the id of a statement starts with s-"),
    ({"statements": (replace(SAID, content=(at(30, END + 1),)),)}, "all words of a statement stand within the text"),
    ({"statements": (replace(SAID, content=(at(30, 43), at(50, 50))),)}, "all words of a statement stand within"),
    ({"statements": (replace(SAID, confidence=1.5),)}, "confidence is 0 to 1"),
    ({"statements": (SAID, SAID)}, "the case holds one like it"),
    ({"reports": (replace(RESIGNED, status="rumoured"),)}, "report r-1: the status"),  # type: ignore[arg-type]
    ({"reports": (replace(RESIGNED, claimed_by="s-9"),)}, "statement 's-9' is no statement of the case"),
    ({"reports": (replace(RESIGNED, trigger=at(18, 10)),)}, "words end after they start"),
    ({"disputes": (Dispute("d-1", "fact", "t", "r", SIDES[:1]),)}, "dispute d-1: a dispute has two sides or more"),
    ({"disputes": (Dispute("d-1", "fact", "t", "r", (SIDES[0], Side("two", ()))),)}, "each side of a dispute has"),
    ({"disputes": (Dispute("d-1", "fact", "t", "r", (SIDES[0], Side("two", (at(0, 9, "doc-2"),)))),)}, "each side"),
    ({"disputes": (Dispute("d-1", "taste", "t", "r", SIDES),)}, "the kind is one of ours"),  # type: ignore[arg-type]
    ({"decisions": (Decision(("a", "b"), "same", 1.2, ""),)}, "the score of a decision is 0 to 1"),
    ({"decisions": (Decision(("a", "b"), "perhaps", 1.0, ""),)}, "the verdict is one of ours"),  # type: ignore[arg-type]
    ({"reuses": (Reuse("doc-1", "doc-2", (), 0.5, ""),)}, "account 'doc-2' is no document of the case"),
    ({"reuses": (Reuse("doc-1", "doc-1", (), 0.5, ""),)}, "an account takes over text from another"),
    ({"tones": (Tone(at(0, 9), at(0, 9), -2.0),)}, "the score of a tone is -1 to 1"),
    ({"tones": (Tone(at(0, 9), at(0, 9), float("nan")),)}, "it holds what no JSON can"),
])  # fmt: skip
def test_a_record_that_breaks_a_rule_is_refused_by_name(path: Path, kept: dict[str, Any], told: str) -> None:
    with open_case(path) as case:
        with pytest.raises(Refused, match="the case refuses ") as refused, case.writing():
            case.keep_resolution(replace(RESOLUTION, **kept))
        assert told in str(refused.value)
        assert list(case.statements()) == []
        with case.writing():
            case.keep_resolution(RESOLUTION)
        assert list(case.statements()) == [SAID]


def test_an_account_or_extract_that_breaks_a_rule_is_refused(path: Path) -> None:
    with open_case(path) as case:
        with pytest.raises(Refused, match="document doc-2: an account has an id and a name"), case.writing():
            case.add(Document("doc-2", "", "Words."))
        with pytest.raises(Refused, match="extract of doc-2: account 'doc-2' is no document"), case.writing():
            case.keep_extract(Extract("doc-2"), "first")
        with pytest.raises(Refused, match="sentence of doc-1: words end within the text"), case.writing():
            case.keep_extract(Extract("doc-1", (at(0, END + 1),)), "first")
            case.keep_resolution(Resolution())


@pytest.mark.parametrize("statement", [
    "UPDATE document SET text = 'Other words.' WHERE id = 'doc-1'",
    "UPDATE document SET name = 'other.txt' WHERE id = 'doc-1'",
    "UPDATE document SET reuse_of = 'doc-9' WHERE id = 'doc-1'",
    "UPDATE document SET reuse_of = id WHERE id = 'doc-1'",
    "UPDATE mention SET \"end\" = 1000000",
    "UPDATE mention SET start = \"end\"",
    "UPDATE statement SET id = 'x'",
    "UPDATE statement SET record = json_set(record, '$.content[0][2]', 1000000)",
    "UPDATE statement SET record = '{'",
    "UPDATE report SET start = start + 1",
    "UPDATE report SET record = json_set(record, '$.trigger[2]', 1000000)",
    "UPDATE event SET record = json_set(record, '$.independent', 9)",
    "UPDATE figure SET record = json_set(record, '$.source[0]', 'doc-2') WHERE document = 'doc-1'",
    "UPDATE quantity SET verdict = 'perhaps'",
    "UPDATE quantity SET record = json_set(record, '$.figures', json('[]'))",
    "UPDATE tie SET record = json_set(record, '$.polarity', 2)",
    "UPDATE label SET referent = 'e-nothing'",
    "UPDATE label SET record = json_remove(record, '$.connotation')",
    "UPDATE assessment SET record = json_set(record, '$.outcome', 'draws')",
    "UPDATE cause SET record = json_set(record, '$.source[2]', 1000000)",
    "UPDATE dispute SET record = json_remove(record, '$.sides[1]')",
    "UPDATE dispute SET record = json_set(record, '$.sides[0].evidence[0][2]', 1000000)",
    "UPDATE dispute SET rank = -1",
    "UPDATE decision SET record = json_set(record, '$.pair', json('[\"a\"]'))",
    "UPDATE actor SET name = ''",
    "UPDATE sentence SET \"end\" = 1000000",
    "INSERT INTO problem VALUES ('third', '{}', NULL)",
])  # fmt: skip
def test_another_program_is_refused_too(strike: Path, statement: str) -> None:  # noqa: F811
    refused = pytest.raises((sqlite3.IntegrityError, sqlite3.OperationalError))
    with closing(sqlite3.connect(strike)) as database, refused:
        database.execute(statement)


def older(path: Path, tmp_path: Path, change: Callable[[sqlite3.Connection], object] = lambda database: None) -> Path:
    """The case as the schema before had it."""
    found = tmp_path / "older.case"
    with closing(sqlite3.connect(found)) as database:
        for statements in MIGRATIONS[:4]:
            database.executescript(statements)
        database.execute("ATTACH ? AS newer", (str(path),))
        for (table,) in database.execute(
            "SELECT name FROM newer.sqlite_master WHERE type = 'table' AND name NOT GLOB 'sentence_text*'"
            " AND name NOT GLOB 'sqlite_*'"
        ).fetchall():
            database.execute(f"INSERT INTO main.{table} SELECT * FROM newer.{table}")
        database.execute("INSERT INTO sentence_text (sentence_text) VALUES ('rebuild')")
        database.execute("INSERT OR REPLACE INTO setting VALUES ('settled', 'x')")
        change(database)
        database.commit()
        database.execute("DETACH newer")
        database.execute("PRAGMA user_version = 4")
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    return found


def rows(path: Path) -> Iterator[tuple[str, list[Any]]]:
    with closing(sqlite3.connect(path)) as database:
        for (table,) in database.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'sentence_text*' ORDER BY name"
        ).fetchall():
            yield table, database.execute(f"SELECT * FROM {table}").fetchall()


def test_an_older_case_is_brought_up_to_date_whole(strike: Path, tmp_path: Path) -> None:  # noqa: F811
    with open_case(strike) as case, case.writing():
        case.set("settled", "x")
    path = older(strike, tmp_path)
    with open_case(path) as case:
        assert case.setting("settled") == "x"
        assert case.search("dockers walked")
    assert dict(rows(path)) == dict(rows(strike))
    assert [fault for fault in check(path) if fault.table == "file"] == []
    compact(path)
    compact(strike)
    assert path.read_bytes() == strike.read_bytes()


def test_a_row_that_breaks_a_rule_stays_behind_and_the_case_is_settled_anew(
    strike: Path,  # noqa: F811
    tmp_path: Path,
) -> None:
    rumoured = "UPDATE report SET status = 'rumoured' WHERE id = 'r-00000004'"
    path = older(strike, tmp_path, lambda database: database.execute(rumoured))
    with open_case(path) as case:
        assert case.setting("settled") is None
        assert [report.id for report in case.reports()] == ["r-00000001", "r-00000002", "r-00000003"]
        with case.writing():
            case.keep_resolution(resolution())
        assert len(list(case.reports())) == 4
    with closing(sqlite3.connect(path)) as database, pytest.raises(sqlite3.IntegrityError):
        database.execute("UPDATE report SET status = 'rumoured'")
