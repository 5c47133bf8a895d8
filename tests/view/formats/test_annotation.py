"""Web Annotations: the positions and the quotations agree with the text, and JSON-LD readers see triples."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from rdflib import Graph, Namespace
from rdflib.namespace import RDF

from dragoman.case.store import Case
from dragoman.view.formats import export

OA = Namespace("http://www.w3.org/ns/oa#")
TERMS = {
    "id": "@id",
    "type": "@type",
    "oa": str(OA),
    "as": "http://www.w3.org/ns/activitystreams#",
    "AnnotationPage": "as:OrderedCollectionPage",
    "Annotation": "oa:Annotation",
    "SpecificResource": "oa:SpecificResource",
    "TextualBody": "oa:TextualBody",
    "TextPositionSelector": "oa:TextPositionSelector",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    "identifying": "oa:identifying",
    "describing": "oa:describing",
    "classifying": "oa:classifying",
    "tagging": "oa:tagging",
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    "format": "http://purl.org/dc/elements/1.1/format",
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": {"@id": "oa:start", "@type": "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"},
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
}
"""The terms of the W3C's context that we use; the context itself would be fetched."""


@pytest.fixture
def page(loud: Case, tmp_path: Path) -> dict[str, object]:
    (path,) = export(loud, "annotation", tmp_path / "case.jsonld")
    return json.loads(path.read_text("utf-8"))


def test_selectors_give_back_the_words(page: dict, loud: Case) -> None:
    texts = {f"urn:dragoman:{d.id}": d.text for d in loud.documents()}
    targets = [t for a in page["items"] for t in (a["target"] if isinstance(a["target"], list) else [a["target"]])]
    assert len(targets) == 3 + 2 + 2 + 1
    for target in targets:
        position, quote = target["selector"]
        text = texts[target["source"]]
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert text[: position["start"]].endswith(quote["prefix"])
        assert text[position["end"] :].startswith(quote["suffix"])


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_a_reader_of_linked_data_sees_annotations(page: dict) -> None:
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    graph = Graph().parse(data=json.dumps({**page, "@context": TERMS}), format="json-ld")
    annotations = set(graph.subjects(RDF.type, OA.Annotation))
    assert len(annotations) == len(page["items"])
    for annotation in annotations:
        assert graph.value(annotation, OA.motivatedBy).startswith(OA)
        for target in graph.objects(annotation, OA.hasTarget):
            selectors = list(graph.objects(target, OA.hasSelector))
            kinds = {graph.value(selector, RDF.type) for selector in selectors}
            assert kinds == {OA.TextPositionSelector, OA.TextQuoteSelector}
