"""The files that a path names: itself, or all files below a folder, in the order of their paths."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dragoman.records import Problem


@dataclass(frozen=True, slots=True)
class File:
    """A file to read. `label`: its path below the folder that was named, or its base name."""

    path: Path
    label: str


def files(source: str) -> Iterator[File | Problem]:
    """The file, or the files below the folder; a Problem for each that is missing, unreadable or no plain file.

    Hidden files and folders are passed over. A link is followed to a file inside the folder, and is a Problem where it
    leads out of it or nowhere; links to folders inside are passed over, as the walk comes there itself.
    """
    path = Path(source)
    try:
        mode = path.stat().st_mode
    except OSError as error:
        yield Problem(source, f"cannot be read: {_reason(error)}")
        return
    if stat.S_ISDIR(mode):
        yield from _below(path)
    elif stat.S_ISREG(mode):
        yield File(path, path.name)
    else:
        yield Problem(source, "neither a file nor a folder")


def _below(folder: Path) -> Iterator[File | Problem]:
    root = folder.resolve()
    failed: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=failed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        links = [name for name in folders if os.path.islink(os.path.join(parent, name))]
        for name in sorted([*(name for name in names if not name.startswith(".")), *links]):
            path = Path(parent, name)
            label = path.relative_to(folder).as_posix()
            trouble = _trouble(path, root)
            if trouble:
                yield Problem(label, trouble)
            elif name not in links:
                yield File(path, label)
    for error in failed:
        yield Problem(Path(error.filename).name, f"cannot be read: {_reason(error)}")


def _trouble(path: Path, root: Path) -> str | None:
    """Why a file below a folder is not read; None when it can be."""
    try:
        if path.is_symlink() and not path.resolve(strict=True).is_relative_to(root):
            return "a link that leaves the folder"
        mode = path.stat().st_mode
    except (OSError, RuntimeError) as error:
        return f"cannot be read: {_reason(error)}"
    return None if stat.S_ISREG(mode) or stat.S_ISDIR(mode) else "neither a file nor a folder"


def _reason(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()
