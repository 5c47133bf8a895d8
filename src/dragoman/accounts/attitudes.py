"""An account's tone toward actors: the mean of its words' scores, never without the words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.accounts.shelf import Shelf
from dragoman.records import Tone

FEW = 3
"""Fewer words than this say nothing of an attitude; chosen by eye on five accounts, 2026-11-22."""


@dataclass(frozen=True, slots=True)
class Attitude:
    """Words of praise and blame. `mean`: -1 (blame) to 1 (praise); None: fewer than three words, too few to say."""

    mean: float | None
    tones: tuple[Tone, ...]
    """In text order."""


@dataclass(frozen=True, slots=True)
class Toward:
    """An account's tone toward one actor: in its own words, and in those of the voices it quotes."""

    actor: str
    own: Attitude
    quoted: Attitude


def attitudes(shelf: Shelf, account: str) -> tuple[Toward, ...]:
    """Tone toward each actor that the account of this id praises or blames, most words first."""
    by_target: dict[str, list[Tone]] = defaultdict(list)
    for tone in shelf.tones[account]:
        if tone.target and tone.target in shelf.actors:
            by_target[tone.target].append(tone)
    found = [
        Toward(
            target,
            attitude([tone for tone in tones if tone.claimed_by is None]),
            attitude([tone for tone in tones if tone.claimed_by is not None]),
        )
        for target, tones in by_target.items()
    ]
    return tuple(sorted(found, key=lambda t: (-_words(t), shelf.actors[t.actor].name, t.actor)))


def attitude(tones: Sequence[Tone]) -> Attitude:
    """The mean score of `tones` and the words it rests on."""
    mean = sum(tone.score for tone in tones) / len(tones) if len(tones) >= FEW else None
    return Attitude(mean, tuple(sorted(tones, key=lambda tone: tone.source)))


def _words(toward: Toward) -> int:
    return len(toward.own.tones) + len(toward.quoted.tones)
