"""Disputes over when talks are to be held: one meeting in one place, on different days."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from dragoman import dates
from dragoman.records import Source
from dragoman.resolve.board import QUOTABLE, Board
from dragoman.resolve.quarrel import CONTRARY, Point, Quarrel

NEAR = 21
"""Most days between two datings of one meeting."""
_MEETINGS = (
    ("talks", re.compile(r"\b(?:talks|negotiations)\b", re.IGNORECASE)),
    ("summit", re.compile(r"\b(?:summit|conference)\b", re.IGNORECASE)),
    ("hearing", re.compile(r"\b(?:hearing|trial)\b", re.IGNORECASE)),
)
_ANY_MEETING = re.compile("|".join(pattern.pattern for _, pattern in _MEETINGS), re.IGNORECASE)
_DATED = re.compile(r"\b(?:round of|since|last|previous|earlier|first|second|third|before|after|failed|collapsed)\b")
_DIGIT = re.compile(r"\d")
ANY_DAY = "2000-01-01"
"""Where no account is dated, days of the month are compared within one year."""
_DAY = len(ANY_DAY)


def meeting_disputes(board: Board) -> Iterator[Quarrel]:
    """One for each kind of meeting and place that accounts of one subject put on different days near each other."""
    told: dict[tuple[str, str, str], list[Point]] = defaultdict(list)
    written = _written(board)
    for sentence in board.sentences_with(_ANY_MEETING):
        for key, point in _meetings(sentence, written[board.subject(sentence)], board):
            told[key].append(point)
    for (_, kind, place), points in sorted(told.items()):
        own: dict[str, set[str]] = defaultdict(set)
        for point in points:
            own[board.root(point.source.document)].add(point.side)
        days = sorted({point.side for point in points})
        if len(days) > 1 and all(len(one) == 1 for one in own.values()) and _near(days[0], days[-1]):
            name = board.name(place)
            how = f"One meeting ({kind} in {name}) on different days"
            yield Quarrel("fact", f"When the {kind} in {name} are to be held", how, tuple(points), CONTRARY)


def _written(board: Board) -> dict[str, str]:
    """For each subject the first day on which an account of it was published; any day where none is known."""
    days: dict[str, list[str]] = defaultdict(list)
    for document in board.documents.values():
        known = document.published if len(document.published or "") == _DAY else None
        days[board.subject(Source(document.id, 0, 0))] += [known] if known else []
    return {theme: min(known, default=ANY_DAY) for theme, known in days.items()}


def _meetings(sentence: Source, written: str, board: Board) -> Iterator[tuple[tuple[str, str, str], Point]]:
    """The meeting of a sentence that names one kind, one place and one day."""
    words = board.words(sentence)
    kinds = [kind for kind, pattern in _MEETINGS if pattern.search(words)]
    if len(kinds) != 1 or _DATED.search(words):
        return
    places = {m.actor for m in board.mentions(sentence) if m.actor and m.kind == "place"}
    document = board.documents[sentence.document]
    text = document.text[sentence.start : sentence.end]
    spans = [span for span in dates.find(text) if document.published or _DIGIT.search(span.text)]
    days = [dates.resolve(span.text, published=document.published or written) for span in spans]
    known = {d.low for d in days if d and d.low and d.low == d.high and len(d.low) == _DAY}
    if len(places) == 1 and len(known) == 1 and sentence.end - sentence.start <= 2 * QUOTABLE:
        span = board.trimmed(sentence)
        yield (board.subject(sentence), kinds[0], str(places.pop())), Point(str(known.pop()), span, board.holder(span))


def _near(first: str, last: str) -> bool:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days <= NEAR
