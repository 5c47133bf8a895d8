"""The accounts: a list, which of them tells what, and each among the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.accounts.camps import MEANING
from dragoman.accounts.coverage import Told, told
from dragoman.case import pages
from dragoman.case.pages import AccountRow
from dragoman.case.reading import Reading
from dragoman.records import Event, Reuse
from dragoman.view.accounts import sketch
from dragoman.view.explore.asked import Asked, NotFound, pager
from dragoman.view.explore.partial import shelf_of, wording_of
from dragoman.view.explore.shown import Shown
from dragoman.view.explore.together import decided
from dragoman.view.explore.window import Window
from dragoman.view.listing import Row
from dragoman.view.reader import Account
from dragoman.view.wording import Cell, Happening, Wording

EACH = 50
LINES = 20
"""Happenings on a page of the matrix."""
COLUMNS = 10
"""Accounts that the matrix gives a column."""
SHARED = 20
"""Other accounts with text in common."""
PROMINENT = 60
"""Happenings, the most told, among which those are looked for that an account leaves out."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the matrix."""

    happening: Happening
    event: Event
    cells: tuple[Cell, ...]


def accounts(opened: Reading, asked: Asked) -> Shown:
    """Accounts by date of publication, with letters in name, title or outlet."""
    page = asked.number("page", 1, low=1)
    found = pages.accounts(opened, words=asked.text("name"), first=(page - 1) * EACH, limit=EACH)
    window = Window(opened)
    return Shown(
        "accounts_list.html",
        "Accounts",
        {
            "rows": [(row, window.account_of[row.document.id]) for row in found.rows],
            "of": window.account_of,
            "pager": pager(
                asked, "account", shown=len(found.rows), first=found.first, total=found.total,
                beyond=found.beyond, each=EACH,
            ),
        },
        lambda: _rows(found.rows),
        "/accounts",
    )  # fmt: skip


def account(opened: Reading, asked: Asked) -> Shown:
    """One account among the others: whose voices, what it leaves out, how far it commits itself."""
    row = pages.account(opened, asked.id)
    if row is None:
        raise NotFound(f"the case holds no account {asked.id}")
    window = Window(opened)
    widely = opened.rows("SELECT event FROM happening WHERE independent > 1 ORDER BY rank LIMIT ?", PROMINENT)
    shelf = shelf_of(window, [asked.id], [event for (event,) in widely])
    wording = wording_of(window, shelf)
    differ = pages.disputes(opened, holder=asked.id, limit=12)
    reuses = opened.records(
        Reuse, "SELECT record FROM reuse WHERE document = ? UNION ALL SELECT record FROM reuse WHERE of = ? LIMIT ?",
        asked.id, asked.id, SHARED,
    )  # fmt: skip
    return Shown(
        "account.html",
        window.account_of[asked.id].label,
        {
            "account": window.account_of[asked.id],
            "row": row,
            "sketch": sketch(wording, asked.id),
            "camps_are": MEANING,
            "disputes": differ,
            "reuses": [(r, window.account_of[r.of if r.document == asked.id else r.document]) for r in reuses],
            "decided": decided(opened, [asked.id]),
            "others": [a for a in window.accounts if a.document.id != asked.id][:8],
        },
        lambda: _rows([row]),
        "/accounts",
    )


def matrix(opened: Reading, asked: Asked) -> Shown:
    """Which account tells which happening: those told by several independent accounts, the most told first."""
    page, least = asked.number("page", 1, low=1), asked.number("least", 2, low=1, high=1000)
    events = [
        id
        for (id,) in opened.rows(
            "SELECT event FROM happening WHERE independent >= ? ORDER BY rank LIMIT ? OFFSET ?",
            least, LINES, (page - 1) * LINES,
        )
    ]  # fmt: skip
    total = opened.one(
        "SELECT count(*) FROM (SELECT 1 FROM happening WHERE independent >= ? ORDER BY rank LIMIT 2001)", least
    )
    window = Window(opened)
    columns = _columns(opened, window, asked, events)
    lines = list(_lines(window, events, columns))
    return Shown(
        "matrix.html",
        "Who tells what",
        {
            "columns": columns,
            "lines": lines,
            "pager": pager(
                asked, "happening", shown=len(lines), first=(page - 1) * LINES, total=min(total, 2000),
                beyond=total > 2000, each=LINES,
            ),
        },
        lambda: _matrix_rows(lines, columns),
        "/accounts",
    )  # fmt: skip


def _columns(opened: Reading, window: Window, asked: Asked, events: Sequence[str]) -> list[Account]:
    """The accounts asked for by id, else those that tell most of these happenings; by date of publication."""
    chosen = [id for id in asked.text("accounts").split(",") if id and window.account_of.get(id)][:COLUMNS]
    if not chosen:
        marks = ", ".join("?" * len(events))
        chosen = [
            id
            for (id,) in opened.rows(
                "SELECT document FROM (SELECT DISTINCT document, event FROM report"
                f" WHERE event IN ({marks}) LIMIT 20000)"
                " GROUP BY document ORDER BY count(*) DESC, document LIMIT ?",
                *events,
                COLUMNS,
            )
        ]
    return window.gather(set(chosen))


def _lines(window: Window, events: Sequence[str], columns: Sequence[Account]) -> Iterator[Line]:
    shelf = shelf_of(window, [account.document.id for account in columns], events) if columns else None
    if shelf is None:
        return
    wording = wording_of(window, shelf)
    for id in events:
        event = shelf.events[id]
        row = told(shelf, event)
        yield Line(wording.happening(row), event, tuple(_cell(wording, row, account) for account in columns))


def _cell(wording: Wording, row: Told, account: Account) -> Cell:
    telling = row.by(account.document.id)
    return wording.cell(telling) if telling else wording.missing(row.event, account.document.id)


def _rows(found: Sequence[AccountRow]) -> Iterator[Row]:
    for row in found:
        document = row.document
        yield {
            "number": row.number,
            "id": document.id,
            "account": document.name,
            "title": document.title,
            "outlet": document.outlet,
            "published": document.published,
            "characters": row.chars,
            "statements": row.statements,
            "happenings": row.events,
            "only here": row.alone,
            "reuse of": document.reuse_of,
        }


def _matrix_rows(lines: Sequence[Line], columns: Sequence[Account]) -> Iterator[Row]:
    for line in lines:
        tells = {cell.account.document.id: cell.about for cell in line.cells if cell.kind != "none"}
        yield {
            "id": line.event.id,
            "from": line.event.low,
            "to": line.event.high,
            "type": line.happening.types,
            "parties": line.happening.parties,
            "words": line.happening.told.sentence,
            "accounts": line.event.accounts,
            "independent": line.event.independent,
            **{account.document.name: tells.get(account.document.id) for account in columns},
        }
