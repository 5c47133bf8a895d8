"""The order of the stages: what one document says, and what all of them say together.

    parse → mentions, references → statements → reports, figures, ties → (all documents) resolution

Both are functions of their arguments alone: same accounts, same records, whatever the order or the machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from dragoman.extract.figures import figures
from dragoman.extract.mentions import mentions
from dragoman.extract.parse import Parse
from dragoman.extract.references import references
from dragoman.extract.reports import reports
from dragoman.extract.statements import statements
from dragoman.extract.ties import ties
from dragoman.records import Decision, Document, Extract, Mention, Problem, Resolution, Source, Statement
from dragoman.resolve.actors import ActorResolution, actors
from dragoman.resolve.affiliation import Gazetteer
from dragoman.resolve.events import events
from dragoman.resolve.locations import locate
from dragoman.resolve.repeats import repeats

Found = TypeVar("Found")


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
        problems=(*said_problems, *told_problems, *counted_problems, *tied_problems),
    )


def resolve(
    extracts: Sequence[Extract],
    accounts: Sequence[Document],
    edits: Sequence[Decision],
    gazetteers: tuple[Gazetteer, ...] = (),
) -> Resolution:
    """All extracts set side by side; independent of their order."""
    extracts = sorted(extracts, key=lambda extract: extract.document)
    who = actors(extracts, accounts, edits, gazetteers=gazetteers)
    named = tuple(replace(m, actor=who.of.get(m.source)) for extract in extracts for m in extract.mentions)
    said = repeats([_with_actors(s, who) for extract in extracts for s in extract.statements], accounts)
    told = tuple(
        replace(r, sources=_ids(r.source_spans, who), targets=_ids(r.target_spans, who))
        for extract in extracts
        for r in extract.reports
    )
    told, happenings = events(locate(told, who.of, who.actors), accounts)
    return Resolution(
        actors=who.actors,
        mentions=named,
        statements=said,
        reports=told,
        events=happenings,
        figures=tuple(f for extract in extracts for f in extract.figures),
        ties=tuple(
            replace(t, from_actor=who.of.get(t.from_span), to_actor=who.of.get(t.to_span), voice=_id(t.voice_span, who))
            for extract in extracts
            for t in extract.ties
        ),
        decisions=who.decisions,
    )


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
