"""Shares, scores and counts in words."""

from __future__ import annotations

from dragoman.accounts.certainty import Certainty
from dragoman.accounts.rooms import Room
from dragoman.accounts.shelf import Shelf
from dragoman.accounts.standing import Standing

VISIBLE = 0.005
"""Share of words below which a voice or a camp is not shown."""


def percent(share: float | None) -> str:
    """0.14 as '14 %', its space unbroken; '–' of nothing."""
    if share is None:
        return "–"
    return "<\u00a01\u00a0%" if 0 < share < VISIBLE else f"{100 * share:.0f}\u00a0%"


def signed(score: float) -> str:
    """-0.5 as '−0.5', 0.5 as '+0.5'."""
    rounded = round(score, 1)
    return f"−{-rounded:.1f}" if rounded < 0 else f"+{rounded:.1f}" if rounded else "0.0"


def times(count: int, thing: str) -> str:
    """'1 happening', '3 happenings'."""
    return f"{count} {thing}" + ("" if count == 1 else "s")


def voices_text(shelf: Shelf, room: Room, most: int) -> str:
    """'Akar 25 %, Tokayev 4 %'."""
    shown = [voice for voice in room.voices[:most] if voice.share >= VISIBLE]
    return ", ".join(f"{shelf.actors[voice.actor].name} {percent(voice.share)}" for voice in shown)


def camps_text(room: Room) -> str:
    """'Turkey · authorities 25 %, Russia · press 4 %'."""
    return ", ".join(f"{camp.name} {percent(share)}" for camp, share in room.camps if share >= VISIBLE)


def room_text(shelf: Shelf, room: Room, most: int) -> str:
    """'46 % its own words; Akar 25 %, Tokayev 4 %; 9 % voices without a name'."""
    unnamed = f"{percent(room.unnamed)} voices without a name" if room.unnamed else ""
    return "; ".join(filter(None, (f"{percent(room.own)} its own words", voices_text(shelf, room, most), unnamed)))


def hedging_text(certainty: Certainty) -> str:
    """What weakens statements and reports, counts of nothing left out."""
    statements = _of(
        times(certainty.statements, "statement"),
        (len(certainty.hedges), "hedged"),
        (len(certainty.anonymous), "of nobody named"),
    )
    reports = _of(
        times(certainty.reports, "report"),
        (len(certainty.planned), "planned"),
        (len(certainty.hypothetical), "supposed"),
        (len(certainty.denied), "denied"),
        (len(certainty.claimed), "claimed by a voice alone"),
    )
    return f"{statements}; {reports}"


def alone_text(standing: Standing, events: int, statements: int) -> str:
    """How much stands in no other account; `events`, `statements`: how many the account tells."""
    parts = [f"{percent(standing.words)} of its words"]
    if events:
        parts.append(f"{len(standing.events)} of {times(events, 'happening')}")
    if statements:
        parts.append(f"{len(standing.statements)} of {times(statements, 'statement')}")
    return f"{', '.join(parts)} in no other account"


def _of(whole: str, *parts: tuple[int, str]) -> str:
    told = ", ".join(f"{count} {what}" for count, what in parts if count)
    return f"of {whole} {told or 'none weakened'}"
