"""A model's records beside the rules'."""

from __future__ import annotations

from typing import Any

from dragoman.second.agreement import Merged, merged
from dragoman.second.answer import read_answer
from dragoman.second.proposals import Reading, records
from tests.second.town import DOCKERS, DOCUMENT, EXTRACT, LED, REJECTED, SAID, SENTENCES, answer, said, told


def together(by: str = "model toy", extract: Any = EXTRACT, **kinds: list[dict[str, Any]]) -> Merged:
    return merged(extract, records(Reading(DOCUMENT, extract, SENTENCES, by), read_answer(answer(**kinds))))


def test_nothing_proposed_changes_nothing() -> None:
    assert together() == Merged(EXTRACT, 0, 0)


def test_what_both_have_is_surer_and_stays_the_rules() -> None:
    done = together(
        statements=[said("“the quays will stay open”", "Ines Caldera")],
        reports=[told("rejected", "REJECT", 4, sources=["The dockers’ union"])],
        figures=[{"sentence": 3, "words": "1,200 dockers", "counts": None}],
        ties=[{"sentence": 4, "words": "led by", "type": "leadership", "source": "Tomas Reyl", "target": "union"}],
    )
    (statement,), (report,) = done.extract.statements, done.extract.reports
    assert (done.agreed, done.added) == (4, 0)
    assert (statement.id, statement.by, statement.confidence) == (SAID.id, "rules", 0.9)
    assert (report.id, report.by, report.confidence) == (REJECTED.id, "rules", 0.8)
    assert statement.reason == "quoted; model toy has it too"
    assert (done.extract.figures, done.extract.ties) == ((DOCKERS,), (LED,))


def test_the_same_said_twice_makes_it_no_surer() -> None:
    rows = [said("the quays will stay open", "Ines Caldera"), said("quays will stay open", "minister Ines Caldera")]
    done = together(statements=rows)
    assert done.extract.statements[0].confidence == 0.9


def test_where_readers_differ_both_stay_each_with_its_mark() -> None:
    done = together(
        statements=[said("the quays will stay open", "She", 2)],
        reports=[told("rejected", "THREATEN", 4, sources=["The dockers’ union"])],
    )
    assert sorted((s.id == SAID.id, s.by) for s in done.extract.statements) == [(True, "rules")], "she is the minister"
    done = together(statements=[said("the quays will stay open", "Tomas Reyl", 2)], reports=[
        told("rejected", "THREATEN", 4, sources=["The dockers’ union"])])  # fmt: skip
    assert [s.by for s in done.extract.statements] == ["rules", "model toy"]
    assert [(r.type, r.by) for r in done.extract.reports] == [("REJECT", "rules"), ("THREATEN", "model toy")]
    assert done.extract.statements[0] == SAID


def test_what_is_new_is_added_in_text_order() -> None:
    done = together(statements=[said("some 1,200 dockers had gone home", "She", 3)])
    assert (done.agreed, done.added) == (0, 1)
    assert [s.by for s in done.extract.statements] == ["rules", "model toy"]


def test_a_report_in_a_statement_that_the_rules_have_is_claimed_by_the_rules_statement() -> None:
    done = together(
        statements=[said("quays will stay open", "Ines Caldera")],
        reports=[told("stay open", "AGREE", 2, sources=["Ines Caldera"])],
    )
    (report,) = [r for r in done.extract.reports if r.by != "rules"]
    assert report.claimed_by == SAID.id


def test_two_models_each_have_their_mark() -> None:
    row = said("the strike would last", "Tomas Reyl", 5)
    first = together("model a", statements=[row])
    both = together("model b", first.extract, statements=[row])
    (added,) = [s for s in both.extract.statements if s.by != "rules"]
    assert added.by == "model a"
    assert added.confidence > 0.4
