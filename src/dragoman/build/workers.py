"""Extraction in worker processes, one atomic file a chunk of documents.

A run that dies loses only the chunks in flight: a finished chunk's file is taken into the case by the next run. When a
worker dies, the chunks in flight are done again, one document at a time; a document that kills its worker again becomes
a Problem, and the run goes on. A worker ends itself when its parent is gone, and when a document takes too long.
"""

from __future__ import annotations

import faulthandler
import json
import multiprocessing
import os
import resource
import signal
import threading
from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from dragoman import ids
from dragoman.build.stages import extract
from dragoman.case.codec import decode, encode
from dragoman.extract.parse import load, parse
from dragoman.records import Document, Extract, Problem

LANGUAGES = ("en",)
"""Languages the extractors read; an account in another is kept and searched, not extracted."""
CHUNK = 10_000
"""Characters of text in a chunk; a longer document is a chunk of its own. About half a second's work."""
MOST = 16
"""Documents in a chunk at most."""
SECONDS = 60.0
"""What a document may take, of a processor's time …"""
MEMORY = 2 << 30
"""… and of memory, in bytes beyond the loaded model's."""
PATIENCE = 10
"""Times as long on the clock: a process that waits takes no processor's time."""


@dataclass(frozen=True, slots=True)
class Task:
    """A document to extract, and the fingerprint to keep its extract under."""

    document: Document
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Budget:
    """What one document may take before its worker is ended."""

    seconds: float = SECONDS
    memory: int = MEMORY


def extracted(document: Document, model: str) -> Extract:
    """All that a document says; nothing but a Problem when it is in a language that is not read."""
    if document.language not in (None, *LANGUAGES):
        message = f"{document.name}: language {document.language!r} is not read (only {', '.join(LANGUAGES)})"
        return Extract(document.id, problems=(Problem(document.id, message),))
    (parsed,) = parse([document], load(model))
    return extract(parsed)


def parts(
    tasks: Iterable[Task], folder: Path, *, model: str, workers: int, budget: Budget | None = None
) -> Iterator[Path]:
    """Files in `folder`, each with the extracts of a chunk of `tasks`, as they are finished."""
    budget = budget or Budget()
    folder.mkdir(parents=True, exist_ok=True)
    waiting = chunks(tasks)
    while lost := (yield from _round(waiting, folder, model, workers, 2 * workers, budget)):
        yield from _one_by_one([task for chunk in lost for task in chunk], folder, model, budget)


def finished(folder: Path) -> list[Path]:
    """Files of chunks that an earlier run finished, by name."""
    return sorted(folder.glob("*.jsonl"))


def read_part(path: Path) -> Iterator[tuple[str, Extract]]:
    """Fingerprint and extract of each document in a chunk's file."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            yield row["fingerprint"], decode(Extract, row["extract"])


Chunk = tuple[Task, ...]
Row = tuple[Task, Extract]


def chunks(tasks: Iterable[Task]) -> Iterator[Chunk]:
    """The tasks in their order, as many together as make about half a second's work."""
    chunk: list[Task] = []
    for task in tasks:
        if chunk and (len(chunk) == MOST or sum(len(t.document.text) for t in (*chunk, task)) > CHUNK):
            yield tuple(chunk)
            chunk = []
        chunk.append(task)
    if chunk:
        yield tuple(chunk)


def _one_by_one(suspects: Sequence[Task], folder: Path, model: str, budget: Budget) -> Iterator[Path]:
    """Extracts documents of which one or more killed a worker; the one in hand when a worker dies is a Problem."""
    alone = iter([(task,) for task in suspects])
    while lost := (yield from _round(alone, folder, model, 1, 1, budget)):
        yield _write(folder, [(task, too_much(task.document, budget)) for chunk in lost for task in chunk])


def _round(
    chunks: Iterator[Chunk], folder: Path, model: str, workers: int, most: int, budget: Budget
) -> Generator[Path, None, list[Chunk]]:
    """Works off `chunks` in one pool, at most so many in flight; returns those in flight when a worker died."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # a worker a core: their arithmetic must not share cores again
    pool = ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), _start, (model, budget.memory))
    running: dict[Future[Path], Chunk] = {}
    handed: Chunk | None = None
    try:
        while True:
            for handed in islice(chunks, most - len(running)):
                running[pool.submit(_work, handed, folder, model, budget.seconds)] = handed
            handed = None
            if not running:
                return []
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                path = future.result()
                del running[future]
                yield path
    except BrokenProcessPool:
        kept = [future for future in running if future.done() and future.exception() is None]
        yield from [future.result() for future in kept]
        lost = [chunk for future, chunk in running.items() if future not in kept]
        return [*lost, handed] if handed and handed not in lost else lost
    finally:
        pool.shutdown(cancel_futures=True)


def _start(model: str, memory: int) -> None:
    """Readies a worker: Ctrl-C is the parent's to handle, a lost parent ends it, memory is bounded."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=follow_parent, daemon=True).start()
    load(model)
    pages = int(Path("/proc/self/statm").read_text().split()[0]) if Path("/proc/self/statm").exists() else 0
    if pages:
        most = pages * resource.getpagesize() + memory
        resource.setrlimit(resource.RLIMIT_AS, (most, resource.getrlimit(resource.RLIMIT_AS)[1]))


def follow_parent() -> None:
    """Ends this process when its parent ends, however that happens."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(chunk: Chunk, folder: Path, model: str, seconds: float) -> Path:
    """Extracts a chunk and writes its file."""
    return _write(folder, worked_off(chunk, model, seconds))


def worked_off(chunk: Chunk, model: str, seconds: float = SECONDS) -> list[Row]:
    """What each document of a chunk says; out of memory is a Problem, out of time ends the process."""
    rows = []
    for task in chunk:
        with _bounded(seconds):
            try:
                found = extracted(task.document, model)
            except MemoryError:
                found = too_much(task.document, Budget(seconds))
        rows.append((task, found))
    return rows


@contextmanager
def _bounded(seconds: float) -> Iterator[None]:
    """Ends this process when it takes so many seconds of its processor; the kernel does, so that nothing holds it up.

    What a busy machine does beside it does not count, so that the same accounts are extracted there as on an idle one.
    """
    with open(os.devnull, "w") as nowhere:
        faulthandler.dump_traceback_later(PATIENCE * seconds, exit=True, file=nowhere)
        signal.setitimer(signal.ITIMER_PROF, seconds)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            faulthandler.cancel_dump_traceback_later()


def part_name(chunk: Iterable[Task]) -> str:
    """The name of a chunk's file: equal for the same accounts, extracted in the same way."""
    return ids.make("c", *(task.fingerprint for task in chunk)) + ".jsonl"


def lines(rows: Iterable[Row]) -> Iterator[str]:
    """The lines of a chunk's file."""
    for task, found in rows:
        row = {"fingerprint": task.fingerprint, "extract": encode(found)}
        yield json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n"


def _write(folder: Path, rows: Sequence[Row]) -> Path:
    """One file, there whole or not at all."""
    path = folder / part_name(task for task, _ in rows)
    unfinished = path.with_suffix(f".{os.getpid()}.tmp")
    try:
        with unfinished.open("w", encoding="utf-8") as file:
            file.writelines(lines(rows))
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return path


def too_much(document: Document, budget: Budget) -> Extract:
    """What is kept of a document that took more than it may."""
    message = (
        f"{document.name}: kept but not extracted: it took more than {budget.seconds:g} s"
        f" or {budget.memory / (1 << 30):g} GB of memory"
    )
    return Extract(document.id, problems=(Problem(document.id, message),))
