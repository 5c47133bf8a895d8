"""Commands on who is who: actors list, merge, split, undo."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.common import AsCsv, AsJson, CaseFile, ListByDefault, opened, say, show

app = typer.Typer(cls=ListByDefault, no_args_is_help=True, help="Who is named; merge and split who is who.")


@app.command("list")
def list_actors(
    file: CaseFile,
    kind: Annotated[
        str | None, typer.Option(help="state, government, person, organisation, outlet, group or place.")
    ] = None,
    country: Annotated[str | None, typer.Option(help="ISO 3166-1 alpha-3 code: KAZ.")] = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List who is named, most often named first.

    Example: dragoman actors kaz.case --kind person
    """
    from dragoman.view.listing import actor_rows

    with opened(file) as case:
        found = actor_rows(case, kind=kind, country=country.upper() if country else None)
        show(found, as_json, as_csv, ("name", "kind", "country", "sector", "mentions", "aliases", "id"))


Names = Annotated[str, typer.Argument(help="A name as the accounts have it, or an actor's id.", show_default=False)]
Why = Annotated[str, typer.Option("--reason", help="Why, in your words; kept with the decision.")]


@app.command("merge")
def merge_actors(file: CaseFile, name: Names, other: Names, reason: Why = "") -> None:
    """Hold two names to be one actor; the decision survives reading more.

    Example: dragoman actors merge kaz.case "Akar" "the general" --reason "same interview"
    """
    _edit("merge", file, name, other, reason)


@app.command("split")
def split_actors(file: CaseFile, name: Names, other: Names, reason: Why = "") -> None:
    """Hold two names to be two actors; the decision survives reading more.

    Example: dragoman actors split kaz.case "Nursultan Nazarbayev" "Nurali Nazarbayev"
    """
    _edit("split", file, name, other, reason)


@app.command("undo")
def undo_actors(file: CaseFile, name: Names, other: Names) -> None:
    """Take back what you decided on two names; the rules decide again.

    Example: dragoman actors undo kaz.case "Akar" "the general"
    """
    _edit("undo", file, name, other, "")


def _edit(action: str, file: Path, name: str, other: str, reason: str) -> None:
    """Writes a decision on two names to decisions.toml beside the case, and settles the case anew."""
    from dragoman.build import edits_path, settle
    from dragoman.resolve import decisions
    from dragoman.view.names import Namer

    path = edits_path(file)
    with opened(file) as case:
        names = Namer(case)
        one, two = (names.actor(each) or each for each in (name, other))
        for each in (one, two):
            if action != "undo" and not names.find(each):
                raise LookupError(f"no actor goes by {each!r}; list them with: dragoman actors {file}")
        edits = decisions.load_edits(path)
        if action == "undo":
            changed = decisions.undo(edits, one, two)
        else:
            changed = (decisions.merge if action == "merge" else decisions.split)(edits, one, two, reason=reason)
        if changed == edits:
            raise LookupError(f"{path}: no decision on {one!r} and {two!r}")
        decisions.save_edits(path, changed)
        settle(case, changed)
    say(f"{path}: {action} {one!r} and {two!r}")
