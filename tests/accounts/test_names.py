"""What accounts call shared things."""

from __future__ import annotations

from dataclasses import replace

from dragoman.accounts.names import Naming, names, namings, things
from dragoman.accounts.shelf import Shelf


def _told(naming: Naming) -> tuple[list[str], list[str]]:
    return [name.words for name in naming.here], [name.words for name in naming.elsewhere]


def test_sided_names_come_first(shelf: Shelf) -> None:
    sent, crowd = namings(shelf, "dusk")
    assert (sent.field, sent.referent, sent.sided) == ("troops", "e-sent", True)
    assert _told(sent) == (["occupied", "raid"], ["sent guards"])
    assert _told(crowd) == (["rioters"], ["protesters", "dockers"])


def test_a_quoted_word_takes_no_side_for_the_account(shelf: Shelf) -> None:
    (crowd,) = (naming for naming in namings(shelf, "dusk") if naming.field == "crowd")
    assert not crowd.sided
    assert [name.own for name in crowd.here] == [False]


def test_spellings_of_one_word_are_one_name(shelf: Shelf) -> None:
    (protesters, _) = names(shelf, (x for x in shelf.named["crowd", None] if x.connotation == "neutral"))
    assert protesters.words == "protesters"
    assert protesters.accounts == ("dawn", "copy")


def test_things_that_several_accounts_name(shelf: Shelf) -> None:
    assert [(thing.field, thing.accounts, thing.sided) for thing in things(shelf)] == [
        ("troops", 2, True),
        ("crowd", 3, False),
    ]


def test_a_thing_is_loaded_when_some_word_for_it_takes_a_side(shelf: Shelf) -> None:
    assert [thing.loaded for thing in things(shelf)] == [True, True]
    tame = replace(shelf, named={("crowd", None): tuple(x for x in shelf.named["crowd", None] if "iot" not in x.words)})
    assert [thing.loaded for thing in things(tame)] == [False]
