"""Who did what to whom in whole accounts, read from the text alone: `tests/cases/reports_who.jsonl`.

Expected, a line for each report in text order: "TYPE trigger: source + source > target; status". What points back is
written with what it stands for ("he=Awa Keita"); '?' is nobody; happened where not said.
"""

from __future__ import annotations

from typing import Any

import pytest

from dragoman.extract.ground import ground
from dragoman.records import Report, Source
from tests.extract.told import Told, cases, told


def _named(found: Told, spans: tuple[Source, ...]) -> str:
    known = {mention.source: mention for mention in found.mentions}
    names: list[str] = []
    for span in spans:
        mention = known[span]
        meant = known.get(mention.antecedent) if mention.antecedent is not None else None
        names.append(mention.text if meant is None else f"{mention.text}={meant.text}")
    return " + ".join(names) or "?"


def _line(found: Told, report: Report) -> str:
    parties = f"{_named(found, report.source_spans)} > {_named(found, report.target_spans)}"
    status = "" if report.status == "happened" else f"; {report.status}"
    return f"{report.type} {found.words(report.trigger)}: {parties}{status}"


@pytest.mark.parametrize("case", cases("reports_who"))
def test_an_account_tells_who_did_it_to_whom(case: dict[str, Any]) -> None:
    found = told(case["text"])
    assert [_line(found, report) for report in found.reports] == case["expected"]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        (
            "Riots broke out in Lima. Protests spread across Peru. Chile and Brazil looked on, and Chile sent help.",
            "PER",
        ),
        ("Mali was in turmoil.", "MLI"),
        ("An analyst in Paris spoke. France and Spain signed a treaty.", None),
        ("Clashes shook Togo. Riots gripped Ghana.", None),
    ],
)
def test_the_ground_is_where_the_trouble_is(text: str, country: str | None) -> None:
    found = told(text)
    assert ground(found.parse, found.mentions).country == country
