"""From sources to a case.

A document is extracted once; it is extracted again only when its text, what is known of its publication, the model or
the extractors change. Resolution runs over all extracts whenever one changed, so a case read in many steps and in any
order holds the same as one read at once.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from filelock import FileLock, Timeout

from dragoman import ids
from dragoman.build.engine import Engine, Processes
from dragoman.build.readers import Reader, planned, read_again, readings, state
from dragoman.build.stages import STAGES, extract, resolve
from dragoman.build.verdicts import judge, planned_verdicts, with_verdicts
from dragoman.build.workers import Task, extracted, finished, read_part
from dragoman.case.answers import keep_rejections
from dragoman.case.store import Case, CaseInUse, compact, open_case, packed
from dragoman.extract.parse import MODEL, MissingModel, installed
from dragoman.read.document import documents
from dragoman.read.options import Options
from dragoman.records import Decision, Document, Problem
from dragoman.resolve.affiliation import load_gazetteer
from dragoman.resolve.decisions import load_edits
from dragoman.resolve.shuffle import here
from dragoman.second.cost import Cost, total
from dragoman.second.run import Asked, both

__all__ = ["Reader", "Summary", "edits_path", "extract", "fingerprint", "read", "resolve", "settle"]

EXTRACTORS = 7
"""Counts up when an extractor changes what it yields, so that cases are extracted anew."""

BATCH = 200
"""Accounts added in one transaction."""

Progress = Callable[[str, int, int], None]
"""Called with the name of the account or stage in hand, how many are done and how many there are."""


def _silent(name: str, done: int, of: int) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run read: `new` documents added or changed, `known` ones left alone, `extracted`, and the troubles met.

    `troubled`: in how many accounts of the case extraction met a problem.
    `asked`: how asking a model went; `cost`: what that would cost, where it was only reckoned.
    """

    new: int
    known: int
    extracted: int
    problems: tuple[Problem, ...]
    troubled: int = 0
    asked: Asked | None = None
    cost: Cost | None = None


def read(
    sources: Iterable[str],
    case: Path,
    *,
    options: Options | None = None,
    model: str | None = None,
    gazetteers: Sequence[Path] = (),
    workers: int = 0,
    engine: Engine | None = None,
    progress: Progress = _silent,
    reader: Reader | None = None,
    reckon: bool = False,
) -> Summary:
    """Reads `sources` into the case at `case`, made if there is none; parses only what is new, then resolves all.

    `gazetteers` are the user's tables of names, country and sector, asked before ours; the case remembers them.
    `workers` are the processes that extract and resolve; 0 does all in this one, without the bounds on time and memory;
    an `engine` works in their place. A run that was killed is gone on with by the same call. `reader` is a model that
    is asked what the rules may have missed, or with `reckon` only what that would cost. Raises CaseInUse when another
    process reads into the case.
    """
    if engine is None and workers:
        engine = Processes(workers)
    with _alone(case):
        with open_case(case, create=True) as opened:
            new, known, problems = _gather(sources, opened, options or Options())
            count = _extract_new(opened, model, engine, progress)
            if gazetteers:
                _remember(opened, gazetteers)
            asked = read_again(opened, reader, progress) if reader and not reckon else None
            edits = load_edits(edits_path(case))
            if count or new or opened.setting("settled") != _settled(opened, edits):
                settle(opened, edits, engine, progress)
            cost = _planned(opened, reader) if reader and reckon else None
            if reader and asked and not asked.stopped:
                asked = both(asked, judge(opened, reader, asked.sent + asked.received, progress))
                if opened.setting("settled") != _settled(opened, edits):
                    settle(opened, edits, engine, progress)
            troubled = opened.troubled()
        if not packed(case):
            compact(case)
    return Summary(new, known, count, tuple(problems), troubled, asked, cost)


@contextmanager
def _alone(case: Path) -> Iterator[None]:
    """Keeps other runs from reading into the case meanwhile; the lock goes when the process does, however it ends."""
    case.parent.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(case.with_name(f".{case.name}.lock"), timeout=0):
            yield
    except Timeout as error:
        raise CaseInUse(f"{case}: another process is reading into this case; try again after it") from error


def edits_path(case: Path) -> Path:
    """Where the analyst's decisions on a case stand: decisions.toml beside it."""
    return case.with_name("decisions.toml")


def settle(case: Case, edits: Sequence[Decision], engine: Engine | None = None, progress: Progress = _silent) -> None:
    """Resolves all extracts of the case anew under the analyst's `edits`; parses nothing. `engine` spreads the work."""
    gazetteers = tuple(load_gazetteer(path) for path in _remembered(case))
    found = tuple(readings(case))
    extracts, decisions = tuple(one.extract for one in found), with_verdicts(case, edits)
    with _uncollected(), engine.shuffling() if engine else nullcontext(here) as shuffle:
        resolution = resolve(
            extracts,
            tuple(case.documents()),
            decisions,
            gazetteers,
            shuffle,
            lambda stage: progress(f"comparing: {stage}", STAGES.index(stage), len(STAGES)),
        )
    progress("writing", len(STAGES), len(STAGES))
    with case.writing():
        case.keep_resolution(resolution)
        keep_rejections(case, (problem for one in found for problem in one.problems))
        case.set("settled", _settled(case, edits))


@contextmanager
def _uncollected() -> Iterator[None]:
    """Puts off Python's search for cyclic garbage: among millions of records it takes a tenth of the time and finds
    nothing (4,000 and 10,000 accounts, 2026-11: the same peak memory)."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _planned(case: Case, reader: Reader) -> Cost:
    """What it will cost to ask the model all that it has not answered yet."""
    return total((planned(case, reader.endpoint.model), planned_verdicts(case, reader.endpoint.model)))


def _remember(case: Case, gazetteers: Sequence[Path]) -> None:
    for path in gazetteers:
        load_gazetteer(path)  # a bad table is an error now, not at the next command
    with case.writing():
        case.set("gazetteers", "\n".join(str(path.resolve()) for path in gazetteers))


def _remembered(case: Case) -> list[Path]:
    return [Path(line) for line in (case.setting("gazetteers") or "").splitlines()]


def _settled(case: Case, edits: Sequence[Decision]) -> str:
    """What a resolution depends on besides the extracts: the analyst's decisions and gazetteers, models' answers."""
    tables = [path.read_text("utf-8") for path in _remembered(case)]
    return ids.make("x", [repr(edit) for edit in with_verdicts(case, edits)], tables, state(case))


def _gather(sources: Iterable[str], case: Case, options: Options) -> tuple[int, int, list[Problem]]:
    """Adds the accounts in `sources` to the case; how many are new, how many known, and the troubles."""
    new = known = 0
    problems: list[Problem] = []
    found = documents(sources, options=options)
    while some := list(islice(found, BATCH)):
        with case.writing():
            for one in some:
                if isinstance(one, Problem):
                    problems.append(one)
                    case.keep_problems([one])
                elif case.add(one):
                    new += 1
                else:
                    known += 1
    return new, known, problems


def _extract_new(case: Case, model: str | None, engine: Engine | None, progress: Progress) -> int:
    """Extracts the accounts that were not, or not in this way; how many."""
    model = model or case.setting("model") or MODEL
    folder = case.path.with_name(case.path.name + ".parts")
    for part in finished(folder):
        _keep(case, part)
    done = case.fingerprints()
    waiting = [id for id in case.ids() if done.get(id) != fingerprint(case.only(id), model)]
    if not waiting:
        return 0
    if not installed(model):
        raise MissingModel(model)
    with case.writing():
        case.set("model", model)
    tasks = (Task(document, fingerprint(document, model)) for document in map(case.only, waiting))
    ready = 0
    progress("", ready, len(waiting))
    for names in _extracts(case, tasks, folder, model, engine):
        ready += len(names)
        progress(names[-1], ready, len(waiting))
    return len(waiting)


def _extracts(
    case: Case, tasks: Iterable[Task], folder: Path, model: str, engine: Engine | None
) -> Iterator[list[str]]:
    """Extracts `tasks` and keeps what they say; yields the names of the accounts that were done, as they are."""
    if engine is None:
        for task in tasks:
            with case.writing():
                case.keep_extract(extracted(task.document, model), task.fingerprint)
            yield [task.document.name]
        return
    for part in engine.map(tasks, folder, model=model):
        yield _keep(case, part)
    with suppress(OSError):
        folder.rmdir()


def _keep(case: Case, part: Path) -> list[str]:
    """Takes a chunk's file into the case and removes it; the names of its accounts."""
    names = []
    with case.writing():
        for fingerprint, found in read_part(part):
            if document := case.document(found.document):
                case.keep_extract(found, fingerprint)
                names.append(document.name)
    part.unlink()
    return names


def fingerprint(document: Document, model: str) -> str:
    """What an extract of the document depends on; another one calls for another extract."""
    return ids.make(
        "x", EXTRACTORS, model, document.id, document.published, document.language, document.outlet, document.author
    )
