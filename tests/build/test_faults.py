"""Kills, crowds and full disks, for real: nothing is lost, and the case comes out the same to the byte."""

from __future__ import annotations

import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.build import read
from dragoman.build.workers import Budget, Task, finished, parts, read_part
from dragoman.case.store import CaseInUse, open_case
from dragoman.extract.parse import MODEL
from dragoman.records import Document
from tests.golden import account_files

KILLS = 20
PROGRAM = [sys.executable, "-c", "from dragoman.cli import main; main()"]


@pytest.fixture(scope="module")
def accounts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forty short accounts: the paragraphs of the bundled ones."""
    folder = tmp_path_factory.mktemp("accounts")
    paragraphs = [p for file in account_files() for p in Path(file).read_text(encoding="utf-8").split("\n\n")]
    for number, paragraph in enumerate(p for p in paragraphs if len(p) > 200):
        (folder / f"{number:02}.txt").write_text(paragraph, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def undisturbed(accounts: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("undisturbed") / "k.case"
    read([str(accounts)], path)
    return path.read_bytes()


def start(accounts: Path, case: Path, *words: str) -> subprocess.Popen[str]:
    command = [*PROGRAM, "read", str(accounts), "--case", str(case), *words]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)


def done(case: Path) -> set[str]:
    """Accounts whose extracts are safe: in the case, or in a chunk's file."""
    if not case.exists() or not case.stat().st_size:
        return set()
    with open_case(case) as opened:
        kept = set(opened.fingerprints())
    folder = case.with_name(case.name + ".parts")
    return kept | {found.document for part in finished(folder) for _, found in read_part(part)}


def alive(group: int) -> bool:
    """Whether any process of the group still runs (a zombie does not)."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            if int(fields[2]) == group and fields[0] != "Z":
                return True
    return False


def test_killed_at_any_moment_and_gone_on_with(accounts: Path, undisturbed: bytes, tmp_path: Path) -> None:
    moments = random.Random(2022)
    kills, safe, path = 0, set[str](), tmp_path / "0.case"
    while True:
        running = start(accounts, path, "--workers", "2")
        try:
            running.wait(moments.uniform(0.5, 9.0) if kills < KILLS else 300)
        except subprocess.TimeoutExpired:
            running.kill()
            running.wait()
            kills += 1
            assert safe <= done(path), "an extract was lost"
            safe = done(path)
            continue
        assert running.returncode == 0, running.stderr.read() if running.stderr else ""
        assert path.read_bytes() == undisturbed
        assert list(path.parent.glob("*.parts")) == []
        if kills >= KILLS:
            return
        safe, path = set(), tmp_path / f"{kills}.case"


def test_no_worker_outlives_the_run(accounts: Path, tmp_path: Path) -> None:
    running = start(accounts, tmp_path / "k.case", "--workers", "2")
    for _ in _until(lambda: done(tmp_path / "k.case")):
        assert running.poll() is None
    running.kill()
    running.wait()
    for _ in _until(lambda: not alive(running.pid)):
        pass


def test_a_killed_worker_is_replaced(accounts: Path, undisturbed: bytes, tmp_path: Path) -> None:
    path = tmp_path / "k.case"
    running = start(accounts, path, "--workers", "2")
    for _ in _until(lambda: children(running.pid)):
        assert running.poll() is None
    time.sleep(1)
    for child in children(running.pid):
        os.kill(child, signal.SIGKILL)
        break
    assert running.wait(300) == 0
    assert path.read_bytes() == undisturbed


def test_ctrl_c_says_how_to_go_on(accounts: Path, undisturbed: bytes, tmp_path: Path) -> None:
    path = tmp_path / "k.case"
    running = start(accounts, path, "--workers", "2")
    for _ in _until(lambda: done(path)):
        assert running.poll() is None
    os.killpg(running.pid, signal.SIGINT)
    _, said = running.communicate(timeout=120)
    assert running.returncode != 0
    assert "the same command goes on" in said
    assert "Traceback" not in said
    read([str(accounts)], path)
    assert path.read_bytes() == undisturbed


def test_a_second_writer_is_told(accounts: Path, undisturbed: bytes, tmp_path: Path) -> None:
    path = tmp_path / "k.case"
    running = start(accounts, path, "--workers", "1")
    for _ in _until(lambda: path.exists() and path.stat().st_size > 0):
        assert running.poll() is None
    with pytest.raises(CaseInUse, match="another process is reading into this case"):
        read([str(accounts)], path)
    assert running.wait(300) == 0
    assert path.read_bytes() == undisturbed


def test_a_full_disk_is_told_and_loses_nothing(accounts: Path, undisturbed: bytes, tmp_path: Path) -> None:
    """A bound on file size stands in for the disk: writes beyond it fail as they do on a full one."""
    path = tmp_path / "k.case"
    command = [*PROGRAM, "read", str(accounts), "--case", str(path), "--workers", "1"]
    run = subprocess.run(command, stderr=subprocess.PIPE, text=True, preexec_fn=_small_files, timeout=300)
    assert run.returncode == 1, run.stderr
    assert "Traceback" not in run.stderr
    assert "space" in run.stderr or "too large" in run.stderr
    read([str(accounts)], path)
    assert path.read_bytes() == undisturbed


def test_a_document_that_takes_too_long_is_a_problem(tmp_path: Path) -> None:
    long = Document("doc-long", "long.txt", "The minister resigned on Friday and left the country. " * 4000)
    short = Document("doc-short", "short.txt", "The mayor resigned.")
    tasks = [Task(long, "x-long"), Task(short, "x-short")]
    found = {
        extract.document: extract
        for part in parts(tasks, tmp_path, model=MODEL, workers=1, budget=Budget(seconds=1.0))
        for _, extract in read_part(part)
    }
    (problem,) = found["doc-long"].problems
    assert "long.txt: kept but not extracted: it took more than 1 s" in problem.message
    assert found["doc-short"].sentences


def children(parent: int) -> list[int]:
    """Worker processes of `parent`, found by the name their start leaves in the command line."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
                words = (entry / "cmdline").read_text()
            except OSError:
                continue
            if int(fields[1]) == parent and "spawn_main" in words:
                found.append(int(entry.name))
    return sorted(found)


def _small_files() -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))


def _until(happened: object, most: int = 600) -> Iterator[None]:
    """Waits, a tenth of a second a step, until `happened()`; fails after `most` steps."""
    assert callable(happened)
    for _ in range(most):
        if happened():
            return
        yield
        time.sleep(0.1)
    pytest.fail("it did not happen")
