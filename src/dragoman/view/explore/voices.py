"""Who speaks, how much room each is given, and all that one of them says."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.case import pages
from dragoman.case.reading import Reading
from dragoman.view.explore.actors import actor_rows
from dragoman.view.explore.asked import Asked, pager
from dragoman.view.explore.shown import Shown
from dragoman.view.explore.window import Window
from dragoman.view.listing import Row, statement_rows
from dragoman.view.reader import Account

EACH = 40
GIVING = 8
"""Accounts that are named as giving a voice most room."""


def voices(opened: Reading, asked: Asked) -> Shown:
    """Voices by room, or, with an actor, all statements of that one by account."""
    if asked.text("actor"):
        return _one(opened, asked)
    kind, page = asked.text("kind") or None, asked.number("page", 1, low=1)
    found = pages.actors(
        opened, words=asked.text("name"), kind=kind, speaking=True, first=(page - 1) * EACH, limit=EACH
    )
    window = Window(opened)
    return Shown(
        "voices.html",
        "Voices",
        {
            "rows": [(row, _given(window, row.id)) for row in found.rows],
            "top": max((row.chars for row in found.rows), default=1),
            "pager": pager(
                asked, "voice", shown=len(found.rows), first=found.first, total=found.total,
                beyond=found.beyond, each=EACH,
            ),
        },
        lambda: actor_rows(found.rows),
    )  # fmt: skip


def _one(opened: Reading, asked: Asked) -> Shown:
    row = pages.find_actor(opened, asked.text("actor"))
    page = asked.number("page", 1, low=1)
    found = pages.statements_by(opened, row.id if row else "", first=(page - 1) * EACH, limit=EACH)
    window = Window(opened)

    def rows() -> Iterator[Row]:
        return statement_rows(opened.case, found.rows)

    return Shown(
        "voice.html",
        f"What {row.name} says" if row else "No such voice",
        {
            "row": row,
            "statements": found.rows,
            "window": window,
            "pager": pager(
                asked, "statement", shown=len(found.rows), first=found.first, total=found.total, beyond=False, each=EACH
            ),
        },
        rows,
    )


def _given(window: Window, actor: str) -> list[tuple[Account, int]]:
    """The accounts that give an actor most room, and the letters it is given there."""
    found = window.opened.rows(
        "SELECT a.document, v.chars FROM (SELECT number, chars FROM voice WHERE actor = ?"
        " ORDER BY chars DESC, number LIMIT ?) v JOIN account a ON a.number = v.number",
        actor,
        GIVING,
    )
    return [(window.account_of[document], chars) for document, chars in found]
