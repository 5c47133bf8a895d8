"""The command that scores a reader: score."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.common import AsCsv, AsJson, say, show


def score(
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD", help="Labelled accounts (JSON), or another export.", show_default=False)
    ],
    export: Annotated[
        Path | None,
        typer.Argument(metavar="EXPORT", help="A folder made by: export --to jsonl.", show_default=False),
    ] = None,
    unpack: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Only write GOLD's accounts as files to read.")
    ] = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Score a reader's export against labelled accounts, or against another reader's export.

    Examples:

      dragoman score labelled.json --unpack accounts/

      dragoman read accounts/ --case mine.case && dragoman export mine.case --to jsonl mine/

      dragoman score labelled.json mine/
    """
    from dragoman.score import against_export, against_labels
    from dragoman.score import unpack as write

    if unpack is not None:
        say(f"wrote {write(gold, unpack)} accounts to {unpack}")
        return
    if export is None:
        raise typer.BadParameter("name the folder of an export", param_hint="EXPORT")
    scores = (against_export if gold.is_dir() else against_labels)(gold, export)

    def shown(share: float | None) -> float | None:
        return None if share is None else round(100 * share, 1)

    rows = [
        {
            "of": one.name,
            "precision": shown(one.precision),
            "recall": shown(one.recall),
            "f1": shown(one.f1),
            "found": one.found,
            "there": one.there,
            "right": one.right,
        }
        for one in scores
    ]
    show(rows, as_json, as_csv, ("of", "precision", "recall", "f1", "found", "there", "right"))
