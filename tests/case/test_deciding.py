"""What can be decided is told by names and ids; what cannot is said, with the reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.case.deciding import Action, Undecidable, subjects
from dragoman.case.store import Case, open_case
from dragoman.records import Decision, Reuse
from tests.view.explore.conftest import at, resolution, strike  # noqa: F401  # a fixture


@pytest.fixture
def case(strike: Path) -> Iterator[Case]:  # noqa: F811
    """The strike, where one account takes over text of another."""
    spans = ((at("doc-2", "walked out in Varna"), at("doc-1", "walked out in Varna")),)
    reuse = Reuse("doc-2", "doc-1", spans, 0.3, "four words in a row")
    with open_case(strike) as opened:
        with opened.writing():
            opened.keep_resolution(replace(resolution(), reuses=(reuse,)))
        yield opened


@pytest.mark.parametrize(("action", "a", "b", "pair"), [
    ("merge", "Boris Kolev", "Iva Petrova", ("Boris Kolev", "Iva Petrova")),
    ("merge", "kolev", "the PORT director", ("kolev", "the PORT director")),
    ("merge", "a-22222222", "a-11111111", ("Boris Kolev", "Iva Petrova")),
    ("merge", "BGR", "Norland", ("Bulgaria", "Norland")),
    ("split", "Boris Kolev", "Kolev", ("Boris Kolev", "Kolev")),
    ("split", "BGR", "NOR", ("Bulgaria", "Norland")),
    ("merge", "r-00000001", "r-00000003", ("r-00000001", "r-00000003")),
    ("merge", "e-00000001", "e-00000002", ("r-00000001", "r-00000003")),
    ("merge", "e-00000002", "r-00000004", ("r-00000003", "r-00000004")),
    ("split", "r-00000001", "r-00000002", ("r-00000001", "r-00000002")),
    ("split", "f-00000001", "f-00000002", ("f-00000001", "f-00000002")),
    ("split", "doc-1", "doc-2", ("doc-1", "doc-2")),
    ("accept", "s-00000001", "", ("s-00000001", "s-00000001")),
    ("reject", "r-00000001", "r-00000001", ("r-00000001", "r-00000001")),
    ("reject", "f-00000001", "", ("f-00000001", "f-00000001")),
    ("reject", "d-00000001", "", ("d-00000001", "d-00000001")),
])  # fmt: skip
def test_what_a_decision_is_kept_on(case: Case, action: Action, a: str, b: str, pair: tuple[str, str]) -> None:
    assert subjects(case, action, a, b) == pair


@pytest.mark.parametrize(("action", "a", "b", "told"), [
    ("merge", "Boris Kolev", "r-00000001", "is an actor, 'r-00000001' a report: they are never one"),
    ("merge", "r-00000001", "f-00000001", "they are never one"),
    ("merge", "e-00000001", "q-00000001", "they are never one"),
    ("split", "doc-1", "s-00000001", "is an account, 's-00000001' a statement"),
    ("merge", "Boris Kolev", "boris kolev", "are the same actor"),
    ("merge", "a-22222222", "Boris Kolev", "are the same actor"),
    ("split", "BGR", "bulgaria", "are the same actor"),
    ("merge", "r-00000001", "r-00000001", "are the same report"),
    ("merge", "e-00000001", "r-00000001", "are the same report"),
    ("merge", "Boris Kolev", "Kolev", "are held to be one actor already"),
    ("merge", "r-00000001", "r-00000002", "are held to be one happening already"),
    ("merge", "f-00000001", "f-00000002", "are held to be one quantity already"),
    ("merge", "s-00000001", "s-00000002", "two statements cannot be held to be one"),
    ("split", "d-00000001", "d-00000002", "two disputes cannot be held to be one"),
    ("merge", "doc-1", "doc-2", "only that it does not can be decided"),
    ("split", "doc-1", "doc-3", "neither of 'doc-1' and 'doc-3'"),
    ("reject", "a-22222222", "", "only statements, reports, figures and disputes can be rejected"),
    ("accept", "doc-1", "", "can be accepted"),
    ("reject", "e-00000001", "", "is made of its reports: reject these"),
    ("accept", "q-00000001", "", "is made of its figures: accept these"),
])  # fmt: skip
def test_what_cannot_be_decided(case: Case, action: Action, a: str, b: str, told: str) -> None:
    with pytest.raises(Undecidable) as refused:
        subjects(case, action, a, b)
    assert told in str(refused.value)


@pytest.mark.parametrize(("action", "a", "b", "told"), [
    ("merge", "Boris Kolev", "Nobody At All", "no actor goes by 'Nobody At All'"),
    ("merge", "r-00000001", "r-0123456789abcdef", "the case holds no record 'r-0123456789abcdef'"),
    ("reject", "r-0123456789abcdef", "", "the case holds no record"),
    ("undo", "Boris Kolev", "Norland", "no decision on 'Boris Kolev' and 'Norland'"),
    ("undo", "r-00000001", "r-00000001", "no decision on 'r-00000001';"),
])  # fmt: skip
def test_what_is_nowhere(case: Case, action: Action, a: str, b: str, told: str) -> None:
    with pytest.raises(LookupError) as refused:
        subjects(case, action, a, b)
    assert told in str(refused.value)


EDITS = (
    Decision(("Kolev", "Petrova"), "different", 0.0, "", "person"),
    Decision(("r-0000000000000009", "r-0000000000000009"), "rejected", 0.0, "", "person"),
)


@pytest.mark.parametrize(("a", "b", "pair"), [
    ("Kolev", "Petrova", ("Kolev", "Petrova")),
    ("petrova", "KOLEV", ("Kolev", "Petrova")),
    ("a-22222222", "Petrova", ("Kolev", "Petrova")),
    ("r-0000000000000009", "r-0000000000000009", ("r-0000000000000009", "r-0000000000000009")),
])  # fmt: skip
def test_a_decision_is_taken_back_in_any_order_and_spelling(case: Case, a: str, b: str, pair: tuple[str, str]) -> None:
    assert subjects(case, "undo", a, b, EDITS) == pair


def test_what_was_decided_may_be_decided_again(case: Case) -> None:
    """A rejected record is not in the case, two that were merged are one: a new reason, or accepting, is still open."""
    assert subjects(case, "accept", "r-0000000000000009", "", EDITS) == ("r-0000000000000009",) * 2
    merged = (Decision(("Boris Kolev", "Kolev"), "same", 1.0, "", "person"),)
    assert subjects(case, "merge", "Boris Kolev", "Kolev", merged) == ("Boris Kolev", "Kolev")


def test_names_of_other_scripts_are_found_whatever_their_case(case: Case) -> None:
    actors = tuple(replace(a, aliases=(*a.aliases, "Борис")) if a.id == "a-22222222" else a for a in case.actors())
    with case.writing():
        case.keep_resolution(replace(resolution(), actors=actors))
    assert case.named("борис") == case.named("BORIS KOLEV") == ["a-22222222"]
