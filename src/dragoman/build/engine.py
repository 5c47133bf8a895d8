"""Where accounts are extracted: in processes of this machine, or on others (`cluster`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from dragoman.build.workers import Task, parts


class Engine(Protocol):
    """Extracts documents wherever it does; what comes back is the same wherever that is."""

    def map(self, tasks: Iterable[Task], folder: Path, *, model: str) -> Iterator[Path]:
        """Files in `folder`, each with the extracts of a chunk of `tasks`, as they are finished, in any order."""
        ...


@dataclass(frozen=True, slots=True)
class Processes:
    """So many processes of this machine."""

    workers: int

    def map(self, tasks: Iterable[Task], folder: Path, *, model: str) -> Iterator[Path]:
        """Files in `folder`, each with the extracts of a chunk of `tasks`, as they are finished."""
        return parts(tasks, folder, model=model, workers=self.workers)
