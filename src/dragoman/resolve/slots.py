"""Who, where and when a report tells of, and whether two reports can tell of one happening by these.

Parties meet when they are one actor, and nearly when they act for one state; two states, two persons or two towns do
not. What is not known neither ties nor parts. Where types differ, or the standing (happened, planned, only thought of),
the words must make up for it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Literal

from dragoman.periods import first_day, last_day
from dragoman.records import Actor, Report
from dragoman.tables import table

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
FAR = 40.0
"""Kilometres between two towns."""
PRIVATE = frozenset("REB CRM OPP CVL SOC LAB STU".split())
"""Sectors of those who do not act for their state."""

Meeting = Literal["same", "near", "other"] | None


@dataclass(frozen=True, slots=True)
class Party:
    """An actor as one side of a happening."""

    id: str
    states: frozenset[str] = frozenset()
    """The state that it is, acts for or lives in, or the members of an organisation of states."""
    whole: str = ""
    """The actor that it is a part of, or itself."""
    person: bool = False
    private: bool = False
    """It does not act for its state."""
    vague: bool = False
    """Words that may stand for many: 'troops', 'activists'."""
    forces: frozenset[str] = frozenset()
    """Organisations of which its state is a member and that send forces in this case."""


@dataclass(frozen=True, slots=True)
class Slots:
    """Who, where and when; None and empty: not known."""

    type: str | None = None
    status: str | None = None
    sources: tuple[Party, ...] = ()
    targets: tuple[Party, ...] = ()
    low: str | None = None
    high: str | None = None
    place: str | None = None
    """A town or other place within a country."""
    country: str | None = None
    point: tuple[float, float] | None = None

    def filled(self) -> int:
        """How many of source, target, date and place are known."""
        return sum(map(bool, (self.sources, self.targets, self.low or self.high, self.place or self.country)))


UNKNOWN = Slots()


def slots(report: Report, parties: Mapping[str, Party], actors: Mapping[str, Actor]) -> Slots:
    """What the report tells of who, where and when."""
    state = actors.get(report.country or "")
    whole = report.place is None or (state is not None and report.place in (state.name, *state.aliases))
    return Slots(
        type=report.type,
        status=report.status,
        sources=tuple(parties[id] for id in report.sources if id in parties),
        targets=tuple(parties[id] for id in report.targets if id in parties),
        low=first_day(report.date.low) if report.date and report.date.low else None,
        high=last_day(report.date.high) if report.date and report.date.high else None,
        place=None if whole else report.place,
        country=report.country,
        point=None if whole else report.point,
    )


def parties(actors: Iterable[Actor], reports: Iterable[Report]) -> dict[str, Party]:
    """Each actor as a party, by id."""
    by_id = {actor.id: actor for actor in actors}
    found = {id: _party(actor, by_id) for id, actor in by_id.items()}
    senders = {id for report in reports if report.type == "MOBILIZE" for id in report.sources if id in found}
    forces = [found[id] for id in sorted(senders) if len(found[id].states) > 1]
    return {
        id: replace(party, forces=frozenset(force.id for force in forces if party.states <= force.states))
        if party.states and not party.private
        else party
        for id, party in found.items()
    }


def compare_slots(one: Slots, other: Slots, *, alike: bool, framed: bool, apart: bool = False) -> float:
    """What the slots add to the score of a pair; RULED_OUT: two happenings.

    `alike`: the words are of one root; `framed`: their types differ only as two voices' views of one thing do;
    `apart`: the accounts are of two subjects.
    """
    if one.type is None or other.type is None:
        return 0.0
    sides = _sides(one, other)
    said = (*sides, _places(one, other), _dates(one, other))
    if "other" in said:
        return RULED_OUT
    gain = -STANDING.get(frozenset((one.status or "", other.status or "")), 0.0) - (0.0 if framed else OTHER_TYPE)
    verbal = one.type in VERBAL or other.type in VERBAL
    gain += AGREES * said.count("same") - (SPOKEN if verbal else NEARLY) * sides.count("near")
    if apart:
        if said.count("same") < (3 if verbal else 1 if one.type == "PROTEST" else 2):
            return RULED_OUT
        gain -= OTHER_SUBJECT
    if one.type == other.type == "PROTEST":  # unrest is told of as one thing, without saying who
        return gain
    shared = said.count("same") + (0 if verbal else sides.count("near"))
    if not shared:
        gain -= NOTHING_SHARED
    elif shared == 1 and (verbal or not alike):
        gain -= ONE_SHARED
    if verbal:
        known = ((one.sources, other.sources), (one.targets, other.targets))
        gain -= UNMATCHED * sum(met is None and bool(a and b) for met, (a, b) in zip(sides, known, strict=True))
    return gain


def _party(actor: Actor, actors: Mapping[str, Actor]) -> Party:
    """The actor as a party; what is part of another acts for the other's states."""
    whole = actors.get(actor.part_of or "", actor)
    states = _states(actor) or _states(whole)
    vague = not states and actor.kind in ("group", "government")
    return Party(actor.id, states, whole.id, actor.kind == "person", actor.sector in PRIVATE, vague)


def _states(actor: Actor) -> frozenset[str]:
    if actor.kind == "state":
        return frozenset((actor.id,))
    members = _members().get(actor.name, frozenset()) if actor.kind == "organisation" else frozenset()
    return members or frozenset((actor.country,) if actor.country else ())


@cache
def _members() -> dict[str, frozenset[str]]:
    """Members of the organisations of states, by long name and acronym."""
    return {
        name: frozenset(row["members"].split("|"))
        for row in table("organisations", ("name", "acronym", "names", "kind", "sector", "members"))
        if "|" in row["members"]
        for name in (row["name"], row["acronym"])
        if name
    }


def _sides(one: Slots, other: Slots) -> tuple[Meeting, Meeting]:
    """How the two sources meet, and the two targets."""
    if one.type in MUTUAL and other.type in MUTUAL:
        return _meeting((*one.sources, *one.targets), (*other.sources, *other.targets)), None
    home = None
    if "MOBILIZE" in (one.type, other.type):
        home = frozenset(state for side in (one, other) for party in side.targets for state in party.states)
        home |= {country for country in (one.country, other.country) if country}
    return _meeting(one.sources, other.sources, home), _meeting(one.targets, other.targets)


def _meeting(some: Sequence[Party], others: Sequence[Party], home: frozenset[str] | None = None) -> Meeting:
    """How two sides meet, by the pair that meets best; `home`: the states that forces go to, None where none go.

    Where both name persons and none in common, their state does not make them one.
    """
    if not some or not others:
        return None
    found = {_parties_meet(one, other, home) for one in some for other in others}
    if "same" in found:
        return "same"
    if any(one.person for one in some) and any(other.person for other in others):
        return "other"
    return "near" if "near" in found else None if None in found else "other"


def _parties_meet(one: Party, other: Party, home: frozenset[str] | None) -> Meeting:
    """How two parties meet. Forces that go abroad may be told as their organisation's, or another member's."""
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
    return "near" if abroad and not one.forces.isdisjoint(other.forces) else "other"


def _places(one: Slots, other: Slots) -> Meeting:
    if one.country and other.country and one.country != other.country:
        return "other"
    if one.place and other.place:
        if one.place == other.place:
            return "same"
        if one.point and other.point:
            return "same" if _kilometres(one.point, other.point) < FAR else "other"
        return None
    return "near" if one.country and other.country else None


def _dates(one: Slots, other: Slots) -> Meeting:
    """How two dates meet: 'same' where both are short and overlap."""
    if not (one.low or one.high) or not (other.low or other.high):
        return None
    apart = max(_days(one.high, other.low), _days(other.high, one.low))
    if apart > 0:
        slack = 0 if one.place and other.place else LASTING.get(one.type or "", 0)
        return None if apart <= slack else "other"
    spans = [_days(side.low, side.high) for side in (one, other)]
    return "same" if all(0 <= span <= 7 for span in spans) else None


def _days(first: str | None, then: str | None) -> int:
    """Days from one to the other; below 0 where one is open."""
    if first is None or then is None:
        return -1
    return (date.fromisoformat(then) - date.fromisoformat(first)) // timedelta(days=1)


def _kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """About how far two points lie from each other."""
    wide = math.cos(math.radians((a[0] + b[0]) / 2))
    return 111.2 * math.hypot(a[0] - b[0], wide * (a[1] - b[1]))
