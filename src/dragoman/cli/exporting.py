"""Commands that write a case for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.common import CaseFile, opened, say


def export(
    file: CaseFile,
    out: Annotated[
        Path, typer.Argument(metavar="OUT", help="A folder for jsonl, a file for the others.", show_default=False)
    ],
    to: Annotated[str, typer.Option(help="jsonl, plover, polecat or gdelt.")] = "jsonl",
) -> None:
    """Write the case for other programs: all records (jsonl), or its reports as event data (plover, polecat, gdelt).

    Examples:

      dragoman export kaz.case --to jsonl kaz-export

      dragoman export kaz.case --to polecat kaz.tsv
    """
    from dragoman.view import coded
    from dragoman.view.export import export_jsonl

    forms = {"plover": coded.export_plover, "polecat": coded.export_polecat, "gdelt": coded.export_gdelt}
    if to != "jsonl" and to not in forms:
        raise typer.BadParameter(f"{to!r} is no format; known: jsonl, {', '.join(forms)}", param_hint="--to")
    with opened(file) as case:
        if to == "jsonl":
            for path in export_jsonl(case, out):
                say(f"wrote {path}")
        else:
            say(f"wrote {forms[to](case, out)} rows to {out}")
