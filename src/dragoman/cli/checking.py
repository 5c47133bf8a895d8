"""The command that looks a case over: check."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman.cli.common import AsCsv, AsJson, CaseFile, say, show


def check(
    file: CaseFile,
    mend: Annotated[
        bool, typer.Option("--mend", help="Mend what can be mended safely; accounts are left as they are.")
    ] = False,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List what is wrong with a case: damage, words that are not the accounts', records that go back to nothing.

    Ends with status 0 where nothing is wrong (or all is mended), else with 1.

    Example: dragoman check kaz.case --mend
    """
    from dataclasses import asdict

    from dragoman.build import edits_path, settle
    from dragoman.case.check import check as faults_in
    from dragoman.case.mending import mend as mended
    from dragoman.case.store import open_case
    from dragoman.resolve.decisions import load_edits

    found = list(faults_in(file))
    if mend and mended(file, found):
        with open_case(file) as case:
            settle(case, load_edits(edits_path(file)))
        left = list(faults_in(file))
        say(f"{file}: {len(found)} faults, {len(left)} left; read again to extract anew what was removed")
        found = left
    if found or as_json or as_csv:
        show((asdict(fault) for fault in found), as_json, as_csv, ("table", "key", "message", "mend"))
    if found:
        raise typer.Exit(1)
    say(f"{file}: nothing is wrong")
