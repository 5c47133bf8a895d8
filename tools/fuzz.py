"""Fuzzes the readers and the extractors for as long as is asked: python -m tools.fuzz --minutes 60.

Every input is held against tests/fuzz/properties.py, by hypothesis with a new seed each round; with --atheris, which
wants `pip install atheris`, inputs are led by what code they reach. What fails is printed, made as small as it goes;
what takes long is printed too. Ends with status 1 where anything failed.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings

SLOW = 10.0
"""Seconds from which an input is told as slow; none of these is long."""
ROUND = 200
"""Inputs under one seed."""


def main() -> None:
    arguments = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("--minutes", type=float, default=10.0)
    arguments.add_argument("--seed", type=int, default=None, help="the first seed; by the clock unless told")
    arguments.add_argument("--what", choices=("files", "texts", "both"), default="both")
    arguments.add_argument("--atheris", action="store_true", help="inputs led by coverage")
    asked = arguments.parse_args()
    if asked.atheris:
        _coverage(asked.what, asked.minutes)
    with TemporaryDirectory() as folder:
        sys.exit(1 if _rounds(_tests(asked.what, Path(folder)), asked.minutes, asked.seed) else 0)


def _tests(what: str, folder: Path) -> list[Callable[[], None]]:
    """The properties as hypothesis runs them, told of inputs that take long."""
    from tests.fuzz.properties import read, understand
    from tests.fuzz.strategies import TEXTS, files

    from dragoman.extract.parse import load

    many = settings(
        max_examples=ROUND,
        database=None,
        deadline=None,
        print_blob=True,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    found: list[Callable[[], None]] = []
    if what in ("files", "both"):
        found.append(many(given(files())(lambda file: _timed(file, lambda: read(folder, *file)))))
    if what in ("texts", "both"):
        nlp = load()
        found.append(many(given(TEXTS)(lambda text: _timed(text, lambda: understand(text, nlp)))))
    return found


def _timed(value: object, run: Callable[[], object]) -> None:
    began = time.monotonic()
    run()
    if (took := time.monotonic() - began) > SLOW:
        print(f"slow, {took:.0f} s: {value!r:.300}", flush=True)


def _rounds(tests: list[Callable[[], None]], minutes: float, first: int | None) -> int:
    """Runs the properties under one seed after the other; how often one failed."""
    number = first if first is not None else random.SystemRandom().randrange(1 << 32)
    began, rounds, failed = time.monotonic(), 0, 0
    while time.monotonic() - began < 60 * minutes:
        for test in tests:
            try:
                seed(number)(test)()
            except Exception:
                failed += 1
                print(f"seed {number} failed:\n{traceback.format_exc(limit=-6)}", flush=True)
        number, rounds = number + 1, rounds + 1
        print(f"round {rounds}, {(time.monotonic() - began) / 60:.1f} minutes, {failed} failed", flush=True)
    told = f"{rounds} rounds of {ROUND} inputs in {(time.monotonic() - began) / 60:.0f} minutes, {failed} failed"
    print(f"{told}; the last seed was {number - 1}", flush=True)
    return failed


def _coverage(what: str, minutes: float) -> None:
    """Hands over to atheris, which stops at the first failure or when the time is over."""
    try:
        import atheris
    except ImportError:
        sys.exit("atheris is not installed: pip install atheris")
    with atheris.instrument_imports(include=["dragoman", "trafilatura", "feedparser", "pypdf", "docx", "email"]):
        import dragoman.build.stages
        import dragoman.read.document  # noqa: F401
    with TemporaryDirectory() as folder:
        test: Any = _tests("texts" if what == "texts" else "files", Path(folder))[0]
        atheris.Setup(
            [sys.argv[0], f"-max_total_time={60 * minutes:.0f}", "-timeout=60"], test.hypothesis.fuzz_one_input
        )
        atheris.Fuzz()


if __name__ == "__main__":
    main()
