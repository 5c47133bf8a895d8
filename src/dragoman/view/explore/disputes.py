"""Where accounts differ: sides in columns, with their words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.case import pages
from dragoman.case.reading import Reading
from dragoman.records import Dispute, Side, Source
from dragoman.view.disputes import KINDS, dispute_rows, quarrels
from dragoman.view.explore.asked import Asked, NotFound, pager
from dragoman.view.explore.shown import Shown
from dragoman.view.explore.window import Window

EACH = 12
"""Disputes on a page."""
WORDS = 10
"""Words of a side on that page; all of them, up to MANY, stand on the dispute's own."""
MANY = 200


def disputes(opened: Reading, asked: Asked) -> Shown:
    """Disputes by rank, of a kind, of an actor or account, with words in topic, reason or sides."""
    kind, about = asked.choice("kind", KINDS), asked.text("about")
    holder = pages.find_actor(opened, asked.text("actor")) if asked.text("actor") else None
    account = asked.text("account")
    page = asked.number("page", 1, low=1)
    found = pages.disputes(
        opened,
        kind=kind,
        holder=account or (holder.id if holder else asked.text("actor") or None),
        about=about,
        first=(page - 1) * EACH,
        limit=EACH,
    )
    window = Window(opened)
    window.disputes = [trimmed(dispute, WORDS) for dispute in found.rows]
    return Shown(
        "disputes_page.html",
        "Where they differ",
        {
            "quarrels": quarrels(window),
            "kinds": KINDS,
            "holder": holder,
            "account": window.account_of.get(account) if account else None,
            "pager": pager(
                asked, "dispute", shown=len(found.rows), first=found.first, total=found.total,
                beyond=found.beyond, each=EACH,
            ),
        },
        lambda: dispute_rows(opened.case, found.rows),
    )  # fmt: skip


def dispute(opened: Reading, asked: Asked) -> Shown:
    """One dispute with all its words."""
    found = opened.records(Dispute, "SELECT record FROM dispute WHERE id = ?", asked.id)
    if not found:
        raise NotFound(f"the case holds no dispute {asked.id}")
    window = Window(opened)
    window.disputes = [trimmed(one, MANY) for one in found]
    return Shown(
        "dispute.html",
        found[0].topic,
        {"quarrels": quarrels(window), "dispute": found[0]},
        lambda: dispute_rows(opened.case, found),
        "/disputes",
    )


def trimmed(dispute: Dispute, most: int) -> Dispute:
    """The dispute with at most so many words a side, each account's first words before others; its counts stay."""
    return replace(dispute, sides=tuple(_trimmed(side, most) for side in dispute.sides))


def _trimmed(side: Side, most: int) -> Side:
    return replace(side, evidence=tuple(_spread(side.evidence)[:most]), voices=())


def _spread(sources: Sequence[Source]) -> list[Source]:
    first = list({source.document: source for source in reversed(sources)}.values())[::-1]
    known = set(first)
    return [*first, *(source for source in sources if source not in known)]
