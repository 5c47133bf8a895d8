"""How fast the bargaining models are: `python -m bench.play KTAB_FOLDER`.

The folder holds KTAB's scenarios SOE-Policy.csv and SOE-Competitive.csv. The C++ program's times on them, 2.3 s for 26
actors and 19 turns, 9.7 s for 34 actors and 35 turns, were measured on the machine the project was made on. Then Monte
Carlo runs of 30 actors, each model at 1,000 and 10,000 runs. All in CPU seconds of one process.

Measured on 2026-11-22, one thread, on two virtual cores shared with a load of 5 to 8, which stretches CPU time too:
SOE-Policy 0.016 s, SOE-Competitive 0.035 s; 10,000 runs of 30 actors: challenge (equations) 8.4 s, challenge (table)
12.5 s, SMP 42 s, beside 137 s (from 200 runs) for the version before under the same load. The plain models took
at most 0.22 s for 1,000 runs. SMP misses the aim of 30 s for 10,000 here; on an idle core it has not been measured.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from tests.gate.play import ktab_case

from dragoman.play.models import MODELS, values
from dragoman.play.smp import smp

PROGRAM = {"SOE-Policy": 2.3328, "SOE-Competitive": 9.7}
ROUNDS = 5
ACTORS = 30
RUNS = (1_000, 10_000)


def main() -> None:
    """Prints two tables."""
    parser = argparse.ArgumentParser(description="Times of the bargaining models.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, nargs="*", default=list(RUNS))
    options = parser.parse_args()
    for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        if os.environ.get(variable) != "1":
            print(f"# {variable} is not 1: numpy may use more than one core")
    print(f"{'scenario':18}{'actors':>7}{'turns':>6}{'C++ s':>8}{'here s':>9}{'times faster':>14}")
    for name, program in PROGRAM.items():
        stakes = ktab_case(options.folder / f"{name}.csv")
        best = min(spent(smp, stakes) for _ in range(ROUNDS))
        turns = len(smp(stakes).rounds) - 1
        print(f"{name:18}{len(stakes.actors):7}{turns:6}{program:8.2f}{best:9.4f}{program / best:14.0f}")
    print(f"\n{'model':24}" + "".join(f"{f'{runs:,} runs':>14}" for runs in options.runs) + f"   ({ACTORS} actors)")
    generator = np.random.default_rng(1)
    most = max(options.runs)
    draws = [generator.uniform(low, 100, (most, ACTORS)) for low in (0, 10, 1)]
    for name, _ in MODELS:
        times = [spent(values, name, *(draw[:runs] for draw in draws)) for runs in options.runs]
        print(f"{name:24}" + "".join(f"{taken:12.2f} s" for taken in times), flush=True)


def spent(work: Callable[..., Any], *given: Any) -> float:
    """CPU seconds of one call."""
    start = time.process_time()
    work(*given)
    return time.process_time() - start


if __name__ == "__main__":
    main()
