"""The order of the stages: what one document says, and what all of them say together.

    parse → mentions, references → statements → reports, figures, ties → labels, causes, assessments, tones
    all documents: reuse → actors → repeats → subjects → events → quantities → labels → disputes

Both are functions of their arguments alone: same accounts, same records, whatever the order or the machine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from dragoman.extract.assessments import assessments
from dragoman.extract.causes import causes
from dragoman.extract.figures import figures
from dragoman.extract.labels import labels
from dragoman.extract.mentions import mentions
from dragoman.extract.parse import Parse
from dragoman.extract.references import references
from dragoman.extract.reports import reports
from dragoman.extract.statements import statements
from dragoman.extract.ties import ties
from dragoman.extract.tones import tones
from dragoman.records import (
    Decision,
    Document,
    Extract,
    Mention,
    Problem,
    Quantity,
    Resolution,
    Reuse,
    Source,
    Statement,
)
from dragoman.resolve.actors import ActorResolution, actors
from dragoman.resolve.affiliation import Gazetteer
from dragoman.resolve.disputes import disputes
from dragoman.resolve.events import events
from dragoman.resolve.labels import labels as referred
from dragoman.resolve.locations import locate
from dragoman.resolve.quantities import quantities
from dragoman.resolve.repeats import repeats
from dragoman.resolve.reuse import reuses
from dragoman.resolve.shuffle import Shuffle, here
from dragoman.resolve.subjects import subjects, terms

Found = TypeVar("Found")

STAGES = ("reuse", "actors", "repeats", "subjects", "events", "quantities", "disputes")
"""The stages of resolution that take time, in order."""


def extract(parsed: Parse) -> Extract:
    """All that one parsed document says."""
    named = tuple(mentions(parsed))
    named = merged(named, references(parsed, named))
    said, said_problems = _sorted_out(statements(parsed, named))
    told, told_problems = _sorted_out(reports(parsed, named, said))
    counted, counted_problems = _sorted_out(figures(parsed, named))
    tied, tied_problems = _sorted_out(ties(parsed, named, said))
    return Extract(
        parsed.document.id,
        sentences=tuple(parsed.source(s.start_char, s.end_char) for s in parsed.sentences),
        mentions=named,
        statements=said,
        reports=told,
        figures=counted,
        ties=tied,
        labels=tuple(labels(parsed, named, said, told)),
        causes=tuple(causes(parsed, named, said, told)),
        assessments=tuple(assessments(parsed, named, said)),
        tones=tuple(tones(parsed, named, said)),
        problems=(*parsed.problems, *said_problems, *told_problems, *counted_problems, *tied_problems),
    )


def resolve(
    extracts: Sequence[Extract],
    accounts: Sequence[Document],
    edits: Sequence[Decision],
    gazetteers: tuple[Gazetteer, ...] = (),
    shuffle: Shuffle = here,
    begun: Callable[[str], None] = lambda stage: None,
) -> Resolution:
    """All extracts set side by side; independent of their order. `edits` on names or ids overrule the rules.

    `shuffle` does what is worked off by blocks: of reuse, actors, events and quantities. `begun` is called with each of
    `STAGES` as it begins.
    """
    rejected = _rejected(edits)
    extracts = [_without(e, rejected) for e in sorted(extracts, key=lambda extract: extract.document)]
    sentences = {extract.document: extract.sentences for extract in extracts}
    begun("reuse")
    taken = _held(reuses(accounts, {e.document: _quotations(e) for e in extracts}, shuffle), edits)
    origins = {reuse.document: reuse.of for reuse in reversed(taken)}  # the first of a document wins
    accounts = [replace(document, reuse_of=origins.get(document.id)) for document in accounts]
    begun("actors")
    who = actors(extracts, accounts, edits, gazetteers=gazetteers, shuffle=shuffle)
    named = tuple(replace(m, actor=who.of.get(m.source)) for extract in extracts for m in extract.mentions)
    begun("repeats")
    said = repeats([_with_actors(s, who) for extract in extracts for s in extract.statements], accounts)
    voices = {statement.id: statement.actor for statement in said}
    begun("subjects")
    themes = subjects({document.id: terms(document.text) for document in accounts})
    begun("events")
    told = tuple(
        replace(r, sources=_ids(r.source_spans, who), targets=_ids(r.target_spans, who))
        for extract in extracts
        for r in extract.reports
    )
    told = locate(told, who.of, who.actors)
    known = {actor.id: actor for actor in who.actors}
    happened = events(told, accounts, edits, sentences=sentences, actors=known, themes=themes, shuffle=shuffle)
    begun("quantities")
    counted, measured = quantities([f for e in extracts for f in e.figures], accounts, sentences, named, edits, shuffle)
    found = Resolution(
        reuses=taken,
        actors=who.actors,
        mentions=named,
        statements=said,
        reports=happened.reports,
        events=happened.events,
        figures=counted,
        quantities=measured,
        ties=tuple(
            replace(t, from_actor=who.of.get(t.from_span), to_actor=who.of.get(t.to_span), voice=_id(t.voice_span, who))
            for extract in extracts
            for t in extract.ties
        ),
        labels=referred([x for e in extracts for x in e.labels], named, happened.reports, said),
        causes=tuple(replace(c, voice=voices.get(c.claimed_by or "")) for e in extracts for c in e.causes),
        assessments=tuple(
            replace(a, target=who.of.get(a.target_span), voice=voices.get(a.claimed_by or ""))
            for extract in extracts
            for a in extract.assessments
        ),
        tones=tuple(
            replace(t, target=who.of.get(t.target_span), voice=voices.get(t.claimed_by or ""))
            for extract in extracts
            for t in extract.tones
        ),
        decisions=tuple(
            dict.fromkeys((*who.decisions, *happened.decisions, *_on_reuse(taken), *_on_quantities(measured)))
        ),
    )
    begun("disputes")
    differ = disputes(found, accounts, sentences, themes)
    return replace(found, disputes=tuple(d for d in differ if d.id not in rejected))


def _rejected(edits: Iterable[Decision]) -> frozenset[str]:
    return frozenset(edit.pair[0] for edit in edits if edit.verdict == "rejected")


def _without(extract: Extract, rejected: frozenset[str]) -> Extract:
    """The extract without rejected statements, reports and figures; what a rejected statement claims goes with it."""
    if not rejected:
        return extract
    return replace(
        extract,
        statements=tuple(s for s in extract.statements if s.id not in rejected),
        reports=tuple(r for r in extract.reports if not {r.id, r.claimed_by} & rejected),
        figures=tuple(f for f in extract.figures if f.id not in rejected),
        labels=tuple(x for x in extract.labels if x.claimed_by not in rejected),
        causes=tuple(c for c in extract.causes if c.claimed_by not in rejected),
        assessments=tuple(a for a in extract.assessments if a.claimed_by not in rejected),
        tones=tuple(t for t in extract.tones if t.claimed_by not in rejected),
    )


def _quotations(extract: Extract) -> list[Source]:
    return [source for statement in extract.statements if statement.kind == "direct" for source in statement.content]


def _held(found: Iterable[Reuse], edits: Iterable[Decision]) -> tuple[Reuse, ...]:
    """The reuses but for those that the analyst holds to be none."""
    none = {frozenset(edit.pair) for edit in edits if edit.verdict == "different"}
    return tuple(reuse for reuse in found if frozenset((reuse.document, reuse.of)) not in none)


def _on_reuse(found: Iterable[Reuse]) -> Iterator[Decision]:
    for reuse in found:
        yield Decision((reuse.document, reuse.of), "same", reuse.share, reuse.reason)


def _on_quantities(found: Iterable[Quantity]) -> Iterator[Decision]:
    for quantity in found:
        for figure in quantity.figures[1:]:
            yield Decision((quantity.figures[0], figure), "same", 1.0, quantity.reason or "one measure")


def merged(first: Iterable[Mention], more: Iterable[Mention]) -> tuple[Mention, ...]:
    """Both in text order, one for each span: the later reading of a span wins, as it knows more."""
    by_span = {m.source: m for m in (*first, *more)}
    return tuple(by_span[source] for source in sorted(by_span))


def _sorted_out(found: Iterable[Found | Problem]) -> tuple[tuple[Found, ...], tuple[Problem, ...]]:
    """The records, one for each id, and the troubles apart."""
    records: dict[object, Found] = {}
    problems: list[Problem] = []
    for one in found:
        if isinstance(one, Problem):
            problems.append(one)
        else:
            records.setdefault(getattr(one, "id", one), one)
    return tuple(records.values()), tuple(problems)


def _with_actors(statement: Statement, who: ActorResolution) -> Statement:
    return replace(
        statement,
        actor=_id(statement.voice, who),
        via=_ids(statement.via_spans, who),
        addressee=_id(statement.addressee_span, who),
    )


def _id(span: Source | None, who: ActorResolution) -> str | None:
    return who.of.get(span) if span else None


def _ids(spans: Iterable[Source], who: ActorResolution) -> tuple[str, ...]:
    """The actors named in `spans`, each once, in order."""
    return tuple(dict.fromkeys(actor for span in spans if (actor := who.of.get(span))))
