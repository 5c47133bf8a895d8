"""A sound case has no faults; each way to break one is found, named, and mended where that is safe."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from dragoman.build import fingerprint, read, settle
from dragoman.case.answers import Kept, keep_answer, set_readers
from dragoman.case.check import Fault, check
from dragoman.case.mending import mend
from dragoman.case.store import open_case
from dragoman.extract.parse import MODEL
from dragoman.records import Document
from dragoman.resolve.decisions import merge, reject, split
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


@contextmanager
def forced(path: Path) -> Iterator[sqlite3.Connection]:
    """The database of a case as a program opens it that goes by none of its rules."""
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA ignore_check_constraints = ON")
        rules = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY rowid").fetchall()
        for name, _ in rules:
            database.execute(f"DROP TRIGGER {name}")
        yield database
        for _, sql in rules:
            database.execute(sql)
        database.commit()


def broken(path: Path, *statements: str) -> list[Fault]:
    """What is wrong after another program wrote to the case."""
    with forced(path) as database:
        for statement in statements:
            database.execute(statement)
    return faults(path)


def faults(path: Path) -> list[Fault]:
    """What is wrong, what is still to be read aside."""
    return [fault for fault in check(path) if fault.wrong]


def rewritten(path: Path, table: str, change: Callable[[dict[str, object]], object], where: str = "1") -> list[Fault]:
    """What is wrong after the first record of a table was changed."""
    with forced(path) as database:
        (record,) = database.execute(f"SELECT record FROM {table} WHERE {where} LIMIT 1").fetchone()
        said = json.loads(record)
        change(said)
        changed = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
        database.execute(f"UPDATE {table} SET record = ? WHERE record = ?", (changed, record))
    return faults(path)


def mended(path: Path, found: list[Fault]) -> list[Fault]:
    if mend(path, found):
        with open_case(path) as case:
            settle(case, ())
    return faults(path)


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
    """Its id no longer is what its words make."""
    change = "UPDATE document SET text = replace(text, 'the', 'teh') WHERE id = (SELECT min(id) FROM document)"
    found = broken(path, change)
    assert any(fault.table == "document" and fault.mend is None for fault in found), found
    assert any(fault.table == "document" for fault in mended(path, found))


def test_extracts_of_other_extractors_are_told_and_not_wrong(path: Path) -> None:
    models = set()

    def another(document: Document, model: str | None) -> str:
        models.add(model)
        return "another"

    found = list(check(path, fingerprint=another))
    assert {(fault.table, fault.mend, fault.wrong) for fault in found} == {("extract", "read", False)}
    assert all("will be extracted anew by the next reading" in fault.message for fault in found)
    assert models == {MODEL}
    before = path.read_bytes()
    assert not mend(path, found)
    assert path.read_bytes() == before
    assert list(check(path, fingerprint=lambda document, model: fingerprint(document, model or ""))) == []


def test_an_account_not_extracted_is_told_and_not_wrong(path: Path) -> None:
    with open_case(path) as case, case.writing():
        case.add(Document("doc-0", "new.txt", "The mayor went."))
    assert [(f.table, f.key, f.mend) for f in check(path) if f.table == "extract"] == [("extract", "doc-0", "read")]


@pytest.mark.parametrize(("statement", "table", "message"), [
    ("UPDATE report SET status = 'rumoured' WHERE id = (SELECT min(id) FROM report)", "report",
     "1 of its rows break a rule"),
    ("UPDATE mention SET start = -1 WHERE document || start = (SELECT min(document || start) FROM mention)", "mention",
     "1 of its rows break a rule"),
    ("INSERT INTO sentence_text (sentence_text) VALUES ('delete-all')", "sentence_text", "index of words"),
    ("UPDATE sentence SET document = 'doc-0' WHERE id = 1", "sentence", "goes back to no document"),
    ("UPDATE happening SET accounts = 99 WHERE rank = 1", "happening", "does not say what the records do"),
    ("DELETE FROM presence", "presence", "does not say what the records do"),
    ("INSERT INTO alias VALUES ('Nobody', 'a-nobody')", "alias", "does not say what the records do"),
    ("INSERT INTO actor (id, name, kind, record) VALUES ('a-0', 'Nobody', 'person',"
     " '{\"id\":\"a-0\",\"name\":\"Nobody\",\"kind\":\"person\"}')", "actor", "an orphan"),
    ("UPDATE report SET event = (SELECT max(id) FROM event) WHERE id = (SELECT min(id) FROM report)", "event",
     "is of another event"),
    ("DELETE FROM tie WHERE rowid = 1", "tie", "lost"),
    ("INSERT INTO tone SELECT * FROM tone LIMIT 1", "tone", "an orphan"),
    ("INSERT INTO label SELECT * FROM label LIMIT 1", "label", "an orphan"),
    ("UPDATE decision SET record = replace(record, substr(json_extract(record, '$.pair[0]'), 3), '0123456789abcdef')"
     " WHERE json_extract(record, '$.pair[0]') GLOB 'r-*'", "decision", "is nowhere"),
])  # fmt: skip
def test_rows_that_go_back_to_nothing_are_made_again(path: Path, statement: str, table: str, message: str) -> None:
    found = broken(path, statement)
    assert any(fault.table == table and message in fault.message for fault in found), found
    assert {fault.mend for fault in found} <= {"settle", "remove"}
    assert mended(path, found) == []


@pytest.mark.parametrize(("statement", "table", "message"), [
    ("INSERT INTO setting VALUES ('only', 'model nobody')", "setting", "never read this case"),
    ("INSERT INTO setting VALUES ('verdicts', '{')", "setting", "cannot be read"),
    ("INSERT INTO setting VALUES ('judged', 'x')", "setting", "no verdict is kept"),
    ("INSERT INTO setting VALUES ('verdicts', '[{\"pair\":[\"r-0123456789abcdef\",\"r-0123456789abcdee\"],"
     "\"verdict\":\"same\",\"score\":1,\"reason\":\"\",\"by\":\"model m\"}]')", "verdict", "is nowhere"),
    ("INSERT INTO problem VALUES ('third', '{\"document\":\"a\",\"message\":\"b\"}', 'a')", "problem", "of no stage"),
    ("INSERT INTO problem VALUES ('second', '{\"document\":\"a\",\"message\":\"b\"}', 'a')", "problem",
     "left by a second reader"),
    ("INSERT INTO problem VALUES ('read', '{', 'a')", "problem", "cannot be read"),
])  # fmt: skip
def test_what_is_left_over_is_removed(path: Path, statement: str, table: str, message: str) -> None:
    found = broken(path, statement)
    assert [(fault.table, fault.mend) for fault in found] == [(table, "remove")] * len(found)
    assert message in found[0].message
    assert mended(path, found) == []


def test_a_gazetteer_that_is_gone_is_told_and_left(path: Path, tmp_path: Path) -> None:
    table = tmp_path / "names.tsv"
    with open_case(path) as case, case.writing():
        case.set("gazetteers", str(table))
    (fault,) = faults(path)
    assert (fault.table, fault.key, fault.mend) == ("setting", "gazetteers", None)
    assert str(table) in fault.message
    table.write_text("name\n", encoding="utf-8")
    assert faults(path) == []


def test_a_reader_without_answers_is_told_and_not_wrong(path: Path) -> None:
    with open_case(path) as case:
        with case.writing():
            set_readers(case, ["m"])
        assert [fault.mend for fault in check(path)] == ["read"]
        keep_answer(case, Kept("text", "prompt", "m", None, "{}"))
    assert list(check(path)) == []


def test_what_was_rejected_is_not_lost(path: Path) -> None:
    with open_case(path) as case:
        said, report = next(case.statements()), next(case.reports())
        edits = reject(reject((), said.id, "no words of his"), report.id)
        settle(case, edits)
    assert list(check(path, edits=edits)) == []


def test_decisions_on_what_is_nowhere_are_told(path: Path) -> None:
    with open_case(path) as case:
        actor = next(case.actors(kind="person"))
        edits = merge(merge((), actor.name, "Aurelia Nowhere"), "r-0123456789abcdef", "r-fedcba9876543210")
        settle(case, edits)
    found = list(check(path, edits=edits))
    assert {(fault.table, fault.mend) for fault in found} == {("decisions.toml", None)}
    assert sorted(re.findall(r"names '([^']+)'", " ".join(fault.message for fault in found))) == [
        "Aurelia Nowhere", "r-0123456789abcdef", "r-fedcba9876543210",
    ]  # fmt: skip


def test_keys_ids_and_titled_names_are_somewhere(path: Path) -> None:
    with open_case(path) as case:
        actor = next(case.actors(kind="person"))
        mention = next(case.mentions(actor=actor.id))
        edits = split(split((), f"person:{actor.name.casefold()}@{mention.source.document}", "KAZ"),
                      f"President {actor.name.upper()}", "state:KAZ")  # fmt: skip
        settle(case, edits)
    assert list(check(path, edits=edits)) == []


def test_decisions_that_the_case_is_not_settled_under_are_told(path: Path) -> None:
    with open_case(path) as case:
        actor = next(case.actors(kind="person"))
    assert [f.mend for f in check(path, edits=merge((), actor.name, "KAZ"))] == ["read"]
    assert list(check(path, edits=())) == []


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
