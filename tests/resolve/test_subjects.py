"""Accounts of one subject are together, those of others apart, in any order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.resolve import subjects as module
from dragoman.resolve.subjects import plain, subjects, terms

FERRY = [
    "A ferry sank off Zanzibar on Sunday. Divers searched the hull; the harbour master blamed an overloaded deck.",
    "Divers went on searching the ferry that sank off Zanzibar. The harbour master said that its deck was overloaded.",
    "Zanzibar mourns those who drowned when an overloaded ferry sank; the harbour master has been suspended.",
]
BREAD = [
    "Bakers in Khartoum closed their ovens after the government ended the subsidy on flour, and queues turned angry.",
    "The end of the flour subsidy brought angry queues to Khartoum, where bakers shut their ovens.",
    "Khartoum's bakers say that without the flour subsidy their ovens stay cold; the queues are growing.",
]
TEXTS = {f"doc-{n}": text for n, text in enumerate((*FERRY, *BREAD))}


def test_two_subjects_are_two() -> None:
    found = subjects({id: terms(text) for id, text in TEXTS.items()})
    assert found == {**dict.fromkeys(("doc-0", "doc-1", "doc-2"), "doc-0"),
                     **dict.fromkeys(("doc-3", "doc-4", "doc-5"), "doc-3")}  # fmt: skip


@settings(max_examples=20, deadline=None)
@given(st.permutations(sorted(TEXTS)))
def test_order_does_not_matter(order: list[str]) -> None:
    assert subjects({id: terms(TEXTS[id]) for id in order}) == subjects({id: terms(TEXTS[id]) for id in TEXTS})


def test_an_account_alone_and_an_empty_one_are_subjects_of_their_own() -> None:
    assert subjects({"doc-1": terms(FERRY[0]), "doc-2": terms("")}) == {"doc-1": "doc-1", "doc-2": "doc-2"}
    assert subjects({}) == {}


def test_copies_are_one_subject() -> None:
    found = subjects({f"doc-{n:03}": terms(BREAD[0]) for n in range(150)})
    assert set(found.values()) == {"doc-000"}


def test_plain_words() -> None:
    assert [plain(word) for word in ("Ferries", "Khartoum’s", "the", "bus", "queues", "It's")] == [
        "ferry", "khartoum", None, "bus", "queue", None]  # fmt: skip


def test_copies_do_not_part_two_retellings_of_one_thing() -> None:
    told = {f"doc-{n:03}-{copy:03}": terms(f"{FERRY[n]} Edition {copy}.") for n in range(3) for copy in range(40)}
    others = {
        f"doc-{n:03}-{copy:03}": terms(f"{BREAD[n - 3]} Edition {copy}.") for n in (3, 4, 5) for copy in range(40)
    }
    found = subjects(told | others)
    assert len({found[id] for id in told}) == len({found[id] for id in others}) == 1
    assert len(set(found.values())) == 2


def test_accounts_are_compared_in_few_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    nearest = module._nearest

    def counted(groups: Mapping[str, module._Group], first: str, near: Iterable[str]) -> module._Near | None:
        asked.append(first)
        return nearest(groups, first, near)

    monkeypatch.setattr(module, "_nearest", counted)
    each = []
    for copies in (30, 120):
        asked.clear()
        texts = [(n, copy, text) for n, text in enumerate((*FERRY, *BREAD)) for copy in range(copies)]
        subjects({f"doc-{n}-{copy:03}": terms(f"{text} Edition {copy}.") for n, copy, text in texts})
        each.append(len(asked) / len(texts))
    assert each[1] <= 1.33 * each[0]
