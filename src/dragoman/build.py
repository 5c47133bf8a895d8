"""From sources to a case: the only place that orders the stages.

    documents → parse → mentions, references → statements → reports, figures, ties → (all documents) resolution

A document is extracted once; it is extracted again only when its text, what is known of its publication, the model or
the extractors change. Resolution runs over all extracts whenever one changed, so a case read in many steps and in any
order holds the same as one read at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from dragoman import ids
from dragoman.case.store import Case, open_case
from dragoman.extract.figures import figures
from dragoman.extract.mentions import mentions
from dragoman.extract.parse import MODEL, Parse, load, parse
from dragoman.extract.references import references
from dragoman.extract.reports import reports
from dragoman.extract.statements import statements
from dragoman.extract.ties import ties
from dragoman.read.document import documents
from dragoman.read.options import Options
from dragoman.records import (
    Decision,
    Document,
    Extract,
    Mention,
    Problem,
    Resolution,
    Source,
    Statement,
)
from dragoman.resolve.actors import ActorResolution, actors
from dragoman.resolve.affiliation import Gazetteer, load_gazetteer
from dragoman.resolve.decisions import load_edits
from dragoman.resolve.events import events
from dragoman.resolve.locations import locate
from dragoman.resolve.repeats import repeats

EXTRACTORS = 2
"""Counts up when an extractor changes what it yields, so that cases are extracted anew."""

LANGUAGES = ("en",)
"""Languages the extractors read; an account in another is kept and searched, not extracted."""

Found = TypeVar("Found")

Progress = Callable[[str, int, int], None]
"""Called with the name of the account being read, how many are done and how many there are."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run read: `new` documents added or changed, `known` ones left alone, `extracted`, and the troubles met."""

    new: int
    known: int
    extracted: int
    problems: tuple[Problem, ...]


def read(
    sources: Iterable[str],
    case: Path,
    *,
    options: Options | None = None,
    model: str | None = None,
    gazetteers: Sequence[Path] = (),
    progress: Progress = lambda name, done, of: None,
) -> Summary:
    """Reads `sources` into the case at `case`, made if there is none; parses only what is new, then resolves all.

    `gazetteers` are the user's tables of names, country and sector, asked before ours; the case remembers them.
    """
    with open_case(case, create=True) as opened:
        new, known, problems = _gather(sources, opened, options or Options())
        extracted = _extract_new(opened, model, progress)
        if gazetteers:
            _remember(opened, gazetteers)
        edits = load_edits(edits_path(case))
        if extracted or new or opened.setting("settled") != _settled(opened, edits):
            settle(opened, edits)
        return Summary(new, known, extracted, tuple(problems))


def edits_path(case: Path) -> Path:
    """Where the analyst's decisions on a case stand: decisions.toml beside it."""
    return case.with_name("decisions.toml")


def settle(case: Case, edits: Sequence[Decision]) -> None:
    """Resolves all extracts of the case anew under the analyst's `edits`; parses nothing."""
    gazetteers = tuple(load_gazetteer(path) for path in _remembered(case))
    resolution = resolve(tuple(case.extracts()), tuple(case.documents()), edits, gazetteers)
    with case.writing():
        case.keep_resolution(resolution)
        case.set("settled", _settled(case, edits))


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


def _remember(case: Case, gazetteers: Sequence[Path]) -> None:
    for path in gazetteers:
        load_gazetteer(path)  # a bad table is an error now, not at the next command
    with case.writing():
        case.set("gazetteers", "\n".join(str(path.resolve()) for path in gazetteers))


def _remembered(case: Case) -> list[Path]:
    return [Path(line) for line in (case.setting("gazetteers") or "").splitlines()]


def _settled(case: Case, edits: Sequence[Decision]) -> str:
    """What a resolution depends on besides the extracts: the analyst's decisions and gazetteers."""
    return ids.make("x", [repr(edit) for edit in edits], [path.read_text("utf-8") for path in _remembered(case)])


def _gather(sources: Iterable[str], case: Case, options: Options) -> tuple[int, int, list[Problem]]:
    """Adds the accounts in `sources` to the case; how many are new, how many known, and the troubles."""
    new = known = 0
    problems: list[Problem] = []
    for one in documents(sources, options=options):
        with case.writing():
            if isinstance(one, Problem):
                problems.append(one)
                case.keep_problems([one])
            elif case.add(one):
                new += 1
            else:
                known += 1
    return new, known, problems


def _extract_new(case: Case, model: str | None, progress: Progress) -> int:
    """Extracts the accounts that were not, or not in this way; how many."""
    model = model or case.setting("model") or MODEL
    done = case.fingerprints()
    waiting = [d for d in case.documents() if done.get(d.id) != _fingerprint(d, model)]
    if not waiting:
        return 0
    readable = [d for d in waiting if d.language in (None, *LANGUAGES)]
    nlp = load(model) if readable else None
    for number, document in enumerate(waiting):
        progress(document.name, number, len(waiting))
        if nlp is None or document not in readable:
            said = Extract(document.id, problems=(_unread(document),))
        else:
            (parsed,) = parse([document], nlp)
            said = extract(parsed)
        with case.writing():
            case.keep_extract(said, _fingerprint(document, model))
            case.set("model", model)
    progress("", len(waiting), len(waiting))
    return len(waiting)


def _unread(document: Document) -> Problem:
    return Problem(
        document.id, f"{document.name}: language {document.language!r} is not read (only {', '.join(LANGUAGES)})"
    )


def _fingerprint(document: Document, model: str) -> str:
    return ids.make(
        "x", EXTRACTORS, model, document.id, document.published, document.language, document.outlet, document.author
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
