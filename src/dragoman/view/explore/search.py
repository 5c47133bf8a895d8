"""Words looked for in sentences and statements, best first, the words marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.case import pages
from dragoman.case.finding import RANKED, Found
from dragoman.case.finding import search as find
from dragoman.case.reading import Reading
from dragoman.records import Statement
from dragoman.view.explore.asked import Asked, pager
from dragoman.view.explore.shown import Shown
from dragoman.view.explore.source import words_address
from dragoman.view.explore.window import Window
from dragoman.view.listing import Row
from dragoman.view.reader import Account, clip

EACH = 20
LONGEST = 500
"""Characters of a sentence that are shown around the words."""
ACTORS = 8


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence found. `pieces`: its text, every second of them a word that was asked."""

    account: Account
    address: str
    pieces: tuple[str, ...]
    said: tuple[tuple[str, str], ...]
    """Who says it and the address of the statement."""


def search(opened: Reading, asked: Asked) -> Shown:
    """Sentences that hold all words; statements only, or those of one actor, where asked."""
    words, said = asked.text("q"), asked.text("in") == "statements"
    actor = pages.find_actor(opened, asked.text("actor")) if asked.text("actor") else None
    page = asked.number("page", 1, low=1, high=RANKED)
    found = find(opened, words, said=said, actor=actor.id if actor else None, first=(page - 1) * EACH, limit=EACH)
    window = Window(opened)
    named = pages.actors(opened, words=words, limit=ACTORS).rows if words and page == 1 else ()
    return Shown(
        "search.html",
        f"Search: {words}" if words else "Search",
        {
            "words": words,
            "hits": [_hit(window, one) for one in found.rows],
            "named": named,
            "said": said,
            "actor": actor,
            "beyond": found.beyond and found.total >= RANKED,
            "ranked": RANKED,
            "pager": pager(
                asked,
                "sentence",
                shown=len(found.rows),
                first=found.first,
                total=found.total,
                beyond=found.beyond and (said or actor is not None),
                each=EACH,
            ),
        },
        lambda: _rows(window, found.rows),
        "/search",
    )


def _hit(window: Window, found: Found) -> Hit:
    said = tuple((window.speaker(one.id), _place(one)) for one in found.statements)
    account = window.account_of[found.source.document]
    return Hit(account, words_address(found.source, ""), _clipped(found.marked), said)


def _place(statement: Statement) -> str:
    return words_address(statement.content[0], statement.id)


def _clipped(pieces: tuple[str, ...]) -> tuple[str, ...]:
    """Long stretches between the words cut in their middle, or on the outer side of the first and last."""
    shown = []
    for number, piece in enumerate(pieces[:41]):
        if number % 2 or len(piece) <= LONGEST:
            shown.append(piece[:LONGEST])
        elif number == 0:
            shown.append(clip(piece, LONGEST // 2, end=True))
        elif number == len(pieces) - 1:
            shown.append(clip(piece, LONGEST // 2))
        else:
            shown.append(f"{clip(piece, LONGEST // 4)} {clip(piece, LONGEST // 4, end=True)}")
    return tuple(shown)


def _rows(window: Window, found: tuple[Found, ...]) -> Iterator[Row]:
    for one in found:
        account = window.account_of[one.source.document]
        yield {
            "account": account.document.name,
            "published": account.document.published,
            "start": one.source.start,
            "end": one.source.end,
            "sentence": " ".join("".join(one.marked).split()),
            "said by": ", ".join(window.speaker(said.id) for said in one.statements),
        }
