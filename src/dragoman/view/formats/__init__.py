"""Formats that other programs read, each by its name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from dragoman.case.store import Case
from dragoman.view.coded import export_gdelt, export_plover, export_polecat
from dragoman.view.export import export_jsonl
from dragoman.view.formats.annotation import write_annotation
from dragoman.view.formats.datasette import write_datasette
from dragoman.view.formats.ftm import write_ftm
from dragoman.view.formats.graph import write_gexf, write_graphml
from dragoman.view.formats.labelstudio import write_labelstudio
from dragoman.view.formats.parquet import write_parquet
from dragoman.view.formats.ris import write_ris
from dragoman.view.formats.spreadsheet import write_csv
from dragoman.view.formats.timelinejs import write_timelinejs


class UnknownFormat(LookupError):
    """No format goes by this name; the message lists those that there are."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what `write` makes at the path it is given, and for whom. It returns the files written."""

    name: str
    writes: Literal["file", "folder"]
    about: str
    write: Callable[[Case, Path], list[Path]]


def _one(write: Callable[[Case, Path], int]) -> Callable[[Case, Path], list[Path]]:
    def written(case: Case, path: Path) -> list[Path]:
        write(case, path)
        return [path]

    return written


FORMATS: dict[str, Format] = {
    form.name: form
    for form in (
        Format("jsonl", "folder", "all records, a file a kind, as JSON lines", export_jsonl),
        Format("csv", "folder", "all records as flat tables; events in ACLED's columns", write_csv),
        Format("parquet", "folder", "the same tables, typed, for data frames and DuckDB", write_parquet),
        Format("plover", "file", "reports as PLOVER 2.0 records (JSON lines)", _one(export_plover)),
        Format("polecat", "file", "reports in POLECAT's columns (TSV)", _one(export_polecat)),
        Format("gdelt", "file", "reports in GDELT 2.0's event columns (TSV)", _one(export_gdelt)),
        Format("gexf", "file", "actors, ties and reports as a dynamic graph for Gephi", write_gexf),
        Format("graphml", "file", "the same graph for yEd, Cytoscape, igraph, networkx", write_graphml),
        Format("ftm", "file", "FollowTheMoney entities for Aleph (JSON lines)", write_ftm),
        Format("annotation", "file", "W3C Web Annotations (JSON-LD)", write_annotation),
        Format("timelinejs", "file", "dated events for TimelineJS (JSON)", write_timelinejs),
        Format("ris", "file", "the accounts as references for Zotero or EndNote", write_ris),
        Format("labelstudio", "folder", "Label Studio tasks with our records as predictions", write_labelstudio),
        Format("datasette", "folder", "a SQLite database and its metadata for Datasette", write_datasette),
    )
}


def export(case: Case, to: str, path: Path) -> list[Path]:
    """Writes the case as the format `to` at `path`; the files written. Raises UnknownFormat."""
    if to not in FORMATS:
        raise UnknownFormat(f"{to!r} is no format; known: {', '.join(FORMATS)}")
    return FORMATS[to].write(case, path)
