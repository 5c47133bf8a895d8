"""Who may, must or cannot come: triggers as written, the table of pacts, and what the accounts say of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dragoman.case.store import Case, open_case
from dragoman.play.obligations import (
    MEMBERSHIPS,
    Answer,
    answers,
    capability,
    lines,
    obligations,
    parties,
    rows,
)
from dragoman.play.testimony import evidence
from dragoman.play.trigger import FORMS, STATES, BadTrigger, Trigger, parse_trigger, state_name
from dragoman.records import Actor, Document, Extract, Mention, Report, Resolution, Reuse, Source, Statement, Tie
from dragoman.tables import table

WINTER = date(2022, 1, 5)


def asked(text: str, on: date = WINTER) -> tuple[Answer, ...]:
    return answers(parse_trigger(text), on)


def who(found: tuple[Answer, ...], verdict: str, pact: str) -> set[str]:
    return {a.state for a in found if a.verdict == verdict and a.obligation.pact == pact}


# Triggers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("attack on KAZ", Trigger("attack on KAZ", "KAZ", "external")),
        ("An attack on  Kazakhstan.", Trigger("An attack on Kazakhstan", "KAZ", "external")),
        ("attack by Armenia on aze", Trigger("attack by Armenia on aze", "AZE", "external", ("ARM",))),
        ("attack by RUS and BLR on POL", Trigger("attack by RUS and BLR on POL", "POL", "external", ("BLR", "RUS"))),
        ("attack on MLI from within", Trigger("attack on MLI from within", "MLI", "internal")),
        (
            "request by KAZ for help against internal unrest",
            Trigger("request by KAZ for help against internal unrest", "KAZ", "internal", asked=True),
        ),
        (
            "request by the United States for help against Iran",
            Trigger("request by the United States for help against Iran", "USA", "external", ("IRN",), asked=True),
        ),
    ],
)
def test_triggers_are_read(text: str, expected: Trigger) -> None:
    assert parse_trigger(text) == expected


@pytest.mark.parametrize("text", FORMS)
def test_every_form_that_messages_offer_is_understood(text: str) -> None:
    assert parse_trigger(text).text == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("KAZ", "expected one of: attack on KAZ"),
        ("", "neither an attack nor a request"),
        ("attack on Kirgizstan and friends", "nearest:"),
        ("attack on Swedn", "SWE (Sweden)"),
        ("attack on NATO", "is an organisation"),
        ("attack by KAZ on KAZ", "attacks itself"),
        ("attack by RUS on KAZ from within", "leave out 'by RUS'"),
        ("request by KAZ for help against snow", "expected 'internal unrest'"),
    ],
)
def test_bad_triggers_say_what_was_expected(text: str, said: str) -> None:
    with pytest.raises(BadTrigger) as error:
        parse_trigger(text)
    assert said in str(error.value)


# The table


def test_every_row_names_its_article_and_treaty_and_known_states() -> None:
    codes = {row["code"] for row in table("states", STATES)}
    for one in obligations():
        assert one.article
        assert one.source
        for cell in (one.bearers, one.owed):
            for year in (1996, 2012, 2025):
                assert parties(cell, date(year, 6, 1)) <= codes, (one.pact, cell)
        assert one.since, one.pact
        assert not one.until or one.since < one.until
    assert {row["state"] for row in table("memberships", MEMBERSHIPS)} <= codes


def test_members_are_those_of_the_day() -> None:
    assert "FIN" not in parties("NATO", date(2023, 4, 3))
    assert "FIN" in parties("NATO", date(2023, 4, 4))
    assert [("UZB" in parties("CSTO", date(year, 1, 1))) for year in (1998, 2003, 2010, 2013)] == [
        True,
        False,
        True,
        False,
    ]
    assert "MLI" not in parties("ECOWAS", date(2025, 6, 1))
    assert "GBR" not in parties("EU", date(2021, 1, 1))


def test_capability_says_year_and_source() -> None:
    value, year, source = capability("KAZ") or (None, None, "")
    assert (value, year) == (0.002663, 2022)
    assert "Correlates of War" in source
    assert capability("VAT") is None


# Answers


def test_internal_unrest_on_request_lets_the_peacekeepers_come_but_obliges_nobody() -> None:
    found = asked("request by KAZ for help against internal unrest")
    assert who(found, "may", "CSTO") == {"ARM", "BLR", "KGZ", "RUS", "TJK"}
    assert not [a for a in found if a.verdict == "must"]
    (russia,) = [a for a in found if a.state == "RUS" and a.verdict == "may"]
    assert russia.obligation.article == "article 3"
    assert "as KAZ has asked" in russia.words
    assert "consensus" in russia.words


def test_a_pact_without_duty_or_forces_is_said() -> None:
    found = asked("request by KAZ for help against internal unrest")
    assert who(found, "cannot", "OTS") == {"AZE", "KGZ", "TUR", "UZB"}
    assert "no common forces" in next(a.words for a in found if a.obligation.pact == "OTS")


def test_an_attack_from_outside_obliges_once_the_state_asks() -> None:
    found = asked("attack on KAZ")
    assert who(found, "must", "CSTO") == {"ARM", "BLR", "KGZ", "RUS", "TJK"}
    assert all("once KAZ asks" in a.words for a in found if a.verdict == "must")
    assert not who(found, "may", "CSTO")


def test_a_treaty_binds_as_it_stood_on_the_day() -> None:
    before = asked("attack on KAZ", date(2012, 6, 1))
    assert "UZB" in who(before, "must", "CSTO")
    assert not any("asks" in a.words for a in before if a.verdict == "must")
    assert not asked("attack on KAZ", date(1991, 12, 26))


def test_a_duty_against_outsiders_is_no_help_against_unrest() -> None:
    found = asked("attack on DEU from within")
    assert "FRA" in who(found, "cannot", "NATO")
    assert "FRA" in who(found, "consults", "NATO")
    assert not who(found, "must", "NATO")
    assert "from outside only" in next(a.words for a in found if a.verdict == "cannot")


def test_an_ally_that_attacks_and_allies_of_both_sides_are_said() -> None:
    found = asked("attack by KGZ on TJK", date(2022, 9, 16))
    assert "KGZ" in who(found, "cannot", "CSTO")
    assert "is the attacker" in next(a.words for a in found if a.state == "KGZ" and a.obligation.pact == "CSTO")
    assert all("ally of the attacker" in (a.note or "") for a in found if a.verdict == "must")


def test_an_ally_of_the_attacker_alone_is_not_asked() -> None:
    found = asked("attack by ARM on AZE")
    assert who(found, "must", "Turkey–Azerbaijan") == {"TUR"}
    assert not who(found, "must", "CSTO")
    assert "CSTO" in (next(a.note for a in found if a.state == "RUS") or "")


def test_a_promise_of_neutrality_bars_help_to_the_attacker() -> None:
    found = asked("attack on IRN", date(2025, 12, 1))
    assert [a.words for a in found if a.obligation.pact == "Russia–Iran"] == ["may not help the attacker of IRN"]


def test_a_state_that_no_pact_binds_gets_no_answer() -> None:
    assert asked("attack on CHE") == ()


@pytest.mark.parametrize("text", FORMS)
def test_answers_come_in_order_and_never_about_the_state_itself(text: str) -> None:
    found = asked(text)
    order = [("must", "may", "consults", "cannot").index(a.verdict) for a in found]
    assert order == sorted(order)
    assert all(a.state != a.target for a in found)
    assert found == asked(text)
    assert len({(a.state, a.obligation, a.verdict) for a in found}) == len(found)


def test_lines_group_the_states_of_one_answer() -> None:
    text = list(lines(asked("request by KAZ for help against internal unrest")))
    assert text[0].startswith("may       ARM, BLR, KGZ, RUS, TJK: CSTO, article 3: may help KAZ")
    assert "2007" in text[1]


def test_rows_are_ready_for_json() -> None:
    found = asked("attack on KAZ")
    table_rows = rows(found)
    assert len(table_rows) == len(found)
    first = json.loads(json.dumps(table_rows[0]))
    assert first["name"] == state_name(first["state"])
    assert first["asks"] == "request"
    assert first["said_by"] == []


# What the accounts say

TEXT = (
    "Beirut asked the Arab League for help. The Arab League sent soldiers to Lebanon. "
    "Unlike NATO, the Arab League has no standing army, one diplomat said. "
    "Unlike the Arab League, NATO has common forces. Jordan belongs to the Arab League. "
    "Nobody expects the Arab League to hurry."
)
COPY = TEXT.split(". ")[0] + "."


def span(words: str, part: str | None = None, document: str = "doc-1") -> Source:
    text = {"doc-1": TEXT, "doc-2": COPY}[document]
    start = text.index(words) + (words.index(part) if part else 0)
    return Source(document, start, start + len(part or words))


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    league, nato = "a-league", "a-nato"
    namings = [
        ("asked the Arab League", "Arab League", league),
        ("The Arab League sent", "Arab League", league),
        ("Unlike NATO", "NATO", nato),
        ("the Arab League has no", "Arab League", league),
        ("Unlike the Arab League", "Arab League", league),
        ("NATO has", "NATO", nato),
        ("to the Arab League.", "Arab League", league),
        ("expects the Arab League", "Arab League", league),
        ("Beirut", "Beirut", "LBN"),
        ("Jordan", "Jordan", "JOR"),
    ]
    mentions = [Mention(span(words, name), name, "name", actor=actor) for words, name, actor in namings]
    mentions.append(Mention(span("Arab League", document="doc-2"), "Arab League", "name", actor=league))
    resolution = Resolution(
        reuses=(Reuse("doc-2", "doc-1", (), 1.0, "a copy"),),
        actors=(
            Actor("JOR", "Jordan", "state", "JOR"),
            Actor("LBN", "Lebanon", "state", "LBN"),
            Actor("a-diplomat", "one diplomat", "person"),
            Actor(league, "Arab League", "organisation", sector="IGO", aliases=("Arab League",)),
            Actor(nato, "NATO", "organisation", sector="IGO", aliases=("NATO",)),
        ),
        mentions=tuple(mentions),
        statements=(
            Statement(
                "s-1", (span("Unlike NATO, the Arab League has no standing army"),), None, span("one diplomat"),
                "indirect", actor="a-diplomat",
            ),
        ),
        reports=(
            Report("r-1", span("asked"), "REQUEST", "assist", "happened", sources=("LBN",), targets=(league,)),
            Report("r-2", span("sent"), "MOBILIZE", "troops", "happened", sources=(league,), targets=("LBN",)),
            Report("r-3", span("hurry"), "MOBILIZE", "troops", "denied", sources=(league,), targets=("LBN",)),
            Report(
                "r-4", span("asked", document="doc-2"), "REQUEST", "assist", "happened",
                sources=("LBN",), targets=(league,),
            ),
        ),
        ties=(
            Tie(span("belongs"), "member", span("Jordan"), span("to the Arab League.", "Arab League"), 1,
                from_actor="JOR", to_actor=league),
        ),
    )  # fmt: skip
    with open_case(tmp_path / "league.case", create=True) as opened:
        with opened.writing():
            for id, text in (("doc-1", TEXT), ("doc-2", COPY)):
                opened.add(Document(id, f"{id}.txt", text))
                ends = [at + 1 for at, letter in enumerate(text) if letter == "."]
                starts = [0, *(end + 1 for end in ends)]
                sentences = tuple(Source(id, start, end) for start, end in zip(starts, ends, strict=False))
                opened.keep_extract(Extract(id, sentences), "first")
            opened.keep_resolution(resolution)
        yield opened


def test_testimony_is_what_each_account_says_of_the_pact(case: Case) -> None:
    said = evidence(case, asked("attack on LBN", date(2024, 1, 1)))
    league = [(one.about, one.words, one.voice) for one in said if one.pact == "Arab League"]
    assert league == [
        ("no forces", "Unlike NATO, the Arab League has no standing army, one diplomat said.", "one diplomat"),
        ("asked", "Beirut asked the Arab League for help.", None),
        ("came", "The Arab League sent soldiers to Lebanon.", None),
        ("member", "Jordan belongs to the Arab League.", None),
    ]


def test_testimony_gives_the_words_back(case: Case) -> None:
    for one in evidence(case, asked("attack on LBN", date(2024, 1, 1))):
        document = case.document(one.source.document)
        assert document is not None
        assert document.text[one.source.start : one.source.end] == one.words


def test_forces_of_another_are_not_the_pacts_own(case: Case) -> None:
    said = evidence(case, asked("attack on DEU", date(2024, 1, 1)))
    assert [(one.pact, one.about) for one in said] == [("NATO", "forces")]


def test_lines_put_testimony_under_its_pact(case: Case) -> None:
    found = asked("attack on LBN", date(2024, 1, 1))
    text = "\n".join(lines(found, evidence(case, found)))
    assert "asked: “Beirut asked the Arab League for help.” (doc-1.txt)" in text
    assert text.count("no forces:") == 1
