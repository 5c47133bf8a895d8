"""A small case made by hand, with an account that is full of markup."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.case.store import Case, open_case
from dragoman.records import (
    Actor,
    Date,
    Document,
    Event,
    Extract,
    Figure,
    Mention,
    Problem,
    Report,
    Resolution,
    Source,
    Statement,
    Tie,
)

PLAIN = "A bridge falls\n\nThe north bridge of Varna fell on 3 May. “Nobody was hurt,” mayor Iva Petrova said.\n"
HOSTILE = (
    "<script>alert('title')</script>\n\n"
    'Protests <img src=x onerror=alert(1)> began on 4 May, "they" said.</script><style>*{display:none}</style>\n'
    "\u202eevil\u202c {{ 7 * 7 }} {% raw %} &amp; javascript:alert(2)\n"
)


def place(document: str, text: str, words: str) -> Source:
    start = text.index(words)
    return Source(document, start, start + len(words))


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    plain = Document("doc-1", "plain.txt", PLAIN, title="A bridge falls", outlet="The Quay", published="2019-05-04")
    hostile = Document(
        "doc-2",
        "hostile<b>.txt",
        HOSTILE,
        title="<script>alert('title')</script>",
        outlet='"><svg onload=alert(3)>',
        published="2019-05-05",
        url="javascript:alert(4)",
    )
    mayor, crowd = Actor("a-1", "Iva Petrova", "person", "BGR", "GOV"), Actor("a-2", "<i>they</i>", "group")
    town = Actor("a-3", "Varna", "place", "BGR")
    mentions = (
        Mention(place("doc-1", PLAIN, "Varna"), "Varna", "name", actor="a-3"),
        Mention(place("doc-1", PLAIN, "Iva Petrova"), "Iva Petrova", "name", actor="a-1"),
        Mention(place("doc-2", HOSTILE, '"they"'), '"they"', "nominal", actor="a-2"),
    )
    statements = (
        Statement(
            "s-1",
            (place("doc-1", PLAIN, "Nobody was hurt,"),),
            place("doc-1", PLAIN, "said"),
            place("doc-1", PLAIN, "mayor Iva Petrova"),
            "direct",
            voice=mentions[1].source,
            actor="a-1",
            reason="quotation before 'said', subject 'Iva Petrova'",
        ),
        Statement(
            "s-2",
            (place("doc-2", HOSTILE, "Protests <img src=x onerror=alert(1)> began on 4 May"),),
            place("doc-2", HOSTILE, "said"),
            place("doc-2", HOSTILE, '"they"'),
            "indirect",
            actor="a-2",
        ),
    )
    reports = (
        Report(
            "r-1",
            place("doc-1", PLAIN, "fell"),
            "OTHER",
            None,
            "happened",
            date=Date("on 3 May", "2019-05-03", "2019-05-03"),
            event="e-1",
        ),
        Report(
            "r-2",
            place("doc-2", HOSTILE, "Protests"),
            "PROTEST",
            "demo",
            "happened",
            date=Date("on 4 May", "2019-05-04", "2019-05-04"),
            claimed_by="s-2",
            sources=("a-2",),
            event="e-2",
        ),
    )
    figure = Figure("f-1", place("doc-2", HOSTILE, "7 * 7"), "7 * 7", 7.0)
    tie = Tie(place("doc-1", PLAIN, "mayor Iva Petrova"), "office", mentions[1].source, mentions[0].source, 1,
              from_actor="a-1", to_actor="a-3")  # fmt: skip
    with open_case(tmp_path / "town.case", create=True) as opened:
        with opened.writing():
            for document, sentences in (
                (plain, [(16, 60), (61, len(PLAIN))]),
                (hostile, [(0, 31), (33, len(HOSTILE))]),
            ):
                opened.add(document)
                opened.keep_extract(
                    Extract(document.id, tuple(Source(document.id, start, end) for start, end in sentences)), "first"
                )
            opened.keep_problems([Problem("<b>bad</b>.pdf", "truncated <script>")])
            opened.keep_resolution(
                Resolution(
                    actors=(mayor, crowd, town),
                    mentions=mentions,
                    statements=statements,
                    reports=reports,
                    events=(
                        Event("e-1", "OTHER", ("r-1",), "2019-05-03", "2019-05-03"),
                        Event("e-2", "PROTEST", ("r-2",), "2019-05-04", "2019-05-04"),
                    ),
                    figures=(figure,),
                    ties=(tie,),
                )
            )
        yield opened


@pytest.fixture
def told(case: Case) -> Case:
    """The same case with one coded report that the account tells as its own."""
    (report,) = (r for r in case.reports() if r.id == "r-1")
    coded = replace(report, type="CONSULT", sources=("a-1",), targets=("a-2",))
    with case.writing():
        case.keep_resolution(Resolution(actors=tuple(case.actors()), reports=(replace(coded, event=None),)))
    return case
