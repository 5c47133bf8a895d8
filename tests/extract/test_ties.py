"""Ties, sentence by sentence: `tests/cases/ties.jsonl`.

Expected, a list for each tie in text order: type, polarity, words of both ends, as_of, words of the voice (without
articles). The sentences are read as accounts of 15 July 2022, with the mentions and statements that the program finds.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

from dragoman.extract.mentions import mentions
from dragoman.extract.parse import Parse, load, parse
from dragoman.extract.references import references
from dragoman.extract.statements import statements
from dragoman.extract.ties import ties
from dragoman.records import Document, Mention, Source, Statement, Tie

CASES = [
    json.loads(line) for line in (Path(__file__).parents[1] / "cases" / "ties.jsonl").read_text("utf-8").splitlines()
]


@cache
def _nlp() -> Language:
    return load()


@cache
def _told(text: str) -> tuple[Parse, tuple[Mention, ...], tuple[Tie, ...]]:
    parsed = next(parse([Document("doc", "case", text, published="2022-07-15")], _nlp()))
    named = tuple(mentions(parsed))
    named = tuple(sorted((*named, *references(parsed, named)), key=lambda mention: mention.source))
    said = [statement for statement in statements(parsed, named) if isinstance(statement, Statement)]
    return parsed, named, tuple(ties(parsed, named, said))


def _words(parsed: Parse, span: Source | None) -> str | None:
    """The words of a span, without an article."""
    return re.sub(r"^[Tt]he ", "", parsed.text(span.start, span.end)) if span else None


@pytest.mark.parametrize("case", [
    pytest.param(case, id=case["label"], marks=[pytest.mark.xfail(strict=True)] if case["expect"] == "fail" else [])
    for case in CASES
])  # fmt: skip
def test_sentence(case: dict[str, Any]) -> None:
    parsed, _, told = _told(case["text"])
    found = [
        [tie.type, tie.polarity, *(_words(parsed, end) for end in (tie.from_span, tie.to_span)), tie.as_of,
         _words(parsed, tie.voice_span)]
        for tie in told
    ]  # fmt: skip
    assert found == case["expected"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_both_ends_and_the_voice_are_mentions(case: dict[str, Any]) -> None:
    _, named, told = _told(case["text"])
    sources = {mention.source for mention in named}
    assert all({tie.from_span, tie.to_span} <= sources and tie.from_span != tie.to_span for tie in told)
    assert all(tie.voice_span is None or tie.voice_span in sources for tie in told)
    assert all(tie.source.start < tie.source.end for tie in told)


@pytest.mark.parametrize("text", ["", "\n", "ally", "-led", "its ally"])
def test_nearly_nothing_yields_nothing(text: str) -> None:
    assert _told(text)[2] == ()
