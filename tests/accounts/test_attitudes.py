"""Tone toward actors, with its words."""

from __future__ import annotations

import pytest

from dragoman.accounts.attitudes import attitude, attitudes
from dragoman.accounts.shelf import Shelf


def test_own_words_and_quoted_words_apart(shelf: Shelf) -> None:
    (toward,) = attitudes(shelf, "dusk")
    assert toward.actor == "a-ministry"
    assert toward.own.mean == pytest.approx(-0.6)
    assert [shelf.words(tone.source) for tone in toward.own.tones] == ["cruel", "reckless", "weak"]
    assert [shelf.words(tone.source) for tone in toward.quoted.tones] == ["lied"]


def test_under_three_words_there_is_no_mean(shelf: Shelf) -> None:
    assert attitude(shelf.tones["dusk"][:2]).mean is None
    assert attitude([]).mean is None


def test_praise_is_quoted(shelf: Shelf) -> None:
    (toward,) = attitudes(shelf, "dawn")
    assert not toward.own.tones
    assert toward.quoted.mean == pytest.approx(0.5)


def test_no_tone_no_attitude(shelf: Shelf) -> None:
    assert attitudes(shelf, "note") == ()
