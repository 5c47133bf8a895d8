"""What everything costs, as shares of the bare parse in the same run: `python -m bench [FOLDER] [--full]`.

FOLDER holds text files; the bundled accounts are read unless told. Resolution is timed on records grown from them
(`bench.grown`), each size in a process of its own. Times are CPU seconds of one process; the shares are what to quote,
as they hold when the machine's speed drifts. With `--textacy PYTHON`, an interpreter that has textacy and the model,
its quotations are timed on the same texts.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.grown import BUNDLED
from bench.resolving import resolving
from dragoman.build import read
from dragoman.build.stages import extract, merged, resolve
from dragoman.case.store import open_case
from dragoman.extract.assessments import assessments
from dragoman.extract.causes import causes
from dragoman.extract.figures import figures
from dragoman.extract.labels import labels
from dragoman.extract.mentions import mentions
from dragoman.extract.parse import load, parse
from dragoman.extract.references import references
from dragoman.extract.reports import reports
from dragoman.extract.statements import statements
from dragoman.extract.ties import ties
from dragoman.extract.tones import tones
from dragoman.read.document import documents
from dragoman.records import Document, Problem
from dragoman.view.brief import brief
from dragoman.view.export import export_jsonl

ROUNDS = 3
SIZES, FULL = (1_000, 10_000), 100_000
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


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=BUNDLED)
    parser.add_argument("--full", action="store_true", help=f"resolve {FULL:,} documents' records, too")
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES, help="documents whose records are resolved")
    parser.add_argument("--textacy", type=Path, metavar="PYTHON", help="an interpreter that has textacy and the model")
    args = parser.parse_args()
    files = sorted(str(path) for path in args.folder.glob("*.txt"))
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    bare = reading(files)
    viewing(files, bare)
    if args.textacy:
        rival(args.textacy, files)
    starting()
    resolving(args.folder, [*args.sizes, *([FULL] if args.full else [])])


def reading(files: Sequence[str]) -> float:
    """Prints what each stage takes; CPU seconds of the bare parse of all files."""
    nlp = load()
    stages(files, nlp, Clock())  # so that tables and caches are loaded outside the count
    clock = Clock()
    tokens = 0
    for _ in range(ROUNDS):  # a round measures all, so that a slow spell of the machine slows all
        texts = [Path(file).read_text(encoding="utf-8") for file in files]
        tokens += sum(len(doc) for doc in clock.run("bare parse", nlp.pipe, texts))
        stages(files, nlp, clock)
        clock.run("end to end", whole, files)
    bare: float = clock.spent.pop("bare parse")
    whole_run: float = clock.spent.pop("end to end")
    print(f"\n{len(files)} accounts, {tokens // ROUNDS:,} tokens, {ROUNDS} rounds")
    print(f"{'stage':14}{'CPU s':>9}{'of the bare parse':>20}")
    line("bare parse", bare, bare)
    for stage, seconds in clock.spent.items():
        line(stage, seconds, bare)
    line("extraction", sum(clock.spent[stage] for stage in EXTRACTORS), bare, "all extractors together")
    reached = whole_run / bare
    line("end to end", whole_run, bare, f"target {TARGET}: {'reached' if reached <= TARGET else 'missed'}")
    print(f"bare parse: {tokens / bare:,.0f} tokens a CPU second")
    return bare / ROUNDS


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
    clock.run("resolve", lambda: [resolve(extracts, accounts, ())])


def whole(files: Sequence[str]) -> list[int]:
    """Reads the files into a new case, as the command does in one process."""
    with TemporaryDirectory() as folder:
        return [read(files, Path(folder) / "bench.case").new]


def viewing(files: Sequence[str], bare: float) -> None:
    """Prints what a brief and an export take."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "bench.case"
        read(files, path)
        with open_case(path) as case:
            clock = Clock()
            clock.run("brief", lambda: [brief(case)])
            clock.run("export", lambda: [export_jsonl(case, Path(folder) / "export")])
    for stage, seconds in clock.spent.items():
        line(stage, seconds, bare)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of this process, the model included: {peak:,.0f} MB")


def rival(python: Path, files: Sequence[str]) -> None:
    """Prints what textacy's quotations take on the same texts, in its own process, beside its own parse."""
    told = subprocess.run(
        [python, Path(__file__).with_name("textacy_quotations.py"), *files], capture_output=True, text=True, check=True
    )
    parsed, quoted, found, refused = told.stdout.split()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "bench.case"
        read(files, path)
        with open_case(path) as case:
            ours = sum(1 for _ in case.statements(kind="direct")), sum(1 for _ in case.statements())
    share = float(quoted) / float(parsed)
    print(f"\ntextacy: {found} quotations in {share:.3f} of its parse, {refused} of {len(files)} accounts refused")
    print(f"ours: {ours[1]} statements, of which {ours[0]} direct quotations")


def starting() -> None:
    """Prints how long the command takes to start, the best of some."""
    for words in (["--help"], ["actors", "--help"]):
        times = []
        for _ in range(ROUNDS):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run([sys.executable, "-c", START, *words], capture_output=True, check=True)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            times.append(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
        print(f"cold start: dragoman {' '.join(words)}: {min(times):.2f} CPU s")


if __name__ == "__main__":
    main()
