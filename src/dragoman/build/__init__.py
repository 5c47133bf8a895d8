"""From sources to a case.

A document is extracted once; it is extracted again only when its text, what is known of its publication, the model or
the extractors change. Resolution runs over all extracts whenever one changed, so a case read in many steps and in any
order holds the same as one read at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman import ids
from dragoman.build.stages import extract, resolve
from dragoman.case.store import Case, open_case
from dragoman.extract.parse import MODEL, load, parse
from dragoman.read.document import documents
from dragoman.read.options import Options
from dragoman.records import Decision, Document, Extract, Problem
from dragoman.resolve.affiliation import load_gazetteer
from dragoman.resolve.decisions import load_edits

__all__ = ["Summary", "edits_path", "extract", "read", "resolve", "settle"]

EXTRACTORS = 2
"""Counts up when an extractor changes what it yields, so that cases are extracted anew."""

LANGUAGES = ("en",)
"""Languages the extractors read; an account in another is kept and searched, not extracted."""

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
