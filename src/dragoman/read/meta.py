"""A file of facts by name (`--meta meta.csv`): fills what accounts do not say of themselves, overrides what they say.

Columns: `name` or `file` (a document's name, a file's name or the end of its path, or an address) and any of title,
outlet, author, published, url, language. A row with the name of a table or an archive holds for all accounts in it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from dragoman.read.facts import NAMES, Facts, Unreadable, filled, web_address, words
from dragoman.read.language import language_code
from dragoman.read.published import iso
from dragoman.read.text import decode
from dragoman.records import Problem


class BadMeta(ValueError):
    """A file of facts that cannot be used; names the file and what is wrong."""


class Meta:
    """The rows of a file of facts, and which of them have met an account."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.rows: dict[str, tuple[int, Facts]] = {}
        self.met: set[str] = set()
        self.problems: list[Problem] = []
        if path is not None:
            self._load(path)

    def facts(self, *names: str) -> Facts:
        """What the rows say of an account that goes by these names, most telling name first."""
        keys = [key for name in names for key in _tails(name) if key in self.rows]
        self.met.update(keys)
        return filled(*(self.rows[key][1] for key in keys))

    def troubles(self) -> Iterator[Problem]:
        """What was wrong with rows, and the rows that met no account; to be asked after the last account."""
        yield from self.problems
        for key, (line, _) in self.rows.items():
            if key not in self.met:
                yield Problem(self._name(), f"line {line}: {key!r} is the name of no account that was read")

    def _name(self) -> str:
        return self.path.name if self.path else ""

    def _load(self, path: Path) -> None:
        try:
            text = decode(path.read_bytes()).removeprefix("\ufeff")
        except (OSError, Unreadable) as error:
            raise BadMeta(f"{path}: {getattr(error, 'strerror', None) or error}") from None
        lines = text.splitlines(keepends=True)
        head = lines[0] if lines else ""
        reader = csv.DictReader(lines, delimiter=max(",;\t", key=head.count), restval="")
        columns = [(column or "").strip().casefold() for column in reader.fieldnames or ()]
        reader.fieldnames = columns
        named = next((column for column in ("name", "file") if column in columns), None)
        if named is None:
            raise BadMeta(f"{path}: no column 'name' or 'file' among {', '.join(columns) or 'nothing'}")
        for column in sorted(set(columns) - {"name", "file", *NAMES}):
            self.problems.append(Problem(self._name(), f"column {column!r} is not used; known are {', '.join(NAMES)}"))
        try:
            for row in reader:
                self._add(row.get("name") or row.get("file") or "", row, reader.line_num)
        except csv.Error as error:
            raise BadMeta(f"{path}: line {reader.line_num}: {error}") from None

    def _add(self, name: str, row: dict[str, str], line: int) -> None:
        key = _key(name)
        if not key or key in self.rows:
            reason = f"{name!r} stands twice; the first row counts" if key else "no name"
            self.problems.append(Problem(self._name(), f"line {line}: {reason}"))
            return
        said = {column: words(row.get(column)) for column in NAMES}
        read = {"published": iso, "url": web_address, "language": language_code}
        known = {column: read[column](value) if column in read else value for column, value in said.items()}
        for column, value in said.items():
            if value is not None and known[column] is None:
                self.problems.append(Problem(self._name(), f"line {line}: {value!r} is no {column} that can be read"))
        self.rows[key] = (line, Facts(**known))


def _key(name: str) -> str:
    return name.strip().replace("\\", "/").removeprefix("./")


def _tails(name: str) -> Iterator[str]:
    """The name and each end of it after a slash, longest first: "x/y/a.txt", "y/a.txt", "a.txt"."""
    key = _key(name)
    yield key
    while "/" in key and "://" not in key:
        key = key.partition("/")[2]
        yield key
