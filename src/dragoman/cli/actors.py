"""Commands on who is who: actors list, merge, split, undo."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.common import AsCsv, AsJson, CaseFile, ListByDefault, opened, say, settling, show

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


Names = Annotated[
    str,
    typer.Argument(help="A name as the accounts have it, or an id: an actor's, a report's, …", show_default=False),
]
Why = Annotated[str, typer.Option("--reason", help="Why, in your words; kept with the decision.")]


@app.command("merge")
def merge_actors(file: CaseFile, name: Names, other: Names, reason: Why = "") -> None:
    """Hold two names to be one actor (or two reports one happening, two figures one quantity), also when more is read.

    The decision is kept at once in decisions.toml beside the case; then the case is settled anew under it.

    Example: dragoman actors merge kaz.case "Akar" "the general" --reason "same interview"
    """
    _decide("merge", file, name, other, reason)


@app.command("split")
def split_actors(file: CaseFile, name: Names, other: Names, reason: Why = "") -> None:
    """Hold two names to be two actors (or two reports two happenings, …, an account's text its own), also later on.

    Example: dragoman actors split kaz.case "Nursultan Nazarbayev" "Nurali Nazarbayev"
    """
    _decide("split", file, name, other, reason)


@app.command("undo")
def undo_actors(file: CaseFile, name: Names, other: Names) -> None:
    """Take back what you decided on two names or records; the rules decide again.

    Example: dragoman actors undo kaz.case "Akar" "the general"
    """
    _decide("undo", file, name, other, "")


def _decide(action: str, file: Path, name: str, other: str, reason: str) -> None:
    """Keeps a decision on two names, or takes one back, and settles the case anew."""
    from dragoman.cli.deciding import keep, settle

    path, (one, two) = keep(file, action, name, other, reason)
    say(f"{path}: {action} {one!r} and {two!r}")
    with settling(file):
        settle(file)
