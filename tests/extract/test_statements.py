"""Statements, passage by passage: `tests/cases/statements.jsonl`.

Expected: a list of statements in the order of their cues, each with the fields it is held to. Only statements that are
more likely than not (`confidence.LIKELY`) count. `named` gives the namings of the passage that count as mentions.
"""

from __future__ import annotations

import json
import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from dragoman.extract.confidence import LIKELY
from dragoman.extract.parse import Parse, load, parse
from dragoman.extract.statements import statements
from dragoman.records import Document, Mention, Source, Statement

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "cases" / "statements.jsonl").read_text("utf-8").splitlines()
]
PASSAGES = [case["text"] for case in CASES if case["expect"] == "pass"]


@cache
def _nlp() -> Language:
    return load()


def _mentions(text: str, named: dict[str, str]) -> tuple[Mention, ...]:
    found = [
        Mention(Source("doc", m.start(), m.end()), name, "name", kind, name)  # type: ignore[arg-type]
        for name, kind in named.items()
        for m in re.finditer(re.escape(name), text)
    ]
    return tuple(sorted(found, key=lambda mention: mention.source))


def _read(text: str, named: dict[str, str] | None = None) -> tuple[Parse, list[Statement]]:
    parsed = next(parse([Document("doc", "case", text)], _nlp()))
    found = [s for s in statements(parsed, _mentions(text, named or {})) if isinstance(s, Statement)]
    return parsed, found


def _shown(statement: Statement, parsed: Parse) -> dict[str, Any]:
    def words(source: Source | None) -> str | None:
        return parsed.text(source.start, source.end) if source else None

    return {
        "speaker": words(statement.speaker),
        "cue": words(statement.cue),
        "content": [words(span) for span in statement.content],
        "kind": statement.kind,
        "manner": statement.manner,
        "hedge": words(statement.hedge),
        "negated": statement.negated,
        "voice": words(statement.voice),
        "via": [words(span) for span in statement.via_spans],
        "addressee": words(statement.addressee_span),
        "venue": words(statement.venue),
    }


@pytest.mark.parametrize("case", [
    pytest.param(case, id=case["label"], marks=[pytest.mark.xfail(strict=True)] if case["expect"] == "fail" else [])
    for case in CASES
])  # fmt: skip
def test_passage(case: dict[str, Any]) -> None:
    parsed, found = _read(case["text"], case.get("named"))
    likely = [s for s in found if s.confidence >= LIKELY]
    likely.sort(key=lambda s: s.cue.start if s.cue else s.content[0].start)
    shown = [_shown(s, parsed) for s in likely]
    wanted = case["expected"]
    assert [
        {k: v for k, v in s.items() if not w or k in w}
        for s, w in zip(shown, [*wanted, *({},) * len(shown)], strict=False)
    ] == wanted


@pytest.mark.parametrize("text", PASSAGES[::3])
def test_spans_lie_in_the_text_and_in_order(text: str) -> None:
    _, found = _read(text)
    for statement in found:
        spans = [
            *statement.content,
            *filter(None, (statement.cue, statement.speaker, statement.hedge, statement.venue)),
        ]
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert all(a.end <= b.start for a, b in pairwise(statement.content))
        assert statement.reason
        assert 0 < statement.confidence <= 1
    assert found == sorted(found, key=lambda s: (s.content[0].start, s.content[-1].end, s.id))
    assert len({s.id for s in found}) == len(found)


@pytest.mark.parametrize("text", PASSAGES[::7])
def test_direct_words_stand_between_marks(text: str) -> None:
    for statement in (s for s in _read(text)[1] if s.kind == "direct"):
        assert all(text[span.start - 1] in "\"'“‘«„ " or text[span.start] in "\"'“‘«„" for span in statement.content)


@settings(max_examples=15, deadline=None)
@given(st.permutations(range(8)))
def test_paragraphs_of_others_change_nothing(order: list[int]) -> None:
    """What one paragraph says does not hang on the paragraphs around it, lost marks and open quotations apart."""
    plain = [
        "Lena Halvorsen said on Friday that the border would stay open.",
        "“The road is open,” the mayor told the assembly.",
        "The dam was built in 1971.",
        "According to the water ministry, half of the wells are dry.",
        "The governor accused the union of hiding weapons.",
        "Her first novel sold nine copies.",
        "The army denied that it had shelled the market.",
        "The blockade will end by Sunday, said Tomas Okello.",
    ]
    alone = {_words(text) for text in plain}
    together = frozenset().union(*alone)
    assert _words("\n\n".join(plain[i] for i in order)) == together


@cache
def _words(text: str) -> frozenset[tuple[str, ...]]:
    parsed, found = _read(text)
    return frozenset(
        (parsed.text(s.cue.start, s.cue.end) if s.cue else "", *(parsed.text(c.start, c.end) for c in s.content))
        for s in found
    )


@pytest.mark.parametrize(
    "text", ["", "\n", "“", "said", "“”", "'' ''", ": “", "—", "According to", "he said, she said", "\u00a0"]
)
def test_nearly_nothing_is_no_trouble(text: str) -> None:
    assert all(s.confidence >= 0 for s in _read(text)[1])


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="“”\"'‘’«» .,:—\nabcSaid he told X", max_size=80))
def test_any_marks_are_read(text: str) -> None:
    for statement in _read(text)[1]:
        assert all(text[c.start : c.end].strip() for c in statement.content)
