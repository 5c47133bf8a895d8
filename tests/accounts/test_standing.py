"""How much of an account stands alone."""

from __future__ import annotations

import pytest

from dragoman.accounts.rooms import word_starts
from dragoman.accounts.shelf import Shelf
from dragoman.accounts.standing import standing
from tests.accounts.harbour import COPY, TAKEN


def test_a_reprint_stands_alone_in_few_words(shelf: Shelf) -> None:
    made = standing(shelf, "copy")
    words, taken = len(word_starts(COPY)), len(word_starts(TAKEN))
    assert made.words == pytest.approx((words - taken) / words)
    assert (made.events, made.statements) == (("e-sail",), ())
    assert made.statements_share == 0


def test_being_reprinted_takes_no_words_away(shelf: Shelf) -> None:
    made = standing(shelf, "dawn")
    assert made.words == 1
    assert made.statements == ("s-pay",)  # s-left is told again elsewhere
    assert made.events == ("e-pay",)


def test_only_own_events(shelf: Shelf) -> None:
    assert standing(shelf, "note").events_share == 0
