"""Where quoted words stand in a text: exactly, else with white space and quotation marks made alike.

Words that stand nowhere are rejected. Of several places the one in the sentence that was named is taken, else the
nearest to it; where two are as near, or no sentence was named, the words are rejected.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dragoman.records import StatementKind

Span = tuple[int, int]
"""First character and the one after the last."""

LONGEST = 3_000
"""Characters that one quotation may have."""
PLACES = 1_000
"""Places of one quotation that are looked at; more make it no quotation but a word."""

_ALIKE = {
    **dict.fromkeys("“”„‟«»″＂", '"'),
    **dict.fromkeys("‘’‚‛′`´＇", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
}
_UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_EDGES = " \t\r\n\"'“”„«»‘’`"


class Rejected(ValueError):
    """A proposal that does not hold. `reason` is one of a few fixed phrases, so that they can be counted."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def locate(text: str, quoted: str, *, within: Span, near: Span | None = None, apart: Sequence[Span] = ()) -> Span:
    """The place of `quoted` in `text[within]`, white space and marks at its ends left out.

    `near`: the sentence that it was said to stand in, or a place that it belongs to. `apart`: places that it must not
    touch. Raises Rejected.
    """
    words = quoted.strip(_EDGES)
    if not any(character.isalnum() for character in words):
        raise Rejected("no words quoted")
    if len(words) > LONGEST:
        raise Rejected("words too long")
    found = _exact(text, words, within) or _alike(text, words, within)
    if not found:
        raise Rejected("words not in the text")
    free = [span for span in found if not any(span[0] < end and start < span[1] for start, end in apart)]
    if not free:
        raise Rejected("words stand only inside what is said")
    return _nearest(free, near)


def _nearest(found: Sequence[Span], near: Span | None) -> Span:
    if len(found) == 1:
        return found[0]
    if near is None or len(found) > PLACES:
        raise Rejected("words in several places")
    ranked = sorted((_gap(span, near), span) for span in found)
    if ranked[0][0] == ranked[1][0]:
        raise Rejected("words in several places")
    return ranked[0][1]


def _gap(span: Span, near: Span) -> int:
    """Characters between the two; 0 where they touch."""
    return max(0, near[0] - span[1], span[0] - near[1])


def _exact(text: str, words: str, within: Span) -> list[Span]:
    start, end = within
    return [(at, at + len(words)) for at in _places(text, words, start, end)]


def _alike(text: str, words: str, within: Span) -> list[Span]:
    """Places where the words stand but for white space, the shape of marks and characters that are not seen."""
    plain, offsets = _plain(text, *within)
    sought, _ = _plain(words, 0, len(words))
    sought = sought.strip()
    return [(offsets[at], offsets[at + len(sought) - 1] + 1) for at in _places(plain, sought, 0, len(plain))]


def _places(text: str, words: str, start: int, end: int) -> Iterator[int]:
    """Where `words` begin as words of their own: 'he' is not in 'the'."""
    seen = 0
    at = text.find(words, start, end)
    while at >= 0 and seen <= PLACES:
        stop = at + len(words)
        if not (_joined(text, at) or _joined(text, stop)):
            seen += 1
            yield at
        at = text.find(words, at + 1, end)


def _joined(text: str, at: int) -> bool:
    """Whether the character before `at` and the one there are of one word."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _plain(text: str, start: int, end: int) -> tuple[str, list[int]]:
    """The text with runs of white space as one blank and marks alike, and where each of its characters stands."""
    characters: list[str] = []
    offsets: list[int] = []
    for at in range(start, end):
        character = text[at]
        if character in _UNSEEN:
            continue
        if character.isspace():
            if characters and characters[-1] == " ":
                continue
            character = " "
        characters.append(_ALIKE.get(character, character))
        offsets.append(at)
    return "".join(characters), offsets


_WORD = re.compile(r"\w+")
_MARK = re.compile(r"[\"“”„‟«»]")


def quotation(text: str, spans: Sequence[Span]) -> StatementKind:
    """Whether the words at `spans` stand in the double marks of their paragraph: direct, indirect or mixed."""
    held = {within_marks(text, word.start()) for span in spans for word in _WORD.finditer(text, *span)}
    return "indirect" if True not in held else "mixed" if False in held else "direct"


def within_marks(text: str, at: int) -> bool:
    """Whether an odd number of double marks stands before `at` in its line."""
    line = text.rfind("\n", 0, at) + 1
    opened = False
    for mark in _MARK.findall(text, line, at):
        opened = not opened if mark == '"' else mark in "“„‟«"
    return opened
