"""The analyst's decisions, whichever command they come from: checked, kept beside the case, and settled under."""

from __future__ import annotations

from pathlib import Path

from dragoman.cli.common import opened


def keep(file: Path, action: str, a: str, b: str, reason: str) -> tuple[Path, tuple[str, str]]:
    """Writes a decision to decisions.toml beside the case, or takes one back; the case itself stays as it is.

    Where it stands, and what it is on. The file is written whole or not at all. Raises LookupError or ValueError with
    words for the user where there is nothing to decide.
    """
    from dragoman.build import edits_path
    from dragoman.case.deciding import ACTIONS, subjects
    from dragoman.resolve import decisions

    if action not in ACTIONS:
        raise ValueError(f"{action!r} is no decision, expected {', '.join(ACTIONS)}")
    path = edits_path(file)
    edits = decisions.load_edits(path)
    with opened(file) as case:
        one, other = subjects(case, action, a, b, edits)
    match action:
        case "merge":
            changed = decisions.merge(edits, one, other, reason)
        case "split":
            changed = decisions.split(edits, one, other, reason)
        case "accept":
            changed = decisions.accept(edits, one, reason)
        case "reject":
            changed = decisions.reject(edits, one, reason)
        case _:
            changed = decisions.undo(edits, one, other)
    unfinished = path.with_name(f".{path.name}.new")
    decisions.save_edits(unfinished, changed)
    unfinished.replace(path)
    return path, (one, other)


def settle(file: Path) -> None:
    """Settles the case anew under the decisions beside it: all accounts are compared again, nothing is parsed."""
    from dragoman.build import edits_path
    from dragoman.build import settle as settle_case
    from dragoman.case.store import CaseInUse
    from dragoman.resolve.decisions import load_edits

    with opened(file) as case:
        try:
            settle_case(case, load_edits(edits_path(file)))
        except CaseInUse as error:
            raise CaseInUse(f"{error}; the decision is kept, and the next reading settles the case under it") from error
