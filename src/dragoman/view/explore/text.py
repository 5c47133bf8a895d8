"""An account's text with its records marked, a stretch at a time, and the cards of the records that were chosen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dragoman.case import pages
from dragoman.case.reading import Reading
from dragoman.records import Source
from dragoman.view.explore.asked import Asked, NotFound
from dragoman.view.explore.marks import KINDS, Mark, marks
from dragoman.view.explore.shown import Shown
from dragoman.view.explore.window import Window
from dragoman.view.highlight import Highlight, Piece, highlight
from dragoman.view.listing import Row

USUAL = ("statement", "report", "figure")
"""Kinds that are marked unless told."""

STRETCH = 24_000
"""Characters of a text that one page shows."""

CARDS = 10
"""Records of one place that are told at most."""


def text(opened: Reading, asked: Asked) -> Shown:
    """One account's text: kinds to mark, a place to begin at, and a record or a stretch of words to show."""
    row = pages.account(opened, asked.id)
    if row is None:
        raise NotFound(f"the case holds no account {asked.id}")
    window = Window(opened)
    account, length = window.account_of[asked.id], row.chars
    kinds = asked.ticked("kinds", KINDS, USUAL)
    start, end = asked.number("start", 0, high=length), asked.number("end", 0, high=length)
    at = asked.number("at", _beginning(start, length), high=max(0, length - 1))
    found = [mark for mark in marks(window, asked.id) if any(_meets(s, at, at + STRETCH) for s in mark.sources)]
    chosen = [mark for mark in found if mark.anchor == asked.text("record")]
    if end > start and not chosen:
        chosen = [mark for mark in found if any(_meets(source, start, end) for source in mark.sources)]
    here = [Source(asked.id, start, end)] if end > start else [s for mark in chosen for s in mark.sources]
    spans = [_span(s, mark.kind, mark.anchor, at) for mark in found if mark.kind in kinds for s in mark.sources]
    spans += [_span(source, "here", "here", at) for source in here]
    stretch = replace(account.document, text=window.documents[asked.id].text[at : at + STRETCH])
    present = {mark.kind for mark in found}
    return Shown(
        "text.html",
        account.label,
        {
            "account": account,
            "row": row,
            "paragraphs": highlight(stretch, spans),
            "kinds": [(kind, name, kind in kinds) for kind, name in KINDS.items() if kind in present],
            "ticked": kinds,
            "cards": chosen[:CARDS],
            "quoted": [window.text(mark.sources[0]) for mark in chosen[:CARDS]],
            "address": lambda piece: _address(asked, piece),
            "at": at,
            "stretch": STRETCH,
            "copy_of": window.account_of[account.document.reuse_of] if account.document.reuse_of else None,
        },
        lambda: _rows(window, [mark for mark in found if mark.kind in kinds]),
        "/accounts",
    )


def _beginning(start: int, length: int) -> int:
    """Where the stretch begins that shows what stands at `start`."""
    return max(0, min(start - STRETCH // 3, length - STRETCH)) if length > STRETCH else 0


def _meets(source: Source, start: int, end: int) -> bool:
    return source.start < end and source.end > start


def _span(source: Source, kind: str, anchor: str, at: int) -> Highlight:
    return Highlight(max(0, source.start - at), source.end - at, kind, anchor)


def _address(asked: Asked, piece: Piece) -> str:
    """The same page with a record of a piece of text chosen, that of a happening or figure before a statement's."""
    anchors = [anchor for anchor in piece.anchors.split() if anchor != "here"]
    inner = [anchor for anchor in anchors if not anchor.startswith("s-")]
    chosen = (inner or anchors or [""])[0]
    return asked.link(record=chosen, start=None, end=None) + "#here" if chosen else ""


def _rows(window: Window, found: list[Mark]) -> Iterator[Row]:
    for mark in found:
        yield {
            "kind": mark.kind,
            "id": mark.record or mark.anchor,
            "start": mark.sources[0].start,
            "end": mark.sources[-1].end,
            "words": " … ".join(window.text(source) for source in mark.sources),
            "read as": mark.heading,
            "notes": " | ".join(mark.lines),
        }
