"""A statement before it is written down: its cue, speaker and spans as drafts pass them on."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.extract.complements import refuses_to_speak
from dragoman.extract.cues import Cue
from dragoman.extract.phrases import Speaker
from dragoman.extract.spans import Span
from dragoman.records import Manner

_MARKS = "\"“”«»'‘’"


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement before it is written down. `mark`: the colon or dash that stands for a cue."""

    cue: Cue | None
    mark: Span | None
    speaker: Speaker | None
    spans: tuple[Span, ...]
    frame: str
    quotation: bool = False
    """Whether a quotation was tied to the cue by its place."""

    @property
    def place(self) -> int:
        """The character where the cue, or what stands for one, begins."""
        return self.cue.start if self.cue else self.mark[0] if self.mark else self.spans[0][0]

    @property
    def manner(self) -> Manner:
        """Say, think or act."""
        if self.cue is None or refuses_to_speak(self.cue):
            return "say"
        return self.cue.entry.manner

    def holds(self, place: int) -> bool:
        """Whether a character lies within what is said."""
        return any(start <= place < end for start, end in self.spans)


def merged(spans: list[Span], text: str) -> tuple[Span, ...]:
    """Spans in order, those that touch or have only white space and marks between them made one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and (start <= found[-1][1] or _together_read(text, found[-1][1], start)):
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def _together_read(text: str, end: int, start: int) -> bool:
    """Whether only white space, a comma or an 'and' between unquoted words parts two spans."""
    between = text[end:start].strip(" ,")
    return not between or (
        between in ("and", "but", "or") and text[end - 1] not in _MARKS and text[start] not in _MARKS
    )
