"""A sound case has no faults; each way to break one is found, named, and mended where that is safe."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.build import read, settle
from dragoman.case.check import Fault, check
from dragoman.case.mending import mend
from dragoman.case.store import open_case
from dragoman.records import Document
from tests.golden import account_files


@pytest.fixture(scope="session")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("check") / "sound.case"
    read(account_files()[:2], path)
    return path


@pytest.fixture
def path(sound: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "k.case"
    copy.write_bytes(sound.read_bytes())
    return copy


def broken(path: Path, *statements: str) -> list[Fault]:
    """What is wrong after another program wrote to the case with foreign keys off."""
    database = sqlite3.connect(path)
    for statement in statements:
        database.execute(statement)
    database.commit()
    database.close()
    return list(check(path))


def rewritten(path: Path, table: str, change: Callable[[dict[str, object]], object], where: str = "1") -> list[Fault]:
    """What is wrong after the first record of a table was changed."""
    database = sqlite3.connect(path)
    (record,) = database.execute(f"SELECT record FROM {table} WHERE {where} LIMIT 1").fetchone()
    said = json.loads(record)
    change(said)
    changed = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    database.execute(f"UPDATE {table} SET record = ? WHERE record = ?", (changed, record))
    database.commit()
    database.close()
    return list(check(path))


def mended(path: Path, found: list[Fault]) -> list[Fault]:
    if mend(path, found):
        with open_case(path) as case:
            settle(case, ())
    return list(check(path))


def test_a_sound_case_has_no_faults(path: Path) -> None:
    before = path.read_bytes()
    assert list(check(path)) == []
    assert path.read_bytes() == before


@pytest.mark.parametrize(("statement", "table", "message"), [
    ("UPDATE sentence SET text = 'Other words.' WHERE id = 1", "sentence", "not the account's"),
    ("DELETE FROM statement WHERE id = (SELECT min(id) FROM statement)", "statement", "lost"),
    ("UPDATE mention SET actor = 'a-nobody' WHERE actor IS NOT NULL", "mention", "goes back to no actor"),
    ("UPDATE report SET type = 'AID' WHERE type <> 'AID'", "report", "columns are not those of its record"),
    ("DELETE FROM event", "report", "is no event of the case"),
    ("DELETE FROM actor", "statement", "is no actor of the case"),
    ("UPDATE figure SET record = '{' WHERE id = (SELECT min(id) FROM figure)", "figure", "cannot be read"),
])  # fmt: skip
def test_what_resolution_made_is_mended_by_settling(path: Path, statement: str, table: str, message: str) -> None:
    found = broken(path, statement)
    assert any(fault.table == table and message in fault.message for fault in found), found
    assert {fault.mend for fault in found} == {"settle"}
    assert mended(path, found) == []


@pytest.mark.parametrize(("table", "change", "message"), [
    ("statement", lambda said: said["content"][0].__setitem__(2, 10_000_000), "outside the text"),
    ("statement", lambda said: said["content"][0].__setitem__(2, said["content"][0][1]), "outside the text"),
    ("mention", lambda said: said["source"].__setitem__(1, -1), "outside the text"),
    ("statement", lambda said: said["content"][0].__setitem__(2, said["content"][0][2] - 1), "are not those that"),
    ("mention", lambda said: said.update(text="Somebody else"), "are not the account's"),
    ("report", lambda said: said.update(id="r-0000000000000000"), "an orphan"),
    ("report", lambda said: said.update(sources=["a-nobody"]), "is no actor of the case"),
    ("report", lambda said: said["trigger"].__setitem__(0, "doc-0"), "no account of the case"),
    ("dispute", lambda said: said["sides"].pop(), "side(s)"),
    ("dispute", lambda said: said["sides"][0].update(voices=["a-nobody"]), "is no actor or document of the case"),
])  # fmt: skip
def test_records_that_are_not_sound_are_found(
    path: Path, table: str, change: Callable[[dict[str, object]], object], message: str
) -> None:
    with sqlite3.connect(path) as database:
        if not database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]:
            pytest.skip(f"the case has no {table}")
    found = rewritten(path, table, change)
    assert any(fault.table == table and message in fault.message for fault in found), found
    assert mended(path, found) == []


def test_an_extract_of_no_account_is_removed(path: Path) -> None:
    found = broken(path, "UPDATE extract SET document = 'doc-0' WHERE document = (SELECT min(document) FROM extract)")
    assert any(fault.table == "extract" and "goes back to no document" in fault.message for fault in found), found
    assert mended(path, found) == []


def test_an_extract_whose_words_are_not_in_the_account_is_removed_and_made_again(path: Path, sound: Path) -> None:
    found = rewritten(path, "extract", lambda said: said["mentions"][0].update(text="Somebody else"))  # type: ignore[index]
    assert any(fault.table == "extract" and fault.mend == "remove" for fault in found), found
    assert mended(path, found) == []
    read(account_files()[:2], path)
    assert path.read_bytes() == sound.read_bytes()


def test_a_text_that_was_changed_is_found_and_left(path: Path) -> None:
    change = "UPDATE document SET text = replace(text, 'the', 'teh') WHERE id = (SELECT min(id) FROM document)"
    found = broken(path, change)
    assert any(fault.table == "document" and fault.mend is None for fault in found), found
    assert any(fault.table == "document" for fault in mended(path, found))


def test_extracts_of_other_extractors_are_told(path: Path) -> None:
    found = list(check(path, fingerprint=lambda document: "another"))
    assert {(fault.table, fault.mend) for fault in found} == {("extract", "remove")}
    with open_case(path) as case:
        done = case.fingerprints()

    def same(document: Document) -> str:
        return done[document.id]

    assert list(check(path, fingerprint=same)) == []


@pytest.mark.parametrize(("statement", "message"), [
    ("DROP INDEX event_low", "event_low is missing"),
    ("CREATE TABLE guest (id TEXT)", "guest is none of ours"),
    ("PRAGMA user_version = 1", "older dragoman"),
    ("PRAGMA user_version = 999", "newer dragoman"),
    ("PRAGMA application_id = 7", "not a case"),
])  # fmt: skip
def test_a_file_of_another_shape_is_told_and_left(path: Path, statement: str, message: str) -> None:
    found = broken(path, statement)
    assert message in found[0].message
    before = path.read_bytes()
    assert not mend(path, found)
    assert path.read_bytes() == before


def test_a_damaged_file_is_told(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(3 * 4096)
        file.write(b"\xff" * 8192)
    found = list(check(path))
    assert found
    assert found[0].table == "file"
    assert "damaged" in found[0].message


def test_what_is_no_sqlite_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "k.case").write_text("no case", encoding="utf-8")
    assert "damaged" in next(check(tmp_path / "k.case")).message
    with pytest.raises(FileNotFoundError):
        next(check(tmp_path / "none.case"))
