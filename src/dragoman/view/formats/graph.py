"""The network of actors as GEXF 1.3 (with time) and GraphML, written as it is read so that size does not matter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from dragoman.case.store import Case
from dragoman.view.formats.lookup import printable
from dragoman.view.formats.network import EDGE, NODE, Edge, Values, edges, nodes

GEXF = {"xmlns": "http://gexf.net/1.3", "version": "1.3"}
GRAPHML = {"xmlns": "http://graphml.graphdrawing.org/xmlns"}

_GEXF_TYPE = {str: "string", int: "integer", float: "double"}
_GRAPHML_TYPE = {str: "string", int: "int", float: "double"}


class Markup:
    """XML written element by element; control characters that XML cannot hold are left out."""

    def __init__(self, writer: XMLGenerator) -> None:
        self._writer = writer

    @contextmanager
    def element(self, name: str, values: Mapping[str, object]) -> Iterator[None]:
        """An element around what is written meanwhile."""
        told = {key: printable(str(value)) for key, value in values.items()}
        self._writer.startElement(name, AttributesImpl(told))
        yield
        self._writer.endElement(name)
        self._writer.ignorableWhitespace("\n")

    def leaf(self, name: str, values: Mapping[str, object], text: str = "") -> None:
        """An element with text."""
        with self.element(name, values):
            self._writer.characters(printable(text))


def write_gexf(case: Case, path: Path) -> list[Path]:
    """Writes a dynamic, directed GEXF graph of actors, ties and reports; the file written."""
    with _markup(path) as xml, xml.element("gexf", GEXF):
        with xml.element("meta", {}):
            xml.leaf("creator", {}, "dragoman")
        with xml.element("graph", {"mode": "dynamic", "defaultedgetype": "directed", "timeformat": "date"}):
            for kind, names in (("node", NODE), ("edge", EDGE)):
                with xml.element("attributes", {"class": kind}):
                    for name, type_ in names.items():
                        xml.leaf("attribute", {"id": f"{kind}_{name}", "title": name, "type": _GEXF_TYPE[type_]})
            with xml.element("nodes", {}):
                for node in nodes(case):
                    with xml.element("node", {"id": node.id, "label": node.label}):
                        _gexf_values(xml, "node", node.values)
            with xml.element("edges", {}):
                for edge in edges(case):
                    with xml.element("edge", _gexf_edge(edge)):
                        _gexf_values(xml, "edge", edge.values)
    return [path]


def write_graphml(case: Case, path: Path) -> list[Path]:
    """Writes a directed GraphML graph of actors, ties and reports; the file written."""
    timed = {**EDGE, "label": str, "weight": float, "start": str, "end": str}
    with _markup(path) as xml, xml.element("graphml", GRAPHML):
        for kind, names in (("node", {"label": str, **NODE}), ("edge", timed)):
            for name, type_ in names.items():
                key = {"id": f"{kind}_{name}", "for": kind, "attr.name": name, "attr.type": _GRAPHML_TYPE[type_]}
                xml.leaf("key", key)
        with xml.element("graph", {"edgedefault": "directed"}):
            for node in nodes(case):
                with xml.element("node", {"id": node.id}):
                    _graphml_values(xml, "node", {"label": node.label, **node.values})
            for edge in edges(case):
                with xml.element("edge", {"id": edge.id, "source": edge.source, "target": edge.target}):
                    times = {name: day for name, day in (("start", edge.start), ("end", edge.end)) if day}
                    _graphml_values(xml, "edge", {"label": edge.label, "weight": edge.weight, **edge.values, **times})
    return [path]


@contextmanager
def _markup(path: Path) -> Iterator[Markup]:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        writer = XMLGenerator(file, encoding="utf-8", short_empty_elements=True)
        writer.startDocument()
        yield Markup(writer)
        writer.endDocument()


def _gexf_edge(edge: Edge) -> dict[str, object]:
    told = {
        "id": edge.id,
        "source": edge.source,
        "target": edge.target,
        "kind": edge.label,
        "label": edge.label,
        "weight": edge.weight,
        "start": edge.start,
        "end": edge.end,
    }
    return {name: value for name, value in told.items() if value is not None}


def _gexf_values(xml: Markup, kind: str, values: Values) -> None:
    with xml.element("attvalues", {}):
        for name, value in values.items():
            xml.leaf("attvalue", {"for": f"{kind}_{name}", "value": value})


def _graphml_values(xml: Markup, kind: str, values: Values) -> None:
    for name, value in values.items():
        xml.leaf("data", {"key": f"{kind}_{name}"}, str(value))
