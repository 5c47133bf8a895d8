"""Storage that all machines of a cluster reach: any address that fsspec knows, a folder, s3://bucket/folder, …"""

from __future__ import annotations

import posixpath
import uuid
from pathlib import Path

import fsspec


class Storage:
    """Files by name below one address, each there whole or not at all. Raises OSError as the storage does."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._system, self._folder = fsspec.core.url_to_fs(address)

    def make(self, folder: str) -> None:
        """A folder, unless it is there."""
        self._system.makedirs(self._path(folder), exist_ok=True)

    def has(self, name: str) -> bool:
        """Whether there is such a file."""
        return bool(self._system.exists(self._path(name)))

    def read(self, name: str) -> bytes:
        """What a file holds."""
        found: bytes = self._system.cat_file(self._path(name))
        return found

    def write(self, name: str, content: bytes) -> None:
        """Makes a file."""
        unfinished = f"{self._path(name)}.{uuid.uuid4().hex}.tmp"
        self._system.pipe_file(unfinished, content)
        self._system.mv(unfinished, self._path(name))

    def fetch(self, name: str, path: Path) -> None:
        """Copies a file to `path` on this machine."""
        unfinished = path.with_name(f"{path.name}.tmp")
        self._system.get_file(self._path(name), str(unfinished))
        unfinished.replace(path)

    def remove(self, name: str) -> None:
        """Removes a file or a folder with all that it holds, if it is there."""
        if self.has(name):
            self._system.rm(self._path(name), recursive=True)

    def _path(self, name: str) -> str:
        return posixpath.join(self._folder, name)
