"""Label Studio tasks: regions give back the text, relations join regions, labels are those of the set-up."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

from dragoman.case.store import Case
from dragoman.view.formats import export


def test_tasks_fit_their_set_up(loud: Case, tmp_path: Path) -> None:
    tasks_path, config_path = export(loud, "labelstudio", tmp_path / "out")
    config = ElementTree.parse(config_path).getroot()
    labels = {label.get("value") for label in config.iter("Label")}
    tasks = json.loads(tasks_path.read_text("utf-8"))
    assert [task["data"]["document"] for task in tasks] == ["doc-2", "doc-1"]
    for task in tasks:
        text = task["data"]["text"]
        (prediction,) = task["predictions"]
        regions = [part for part in prediction["result"] if part["type"] == "labels"]
        ids = [region["id"] for region in regions]
        assert len(set(ids)) == len(ids) > 3
        for region in regions:
            value = region["value"]
            assert text[value["start"] : value["end"]] == value["text"]
            assert set(value["labels"]) <= labels
            assert config.find(f".//*[@name='{region['from_name']}'][@toName='{region['to_name']}']") is not None
        for relation in prediction["result"]:
            if relation["type"] == "relation":
                assert {relation["from_id"], relation["to_id"]} <= set(ids)
