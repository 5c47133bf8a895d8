"""Which country a naming speaks of: names, demonyms, capitals and other seats of states, regions, provinces, cities."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

import pycountry

from dragoman.resolve.wording import Word, first_words, in_a_name, key_of, spans
from dragoman.tables import table
from dragoman.towns import towns

STATES = ("code", "name", "names", "demonyms", "capitals", "metonyms")
REGIONS = ("name", "names", "country")
PROVINCES = ("name", "country", "sector")

PlaceKind = Literal["state", "demonym", "capital", "metonym", "region", "city", "breakaway"]

CITY_ALONE, CITY_BESIDE = 15_000, 50_000
"""People that a city must have to be meant by its name alone, or by its name beside a role ('Minsk police')."""
CITY_KNOWN = 100_000
"""People that a city must have to be found by its other names too."""
CITY_LOWER = 300_000
"""People that a city must have to be meant where nothing is written in capitals ('paris police')."""
CLEARLY = 4
"""How many times larger than its namesakes abroad a city must be to be the one meant."""
_UNRECOGNISED = {"CYN": "CYP", "SOL": "SOM"}
"""PLOVER codes the partially recognised states of states.tsv as PRE of the state that claims them."""
_COMMON = frozenset(
    "turkey polish chad jordan georgia guinea us pole poles dane finn kiwi swede brit thai lao car of man nice reading "
    "mobile split bath union orange independence police most same van hit sale march opposition victoria".split()
)
"""Names of places that in lower case are common words, or that are persons' names and words besides."""
_GIVEN = frozenset("jordan chad georgia israel kenya india france ireland chelsea sydney florence".split())
"""Names of places that are given names or surnames: after an unknown capitalised word they end a person's name."""
_DIRECTIONS = frozenset(
    "north south east west northern southern eastern western central upper lower greater northeast northwest southeast "
    "southwest northeastern northwestern southeastern southwestern occupied".split()
)


@dataclass(frozen=True, slots=True)
class Place:
    """A place named by the words `start` to `end`; `country` None belongs to no one state ('South American')."""

    start: int
    end: int
    country: str | None
    kind: PlaceKind


def places(said: Sequence[Word], taken: Sequence[bool] | None = None) -> list[Place]:
    """The states, regions and provinces named by words not `taken`, in text order, the longest name first."""
    index, openings = _index()
    lower = not any(word.text[0].isupper() for word in said)
    used = list(taken or [False] * len(said))
    found: list[Place] = []
    keys = [word.key for word in said]
    for start, end, key in (*spans(keys, openings), *_shouted(said, index)):
        hit = index.get(key)
        if hit is None or any(used[start:end]):
            continue
        if not (said[start].capital or (lower and key not in _COMMON)):
            continue
        if end - start == 1 and key in _GIVEN and _ends_a_name(said, start):
            continue
        used[start:end] = [True] * (end - start)
        found.append(Place(start, end, *hit))
    return sorted(found, key=lambda place: place.start)


def city(said: Sequence[Word], taken: Sequence[bool], *, alone: bool) -> Place | None:
    """The largest city named by words not `taken`, where no namesake abroad rivals it; by all words if `alone`."""
    index, openings = _cities()
    least = CITY_ALONE if alone else CITY_BESIDE
    keys = [word.key for word in said]
    lower = not any(word.text[0].isupper() for word in said)
    for start, end, key in [(0, len(said), " ".join(keys))] if alone else spans(keys, openings):
        hit = index.get(key)
        if hit is None or hit[1] < (CITY_LOWER if lower else least) or key in _COMMON or any(taken[start:end]):
            continue
        if lower or (all(word.capital for word in said[start:end]) and not in_a_name(said, start, end, taken)):
            return Place(start, end, hit[0], "city")
    return None


def is_direction(word: Word) -> bool:
    """Whether it only narrows a place: 'northern', 'occupied'."""
    return word.key in _DIRECTIONS


def _ends_a_name(said: Sequence[Word], start: int) -> bool:
    before = said[start - 1] if start else None
    return before is not None and before.capital and not before.possessive and not is_direction(before)


Hit = tuple[str | None, PlaceKind]


def _shouted(said: Sequence[Word], index: Mapping[str, Hit]) -> list[tuple[int, int, str]]:
    """The words in capitals under which the tables hold a state: US, UAE, D.R.C."""
    letters = [word.text.replace(".", "") for word in said]
    return [(i, i + 1, word) for i, word in enumerate(letters) if len(word) > 1 and word.isupper() and word in index]


@cache
def _index() -> tuple[Mapping[str, Hit], Mapping[str, int]]:
    """Names of the tables: what stands first in this order goes before the same name further down."""
    found: dict[str, Hit] = {}

    def add(names: str, country: str, kind: PlaceKind) -> None:
        code = _UNRECOGNISED.get(country)
        hit: Hit = (code, "breakaway") if code else (country or None, kind)
        for name in names.split("|"):
            if key := key_of(name):
                found.setdefault(key, hit)

    rows = table("states", STATES)
    for row in rows:
        add(f"{row['name']}|{row['names']}", row["code"], "state")
    for row in rows:
        add(row["demonyms"], row["code"], "demonym")
        add(row["metonyms"], row["code"], "metonym")
        add(row["capitals"], row["code"], "capital")
    for row in table("provinces", PROVINCES):
        for name in row["name"].split("|"):
            if row["sector"] == "PRE":
                found[key_of(name)] = (row["country"], "breakaway")
            else:
                found.setdefault(key_of(name), (row["country"] or None, "region"))
    for row in table("regions", REGIONS):
        add(f"{row['name']}|{row['names']}", row["country"], "region")
    return found, first_words(found)


@cache
def _cities() -> tuple[Mapping[str, tuple[str, int]], Mapping[str, int]]:
    """Country and people of each city name that one country's city bears clearly more than all abroad."""
    largest: dict[str, dict[str, int]] = {}
    for town in towns():
        names = [town.name]
        if town.people >= CITY_KNOWN:
            names += [name for name in town.names if _is_spelling(name, town.name)]
        for name in names:
            if key := _city_key(name):
                sizes = largest.setdefault(key, {})
                sizes[town.country] = max(town.people, sizes.get(town.country, 0))
    found: dict[str, tuple[str, int]] = {}
    for key, sizes in largest.items():
        ranked = sorted(sizes.items(), key=lambda item: (-item[1], item[0]))
        if len(ranked) == 1 or ranked[0][1] >= CLEARLY * ranked[1][1]:
            found[key] = (_alpha3(ranked[0][0]), ranked[0][1])
    return found, first_words(found)


def _is_spelling(name: str, usual: str) -> bool:
    """Whether another name of a city is a spelling of its usual one; unlike names ('Turan' for Da Nang) mislead."""
    return len(name) > 3 and name.isascii() and name[0] == usual[0]


def _city_key(name: str) -> str:
    """The key of a city's name, by the short way where it has plain letters only: there are 130,000 of them."""
    return name.lower() if name.isascii() and name.replace(" ", "").isalpha() else key_of(name)


@cache
def _alpha3(alpha2: str) -> str:
    if alpha2 == "XK":
        return "XKX"
    country = pycountry.countries.get(alpha_2=alpha2)
    return country.alpha_3 if country else alpha2
