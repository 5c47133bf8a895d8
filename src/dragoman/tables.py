"""Tables of facts: TSV files that open with their origin, licence, version and columns, checked on loading.

A table starts with comment lines (`# origin: …`, `# licence: …`, `# version: …`), then a row of column names.
Tables ship in `dragoman/data`; a user's own file of the same columns can be given by path.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import resources
from pathlib import Path

STATED = ("origin", "licence", "version")


class BadTable(ValueError):
    """A table that is not what it must be; names the file and the line."""


@cache
def table(name: str, columns: tuple[str, ...]) -> tuple[dict[str, str], ...]:
    """Rows of the shipped table `name` (without '.tsv'), each a mapping of column to cell ('' where empty)."""
    return tuple(dict(zip(columns, row, strict=True)) for row in cells(name, columns))


def cells(name: str, columns: tuple[str, ...]) -> Iterator[list[str]]:
    """Rows of the shipped table `name`, each its cells in order: for tables of very many rows."""
    text = resources.files("dragoman").joinpath("data", f"{name}.tsv").read_text(encoding="utf-8")
    return _rows(text, f"{name}.tsv", columns, stated=STATED)


def table_file(path: Path, columns: tuple[str, ...]) -> tuple[dict[str, str], ...]:
    """Rows of a user's table; its opening comments are optional."""
    rows = _rows(path.read_text(encoding="utf-8"), str(path), columns, stated=())
    return tuple(dict(zip(columns, row, strict=True)) for row in rows)


def _rows(text: str, name: str, columns: tuple[str, ...], *, stated: tuple[str, ...]) -> Iterator[list[str]]:
    said: set[str] = set()
    head: list[str] | None = None
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("#"):
            said.add(line[1:].split(":", 1)[0].strip())
            continue
        if not line.strip():
            continue
        found = line.split("\t")
        if head is None:
            if tuple(found) != columns:
                raise BadTable(f"{name}:{number}: columns {found}, expected {list(columns)}")
            if missing := [word for word in stated if word not in said]:
                raise BadTable(f"{name}: opening comments lack {', '.join(missing)}")
            head = found
            continue
        if len(found) != len(head):
            raise BadTable(f"{name}:{number}: {len(found)} cells, expected {len(head)}")
        yield found
    if head is None:
        raise BadTable(f"{name}: no row of column names, expected {list(columns)}")
