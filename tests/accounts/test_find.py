"""Which account a reader means."""

from __future__ import annotations

import pytest

from dragoman.accounts.find import SameAccount, UnknownAccount, find, find_two
from dragoman.accounts.shelf import Shelf


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("A", "dawn"),
        ("b", "dusk"),
        ("copy.txt", "copy"),
        ("papers/dusk.txt", "dusk"),
        ("DUSK.TXT", "dusk"),
        ("note", "note"),
        ("raid on", "dusk"),
        ("The Wire", "copy"),
        (" calm returns ", "dawn"),
    ],
)
def test_by_letter_name_or_title(shelf: Shelf, asked: str, expected: str) -> None:
    assert find(shelf, asked).id == expected


def test_an_unknown_account_lists_what_there_is(shelf: Shelf) -> None:
    for asked in ("nowhere", "", "  "):
        with pytest.raises(UnknownAccount, match=r"B  papers/dusk\.txt  Raid on the harbour"):
            find(shelf, asked)


def test_several_that_fit_are_listed(shelf: Shelf) -> None:
    with pytest.raises(UnknownAccount, match="may be any") as caught:
        find(shelf, "harbour")
    assert "note.txt" not in str(caught.value)


def test_an_account_is_not_set_beside_itself(shelf: Shelf) -> None:
    with pytest.raises(SameAccount, match=r"A \(dawn\.txt\)"):
        find_two(shelf, "A", "dawn.txt")
