"""Whether tellings can be of one happening by who, where and when: all pairs of some tellings at once.

Parties meet when they are one actor, and nearly when they act for one state; two states, two persons or two towns do
not. What is not known neither ties nor parts. Where types differ, or the standing (happened, planned, only thought of),
the words must make up for it. Everything is symmetric, but that the row's type says how long a happening lasts.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Sequence
from datetime import date
from itertools import chain
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from dragoman.resolve.slots import Party, Slots

RULED_OUT = -math.inf

AGREES = 0.1
"""What each slot adds that agrees."""
NEARLY, SPOKEN = 0.1, 0.35
"""What is taken away for a side where one acts for the other's state, and where it is a matter of words."""
NOTHING_SHARED = 0.5
"""What is taken away when no slot of the two agrees."""
ONE_SHARED = 0.4
"""What is taken away when one slot alone agrees, of words that differ, or of talk, of which there is much."""
OTHER_SUBJECT = 0.4
"""What is taken away where the accounts are of two subjects, besides that more slots must agree."""
UNMATCHED = 0.3
"""What is taken away in talk for a side that is known in both and may or may not be one."""
OTHER_TYPE = 0.5
STANDING = {
    frozenset(("happened", "planned")): 0.2,
    frozenset(("happened", "hypothetical")): 0.4,
    frozenset(("planned", "hypothetical")): 0.2,
}
"""What is taken away when one is told as done and the other as to come or only thought of."""
VERBAL = frozenset("AGREE CONSULT SUPPORT CONCEDE COOPERATE REQUEST ACCUSE REJECT THREATEN AID".split())
"""Types in which it matters whose act it is: two who accuse, or are accused, are two happenings."""
MUTUAL = frozenset("AGREE CONSULT COOPERATE".split())
"""Types whose two sides may be named either way round."""
LASTING = {"PROTEST": 14}
"""Days that may lie between two dates of one happening of a kind that goes on, unless two towns are named."""
SHORT = 7
"""Days that a date may span to agree with another."""
FAR = 40.0
"""Kilometres between two towns."""

OTHER, UNSURE, NEAR, SAME = range(4)
"""How two slots meet, the better the higher."""

Codes = NDArray[np.int8]
Flags = NDArray[np.bool_]
Numbers = NDArray[np.float64]
Key = TypeVar("Key", bound=Hashable)


class _Met(NamedTuple):
    """How the slots of each pair meet."""

    sources: Codes
    targets: Codes
    places: Codes
    dates: Codes


def compare_slots(told: Sequence[Slots], *, alike: Flags, framed: Flags, apart: Flags) -> Numbers:
    """What the slots add to the score of each pair; RULED_OUT: two happenings.

    `alike`: the words are of one root; `framed`: their types differ only as two voices' views of one thing do;
    `apart`: the accounts are of two subjects.
    """
    met = _Met(*_sides(told), _places(told), _dates(told))
    same = sum((each == SAME).astype(np.int8) for each in met)
    near = sum((each == NEAR).astype(np.int8) for each in (met.sources, met.targets))
    verbal = _either(np.array([one.type in VERBAL for one in told]))
    unrest = _both(np.array([one.type == "PROTEST" for one in told]))

    gain = -_by_key([one.status or "" for one in told], lambda a, b: STANDING.get(frozenset((a, b)), 0.0))
    gain -= np.where(framed, 0.0, OTHER_TYPE)
    gain += AGREES * same - np.where(verbal, SPOKEN, NEARLY) * near
    gain -= np.where(apart, OTHER_SUBJECT, 0.0)
    shared = same + np.where(verbal, 0, near)
    lacking = np.where(shared == 0, NOTHING_SHARED, np.where((shared == 1) & (verbal | ~alike), ONE_SHARED, 0.0))
    lacking += np.where(verbal, UNMATCHED, 0.0) * _unmatched(told, met)
    gain -= np.where(unrest, 0.0, lacking)  # unrest is told of as one thing, without saying who

    lasting = np.array([one.type == "PROTEST" for one in told])[:, None]
    out = apart & (same < np.where(verbal, 3, np.where(lasting, 1, 2)))
    for each in met:
        out |= each == OTHER
    gain[out] = RULED_OUT
    gain[_either(np.array([one.type is None for one in told]))] = 0.0
    return gain


def _both(flags: Flags) -> Flags:
    return flags[:, None] & flags


def _either(flags: Flags) -> Flags:
    return flags[:, None] | flags


def _by_key(keys: Sequence[Key], of: Callable[[Key, Key], float]) -> Numbers:
    """A symmetric function of each pair's keys, asked once for each pair of different keys."""
    known = {key: number for number, key in enumerate(dict.fromkeys(keys))}
    table = np.zeros((len(known), len(known)))
    for a, i in known.items():
        for b, j in known.items():
            if i <= j:
                table[i, j] = table[j, i] = of(a, b)
    numbers = np.array([known[key] for key in keys], dtype=np.intp)
    return table[np.ix_(numbers, numbers)]


def _unmatched(told: Sequence[Slots], met: _Met) -> NDArray[np.int8]:
    """How many of the two sides are known in both and may or may not be one."""
    sources = _both(np.array([bool(one.sources) for one in told])) & (met.sources == UNSURE)
    targets = _both(np.array([bool(one.targets) for one in told])) & (met.targets == UNSURE)
    count: NDArray[np.int8] = sources.astype(np.int8) + targets
    return count


def _sides(told: Sequence[Slots]) -> tuple[Codes, Codes]:
    """How the two sources of each pair meet, and the two targets."""
    sources = _meeting([one.sources for one in told], _homes(told))
    targets = _meeting([one.targets for one in told])
    mutual = np.array([one.type in MUTUAL for one in told])
    if mutual.any():
        both = _both(mutual)
        parties = [(*one.sources, *one.targets) if each else () for one, each in zip(told, mutual, strict=True)]
        sources = np.where(both, _meeting(parties), sources)
        targets = np.where(both, np.int8(UNSURE), targets)
    return sources, targets


class _Homes(NamedTuple):
    """Where forces go: the states that are sent to, by telling, and the pairs in which forces are sent."""

    states: tuple[frozenset[str], ...]
    sent: Flags


def _homes(told: Sequence[Slots]) -> _Homes | None:
    """None where no telling is of forces sent."""
    sent = np.array([one.type == "MOBILIZE" for one in told])
    if not sent.any():
        return None
    states = (chain([one.country] if one.country else [], *(party.states for party in one.targets)) for one in told)
    return _Homes(tuple(map(frozenset, states)), _either(sent))


def _meeting(sides: Sequence[tuple[Party, ...]], homes: _Homes | None = None) -> Codes:
    """How each pair of sides meets, by the parties that meet best; UNSURE where one is not known.

    Where both name persons and none in common, their state does not make them one.
    """
    met = np.full((len(sides), len(sides)), UNSURE, dtype=np.int8)
    known = np.array([number for number, side in enumerate(sides) if side], dtype=np.intp)
    if not len(known):
        return met
    parties = [party for side in sides for party in side]
    of = np.repeat(known, [len(sides[number]) for number in known])
    starts = np.flatnonzero(np.diff(of, prepend=-1))
    pairs = _parties_meet(parties, of, homes)
    best = np.maximum.reduceat(np.maximum.reduceat(pairs, starts, axis=0), starts, axis=1)
    persons = np.array([any(party.person for party in sides[number]) for number in known])
    best[_both(persons) & (best != SAME)] = OTHER
    met[np.ix_(known, known)] = best
    return met


def _parties_meet(parties: Sequence[Party], of: NDArray[np.intp], homes: _Homes | None) -> Codes:
    """How each two parties meet; `of`: the telling of each."""
    actor, whole = _equal([party.id for party in parties]), _equal([party.whole for party in parties])
    stateless = np.array([not party.states for party in parties])
    vague = np.array([party.vague for party in parties])
    private = np.array([party.private for party in parties])
    single = np.array([len(party.states) == 1 for party in parties])
    near = _both(single) & _equal([party.states for party in parties])
    if homes:
        near |= _abroad(parties, of, homes)
    near &= private[:, None] == private
    near &= ~_both(np.array([party.person for party in parties]))
    met = near.astype(np.int8) * NEAR
    unknown = _either(stateless)
    met[unknown] = np.where(_either(vague), UNSURE, OTHER)[unknown]
    met[whole] = NEAR
    met[actor] = SAME
    return met


def _abroad(parties: Sequence[Party], of: NDArray[np.intp], homes: _Homes) -> Flags:
    """Pairs of forces that go abroad: they may be told as their organisation's, or another member's."""
    forces = sorted(set().union(*(party.forces for party in parties)))
    if not forces:
        return np.zeros((len(parties), len(parties)), dtype=bool)
    holds = np.array([[force in party.forces for force in forces] for party in parties])
    near = holds @ holds.T & homes.sent[np.ix_(of, of)]
    asked = {
        party.states: [len(party.states) == 1 and party.states <= home for home in homes.states] for party in parties
    }
    at_home = np.array([asked[party.states] for party in parties])
    mine = at_home[np.arange(len(parties)), of]
    theirs = at_home[:, of]
    abroad: Flags = near & ~(_either(mine) | theirs | theirs.T)
    return abroad


def _equal(keys: Sequence[Hashable]) -> Flags:
    number = numbered(keys)
    equal: Flags = number[:, None] == number
    return equal


def numbered(keys: Sequence[Hashable]) -> NDArray[np.intp]:
    """A number for each, the same for equal ones."""
    known: dict[Hashable, int] = {}
    return np.array([known.setdefault(key, len(known)) for key in keys], dtype=np.intp)


def _places(told: Sequence[Slots]) -> Codes:
    keys = [(one.country, one.place, one.point) for one in told]
    return _by_key(keys, lambda one, other: _places_meet(*one, *other)).astype(np.int8)


def _places_meet(
    country: str | None,
    place: str | None,
    point: tuple[float, float] | None,
    its_country: str | None,
    its_place: str | None,
    its_point: tuple[float, float] | None,
) -> int:
    if country and its_country and country != its_country:
        return OTHER
    if place and its_place:
        if place == its_place:
            return SAME
        if point and its_point:
            return SAME if _kilometres(point, its_point) < FAR else OTHER
        return UNSURE
    return NEAR if country and its_country else UNSURE


def _kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """About how far two points lie from each other."""
    wide = math.cos(math.radians((a[0] + b[0]) / 2))
    return 111.2 * math.hypot(a[0] - b[0], wide * (a[1] - b[1]))


def _dates(told: Sequence[Slots]) -> Codes:
    """How two dates meet: SAME where both are short and overlap."""
    low, high = _days([one.low for one in told]), _days([one.high for one in told])
    dated = ~(np.isnan(low) & np.isnan(high))
    after = np.nan_to_num(low - high[:, None], nan=-1.0)  # where one is open, nothing lies between
    apart = np.maximum(after, after.T)
    short = (high - low >= 0) & (high - low <= SHORT)
    lasting = np.array([LASTING.get(one.type or "", 0) for one in told])[:, None]
    slack = np.where(_both(np.array([bool(one.place) for one in told])), 0, lasting)
    met = np.where(apart > 0, np.where(apart > slack, OTHER, UNSURE), np.where(_both(short), SAME, UNSURE))
    return np.where(_both(dated), met, UNSURE).astype(np.int8)


def _days(days: Sequence[str | None]) -> Numbers:
    """Their numbers; NaN where none is given."""
    return np.array([math.nan if day is None else date.fromisoformat(day).toordinal() for day in days])
