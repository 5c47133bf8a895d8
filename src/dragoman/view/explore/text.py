"""An account's text with its records marked, a stretch at a time, and the card of the record that was chosen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dragoman.case import pages
from dragoman.case.reading import Reading
from dragoman.records import Assessment, Cause, Label, Report, Source, Statement, Tie, Tone
from dragoman.view.dates import spoken, spoken_date
from dragoman.view.explore.asked import Asked, NotFound
from dragoman.view.explore.shown import Shown
from dragoman.view.explore.window import Window
from dragoman.view.highlight import Highlight, Piece, highlight
from dragoman.view.listing import Row
from dragoman.view.phrases import signed
from dragoman.view.reader import mention_anchor, tie_anchor, type_words
from dragoman.view.wording import words_anchor

KINDS = {
    "statement": "statements",
    "report": "happenings",
    "figure": "figures",
    "label": "names that take sides",
    "tone": "praise and blame",
    "cause": "causes",
    "assessment": "who gains",
    "tie": "ties",
    "mention": "names",
}
"""What a text marks, and what a reader calls it."""

USUAL = ("statement", "report", "figure")

STRETCH = 24_000
"""Characters of a text that one page shows."""

LISTED = 12
"""Records of one place that are told at most."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A record in the text: where, of which kind, its address, a heading and lines that tell what was read.

    `record`: the id it is accepted or rejected by; '' for what has none.
    """

    source: Source
    kind: str
    anchor: str
    heading: str
    lines: tuple[str, ...]
    record: str = ""


def text(opened: Reading, asked: Asked) -> Shown:
    """One account's text: kinds to mark, a place to begin at, and a record or a stretch of words to show."""
    row = pages.account(opened, asked.id)
    if row is None:
        raise NotFound(f"the case holds no account {asked.id}")
    window = Window(opened)
    account, length = window.account_of[asked.id], row.chars
    kinds = asked.ticked("kinds", KINDS, USUAL)
    start, end = asked.number("start", 0, high=length), asked.number("end", 0, high=length)
    at = asked.number("at", max(0, start - STRETCH // 4) if length > STRETCH else 0, high=max(0, length - 1))
    shown = window.documents[asked.id].text[at : at + STRETCH]
    marks = [mark for mark in _marks(window, asked.id) if mark.source.start < at + STRETCH and mark.source.end > at]
    chosen = asked.text("record")
    cards = [mark for mark in marks if mark.anchor == chosen]
    if end > start and not cards:
        cards = _around(marks, start, end)
    here = [Source(asked.id, start, end)] if end > start else [mark.source for mark in cards]
    kinds_here = {mark.kind for mark in marks}
    spans = [_span(mark.source, mark.kind, mark.anchor, at) for mark in marks if mark.kind in kinds]
    spans += [_span(source, "here", "here", at) for source in here]
    paragraphs = highlight(replace(account.document, text=shown), spans)

    def rows() -> Iterator[Row]:
        for mark in marks:
            if mark.kind in kinds:
                yield {
                    "kind": mark.kind,
                    "id": mark.record or mark.anchor,
                    "start": mark.source.start,
                    "end": mark.source.end,
                    "words": window.text(mark.source),
                    "read as": mark.heading,
                    "notes": " | ".join(mark.lines),
                }

    return Shown(
        "text.html",
        account.label,
        {
            "account": account,
            "paragraphs": paragraphs,
            "kinds": [(kind, name, kind in kinds) for kind, name in KINDS.items() if kind in kinds_here],
            "cards": list({(card.anchor, card.heading): card for card in cards}.values())[:LISTED],
            "piece_link": lambda piece: _link(asked, piece),
            "at": at,
            "stretch": STRETCH,
            "length": length,
            "words": window.text,
        },
        rows,
        "/accounts",
    )


def place_of(opened: Reading, id: str) -> str:
    """The address of the words that a record, or an anchor of a page, rests on. Raises NotFound."""
    kinds = {"s": Statement, "r": Report}
    found = opened.case.record(id)
    table = {Statement: "statement", Report: "report"}.get(type(found)) if found else None
    if isinstance(found, Statement):
        return _address(found.content[0], found.id)
    if isinstance(found, Report):
        return _address(found.trigger, found.id)
    del kinds, table
    raise NotFound(id)


def _address(source: Source, record: str) -> str:
    return f"/text/{source.document}?start={source.start}&end={source.end}&record={record}#here"
