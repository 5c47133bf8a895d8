"""Two accounts side by side as text in two columns, for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any

from dragoman.accounts.find import find_two
from dragoman.accounts.pair import compare
from dragoman.accounts.shelf import shelve
from dragoman.case.store import Case
from dragoman.view.accounts import LISTED, Mood, Score
from dragoman.view.beside import Beside, Counts, Held, Word, beside
from dragoman.view.highlight import visible
from dragoman.view.phrases import percent, times
from dragoman.view.plain import plain
from dragoman.view.wording import Happening, Wording

GAP = 3
"""Blank characters between the two columns."""

NARROWEST = 20
"""Characters a column has at least."""

Line = tuple[str, str] | str
"""Text of the two columns, or a heading over both."""


def compare_text(case: Case, one: str, other: str, *, width: int = 100) -> str:
    """The accounts that go by `one` and `other`. Raises UnknownAccount or SameAccount."""
    shelf = shelve(case)
    a, b = find_two(shelf, one, other)
    column = max(NARROWEST, (width - GAP) // 2)
    lines: list[str] = []
    for line in _lines(beside(Wording(case, shelf), compare(shelf, a.id, b.id))):
        if isinstance(line, str):
            lines += ["", *textwrap.wrap(visible(line), 2 * column + GAP)]
        else:
            lines += _row(line, column)
    return "\n".join(lines) + "\n"


def compare_data(case: Case, one: str, other: str) -> Any:
    """The same as plain values for JSON, whole. Raises UnknownAccount or SameAccount."""
    shelf = shelve(case)
    a, b = find_two(shelf, one, other)
    return plain(shelf, compare(shelf, a.id, b.id))


def _lines(shown: Beside) -> Iterator[Line]:
    a, b = shown.a, shown.b
    yield f"{a.letter}  {a.label}", f"{b.letter}  {b.label}"
    yield f"   {a.about}", f"   {b.about}"
    for clash in shown.clashes:
        yield f"THEY DIFFER ({clash.kind}): {clash.topic}"
        yield from _pairs([_held(held) for held in clash.a], [_held(held) for held in clash.b])
    yield from _both(shown)
    yield from _names(shown)
    if shown.counts:
        yield "FIGURES OF ONE QUANTITY"
    for counts in shown.counts:
        yield from _counts(counts)
    yield "WHOSE VOICES"
    for name, one, other in shown.facts:
        yield f"{name}: {one}", f"{name}: {other}"
    for name, share, share_b in shown.camps[:LISTED]:
        yield f"{name}: {percent(share or None)}", f"{name}: {percent(share_b or None)}"
    if shown.moods:
        yield "PRAISE AND BLAME"
    for name, mood, mood_b in shown.moods[:LISTED]:
        yield f"{name}: {_mood(mood)}", f"{name}: {_mood(mood_b)}"
    only_a, only_b = shown.only
    yield "TOLD BY ONE OF THE TWO"
    yield times(len(only_a), "happening"), times(len(only_b), "happening")
    yield from _pairs([_happening(h) for h in only_a[:LISTED]], [_happening(h) for h in only_b[:LISTED]])
    yield _more(len(only_a)), _more(len(only_b))
    if shown.origins:
        yield f"Both take over text of {', '.join(account.letter for account in shown.origins)}."
    if shown.same:
        yield "TEXT OF BOTH"
    for here, there in shown.same:
        yield here.text, there.text


def _both(shown: Beside) -> Iterator[Line]:
    differently = f", {shown.differently} of them differently" if shown.differently else ""
    yield f"BOTH TELL {times(len(shown.both), 'happening')}{differently}"
    for shared in shown.both[:LISTED]:
        yield _shared(shared.a), _shared(shared.b)
    if more := _more(len(shown.both)):
        yield more
    for who, here, there in shown.quoted[:LISTED]:
        yield f"{who}: {here.sentence}", f"{who}: {there.sentence}"


def _names(shown: Beside) -> Iterator[Line]:
    if shown.names:
        yield "WHAT EACH CALLS IT"
    for names in shown.names[:LISTED]:
        yield f"{names.thing}: {_words(names.a)}", f"{names.thing}: {_words(names.b)}"


def _counts(counts: Counts) -> Iterator[Line]:
    yield from _pairs([one.sentence for one in counts.a], [one.sentence for one in counts.b])
    yield f"  {counts.verdict}: {counts.reason}", ""


def _pairs(one: Sequence[str], other: Sequence[str]) -> Iterator[Line]:
    yield from zip_longest(one, other, fillvalue="")


def _held(held: Held) -> str:
    return (
        f"{held.label}: "
        + " | ".join(words.sentence for words in held.words)
        + (f" (and {held.more} more)" if held.more else "")
    )


def _shared(happening: Happening) -> str:
    (cell,) = happening.cells
    return f"{_happening(happening)} [{cell.about}]"


def _happening(happening: Happening) -> str:
    return f"• {happening.date}{': ' if happening.date else ''}{happening.told.sentence}"


def _words(words: Sequence[Word]) -> str:
    return ", ".join(
        f"“{word.words.text}” ({word.connotation}{f', says {word.by}' if word.by else ''})" for word in words
    )


def _mood(mood: Mood | None) -> str:
    if mood is None:
        return "–"
    own, quoted = _score(mood.own), _score(mood.quoted)
    return "; ".join(part for part in (own, f"quoted: {quoted}" if quoted else "") if part)


def _score(score: Score) -> str:
    words = ", ".join(word.text for word in score.words)
    return f"{score.mean or 'too few words to say'}: {words}" if words else ""


def _more(count: int) -> str:
    return f"and {count - LISTED} more" if count > LISTED else ""


def _row(texts: tuple[str, str], column: int) -> list[str]:
    one, other = (
        textwrap.wrap(visible(text), column, break_on_hyphens=False, subsequent_indent="  ") for text in texts
    )
    return [f"{left:<{column}}{' ' * GAP}{right}".rstrip() for left, right in zip_longest(one, other, fillvalue="")]
