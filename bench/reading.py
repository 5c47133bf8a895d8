"""What reading real texts takes, each number of them in a process of its own.

    python -m bench.reading FOLDER [--sizes 200 2000 10000] [--workers N] [--keep FOLDER]
    python -m bench.reading K.case [--workers N]

FOLDER holds one text a file, in any form that dragoman reads; of each size the first so many files are read, in order
of their names. Times are CPU seconds of all processes, told apart by what the run tells of its progress: gathering the
texts, extraction (the model's loading included), the stages of resolution, and writing. With a case in place of the
folder, what it holds is resolved anew, and that alone is timed; the case is changed where the rules have changed.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import resource
import sqlite3
import time
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.resolving import peak_memory
from dragoman.build import edits_path, read, settle
from dragoman.build.engine import Processes
from dragoman.case.store import open_case
from dragoman.resolve.decisions import load_edits

SIZES = (200, 2_000, 10_000)
COMPARING = "comparing: "
COUNTED = ("mention", "actor", "statement", "report", "event", "figure", "quantity", "dispute")
TOLD = 500
"""Texts after which a line tells how far the run is."""


@dataclass(slots=True)
class Clock:
    """CPU seconds of this process by stage; each stage lasts until the next begins."""

    stage: str = "gathering"
    since: float = field(default_factory=time.process_time)
    spent: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))

    def begin(self, stage: str) -> None:
        """What is spent from now on counts for `stage`."""
        now = time.process_time()
        self.spent[self.stage] += now - self.since
        self.stage, self.since = stage, now

    def told(self, name: str, done: int, of: int) -> None:
        """Follows the progress of a run."""
        if name.startswith(COMPARING):
            self.begin(name.removeprefix(COMPARING))
        elif name == "writing":
            self.begin("writing")
        elif done == of and of:
            self.begin("loading the extracts")
        elif not done:
            self.begin("extraction")
        elif done % TOLD == 0:
            now = time.process_time() - self.since
            print(f"  {done:,} texts: {now:.0f} CPU s, {peak_memory():,.0f} MB", flush=True)


@dataclass(frozen=True, slots=True)
class Run:
    """What a run took. `elsewhere`: CPU seconds of its other processes."""

    texts: int
    words: int
    spent: dict[str, float]
    elsewhere: float
    wall: float
    peak: float
    size: int
    counts: dict[str, int]


def main() -> None:
    """Prints a table for each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path)
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES)
    parser.add_argument("--workers", type=int, default=0)
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="where the cases stay")
    args = parser.parse_args()
    if args.source.is_file():
        shown(args.workers, alone(measured, [], args.source, args.workers))
        return
    files = sorted(str(path) for path in args.source.iterdir() if path.is_file())
    for size in args.sizes:
        if size > len(files):
            print(f"{size:,} texts: {args.source} has {len(files):,}")
            continue
        with TemporaryDirectory() as folder:
            path = (args.keep or Path(folder)) / f"k{size}.case"
            path.unlink(missing_ok=True)
            shown(args.workers, alone(measured, files[:size], path, args.workers))


def alone(work: Callable[[list[str], Path, int], Run], files: list[str], path: Path, workers: int) -> Run:
    """The work done in a process of its own."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(work, files, path, workers).result()


def measured(files: list[str], path: Path, workers: int) -> Run:
    """The files read into a new case, or without files the case at `path` settled."""
    clock = Clock()
    start, before = time.perf_counter(), _children()
    if files:
        read(files, path, workers=workers, progress=clock.told)
    else:
        clock.begin("loading the extracts")
        with open_case(path) as case:
            settle(case, load_edits(edits_path(path)), Processes(workers) if workers else None, clock.told)
    clock.begin("")
    wall, elsewhere, peak = time.perf_counter() - start, _children() - before, peak_memory()
    with closing(sqlite3.connect(path)) as case:
        counts = {name: case.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in COUNTED}
        texts = [len(text.split()) for (text,) in case.execute("SELECT text FROM document")]
    return Run(len(texts), sum(texts), dict(clock.spent), elsewhere, wall, peak, path.stat().st_size, counts)


def shown(workers: int, run: Run) -> None:
    """Prints what the run took."""
    size = run.texts
    cpu = sum(run.spent.values()) + run.elsewhere
    print(f"\n{size:,} texts, {run.words:,} words, {workers} workers, load average {os.getloadavg()[0]:.1f}")
    print(f"{'stage':22}{'CPU s':>9}{'ms a text':>11}")
    for stage, seconds in (*run.spent.items(), ("other processes", run.elsewhere), ("all", cpu)):
        print(f"{stage:22}{seconds:9.1f}{1000 * seconds / size:11.2f}")
    print(f"wall clock {run.wall:,.0f} s; peak memory of the reading process {run.peak:,.0f} MB")
    print(f"case {run.size / 1e6:,.1f} MB, {run.size / size / 1e3:,.1f} KB a text")
    print("records: " + ", ".join(f"{name} {count:,}" for name, count in run.counts.items()), flush=True)


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
