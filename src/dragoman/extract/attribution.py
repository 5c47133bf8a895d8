"""Drafts of statements: each cue outside quotation marks with its speaker and content, each quotation with its cue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from dragoman.extract.complements import refuses_to_speak
from dragoman.extract.contents import Content, content
from dragoman.extract.cues import VERBAL, Cue, cue_at
from dragoman.extract.layout import Layout
from dragoman.extract.phrases import Speaker, phrase
from dragoman.extract.quotations import Quotation
from dragoman.extract.quoted import Voiced, alone, voiced
from dragoman.extract.spans import Span
from dragoman.extract.speakers import speaker
from dragoman.records import Manner

_MARKS = "\"“”«»'‘’"
NEAR = 8
"""Most words of a thing that is called something in marks."""
LABEL = 4
"""Fewest words of a quotation that is taken for speech where its cue has another content."""


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


def drafts(layout: Layout) -> list[Draft]:
    """All drafts of an account, ordered by where their cues stand."""
    said: dict[int, list[Voiced]] = {}
    found: list[Draft] = []
    taken: set[Quotation] = set()
    for voice in _with_openings(voiced(layout), layout):
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


def _with_openings(voices: list[Voiced], layout: Layout) -> Iterator[Voiced]:
    """The voices of quotations, those of the paragraphs before one that goes on with them included."""
    found = layout.marks.found
    held = {v.quotation for v in voices}
    for voice in voices:
        index = found.index(voice.quotation)
        while found[index].continues and index > 0 and found[index - 1] not in held:
            index -= 1
            yield replace(voice, quotation=found[index])
        yield voice


def _cues(layout: Layout) -> Iterator[Cue]:
    for token in layout.doc:
        cue = cue_at(token)
        if cue is not None and not layout.quoted(token):
            yield cue


def _draft(cue: Cue, layout: Layout, quotes: list[Voiced]) -> Draft | None:
    said = content(cue)
    if said is not None and said.spans[0][0] >= cue.end and said.frame == "clause":
        quotes = [v for v in quotes if v.how != "quotation before" or not _is_label(v.quotation, layout)]
    bare = not quotes and (said is None or said.frame in ("object", "object or deed"))
    if bare and cue.takes("pred") and (called := _called(cue, layout)) is not None:
        said = Content((called,), "predicate")
    if said is None and not quotes:
        return None
    spans = [(_start(v, layout), v.quotation.end) for v in quotes]
    if said is not None and not any(v.how == "quotation before" for v in quotes):
        spans += [_of_noun(_whole(span, layout), cue, layout) for span in said.spans]
    impersonal = said is not None and said.impersonal
    who = None if impersonal else _unquoted(quotes[0].speaker if quotes else speaker(cue), layout)
    frame = quotes[0].how if quotes else said.frame if said else ""
    if who is not None:
        spans = [_before(span, who, cue, layout.text) for span in spans]
    whole = merged(spans, layout.text)
    return Draft(cue, None, _clipped(who, whole, layout), whole, frame, quotation=bool(quotes))


def _of_noun(span: Span, cue: Cue, layout: Layout) -> Span:
    """A span that ends with the quotation it opens with, after a noun: the rest is the account's own sentence."""
    start, end = span
    opening = layout.marks.at(start)
    if cue.pos != "noun" or opening is None or opening.start != start:
        return span
    after = next(iter(layout.words(opening.end, end)), None)
    return (start, opening.end) if after is not None and after.pos_ in VERBAL else span


def _called(cue: Cue, layout: Layout) -> Span | None:
    """A thing and what it is called in marks, where the parse sees no predicate: "called the sale “theft”"."""
    words: list[Token] = []
    for token in layout.doc[cue.head.i + 1 : cue.head.sent.end]:
        quotation = layout.marks.at(token.idx)
        if quotation is not None:
            return (words[0].idx, quotation.end) if words else None
        if token.pos_ in ("VERB", "AUX", "SCONJ", "PUNCT") or len(words) > NEAR or (token.pos_ == "ADP" and not words):
            return None
        words.append(token)
    return None


def _unquoted(who: Speaker | None, layout: Layout) -> Speaker | None:
    """A speaker, or the noun above him where the parse takes a word of a title in marks for one."""
    if who is None or not layout.quoted(who.head):
        return who
    above = next((t for t in who.head.ancestors if not layout.quoted(t)), None)
    return phrase(above) if above is not None and above.pos_ in ("NOUN", "PROPN", "PRON") else None


def _before(span: Span, who: Speaker, cue: Cue, text: str) -> Span:
    """A span without a speaker that the parse runs into its end: "…, the mayor of the town" before "said"."""
    start, end = span
    if start < who.start < end <= who.end and who.end <= cue.start:
        return start, len(text[: who.start].rstrip(" ,—–-\u00a0"))
    return span


def _clipped(who: Speaker | None, spans: Sequence[Span], layout: Layout) -> Speaker | None:
    """A speaker without the words that are said, where the parse runs one into the other: "accused by X of doing Y"."""
    inside = [start for start, _ in spans if who is not None and who.start < start < who.end]
    if who is None or not inside or who.head.idx > inside[0]:
        return who
    words = list(layout.words(who.start, inside[0]))
    while len(words) > 1 and words[-1].pos_ in ("ADP", "PUNCT", "SCONJ", "ADV"):
        words.pop()
    return replace(who, end=words[-1].idx + len(words[-1]))


def _is_label(quotation: Quotation, layout: Layout) -> bool:
    """Whether a quotation before a cue that has a clause of its own is a title: on "Morning Joe," he said that …"""
    words = [t for t in layout.words(quotation.inner_start, quotation.inner_end) if not t.is_punct]
    return bool(layout.before(quotation)) or len(words) < LABEL


def _start(voice: Voiced, layout: Layout) -> int:
    """Where the words of a quotation begin: with the unquoted words of its sentence before it, if they are no cue's."""
    quotation = voice.quotation
    words = layout.before(quotation) if voice.how == "quotation before" else []
    if not words or words[-1].text in (":", ",") or any(c.takes("that") for t in words if (c := cue_at(t))):
        return quotation.start
    first = next((t for t in words if not t.is_punct), words[0])
    return first.idx


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


def _continued(found: list[Draft], layout: Layout, taken: set[Quotation]) -> list[Draft]:
    """Drafts with the quotations that stand alone after them added to their spans."""
    held = list(found)
    for quotation in layout.marks.found:
        if quotation in taken or any(d.holds(quotation.start) and d.holds(quotation.end - 1) for d in held):
            continue
        listed = _listed(held, layout, quotation)
        if listed is None and not quotation.continues and not alone(layout, quotation):
            continue
        index = _last(held, layout, quotation) if listed is None else listed
        if index is not None:
            spans = merged([*held[index].spans, (quotation.start, quotation.end)], layout.text)
            held[index] = replace(held[index], spans=spans)
    return held


def _listed(held: list[Draft], layout: Layout, quotation: Quotation) -> int | None:
    """The draft whose quotation another is listed with: "shame" and "thieves"."""
    for index, draft in enumerate(held):
        end = draft.spans[-1][1]
        near = draft.quotation and 0 < quotation.start - end < 20 and layout.marks.at(end - 1) is not None
        if near and layout.text[end : quotation.start].strip(" ,") in ("", "and", "or", "and even"):
            return index
    return None


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
        if not place <= at < quotation.start or draft.manner != "say":
            continue
        if best is None or not _aside(draft, held[best], layout):
            best, place = index, at
    return best


def _aside(draft: Draft, quoting: Draft, layout: Layout) -> bool:
    """Whether a draft without a quotation stands in the sentence of one that quotes: "…", he said, referring to Y."""
    if draft.quotation or not quoting.quotation or quoting.place > draft.place:
        return False
    return not any(t.is_sent_start for t in layout.words(quoting.place + 1, draft.place + 1))
