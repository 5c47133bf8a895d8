"""Proposals become records at the words they quote; what does not hold is rejected and counted."""

from __future__ import annotations

from typing import Any

import pytest

from dragoman.records import Date, Source
from dragoman.second.answer import read_answer
from dragoman.second.proposals import Found, Reading, problem, records
from tests.second.town import (
    DOCUMENT,
    EXTRACT,
    MINISTER,
    MORAVA,
    REYL,
    SAID,
    SENTENCES,
    SHE,
    TEXT,
    UNION,
    VELLAND,
    VELLAND_2,
    answer,
    at,
    said,
    told,
)  # fmt: skip

BY = "model toy 1"


def found(**kinds: list[dict[str, Any]]) -> Found:
    return records(Reading(DOCUMENT, EXTRACT, SENTENCES, BY), read_answer(answer(**kinds)))


def words(source: Source | None) -> str | None:
    return TEXT[source.start : source.end] if source else None


def test_a_statement_stands_at_its_words() -> None:
    (statement,) = found(
        statements=[said("the quays will stay open", "Harbour minister Ines Caldera", 2, "said")]
    ).statements
    assert [words(part) for part in statement.content] == ["the quays will stay open"]
    assert (words(statement.cue), words(statement.speaker)) == ("said", "Harbour minister Ines Caldera")
    assert (statement.voice, statement.kind, statement.by) == (MINISTER.source, "direct", BY)
    assert 0 < statement.confidence < 0.5


def test_a_pronoun_that_the_rules_resolved_may_speak() -> None:
    (statement,) = found(statements=[said("some 1,200 dockers had gone home", "She", 3)]).statements
    assert (statement.voice, statement.kind) == (SHE.source, "indirect")


def test_whether_words_are_quoted_is_read_from_the_text() -> None:
    row = {**said("the strike would last", "Tomas Reyl", 5), "kind": "direct"}
    (statement,) = found(statements=[row]).statements
    assert statement.kind == "indirect"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (said("the quays will be closed", "Ines Caldera"), "words not in the text"),
        (said("the quays will stay open", "Prime minister Aldo Breck"), "words not in the text"),
        (said("the quays will stay open", "Ines Caldera", cue="swore"), "words not in the text"),
        (said(["the quays will stay open", "for ever"], "Ines Caldera"), "words not in the text"),
        (said("the strike would last", "He", 5), "pronoun not resolved"),
        (said("the strike would last", "Radio Arlen", 5), "nobody named"),
        (said("Nobody asked us", "a baker", 99), "words in several places"),
        (said("Nobody asked us", "a baker", 7), "nobody named"),
        (said("Velland and Morava are old allies", "Morava", 6), "words stand only inside what is said"),
        (said("open", "Ines Caldera"), "too few words"),
        (said("“…”", "Ines Caldera"), "no words quoted"),
        (said("Nobody asked us", "Ines Caldera", 8), "speaker too far from the words"),
    ],
)
def test_a_statement_that_does_not_hold_is_rejected(row: dict[str, Any], reason: str) -> None:
    got = found(statements=[row])
    assert got.statements == ()
    assert dict(got.rejected)[reason] == 1


def test_a_report_has_its_parties_date_and_place_from_the_text() -> None:
    row = told("rejected", "REJECT", 4, sources=["The dockers' union"], targets=["Ines Caldera"], date="on Tuesday")
    (report,) = found(reports=[row]).reports
    assert (report.source_spans, report.target_spans) == ((UNION.source,), (MINISTER.source,))
    assert report.date == Date("on Tuesday", "2019-03-05", "2019-03-05")
    assert (report.lemma, report.claimed_by, report.by) == ("reject", None, BY)


def test_a_report_in_somebodys_words_is_theirs() -> None:
    row = told("stay open", "AGREE", 2, sources=["Ines Caldera"])
    (report,) = found(reports=[row]).reports
    assert report.claimed_by == SAID.id


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (told("bombed", "ASSAULT"), "words not in the text"),
        (told("rejected", "REJECT", 4), "nobody named"),
        (told("rejected", "REJECT", 4, sources=["The shipowners"]), "words not in the text"),
        (told("told", "CONSULT", 5, sources=["He"], targets=["Tomas Reyl"]), "pronoun not resolved"),
        (told("asked", "REQUEST", 7, sources=["Morava"]), "quoted words that nobody says"),
    ],
)
def test_a_report_that_does_not_hold_is_rejected(row: dict[str, Any], reason: str) -> None:
    got = found(reports=[row])
    assert got.reports == ()
    assert dict(got.rejected)[reason] == 1


def test_the_value_of_a_figure_is_read_from_its_words() -> None:
    row = {"sentence": 6, "words": "two patrol ships", "counts": "patrol ships", "value": 9000}
    (figure,) = found(figures=[row]).figures
    assert (figure.value, figure.unit, figure.measure, figure.by) == (2.0, "ship", "patrol ships", BY)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"sentence": 6, "words": "nine patrol ships", "counts": None}, "words not in the text"),
        ({"sentence": 6, "words": "patrol ships", "counts": None}, "no number in the words"),
        ({"sentence": 6, "words": "two patrol", "counts": None}, "counts nothing we know"),
        ({"sentence": 6, "words": "two patrol ships", "counts": "dockers"}, "counts what its sentence does not name"),
    ],
)  # fmt: skip
def test_a_figure_that_does_not_hold_is_rejected(row: dict[str, Any], reason: str) -> None:
    got = found(figures=[row])
    assert got.figures == ()
    assert dict(got.rejected)[reason] == 1


def test_a_tie_binds_two_actors_of_its_sentence() -> None:
    row = {"sentence": 6, "words": "are old allies", "type": "ally", "source": "Velland", "target": "Morava"}
    (tie,) = found(ties=[row]).ties
    assert (tie.from_span, tie.to_span, tie.polarity, tie.by) == (VELLAND_2.source, MORAVA.source, 1, BY)


@pytest.mark.parametrize(
    ("source", "target", "reason"),
    [
        ("Velland", "Velland", "one actor tied to itself"),
        ("Velland", "Tomas Reyl", "ties whom its sentence does not name"),
        ("Velland", "the bay", "nobody named"),
    ],
)
def test_a_tie_that_does_not_hold_is_rejected(source: str, target: str, reason: str) -> None:
    row = {"sentence": 6, "words": "are old allies", "type": "ally", "source": source, "target": target}
    got = found(ties=[row])
    assert got.ties == ()
    assert dict(got.rejected)[reason] == 1


def test_what_is_proposed_twice_counts_once() -> None:
    row = said("the strike would last", "Tomas Reyl", 5)
    got = found(statements=[row, row])
    assert len(got.statements) == 1
    assert dict(got.rejected)["proposed twice"] == 1


def test_rejections_are_told_by_reason() -> None:
    told_ = problem(DOCUMENT, BY, (("nobody named", 2), ("cut off", 0), ("too few words", 1)), 5)
    assert told_ is not None
    assert told_.message == "town.txt: model toy 1: 3 of 8 proposals rejected: 2 nobody named, 1 too few words"
    assert problem(DOCUMENT, BY, (("cut off", 0),), 5) is None


def test_the_nearest_naming_is_taken() -> None:
    row = told("sent", "MOBILIZE", 6, sources=["Velland"])
    (report,) = found(reports=[row]).reports
    assert report.source_spans == (VELLAND.source,)
    assert at("Velland").start == VELLAND.source.start
    assert REYL.source not in report.source_spans
