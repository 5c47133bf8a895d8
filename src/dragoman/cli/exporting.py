"""Commands that write a case for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.common import By, CaseFile, opened_by, say

NAMES = (
    "jsonl, csv, parquet, labelstudio, datasette (folders); "
    "plover, polecat, gdelt, gexf, graphml, ftm, annotation, timelinejs, ris (files)."
)


def export(
    file: CaseFile,
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The file or folder to write.", show_default=False)],
    to: Annotated[str, typer.Option(metavar="FORMAT", help=NAMES)] = "jsonl",
    by: By = None,
) -> None:
    """Write the case for other programs. What each format is for, and what it loses: docs/interop.md.

    Examples:

      dragoman export kaz.case --to csv tables

      dragoman export kaz.case --to gexf kaz.gexf
    """
    from dragoman.view.formats import UnknownFormat
    from dragoman.view.formats import export as write

    with opened_by(file, by) as case:
        try:
            written = write(case, to, out)
        except UnknownFormat as error:
            raise typer.BadParameter(str(error), param_hint="--to") from error
    for path in written:
        say(f"wrote {path}")
