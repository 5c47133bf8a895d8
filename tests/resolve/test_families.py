"""Words of one kind of happening."""

from __future__ import annotations

import pytest

from dragoman.resolve.families import families, frames, root
from dragoman.tables import table


@pytest.mark.parametrize(
    "words",
    ["negotiate negotiated negotiations", "kill killing killed", "nominee nomination", "occupy occupation", "dies die",
     "withdraw withdrawal", "resign resignation", "deploy deployment", "bury buried", "attack Attacks attacker"],
)  # fmt: skip
def test_forms_of_one_word_have_one_root(words: str) -> None:
    assert len({root(word) for word in words.split()}) == 1


@pytest.mark.parametrize("words", ["port protest", "vote veto", "state station", "arm army"])
def test_words_that_look_alike_have_two(words: str) -> None:
    one, other = words.split()
    assert root(one) != root(other)


def test_some_words_are_of_a_family_only_under_its_types() -> None:
    assert "foreign troops" in families(root("send"), "MOBILIZE")
    assert "foreign troops" not in families(root("send"), "REQUEST")
    assert families(root("send"), None) == frozenset()
    assert {"MOBILIZE", "COERCE"} <= frames("foreign troops")


def test_the_table_names_types_of_plover() -> None:
    known = {row["type"] for row in table("types", ("type", "quad", "cameo", "goldstein"))}
    rows = table("happenings", ("family", "types", "words"))
    assert {type for row in rows for type in row["types"].split()} <= known
    assert all(row["words"] == " ".join(row["words"].split()) for row in rows)
