"""Blocks of resolution spread over processes of this machine (see `dragoman.resolve.shuffle`).

The processes start when first there is enough to do. When one dies, what it and those beside it had in hand is done in
this process: blocks are pure functions, so nothing else can come of them.
"""

from __future__ import annotations

import multiprocessing
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager

from dragoman.build.workers import follow_parent
from dragoman.resolve.shuffle import Block, Cost, Made, Shuffle, here

LITTLE = 60_000
"""Milliseconds of work below which it costs more to hand it out than it saves: with 10,000 real texts, half as much,
two processes took 12 s off this one's 135 and gave them back in waiting (2026-11)."""
PORTIONS = 4
"""Portions for each process, so that none waits long for the slowest."""


@contextmanager
def spread(workers: int) -> Iterator[Shuffle]:
    """A shuffle over so many processes, which end with the context."""
    pool = _Pool(workers)
    try:
        yield pool
    finally:
        pool.close()


def portions(blocks: Sequence[Block], count: int, cost: Cost) -> list[Sequence[Block]]:
    """The blocks in order, in about so many runs that cost alike; a dear block may be a run of its own."""
    most = sum(map(cost, blocks)) / count
    runs: list[list[Block]] = []
    filled = most
    for block in blocks:
        if filled >= most:
            runs.append([])
            filled = 0.0
        runs[-1].append(block)
        filled += cost(block)
    return list(runs)


class _Pool:
    """Processes that are started when they are first needed, and anew after one died."""

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self.executor: ProcessPoolExecutor | None = None

    def __call__(self, work: Callable[[Block], Made], blocks: Sequence[Block], cost: Cost) -> list[Made]:
        """What `work` makes of each block, in their order."""
        if self.workers < 2 or sum(map(cost, blocks)) < LITTLE:
            return here(work, blocks)
        if self.executor is None:
            self.executor = ProcessPoolExecutor(self.workers, multiprocessing.get_context("spawn"), _start)
        handed: list[tuple[Sequence[Block], Future[list[Made]] | None]] = []
        for portion in portions(blocks, PORTIONS * self.workers, cost):
            handed.append((portion, self._submitted(work, portion)))
        made: list[Made] = []
        for portion, future in handed:
            try:
                made += future.result() if future else here(work, portion)
            except BrokenProcessPool:
                self.close()
                made += here(work, portion)
        return made

    def _submitted(self, work: Callable[[Block], Made], portion: Sequence[Block]) -> Future[list[Made]] | None:
        """The portion as handed out; None where a process died before it could be."""
        try:
            return self.executor.submit(here, work, portion) if self.executor else None
        except BrokenProcessPool:
            self.close()
            return None

    def close(self) -> None:
        """Ends the processes."""
        if self.executor:
            self.executor.shutdown(cancel_futures=True)
            self.executor = None


def _start() -> None:
    """Readies a process: Ctrl-C is the parent's to handle, a lost parent ends it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=follow_parent, daemon=True).start()
