"""Drafts of statements: each cue outside quotation marks with its speaker and content, each quotation with its cue."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from dragoman.extract.contents import Content, content
from dragoman.extract.continuation import continued
from dragoman.extract.cues import VERBAL, Cue, cue_at
from dragoman.extract.draft import Draft, merged
from dragoman.extract.layout import Layout
from dragoman.extract.phrases import Speaker, phrase
from dragoman.extract.quotations import Quotation
from dragoman.extract.quoted import Voiced, voiced
from dragoman.extract.spans import Span
from dragoman.extract.speakers import speaker

NEAR = 8
"""Most words of a thing that is called something in marks."""
LABEL = 4
"""Fewest words of a quotation that is taken for speech where its cue has another content."""


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
    return continued(found, layout, taken)


def _with_openings(voices: list[Voiced], layout: Layout) -> Iterator[Voiced]:
    """The voices of quotations, those of the paragraphs before one that goes on with them included."""
    found = layout.marks.found
    held = {v.quotation for v in voices}
    for voice in voices:
        index = bisect_left(layout.marks.starts, voice.quotation.start)
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
