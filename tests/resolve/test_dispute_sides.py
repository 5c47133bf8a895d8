"""How points become sides, whom they are counted for, and which dispute a reader meets first."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from dragoman.records import Actor, Dispute, Document, Label, Mention, Report, Resolution, Side, Source, Statement
from dragoman.resolve.board import Board, board
from dragoman.resolve.disputes import disputes
from dragoman.resolve.labels import labels
from dragoman.resolve.quarrel import SHOWN, Point, Quarrel, dispute
from dragoman.resolve.ranking import ranked
from dragoman.resolve.stems import content

TEXT = "The ferry sank. The ferry did not sink. Nobody knows."


def known(*documents: Document, actors: Sequence[Actor] = ()) -> Board:
    return board(Resolution(actors=tuple(actors)), documents, {d.id: (Source(d.id, 0, 15),) for d in documents})


def quarrel(*points: Point) -> Quarrel:
    return Quarrel("fact", "whether the ferry sank", "Told and denied", points)


def account(number: int, *, reuse_of: str | None = None) -> Document:
    return Document(f"doc-{number}", f"{number}.txt", TEXT, reuse_of=reuse_of)


def test_sides_count_accounts_and_the_independent_ones() -> None:
    documents = [account(1), account(2), account(3, reuse_of="doc-2")]
    yes = Point("yes", Source("doc-1", 0, 14), "doc-1")
    no = [Point("no", Source(f"doc-{n}", 16, 38), f"doc-{n}") for n in (2, 3)]
    made = dispute(quarrel(yes, *no), known(*documents))
    assert made is not None
    assert {s.label: (s.accounts, s.independent) for s in made.sides} == {"no": (2, 1), "yes": (1, 1)}
    assert made.topic == "Whether the ferry sank"
    assert "“The ferry sank”" in made.reason


def test_one_voice_makes_no_dispute() -> None:
    points = Point("yes", Source("doc-1", 0, 14), "a-1"), Point("no", Source("doc-1", 16, 38), "a-1")
    assert dispute(quarrel(*points), known(account(1))) is None


def test_a_copy_does_not_contradict_its_origin() -> None:
    points = Point("yes", Source("doc-1", 0, 14), "doc-1"), Point("no", Source("doc-2", 16, 38), "doc-2")
    assert dispute(quarrel(*points), known(account(1), account(2, reuse_of="doc-1"))) is None


def test_two_voices_of_one_account_do() -> None:
    points = Point("yes", Source("doc-1", 0, 14), "a-1"), Point("no", Source("doc-1", 16, 38), "a-2")
    made = dispute(quarrel(*points), known(account(1), actors=[Actor("a-1", "Ada", "person")]))
    assert made is not None
    assert "Ada: “The ferry sank”" in made.reason


def test_evidence_of_one_voice_is_kept_short() -> None:
    many = [Point("yes", Source("doc-1", n, n + 1), "doc-1") for n in range(0, 30, 2)]
    made = dispute(quarrel(*many, Point("no", Source("doc-2", 16, 38), "doc-2")), known(account(1), account(2)))
    assert made is not None
    assert max(len(side.evidence) for side in made.sides) == SHOWN


def test_id_does_not_depend_on_order() -> None:
    points = [Point("yes", Source("doc-1", 0, 14), "doc-1"), Point("no", Source("doc-2", 16, 38), "doc-2")]
    one, two = account(1), account(2)
    assert dispute(quarrel(*points), known(one, two)) == dispute(quarrel(*points[::-1]), known(two, one))


def held(id: str, *independent: int) -> Dispute:
    sides = tuple(
        Side(str(n), (Source("doc-1", n, n + 1),), (f"doc-{id}{n}",), count, count)
        for n, count in enumerate(independent)
    )
    return Dispute(id, "fact", id, "", sides)


def test_most_accounts_on_the_smaller_side_come_first_then_denials() -> None:
    found = ranked(
        [(1, held("d-lists", 1, 1)), (3, held("d-denial", 1, 1)), (1, held("d-many", 2, 2)), (3, held("d-lone", 9, 1))]
    )
    assert [d.id for d in found] == ["d-many", "d-lone", "d-denial", "d-lists"]
    assert [d.rank for d in found] == [1, 2, 3, 4]


def test_nothing_read_nothing_found() -> None:
    assert disputes(Resolution(), [], {}) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [("detained", "detain"), ("sent", "send"), ("left", "leave"), ("arrests", "arrested"), ("Lima's", "Lima")],
)
def test_forms_of_a_word_meet(one: str, other: str) -> None:
    assert content(f"{one} twice") & content(other)


@pytest.mark.parametrize("text", ["it had been said", "they were not", "the of and"])
def test_common_words_say_nothing(text: str) -> None:
    assert content(text) == frozenset()


def word(start: int, end: int, *, about: Source | None = None, claimed_by: str | None = None) -> Label:
    return Label(Source("doc-1", start, end), "thugs", "crowd", "hostile", about=about, claimed_by=claimed_by)


def test_labels_get_who_is_named_and_who_names_them() -> None:
    named = Source("doc-1", 10, 15)
    mentions = [
        Mention(named, "Hamas", "name", actor="a-hamas"),
        Mention(Source("doc-1", 20, 24), "Peru", "name", actor="PER"),
        Mention(Source("doc-1", 30, 39), "the crowd", "nominal", actor="a-crowd"),
    ]
    trigger = Source("doc-1", 40, 45)
    reports = [
        Report("r-1", trigger, "PROTEST", None, "happened", event="e-1"),
        Report("r-2", Source("doc-1", 60, 65), "PROTEST", None, "happened", country="PER"),
    ]
    statement = Statement("s-1", (Source("doc-1", 0, 9),), None, None, "direct", actor="a-1")
    given = [
        word(10, 15, about=named),
        word(40, 45, about=trigger),
        word(30, 39, about=Source("doc-1", 30, 39)),
        word(1, 5, claimed_by="s-1"),
    ]
    found = labels(given, mentions, reports, [statement])
    assert [label.referent for label in found] == ["a-hamas", "e-1", "PER", "PER"]
    assert [label.voice for label in found] == [None, None, None, "a-1"]


def test_a_label_of_an_account_that_names_no_state_has_no_referent() -> None:
    assert labels([word(1, 5)], [], [], [])[0].referent is None
