"""Where the work is done: in processes of this machine, or on others (`cluster`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from dragoman.build.spreading import spread
from dragoman.build.workers import Task, parts
from dragoman.resolve.shuffle import Shuffle


class Engine(Protocol):
    """Extracts documents and works off blocks wherever it does; what comes back is the same wherever that is."""

    def map(self, tasks: Iterable[Task], folder: Path, *, model: str) -> Iterator[Path]:
        """Files in `folder`, each with the extracts of a chunk of `tasks`, as they are finished, in any order."""
        ...

    def shuffling(self) -> AbstractContextManager[Shuffle]:
        """What works off the blocks of resolution, while the context lasts."""
        ...


@dataclass(frozen=True, slots=True)
class Processes:
    """So many processes of this machine."""

    workers: int

    def map(self, tasks: Iterable[Task], folder: Path, *, model: str) -> Iterator[Path]:
        """Files in `folder`, each with the extracts of a chunk of `tasks`, as they are finished."""
        return parts(tasks, folder, model=model, workers=self.workers)

    def shuffling(self) -> AbstractContextManager[Shuffle]:
        """The blocks spread over the processes, which start when there is enough to do."""
        return spread(self.workers)
