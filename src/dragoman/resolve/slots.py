"""Who, where and when a report tells of: what is compared to see whether two tell of one happening (meetings.py)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from dragoman.periods import first_day, last_day
from dragoman.records import Actor, Report
from dragoman.tables import table

PRIVATE = frozenset("REB CRM OPP CVL SOC LAB STU".split())
"""Sectors of those who do not act for their state."""


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
