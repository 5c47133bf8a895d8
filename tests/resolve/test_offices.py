"""Wordings of offices, organs and groups: which country, which words, which class."""

from __future__ import annotations

import pytest

from dragoman.resolve.offices import class_of, read


@pytest.mark.parametrize(
    ("text", "country", "words", "former"),
    [
        ("Serbian Defence Minister", "SRB", {"defense", "minister"}, False),
        ("the Minister of Defense of Serbia", "SRB", {"defense", "minister"}, False),
        ("former President of the Republic of Chile", "CHL", {"president"}, True),
        ("acting premier", None, {"prime", "minister"}, False),
        ("the U.S. ambassador to Mali", "USA", {"ambassador"}, False),
        ("leaders of Peru and Bolivia", None, {"leader"}, False),
        ("a Tehran-backed commander", None, {"tehranbacked", "commander"}, False),
        ("one of us", None, {"one", "us"}, False),
    ],
)
def test_read(text: str, country: str | None, words: set[str], former: bool) -> None:
    found = read(text)
    assert (found.country, set(found.words), found.former) == (country, words, former)


@pytest.mark.parametrize(
    ("text", "name", "narrower"),
    [
        ("the Greek armed forces", "military", ()),
        ("Greek special forces", "military", ("special",)),
        ("Ministry of Foreign Affairs", "foreign ministry", ()),
        ("the Home Office", "interior ministry", ()),
        ("riot police", "police", ()),
        ("border police", "police", ("border",)),
        ("striking farmers", None, ()),
    ],
)
def test_class(text: str, name: str | None, narrower: tuple[str, ...]) -> None:
    found = class_of(read(text).words)
    assert (found.name if found else None, found.narrower if found else ()) == (name, narrower)
