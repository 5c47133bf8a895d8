"""What the documents say is so."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

from dragoman.build import extract
from dragoman.extract.parse import load, parse
from dragoman.records import Document

CODING = Path(__file__).resolve().parents[1] / "docs" / "coding.md"


def examples() -> list[tuple[str, str, str]]:
    """Rule, example and coding of each row of the table."""
    rows = [line.strip("| ").split(" | ") for line in CODING.read_text("utf-8").splitlines() if line.startswith("|")]
    return [(rule, example, coded) for rule, example, coded in rows[2:]]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


@pytest.mark.parametrize(("rule", "example", "coded"), examples(), ids=[rule[:40] for rule, _, _ in examples()])
def test_coding_rule(nlp: Language, rule: str, example: str, coded: str) -> None:
    (parsed,) = parse([Document("doc-1", "example.txt", example, published="2020-05-10")], nlp)
    type_, mode, status, *claimed = coded.split(", ")
    found = [(r.type, r.mode or "–", r.status, bool(r.claimed_by)) for r in extract(parsed).reports]
    assert (type_, mode, status, bool(claimed)) in found, rule
