"""How far an account commits itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.accounts.certainty import certainty
from dragoman.accounts.shelf import Shelf


def test_what_weakens_is_kept_with_its_words(shelf: Shelf) -> None:
    made = certainty(shelf, "dawn")
    assert [shelf.words(hedge) for hedge in made.hedges] == ["may"]
    assert (made.statements, made.reports, made.hypothetical, made.claimed) == (2, 4, ("r-pay",), ("r-left-1", "r-pay"))
    assert made.hedged == pytest.approx(2 / 6)


def test_voices_without_a_name(shelf: Shelf) -> None:
    assert certainty(shelf, "dusk").anonymous == ("s-crane",)


def test_own_words_are_weakened_too(shelf: Shelf) -> None:
    assert certainty(shelf, "copy").own_weakened == 1
    assert certainty(shelf, "note").own_weakened == 0


def test_nothing_told_is_not_certain(shelf: Shelf) -> None:
    assert certainty(replace(shelf, statements={"note": ()}, reports={"note": ()}), "note").hedged is None
