"""Any two accounts side by side: where they differ, what both tell, what only one tells, their texts in parallel."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dragoman.accounts.camps import MEANING
from dragoman.accounts.pair import Pair, compare
from dragoman.case import pages
from dragoman.case.pages import AccountRow
from dragoman.case.reading import Reading
from dragoman.records import Document, Source
from dragoman.view.beside import Beside, beside
from dragoman.view.explore.asked import Asked
from dragoman.view.explore.partial import shelf_of, wording_of
from dragoman.view.explore.shown import Shown
from dragoman.view.explore.window import Window
from dragoman.view.highlight import Highlight, highlight
from dragoman.view.listing import Row
from dragoman.view.reader import Account, words_anchor

LONGEST = 40_000
"""Characters of each text that stand in parallel."""


def pair(opened: Reading, asked: Asked) -> Shown:
    """Accounts `a` and `b`, by id, letter, or letters of a name or title."""
    one, other = _find(opened, asked.text("a")), _find(opened, asked.text("b"))
    if one is None or other is None or one.number == other.number:
        return _choose(opened, asked, one, other)
    window = Window(opened)
    ids = (one.document.id, other.document.id)
    shelf = shelf_of(window, ids)
    wording = wording_of(window, shelf)
    compared = compare(shelf, *ids)
    shown = beside(wording, compared)
    return Shown(
        "pair.html",
        f"{one.document.title or one.document.name} / {other.document.title or other.document.name}",
        {
            "beside": shown,
            "texts": [_text(window, compared, id) for id in ids],
            "camps_are": MEANING,
            "asked_a": one,
            "asked_b": other,
        },
        lambda: _rows(shown),
        "/accounts",
    )


def _choose(opened: Reading, asked: Asked, one: AccountRow | None, other: AccountRow | None) -> Shown:
    """The form, and what was wrong with what was asked."""
    wrong = [name for name, found in (("a", one), ("b", other)) if asked.text(name) and found is None]
    rows = pages.accounts(opened, limit=40).rows
    window = Window(opened)
    return Shown(
        "pair_choose.html",
        "Two accounts side by side",
        {
            "wrong": [asked.text(name) for name in wrong],
            "same": one is not None and other is not None,
            "accounts": [window.account_of[row.document.id] for row in rows],
        },
        None,
        "/accounts",
    )


def _find(opened: Reading, asked: str) -> AccountRow | None:
    """The account that goes by an id, a letter, or, where one does, letters of a name, title or outlet."""
    if not asked:
        return None
    if found := pages.account(opened, asked):
        return found
    if asked.isascii() and asked.isalpha() and asked.isupper() and len(asked) <= 5:
        number = 0
        for character in asked:
            number = 26 * number + ord(character) - 64
        if found := pages.numbered(opened, number - 1):
            return found
    several = pages.accounts(opened, words=asked, limit=2).rows
    return several[0] if several else None


def _text(window: Window, compared: Pair, id: str) -> Account:
    """The account with its text: what both have, where they differ, its happenings and statements marked."""
    document = window.documents[id]
    marks = [_mark(part, "statement", s.id) for s in window.said_in(id) for part in s.content]
    marks += [_mark(report.trigger, "report", report.id) for report in window.case.reports(document=id)]
    marks += [_mark(source, "same") for spans in compared.shared for source in spans if source.document == id]
    for differ in compared.disputes:
        sources = (source for side in differ.dispute.sides for source in side.evidence)
        marks += [_mark(source, "dispute") for source in sources if source.document == id]
    account = window.account_of[id]
    kept = [mark for mark in marks if mark.start < LONGEST]
    shown = document if len(document.text) <= LONGEST else _cut(document)
    return Account(document, account.number, highlight(shown, kept))


def _cut(document: Document) -> Document:
    return replace(document, text=document.text[:LONGEST] + " …")


def _mark(source: Source, kind: str, anchor: str | None = None) -> Highlight:
    return Highlight(source.start, source.end, kind, anchor or words_anchor(source))


def _rows(shown: Beside) -> Iterator[Row]:
    for both in shown.both:
        yield {
            "what": "both tell" + (", differently" if both.differs else ""),
            "date": both.a.date,
            "type": both.a.types,
            shown.a.letter: f"{both.a.told.sentence} ({both.a.cells[0].about})",
            shown.b.letter: f"{both.b.told.sentence} ({both.b.cells[0].about})",
        }
    for place, only in enumerate(shown.only):
        for happening in only:
            words = [happening.told.sentence if place == n else None for n in (0, 1)]
            yield {
                "what": f"only {(shown.a, shown.b)[place].letter}",
                "date": happening.date,
                "type": happening.types,
                shown.a.letter: words[0],
                shown.b.letter: words[1],
            }
