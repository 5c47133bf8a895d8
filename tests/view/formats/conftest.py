"""The hand-made case with parties, points, disputes, and names that are formulas, markup and control characters."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.case.store import Case
from dragoman.records import (
    Actor,
    Assessment,
    Cause,
    Date,
    Decision,
    Dispute,
    Event,
    Label,
    Quantity,
    Resolution,
    Reuse,
    Side,
    Tie,
    Tone,
)
from tests.view.conftest import HOSTILE, PLAIN, place

FORMULA = '=HYPERLINK("http://example.org","\x0b<b>&amp;\x07")'


@pytest.fixture
def loud(case: Case) -> Case:
    """The case of tests/view with every kind of record in it."""
    fell, protests = sorted(case.reports(), key=lambda r: r.id)
    mayor = place("doc-1", PLAIN, "Iva Petrova")
    varna = place("doc-1", PLAIN, "Varna")
    said = place("doc-2", HOSTILE, "said")
    evil = place("doc-2", HOSTILE, "\u202eevil\u202c")
    resolution = Resolution(
        reuses=(Reuse("doc-2", "doc-1", ((evil, varna),), 0.25, "a quarter of its words"),),
        actors=(*case.actors(), Actor("a-4", FORMULA, "organisation", aliases=("@SUM(1)", "-1+1"), part_of="a-3")),
        mentions=tuple(case.mentions()),
        statements=tuple(case.statements()),
        reports=(
            replace(
                fell,
                type="ASSAULT",
                mode="explosives",
                sources=("a-4", "a-2"),
                targets=("a-1",),
                place="Varna",
                country="BGR",
                point=(43.2, 27.9),
            ),
            replace(protests, date=Date("in May", "2019-05", "2019-05"), sources=("a-2",), targets=("a-3",)),
        ),
        events=(
            Event("e-1", "ASSAULT", ("r-1",), "2019-05-03", "2019-05-03"),
            Event("e-2", "PROTEST", ("r-2",), "2019-05", "2019-05"),
        ),
        figures=tuple(replace(f, quantity="q-1", measure="=1+1") for f in case.figures()),
        quantities=(Quantity("q-1", ("f-1",), "conflict", "one says 7"),),
        ties=(
            *case.ties(),
            Tie(said, "member", mayor, varna, 1, as_of="2019-05", from_actor="a-1", to_actor="a-4", voice="a-2"),
        ),
        labels=(Label(evil, "evil", "crowd", "hostile", referent="a-2", claimed_by="s-2", voice="a-2"),),
        causes=(Cause(said, evil, varna, "economic", claimed_by="s-2", reason="because"),),
        assessments=(Assessment(said, mayor, "gains", target="a-1", reason="gains"),),
        tones=(Tone(evil, mayor, -0.5, target="a-1"),),
        disputes=(
            Dispute(
                "d-1",
                "figure",
                "How many <b>",
                "they differ",
                (Side("one <i>", (varna,), ("a-1",)), Side("other", (evil,), ("doc-2",))),
                1,
            ),
        ),
        decisions=(Decision(("a-1", "a-2"), "different", 0.2, "no letter in common"),),
    )
    with case.writing():
        case.keep_resolution(resolution)
    return case
