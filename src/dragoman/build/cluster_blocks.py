"""Blocks of resolution spread over the workers of a cluster, by files on the shared storage.

Some blocks go together in a file, a worker reads it there and writes beside it what it makes of them. What a lost
worker had in hand is done by others; blocks that end four workers are worked off by the machine that runs the
command. What a stopped run left is removed, not used: it is quickly made again.
"""

from __future__ import annotations

import pickle
import uuid
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from distributed import Client, Future, KilledWorker

from dragoman.build.spreading import LITTLE, PORTIONS, portions
from dragoman.build.storage import Storage
from dragoman.resolve.shuffle import Block, Cost, Made, Shuffle, here

BLOCKS = "blocks"
"""The folder within the shared one that holds them."""


@contextmanager
def spread(client: Client, shared: str) -> Iterator[Shuffle]:
    """A shuffle over the workers that `client` reaches, by files on the storage at `shared`."""
    storage = Storage(shared)
    storage.remove(BLOCKS)
    storage.make(BLOCKS)
    try:
        yield _Spread(client, storage)
    finally:
        with suppress(OSError):  # a worker that was given up may still write there; the next run removes it
            storage.remove(BLOCKS)


@dataclass(frozen=True, slots=True)
class _Spread:
    client: Client
    storage: Storage

    def __call__(self, work: Callable[[Block], Made], blocks: Sequence[Block], cost: Cost) -> list[Made]:
        """What `work` makes of each block, in their order."""
        if sum(map(cost, blocks)) < LITTLE:
            return here(work, blocks)
        count = PORTIONS * max(sum(self.client.nthreads().values()), 1)
        handed = [(portion, self._handed_out(work, portion)) for portion in portions(blocks, count, cost)]
        return [one for portion, future in handed for one in self._made(work, portion, future)]

    def _handed_out(self, work: Callable[[Block], Made], portion: Sequence[Block]) -> Future:
        name = f"{BLOCKS}/{uuid.uuid4().hex}"
        self.storage.write(name, pickle.dumps((work, portion)))
        return self.client.submit(work_off, self.storage.address, name, key=name, pure=False)

    def _made(self, work: Callable[[Block], Made], portion: Sequence[Block], future: Future) -> list[Made]:
        try:
            name = future.result()
        except (KilledWorker, CancelledError, OSError):  # given up, forgotten with its worker, or the storage failed it
            return here(work, portion)
        made: list[Made] = pickle.loads(self.storage.read(name))
        return made


def work_off(shared: str, name: str) -> str:
    """On a worker: works off the blocks in a file; the name of the file that holds what comes of them."""
    storage = Storage(shared)
    work, blocks = pickle.loads(storage.read(name))
    made = f"{name}.made"
    storage.write(made, pickle.dumps(here(work, blocks)))
    return made
