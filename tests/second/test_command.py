"""The second reader as a user runs it: data on standard output, messages on standard error, no key anywhere."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.second.server import Reply, dead, serving
from tests.second.test_case import ACCOUNTS, model

SECRET = "sk-verysecret-0123456789"


def run(*words: str, status: int = 0) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-c", "from dragoman.cli import main; main()", *words],
        capture_output=True, text=True, encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "NO_COLOR": "1", "DRAGOMAN_API_KEY": SECRET},
    )  # fmt: skip
    assert SECRET not in done.stdout + done.stderr
    assert done.returncode == status, done.stderr
    return done


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "accounts"
    path.mkdir()
    for name, text in ACCOUNTS.items():
        (path / name).write_text(text, encoding="utf-8")
    return path


def test_reckoned_then_read_then_filtered_and_scored(folder: Path, tmp_path: Path) -> None:
    case = str(tmp_path / "c.case")
    with serving(Reply(model, model="toy-1")) as server:
        asked = ["read", str(folder), "--case", case, "--workers", "0", "--reader", "model", "--model", "toy"]
        asked += ["--endpoint", server.url, "--price", "0.5,2"]
        reckoned = run(*asked, "--dry-run").stdout
        assert server.requests == []
        done = run(*asked)
        key = server.headers[0]["Authorization"]
    assert "2 calls, about" in reckoned
    assert "at 0.5 and 2 for a million tokens" in reckoned
    assert "2 answers, 200 tokens sent and 40 received" in done.stderr
    assert done.stdout == ""
    assert key == f"Bearer {SECRET}"
    (row,) = json.loads(run("statements", case, "--by", "model", "--json").stdout)
    assert row["by"] == "model toy toy-1"
    assert all(r["by"] == "rules" for r in json.loads(run("statements", case, "--by", "rules", "--json").stdout))
    assert json.loads(run("statements", case, "--by", "model other", "--json").stdout) == []
    run("export", case, str(tmp_path / "all"))
    run("export", case, str(tmp_path / "rules"), "--by", "rules")
    scores = json.loads(run("score", str(tmp_path / "all"), str(tmp_path / "rules"), "--json").stdout)
    assert scores[0]["precision"] == 100
    assert scores[0]["recall"] < 100


def test_what_is_left_is_told(folder: Path, tmp_path: Path) -> None:
    case = str(tmp_path / "c.case")
    with serving(Reply(model), Reply(state=401)) as server:
        asked = ["read", str(folder), "--case", case, "--workers", "0", "--reader", "model", "--model", "toy"]
        done = run(*asked, "--endpoint", server.url, "--at-once", "1", status=3)
    assert "the key is refused or missing (401)" in done.stderr
    assert "1 questions are left; what was answered is kept" in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--reader", "model"], "--endpoint"),
        (["--reader", "model", "--endpoint", "http://localhost:1/v1"], "--model"),
        (["--reader", "model", "--endpoint", "localhost:1", "--model", "m"], "no endpoint"),
        (["--reader", "oracle"], "no reader"),
        (["--endpoint", "http://localhost:1/v1"], "--reader model"),
        (["--dry-run"], "--reader model"),
        (["--reader", "model", "--endpoint", dead(), "--model", "m", "--price", "cheap"], "no price"),
    ],
)
def test_misuse_is_said_before_anything_is_read(words: list[str], said: str, folder: Path, tmp_path: Path) -> None:
    done = run("read", str(folder), "--case", str(tmp_path / "c.case"), *words, status=2)
    assert said in " ".join(done.stderr.replace("│", "").split())
    assert not (tmp_path / "c.case").exists()
