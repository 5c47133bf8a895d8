"""One account of 15 July 2022 with all that the extractors before labels, causes, assessments and tones find in it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

from dragoman.extract.mentions import mentions
from dragoman.extract.parse import Parse, load, parse
from dragoman.extract.references import references
from dragoman.extract.reports import reports
from dragoman.extract.statements import statements
from dragoman.records import Document, Mention, Report, Source, Statement


@dataclass(frozen=True, slots=True)
class Told:
    """A parsed text and the records found in it."""

    parse: Parse
    mentions: tuple[Mention, ...]
    statements: tuple[Statement, ...]
    reports: tuple[Report, ...]

    def words(self, span: Source | None) -> str | None:
        """The words of a span."""
        return self.parse.text(span.start, span.end) if span is not None else None

    def speaker(self, statement: str | None) -> str | None:
        """The speaker of the statement of this id; '?' where it has none."""
        if statement is None:
            return None
        return self.words(next(each.speaker for each in self.statements if each.id == statement)) or "?"


@cache
def _nlp() -> Language:
    return load()


@cache
def told(text: str) -> Told:
    """What is found in a text."""
    parsed = next(parse([Document("doc", "case", text, published="2022-07-15")], _nlp()))
    named = tuple(mentions(parsed))
    by_span = {mention.source: mention for mention in (*named, *references(parsed, named))}
    named = tuple(by_span[source] for source in sorted(by_span))
    said = tuple(one for one in statements(parsed, named) if isinstance(one, Statement))
    happened = tuple(one for one in reports(parsed, named, said) if isinstance(one, Report))
    return Told(parsed, named, said, happened)


def cases(name: str) -> list[Any]:
    """The sentence cases of a file of tests/cases, known failures as strict xfail."""
    lines = (Path(__file__).parents[1] / "cases" / f"{name}.jsonl").read_text("utf-8").splitlines()
    return [
        pytest.param(case, id=case["label"], marks=[pytest.mark.xfail(strict=True)] if case["expect"] == "fail" else [])
        for case in map(json.loads, lines)
    ]
