"""Commands that show what a case holds."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.common import AsCsv, AsJson, By, CaseFile, opened, opened_by, say, show, width


def brief(
    file: CaseFile,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="HTML", help="The page to write.")] = Path("brief.html"),
    scenario: Annotated[
        Path | None, typer.Option(metavar="TOML", help="Play this scenario in a section of its own.")
    ] = None,
    by: By = None,
) -> None:
    """Write the case as one self-contained page to read and to send.

    Example: dragoman brief kaz.case -o brief.html --scenario scenario.toml
    """
    from dragoman.play.scenario_file import load
    from dragoman.view.brief import brief as page

    with opened_by(file, by) as case:
        out.write_text(page(case, load(scenario) if scenario else None), encoding="utf-8", newline="\n")
    say(f"wrote {out}")


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

    with opened(file) as case:
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


ByOption = Annotated[
    str | None, typer.Option("--by", metavar="READER", help="Found by rules, person, model or 'model NAME'.")
]


def statements(
    file: CaseFile,
    actor: Annotated[str | None, typer.Option(help="Who says it: a name, alias or id.")] = None,
    kind: Annotated[str | None, typer.Option(help="direct, indirect or mixed.")] = None,
    manner: Annotated[str | None, typer.Option(help="say, think or act.")] = None,
    about: Annotated[str | None, typer.Option(help="An actor named in the words.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Published on or after this ISO date.")] = None,
    by: ByOption = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Who said what.

    Example: dragoman statements kaz.case --actor Akar --kind direct
    """
    from dragoman.view.listing import statement_rows
    from dragoman.view.query import find_statements

    with opened(file) as case:
        found = find_statements(case, actor=actor, kind=kind, manner=manner, about=about, since=since, by=by)
        show(statement_rows(case, found), as_json, as_csv, ("account", "actor", "speaker", "words", "id"))


TypeOption = Annotated[str | None, typer.Option("--type", help="A PLOVER type: MOBILIZE, CONSULT, …")]
StatusOption = Annotated[str | None, typer.Option("--status", help="happened, planned, hypothetical or denied.")]
PartyOption = Annotated[str | None, typer.Option("--actor", help="Who takes part: a name, alias or id.")]
SinceOption = Annotated[str | None, typer.Option("--since", metavar="DATE", help="On or after this ISO date.")]
UntilOption = Annotated[str | None, typer.Option("--until", metavar="DATE", help="On or before this ISO date.")]


def events(
    file: CaseFile,
    type: TypeOption = None,
    status: StatusOption = None,
    actor: PartyOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    by: ByOption = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """What happened, dated entries first, with how each is told.

    Example: dragoman events kaz.case --type MOBILIZE --actor Russia --csv
    """
    from dragoman.view.listing import event_rows
    from dragoman.view.query import find_events

    with opened(file) as case:
        found = find_events(case, type=type, status=status, actor=actor, since=since, until=until, by=by)
        shown = ("from", "type", "sources", "targets", "status", "claimed_by", "words", "id")
        show(event_rows(case, found), as_json, as_csv, shown)


def timeline(
    file: CaseFile,
    actor: PartyOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    by: ByOption = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Dated happenings, by date, with how many accounts tell each.

    Example: dragoman timeline kaz.case --since 2022-01-01 --until 2022-01-10
    """
    from dragoman.view.listing import event_rows
    from dragoman.view.query import find_events

    with opened(file) as case:
        found = find_events(case, actor=actor, since=since, until=until, dated=True, by=by)
        show(
            event_rows(case, found),
            as_json,
            as_csv,
            ("from", "to", "status", "claimed_by", "accounts", "independent", "words"),
        )


def figures(
    file: CaseFile,
    unit: Annotated[str | None, typer.Option(help="person, USD, percent, …")] = None,
    about: Annotated[str | None, typer.Option(help="Words of what is measured, or of whom.")] = None,
    by: ByOption = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Numbers as written and as understood.

    Example: dragoman figures kaz.case --unit USD --about trade
    """
    from dragoman.view.listing import figure_rows
    from dragoman.view.query import find_figures

    with opened(file) as case:
        found = figure_rows(case, find_figures(case, unit=unit, about=about, by=by))
        show(
            found, as_json, as_csv, ("account", "text", "value", "unit", "measure", "subject", "as_of", "verdict", "id")
        )


def ties(
    file: CaseFile,
    type: Annotated[str | None, typer.Option(help="office, member, ally, trade, rival, …")] = None,
    actor: PartyOption = None,
    by: ByOption = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Stated relations between actors.

    Example: dragoman ties kaz.case --type member --actor Kazakhstan
    """
    from dragoman.view.listing import tie_rows
    from dragoman.view.query import find_ties

    with opened(file) as case:
        found = tie_rows(case, find_ties(case, type=type, actor=actor, by=by))
        show(found, as_json, as_csv, ("account", "type", "from", "to", "polarity", "as_of", "words"))


def disputes(
    file: CaseFile,
    kind: Annotated[
        str | None, typer.Option(help="figure, fact, attribution, framing, name, motive or assessment.")
    ] = None,
    about: Annotated[str | None, typer.Option(help="Words of the topic, the reason or a side.")] = None,
    all_words: Annotated[bool, typer.Option("--all", help="All words of each side, not the first few.")] = False,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Where accounts or voices differ, those backed by most independent accounts first.

    Examples:

      dragoman disputes kaz.case

      dragoman disputes kaz.case --kind figure --csv
    """
    from dragoman.view.disputes import dispute_lines, dispute_rows
    from dragoman.view.query import find_disputes

    with opened(file) as case:
        found = find_disputes(case, kind=kind, about=about)
        if as_json or as_csv:
            show(dispute_rows(case, found), as_json, as_csv, ())
            return
        for line in dispute_lines(case, found, words=1000 if all_words else 3):
            print(line)


def accounts(
    file: CaseFile,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[ACCOUNT]", help="One account: its letter, file or part of its title.", show_default=False
        ),
    ] = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """How the accounts compare: what each tells and leaves out, whose voices it gives room, how it names and judges.

    Examples:

      dragoman accounts kaz.case

      dragoman accounts kaz.case B
    """
    import json

    from dragoman.view.accounts import account_rows
    from dragoman.view.portrait import portrait_data, portrait_text

    with opened(file) as case:
        if name is None:
            shown = ("letter", "account", "words", "events", "only here", "voices", "hedged %", "alone %")
            show(account_rows(case), as_json, as_csv, shown)
        elif as_json:
            print(json.dumps(portrait_data(case, name), ensure_ascii=False, indent=1))
        else:
            print(portrait_text(case, name, width=width()))


def compare(
    file: CaseFile,
    one: Annotated[str, typer.Argument(metavar="A", help="Letter, file or part of the title.", show_default=False)],
    other: Annotated[str, typer.Argument(metavar="B", help="Letter, file or part of the title.", show_default=False)],
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="HTML", help="Write a page instead.")] = None,
    as_json: AsJson = False,
) -> None:
    """Two accounts side by side: what both tell, what only one tells, and where they differ.

    Examples:

      dragoman compare kaz.case A C

      dragoman compare kaz.case ani.txt danilov.txt -o pair.html
    """
    import json

    from dragoman.view.columns import compare_data, compare_text
    from dragoman.view.compare import compare_page

    with opened(file) as case:
        if out:
            out.write_text(compare_page(case, one, other), encoding="utf-8", newline="\n")
            say(f"wrote {out}")
        elif as_json:
            print(json.dumps(compare_data(case, one, other), ensure_ascii=False, indent=1))
        else:
            print(compare_text(case, one, other, width=width()))


def problems(file: CaseFile, as_json: AsJson = False, as_csv: AsCsv = False) -> None:
    """Troubles met in reading, each with its source and reason."""
    from dragoman.view.listing import problem_rows

    with opened(file) as case:
        show(problem_rows(case), as_json, as_csv, ("account", "message"))
