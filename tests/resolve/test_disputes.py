"""Where small sets of accounts differ, from words to disputes; the cases are data, half of them temptations."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

from dragoman.build import extract, resolve
from dragoman.extract.parse import load, parse
from dragoman.records import Document, Resolution

CASES = [json.loads(line) for line in Path("tests/cases/disputes.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


def read(texts: Sequence[str], nlp: Language, *, published: str | None = "2032-08-01") -> Resolution:
    """The accounts as one case; each has its own outlet."""
    documents = [
        Document(f"doc-{n}", f"{n}.txt", text, outlet=f"Outlet {n}", published=published)
        for n, text in enumerate(texts, 1)
    ]
    return resolve([extract(parsed) for parsed in parse(documents, nlp)], documents, [])


def marked(case: dict[str, Any]) -> Any:
    marks = [pytest.mark.xfail(strict=True, reason=case["comment"])] if case["expect"] == "fail" else []
    return pytest.param(case, id=case["label"], marks=marks)


@pytest.mark.parametrize("case", [marked(case) for case in CASES])
def test_disputes_of_small_sets(nlp: Language, case: dict[str, Any]) -> None:
    found = read(case["accounts"], nlp).disputes
    told = [(d.kind, d.topic) for d in found]
    for wanted in case["expected"]:
        assert any(kind == wanted["kind"] and wanted["topic"] in topic for kind, topic in told), told
    if not case["expected"]:
        assert not told


def test_order_of_the_accounts_does_not_matter(nlp: Language) -> None:
    texts = [text for case in CASES if case["expected"] for text in case["accounts"]]
    documents = [Document(f"doc-{n}", f"{n}.txt", text) for n, text in enumerate(texts, 1)]
    extracts = [extract(parsed) for parsed in parse(documents, nlp)]
    forwards = resolve(extracts, documents, [])
    backwards = resolve(extracts[::-1], documents[::-1], [])
    assert forwards.disputes == backwards.disputes
    assert [d.rank for d in forwards.disputes] == list(range(1, len(forwards.disputes) + 1))


def test_every_side_quotes_the_text_and_names_its_holders(nlp: Language) -> None:
    texts = [text for case in CASES if case["expected"] for text in case["accounts"]]
    found = read(texts, nlp)
    holders = {a.id for a in found.actors} | {f"doc-{n}" for n in range(1, len(texts) + 1)}
    assert found.disputes
    for dispute in found.disputes:
        assert len(dispute.sides) >= 2
        assert dispute.topic
        assert dispute.reason.count("“") >= 2
        for side in dispute.sides:
            assert side.label
            assert side.voices
            assert set(side.voices) <= holders
            assert 1 <= side.independent <= side.accounts
            for source in side.evidence:
                assert texts[int(source.document.removeprefix("doc-")) - 1][source.start : source.end].strip()
