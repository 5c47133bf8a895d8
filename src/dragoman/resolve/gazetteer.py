"""Tables of who belongs where: persons and their offices, organs, agencies, parties, armed groups, outlets.

A name of a table may carry other spellings of it, joined by '|'. A user's own gazetteer is a TSV file with the columns
name, country, sector, from, to; its rows go before ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dragoman.resolve.folding import sound
from dragoman.resolve.wording import first_words, is_acronym, key_of, words
from dragoman.tables import BadTable, table, table_file

COLUMNS = ("name", "country", "sector", "from", "to")
PEOPLE = ("name", "country", "office", "sector", "from", "to")
ORGANISATIONS = ("name", "acronym", "names", "kind", "sector", "members")
OUTLETS = ("name", "names", "country")

NON_STATE = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"})
"""PLOVER's codes of actors that belong to no state; they stand in the country's place."""
HELD = frozenset({"GOV", "MIL", "SPY", "COP", "JUD", "LEG", "PTY", "OPP"}) | NON_STATE
"""Sectors of offices: whoever has left one is of the elites (ELI). A rebel or a banker stays one."""
RANK = ("GOV", "MIL", "SPY", "COP", "JUD", "LEG", "OPP", "PTY")
"""Of several offices held at once the first counts; any other sector comes after these."""
RECENT = "2022-10"
"""An undated naming is taken to be up to three years older than the tables (of October 2025): whoever left office since
then still counts as holding it. Chosen with the actor development set in view: from 2020-10 to 2023-10 it scores 94.7
to 95.2 there, without the rule 94.1 (November 2026)."""
SURNAME_FIRST = frozenset({"CHN", "HKG", "MAC", "TWN", "KOR", "PRK", "VNM", "KHM", "SGP"})


@dataclass(frozen=True, slots=True)
class Office:
    """What somebody or some body was from `start` to `end` (ISO dates, inclusive; None is open)."""

    country: str | None
    sector: str | None
    start: str | None = None
    end: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A name of a gazetteer and its offices in order of time."""

    name: str
    offices: tuple[Office, ...]
    person: bool = False


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Who bears which name. The keys of `names` are those of `wording.key_of`."""

    names: Mapping[str, tuple[Listed, ...]]
    openings: Mapping[str, int]
    """How many words the longest name has that opens with each word."""


@dataclass(frozen=True, slots=True)
class People:
    """Persons by spellings of their names that the tables do not list."""

    sounds: Mapping[str, tuple[Listed, ...]]
    """By the sound of the whole name, and of its first and last word."""
    surnames: Mapping[str, tuple[Listed, ...]]
    """By the key of the surname alone."""


def load_gazetteer(path: Path | str) -> Gazetteer:
    """A user's table: name, country (ISO alpha-3 or a PLOVER code), sector, from, to; raises BadTable for a bad row."""
    rows = table_file(Path(path), COLUMNS)
    for row in rows:
        if not row["name"].strip("| "):
            raise BadTable(f"{path}: a row without a name, expected {', '.join(COLUMNS)}: {row}")
    return gazetteer(_listed(rows, person=False))


def gazetteer(entries: Iterable[Listed], names: Iterable[tuple[str, Listed]] = ()) -> Gazetteer:
    """The gazetteer of these entries by their names, and by further names."""
    found: dict[str, list[Listed]] = {}
    own = ((name, entry) for entry in entries for name in entry.name.split("|"))
    for name, listed in (*own, *names):
        if key := key_of(name):
            _put(found, key, listed)
    return Gazetteer({key: tuple(bearers) for key, bearers in found.items()}, first_words(found))


@cache
def shipped() -> Gazetteer:
    """All names of our tables; agencies.tsv goes before the general tables of organisations and outlets."""
    organs = gazetteer(_listed(table("agencies", COLUMNS), person=False))
    people = gazetteer(_persons())
    names = {**_general().names, **people.names, **organs.names}
    return Gazetteer(names, first_words(names))


@cache
def people() -> People:
    """Persons by sound and by surname."""
    sounds: dict[str, list[Listed]] = {}
    surnames: dict[str, list[Listed]] = {}
    for listed in _persons():
        for name in listed.name.split("|"):
            said = [word.key for word in words(name)]
            if len(said) < 2:
                _put(surnames, "".join(said), listed)
                continue
            for key in (sound_key(said), sound_key([said[0], said[-1]])):
                _put(sounds, key, listed)
            _put(surnames, _surname(said, listed), listed)
    return People({k: tuple(v) for k, v in sounds.items()}, {k: tuple(v) for k, v in surnames.items()})


def _put(found: dict[str, list[Listed]], key: str, listed: Listed) -> None:
    """Adds a bearer of the name, once; comparing a few is quicker than the hash of all its offices."""
    bearers = found.setdefault(key, [])
    if listed not in bearers:
        bearers.append(listed)


def sound_key(said: Iterable[str]) -> str:
    """One key for the spellings of a name."""
    return " ".join(map(sound, said))


def office_at(listed: Listed, date: str | None) -> tuple[Office, str]:
    """What the name stands for on a date, and why in words; without a date, what it stood for last, from RECENT on.

    Whoever has left office is ELI; before the first known office the sector is None.
    """
    offices = listed.offices
    held = [office for office in offices if _holds(office, date)]
    if held:
        best = min(held, key=lambda office: (_rank(office.sector), -_latest(office)))
        return best, _words_for(best)
    past = [office for office in offices if date is None or (office.end is not None and office.end < date)]
    if not past:
        first = offices[0]
        return Office(first.country, None), f"before {_words_for(first)}"
    last = max(past, key=lambda office: office.end or "")
    if date is None and (last.end or "") >= RECENT:
        return last, _words_for(last)
    sector = "ELI" if last.sector in HELD else last.sector
    home = next((office.country for office in reversed(past) if office.country not in NON_STATE), last.country)
    return Office(home if sector == "ELI" else last.country, sector), f"after {_words_for(last)}"


def _holds(office: Office, date: str | None) -> bool:
    if date is None:
        return office.end is None
    begun = office.start is None or date[: len(office.start)] >= office.start
    return begun and (office.end is None or date[: len(office.end)] <= office.end)


def _words_for(office: Office) -> str:
    what = office.title or office.sector or "listed"
    return f"{what} {office.start or ''}–{office.end or ''}" if office.start or office.end else what


def _rank(sector: str | None) -> int:
    return RANK.index(sector) if sector in RANK else len(RANK)


def _latest(office: Office) -> int:
    return int((office.start or "0").replace("-", "").ljust(8, "0"))


def _listed(rows: Iterable[Mapping[str, str]], *, person: bool) -> list[Listed]:
    """One entry for all rows that share their first name and country."""
    found: dict[tuple[str, str], tuple[dict[str, None], list[Office]]] = {}
    for row in rows:
        names = [name.strip() for name in row["name"].split("|") if name.strip()]
        kept, offices = found.setdefault((names[0], "" if person else row["country"]), ({}, []))
        kept.update(dict.fromkeys(names))
        country, sector, start, end = (row[column] or None for column in ("country", "sector", "from", "to"))
        offices.append(Office(country, sector, start, end, row.get("office") or None))
    return [
        Listed("|".join(names), tuple(sorted(offices, key=lambda office: office.start or "")), person)
        for names, offices in found.values()
    ]


@cache
def _persons() -> tuple[Listed, ...]:
    return tuple(_listed(table("people", PEOPLE), person=True))


@cache
def _general() -> Gazetteer:
    """The tables of organisations and outlets that the extraction uses too."""
    names: list[tuple[str, Listed]] = []
    for row in table("organisations", ORGANISATIONS):
        members = row["members"].split("|") if row["members"] else []
        non_state = row["sector"] in NON_STATE
        country = members[0] if len(members) == 1 else row["sector"] if non_state else None
        sector = "BUS" if row["sector"] == "MNC" else row["sector"]
        listed = Listed(row["name"], (Office(country, sector or None),))
        names += [(name, listed) for name in (row["name"], row["acronym"], *row["names"].split("|")) if name]
    for row in table("outlets", OUTLETS):
        listed = Listed(row["name"], (Office(row["country"] or None, "JRN"),))
        names += [(name, listed) for name in (row["name"], *row["names"].split("|")) if name]
    return gazetteer((), names)


def _surname(said: list[str], listed: Listed) -> str:
    """The word by which a person is called alone: the first in East Asian names, else the last (not 'Jr')."""
    rest = [word for word in said if word not in ("jr", "sr", "ii", "iii", "iv")] or said
    first = any(office.country in SURNAME_FIRST for office in listed.offices)
    western = len(rest) == 2 and len(rest[0]) > 3 and is_acronym(rest[0])
    return rest[0] if first and not western else rest[-1]
