"""What resolution takes for each document, by size: part of `python -m bench`, each size in a process of its own."""

from __future__ import annotations

import multiprocessing
import resource
import time
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from pathlib import Path

from bench.grown import grown, templates
from dragoman.build.stages import resolve
from dragoman.resolve.reuse import reuses


def resolving(folder: Path, sizes: Iterable[int]) -> None:
    """Prints what resolution takes for each document, by size."""
    print(f"\n{'documents':>10}{'reuse s':>9}{'ms each':>9}{'resolve s':>11}{'ms each':>9}{'peak MB':>9}")
    for size in sizes:
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(1, context) as pool:
            reused, resolved, peak = pool.submit(resolved_in, folder, size).result()
        each, all_each = 1000 * reused / size, 1000 * resolved / size
        print(f"{size:10,}{reused:9.1f}{each:9.3f}{resolved:11.1f}{all_each:9.3f}{peak:9,.0f}", flush=True)


def resolved_in(folder: Path, size: int) -> tuple[float, float, float]:
    """CPU seconds of reuse alone and of all of resolution on `size` documents' records, and the peak memory in MB."""
    originals = templates([folder])
    warm, records = zip(*islice(grown(originals, 20), 20), strict=True)
    resolve(records, warm, ())  # so that tables are loaded outside the count
    accounts, extracts = zip(*grown(originals, size), strict=True)
    start = time.process_time()
    reuses(accounts, {})
    between = time.process_time()
    resolve(extracts, accounts, ())
    end = time.process_time()
    return between - start, end - between, peak_memory()


def peak_memory() -> float:
    """The most memory that this process held, in MB; without /proc that of its parent counts, if that held more."""
    status = Path("/proc/self/status")
    if status.exists():
        (line,) = (line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
