"""GEXF and GraphML as networkx reads them."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import fromstring
from xml.sax.saxutils import escape

import networkx
import pytest
from hypothesis import given
from hypothesis.strategies import text

from dragoman.case.store import Case
from dragoman.view.formats import export
from dragoman.view.formats.lookup import printable


@pytest.fixture(params=["gexf", "graphml"])
def graph(request: pytest.FixtureRequest, loud: Case, tmp_path: Path) -> networkx.MultiDiGraph:
    (path,) = export(loud, request.param, tmp_path / f"case.{request.param}")
    read = networkx.read_gexf(path, version="1.3") if request.param == "gexf" else networkx.read_graphml(path)
    assert read.is_directed()
    return read


def test_actors_are_nodes_with_what_is_known(graph: networkx.MultiDiGraph) -> None:
    assert set(graph) == {"a-1", "a-2", "a-3", "a-4"}
    mayor = graph.nodes["a-1"]
    assert (mayor["label"], mayor["kind"], mayor["country"], mayor["mentions"]) == (
        "Iva Petrova", "person", "BGR", 1,
    )  # fmt: skip
    assert "country" not in graph.nodes["a-2"]
    assert graph.nodes["a-4"]["label"] == '=HYPERLINK("http://example.org","<b>&amp;")'


def test_ties_and_reports_are_edges(graph: networkx.MultiDiGraph) -> None:
    edges = {(a, b, data["type"]): data for a, b, data in graph.edges(data=True)}
    assert set(edges) == {
        ("a-1", "a-3", "office"),
        ("a-1", "a-4", "member"),
        ("a-4", "a-1", "ASSAULT"),
        ("a-2", "a-1", "ASSAULT"),
        ("a-2", "a-3", "PROTEST"),
    }
    blast = edges["a-4", "a-1", "ASSAULT"]
    assert (blast["polarity"], blast["start"], blast["end"]) == (-1, "2019-05-03", "2019-05-03")
    assert blast["weight"] == 0.5
    march = edges["a-2", "a-3", "PROTEST"]
    assert (march["start"], march["end"], march["claimed_by"]) == ("2019-05-01", "2019-05-31", "<i>they</i>")
    member = edges["a-1", "a-4", "member"]
    assert (member["polarity"], member["start"], member["claimed_by"]) == (1, "2019-05-01", "<i>they</i>")
    assert member["weight"] == 1.0


@given(text())
def test_any_text_is_fit_for_xml(words: str) -> None:
    shown = fromstring(f"<a>{escape(printable(words))}</a>").text or ""
    assert shown == printable(words).replace("\r\n", "\n").replace("\r", "\n")
