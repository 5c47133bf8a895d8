"""Who said what: the statements of one account, in text order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman import ids
from dragoman.extract.attribution import drafts
from dragoman.extract.confidence import confidence
from dragoman.extract.draft import Draft
from dragoman.extract.interviews import interviews
from dragoman.extract.layout import Layout
from dragoman.extract.mute import mute
from dragoman.extract.nesting import Told, told
from dragoman.extract.parse import Parse
from dragoman.extract.phrases import Namings
from dragoman.extract.relays import addressee, venue
from dragoman.extract.spans import Span
from dragoman.extract.stances import hedge, negated, unproven_at
from dragoman.extract.talks import continued
from dragoman.extract.unmarked import with_unmarked
from dragoman.records import Mention, Problem, Source, Statement, StatementKind


def statements(parse: Parse, mentions: Sequence[Mention]) -> Iterator[Statement | Problem]:
    """The statements of an account, in text order; `mentions` are those of the whole account, pronouns included."""
    layout = Layout(parse)
    namings = Namings(mentions)
    turns = interviews(layout)
    found = [d for d in with_unmarked(drafts(layout), layout) if not any(_overlap(d, t) for t in turns)]
    kept = [t for t in told([*turns, *found], layout) if not _voiceless(t.draft, layout, namings)]
    records = {s.id: s for s in (_statement(t, layout, namings) for t in kept)}
    ordered = sorted(records.values(), key=lambda s: (s.content[0].start, s.content[-1].end, s.id))
    yield from continued(ordered, namings)


def _voiceless(draft: Draft, layout: Layout, namings: Namings) -> bool:
    """Whether the subject is no known actor and cannot be anybody's voice."""
    who = draft.speaker
    return who is not None and namings.voice(who) is None and mute(layout.parse.span(who.start, who.end), draft.manner)


def _overlap(draft: Draft, turn: Draft) -> bool:
    """Whether a draft is part of a turn of an interview, or takes it for a quotation."""
    return any(start < e and s < end for start, end in draft.spans for s, e in turn.spans)


def _statement(of: Told, layout: Layout, namings: Namings) -> Statement:
    draft, parse = of.draft, layout.parse
    content = tuple(parse.source(*span) for span in _bare(draft.spans, layout))
    cue = (draft.cue.start, draft.cue.end) if draft.cue else draft.mark
    who = draft.speaker
    listener = addressee(draft.cue, namings) if draft.cue else None
    through = [v for s in of.through if (v := namings.voice(s)) is not None]
    voice = namings.voice(who)
    if listener is not None and listener.kind == "outlet" and listener.source not in through:
        through.insert(0, listener.source)
    said = parse.source(*cue) if cue else None
    spoken = parse.source(who.start, who.end) if who else None
    return Statement(
        ids.make("s", parse.document.id, [[c.start, c.end] for c in content], _pair(said), _pair(spoken)),
        content,
        said,
        spoken,
        kind(draft.spans, layout),
        voice,
        draft.manner,
        _source(hedge(draft.cue, draft.spans, layout) if draft.cue else None, parse),
        negated(draft.cue) if draft.cue else False,
        tuple(_others(through, voice, namings)),
        listener.source if listener else None,
        _source(venue(draft.cue) if draft.cue else None, parse),
        confidence(draft, named=voice is not None),
        _reason(draft, layout),
    )


def _others(through: Sequence[Source], voice: Source | None, namings: Namings) -> Iterator[Source]:
    """The voices of a chain, without the speaker himself and without one who follows himself."""
    last, name = voice, namings.key(voice)
    for source in through:
        key = namings.key(source)
        if source != last and (not key or key != name):
            yield source
        last, name = source, key


def _source(span: Span | None, parse: Parse) -> Source | None:
    return parse.source(*span) if span else None


def _pair(source: Source | None) -> list[int] | None:
    return [source.start, source.end] if source else None


def kind(spans: Sequence[Span], layout: Layout) -> StatementKind:
    """Direct where all of it stands in quotation marks, mixed where some does."""
    quoted = total = 0
    for start, end in spans:
        total += end - start
        for quotation in layout.marks.between(start, end):
            quoted += min(end, quotation.end) - max(start, quotation.start)
    return "indirect" if quoted == 0 else "direct" if quoted + 3 * len(spans) >= total else "mixed"


def _bare(spans: Sequence[Span], layout: Layout) -> Iterator[Span]:
    """Spans without the marks around a whole quotation, nor a comma before the closing one."""
    unproven = unproven_at(tuple(spans), layout.text)
    for start, end in spans:
        if unproven and start < unproven[0] < end:
            end = len(layout.text[: unproven[0]].rstrip(" ,;—–-"))
        inside = layout.marks.between(start, end)
        if len(inside) == 1 and inside[0].start == start and inside[0].end == end:
            start, end = inside[0].inner_start, inside[0].inner_end
            while end > start + 1 and layout.text[end - 1] in ", \u00a0":
                end -= 1
            while start < end - 1 and layout.text[start] in " \u00a0":
                start += 1
        yield start, end


def _reason(draft: Draft, layout: Layout) -> str:
    at = (draft.cue.start, draft.cue.end) if draft.cue else draft.mark
    of = f" of '{layout.text[at[0] : at[1]]}'" if at else ""
    who = draft.speaker
    named = f"subject '{layout.text[who.start : who.end]}'" if who else "nobody named"
    return f"{draft.frame}{of}, {named}"
