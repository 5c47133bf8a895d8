"""What everything costs, as shares of the bare parse in the same run: `python -m bench [FOLDER] [--full] [--peers]`.

FOLDER holds text files; the bundled accounts are read unless told, and beside them short accounts grown from their
records (`bench.grown`), as what a run pays once weighs much on few texts. Resolution is timed on grown records too,
each size in a process of its own. Times are CPU seconds of one process; the shares are what to quote, as they hold when
the machine's speed drifts. With `--peers`, packages that a user would pick instead are timed on the same texts.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.grown import BUNDLED, grown, templates
from bench.peers import peers
from bench.resolving import peak_memory, resolving
from dragoman.build import read
from dragoman.build.stages import extract, merged, resolve
from dragoman.case.store import open_case
from dragoman.dates import find
from dragoman.extract.assessments import assessments
from dragoman.extract.causes import causes
from dragoman.extract.figures import figures
from dragoman.extract.labels import labels
from dragoman.extract.mentions import mentions
from dragoman.extract.parse import MODEL, load, parse
from dragoman.extract.references import references
from dragoman.extract.reports import reports
from dragoman.extract.statements import statements
from dragoman.extract.ties import ties
from dragoman.extract.tones import tones
from dragoman.read.document import documents
from dragoman.records import Document, Problem
from dragoman.resolve.reuse import reuses
from dragoman.view.brief import brief
from dragoman.view.export import export_jsonl

ROUNDS = 3
SIZES, FULL = (1_000, 10_000), 100_000
MANY = 150
"""Grown accounts that are read end to end."""
TARGET = 1.6
"""Times the bare parse that reading may take, end to end."""
EXTRACTORS = (
    "mentions", "references", "statements", "reports", "figures", "ties", "labels", "causes", "assessments", "tones",
)  # fmt: skip
START = "from dragoman.cli import main; main()"


class Clock:
    """CPU seconds spent in each stage."""

    def __init__(self) -> None:
        self.spent: defaultdict[str, float] = defaultdict(float)

    def run(self, stage: str, work: Callable[..., Iterable[Any]], *given: Any) -> tuple[Any, ...]:
        """All that `work` makes, without the problems; its time counts for `stage`."""
        start = time.process_time()
        made = tuple(work(*given))
        self.spent[stage] += time.process_time() - start
        return tuple(one for one in made if not isinstance(one, Problem))


@dataclass(frozen=True, slots=True)
class Bare:
    """The bare parse of the texts: CPU seconds of one round, tokens and words, and the shares of our stages in it."""

    seconds: float
    tokens: int
    words: int
    shares: Mapping[str, float]


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=BUNDLED)
    parser.add_argument("--full", action="store_true", help=f"resolve {FULL:,} documents' records, too (an hour)")
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES, help="documents whose records are resolved")
    parser.add_argument("--peers", action="store_true", help="time other packages, installed in build/peers")
    args = parser.parse_args()
    files = sorted(str(path) for path in args.folder.glob("*.txt"))
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    bare = reading(files)
    growing(args.folder)
    viewing(files, bare)
    starting(files, bare)
    if args.peers:
        peers(files, bare.shares)
    resolving(args.folder, [*args.sizes, *([FULL] if args.full else [])], bare.seconds / bare.words)
    if not args.full:
        print(f"{FULL:,} documents' records are resolved with --full")


def reading(files: Sequence[str]) -> Bare:
    """Prints what each stage takes."""
    nlp = load(MODEL)
    stages(files, nlp, Clock())  # so that tables and caches are loaded outside the count
    whole(files)
    clock = Clock()
    texts = [Path(file).read_text(encoding="utf-8") for file in files]
    for _ in range(ROUNDS):  # a round measures all, so that a slow spell of the machine slows all
        tokens = sum(len(doc) for doc in clock.run("bare parse", nlp.pipe, texts))
        stages(files, nlp, clock)
        clock.run("dates", lambda: [find(text) for text in texts])
        clock.run("end to end", whole, files)
    bare: float = clock.spent.pop("bare parse")
    shares = {stage: seconds / bare for stage, seconds in clock.spent.items()}
    whole_run: float = clock.spent.pop("end to end")
    del clock.spent["dates"]  # a part of the reports
    print(f"\n{len(files)} accounts, {tokens:,} tokens, {ROUNDS} rounds")
    print(f"{'stage':14}{'CPU s':>9}{'of the bare parse':>20}")
    line("bare parse", bare, bare)
    for stage, seconds in clock.spent.items():
        line(stage, seconds, bare)
    line("extraction", sum(clock.spent[stage] for stage in EXTRACTORS), bare, "all extractors together")
    ended(whole_run, bare)
    print(f"bare parse: {ROUNDS * tokens / bare:,.0f} tokens a CPU second")
    return Bare(bare / ROUNDS, tokens, sum(len(text.split()) for text in texts), shares)


def growing(folder: Path) -> None:
    """Prints what reading some more texts takes end to end."""
    nlp = load(MODEL)
    texts = [document.text for document, _ in grown(templates([folder]), MANY)]
    with TemporaryDirectory() as made:
        files = [Path(made) / f"{number:05}.txt" for number in range(MANY)]
        for file, text in zip(files, texts, strict=True):
            file.write_text(text, encoding="utf-8")
        clock = Clock()
        tokens = sum(len(doc) for doc in clock.run("bare parse", nlp.pipe, texts))
        clock.run("end to end", whole, [str(file) for file in files])
    print(f"\n{MANY} short accounts grown from these, {tokens:,} tokens")
    line("bare parse", clock.spent["bare parse"], clock.spent["bare parse"])
    ended(clock.spent["end to end"], clock.spent["bare parse"])


def ended(seconds: float, bare: float) -> None:
    """Prints what reading takes end to end, and whether that is little enough."""
    line("end to end", seconds, bare, f"target {TARGET}: {'reached' if seconds <= TARGET * bare else 'missed'}")


def line(stage: str, seconds: float, bare: float, note: str = "") -> None:
    """Prints a row of the table."""
    print(f"{stage:14}{seconds:9.3f}{seconds / bare:20.3f}{f'   ({note})' if note else ''}")


def stages(files: Sequence[str], nlp: Any, clock: Clock) -> None:
    """Reads, parses, extracts and resolves all files, a stage at a time."""
    accounts = clock.run("read", documents, files)
    assert all(isinstance(one, Document) for one in accounts)
    extracts = []
    for parsed in clock.run("parse", parse, accounts, nlp):
        named = clock.run("mentions", mentions, parsed)
        named = merged(named, clock.run("references", references, parsed, named))
        said = clock.run("statements", statements, parsed, named)
        told = clock.run("reports", reports, parsed, named, said)
        clock.run("figures", figures, parsed, named)
        clock.run("ties", ties, parsed, named, said)
        clock.run("labels", labels, parsed, named, said, told)
        clock.run("causes", causes, parsed, named, said, told)
        clock.run("assessments", assessments, parsed, named, said)
        clock.run("tones", tones, parsed, named, said)
        extracts.append(extract(parsed))
    clock.run("reuse", lambda: [reuses(accounts, {})])
    clock.run("resolve", lambda: [resolve(extracts, accounts, ())])


def whole(files: Sequence[str]) -> list[int]:
    """Reads the files into a new case, as the command does in one process."""
    with TemporaryDirectory() as folder:
        return [read(files, Path(folder) / "bench.case").new]


def viewing(files: Sequence[str], bare: Bare) -> None:
    """Prints what a brief and an export take, and the memory that all took."""
    print(f"\n{'views':14}{'CPU s':>9}{'of the bare parse':>20}")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "bench.case"
        read(files, path)
        with open_case(path) as case:
            clock = Clock()
            clock.run("brief", lambda: [brief(case)])
            clock.run("export", lambda: [export_jsonl(case, Path(folder) / "export")])
    for stage, seconds in clock.spent.items():
        line(stage, seconds, bare.seconds)
    print(f"peak memory of this process, the model included: {peak_memory():,.0f} MB")


def starting(files: Sequence[str], bare: Bare) -> None:
    """Prints what the command takes from its start: to help, and to read the accounts in a new process."""
    print(f"\n{'cold start':22}{'CPU s':>9}{'of the bare parse':>20}")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "bench.case"
        for name, words in (
            ("dragoman --help", ["--help"]),
            ("dragoman actors --help", ["actors", "--help"]),
            ("dragoman read", ["read", *files, "--case", str(path), "--workers", "0"]),
        ):
            times = []
            for _ in range(ROUNDS):
                path.unlink(missing_ok=True)
                before = resource.getrusage(resource.RUSAGE_CHILDREN)
                subprocess.run([sys.executable, "-c", START, *words], capture_output=True, check=True)
                after = resource.getrusage(resource.RUSAGE_CHILDREN)
                times.append(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
            print(f"{name:22}{min(times):9.2f}{min(times) / bare.seconds:20.3f}")


if __name__ == "__main__":
    main()
