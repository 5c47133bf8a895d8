"""Fuzzes reading, extraction and whole cases for as long as is asked: python -m tools.fuzz --minutes 60.

Every input is held against tests/fuzz/properties.py, by hypothesis with a new seed each round; with --atheris, which
wants `pip install atheris`, inputs are led by what code they reach. What fails is printed, made as small as it goes;
what takes long is printed too; and what was tried, how much of it was new, and how far it came. Ends with status 1
where anything failed.
"""

from __future__ import annotations

import argparse
import atexit
import random
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from hashlib import blake2b
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings

SLOW = 10.0
"""CPU seconds from which an input is told as slow; none of these is long."""
ROUND = {"files": 200, "texts": 200, "cases": 20}
"""Inputs under one seed."""
LED = ["dragoman", "trafilatura", "feedparser", "pypdf", "docx", "email"]
"""Packages whose reached code leads atheris, as far as what is fuzzed imports them."""
FIRST, LONG = 100, 8_192
"""Inputs that coverage starts from, and the bytes of each."""
TOLD = 1_000
"""Inputs led by coverage after which it is told how far they came."""

Run = Callable[[Any], str]
"""Holds an input against its property and says what came of it."""


class Tally:
    """What was tried and what came of it, over all rounds."""

    def __init__(self) -> None:
        self.seen: set[bytes] = set()
        self.tried: Counter[str] = Counter()
        self.came: Counter[str] = Counter()
        self.failed = 0
        self.began = time.process_time()

    def run(self, what: str, value: object, held: Run) -> None:
        """Runs one input; it counts as failed only to the caller, who knows what hypothesis makes of it."""
        began = time.process_time()
        self.tried[what] += 1
        self.seen.add(blake2b(repr(value).encode("utf-8", "surrogatepass"), digest_size=8).digest())
        self.came[f"{what}: {held(value)}"] += 1
        if (took := time.process_time() - began) > SLOW:
            print(f"slow, {took:.0f} s: {value!r:.300}", flush=True)

    def __str__(self) -> str:
        minutes = (time.process_time() - self.began) / 60
        tried = ", ".join(f"{count:,} {what}" for what, count in self.tried.items())
        return (
            f"{tried or 'nothing'} tried, {len(self.seen):,} different, {minutes:.1f} CPU minutes, {self.failed} failed"
        )

    def reached(self) -> str:
        """What came of the inputs, a line each."""
        return "\n".join(f"  {count:9,}  {came}" for came, count in sorted(self.came.items()))


def main() -> None:
    arguments = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("--minutes", type=float, default=10.0)
    arguments.add_argument("--seed", type=int, default=None, help="the first seed; by the clock unless told")
    arguments.add_argument("--what", choices=(*ROUND, "all"), default="all")
    arguments.add_argument("--atheris", action="store_true", help="inputs led by coverage; files unless told")
    asked = arguments.parse_args()
    tally = Tally()
    if asked.atheris:
        _coverage("files" if asked.what == "all" else asked.what, asked.minutes, asked.seed, tally)
    with TemporaryDirectory() as folder:
        kinds = tuple(ROUND) if asked.what == "all" else (asked.what,)
        _rounds([_test(what, Path(folder), tally) for what in kinds], asked.minutes, asked.seed, tally)
    print(tally.reached(), flush=True)
    sys.exit(1 if tally.failed else 0)


def _test(what: str, folder: Path, tally: Tally) -> Callable[[], None]:
    """A property as hypothesis runs it, with each input tallied."""
    from tests.fuzz.strategies import CASES, files
    from tests.fuzz.texts import TEXTS

    many = settings(
        max_examples=ROUND[what],
        database=None,
        deadline=None,
        print_blob=True,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    inputs = {"files": files(), "texts": TEXTS, "cases": CASES}[what]
    held = _held(what, folder)
    return many(given(inputs)(lambda value: tally.run(what, value, held)))


def _held(what: str, folder: Path) -> Run:
    """The property of a kind of input, telling what came of each."""
    from tests.fuzz.properties import read, settle, understand

    from dragoman.extract.parse import load
    from dragoman.records import Document

    def of_file(file: tuple[str, bytes]) -> str:
        found = read(folder, *file)
        return f"{file[0]}: {'documents' if any(isinstance(one, Document) for one in found) else 'problems alone'}"

    def of_text(text: str) -> str:
        found = understand(text, load())
        told = [name for name in ("statements", "reports", "figures", "ties") if getattr(found, name)]
        return f"{', '.join(told)}" or ("mentions alone" if found.mentions else "no records")

    def of_case(files: list[tuple[str, bytes]]) -> str:
        accounts, records = settle(folder, files)
        return f"{accounts} accounts, {'records' if records else 'no records'}"

    held: dict[str, Run] = {"files": of_file, "texts": of_text, "cases": of_case}
    return held[what]


def _rounds(tests: list[Callable[[], None]], minutes: float, first: int | None, tally: Tally) -> None:
    """Runs the properties under one seed after the other."""
    number = first if first is not None else random.SystemRandom().randrange(1 << 32)
    began, rounds = time.monotonic(), 0
    while time.monotonic() - began < 60 * minutes:
        for test in tests:
            try:
                seed(number)(test)()
            except Exception:
                tally.failed += 1
                print(f"seed {number} failed:\n{traceback.format_exc(limit=-6)}", flush=True)
        number, rounds = number + 1, rounds + 1
        print(f"round {rounds}, {(time.monotonic() - began) / 60:.1f} minutes: {tally}", flush=True)
    print(f"{rounds} rounds; the last seed was {number - 1}", flush=True)


def _coverage(what: str, minutes: float, first: int | None, tally: Tally) -> None:
    """Hands over to atheris, which stops at the first failure or when the time is over."""
    try:
        import atheris
    except ImportError:
        sys.exit("atheris is not installed: pip install atheris")
    with atheris.instrument_imports(include=LED):
        import_module({"files": "dragoman.read.document", "texts": "dragoman.build.stages"}.get(what, "dragoman.build"))
    folder = TemporaryDirectory()
    test: Any = _test(what, Path(folder.name), tally)
    atexit.register(lambda: print(f"{tally}\n{tally.reached()}", flush=True))

    def one(data: bytes) -> None:
        test.hypothesis.fuzz_one_input(data)
        if sum(tally.tried.values()) % TOLD == 0:
            print(tally, flush=True)

    chance = random.Random(first)
    corpus = TemporaryDirectory()  # bytes enough for hypothesis to make inputs of: from nothing, coverage leads nowhere
    for number in range(FIRST):
        (Path(corpus.name) / str(number)).write_bytes(chance.randbytes(LONG))
    options = [f"-max_total_time={60 * minutes:.0f}", f"-max_len={2 * LONG}", "-len_control=0", "-timeout=120"]
    options += ["-rss_limit_mb=4096", f"-seed={chance.randrange(1, 1 << 31)}"]
    atheris.Setup([sys.argv[0], *options, corpus.name], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
