"""Whose voices an account gives room."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.accounts.rooms import room, word_starts, words_within
from dragoman.accounts.shelf import Shelf
from dragoman.records import Source, Statement
from tests.accounts.harbour import DUSK, place


def test_words_by_voice(shelf: Shelf) -> None:
    made = room(shelf, "dusk")
    assert made.words == len(word_starts(DUSK))
    (gashi,) = made.voices
    assert (gashi.actor, gashi.words, gashi.statements) == ("a-gashi", 7 + 5, ("s-raid", "s-lied"))
    assert gashi.share == pytest.approx(12 / made.words)
    assert made.unnamed == pytest.approx(5 / made.words)
    assert made.unnamed_statements == ("s-crane",)
    assert [camp.name for camp, _ in made.camps] == ["Albania · people"]


def test_the_innermost_voice_has_the_words(shelf: Shelf) -> None:
    outer = Statement("s-out", (place("dawn", "Protesters left the quay, minister Arta Hoxha said."),), None, None,
                      "indirect", actor="a-ministry")  # fmt: skip
    made = room(replace(shelf, statements={"dawn": (outer, *shelf.statements["dawn"])}), "dawn")
    given = {voice.actor: voice.words for voice in made.voices}
    assert given == {"a-hoxha": 4 + 10, "a-ministry": 4}


spans = st.lists(
    st.tuples(st.integers(0, len(DUSK)), st.integers(0, 80), st.sampled_from([None, "ALB", "a-gashi", "a-hoxha"])),
    max_size=8,
)


@given(spans)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_shares_add_up_to_one(shelf: Shelf, cut: list[tuple[int, int, str | None]]) -> None:
    statements = tuple(
        Statement(f"s-{n}", (Source("dusk", start, start + length),), None, None, "indirect", actor=actor)
        for n, (start, length, actor) in enumerate(cut)
    )
    made = room(replace(shelf, statements={"dusk": statements}), "dusk")
    assert made.own + made.unnamed + sum(voice.share for voice in made.voices) == pytest.approx(1)
    assert sum(share for _, share in made.camps) == pytest.approx(sum(voice.share for voice in made.voices))


def test_an_empty_account_has_no_words(shelf: Shelf) -> None:
    documents = tuple(replace(d, text="") if d.id == "note" else d for d in shelf.documents)
    made = room(replace(shelf, documents=documents, statements={"note": ()}), "note")
    assert (made.words, made.own, made.voices) == (0, 0.0, ())


def test_overlapping_spans_count_once() -> None:
    starts = word_starts("one two three, 2.5 and o'clock")
    assert len(starts) == 6
    assert words_within(starts, [Source("d", 0, 7), Source("d", 4, 13)]) == 3
