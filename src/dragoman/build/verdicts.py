"""Which pairs of records a model is asked about, and its verdicts among the decisions on a case.

Asked about are reports of two accounts that the rules keep apart though type, a party and the dates fit; and figures of
two accounts that are in dispute, which may count different things. A person's decision on a pair stands, whatever a
model says. The case keeps the verdicts by pair, so that they hold when more is read.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import combinations

from dragoman import ids
from dragoman.build.readers import ONLY, Progress, Reader, ask_and_keep, given_to, one_reader, state
from dragoman.case.codec import decode, encode
from dragoman.case.store import Case
from dragoman.periods import first_day, last_day
from dragoman.records import Decision, Event, Figure, Report, Side, Source
from dragoman.second.cost import Cost, reckoned, total
from dragoman.second.reading import by
from dragoman.second.run import Asked
from dragoman.second.verdicts import VERSION, Pair, decision, question

MOST = 100
"""Pairs of each kind that are asked about in a case, the first in order."""
PASSAGE = 600
"""Characters of a passage at most."""
_JUDGED, _VERDICTS = "judged", "verdicts"


def judge(case: Case, reader: Reader, spent: int, progress: Progress) -> Asked:
    """Asks the model about the pairs of the case as it is resolved now; nothing where it did so already.

    `spent`: tokens of the reader's budget that are gone.
    """
    model = reader.endpoint.model
    mark = _mark(case, model)
    if case.setting(_JUDGED) == mark:
        return Asked()
    pairs = list(_pairs(case))
    known = given_to(case, model, VERSION)
    asked = ask_and_keep(case, reader, [question(p) for p in pairs if p.text not in known], spent, progress)
    given = given_to(case, model, VERSION)
    verdicts = {(d.pair, d.by): d for d in _kept(case)}
    for pair in pairs:
        answer = given.get(pair.text)
        if answer and (found := decision(pair, answer.content, answer.by)):
            verdicts[found.pair, found.by] = found
    with case.writing():
        kept = [encode(verdicts[key]) for key in sorted(verdicts)]
        case.set(_VERDICTS, json.dumps(kept, ensure_ascii=False))
        if not asked.left:
            case.set(_JUDGED, mark)
    return asked


def planned_verdicts(case: Case, model: str) -> Cost:
    """What it will cost to ask the model about the pairs that it has not judged yet."""
    if case.setting(_JUDGED) == _mark(case, model):
        return Cost()
    known = given_to(case, model, VERSION)
    return total(reckoned(question(pair)) for pair in _pairs(case) if pair.text not in known)


def with_verdicts(case: Case, edits: Sequence[Decision]) -> tuple[Decision, ...]:
    """The person's `edits`, and the sure verdicts of the case's readers on pairs that no person decided on."""
    decided = {frozenset(edit.pair) for edit in edits}
    _, models = one_reader(case, case.setting(ONLY) or "")
    found: dict[frozenset[str], Decision] = {}
    for verdict in _kept(case):
        counts = any(f"{verdict.by} ".startswith(f"{by(model, None)} ") for model in models)
        if counts and verdict.verdict != "unsure" and frozenset(verdict.pair) not in decided:
            found.setdefault(frozenset(verdict.pair), verdict)
    return (*edits, *found.values())


def _kept(case: Case) -> list[Decision]:
    return [decode(Decision, value) for value in json.loads(case.setting(_VERDICTS) or "[]")]


def _mark(case: Case, model: str) -> str:
    """What the pairs depend on, verdicts aside: verdicts join reports, which must not raise new questions for ever."""
    return ids.make("x", VERSION, model, sorted(case.fingerprints().items()), state(case))


def _pairs(case: Case) -> Iterator[Pair]:
    yield from _of_events(case)
    yield from _of_figures(case)


def _of_events(case: Case) -> list[Pair]:
    """First reports of two events, in different accounts, of one type, with a party in common and dates that meet."""
    told: dict[tuple[str, str], list[tuple[Event, Report]]] = {}
    for event in case.events():
        first = next(case.reports(event=event.id), None)
        for party in sorted({*first.sources, *first.targets}) if first else ():
            told.setdefault((event.type, party), []).append((event, first))  # type: ignore[arg-type]  # there is one
    found: dict[tuple[str, str], Pair] = {}
    for _, each in sorted(told.items()):
        for (event, one), (other_event, other) in combinations(each, 2):
            if one.trigger.document != other.trigger.document and _meet(event, other_event) and len(found) < MOST:
                pair = _pair(case, "event", (one.id, one.trigger), (other.id, other.trigger))
                found[pair.ids] = pair
    return [found[key] for key in sorted(found)]


def _meet(one: Event, other: Event) -> bool:
    """Whether both have dates, and these share a day."""
    if not (one.low and one.high and other.low and other.high):
        return False
    return first_day(one.low) <= last_day(other.high) and first_day(other.low) <= last_day(one.high)


def _of_figures(case: Case) -> list[Pair]:
    """The first figures of two sides of a dispute."""
    figures: dict[str, list[Figure]] = {}
    for figure in case.figures():
        figures.setdefault(figure.source.document, []).append(figure)
    found: dict[tuple[str, str], Pair] = {}
    for dispute in case.disputes(kind="figure"):
        for side, other_side in combinations(dispute.sides, 2):
            one, other = _first(side, figures), _first(other_side, figures)
            if one and other and one.source.document != other.source.document and len(found) < MOST:
                pair = _pair(case, "figure", (one.id, one.source), (other.id, other.source))
                found[pair.ids] = pair
    return [found[key] for key in sorted(found)]


def _first(side: Side, figures: dict[str, list[Figure]]) -> Figure | None:
    """The figure that the side is named by, in its first words that hold one; None where that is not clear."""
    for words in side.evidence:
        held = [
            f for f in figures.get(words.document, ()) if words.start <= f.source.start and f.source.end <= words.end
        ]
        named = [figure for figure in held if figure.text in side.label or side.label in figure.text]
        if len(named or held) == 1:
            return (named or held)[0]
    return None


def _pair(case: Case, kind: str, one: tuple[str, Source], other: tuple[str, Source]) -> Pair:
    (a, first), (b, second) = sorted((one, other))
    return Pair("event" if kind == "event" else "figure", (a, b), (_passage(case, first), _passage(case, second)))


def _passage(case: Case, source: Source) -> str:
    """The sentence that the words stand in, cut around them where it is long."""
    (sentence, *_) = case.sentence(source) or [source]
    start = max(sentence.start, source.start - PASSAGE // 2)
    return case.only(source.document).text[start : min(sentence.end, start + PASSAGE)]
