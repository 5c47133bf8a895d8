"""What a notebook shows of a case, a statement, a dispute or a list of records: HTML, all of it escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from markupsafe import Markup

from dragoman.case.store import Case
from dragoman.records import Dispute, Side, Statement
from dragoman.view.formats.columns import Cell, Row
from dragoman.view.formats.lookup import Lookup
from dragoman.view.highlight import visible

SHOWN = 20
"""Rows of a list, or words of a side, that are shown."""

LONGEST = 120
"""Characters of a cell that are shown."""


def case_html(case: Case) -> str:
    """How many of what the case holds, and its accounts."""
    counts = {
        "accounts": case.documents(),
        "actors": case.actors(),
        "statements": case.statements(),
        "events": case.events(),
        "figures": case.figures(),
        "ties": case.ties(),
        "disputes": case.disputes(),
    }
    told = ", ".join(f"{sum(1 for _ in records)} {name}" for name, records in counts.items())
    accounts: list[Row] = [
        {"account": d.title or d.name, "outlet": d.outlet, "published": d.published}
        for d in islice(case.documents(), SHOWN + 1)
    ]
    head = Markup("<p><strong>{}</strong>: {}</p>").format(visible(case.path.name), told)
    return head + table_html(("account", "outlet", "published"), accounts)


def statement_html(lookup: Lookup, statement: Statement) -> str:
    """The words, who said them, and where they stand."""
    first = statement.content[0]
    speaker = lookup.name(statement.actor) or (lookup.words(statement.speaker) if statement.speaker else "nobody named")
    words = " … ".join(lookup.words(part) for part in statement.content)
    notes = [
        statement.kind,
        f"weakened by “{lookup.words(statement.hedge)}”" if statement.hedge else "",
        "denied or refused" if statement.negated else "",
    ]
    place = f"{lookup.document(first.document).name}:{first.start}-{statement.content[-1].end}"
    return Markup("<blockquote><p>{}</p><footer>— {} ({}), <code>{}</code></footer></blockquote>").format(
        visible(words), visible(speaker), "; ".join(filter(None, notes)), visible(place)
    )


def dispute_html(lookup: Lookup, dispute: Dispute) -> str:
    """What is disputed, and each side with its words."""
    head = Markup("<p><strong>{}</strong> ({})</p><p>{}</p>").format(
        visible(dispute.topic), dispute.kind, visible(dispute.reason)
    )
    return head + Markup("").join(_side(lookup, side) for side in dispute.sides)


def table_html(columns: Sequence[str], rows: Iterable[Row]) -> str:
    """The first rows as a table, and whether there are more."""
    shown = list(islice(rows, SHOWN + 1))
    head = Markup("").join(Markup("<th>{}</th>").format(column) for column in columns)
    body = Markup("").join(
        Markup("<tr>{}</tr>").format(Markup("").join(Markup("<td>{}</td>").format(_cell(row.get(c))) for c in columns))
        for row in shown[:SHOWN]
    )
    more = Markup("<p>and more</p>") if len(shown) > SHOWN else Markup("")
    return Markup("<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>{}").format(head, body, more)


def _side(lookup: Lookup, side: Side) -> Markup:
    voices = ", ".join(lookup.voice(id) for id in dict.fromkeys(side.voices))
    words = Markup("").join(
        Markup("<li>“{}” <code>{}</code></li>").format(
            visible(lookup.sentence(source)), visible(lookup.document(source.document).name)
        )
        for source in side.evidence[:SHOWN]
    )
    about = Markup("<p><em>{}</em> ({} accounts): {}</p>").format(visible(side.label), side.accounts, visible(voices))
    return about + Markup("<ul>{}</ul>").format(words)


def _cell(value: Cell) -> str:
    text = ", ".join(value) if isinstance(value, tuple) else "" if value is None else str(value)
    return visible(text if len(text) <= LONGEST else text[:LONGEST] + " …")
