"""What the search for disputes costs as a case grows: the calls it makes for each account, counted, not timed."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from functools import partial
from itertools import combinations
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from dragoman.build import extract, resolve
from dragoman.case.codec import decode, encode
from dragoman.extract.parse import load, parse
from dragoman.records import Document, Resolution, Source
from dragoman.resolve import dispute_blame, dispute_counts, dispute_denials, dispute_tolls, dispute_words
from dragoman.resolve.board import Board, board
from dragoman.resolve.dispute_counts import count_disputes
from dragoman.resolve.disputes import FINDERS, disputes
from dragoman.resolve.quarrel import Point, Quarrel, apart
from dragoman.resolve.subjects import subjects, terms

TEXTS = [
    text
    for line in Path("tests/cases/disputes.jsonl").read_text(encoding="utf-8").splitlines()
    if (case := json.loads(line))["expected"] and case["expect"] == "pass"
    for text in case["accounts"]
]
FEW, MANY = 12, 48
"""Times that the accounts are told: more often than are compared under one key here, and four times as often."""
COMPARED = 10
GROWTH = 1.15
"""What an account of the larger case may cost more than one of the smaller."""
CALLS = 500
"""Most calls for each of many figures alike: each is compared with up to a hundred others."""
LEFT = ("quantities", "events", "disputes", "decisions", "reuses")
"""What is not told again; the reports of all tellings keep their events."""

Told = tuple[Resolution, list[Document], dict[str, tuple[Source, ...]]]


@pytest.fixture(scope="module")
def once() -> Told:
    """The accounts of all cases as one."""
    nlp: Language = load()
    documents = [Document(f"doc-{n:03}", f"{n}.txt", text, published="2032-08-01") for n, text in enumerate(TEXTS)]
    extracts = [extract(parsed) for parsed in parse(documents, nlp)]
    found = resolve(extracts, documents, [])
    return found, documents, {e.document: e.sentences for e in extracts}


@pytest.fixture(scope="module")
def boards(once: Told) -> Iterator[tuple[Board, Board]]:
    """What is known of few and of many tellings, all of one subject; in every other one actors are new, too."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (dispute_blame, dispute_counts, dispute_denials, dispute_tolls, dispute_words):
            patch.setattr(module, "COMPARED", COMPARED)
        yield known(once, FEW), known(once, MANY)


def known(once: Told, times: int) -> Board:
    found, documents, sentences = once
    told: dict[str, list[Any]] = {f.name: [] for f in fields(Resolution) if f.name not in LEFT}
    accounts: list[Document] = []
    spans: dict[str, tuple[Source, ...]] = {}
    for number in range(times):
        own = {record.id: f"{record.id}-{number:03}" for record in renewed(found, documents, number)}
        again = decode(Resolution, renamed(encode(replace(found, **dict.fromkeys(LEFT, ()))), own))
        for name, records in told.items():
            records += getattr(again, name)
        accounts += [replace(document, id=own[document.id]) for document in documents]
        spans |= {own[id]: tuple(replace(s, document=own[id]) for s in here) for id, here in sentences.items()}
    told["figures"] = [replace(f, value=(f.value or 0) + n % 7) for n, f in enumerate(told["figures"])]
    told["actors"] = list({actor.id: actor for actor in told["actors"]}.values())
    whole = Resolution(**{name: tuple(records) for name, records in told.items()})
    return board(whole, accounts, spans, themes={document.id: accounts[0].id for document in accounts})


def renewed(found: Resolution, documents: Sequence[Document], number: int) -> Iterator[Any]:
    """The records that have other ids in a telling."""
    yield from (*documents, *found.statements, *found.reports, *found.figures)
    if number % 2:
        yield from (a for a in found.actors if number % 4 == 3 or a.kind not in ("state", "government"))


def renamed(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: renamed(part, names) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [renamed(part, names) for part in value]
    return names.get(value, value) if isinstance(value, str) else value


def calls(work: Callable[[], object]) -> int:
    """How many functions are called and generators stepped."""
    count: Counter[str] = Counter()

    def called(_frame: FrameType, event: str, _argument: object) -> None:
        count[event] += 1

    sys.setprofile(called)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count["call"] + count["c_call"]


@pytest.mark.parametrize("finder", FINDERS, ids=lambda finder: finder.__name__)
def test_an_account_costs_no_more_in_a_large_case(
    boards: tuple[Board, Board], finder: Callable[[Board], Iterator[Quarrel]]
) -> None:
    list(finder(boards[0]))  # so that tables are read and words known
    each = []
    for found in boards:
        found._clauses.clear()
        each.append(calls(partial(list, finder(found))) / len(found.documents))
    assert each[1] <= GROWTH * each[0]


def test_figures_alike_are_compared_once_with_each_other(once: Told) -> None:
    found = known(once, MANY)
    assert calls(partial(list, count_disputes(found))) <= CALLS * len(found.found.figures)


def test_the_tellings_put_all_finders_to_work(boards: tuple[Board, Board]) -> None:
    idle = {finder.__name__ for finder in FINDERS if not list(finder(boards[0]))}
    assert idle <= {"number_disputes"}  # without quantities there is none


def test_a_clause_is_worked_out_once(once: Told) -> None:
    found = known(once, 1)
    trigger = next(iter(found.reports.values())).trigger
    assert found.clause(trigger) is found.clause(trigger)


def test_each_stretch_between_commas_is_its_own_clause(once: Told) -> None:
    found = known(once, 1)
    for document in found.documents:
        for sentence in found.sentences(document):
            assert [found.clause(clause) for clause in found.clauses(sentence)] == list(found.clauses(sentence))


def test_subjects_that_are_known_are_not_sought_again(once: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    found, documents, sentences = once
    themes = subjects({document.id: terms(document.text) for document in documents})
    sought = disputes(found, documents, sentences)
    monkeypatch.setattr("dragoman.resolve.board.subjects", None)
    assert disputes(found, documents, sentences, themes) == sought


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("vwxyz")), max_size=12))
def test_sides_are_apart_when_each_of_two_has_a_voice_of_its_own(told: list[tuple[str, str]]) -> None:
    points = [Point(side, Source("doc-1", 2 * n, 2 * n + 1), voice) for n, (side, voice) in enumerate(told)]
    shown = apart(points, board(Resolution(), [], {}))
    sides = [{voice for side, voice in told if side == label} for label in "abcd"]
    assert shown == any(one - other and other - one for one, other in combinations(sides, 2))
