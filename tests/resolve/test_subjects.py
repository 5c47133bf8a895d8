"""Accounts of one subject are together, those of others apart, in any order."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

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
