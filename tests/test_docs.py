"""What the documents say is so."""

from __future__ import annotations

import contextlib
import glob
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language
from tools.records_reference import PAGE, RECORDS, page

from dragoman.build import extract
from dragoman.extract.parse import load, parse
from dragoman.records import Document
from dragoman.view.formats import FORMATS
from tests.golden import ACCOUNTS

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
CODING = DOCS / "coding.md"
READ = "dragoman read accounts/*.txt --case kaz.case"
PLAINLY = {"NO_COLOR": "1", "PYTHONUTF8": "1", "DRAGOMAN_READ_WORKERS": "0"}
PAGES = ["tutorial.md", "howto/python.md", "howto/who-is-who.md", "howto/own-accounts.md", "interop.md"]


def examples() -> list[tuple[str, str, str]]:
    """Rule, example and coding of each row of the table."""
    rows = [line.strip("| ").split(" | ") for line in CODING.read_text("utf-8").splitlines() if line.startswith("|")]
    return [(rule, example, coded) for rule, example, coded in rows[2:]]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


@pytest.mark.parametrize(("rule", "example", "coded"), examples(), ids=[rule[:40] for rule, _, _ in examples()])
def test_coding_rule(nlp: Language, rule: str, example: str, coded: str) -> None:
    (parsed,) = parse([Document("doc-1", "example.txt", example, published="2020-05-10")], nlp)
    type_, mode, status, *claimed = coded.split(", ")
    found = [(r.type, r.mode or "–", r.status, bool(r.claimed_by)) for r in extract(parsed).reports]
    assert (type_, mode, status, bool(claimed)) in found, rule


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block of a page, or a command of a table."""

    language: str
    text: str


def blocks(name: str) -> Iterator[Block]:
    """Commands, code and what they must print, in order."""
    text = (DOCS / name).read_text("utf-8")
    for fenced in re.finditer(
        r"^```(\w+)\n(.*?)^```$|^\|.*`(dragoman export [^`]*)` \|$", text, re.MULTILINE | re.DOTALL
    ):
        language, body, command = fenced.groups()
        yield Block(language or "sh", body or command)


def run(command: str) -> str:
    """What a command prints, from the folder that we are in."""
    words = [path for word in shlex.split(command) for path in sorted(glob.glob(word)) or [word]]
    assert words[0] == "dragoman"
    done = subprocess.run(
        [sys.executable, "-c", "from dragoman.cli import main; main()", *words[1:]],
        capture_output=True, text=True, encoding="utf-8", env={**os.environ, **PLAINLY},
    )  # fmt: skip
    assert done.returncode == 0, f"{command}\n{done.stderr}"
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A folder with the accounts read, and what reading them printed."""
    folder = tmp_path_factory.mktemp("docs")
    shutil.copytree(ACCOUNTS, folder / "accounts", ignore=shutil.ignore_patterns("*.md"))
    (folder / "meta.csv").write_text(
        "name,outlet,published\n01-plain-chronicle.txt,The Chronicle,2022-01-24\n", "utf-8"
    )
    (folder / "names.tsv").write_text("name\tcountry\tsector\tfrom\tto\nIva Petrovska\tMKD\tLAB\t\t\n", "utf-8")
    (folder / "news.jsonl").write_text('{"body": "The minister resigned on Friday.", "day": "2022-01-07"}\n', "utf-8")
    (folder / "out").mkdir()
    with contextlib.chdir(folder):
        return folder, run(READ)


@pytest.mark.parametrize("name", PAGES)
def test_page_runs(name: str, workshop: tuple[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, reading = workshop
    shutil.copytree(folder, tmp_path / "work")
    monkeypatch.chdir(tmp_path / "work")
    names: dict[str, Any] = {}
    printed = ""
    for block in blocks(name):
        match block.language:
            case "sh":
                commands = block.text.strip().splitlines()
                printed = "".join(reading if command == READ else run(command) for command in commands)
            case "python":
                out = io.StringIO()
                with contextlib.redirect_stdout(out):
                    exec(compile(block.text, name, "exec"), names)
                printed = out.getvalue()
            case "text":
                for line in block.text.strip().splitlines():
                    assert line in printed, f"{name}: {line!r} is not in {printed}"


def test_every_format_is_told_of() -> None:
    told = (DOCS / "interop.md").read_text("utf-8")
    for name in FORMATS:
        assert f"--to {name} " in told
        assert re.search(rf"^\*\*[\w, ]*\b{name}\b[\w, ]*\*\*", told, re.MULTILINE), name


def test_the_records_reference_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == page(RECORDS.read_text("utf-8")), "run: python -m tools.records_reference"


def test_the_site_builds(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", str(tmp_path / "site")],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    for shown in (tmp_path / "site").rglob("*.html"):
        assert not re.search(r'(?:src|href)="https?://(?:fonts|cdn)', shown.read_text("utf-8")), shown
