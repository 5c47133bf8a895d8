"""What is one event: cases as marked-up accounts, and what holds for any order of accounts and for an analyst's edits.

A report is written {words|TYPE|lemma=…|by=…|to=…|on=…|in=…|status=…}; reports are numbered from 0 over all accounts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.records import Actor, Date, Decision, Document, Event, Report, Source, Status
from dragoman.resolve.decisions import merge, split
from dragoman.resolve.events import EventResolution, events

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "cases" / "events.jsonl").read_text(encoding="utf-8").splitlines()
]
MARKED = re.compile(r"\{([^|{}]+)\|(\w+)((?:\|\w+=[^|{}]*)*)\}")
STATES = "BGD CHL DEU DZA ETH FRA GMB LAO MAR MLI PER SDN SEN".split()
ACTORS = {
    **{code: Actor(code, code, "state", country=code) for code in STATES},
    "ecowas": Actor("ecowas", "Economic Community of West African States", "organisation", sector="IGO"),
    "sen-army": Actor("sen-army", "Senegalese soldiers", "government", "SEN", "MIL", part_of="SEN"),
    "union": Actor("union", "the union", "organisation", sector="IGO"),
    "rebels": Actor("rebels", "rebels", "group", country="ETH", sector="REB"),
    "students": Actor("students", "students", "group", country="BGD", sector="EDU"),
    "youths": Actor("youths", "youths", "group", country="LAO", sector="CVL"),
    "president": Actor("president", "the president", "person", country="PER", sector="GOV"),
    "minister": Actor("minister", "the minister", "person", country="PER", sector="GOV"),
    "general": Actor("general", "the general", "person", country="PER", sector="MIL"),
}
TOWNS = {"Dhaka": ("BGD", (23.7, 90.4)), "Mekelle": ("ETH", (13.5, 39.5)), "Gondar": ("ETH", (12.6, 37.5))}


def read_marked(texts: Sequence[str]) -> tuple[list[Document], list[Report]]:
    """The accounts without the marks, and their reports."""
    accounts, reports = [], []
    number = count()
    for n, text in enumerate(texts):
        plain, at = "", 0
        for found in MARKED.finditer(text):
            plain += text[at : found.start()]
            at = found.end()
            span = Source(f"doc-{n}", len(plain), len(plain) + len(found.group(1)))
            fields = dict(part.split("=", 1) for part in found.group(3).split("|") if part)
            reports.append(report(f"r-{next(number)}", span, found.group(1), found.group(2), fields))
            plain += found.group(1)
        accounts.append(Document(f"doc-{n}", f"{n}.txt", plain + text[at:]))
    return accounts, reports


def report(id: str, span: Source, words: str, type: str, fields: dict[str, Any]) -> Report:
    country, point = TOWNS.get(fields.get("in", ""), (None, None))
    return Report(
        id,
        span,
        type,
        None,
        cast(Status, fields.get("status", "happened")),
        date=Date(fields["on"], fields["on"], fields["on"]) if "on" in fields else None,
        place=fields.get("in"),
        country=country,
        point=point,
        lemma=fields.get("lemma", words.casefold()),
        sources=tuple(fields["by"].split("+")) if "by" in fields else (),
        targets=tuple(fields["to"].split("+")) if "to" in fields else (),
    )


def resolved(texts: Sequence[str], edits: Sequence[Decision] = (), *, turned: bool = False) -> EventResolution:
    accounts, reports = read_marked(texts)
    sentences = {account.id: (Source(account.id, 0, len(account.text)),) for account in accounts}
    if turned:
        accounts.reverse()
        reports.reverse()
    return events(reports, accounts, edits, sentences=sentences, actors=ACTORS)


def groups(found: EventResolution) -> list[list[int]]:
    return sorted(sorted(int(id.removeprefix("r-")) for id in event.reports) for event in found.events)


def only(found: EventResolution) -> Event:
    (event,) = found.events
    return event


@pytest.mark.parametrize("case", CASES, ids=[f"{case['label']}-{n}" for n, case in enumerate(CASES)])
def test_cases(case: dict[str, Any], request: pytest.FixtureRequest) -> None:
    if case["expect"] == "fail":
        request.applymarker(pytest.mark.xfail(strict=True))
    assert groups(resolved(case["text"])) == case["expected"], case["comment"]


@pytest.mark.parametrize("case", CASES, ids=[f"{case['label']}-{n}" for n, case in enumerate(CASES)])
def test_the_order_of_accounts_does_not_matter(case: dict[str, Any]) -> None:
    one, other = resolved(case["text"]), resolved(case["text"], turned=True)
    assert one.events == other.events
    assert one.decisions == other.decisions
    assert sorted(one.reports, key=lambda r: r.id) == sorted(other.reports, key=lambda r: r.id)


@settings(max_examples=30, deadline=None)
@given(st.permutations([text for case in CASES for text in case["text"]]).map(lambda texts: texts[:12]))
def test_each_report_is_in_one_event_and_each_link_holds_two_of_one(texts: list[str]) -> None:
    found = resolved(texts)
    assert sorted(id for event in found.events for id in event.reports) == sorted(r.id for r in found.reports)
    of = {r.id: r.event for r in found.reports}
    assert all(of[a] == of[b] and 0 <= d.score <= 1 for d in found.decisions for a, b in [d.pair])


UNREST = [
    "{Protests|PROTEST|lemma=protest|to=SDN} over the price of bread shook Sudan.",
    "The {riots|PROTEST|lemma=riot|to=SDN|on=2018-12-19} in Sudan began over bread.",
    "The {protests|PROTEST|lemma=protest|to=SDN} over bread in Sudan spread to the capital.",
]


def test_a_merge_gives_its_reason() -> None:
    (decision,) = resolved(UNREST[:2]).decisions
    assert decision.pair == ("r-0", "r-1")
    assert decision.verdict == "same"
    assert decision.by == "rule"
    assert decision.reason == "both PROTEST toward SDN; “Protests” and “riots” name one thing"


def test_one_edit_parts_two_reports_though_others_link_them() -> None:
    found = groups(resolved(UNREST, split((), "r-0", "r-2")))
    assert not any({0, 2} <= set(group) for group in found)
    assert len(found) == 2


def test_an_edit_joins_what_the_rules_keep_apart() -> None:
    texts = [
        "France {condemned|ACCUSE|lemma=condemn|by=FRA|to=MLI} the coup.",
        "Chile {met|CONSULT|lemma=meet|by=CHL|to=PER} Peru.",
    ]
    assert groups(resolved(texts)) == [[0], [1]]
    found = resolved(texts, merge((), "r-0", "r-1", "the caption says so"))
    assert groups(found) == [[0, 1]]
    assert [(d.by, d.reason) for d in found.decisions] == [("person", "the caption says so")]


def test_reprints_are_one_independent_account() -> None:
    accounts, reports = read_marked(UNREST)
    copies = [accounts[0], Document("doc-1", "1.txt", accounts[1].text, reuse_of="doc-0"), accounts[2]]
    sentences = {account.id: (Source(account.id, 0, len(account.text)),) for account in accounts}
    event = only(events(reports, copies, sentences=sentences, actors=ACTORS))
    assert (event.accounts, event.independent) == (3, 2)


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (["2018-12-19", "2018-12", None], ("2018-12-19", "2018-12-19")),
        (["2018-12-19", "2018-12-25", None], ("2018-12-19", "2018-12-25")),
        (["2018", None, None], ("2018", "2018")),
        ([None, None, None], (None, None)),
    ],
)
def test_an_event_has_the_finest_dates_that_its_reports_agree_on(
    dates: list[str | None], expected: tuple[str | None, str | None]
) -> None:
    texts = [
        f"The {{protests|PROTEST|lemma=protest|to=SDN{f'|on={date}' if date else ''}}} over bread in Sudan went on."
        for date in dates
    ]
    event = only(resolved(texts))
    assert (event.low, event.high) == expected
