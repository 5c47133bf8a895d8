"""Commands that play the crisis forward: play suggest, run, obligations, balance, backtest."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from dragoman.cli.common import AsCsv, AsJson, CaseFile, opened, say, show

app = typer.Typer(
    no_args_is_help=True, rich_markup_mode="rich", help="Who stands where, what may come of it, who owes help to whom."
)

SHOWN = {
    "outcomes": ("model", "outcome", "median", "5%", "95%", "nearer first %", "note"),
    "players": ("actor", "name", "position", "salience", "capability", "weight %", "yours", "why not"),
    "moves": ("actor", "number", "low", "high", "outcome at low", "outcome at high", "total %"),
    "accounts": ("account", "moves"),
    "whatifs": ("what if", "5%", "median draw", "95%", "means"),
}
"""The tables of a run, and the columns of each that a terminal shows."""


@app.command()
def suggest(
    file: CaseFile,
    question: Annotated[
        str, typer.Argument(help="A question, a colon, and two poles with … or vs between.", show_default=False)
    ],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="TOML", help="The scenario to write, instead of printing it.")
    ] = None,
) -> None:
    """Draft a scenario from the accounts: who takes part, where each stands and on what evidence.

    Example: dragoman play suggest kaz.case "who should restore order in Kazakhstan: OTS led by Turkey … CSTO led by
    Russia" -o scenario.toml
    """
    from dragoman.play.positions import suggest as draft
    from dragoman.play.scenario_file import dumps

    with opened(file) as case:
        scenario = draft(case, question)
    if not any(player.plays for player in scenario.players):
        say("no player has evidence, salience and capability: fill in what is missing before you run it")
    if out is None:
        print(dumps(scenario), end="")
        return
    out.write_text(dumps(scenario), encoding="utf-8", newline="\n")
    abstaining = [player.actor for player in scenario.players if not player.plays]
    say(f"{out}: {len(scenario.players)} players, not playing yet: {', '.join(abstaining) or 'none'}")


@app.command()
def run(
    file: CaseFile,
    scenario: Annotated[Path, typer.Argument(metavar="TOML", help="The scenario.", show_default=False)],
    whatif: Annotated[
        list[str] | None,
        typer.Option("--what-if", "-w", help='A change to try: "RUS salience 20"; several with ; between.'),
    ] = None,
    model: Annotated[str | None, typer.Option(help="Another model than the scenario's.")] = None,
    draws: Annotated[int | None, typer.Option(min=0, help="Other than the scenario's number of draws.")] = None,
    table: Annotated[
        str | None, typer.Option(help="One table alone: outcomes, players, moves, accounts or whatifs.")
    ] = None,
    drawings: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="A folder to write the drawings to, as SVG.")
    ] = None,
    png: Annotated[
        bool, typer.Option("--png", help="With --drawings: as PNG too (needs the package resvg-py).")
    ] = False,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Play a scenario: outcomes of models side by side, what moves them, what would change them.

    Example: dragoman play run kaz.case scenario.toml --what-if "OTS has forces" --what-if "UZB joins CSTO"
    """
    from dataclasses import replace

    from dragoman.play.models import MODELS
    from dragoman.play.run import run as played
    from dragoman.play.scenario_file import load
    from dragoman.play.whatif import given
    from dragoman.view import play as view

    read = load(scenario)
    if model and model not in (names := [name for name, _ in MODELS]):
        raise typer.BadParameter(f"{model!r}; expected one of {', '.join(names)}", param_hint="--model")
    if table and table not in SHOWN:
        raise typer.BadParameter(f"{table!r}; expected one of {', '.join(SHOWN)}", param_hint="--table")
    if as_csv and not table:
        raise typer.BadParameter("needs --table, as one file holds one table", param_hint="--csv")
    read = replace(read, model=model or read.model, draws=read.draws if draws is None else draws)
    with opened(file) as case:
        result = played(case, read, whatifs=[given(text) for text in whatif or ()])
    tables = {
        "outcomes": view.outcome_rows,
        "players": view.player_rows,
        "moves": view.swing_rows,
        "accounts": view.account_rows,
        "whatifs": view.whatif_rows,
    }
    if drawings:
        _draw(result, drawings, png)
    if table:
        models = tuple(one.model for one in result.outcomes) if table in ("accounts", "whatifs") else ()
        first, *rest = SHOWN[table]
        show(tables[table](result), as_json, as_csv, (first, *models, *rest))
    elif as_json:
        json.dump({name: list(rows(result)) for name, rows in tables.items()}, sys.stdout, ensure_ascii=False, indent=1)
        print()
    else:
        print("\n".join(view.report_lines(result)))


@app.command()
def obligations(
    file: CaseFile,
    trigger: Annotated[str, typer.Option("--if", metavar="WORDS", help="An attack, or a request for help.")],
    on: Annotated[
        str | None, typer.Option(metavar="DATE", help="An ISO day; by default that of the latest account.")
    ] = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Say who must, may or cannot come, by which article, and what the accounts say of it.

    Examples: dragoman play obligations kaz.case --if "attack on KAZ" ·
    dragoman play obligations kaz.case --if "request by KAZ for help against internal unrest"
    """
    from datetime import date

    from dragoman.play.obligations import answers, lines, rows
    from dragoman.play.testimony import evidence
    from dragoman.play.trigger import BadTrigger, parse_trigger

    try:
        asked = parse_trigger(trigger)
    except BadTrigger as error:
        raise typer.BadParameter(str(error), param_hint="--if") from error
    with opened(file) as case:
        days = [document.published for document in case.documents() if document.published]
        last = max((day for day in days if len(day) == 10), default=None)
        if on is None and last is None:
            raise typer.BadParameter("no account has a date; expected an ISO day", param_hint="--on")
        try:
            day = date.fromisoformat(on or last or "")
        except ValueError as error:
            raise typer.BadParameter(f"{on!r}; expected an ISO day such as 2022-01-05", param_hint="--on") from error
        found = answers(asked, day)
        said = evidence(case, found)
    if as_json or as_csv:
        told = rows(found, said)
        if as_csv:
            told = [{**row, "said_by": " | ".join(str(one["words"]) for one in _list(row["said_by"]))} for row in told]
        show(told, as_json, as_csv, ())
        return
    print(f"{asked.text}, on {day.isoformat()}")
    print("\n".join(lines(found, said)) if found else f"No pact we hold binds anybody to {asked.target} in this.")


@app.command()
def balance(
    file: CaseFile,
    least: Annotated[int, typer.Option(min=1, help="Independent accounts that must hold a tie.")] = 1,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Show who is friend and foe: the two camps, the ties that cross them, the triangles at odds.

    Example: dragoman play balance kaz.case --least 2
    """
    from dragoman.play.balance import balance as weighed
    from dragoman.play.balance import signed_ties
    from dragoman.view.names import Namer

    with opened(file) as case:
        edges = signed_ties(case, least=least)
        names = Namer(case)
        rows = [
            {
                "one": names.actor(edge.one) or edge.one,
                "other": names.actor(edge.other) or edge.other,
                "sign": edge.sign,
                "accounts": edge.weight,
                "against": edge.against,
                "sources": " | ".join(f"{names.account(s.document)}:{s.start}-{s.end}" for s in edge.sources),
            }
            for edge in edges
        ]
        named = {actor: names.actor(actor) or actor for edge in edges for actor in (edge.one, edge.other)}
    result = weighed(edges)
    broken = {frozenset((edge.one, edge.other)) for edge in result.frustrated}
    for row, edge in zip(rows, edges, strict=True):
        row["breaks"] = frozenset((edge.one, edge.other)) in broken
    if as_json or as_csv:
        show(rows, as_json, as_csv, ())
        return
    for number, camp in enumerate(result.camps, 1):
        print(f"camp {number}: {', '.join(named[actor] for actor in camp) or 'nobody'}")
    exact = "" if result.exact else " at most"
    print(f"line index{exact} {result.line_index}: so many ties stand against two clean camps")
    if result.triangles is not None:
        print(f"{result.triangles:.0%} of triangles are balanced")
    for triangle in result.frustrated_triangles:
        print(f"at odds: {', '.join(named[actor] for actor in triangle)}")
    show(rows, False, False, ("one", "other", "sign", "accounts", "against", "breaks"))


@app.command()
def backtest(
    file: Annotated[Path, typer.Argument(metavar="CSV", help="Issues with known outcomes.", show_default=False)],
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Set all models against outcomes that are known: mean error with its interval, hits within 5 and 10 points.

    Columns: out (0 to 100), and for each actor p + name (position) and s + name (salience).
    Example: dragoman play backtest deu3.csv
    """
    from dataclasses import asdict

    from dragoman.play.backtest import backtest as tested
    from dragoman.play.backtest import printed

    rows = tested(file)
    if as_json or as_csv:
        show((asdict(row) for row in rows), as_json, as_csv, ())
    else:
        print(printed(rows))


def _draw(result: Any, folder: Path, png: bool) -> None:
    """Writes the drawings of a run to `folder`."""
    from importlib import import_module

    from dragoman.view.play_svg import KINDS, alone

    folder.mkdir(parents=True, exist_ok=True)
    for kind in KINDS:
        drawn = alone(result, kind)
        if not drawn:
            continue
        (folder / f"{kind}.svg").write_text(drawn, encoding="utf-8", newline="\n")
        say(f"{folder / kind}.svg")
        if png:
            try:
                renderer = import_module("resvg_py")
            except ImportError as error:
                raise RuntimeError("PNG needs the package resvg-py; install it with: pip install resvg-py") from error
            (folder / f"{kind}.png").write_bytes(bytes(renderer.svg_to_bytes(svg_string=drawn)))
            say(f"{folder / kind}.png")


def _list(given: object) -> list[dict[str, object]]:
    return given if isinstance(given, list) else []
