"""The commands. Data goes to standard output, progress and messages to standard error.

Exit status: 0 done, 1 failed, 2 misused, 3 done but some sources were skipped. Imports that take long stand inside the
commands, so that `--help` answers at once.
"""

from __future__ import annotations

import os
import sys
import tomllib
from pathlib import Path
from typing import Annotated, Any

import typer

from dragoman.cli import actors, checking, exporting, play, reading, scoring, serving, showing
from dragoman.cli.common import say

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    help="Reads many accounts of a political crisis, builds one sourced case from them, and shows where they differ.",
)


@app.callback()
def _options(
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False,
) -> None:
    if version:
        from dragoman import __version__

        print(f"dragoman {__version__}")
        raise typer.Exit


for command in (
    reading.read,
    reading.demo,
    showing.brief,
    serving.explore,
    showing.source,
    showing.statements,
    showing.events,
    showing.timeline,
    showing.figures,
    showing.ties,
    showing.disputes,
    showing.accounts,
    showing.compare,
    exporting.export,
    showing.problems,
    checking.check,
    reading.code,
    scoring.score,
):
    app.command()(command)
app.add_typer(actors.app, name="actors")
app.add_typer(play.app, name="play")


def main() -> None:
    """The program; an error the user can mend is one line on standard error."""
    try:
        app(default_map=_settings(), auto_envvar_prefix="DRAGOMAN")
    except (OSError, LookupError, ValueError, RuntimeError) as error:
        if os.environ.get("DRAGOMAN_DEBUG"):
            raise
        say(f"dragoman: {error}")
        sys.exit(1)


def _settings() -> dict[str, Any]:
    """Defaults for options: dragoman.toml in this folder over the user's own; a table a command."""
    from platformdirs import user_config_path

    merged: dict[str, Any] = {}
    for path in (user_config_path("dragoman") / "dragoman.toml", Path("dragoman.toml")):
        if path.is_file():
            try:
                for command, options in tomllib.loads(path.read_text(encoding="utf-8")).items():
                    merged.setdefault(command, {}).update(options)
            except (tomllib.TOMLDecodeError, ValueError) as error:
                raise ValueError(f"{path}: {error}") from error
    return merged
