"""What all commands share: how a case is opened, how rows, messages and progress are shown."""

from __future__ import annotations

import shutil
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

SKIPPED = 3
"""Exit status when some sources could not be read."""
LONG = ("words", "aliases", "message", "note", "reason")
"""Columns that take what room the others leave."""
UNBOUND = 200
"""Columns of a table that goes to no terminal."""
MOMENT = 1.0
"""Seconds that settling may take before the user is told."""
INTERRUPTED = 130
"""Exit status after Ctrl-C, as shells have it."""

CaseFile = Annotated[Path, typer.Argument(metavar="FILE", help="The case file.", show_default=False)]
By = Annotated[
    str | None, typer.Option("--by", metavar="READER", help="As this reader alone has it: rules, model, 'model NAME'.")
]
AsJson = Annotated[bool, typer.Option("--json", help="JSON instead of a table.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="Comma-separated values instead of a table.")]


class ListByDefault(TyperGroup):
    """A group of commands whose first word may be left out: `actors FILE` is `actors list FILE`."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command named, or `list`."""
        if args and args[0] not in self.commands:
            args = ["list", *args]
        return super().resolve_command(ctx, args)


def opened(file: Path) -> Any:
    from dragoman.case.store import open_case

    return open_case(file)


@contextmanager
def opened_by(file: Path, by: str | None) -> Iterator[Any]:
    """The open case, or one of the same accounts as the reader `by` alone has them."""
    if by is None:
        with opened(file) as case:
            yield case
        return
    from dragoman.build.narrow import narrowed

    with narrowed(file, by) as copy, opened(copy) as case:
        yield case


def say(message: str) -> None:
    print(message, file=sys.stderr)


@contextmanager
def progress(quiet: bool) -> Iterator[Callable[[str, int, int], None]]:
    """A bar on a terminal, silence elsewhere."""
    if quiet or not sys.stderr.isatty():
        yield lambda name, done, of: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None)

        def update(name: str, done: int, of: int) -> None:
            bar.update(task, total=of, completed=done, description=name or "reading")

        yield update


@contextmanager
def settling(file: Path) -> Iterator[None]:
    """Says that the case is being settled anew once that takes longer than a moment."""
    told = threading.Timer(MOMENT, say, (f"{file}: settling the case anew: all accounts are compared again …",))
    told.start()
    try:
        yield
    finally:
        told.cancel()


def width() -> int:
    """Columns to fill: those of the terminal, 100 where there is none."""
    return shutil.get_terminal_size((100, 24)).columns


def show(rows: Iterable[dict[str, Any]], as_json: bool, as_csv: bool, shown: tuple[str, ...]) -> None:
    """Prints rows: all columns as JSON or CSV, the columns `shown` as a table."""
    from dragoman.view.listing import write_csv, write_json

    if as_json or as_csv:
        write: Callable[..., None] = write_json if as_json else write_csv
        write(rows, sys.stdout)
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    plain = Console()
    console = plain if plain.is_terminal else Console(width=UNBOUND)
    table = Table(box=None, header_style="bold", pad_edge=False)
    for name in shown:
        table.add_column(name, ratio=1 if name in LONG else None, min_width=30 if name in LONG else None)
    for row in rows:
        table.add_row(*(Text("" if row[name] is None else str(row[name])) for name in shown))
    console.print(table)
