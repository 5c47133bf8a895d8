"""What resolution takes for each document, by size: part of `python -m bench`, each size in a process of its own."""

from __future__ import annotations

import math
import multiprocessing
import resource
import time
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from pathlib import Path

from bench.grown import WORDS, grown, templates
from dragoman.build.stages import STAGES, resolve


def resolving(folder: Path, sizes: Iterable[int], word: float) -> None:
    """Prints what resolution takes for each document, by size; `word`: CPU seconds of the bare parse of a word.

    The growth from one size to the next is held against that of n·log n: 1.00 is just that, less is better.
    """
    print(f"\nresolution, ms a document of {WORDS} words ({1000 * word * WORDS:.1f} ms of bare parse)")
    columns = "".join(f"{stage:>12}" for stage in STAGES)
    print(f"{'documents':>10}{columns}{'all':>9}{'of the parse':>14}{'growth':>8}{'peak MB':>9}")
    before: tuple[int, float] | None = None
    for size in sizes:
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(1, context) as pool:
            spent, peak = pool.submit(resolved_in, folder, size).result()
        whole = sum(spent.values())
        stages = "".join(f"{1000 * spent[stage] / size:12.3f}" for stage in STAGES)
        growth = f"{_growth(*before, size, whole):8.2f}" if before else f"{'':8}"
        share = whole / size / (word * WORDS)
        print(f"{size:10,}{stages}{1000 * whole / size:9.2f}{share:14.3f}{growth}{peak:9,.0f}", flush=True)
        before = size, whole


def _growth(size: int, seconds: float, larger: int, more: float) -> float:
    """By how much the time grew, as a share of what n·log n would have grown."""
    return (more / seconds) / (larger * math.log(larger) / (size * math.log(size)))


def resolved_in(folder: Path, size: int) -> tuple[dict[str, float], float]:
    """CPU seconds of each stage of resolution on `size` documents' records, and the peak memory in MB."""
    originals = templates([folder])
    warm, records = zip(*islice(grown(originals, 20), 20), strict=True)
    resolve(records, warm, ())  # so that tables are loaded outside the count
    accounts, extracts = zip(*grown(originals, size), strict=True)
    begun: list[tuple[str, float]] = []
    resolve(extracts, accounts, (), begun=lambda stage: begun.append((stage, time.process_time())))
    ends = [start for _, start in begun[1:]] + [time.process_time()]
    return {stage: end - start for (stage, start), end in zip(begun, ends, strict=True)}, peak_memory()


def peak_memory() -> float:
    """The most memory that this process held, in MB; without /proc that of its parent counts, if that held more."""
    status = Path("/proc/self/status")
    if status.exists():
        (line,) = (line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
