"""Drafts of statements: each cue outside quotation marks with its speaker and content, each quotation with its cue."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dragoman.extract.contents import content
from dragoman.extract.cues import Cue, cue_at
from dragoman.extract.layout import Layout
from dragoman.extract.phrases import Speaker
from dragoman.extract.quotations import Quotation
from dragoman.extract.quoted import Voiced, alone, voiced
from dragoman.extract.spans import Span
from dragoman.extract.speakers import speaker
from dragoman.records import Manner


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
        return self.cue.entry.manner if self.cue else "say"

    def holds(self, place: int) -> bool:
        """Whether a character lies within what is said."""
        return any(start <= place < end for start, end in self.spans)


def drafts(layout: Layout) -> list[Draft]:
    """All drafts of an account, ordered by where their cues stand."""
    said: dict[int, list[Voiced]] = {}
    found: list[Draft] = []
    taken: set[Quotation] = set()
    for voice in voiced(layout):
        taken.add(voice.quotation)
        if voice.cue is None:
            span = (voice.quotation.start, voice.quotation.end)
            found.append(Draft(None, voice.mark, voice.speaker, (span,), voice.how, quotation=True))
        else:
            said.setdefault(voice.cue.head.i, []).append(voice)
    for cue in _cues(layout):
        draft = _draft(cue, layout, said.get(cue.head.i, []))
        if draft is not None:
            found.append(draft)
    found.sort(key=lambda d: d.place)
    return _continued(found, layout, taken)


def _cues(layout: Layout) -> Iterator[Cue]:
    for token in layout.doc:
        cue = cue_at(token)
        if cue is not None and not layout.quoted(token):
            yield cue


def _draft(cue: Cue, layout: Layout, quotes: list[Voiced]) -> Draft | None:
    said = content(cue)
    if said is None and not quotes:
        return None
    spans = [(v.quotation.start, v.quotation.end) for v in quotes]
    if said is not None:
        told = [_whole(span, layout) for span in said.spans]
        if any(v.how == "quotation before" for v in quotes):
            told = [t for t in told if any(t[0] <= q[0] and q[1] <= t[1] and t[1] <= cue.start for q in spans)]
        spans += told
    impersonal = said is not None and said.impersonal
    who = None if impersonal else quotes[0].speaker if quotes else speaker(cue)
    frame = quotes[0].how if quotes else said.frame if said else ""
    return Draft(cue, None, who, merged(spans, layout.text), frame, quotation=bool(quotes))


def _whole(span: Span, layout: Layout) -> Span:
    """A span stretched over the quotations that it cuts."""
    start, end = span
    for quotation in layout.marks.between(start, end):
        start, end = min(start, quotation.start), max(end, quotation.end)
    return start, end


def merged(spans: list[Span], text: str) -> tuple[Span, ...]:
    """Spans in order, those that touch or have only white space and marks between them made one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and (start <= found[-1][1] or not text[found[-1][1]:start].strip(" ,")):
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def _continued(found: list[Draft], layout: Layout, taken: set[Quotation]) -> list[Draft]:
    """Drafts with the quotations that stand alone after them added to their spans."""
    held = list(found)
    for quotation in layout.marks.found:
        if quotation in taken or any(d.holds(quotation.start) and d.holds(quotation.end - 1) for d in held):
            continue
        if not quotation.continues and not alone(layout, quotation):
            continue
        index = _last(held, layout, quotation)
        if index is not None:
            spans = merged([*held[index].spans, (quotation.start, quotation.end)], layout.text)
            held[index] = replace(held[index], spans=spans)
    return held


def _last(held: list[Draft], layout: Layout, quotation: Quotation) -> int | None:
    """The last draft before a quotation in its paragraph, or in the one before where it opens its own."""
    low, _ = layout.paragraph(quotation.start)
    if layout.opens_paragraph(quotation):
        before = layout.paragraph_before(quotation.start)
        if before is None:
            return None
        low = before[0]
    best, place = None, low
    for index, draft in enumerate(held):
        at = max(draft.place, draft.spans[-1][1] if draft.spans[-1][1] < quotation.start else 0)
        if place <= at < quotation.start and draft.manner == "say":
            best, place = index, at
    return best
