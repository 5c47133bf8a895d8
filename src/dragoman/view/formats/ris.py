"""The accounts as references in RIS, for Zotero, EndNote and their like."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dragoman.case.store import Case
from dragoman.records import Document
from dragoman.view.formats.lookup import address, folded, printable

END = "\r\n"


def write_ris(case: Case, path: Path) -> list[Path]:
    """Writes a reference an account; the file written."""
    with path.open("w", encoding="utf-8", newline="") as file:
        for document in case.documents():
            file.writelines(f"{tag}  - {value}{END}" for tag, value in _fields(document))
            file.write(f"ER  - {END}{END}")
    return [path]


def _fields(document: Document) -> Iterator[tuple[str, str]]:
    year, month, day = [*(document.published or "").split("-"), "", ""][:3]
    told = (
        ("TY", "NEWS"),
        ("ID", document.id),
        ("TI", document.title or document.name),
        ("AU", document.author),
        ("T2", document.outlet),
        ("PY", year),
        ("DA", f"{year}/{month}/{day}/" if year else None),
        ("LA", document.language),
        ("UR", address(document.url)),
        ("N1", f"read from {document.name}"),
    )
    for tag, value in told:
        if value:
            yield tag, folded(printable(value))
