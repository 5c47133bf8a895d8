"""The played section and its drawings: well formed, told in words, escaped."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from jinja2 import Environment, PackageLoader, StrictUndefined
from lxml import etree

from dragoman.case.store import open_case
from dragoman.play.positions import suggest
from dragoman.play.result import Result
from dragoman.play.run import run
from dragoman.play.whatif import given
from dragoman.view.highlight import visible
from dragoman.view.play import Section, section
from dragoman.view.play_svg import KINDS, alone, svg
from dragoman.view.reader import Reader
from tests.play.strait import QUESTION, make


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[Result, Section]:
    path: Path = tmp_path_factory.mktemp("played") / "strait.case"
    make(path)
    with open_case(path) as case:
        scenario = replace(suggest(case, QUESTION), draws=100)
        named = tuple(replace(p, name="Türkiye <b>&") if p.actor == "TUR" else p for p in scenario.players)
        result = run(case, replace(scenario, players=named), whatifs=[given("SAU salience 10")])
        return result, section(result, Reader(case))


@pytest.mark.parametrize("kind", list(KINDS))
def test_a_drawing_is_well_formed_and_told_in_words(played: tuple[Result, Section], kind: str) -> None:
    result, _ = played
    root = etree.fromstring(alone(result, kind).encode())
    assert root.get("role") == "img"
    space = "{http://www.w3.org/2000/svg}"
    title, told = root.find(f"{space}title"), root.find(f"{space}desc")
    assert title is not None
    assert told is not None
    assert root.get("aria-labelledby") == f"{title.get('id')} {told.get('id')}"
    assert len(told.text or "") > 20


def test_a_drawing_for_a_page_leaves_colours_to_it(played: tuple[Result, Section]) -> None:
    for kind in KINDS:
        drawn = svg(played[0], kind)
        assert "#" not in drawn.replace("&#", "")
        assert "<b>" not in drawn


def test_numbers_stay_inside_the_drawing(played: tuple[Result, Section]) -> None:
    for kind in KINDS:
        root = etree.fromstring(alone(played[0], kind).encode())
        *_, width, height = map(float, (root.get("viewBox") or "").split())
        for one in root.iter("{*}line", "{*}circle", "{*}rect", "{*}text"):
            for name, most in (
                ("x", width),
                ("x1", width),
                ("x2", width),
                ("cx", width),
                ("y", height),
                ("y2", height),
            ):
                assert 0 <= float(one.get(name, 0)) <= most, (kind, etree.tostring(one))


def test_the_section_is_escaped_and_leads_to_words(played: tuple[Result, Section]) -> None:
    environment = Environment(
        loader=PackageLoader("dragoman.view"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    environment.filters["visible"] = visible
    page = environment.from_string('{% from "play.html" import play_section %}{{ play_section(play) }}')
    html = page.render(play=played[1])
    assert "Türkiye &lt;b&gt;" in html
    assert "<b>&" not in html
    assert 'href="#r-send"' in html
    assert 'href="#s-thank"' in html
    assert "no bargaining dynamics beats" in html
    ids = [part.split('"')[0] for part in html.split(' id="')[1:]]
    assert len(ids) == len(set(ids))
