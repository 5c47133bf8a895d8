"""FollowTheMoney entities as the followthemoney package reads them."""

from __future__ import annotations

import json
import sys
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from dragoman.case.store import Case
from dragoman.view.formats import export


class Transliterator:
    """Stands in for ICU's, which is not published as a wheel; the model needs it for matching names alone."""

    @classmethod
    def createInstance(cls, *_: object) -> Transliterator:  # ICU's name
        return cls()

    def transliterate(self, text: str) -> str:
        return text


@pytest.fixture(scope="module")
def model() -> Any:
    if find_spec("icu") is None:
        icu = ModuleType("icu")
        icu.Transliterator = Transliterator  # type: ignore[attr-defined]
        sys.modules["icu"] = icu
    return pytest.importorskip("followthemoney").model


@pytest.fixture
def entities(model: Any, loud: Case, tmp_path: Path) -> dict[str, Any]:
    (path,) = export(loud, "ftm", tmp_path / "case.ftm")
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    read = {}
    for line in lines:
        entity = model.get_proxy(line)  # fails on a schema that there is none of
        for name, values in line["properties"].items():
            assert name in entity.schema.properties, f"{entity.schema.name} has no {name}"
            prop = entity.schema.get(name)
            assert all(prop.type.validate(value) for value in values), f"{prop}: {values}"
        for name in entity.schema.required:
            assert entity.get(name), f"{entity.schema.name} {entity.id} lacks {name}"
        read[entity.id] = entity
    assert len(read) == len(lines), "an id twice"
    return read


def test_entities_point_at_entities_that_are_there(entities: dict[str, Any], model: Any) -> None:
    for entity in entities.values():
        for prop, value in entity.itervalues():
            if prop.type.name == "entity":
                assert entities[value].schema.is_a(prop.range), f"{entity.schema.name}.{prop.name} → {value}"


def test_quotations_stand_in_proof(entities: dict[str, Any]) -> None:
    note = entities["s-1"]
    assert note.schema.name == "Note"
    assert note.get("entity") == ["a-1"]
    quotation, account = sorted(map(entities.get, note.get("proof")), key=lambda e: e.schema.name, reverse=True)
    assert (quotation.schema.name, quotation.get("bodyText")) == ("PlainText", ["Nobody was hurt,"])
    assert quotation.first("fileName").startswith("plain.txt:")
    assert account.id == "doc-1"


def test_happenings_and_ties(entities: dict[str, Any]) -> None:
    blast = entities["e-1"]
    assert (blast.get("startDate"), blast.get("location")) == (["2019-05-03"], ["Varna"])
    assert set(blast.get("involved")) == {"a-1", "a-2", "a-4"}
    assert entities["e-2"].get("startDate") == ["2019-05"]
    links = {e.schema.name: e for e in entities.values() if e.schema.edge}
    assert set(links) == {"Membership", "UnknownLink"}
    assert links["Membership"].get("organization") == ["a-4"]


def test_an_address_that_is_a_script_is_left_out(entities: dict[str, Any]) -> None:
    assert entities["doc-2"].get("sourceUrl") == []
