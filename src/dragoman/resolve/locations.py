"""Where a report's place lies: its name as the case knows it, its country, and the coordinates of towns.

Towns are those of over 15,000 people that GeoNames knows. A name that several share means the one in the
country that the case knows the place to be in; without a country, the one with far more people than the others; else
it stays without coordinates.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache

import pycountry

from dragoman.records import Actor, Report, Source
from dragoman.towns import Town, towns

CLEARLY = 5.0
"""How many times the people of the next town of its name the largest must have to be meant when no country is known."""


Towns = Mapping[str, Sequence[Town]]


def locate(reports: Sequence[Report], of: Mapping[Source, str], actors: Sequence[Actor]) -> tuple[Report, ...]:
    """The reports, each place with its name in the case, its country and its point where these are known."""
    by_id = {actor.id: actor for actor in actors}
    places = [by_id.get(of.get(report.place_span, "")) if report.place_span else None for report in reports]
    known = _towns({name.casefold() for place in places if place for name in _names(place)})
    return tuple(_located(report, place, known) for report, place in zip(reports, places, strict=True))


def _names(place: Actor) -> tuple[str, ...]:
    """What a place that is no state is called."""
    return () if place.kind == "state" else (place.name, *place.aliases)


def _located(report: Report, place: Actor | None, known: Towns) -> Report:
    if place is None:
        return report
    if place.kind == "state":
        return replace(report, place=place.name, country=place.id)
    town = _town(place, known)
    if town is None:
        return replace(report, place=place.name, country=place.country)
    point = (float(town.latitude), float(town.longitude))
    return replace(report, place=place.name, country=_alpha_3(town.country), point=point)


def _town(place: Actor, known: Towns) -> Town | None:
    """The town meant by one of the names of the place."""
    for name in _names(place):
        found = [town for town in known.get(name.casefold(), ()) if place.country in (None, _alpha_3(town.country))]
        if len(found) == 1 or (found and found[0].people > CLEARLY * found[1].people):
            return found[0]
    return None


def _towns(wanted: Iterable[str]) -> Towns:
    """Towns by folded name, those with most people first; another name counts where no town bears it as its own."""
    names = frozenset(wanted)
    cities = [town for town in towns() if not names.isdisjoint(map(str.casefold, town.names))]
    named: dict[str, list[Town]] = {}
    for city in cities:
        named.setdefault(city.name.casefold(), []).append(city)
    others: dict[str, list[Town]] = {}
    for city in cities:
        for name in names.intersection(map(str.casefold, city.names)):
            if name not in named:
                others.setdefault(name, []).append(city)
    return {**others, **named}


@cache
def _alpha_3(alpha_2: str) -> str | None:
    country = pycountry.countries.get(alpha_2=alpha_2)
    return country.alpha_3 if country else "XKX" if alpha_2 == "XK" else None
