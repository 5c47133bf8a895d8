"""The commands. Data goes to standard output, progress and messages to standard error.

Exit status: 0 done, 1 failed, 2 misused, 3 done but some sources were skipped. Imports that take long stand inside the
commands, so that `--help` answers at once.
"""

from __future__ import annotations

import os
import sys
import tomllib
from collections.abc import Callable, Iterable
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

SKIPPED = 3
"""Exit status when some sources could not be read."""


class ListByDefault(TyperGroup):
    """A group of commands whose first word may be left out: `actors FILE` is `actors list FILE`."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command named, or `list`."""
        if args and args[0] not in self.commands:
            args = ["list", *args]
        return super().resolve_command(ctx, args)


app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    help="Reads many accounts of a political crisis, builds one sourced case from them, and shows where they differ.",
)
actors_app = typer.Typer(cls=ListByDefault, no_args_is_help=True, help="Who is named; merge and split who is who.")
app.add_typer(actors_app, name="actors")

CaseFile = Annotated[Path, typer.Argument(metavar="FILE", help="The case file.", show_default=False)]
AsJson = Annotated[bool, typer.Option("--json", help="JSON instead of a table.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="Comma-separated values instead of a table.")]


@app.callback()
def _options(
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False,
) -> None:
    if version:
        from dragoman import __version__

        print(f"dragoman {__version__}")
        raise typer.Exit


@app.command()
def read(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE...", help="Files, folders, http(s) addresses, or - for standard input.", show_default=False
        ),
    ],
    case: Annotated[Path, typer.Option("--case", metavar="FILE", help="The case to read into; made if there is none.")],
    meta: Annotated[
        Path | None, typer.Option(metavar="CSV", help="What is known of the accounts: name, outlet, published, …")
    ] = None,
    columns: Annotated[
        list[str] | None,
        typer.Option("--column", metavar="FIELD=COLUMN", help="Where a table holds text, title, outlet, published, …"),
    ] = None,
    model: Annotated[str | None, typer.Option(help="Another installed spaCy model; the case remembers it.")] = None,
    gazetteers: Annotated[
        list[Path] | None,
        typer.Option("--gazetteer", metavar="TSV", help="Names with country, sector, from, to; the case remembers it."),
    ] = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Fetch from private and loopback addresses too.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")] = False,
) -> None:
    """Read accounts into a case; only what is new is parsed.

    Examples:

      dragoman read articles/ --case kaz.case

      dragoman read export.jsonl --column text=body --column published=date --case kaz.case

      dragoman read https://example.org/story --meta meta.csv --case kaz.case
    """
    from dragoman.build import read as read_into
    from dragoman.read.meta import BadMeta
    from dragoman.read.options import BadColumn, Options
    from dragoman.read.options import columns as mapped

    try:
        options = Options(meta=meta, columns=mapped(columns or []), allow_private=allow_private)
    except BadColumn as error:
        raise typer.BadParameter(str(error), param_hint="--column") from error
    try:
        with _progress(quiet) as progress:
            done = read_into(
                sources, case, options=options, model=model, gazetteers=gazetteers or (), progress=progress
            )
    except BadMeta as error:
        raise typer.BadParameter(str(error), param_hint="--meta") from error
    for problem in done.problems:
        _say(f"skipped: {problem.document}: {problem.message}" if problem.document else f"skipped: {problem.message}")
    if not quiet:
        _say(f"{case}: {done.new} new, {done.known} known already, {len(done.problems)} skipped")
    if done.problems:
        raise typer.Exit(SKIPPED)


@app.command()
def brief(
    file: CaseFile,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="HTML", help="The page to write.")] = Path("brief.html"),
) -> None:
    """Write the case as one self-contained page to read and to send.

    Example: dragoman brief kaz.case -o brief.html
    """
    from dragoman.view.brief import brief as page

    with _open(file) as case:
        out.write_text(page(case), encoding="utf-8", newline="\n")
    _say(f"wrote {out}")


@app.command()
def source(
    file: CaseFile,
    record: Annotated[
        str, typer.Argument(help="A record's id, or a place: 'account.txt:120-180'.", show_default=False)
    ],
    around: Annotated[int, typer.Option(min=0, max=20, help="Sentences of context on either side.")] = 1,
    as_json: AsJson = False,
) -> None:
    """Show the words that a record rests on, in context.

    Example: dragoman source kaz.case s-0123456789abcdef
    """
    import json

    from dragoman.view.cite import citations

    with _open(file) as case:
        found = citations(case, record, around=around)
    if as_json:
        rows = [
            {
                "account": c.document.name,
                "start": c.source.start,
                "end": c.source.end,
                "words": c.parts()[1],
                "context": "".join(c.parts()),
            }
            for c in found
        ]
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    mark = ("\033[1;7m", "\033[0m") if sys.stdout.isatty() and not os.environ.get("NO_COLOR") else ("»", "«")
    for citation in found:
        before, words, after = citation.parts()
        about = ", ".join(filter(None, (citation.document.outlet, citation.document.published)))
        print(
            f"{citation.document.name}:{citation.source.start}-{citation.source.end}"
            + (f"  ({about})" if about else "")
        )
        print("  " + " ".join(f"{before}{mark[0]}{words}{mark[1]}{after}".split()) + "\n")


@app.command()
def statements(
    file: CaseFile,
    actor: Annotated[str | None, typer.Option(help="Who says it: a name, alias or id.")] = None,
    kind: Annotated[str | None, typer.Option(help="direct, indirect or mixed.")] = None,
    manner: Annotated[str | None, typer.Option(help="say, think or act.")] = None,
    about: Annotated[str | None, typer.Option(help="An actor named in the words.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Published on or after this ISO date.")] = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Who said what.

    Example: dragoman statements kaz.case --actor Akar --kind direct
    """
    from dragoman.view.listing import statement_rows
    from dragoman.view.query import find_statements

    with _open(file) as case:
        found = find_statements(case, actor=actor, kind=kind, manner=manner, about=about, since=since)
        _show(statement_rows(case, found), as_json, as_csv, ("account", "actor", "speaker", "words", "id"))


TypeOption = Annotated[str | None, typer.Option("--type", help="A PLOVER type: MOBILIZE, CONSULT, …")]
StatusOption = Annotated[str | None, typer.Option("--status", help="happened, planned, hypothetical or denied.")]
PartyOption = Annotated[str | None, typer.Option("--actor", help="Who takes part: a name, alias or id.")]
SinceOption = Annotated[str | None, typer.Option("--since", metavar="DATE", help="On or after this ISO date.")]
UntilOption = Annotated[str | None, typer.Option("--until", metavar="DATE", help="On or before this ISO date.")]


@app.command()
def events(
    file: CaseFile,
    type: TypeOption = None,
    status: StatusOption = None,
    actor: PartyOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """What happened, dated entries first, with how each is told.

    Example: dragoman events kaz.case --type MOBILIZE --actor Russia --csv
    """
    from dragoman.view.listing import event_rows
    from dragoman.view.query import find_events

    with _open(file) as case:
        found = find_events(case, type=type, status=status, actor=actor, since=since, until=until)
        shown = ("from", "type", "sources", "targets", "status", "claimed_by", "words", "id")
        _show(event_rows(case, found), as_json, as_csv, shown)


@app.command()
def timeline(
    file: CaseFile,
    actor: PartyOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Dated happenings, by date, with how many accounts tell each.

    Example: dragoman timeline kaz.case --since 2022-01-01 --until 2022-01-10
    """
    from dragoman.view.listing import event_rows
    from dragoman.view.query import find_events

    with _open(file) as case:
        found = find_events(case, actor=actor, since=since, until=until, dated=True)
        _show(event_rows(case, found), as_json, as_csv, ("from", "to", "status", "claimed_by", "accounts", "words"))


@app.command()
def figures(
    file: CaseFile,
    unit: Annotated[str | None, typer.Option(help="person, USD, percent, …")] = None,
    about: Annotated[str | None, typer.Option(help="Words of what is measured, or of whom.")] = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Numbers as written and as understood.

    Example: dragoman figures kaz.case --unit USD --about trade
    """
    from dragoman.view.listing import figure_rows
    from dragoman.view.query import find_figures

    with _open(file) as case:
        found = figure_rows(case, find_figures(case, unit=unit, about=about))
        _show(found, as_json, as_csv, ("account", "text", "value", "unit", "measure", "subject", "as_of", "id"))


@app.command()
def ties(
    file: CaseFile,
    type: Annotated[str | None, typer.Option(help="office, member, ally, trade, rival, …")] = None,
    actor: PartyOption = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Stated relations between actors.

    Example: dragoman ties kaz.case --type member --actor Kazakhstan
    """
    from dragoman.view.listing import tie_rows
    from dragoman.view.query import find_ties

    with _open(file) as case:
        found = tie_rows(case, find_ties(case, type=type, actor=actor))
        _show(found, as_json, as_csv, ("account", "type", "from", "to", "polarity", "as_of", "words"))


@actors_app.command("list")
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

    with _open(file) as case:
        found = actor_rows(case, kind=kind, country=country.upper() if country else None)
        _show(found, as_json, as_csv, ("name", "kind", "country", "sector", "mentions", "aliases", "id"))


Names = Annotated[str, typer.Argument(help="A name as the accounts have it, or an actor's id.", show_default=False)]
Why = Annotated[str, typer.Option("--reason", help="Why, in your words; kept with the decision.")]


@actors_app.command("merge")
def merge_actors(file: CaseFile, name: Names, other: Names, reason: Why = "") -> None:
    """Hold two names to be one actor; the decision survives reading more.

    Example: dragoman actors merge kaz.case "Akar" "the general" --reason "same interview"
    """
    _edit("merge", file, name, other, reason)


@actors_app.command("split")
def split_actors(file: CaseFile, name: Names, other: Names, reason: Why = "") -> None:
    """Hold two names to be two actors; the decision survives reading more.

    Example: dragoman actors split kaz.case "Nursultan Nazarbayev" "Nurali Nazarbayev"
    """
    _edit("split", file, name, other, reason)


@actors_app.command("undo")
def undo_actors(file: CaseFile, name: Names, other: Names) -> None:
    """Take back what you decided on two names; the rules decide again.

    Example: dragoman actors undo kaz.case "Akar" "the general"
    """
    _edit("undo", file, name, other, "")


@app.command()
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
    with _open(file) as case:
        if to == "jsonl":
            for path in export_jsonl(case, out):
                _say(f"wrote {path}")
        else:
            _say(f"wrote {forms[to](case, out)} rows to {out}")


@app.command()
def problems(file: CaseFile, as_json: AsJson = False, as_csv: AsCsv = False) -> None:
    """Troubles met in reading, each with its source and reason."""
    from dragoman.view.listing import problem_rows

    with _open(file) as case:
        _show(problem_rows(case), as_json, as_csv, ("account", "message"))


@app.command()
def code(
    given: Annotated[
        Path, typer.Argument(metavar="IN.tsv", help="Columns sentence, source, target.", show_default=False)
    ],
    coded: Annotated[Path, typer.Argument(metavar="OUT.tsv", help="The table to write.", show_default=False)],
    model: Annotated[str | None, typer.Option(help="Another installed spaCy model.")] = None,
) -> None:
    """Code your own sentences: adds type, mode, quad, status and reason to each.

    Example: dragoman code sentences.tsv coded.tsv
    """
    from dragoman.coding import code_file
    from dragoman.extract.parse import MODEL, load

    problems = code_file(given, coded, load(model or MODEL))
    for problem in problems:
        _say(f"skipped: {problem.message}")
    _say(f"wrote {coded}")
    if problems:
        raise typer.Exit(SKIPPED)


@app.command()
def demo(
    out: Annotated[Path, typer.Option("--out", "-o", metavar="HTML", help="The page to write.")] = Path("brief.html"),
    show: Annotated[bool, typer.Option("--open/--no-open", help="Open the page in a browser.")] = False,
) -> None:
    """Read the bundled accounts of January 2022 in Kazakhstan and write their brief."""
    import tempfile
    import webbrowser
    from importlib import resources

    from dragoman.build import read as read_into
    from dragoman.case.store import open_case
    from dragoman.view.brief import brief as page

    with (
        resources.as_file(resources.files("dragoman").joinpath("data", "accounts")) as accounts,
        tempfile.TemporaryDirectory() as folder,
    ):
        case = Path(folder) / "demo.case"
        with _progress(False) as progress:
            read_into([str(path) for path in sorted(accounts.glob("*.txt"))], case, progress=progress)
        with open_case(case) as opened:
            out.write_text(page(opened), encoding="utf-8", newline="\n")
    print(out.resolve())
    if show:
        webbrowser.open(out.resolve().as_uri())


def main() -> None:
    """The program; an error the user can mend is one line on standard error."""
    from dragoman.case.store import CaseInUse, NewerCase, NotACase

    try:
        app(default_map=_settings(), auto_envvar_prefix="DRAGOMAN")
    except (NotACase, NewerCase, CaseInUse, OSError, LookupError, ValueError, RuntimeError) as error:
        if os.environ.get("DRAGOMAN_DEBUG"):
            raise
        _say(f"dragoman: {error}")
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


def _open(file: Path) -> Any:
    from dragoman.case.store import open_case

    return open_case(file)


def _edit(action: str, file: Path, name: str, other: str, reason: str) -> None:
    """Writes a decision on two names to decisions.toml beside the case, and settles the case anew."""
    from dragoman.build import edits_path, settle
    from dragoman.resolve import decisions
    from dragoman.view.listing import Namer

    path = edits_path(file)
    with _open(file) as case:
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
    _say(f"{path}: {action} {one!r} and {two!r}")


def _say(message: str) -> None:
    print(message, file=sys.stderr)


@contextmanager
def _progress(quiet: bool) -> Any:
    """A bar on a terminal, silence elsewhere."""
    if quiet or not sys.stderr.isatty():
        yield lambda name, done, of: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None)

        def update(name: str, done: int, of: int) -> None:
            bar.update(task, total=of, completed=done, description=name or "comparing")

        yield update


def _show(rows: Iterable[dict[str, Any]], as_json: bool, as_csv: bool, shown: tuple[str, ...]) -> None:
    """Prints rows: all columns as JSON or CSV, the columns `shown` as a table."""
    from dragoman.view.listing import write_csv, write_json

    if as_json or as_csv:
        write: Callable[..., None] = write_json if as_json else write_csv
        write(rows, sys.stdout)
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*shown, box=None, header_style="bold", pad_edge=False)
    for row in rows:
        table.add_row(*(Text("" if row[name] is None else str(row[name])) for name in shown))
    console = Console()
    console.print(table, width=None if console.is_terminal else 200)
