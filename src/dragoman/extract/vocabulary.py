"""The names, offices and group nouns of our tables, and where they stand in a text.

A name is matched piece by piece (a word or a mark), in the case in which it is written, longest match first, so that
"U.S.", "Nur-Sultan" and a name glued to its possessive are found however the parser cut them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal, cast

import pycountry

from dragoman.records import Form, Kind
from dragoman.tables import table
from dragoman.towns import towns

STATES = ("code", "name", "names", "demonyms", "capitals", "metonyms")
ORGANISATIONS = ("name", "acronym", "names", "kind", "sector", "members")
OUTLETS = ("name", "names", "country")
REGIONS = ("name", "names", "country")
TITLES = ("title", "plural", "gender", "sector", "rank")
GROUPS = ("word", "plural", "kind", "sector")
GIVEN_NAMES = ("name", "gender")
WORDS = ("class", "word")

Gender = Literal["f", "m"]
SHORT = 4
"""Names of fewer letters are not looked for in capitals throughout: IS, US and OR would be found in any headline."""

_PIECE = re.compile(r"\w+|[^\w\s]")
_PLAIN = str.maketrans("‘’‛ʼ“”", "''''\"\"")
_LATIN = str.maketrans("‘’‛ʼıøØłŁđĐ", "''''ioOlLdD")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a table says of a name. `form`: name, demonym, or metonym: a seat that may stand for its state."""

    form: Form
    kind: Kind
    country: str | None
    canonical: str
    sector: str | None = None
    """PLOVER sector of an organisation, or IGO, NGO, MNC."""
    plural: bool = False
    """A people noun in the plural: Kazakhs, Frenchmen."""
    capital: bool = False
    """A metonym that is also a city."""


@dataclass(frozen=True, slots=True)
class Title:
    """An office or role. `rank`: 1 one holder in a state or body, 2 a high office with several, 3 a role."""

    title: str
    plural: bool
    gender: Gender | None
    sector: str | None
    rank: int


@dataclass(frozen=True, slots=True)
class Group:
    """A noun for many people or for a body of people. `plural`: this form of it is a plural."""

    word: str
    plural: bool
    kind: Kind


@dataclass(frozen=True, slots=True)
class Match:
    """A name of the tables in a text, as characters."""

    start: int
    end: int
    entry: Entry


def matches(text: str) -> Iterator[Match]:
    """Names of states, organisations, outlets and regions in `text`, longest first, never overlapping, in order."""
    pieces = [(found.group(), found.start(), found.end()) for found in _PIECE.finditer(text.translate(_PLAIN))]
    names = _names()
    place = 0
    while place < len(pieces):
        for key, entry in names.get(pieces[place][0], ()):
            if len(key) == 1 or tuple(piece[0] for piece in pieces[place : place + len(key)]) == key:
                yield Match(pieces[place][1], pieces[place + len(key) - 1][2], entry)
                place += len(key) - 1
                break
        place += 1


@cache
def titles() -> Mapping[tuple[str, ...], Title]:
    """Offices and roles by their words in lower case."""
    found: dict[tuple[str, ...], Title] = {}
    for row in table("titles", TITLES):
        gender = cast("Gender | None", row["gender"] or None)
        for word in filter(None, row["plural"].split("|")):
            found[tuple(_words(word))] = Title(row["title"], True, gender, row["sector"] or None, int(row["rank"]))
        found[tuple(_words(row["title"]))] = Title(row["title"], False, gender, row["sector"] or None, int(row["rank"]))
    return MappingProxyType(found)


@cache
def groups() -> Mapping[tuple[str, ...], Group]:
    """Group nouns by their words in lower case."""
    found: dict[tuple[str, ...], Group] = {}
    for row in table("groups", GROUPS):
        for word, plural in ((row["plural"], True), (row["word"], False)):
            if word:
                found[tuple(_words(word))] = Group(row["word"] or row["plural"], plural, cast(Kind, row["kind"]))
    return MappingProxyType(found)


@cache
def openings() -> frozenset[str]:
    """First words of the titles and group nouns, in lower case."""
    return frozenset(words[0] for words in (*titles(), *groups()))


@cache
def given_names() -> Mapping[str, Gender]:
    """Gender by given name, folded."""
    return MappingProxyType({row["name"]: cast(Gender, row["gender"]) for row in table("given_names", GIVEN_NAMES)})


@cache
def wordlist(name: str) -> frozenset[str]:
    """The words of a class of the table of naming words."""
    found = frozenset(row["word"] for row in table("naming_words", WORDS) if row["class"] == name)
    if not found:
        raise KeyError(f"naming_words.tsv has no class {name!r}")
    return found


@cache
def cities() -> Mapping[str, tuple[int, str]]:
    """People and country (alpha-3) of each city over 15,000 by its usual name, folded; the largest of one name."""
    code = {country.alpha_2: country.alpha_3 for country in pycountry.countries}
    found: dict[str, tuple[int, str]] = {}
    for town in towns():  # those with most people first
        country = code.get(town.country)
        if country and town.people:
            found.setdefault(fold(town.name), (town.people, country))
    return MappingProxyType(found)


def fold(text: str) -> str:
    """Lower case, without diacritics, hyphens and curly apostrophes; dotless i as i."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_LATIN))
        text = "".join(c for c in text if not unicodedata.combining(c))
    return text.replace("-", " ").lower()


@cache
def _names() -> Mapping[str, tuple[tuple[tuple[str, ...], Entry], ...]]:
    """First piece → the names that begin with it, longest first."""
    found: dict[tuple[str, ...], Entry] = {}
    for name, entry in _entries():
        found.setdefault(tuple(_PIECE.findall(name.translate(_PLAIN))), entry)
    for key, entry in list(found.items()):
        if sum(map(len, key)) >= SHORT:
            found.setdefault(tuple(piece.upper() for piece in key), entry)
    first: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
    for key, entry in found.items():
        first.setdefault(key[0], []).append((key, entry))
    return MappingProxyType({k: tuple(sorted(v, key=lambda pair: (-len(pair[0]), pair[0]))) for k, v in first.items()})


def _entries() -> Iterator[tuple[str, Entry]]:
    """Every name with its entry; of two entries for one name the first counts."""
    for row in table("states", STATES):
        code, name = row["code"], row["name"]
        for word in (name, *_cells(row["names"])):
            yield word, Entry("name", "state", code, name)
    for row in table("states", STATES):
        code, name = row["code"], row["name"]
        demonyms = _cells(row["demonyms"])
        for word in demonyms:
            plural = word.endswith(("men", "women")) or (word.endswith("s") and word[:-1] in demonyms)
            yield word, Entry("demonym", "state", code, name, plural=plural)
    for row in table("organisations", ORGANISATIONS):
        members = _cells(row["members"])
        country = members[0] if len(members) == 1 else None
        entry = Entry("name", cast(Kind, row["kind"]), country, row["name"], row["sector"])
        for word in (row["name"], *_cells(row["acronym"]), *_cells(row["names"])):
            seat = word == "Brussels"
            yield (
                word,
                Entry("metonym", "organisation", "BEL", row["name"], row["sector"], capital=True) if seat else entry,
            )
    for row in table("states", STATES):
        for column, capital in (("capitals", True), ("metonyms", False)):
            for word in _cells(row[column]):
                yield word, Entry("metonym", "state", row["code"], row["name"], capital=capital)
    for row in table("outlets", OUTLETS):
        for word in (row["name"], *_cells(row["names"])):
            yield word, Entry("name", "outlet", row["country"] or None, row["name"])
    for row in table("regions", REGIONS):
        for word in (row["name"], *_cells(row["names"])):
            yield word, Entry("name", "place", row["country"] or None, row["name"])


def _cells(cell: str) -> list[str]:
    return [word for word in cell.split("|") if word]


def _words(text: str) -> list[str]:
    """Words as the parser cuts them: hyphens stand alone."""
    return text.replace("-", " - ").replace("d'", "d' ").split()
