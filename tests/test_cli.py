"""The commands as a user runs them: data on standard output, messages on standard error, exit status by the book."""

from __future__ import annotations

import csv
import io
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from dragoman.case.store import open_case
from tests.golden import account_files


def run(
    *words: str, status: int = 0, cwd: Path | None = None, given: str | None = None
) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-c", "from dragoman.cli import main; main()", *words],
        capture_output=True, text=True, cwd=cwd, input=given, encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "NO_COLOR": "1"},
    )  # fmt: skip
    assert done.returncode == status, done.stderr
    return done


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cli") / "k.case"
    run("read", *account_files()[:2], "--case", str(path))
    return path


def test_help_shows_examples() -> None:
    assert "Examples:" in run("read", "--help").stdout
    assert "actors" in run("--help").stdout


def test_help_does_not_load_the_parser() -> None:
    script = (
        "import sys; from dragoman import cli; import contextlib\n"
        "with contextlib.suppress(SystemExit): cli.app(['--help'])\n"
        "assert not any(m.split('.')[0] in ('spacy', 'numpy', 'jinja2', 'httpx') for m in sys.modules), 'slow import'"
    )
    subprocess.run([sys.executable, "-c", script], check=True, capture_output=True)


def test_a_source_that_cannot_be_read_is_listed_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    done = run("read", account_files()[0], str(tmp_path / "empty.txt"), "--case", str(tmp_path / "c.case"), status=3)
    assert "empty.txt" in done.stderr
    assert done.stdout == ""
    assert "empty.txt" in run("problems", str(tmp_path / "c.case")).stdout


def test_standard_input_is_a_source(tmp_path: Path) -> None:
    run("read", "-", "--case", str(tmp_path / "c.case"), given="The minister resigned on Friday, her spokesman said.")
    assert "minister" in run("statements", str(tmp_path / "c.case"), "--json").stdout


def test_a_file_of_facts_that_is_not_there_is_misuse(tmp_path: Path) -> None:
    done = run("read", account_files()[0], "--meta", "none.csv", "--case", str(tmp_path / "c.case"), status=2)
    assert "none.csv" in done.stderr


def test_a_gazetteer_of_ones_own_is_asked_and_remembered(tmp_path: Path) -> None:
    (tmp_path / "names.tsv").write_text("name\tcountry\tsector\tfrom\tto\nIva Petrovska\tMKD\tLAB\t\t\n", "utf-8")
    (tmp_path / "a.txt").write_text("Iva Petrovska said on Monday that the bridge had fallen.\n", "utf-8")
    case = str(tmp_path / "c.case")
    run("read", str(tmp_path / "a.txt"), "--gazetteer", str(tmp_path / "names.tsv"), "--case", case)
    run("read", str(tmp_path / "a.txt"), "--case", case)
    (row,) = json.loads(run("actors", case, "--kind", "person", "--json").stdout)
    assert (row["country"], row["sector"]) == ("MKD", "LAB")


def test_statements_as_json_and_csv(case: Path) -> None:
    rows = json.loads(run("statements", str(case), "--json").stdout)
    assert rows
    table = list(csv.DictReader(io.StringIO(run("statements", str(case), "--csv").stdout)))
    assert [row["id"] for row in table] == [row["id"] for row in rows]
    one = next(row for row in rows if row["actor"])
    by_actor = json.loads(run("statements", str(case), "--actor", one["actor"], "--json").stdout)
    assert {row["actor"] for row in by_actor} == {one["actor"]}


def test_figures_ties_and_events_can_be_narrowed(case: Path) -> None:
    figures = json.loads(run("figures", str(case), "--unit", "person", "--about", "KILLED", "--json").stdout)
    assert figures
    assert {row["unit"] for row in figures} == {"person"}
    ties = json.loads(run("ties", str(case), "--type", "office", "--actor", "Turkey", "--json").stdout)
    assert ties
    assert {row["type"] for row in ties} == {"office"}
    dated = json.loads(run("timeline", str(case), "--since", "2022-01-02", "--until", "2022-01-06", "--json").stdout)
    assert dated
    assert all(row["to"] >= "2022-01-02" and row["from"] <= "2022-01-06" for row in dated)
    planned = json.loads(run("events", str(case), "--status", "planned", "--json").stdout)
    assert all("planned" in row["status"] for row in planned)


def test_own_sentences_are_coded(tmp_path: Path) -> None:
    rows = "sentence\tsource\ttarget\nPeru condemned the raid by Chile.\tPeru\tChile\n"
    (tmp_path / "in.tsv").write_text(rows, encoding="utf-8")
    run("code", str(tmp_path / "in.tsv"), str(tmp_path / "out.tsv"))
    (row,) = csv.DictReader((tmp_path / "out.tsv").read_text(encoding="utf-8").splitlines(), delimiter="\t")
    assert (row["type"], row["quad"], row["status"]) == ("ACCUSE", "3", "happened")
    (tmp_path / "bad.tsv").write_text("sentence\tsource\n", encoding="utf-8")
    assert "bad.tsv:1" in run("code", str(tmp_path / "bad.tsv"), str(tmp_path / "out.tsv"), status=1).stderr


def test_a_record_shows_its_words(case: Path) -> None:
    (row, *_) = json.loads(run("statements", str(case), "--json").stdout)
    shown = run("source", str(case), row["id"]).stdout
    assert row["words"].split(" … ")[0] in shown
    assert f"{row['account']}:" in shown


def test_an_unknown_record_or_actor_is_said(case: Path) -> None:
    assert "no record" in run("source", str(case), "s-nothing", status=1).stderr
    assert "no actor" in run("statements", str(case), "--actor", "Nobody At All", status=1).stderr


def test_merge_split_and_undo(case: Path, tmp_path: Path) -> None:
    path = tmp_path / "k.case"
    path.write_bytes(case.read_bytes())

    def count() -> int:
        return len(json.loads(run("actors", str(path), "--kind", "person", "--json").stdout))

    before = count()
    run("actors", "merge", str(path), "Karim Masimov", "Jake Sullivan")
    assert count() == before - 1
    assert "[[same]]" in (tmp_path / "decisions.toml").read_text(encoding="utf-8")
    run("actors", "undo", str(path), "Karim Masimov", "Jake Sullivan")
    assert count() == before
    assert "no actor" in run("actors", "merge", str(path), "Karim Masimov", "Nobody At All", status=1).stderr


def test_decisions_that_make_no_sense_are_refused_and_nothing_is_kept(case: Path, tmp_path: Path) -> None:
    path = tmp_path / "k.case"
    path.write_bytes(case.read_bytes())
    (report, *_) = json.loads(run("events", str(path), "--json").stdout)
    for words, told in (
        (("merge", "Karim Masimov", "karim masimov"), "are the same actor"),
        (("merge", "Karim Masimov", report["id"]), "they are never one"),
        (("split", "Karim Masimov", "r-0123456789abcdef"), "the case holds no record"),
        (("undo", "Karim Masimov", "Jake Sullivan"), "no decision on"),
    ):
        assert told in run("actors", words[0], str(path), *words[1:], status=1).stderr
    assert not (tmp_path / "decisions.toml").exists()


def test_two_reports_are_held_to_be_one(case: Path, tmp_path: Path) -> None:
    path = tmp_path / "k.case"
    path.write_bytes(case.read_bytes())
    with open_case(path) as opened:
        one, other = [event.reports[0] for event in opened.events() if len(event.reports) == 1][:2]
    assert "merge" in run("actors", "merge", str(path), one, other, "--reason", "one day").stderr
    with open_case(path) as opened:
        assert len({report.event for report in opened.reports() if report.id in (one, other)}) == 1


def test_check_lists_and_mends(case: Path, tmp_path: Path) -> None:
    path = tmp_path / "k.case"
    path.write_bytes(case.read_bytes())
    clean = run("check", str(path), "--json")
    assert (json.loads(clean.stdout), "nothing is wrong" in clean.stderr) == ([], True)
    with closing(sqlite3.connect(path)) as database:
        database.execute("DELETE FROM statement WHERE id = (SELECT min(id) FROM statement)")
        database.execute("UPDATE extract SET fingerprint = 'x-of-older-extractors'")
        database.commit()
    rows = json.loads(run("check", str(path), "--json", status=1).stdout)
    assert {(row["table"], row["mend"]) for row in rows} >= {("statement", "settle"), ("extract", "read")}
    mended = run("check", str(path), "--mend", "--json")
    assert "0 left" in mended.stderr
    assert {row["mend"] for row in json.loads(mended.stdout)} == {"read"}
    assert all("will be extracted anew by the next reading" in r["message"] for r in json.loads(mended.stdout))


def test_check_tells_of_files_that_are_gone_or_broken(case: Path, tmp_path: Path) -> None:
    path = tmp_path / "k.case"
    path.write_bytes(case.read_bytes())
    (tmp_path / "decisions.toml").write_text("[[same]]\nnames = ['Nobody At All', 'Jake Sullivan']\n", encoding="utf-8")
    with open_case(path) as opened, opened.writing():
        opened.set("gazetteers", str(tmp_path / "gone.tsv"))
    (told,) = (r for r in json.loads(run("check", str(path), "--json", status=1).stdout) if r["table"] == "setting")
    assert "gone.tsv" in told["message"]
    assert "Nobody At All" in run("check", str(path), status=1).stdout
    (tmp_path / "decisions.toml").write_text("[[same]]\n", encoding="utf-8")
    rows = json.loads(run("check", str(path), "--json", status=1).stdout)
    assert "decisions.toml:1" in next(row["message"] for row in rows if row["table"] == "decisions.toml")


def test_export_writes_the_contract(case: Path, tmp_path: Path) -> None:
    run("export", str(case), "--to", "jsonl", str(tmp_path / "out"))
    (document, *_) = map(json.loads, (tmp_path / "out" / "documents.jsonl").read_text(encoding="utf-8").splitlines())
    assert {"id", "name", "title", "outlet", "published", "url", "language", "chars"} <= set(document)
    written = {path.stem for path in (tmp_path / "out").glob("*.jsonl")}
    assert {
        "actors",
        "mentions",
        "statements",
        "reports",
        "events",
        "figures",
        "quantities",
        "ties",
        "labels",
    } <= written
    assert {"disputes", "decisions", "problems", "causes", "assessments", "tones", "reuses"} <= written


def test_misuse_is_two_and_a_file_that_is_no_case_is_one(tmp_path: Path) -> None:
    (tmp_path / "notes.case").write_text("notes", encoding="utf-8")
    run("export", status=2)
    assert "not a case" in run("brief", str(tmp_path / "notes.case"), status=1).stderr
    assert "no such case" in run("statements", str(tmp_path / "none.case"), status=1).stderr


def test_settings_come_from_the_folder(case: Path, tmp_path: Path) -> None:
    (tmp_path / "dragoman.toml").write_text('[brief]\nout = "page.html"\n', encoding="utf-8")
    run("brief", str(case), cwd=tmp_path)
    assert (tmp_path / "page.html").stat().st_size > 10_000
