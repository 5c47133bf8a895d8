"""The tables of cues: every frame has a rule, no cue stands twice, every manner and stance is one we know."""

from __future__ import annotations

from collections import Counter

import pytest

from dragoman.extract import contents
from dragoman.extract.cues import COLUMNS, NOUN_COLUMNS, entries
from dragoman.tables import table


@pytest.mark.parametrize("pos", ["verb", "noun", "adj", "prep", "adv"])
def test_frames_have_rules(pos: str) -> None:
    for entry in entries(pos).values():
        for frame in entry.frames:
            kind, at, _ = frame.partition("@")
            assert frame.startswith("+") or frame == "clause" or kind + at in contents.RULES, (entry.cue, frame)


def test_no_cue_stands_twice() -> None:
    cues = Counter((row["cue"], row["pos"]) for row in table("cues", COLUMNS))
    nouns = Counter(row["cue"] for row in table("cue_nouns", NOUN_COLUMNS))
    assert [cue for cue, number in cues.items() if number > 1] == []
    assert [cue for cue, number in nouns.items() if number > 1] == []


def test_manners_and_stances_are_known() -> None:
    rows = [*table("cues", COLUMNS), *table("cue_nouns", NOUN_COLUMNS)]
    assert {row["manner"] for row in rows} <= {"say", "think", "act"}
    assert {row["stance"] for row in rows} <= {"", "hedge", "deny"}
