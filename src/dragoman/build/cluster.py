"""Work on many machines: `dask.distributed` hands it out, files on shared storage hold what comes of it.

A chunk's accounts are written to the shared storage, a worker reads them there, and its extracts are written beside
them, whole or not at all; through the scheduler go names of files only. A chunk whose worker is lost is done by
another; an account that ends four workers becomes a Problem. A run that was stopped finds what was finished there, and
goes on. Workers need dragoman, the model and the same storage, and one thread each (`dask worker --nthreads 1`).

The blocks of resolution go the same way (`cluster_blocks`).

Needs the extra `dragoman[cluster]`; nothing else imports this module.
"""

from __future__ import annotations

import json
import threading
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from distributed import Client, Future, KilledWorker, as_completed

from dragoman.build.cluster_blocks import spread
from dragoman.build.storage import Storage
from dragoman.build.workers import Budget, Chunk, Task, chunks, lines, part_name, too_much, worked_off
from dragoman.case.codec import decode, encode
from dragoman.records import Document
from dragoman.resolve.shuffle import Shuffle

SCHEME = "dask://"
AHEAD = 4
"""Chunks handed out for each thread of the cluster, so that none waits for the next."""
TODO = "todo"
"""The folder within the shared one that holds the accounts to extract."""
_one_at_a_time = threading.Lock()
"""The bound on a document's time is the process's."""


class NoCluster(RuntimeError):
    """The scheduler cannot be reached, or has no workers in time."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """The workers of the dask scheduler at `address` (dask://host:8786), and the storage that all of them share.

    `shared` is any fsspec address: a folder, s3://bucket/folder, …
    """

    address: str
    shared: str
    patience: float = 60.0
    """Seconds to wait for the scheduler and a first worker."""

    def map(self, tasks: Iterable[Task], folder: Path, *, model: str) -> Iterator[Path]:
        """Files in `folder`, each with the extracts of a chunk of `tasks`, as they are finished."""
        folder.mkdir(parents=True, exist_ok=True)
        storage = Storage(self.shared)
        storage.make(TODO)
        with self._client() as client:
            waiting = chunks(tasks)
            running: dict[Future, Chunk] = {}
            finished = as_completed()
            most = AHEAD * sum(client.nthreads().values())
            while True:
                for chunk in islice(waiting, most - len(running)):
                    future = _handed_out(chunk, client, model, storage)
                    running[future] = chunk
                    finished.add(future)
                if not running:
                    return
                future = next(finished)
                chunk = running.pop(future)
                try:
                    future.result()
                except KilledWorker:
                    if len(chunk) > 1:
                        for task in chunk:
                            alone = _handed_out((task,), client, model, storage)
                            running[alone] = (task,)
                            finished.add(alone)
                        continue
                    rows = [(task, too_much(task.document, Budget())) for task in chunk]
                    storage.write(part_name(chunk), "".join(lines(rows)).encode("utf-8"))
                yield _fetched(part_name(chunk), storage, folder)

    @contextmanager
    def shuffling(self) -> Iterator[Shuffle]:
        """The blocks of resolution spread over the workers, by files on the shared storage."""
        with self._client() as client, spread(client, self.shared) as shuffle:
            yield shuffle

    def _client(self) -> Client:
        try:
            client = Client(f"tcp://{self.address.removeprefix(SCHEME)}", timeout=self.patience)
            client.wait_for_workers(1, timeout=self.patience)
        except (OSError, TimeoutError) as error:
            raise NoCluster(f"{self.address}: no scheduler or no worker there within {self.patience:g} s") from error
        return client


def _handed_out(chunk: Chunk, client: Client, model: str, storage: Storage) -> Future:
    """The chunk's accounts written to the shared storage, and what some worker will make of them."""
    name = part_name(chunk)
    rows = ({"fingerprint": task.fingerprint, "document": encode(task.document)} for task in chunk)
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    storage.write(f"{TODO}/{name}", text.encode("utf-8"))
    return client.submit(work, storage.address, name, model, key=f"{name}-{uuid.uuid4().hex}", pure=False)


def _fetched(name: str, storage: Storage, folder: Path) -> Path:
    """The chunk's file, moved here from the shared storage."""
    path = folder / name
    storage.fetch(name, path)
    storage.remove(name)
    storage.remove(f"{TODO}/{name}")
    return path


def work(shared: str, name: str, model: str) -> None:
    """On a worker: extracts the accounts of a chunk, unless that was done before."""
    storage = Storage(shared)
    if storage.has(name):
        return
    rows = map(json.loads, storage.read(f"{TODO}/{name}").decode("utf-8").splitlines())
    chunk = tuple(Task(decode(Document, row["document"]), row["fingerprint"]) for row in rows)
    with _one_at_a_time:
        storage.write(name, "".join(lines(worked_off(chunk, model))).encode("utf-8"))
