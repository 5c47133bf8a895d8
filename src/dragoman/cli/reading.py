"""Commands that read accounts or sentences: read, code, demo."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Any

import typer

from dragoman.cli.asking import checked_price, second_reader, tell_asked, tell_cost
from dragoman.cli.common import INTERRUPTED, SKIPPED, progress, say


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
    model: Annotated[
        str | None, typer.Option(help="With --reader model its name at the endpoint, else as --parser.")
    ] = None,
    parser: Annotated[str | None, typer.Option(help="Another installed spaCy model; the case remembers it.")] = None,
    reader: Annotated[
        str, typer.Option(metavar="rules|model", help="Who reads: the rules, or a language model after them.")
    ] = "rules",
    endpoint: Annotated[
        str | None, typer.Option(metavar="URL", help="An OpenAI-compatible endpoint: http://localhost:11434/v1.")
    ] = None,
    price: Annotated[
        str | None, typer.Option(metavar="SENT,RECEIVED", help="Money for a million tokens sent, and received.")
    ] = None,
    budget: Annotated[int | None, typer.Option(min=0, help="Tokens that this run may take of the model.")] = None,
    at_once: Annotated[int, typer.Option(min=1, max=64, help="Questions to the model at a time.")] = 4,
    timeout: Annotated[float, typer.Option(min=1, help="Seconds that the model may take for an answer.")] = 180,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Ask no model; print what that would cost.")] = False,
    gazetteers: Annotated[
        list[Path] | None,
        typer.Option("--gazetteer", metavar="TSV", help="Names with country, sector, from, to; the case remembers it."),
    ] = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Fetch from private and loopback addresses too.")
    ] = False,
    workers: Annotated[
        int | None,
        typer.Option(min=0, help="Processes that extract and resolve; one a core unless told, 0 for none beside this."),
    ] = None,
    engine: Annotated[
        str | None, typer.Option(metavar="dask://HOST:8786", help="Work on the workers of a dask scheduler instead.")
    ] = None,
    shared: Annotated[
        str | None, typer.Option(metavar="PATH", help="With --engine: storage that all its workers reach, s3:// too.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")] = False,
) -> None:
    """Read accounts into a case; only what is new is parsed. A run that was stopped goes on when it is called again.

    Examples:

      dragoman read articles/ --case kaz.case

      dragoman read export.jsonl --column text=body --column published=date --case kaz.case

      dragoman read https://example.org/story --meta meta.csv --case kaz.case

      dragoman read articles/ --case kaz.case --reader model --endpoint http://localhost:11434/v1 --model qwen3:8b
    """
    from dragoman.build import read as read_into
    from dragoman.read.meta import BadMeta
    from dragoman.read.options import BadColumn, Options
    from dragoman.read.options import columns as mapped

    try:
        options = Options(meta=meta, columns=mapped(columns or []), allow_private=allow_private)
    except BadColumn as error:
        raise typer.BadParameter(str(error), param_hint="--column") from error
    second = second_reader(reader, endpoint, model, at_once=at_once, budget=budget, timeout=timeout)
    money = checked_price(price)
    if dry_run and second is None:
        raise typer.BadParameter("only what a model costs is reckoned: --reader model", param_hint="--dry-run")
    try:
        with progress(quiet) as shown:
            done = read_into(
                sources,
                case,
                options=options,
                model=parser if second else parser or model,
                gazetteers=gazetteers or (),
                workers=(os.cpu_count() or 1) if workers is None else workers,
                engine=_cluster(engine, shared) if engine else None,
                progress=shown,
                reader=second,
                reckon=dry_run,
            )
    except BadMeta as error:
        raise typer.BadParameter(str(error), param_hint="--meta") from error
    except KeyboardInterrupt as error:
        say(f"{case}: stopped; what was read is kept, and the same command goes on from there")
        raise typer.Exit(INTERRUPTED) from error
    for problem in done.problems:
        say(f"skipped: {problem.document}: {problem.message}" if problem.document else f"skipped: {problem.message}")
    if not quiet:
        say(f"{case}: {done.new} new, {done.known} known already, {len(done.problems)} skipped")
        if done.troubled:
            say(f"{case}: {done.troubled} with problems in what they say: dragoman problems {case}")
    if done.cost:
        tell_cost(done.cost, money)
    complete = tell_asked(done.asked, money, quiet) if done.asked else True
    if done.problems or not complete:
        raise typer.Exit(SKIPPED)


def _cluster(engine: str, shared: str | None) -> Any:
    """The workers of the dask scheduler at an address dask://host:port."""
    if not engine.startswith("dask://"):
        raise typer.BadParameter(f"{engine!r} is no engine we know: dask://HOST:PORT", param_hint="--engine")
    if shared is None:
        raise typer.BadParameter("storage that all workers reach is needed: --shared", param_hint="--engine")
    try:
        from dragoman.build.cluster import Cluster
    except ModuleNotFoundError as error:
        raise typer.BadParameter("this needs: pip install 'dragoman[cluster]'", param_hint="--engine") from error

    return Cluster(engine, shared)


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
        say(f"skipped: {problem.message}")
    say(f"wrote {coded}")
    if problems:
        raise typer.Exit(SKIPPED)


def demo(
    out: Annotated[Path, typer.Option("--out", "-o", metavar="HTML", help="The page to write.")] = Path("brief.html"),
    show: Annotated[bool, typer.Option("--open/--no-open", help="Open the page in a browser.")] = False,
) -> None:
    """Read the bundled accounts of January 2022 in Kazakhstan, play the bundled scenario, and write the brief."""
    import tempfile
    import webbrowser
    from importlib import resources

    from dragoman.build import read as read_into
    from dragoman.case.store import open_case
    from dragoman.play.scenario_file import load
    from dragoman.view.brief import brief as page

    with (
        resources.as_file(resources.files("dragoman").joinpath("data")) as data,
        tempfile.TemporaryDirectory() as folder,
    ):
        case = Path(folder) / "demo.case"
        with progress(False) as shown:
            read_into([str(path) for path in sorted((data / "accounts").glob("*.txt"))], case, progress=shown)
        with open_case(case) as opened:
            out.write_text(page(opened, load(data / "scenario.toml")), encoding="utf-8", newline="\n")
    print(out.resolve())
    if show:
        webbrowser.open(out.resolve().as_uri())
