"""The tables of names, offices and group nouns hold what they promise."""

from __future__ import annotations

from collections import Counter

import pycountry
import pytest

from dragoman.extract import vocabulary
from dragoman.extract.vocabulary import matches, wordlist
from dragoman.tables import table

USED = {"XKX", "CYN", "SOL"}
"""Codes in common use that are not in ISO 3166-1."""
PAST = {"SUN", "YUG", "CSK", "DDR", "SCG"}
"""Codes of former states, from ISO 3166-3."""
CODES = {country.alpha_3 for country in pycountry.countries} | USED | PAST


def test_states_have_known_codes_and_no_name_twice() -> None:
    rows = table("states", vocabulary.STATES)
    assert len({row["code"] for row in rows}) == len(rows) >= 200
    assert {row["code"] for row in rows} <= CODES
    words = Counter(
        word
        for row in rows
        for column in ("name", "names", "demonyms", "capitals", "metonyms")
        for word in row[column].split("|")
        if word
    )
    assert [word for word, count in words.items() if count > 1] == []


def test_members_and_countries_are_states() -> None:
    states = {row["code"] for row in table("states", vocabulary.STATES)}
    for row in table("organisations", vocabulary.ORGANISATIONS):
        assert not {code for code in row["members"].split("|") if code} - states, row["name"]
    for name, columns in (("outlets", vocabulary.OUTLETS), ("regions", vocabulary.REGIONS)):
        assert {row["country"] for row in table(name, columns)} - {""} <= states


def test_tables_are_as_large_as_promised() -> None:
    assert len(table("organisations", vocabulary.ORGANISATIONS)) >= 150
    assert len(table("outlets", vocabulary.OUTLETS)) >= 200
    assert len(vocabulary.titles()) >= 300
    assert len(vocabulary.groups()) >= 300


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Nur-Sultan’s envoy", ["Nur-Sultan"]),
        ("the U.S.-led group", ["U.S."]),
        ("Côte d’Ivoire and Cote d'Ivoire", ["Côte d’Ivoire", "Cote d'Ivoire"]),
        ("South Sudan, not Sudan", ["South Sudan", "Sudan"]),
        ("us, usage, turkeys, chile con carne", []),
        ("KAZAKHSTAN", ["KAZAKHSTAN"]),
        ("TurkeyAt", []),
    ],
)
def test_listed_names_are_found_whole_and_longest_first(text: str, found: list[str]) -> None:
    assert [text[match.start : match.end] for match in matches(text)] == found


def test_an_unknown_class_of_words_is_our_fault() -> None:
    with pytest.raises(KeyError, match="no class 'nonsense'"):
        wordlist("nonsense")
