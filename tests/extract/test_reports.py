"""Reports of happenings, sentence by sentence: `tests/cases/reports.jsonl`.

Expected, a line for each report in text order: "TYPE mode: source + source > target; status; claimed @place".
'-' is no mode, '?' nobody; happened, unclaimed and placeless where not said. An empty list: nothing happens here.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

from dragoman.extract.parse import Parse, load, parse
from dragoman.extract.reports import reports
from dragoman.records import Document, Problem, Report
from tests.extract import marked

CASES = [json.loads(line) for line in (Path(__file__).parents[1] / "cases" / "reports.jsonl").read_text().splitlines()]


@cache
def _nlp() -> Language:
    return load()


def _parsed(text: str) -> Parse:
    return next(iter(parse([Document("doc", "case", text, published="2021-06-15")], _nlp())))


def _told(case: dict[str, Any]) -> tuple[Parse, list[Report]]:
    one = marked.read(case["text"])
    parsed = _parsed(one.document.text)
    return parsed, [each for each in reports(parsed, one.mentions, one.statements) if isinstance(each, Report)]


def _line(parsed: Parse, report: Report, asked: str) -> str:
    """The report as the expected line writes it; its place only where the line asks for one."""
    sources = " + ".join(parsed.text(span.start, span.end) for span in report.source_spans) or "?"
    targets = " + ".join(parsed.text(span.start, span.end) for span in report.target_spans) or "?"
    line = f"{report.type} {report.mode or '-'}: {sources} > {targets}"
    line += f"; {report.status}" if report.status != "happened" else ""
    line += "; claimed" if report.claimed_by else ""
    return line + (f" @{report.place}" if " @" in asked else "")


def _params() -> list[Any]:
    marks = {"fail": [pytest.mark.xfail(strict=True)], "pass": []}
    return [pytest.param(case, id=case["text"][:60], marks=marks[case["expect"]]) for case in CASES]


@pytest.mark.parametrize("case", _params())
def test_sentence_tells(case: dict[str, Any]) -> None:
    parsed, told = _told(case)
    expected = case["expected"]
    lines = [_line(parsed, report, expected[n] if n < len(expected) else "") for n, report in enumerate(told)]
    assert lines == expected


@pytest.mark.parametrize("case", [case for case in CASES if case["expected"]], ids=lambda case: case["text"][:40])
def test_parties_are_mentions_and_triggers_words(case: dict[str, Any]) -> None:
    one = marked.read(case["text"])
    parsed, told = _told(case)
    known = {mention.source for mention in one.mentions}
    for report in told:
        assert {*report.source_spans, *report.target_spans} <= known
        assert parsed.text(report.trigger.start, report.trigger.end).strip()
        assert 0 < report.confidence < 1
        assert report.reason
        assert report.date is None or report.date_span is not None


def test_ids_hash_what_is_said_and_where() -> None:
    case = {"text": "[Police/g] arrested [two priests/g]. [Police/g] arrested [two priests/g]."}
    _, told = _told(case)
    assert [report.id for report in told] == [report.id for report in _told(case)[1]]
    assert len({report.id for report in told}) == 2


def test_date_of_the_clause_is_the_happenings() -> None:
    _, told = _told({"text": "On 3 June 2021, [Niger/s] expelled [the envoy/p], who had met [the rebels/g] in May."})
    assert [report.date.low if report.date else None for report in told] == ["2021-06-03", "2021-05"]


def test_a_target_left_out_is_the_state_last_named() -> None:
    _, told = _told({"text": "[Lesotho/s] was in turmoil. [South African troops/g] deployed within hours."})
    assert told[-1].target_spans == (marked.read("[Lesotho/s]").mentions[0].source,)
    assert "named before" in told[-1].reason


def test_contexts_come_from_the_words_of_the_sentence() -> None:
    _, told = _told({"text": "[The court/v] sentenced [the editor/p] for corruption."})
    assert {"legal", "corruption"} <= set(told[0].contexts)


def test_empty_text_tells_nothing() -> None:
    assert list(reports(_parsed(""), (), ())) == []


def _dates(text: str) -> list[str | None]:
    _, told = _told({"text": text})
    return [each.date.low if each.date else None for each in told]


CHRONICLE = (
    "3 May. [Chad/s] expelled [the envoy/p]. It also arrested [two monks/g].\n\n"
    "5 May. [Niger/s] had mobilised its army. [The envoys/g] of both states were to meet on that day."
)


def test_a_heading_dates_its_paragraph_and_that_day_is_the_narrative_s() -> None:
    assert _dates(CHRONICLE) == ["2021-05-03", "2021-05-03", None, "2021-05-05"]


def test_a_dateline_alone_dates_nothing() -> None:
    assert _dates("3 May. [Chad/s] expelled [the envoy/p].") == [None]


@pytest.mark.parametrize(("text", "expected"), [
    ("On 3 May, [Chad/s] expelled [the envoy/p]. It also arrested [two monks/g].", ["2021-05-03", "2021-05-03"]),
    ("On 3 May, [Chad/s] expelled [the envoy/p]. It has arrested [two monks/g].", ["2021-05-03", None]),
    ("On 3 May, [Chad/s] expelled [the envoy/p]. It later arrested [two monks/g].", ["2021-05-03", None]),
    ("On 3 May, [Chad/s] expelled [the envoy/p]. [The envoy/p] has since been arrested.", ["2021-05-03"] * 2),
    ("In 2015, [Chad/s] expelled [the envoy/p]. It also arrested [two monks/g].", ["2015", None]),
    ("[Chad/s] will host a meeting of [the league/o]. The event will take place on 3 July.", ["2021-07-03"]),
    ("[Chad/s] will host a meeting of [the league/o]. The harvest will begin on 3 July.", [None]),
    ("Two days later, [Chad/s] expelled [the envoy/p].", [None]),
])  # fmt: skip
def test_what_a_paragraph_goes_on_to_tell_is_of_its_date(text: str, expected: list[str | None]) -> None:
    assert _dates(text) == expected


def _doubts(text: str) -> list[str]:
    one = marked.read(text)
    said = reports(_parsed(one.document.text), one.mentions, one.statements)
    return [each.message for each in said if isinstance(each, Problem)]


def test_a_beginning_after_the_violence_ended_is_a_problem() -> None:
    text = "Clashes shook [Goma/c] on June 2-7. [Police/g] have arrested [monks/g] since 10 June."
    assert len(_doubts(text)) == 1
    assert "has ended" in _doubts(text)[0]


@pytest.mark.parametrize("text", [
    "Clashes shook [Goma/c] on June 2-7. [Police/g] have arrested [monks/g] since 3 June.",
    "[The fair/o] ran on June 2-7. [Police/g] have arrested [monks/g] since 10 June.",
])  # fmt: skip
def test_a_beginning_that_fits_is_no_problem(text: str) -> None:
    assert _doubts(text) == []
