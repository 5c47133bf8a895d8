"""The command that looks a case over: check."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from dragoman.cli.common import AsCsv, AsJson, CaseFile, say, settling, show


def check(
    file: CaseFile,
    mend: Annotated[
        bool, typer.Option("--mend", help="Mend what can be mended safely; accounts are left as they are.")
    ] = False,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List what is wrong with a case: damage, words that are not the accounts', records that go back to nothing.

    What the next reading will do of itself is listed too, and is not wrong. Ends with status 0 where nothing is wrong
    (or all is mended), else with 1.

    Example: dragoman check kaz.case --mend
    """
    from dataclasses import asdict

    from dragoman.case.mending import mend as mended

    found = _faults(file)
    if mend and mended(file, found):
        _settle(file)
        left = _faults(file)
        wrong, still = (sum(fault.wrong for fault in some) for some in (found, left))
        say(f"{file}: {wrong} faults, {still} left; read again to extract anew what was removed")
        found = left
    if found or as_json or as_csv:
        show((asdict(fault) for fault in found), as_json, as_csv, ("table", "key", "message", "mend"))
    if any(fault.wrong for fault in found):
        raise typer.Exit(1)
    say(f"{file}: nothing is wrong")


def _faults(file: Path) -> list[Any]:
    from dragoman.build import edits_path, fingerprint
    from dragoman.build.readers import readings
    from dragoman.case.check import check as faults_in
    from dragoman.case.faults import Fault
    from dragoman.extract.parse import MODEL
    from dragoman.resolve.decisions import load_edits

    unread, edits = [], None
    try:
        edits = load_edits(edits_path(file))
    except (ValueError, OSError) as error:
        unread.append(Fault("decisions.toml", None, f"cannot be read: {error}"))
    return unread + list(
        faults_in(
            file,
            fingerprint=lambda document, model: fingerprint(document, model or MODEL),
            extracts=lambda case: (one.extract for one in readings(case)),
            edits=edits,
        )
    )


def _settle(file: Path) -> None:
    """Settles the case anew; what keeps it from that is told, and stays among the faults."""
    from dragoman.build import edits_path, settle
    from dragoman.case.store import open_case
    from dragoman.resolve.decisions import load_edits

    try:
        with open_case(file) as case, settling(file):
            settle(case, load_edits(edits_path(file)))
    except (OSError, LookupError, ValueError) as error:
        say(f"{file}: cannot be settled anew: {error}")
