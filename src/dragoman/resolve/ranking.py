"""In which order a reader is shown the disputes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dragoman.records import Dispute


def ranked(disputes: Iterable[tuple[int, Dispute]]) -> tuple[Dispute, ...]:
    """The disputes, given each with its directness, from the one that most independent accounts divide over.

    First the side with fewest independent accounts (at least two sides must have it), of which a bare name counts one
    less; then what happened, how much, who said so, why and who gains, before what to call it; then how directly the
    sides meet, then all accounts and voices on both sides; ties by topic and id.
    """
    best: dict[str, tuple[int, Dispute]] = {}
    for directness, dispute in disputes:
        best.setdefault(dispute.id, (directness, dispute))
    ordered = sorted(best.values(), key=lambda pair: _place(*pair))
    return tuple(replace(dispute, rank=number) for number, (_, dispute) in enumerate(ordered, 1))


_WORDING = ("framing", "name")
"""Kinds that come last among equals, a bare name after all others."""


def _place(directness: int, dispute: Dispute) -> tuple[int, int, int, int, int, str, str]:
    independent = sorted((side.independent for side in dispute.sides), reverse=True)
    voices = {voice for side in dispute.sides for voice in side.voices}
    wording = _WORDING.index(dispute.kind) + 1 if dispute.kind in _WORDING else 0
    backing = independent[1] - (dispute.kind == "name")
    return -backing, wording, -directness, -sum(independent), -len(voices), dispute.topic, dispute.id
