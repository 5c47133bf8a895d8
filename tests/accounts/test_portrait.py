"""One account among the others."""

from __future__ import annotations

from dragoman.accounts.portrait import portrait
from dragoman.accounts.shelf import Shelf, letter


def test_told_left_out_and_the_rest_make_the_whole(shelf: Shelf) -> None:
    for document in shelf.documents:
        made = portrait(shelf, document.id)
        assert len(made.told) + len(made.left_out) + made.told_once_elsewhere == len(shelf.events)


def test_accounts_are_lettered_by_date_undated_last(shelf: Shelf) -> None:
    assert [(shelf.letter(d.id), d.id) for d in shelf.documents] == [
        ("A", "dawn"),
        ("B", "dusk"),
        ("C", "copy"),
        ("D", "note"),
    ]


def test_letters_go_on_after_z() -> None:
    assert [letter(n) for n in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]
