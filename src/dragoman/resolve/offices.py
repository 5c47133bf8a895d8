"""Offices, organs and groups of a country, however worded: 'Minister of Defense of Turkey', 'Turkish Defence Minister'.

A wording is read as the countries it names and the words that remain; remaining words that name a known class of body
or group ('armed forces', 'troops') become that class.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from dragoman.records import Kind
from dragoman.resolve.folding import CACHED_NAMES, tokens, words_of
from dragoman.tables import table

STATES = ("code", "name", "names", "demonyms", "capitals", "metonyms")
LONGEST = 6
"""Words in the longest name of a country or class."""

_PIECE = re.compile(r"\w\S*")
_COMPOUND = re.compile(r"\w+(?:[-‐‑–]\w+)+")


class Wording(NamedTuple):
    """What a wording says: countries named, the words left in order, whether the office is past."""

    countries: tuple[str, ...]
    words: tuple[str, ...]
    former: bool
    led: bool
    """A country comes first: 'Russian forces', not 'forces in Russia'."""
    attached: bool
    """A country is only part of a word: 'pro-Russian', 'Russian-speaking'."""

    @property
    def country(self) -> str | None:
        """The country whose office or body it is; None when none is named, or several alike."""
        return self.countries[0] if len(self.countries) == 1 or (self.countries and self.led) else None


class Class(NamedTuple):
    """A class of body or group, and what narrows it down ('special', 'border')."""

    name: str
    kind: Kind
    narrower: tuple[str, ...]


@lru_cache(maxsize=CACHED_NAMES)
def read(text: str) -> Wording:
    """The wording read: country words taken out, idle words left out, spellings and synonyms drawn together."""
    loose = _COMPOUND.sub(_drawn_together, text)
    rest = tokens(loose)
    capital = {word for piece in _PIECE.findall(loose) if piece[0].isupper() for word in tokens(piece)}
    idle, particles, synonyms, past = words_of("idle"), words_of("particle"), words_of("office"), words_of("former")
    countries: list[str] = []
    words: list[str] = []
    former = led = False
    at = 0
    while at < len(rest):
        found = _country_at(rest, at) if rest[at] in capital else None
        if found:
            led = led or not words
            countries.append(found[0])
            at += found[1]
            continue
        word = rest[at]
        at += 1
        if word in past:
            former = True
        elif word not in idle and word not in particles and not word.isdigit():
            words.extend(synonyms.get(word, word).split())
    return Wording(tuple(dict.fromkeys(countries)), tuple(words), former, led, loose != text)


@lru_cache(maxsize=CACHED_NAMES)
def class_of(words: tuple[str, ...]) -> Class | None:
    """The class that the longest run of these words names, rather at their end; None when they name none."""
    classes = _classes()
    for length in range(min(LONGEST, len(words)), 0, -1):
        for start in sorted(range(len(words) - length + 1), key=lambda start: (start + length != len(words), start)):
            hit = classes.get(words[start : start + length])
            if hit:
                return Class(*hit, narrower=words[:start] + words[start + length :])
    return None


@cache
def country_words() -> dict[tuple[str, ...], str]:
    """Names, adjectives, capitals and seats of states, as plain words, each with the ISO code."""
    found: dict[tuple[str, ...], str] = {}
    for column in ("metonyms", "capitals", "demonyms", "names", "name"):
        for row in table("states", STATES):
            for words in filter(None, row[column].split("|")):
                found[tuple(tokens(words))] = row["code"]
    return found


@cache
def state_names() -> dict[str, str]:
    """The usual name of each state by ISO code."""
    return {row["code"]: row["name"] for row in table("states", STATES)}


@cache
def _classes() -> dict[tuple[str, ...], tuple[str, Kind]]:
    found: dict[tuple[str, ...], tuple[str, Kind]] = {}
    for row in table("actor_classes", ("words", "class", "kind")):
        kind: Kind = "government" if row["kind"] == "government" else "group"
        found[read(row["words"]).words] = (row["class"], kind)
    return found


def _drawn_together(found: re.Match[str]) -> str:
    """A compound with a country in it as one word that names none; 'Nur-Sultan' and 'Turkish-Kazakh' as they are."""
    compound = found.group()
    parts = [tuple(tokens(part)) for part in re.split("[-‐‑–]", compound)]
    known = country_words()
    if tuple(tokens(compound)) in known or all(part in known for part in parts):
        return compound
    return re.sub("[-‐‑–]", "", compound) if any(part in known for part in parts) else compound


def _country_at(words: list[str], at: int) -> tuple[str, int] | None:
    """The country named from this word on, and in how many words."""
    known = country_words()
    for length in range(min(LONGEST, len(words) - at), 0, -1):
        code = known.get(tuple(words[at : at + length]))
        if code:
            return code, length
    return None
