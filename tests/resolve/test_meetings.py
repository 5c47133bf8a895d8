"""All pairs of some tellings at once say what each pair says by itself."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.resolve import meetings
from dragoman.resolve.meetings import (
    AGREES,
    LASTING,
    MUTUAL,
    NEARLY,
    NOTHING_SHARED,
    ONE_SHARED,
    OTHER_SUBJECT,
    OTHER_TYPE,
    RULED_OUT,
    SPOKEN,
    STANDING,
    UNMATCHED,
    VERBAL,
    compare_slots,
)
from dragoman.resolve.slots import Party, Slots

STATES = [frozenset(), frozenset(("NPL",)), frozenset(("PRY",)), frozenset(("NPL", "PRY", "TON"))]
PARTIES = st.builds(
    Party,
    id=st.sampled_from("abcdef"),
    states=st.sampled_from(STATES),
    whole=st.sampled_from("abw"),
    person=st.booleans(),
    private=st.booleans(),
    vague=st.booleans(),
    forces=st.sampled_from([frozenset(), frozenset(("f",)), frozenset(("f", "g"))]),
)
DAYS = st.sampled_from([None, "2012-02-27", "2012-03-01", "2012-03-05", "2012-03-20"])
PLACES = st.sampled_from([(None, None), ("Pokhara", (28.2, 84.0)), ("Begnas", (28.2, 84.1)), ("Luque", (-25.3, -57.5))])
TYPES = st.sampled_from([None, "PROTEST", "MOBILIZE", "CONSULT", "AGREE", "ACCUSE", "ASSAULT"])


@st.composite
def slots(draw: st.DrawFn) -> Slots:
    place, point = draw(PLACES)
    sources, targets = (tuple(draw(st.lists(PARTIES, max_size=2))) for _ in range(2))
    status = draw(st.sampled_from(["happened", "planned", "hypothetical", "denied"]))
    country = draw(st.sampled_from([None, "NPL", "PRY"]))
    return Slots(draw(TYPES), status, sources, targets, draw(DAYS), draw(DAYS), place, country, point)


@given(st.lists(slots(), min_size=1, max_size=5), st.booleans(), st.booleans(), st.booleans())
def test_a_table_of_pairs_holds_what_each_pair_says(told: list[Slots], alike: bool, framed: bool, apart: bool) -> None:
    full = np.full((len(told), len(told)), True)
    found = compare_slots(told, alike=full & alike, framed=full & framed, apart=full & apart)
    for i, one in enumerate(told):
        for j, other in enumerate(told):
            assert found[i, j] == pytest.approx(compared(one, other, alike=alike, framed=framed, apart=apart))


def test_what_costs_is_asked_once_for_each_two_places(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    measure = meetings._kilometres

    def counted(a: tuple[float, float], b: tuple[float, float]) -> float:
        asked.append((a, b))
        return measure(a, b)

    monkeypatch.setattr(meetings, "_kilometres", counted)
    told = [Slots("ASSAULT", place=f"town {n % 4}", point=(n % 4, 10.0)) for n in range(120)]
    full = np.full((len(told), len(told)), True)
    compare_slots(told, alike=full, framed=full, apart=~full)
    assert len(asked) == 6


def compared(one: Slots, other: Slots, *, alike: bool, framed: bool, apart: bool) -> float:
    """What the slots of one pair add."""
    if one.type is None or other.type is None:
        return 0.0
    sides = met_sides(one, other)
    said = (*sides, met_places(one, other), met_dates(one, other))
    if "other" in said:
        return RULED_OUT
    verbal, same, near = one.type in VERBAL or other.type in VERBAL, said.count("same"), sides.count("near")
    gain = -STANDING.get(frozenset((one.status or "", other.status or "")), 0.0) - (0.0 if framed else OTHER_TYPE)
    gain += AGREES * same - (SPOKEN if verbal else NEARLY) * near - (OTHER_SUBJECT if apart else 0.0)
    if apart and same < (3 if verbal else 1 if one.type == "PROTEST" else 2):
        return RULED_OUT
    if one.type == other.type == "PROTEST":
        return gain
    shared = same + (0 if verbal else near)
    gain -= NOTHING_SHARED if not shared else ONE_SHARED if shared == 1 and (verbal or not alike) else 0.0
    known = ((one.sources, other.sources), (one.targets, other.targets))
    unmatched = sum(met is None and bool(a and b) for met, (a, b) in zip(sides, known, strict=True))
    return gain - (UNMATCHED * unmatched if verbal else 0.0)


def met_sides(one: Slots, other: Slots) -> tuple[str | None, str | None]:
    if one.type in MUTUAL and other.type in MUTUAL:
        return met_parties((*one.sources, *one.targets), (*other.sources, *other.targets)), None
    home = None
    if "MOBILIZE" in (one.type, other.type):
        home = {state for side in (one, other) for party in side.targets for state in party.states}
        home |= {country for country in (one.country, other.country) if country}
    return met_parties(one.sources, other.sources, home), met_parties(one.targets, other.targets)


def met_parties(some: Iterable[Party], others: Iterable[Party], home: set[str] | None = None) -> str | None:
    found = {met_party(one, other, home) for one in some for other in others}
    if not found or "same" in found:
        return "same" if found else None
    if any(one.person for one in some) and any(other.person for other in others):
        return "other"
    return "near" if "near" in found else None if None in found else "other"


def met_party(one: Party, other: Party, home: set[str] | None) -> str | None:
    if one.id == other.id:
        return "same"
    if one.whole == other.whole:
        return "near"
    if not one.states or not other.states:
        return None if one.vague or other.vague else "other"
    if one.private != other.private or (one.person and other.person):
        return "other"
    if len(one.states) == len(other.states) == 1 and one.states == other.states:
        return "near"
    abroad = home is not None and not any(len(party.states) == 1 and party.states <= home for party in (one, other))
    return "near" if abroad and one.forces & other.forces else "other"


def met_places(one: Slots, other: Slots) -> str | None:
    if one.country and other.country and one.country != other.country:
        return "other"
    if one.place and other.place:
        if one.place == other.place:
            return "same"
        return "same" if meetings._kilometres(one.point or (0, 0), other.point or (0, 0)) < meetings.FAR else "other"
    return "near" if one.country and other.country else None


def met_dates(one: Slots, other: Slots) -> str | None:
    if not (one.low or one.high) or not (other.low or other.high):
        return None
    apart = max(days(one.high, other.low), days(other.high, one.low))
    if apart > 0:
        return None if apart <= (0 if one.place and other.place else LASTING.get(one.type or "", 0)) else "other"
    return "same" if all(0 <= days(side.low, side.high) <= 7 for side in (one, other)) else None


def days(first: str | None, then: str | None) -> float:
    if first is None or then is None:
        return -1
    return math.floor((date.fromisoformat(then) - date.fromisoformat(first)).days)
