"""Who is named: a list, and a page for each actor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import get_args

from dragoman.case import happened, pages
from dragoman.case.happened import Wanted
from dragoman.case.pages import ActorRow
from dragoman.case.reading import Reading
from dragoman.records import Kind, Tie
from dragoman.view.disputes import KINDS as DISPUTES
from dragoman.view.explore.asked import Asked, NotFound, pager
from dragoman.view.explore.shown import Shown
from dragoman.view.explore.together import decided
from dragoman.view.explore.window import Window
from dragoman.view.listing import Row
from dragoman.view.reader import tie_anchor
from dragoman.view.timeline import timeline, undated
from dragoman.view.voices import about

EACH = 60
FEW = 12
"""Ties, happenings, bonds and disputes on an actor's page."""


def actors(opened: Reading, asked: Asked) -> Shown:
    """Actors by how often they are named; of a kind, a country, with letters in a name or alias."""
    kind, country = asked.choice("kind", get_args(Kind)), asked.text("country").upper() or None
    page = asked.number("page", 1, low=1)
    found = pages.actors(
        opened, words=asked.text("name"), kind=kind, country=country, first=(page - 1) * EACH, limit=EACH
    )
    return Shown(
        "actors.html",
        "Actors",
        {
            "rows": found.rows,
            "kinds": get_args(Kind),
            "pager": pager(
                asked, "actor", shown=len(found.rows), first=found.first, total=found.total,
                beyond=found.beyond, each=EACH,
            ),
        },
        lambda: actor_rows(found.rows),
        "/actors",
    )  # fmt: skip


def actor(opened: Reading, asked: Asked) -> Shown:
    """One actor: names, statements, happenings, ties, friends and foes, disputes; merge and split."""
    row = pages.actor(opened, asked.id)
    if row is None:
        raise NotFound(f"the case holds no actor {asked.id}")
    window = Window(opened)
    whole = window.actors[asked.id]
    told = happened.happenings(opened, Wanted(actor=asked.id), limit=FEW)
    window.reports = happened.reports_of(opened, [one.event for one in told.rows], each=6)
    window.gather({report.trigger.document for report in window.reports})
    ties = opened.records(
        Tie,
        "SELECT record FROM tie WHERE from_actor = ? UNION ALL SELECT record FROM tie WHERE to_actor = ? LIMIT ?",
        asked.id, asked.id, 2 * FEW,
    )  # fmt: skip
    bonds = pages.bonds(opened, party=row.party, limit=2 * FEW)
    names = {id: found.name if (found := pages.actor(opened, id)) else id for b in bonds for id in (b.one, b.other)}
    differ = pages.disputes(opened, holder=asked.id, limit=FEW)
    return Shown(
        "actor.html",
        whole.name,
        {
            "actor": whole,
            "row": row,
            "about": about(whole),
            "above": window.actors.get(whole.part_of) if whole.part_of else None,
            "party": pages.actor(opened, row.party) if row.party != row.id else None,
            "aliases": [alias for alias in whole.aliases if alias != whole.name],
            "statements": pages.statements_by(opened, asked.id, limit=5).rows,
            "told": told,
            "timeline": [*timeline(window), *(entry for _, entries in undated(window) for entry in entries)],
            "ties": [(tie, window.account_of[tie.source.document], tie_anchor(tie)) for tie in ties],
            "bonds": [(b, names[b.other if b.one == row.party else b.one]) for b in bonds],
            "disputes": differ,
            "dispute_kinds": DISPUTES,
            "decided": decided(opened, list(dict.fromkeys((whole.name, *whole.aliases)))[:40]),
            "window": window,
        },
        lambda: actor_rows([row]),
        "/actors",
    )


def actor_rows(found: Iterable[ActorRow]) -> Iterator[Row]:
    """Actors as rows."""
    for one in found:
        yield {
            "id": one.id,
            "name": one.name,
            "kind": one.kind,
            "country": one.country,
            "acts for": one.party,
            "mentions": one.mentions,
            "accounts": one.accounts,
            "statements": one.statements,
            "characters said": one.chars,
            "happenings": one.events,
        }
