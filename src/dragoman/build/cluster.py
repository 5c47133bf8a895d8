"""Extraction on many machines: `dask.distributed` hands out chunks, files on shared storage hold what comes of them.

A chunk's accounts are written to the shared storage, a worker reads them there, and its extracts are written beside
them, whole or not at all; through the scheduler go names of files only. A chunk whose worker is lost is done by
another; an account that ends four workers becomes a Problem. A run that was stopped finds what was finished there, and
goes on. Workers need dragoman, the model and the same storage, and one thread each (`dask worker --nthreads 1`).

Needs the extra `dragoman[cluster]`; nothing else imports this module.
"""

from __future__ import annotations

import json
import posixpath
import threading
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import fsspec
from distributed import Client, Future, KilledWorker, as_completed

from dragoman.build.workers import Budget, Chunk, Task, chunks, lines, part_name, too_much, worked_off
from dragoman.case.codec import decode, encode
from dragoman.records import Document

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
        storage, shared = fsspec.core.url_to_fs(self.shared)
        storage.makedirs(posixpath.join(shared, TODO), exist_ok=True)
        with self._client() as client:
            waiting = chunks(tasks)
            running: dict[Future, Chunk] = {}
            finished = as_completed()
            most = AHEAD * sum(client.nthreads().values())
            while True:
                for chunk in islice(waiting, most - len(running)):
                    future = self._handed_out(chunk, client, model)
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
                            alone = self._handed_out((task,), client, model)
                            running[alone] = (task,)
                            finished.add(alone)
                        continue
                    rows = [(task, too_much(task.document, Budget())) for task in chunk]
                    _write(self.shared, part_name(chunk), "".join(lines(rows)))
                yield self._fetched(part_name(chunk), folder)

    def _client(self) -> Client:
        try:
            client = Client(f"tcp://{self.address.removeprefix(SCHEME)}", timeout=self.patience)
            client.wait_for_workers(1, timeout=self.patience)
        except (OSError, TimeoutError) as error:
            raise NoCluster(f"{self.address}: no scheduler or no worker there within {self.patience:g} s") from error
        return client

    def _handed_out(self, chunk: Chunk, client: Client, model: str) -> Future:
        """The chunk's accounts written to the shared storage, and what some worker will make of them."""
        name = part_name(chunk)
        rows = ({"fingerprint": task.fingerprint, "document": encode(task.document)} for task in chunk)
        _write(self.shared, f"{TODO}/{name}", "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
        return client.submit(work, self.shared, name, model, key=f"{name}-{uuid.uuid4().hex}", pure=False)

    def _fetched(self, name: str, folder: Path) -> Path:
        """The chunk's file, moved here from the shared storage."""
        storage, shared = fsspec.core.url_to_fs(self.shared)
        path, unfinished = folder / name, folder / f"{name}.tmp"
        storage.get_file(posixpath.join(shared, name), str(unfinished))
        unfinished.replace(path)
        storage.rm_file(posixpath.join(shared, name))
        storage.rm_file(posixpath.join(shared, TODO, name))
        return path


def work(shared: str, name: str, model: str) -> None:
    """On a worker: extracts the accounts of a chunk, unless that was done before."""
    storage, folder = fsspec.core.url_to_fs(shared)
    if storage.exists(posixpath.join(folder, name)):
        return
    rows = map(json.loads, storage.cat_file(posixpath.join(folder, TODO, name)).decode("utf-8").splitlines())
    chunk = tuple(Task(decode(Document, row["document"]), row["fingerprint"]) for row in rows)
    with _one_at_a_time:
        _write(shared, name, "".join(lines(worked_off(chunk, model))))


def _write(shared: str, name: str, text: str) -> None:
    """One file on the shared storage, there whole or not at all."""
    storage, folder = fsspec.core.url_to_fs(shared)
    path = posixpath.join(folder, name)
    unfinished = f"{path}.{uuid.uuid4().hex}.tmp"
    storage.pipe_file(unfinished, text.encode("utf-8"))
    storage.mv(unfinished, path)
