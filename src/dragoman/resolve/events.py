"""Reports of one happening in one event, whatever they call it, and every merge a decision with its reason.

Accounts are put together by subject (subjects.py), and reports of one subject by what they say (happenings.py): first
words of one root or family, then who, where and when. A report that is denied or only planned belongs to the event that
it speaks of; the status stays on the report.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman import ids
from dragoman.periods import Span, first_day, last_day
from dragoman.records import Actor, Date, Decision, Document, Event, Report, Source, Verdict
from dragoman.resolve.happenings import Link, Pair, Telling, happenings
from dragoman.resolve.shuffle import Shuffle, here
from dragoman.resolve.slots import parties, slots
from dragoman.resolve.subjects import WORD, plain, subjects, terms


@dataclass(frozen=True, slots=True)
class EventResolution:
    """The reports, each with its event; the events by date and id; why reports are one event."""

    reports: tuple[Report, ...]
    events: tuple[Event, ...]
    decisions: tuple[Decision, ...]


def events(
    reports: Sequence[Report],
    accounts: Sequence[Document],
    edits: Sequence[Decision] = (),
    *,
    sentences: Mapping[str, Sequence[Source]],
    actors: Mapping[str, Actor],
    themes: Mapping[str, str] | None = None,
    shuffle: Shuffle = here,
) -> EventResolution:
    """The reports put together; `sentences` are each document's, in text order. `edits` on two report ids overrule.

    `themes`: what `subjects` says of the accounts, where that is known already.
    """
    by_id = {report.id: report for report in reports}
    texts = {document.id: document.text for document in accounts}
    told = _tellings(reports, texts, sentences, actors)
    if themes is None:
        themes = subjects({id: terms(text) for id, text in texts.items()})
    same, different = _decided(edits, "same"), _decided(edits, "different")
    found = happenings(told, themes, same=same, different=different, shuffle=shuffle)
    origins = _origins(accounts)
    made = [_event([by_id[t.id] for t in group], origins) for group in found.groups]
    of = {id: event.id for event in made for id in event.reports}
    return EventResolution(
        tuple(replace(report, event=of[report.id]) for report in reports),
        tuple(sorted(made, key=lambda e: (e.low is None, e.low or "", e.id))),
        tuple(_decisions(found.links, by_id, texts, actors, edits)),
    )


def _tellings(
    reports: Sequence[Report],
    texts: Mapping[str, str],
    sentences: Mapping[str, Sequence[Source]],
    actors: Mapping[str, Actor],
) -> list[Telling]:
    """What is compared of each report."""
    sides = parties(actors.values(), reports)
    starts = {document: [s.start for s in found] for document, found in sentences.items()}
    words: dict[Source, frozenset[str]] = {}
    told = []
    for report in reports:
        document = report.trigger.document
        number = bisect_right(starts.get(document, ()), report.trigger.start) - 1
        trigger = texts[document][report.trigger.start : report.trigger.end]
        sentence = sentences[document][number] if number >= 0 else report.trigger
        if sentence not in words:
            words[sentence] = _telling_words(texts[document][sentence.start : sentence.end])
        told.append(
            Telling(
                report.id,
                document,
                number,
                report.lemma or trigger.casefold(),
                words[sentence] - _telling_words(trigger),
                slots=slots(report, sides, actors),
            )
        )
    return told


def _telling_words(text: str) -> frozenset[str]:
    return frozenset(telling for word in WORD.findall(text) if (telling := plain(word)))


def _origins(accounts: Iterable[Document]) -> dict[str, str]:
    """For each account the one that its text goes back to, over copies of copies."""
    taken = {document.id: document.reuse_of for document in accounts}
    origins = {}
    for document in taken:
        origin, seen = document, {document}
        while (before := taken.get(origin)) and before not in seen:
            origin = before
            seen.add(before)
        origins[document] = origin
    return origins


def _event(told: Sequence[Report], origins: Mapping[str, str]) -> Event:
    """The event that the reports tell."""
    types = Counter(report.type for report in told)
    low, high = _when(told)
    return Event(
        id=ids.make("e", min(report.id for report in told)),
        type=min(types, key=lambda type: (-types[type], type)),
        reports=tuple(r.id for r in sorted(told, key=lambda r: (r.trigger, r.id))),
        low=low,
        high=high,
        accounts=len({report.trigger.document for report in told}),
        independent=len({origins[report.trigger.document] for report in told}),
    )


def _when(told: Sequence[Report]) -> Span:
    """First and last date: of the reports that it happened if any is dated, in the finest dates that they agree on.

    A coarser date counts only where it meets none of the finest; the widest range of those that are left is taken.
    """
    dated = [r for r in told if r.date and (r.date.low or r.date.high)]
    happened = [r.date for r in dated if r.status == "happened"] or [r.date for r in dated]
    dates = [date for date in happened if date]
    finest = max(map(_precision, dates), default=0)
    kept = [date for date in dates if _precision(date) == finest]
    kept += [date for date in dates if _precision(date) < finest and not any(_meet(date, fine) for fine in kept)]
    return (
        min((date.low for date in kept if date.low), key=first_day, default=None),
        max((date.high for date in kept if date.high), key=last_day, default=None),
    )


def _precision(date: Date) -> int:
    return min(len(iso) for iso in (date.low, date.high) if iso)


def _meet(one: Date, other: Date) -> bool:
    """Whether the two share a day."""
    return _begins_before_end(one, other) and _begins_before_end(other, one)


def _begins_before_end(one: Date, other: Date) -> bool:
    return one.low is None or other.high is None or first_day(one.low) <= last_day(other.high)


def _decided(edits: Iterable[Decision], verdict: Verdict) -> frozenset[Pair]:
    return frozenset(frozenset(edit.pair) for edit in edits if edit.verdict == verdict)


def _decisions(
    links: Iterable[Link],
    reports: Mapping[str, Report],
    texts: Mapping[str, str],
    actors: Mapping[str, Actor],
    edits: Sequence[Decision],
) -> Iterator[Decision]:
    """The analyst's decisions on reports, then each merge across accounts or over unlike words, with its reason."""
    decided = {frozenset(edit.pair): edit for edit in edits if reports.keys() >= set(edit.pair)}
    yield from sorted(decided.values(), key=lambda edit: edit.pair)
    for link in links:
        one, other = reports[link.one.id], reports[link.other.id]
        if frozenset((one.id, other.id)) in decided:
            continue
        if link.one.document != link.other.document or link.one.lemma != link.other.lemma:
            score = round(min(max(link.score, 0.0), 1.0), 3)
            yield Decision((one.id, other.id), "same", score, _reason(one, other, texts, actors))


def _reason(one: Report, other: Report, texts: Mapping[str, str], actors: Mapping[str, Actor]) -> str:
    """What the two share: 'both MOBILIZE by CSTO toward Kazakhstan; “intervened” and “sent” name one thing'."""
    said = f"both {one.type}" if one.type == other.type else " and ".join(sorted((one.type, other.type)))
    for word, mine, theirs in (("by", one.sources, other.sources), ("toward", one.targets, other.targets)):
        shared = [actors[id].name for id in mine if id in theirs and id in actors]
        said += f" {word} {', '.join(shared)}" if shared else ""
    if one.place and one.place == other.place:
        said += f" in {one.place}"
    if one.date and other.date and one.date.low and one.date.low == other.date.low:
        said += f", {one.date.low}"
    words = [texts[r.trigger.document][r.trigger.start : r.trigger.end] for r in (one, other)]
    if one.lemma == other.lemma:
        return f"{said}; both say “{words[0]}”"
    return f"{said}; “{words[0]}” and “{words[1]}” name one thing"
