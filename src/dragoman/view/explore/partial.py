"""A shelf of a few accounts of a large case, enough to compare these: others only as far as they meet them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from dragoman.accounts.shelf import Shelf
from dragoman.case.reading import Reading
from dragoman.records import (
    Actor,
    Dispute,
    Figure,
    Quantity,
    Report,
    Reuse,
    Source,
    Statement,
)
from dragoman.view.explore.window import Window
from dragoman.view.reader import Account
from dragoman.view.wording import Wording

OTHERS = 6
"""Other accounts that are named as telling a happening."""
HELD = 200
"""Disputes that are read for one account."""


def shelf_of(window: Window, documents: Sequence[str], also: Iterable[str] = ()) -> Shelf:
    """These accounts with their records; events keep their counts over the whole case, but few other tellings.

    `also`: events that are there whether these accounts tell them or not.
    """
    opened, case = window.opened, window.case
    said = [s for id in documents for s in case.statements(document=id)]
    told = [r for id in documents for r in case.reports(document=id)]
    events = {r.event: window.events[r.event] for r in told if r.event}
    for id in also:
        events.setdefault(id, window.events[id])
    others = _others(opened, list(events), set(documents))
    reports = {report.id: report for report in (*told, *others)}
    figures = [f for id in documents for f in case.figures(document=id)]
    labels = [x for id in documents for x in case.labels(document=id)]
    tones = [t for id in documents for t in case.tones(document=id)]
    reuses = [_with_sources(r) for id in documents for r in case.reuses(document=id)]
    known = {*documents, *(r.trigger.document for r in others), *(r.of for r in reuses)}
    ordered = window.gather(known)
    by_event: dict[str, list[str]] = defaultdict(list)
    for report in reports.values():
        by_event[report.event or ""].append(report.id)
    ranked = sorted(events.values(), key=lambda e: (-e.independent, -e.accounts, e.low or e.high or "9999", e.id))
    named = {a for r in reports.values() for a in (*r.sources, *r.targets)}
    named |= (
        {s.actor for s in said if s.actor}
        | {t.target for t in tones if t.target}
        | {x.referent for x in labels if x.referent}
    )
    speakers = [window.statement(r.claimed_by) for r in others if r.claimed_by]
    named |= {s.actor for s in speakers if s.actor}
    return Shelf(
        documents=tuple(window.documents[a.document.id] for a in ordered),
        number={account.document.id: place for place, account in enumerate(ordered)},
        actors=_actors(window, named),
        statement={s.id: s for s in (*said, *speakers)},
        statements=_by(said, lambda s: s.content[0].document),
        report=reports,
        reports=_by(told, lambda r: r.trigger.document),
        events={e.id: replace(e, reports=tuple(by_event[e.id])) for e in ranked if by_event[e.id]},
        figure={f.id: f for f in figures},
        quantities=tuple(_quantities(opened, figures)),
        labels=_by(labels, lambda x: x.source.document),
        named=_by(labels, lambda x: (x.field, x.referent)),
        tones=_by(tones, lambda t: t.source.document),
        reuses=_by(reuses, lambda r: r.document),
        disputes=_disputes(opened, documents),
        said_in=_said_in(opened, said),
    )


def wording_of(window: Window, shelf: Shelf) -> Wording:
    """How it is put in words, the accounts lettered as in the whole case, every address leading somewhere."""
    wording = Wording(window.case, shelf, Everywhere())
    wording.accounts = {d.id: Account(d, window.account_of[d.id].number, ()) for d in shelf.documents}
    return wording


class Everywhere:
    """Addresses of which each leads to its words: the explorer finds any of them."""

    def __contains__(self, address: object) -> bool:
        return True

    def __iter__(self) -> Any:
        return iter(())

    def __len__(self) -> int:
        return 0


def _others(opened: Reading, events: Iterable[str], known: set[str]) -> list[Report]:
    found = []
    for event in events:
        reports = opened.records(Report, "SELECT record FROM report WHERE event = ? LIMIT ?", event, 4 * OTHERS)
        first = {r.trigger.document: r for r in reversed(reports) if r.trigger.document not in known}
        found += list(first.values())[:OTHERS]
    return found


def _actors(window: Window, named: Iterable[str]) -> dict[str, Actor]:
    """The actors named and those they are a part of; what names an event is left out."""
    found: dict[str, Actor] = {}
    waiting = sorted(named)
    while waiting:
        id = waiting.pop()
        if id not in found and (actor := window.actors.get(id)):
            found[id] = actor
            if actor.part_of:
                waiting.append(actor.part_of)
    return found


def _quantities(opened: Reading, figures: Sequence[Figure]) -> Iterable[Quantity]:
    held: dict[str, list[str]] = defaultdict(list)
    for figure in figures:
        if figure.quantity:
            held[figure.quantity].append(figure.id)
    for id, ids in held.items():
        for quantity in opened.records(Quantity, "SELECT record FROM quantity WHERE id = ?", id):
            yield replace(quantity, figures=tuple(ids))


def _disputes(opened: Reading, documents: Sequence[str]) -> tuple[Dispute, ...]:
    """Those in which all of these accounts hold words, by rank."""
    query = "SELECT dispute FROM holder WHERE holder = ? ORDER BY rank LIMIT ?"
    held = [[id for (id,) in opened.rows(query, document, HELD)] for document in documents]
    shared = [id for id in held[0] if all(id in one for one in held[1:])] if held else []
    return tuple(d for id in shared for d in opened.records(Dispute, "SELECT record FROM dispute WHERE id = ?", id))


def _said_in(opened: Reading, said: Iterable[Statement]) -> dict[str, frozenset[str]]:
    """For the first of statements that repeat each other, documents that hold one of them."""
    found = {}
    for first in dict.fromkeys(statement.repeats or statement.id for statement in said):
        rows = opened.rows(
            "SELECT document FROM statement WHERE id = ? UNION"
            " SELECT document FROM"
            " (SELECT document FROM statement WHERE json_extract(record, '$.repeats') = ? LIMIT 20)",
            first, first,
        )  # fmt: skip
        found[first] = frozenset(document for (document,) in rows)
    return found


def _by(records: Iterable[Any], key: Any) -> Any:
    grouped: dict[Any, list[Any]] = defaultdict(list)
    for record in records:
        grouped[key(record)].append(record)
    return defaultdict(tuple, {one: tuple(many) for one, many in grouped.items()})


def _with_sources(reuse: Reuse) -> Reuse:
    """`reuse` with its spans as Sources: the case file's decoder leaves a pair of them as two lists."""
    spans: Any = reuse.spans
    return replace(reuse, spans=tuple((_source(here), _source(there)) for here, there in spans))


def _source(span: Any) -> Source:
    return span if isinstance(span, Source) else Source(*span)
