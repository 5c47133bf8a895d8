"""Scores on labelled data stay above their floors. A floor is `floors.toml`'s; it only rises.

Each table of floors.toml names a gate module (`tests.gate.<name>`, with `scores(path)`), its data and digest.
Metrics under `most` are ceilings; `ours` marks data that stands in this repository. Where the data is not present the
check is skipped, and says so.
"""

from __future__ import annotations

import importlib
import tomllib
from typing import Any

import pytest

from tests.gate.common import EVAL, ROOT, digest

FLOORS: dict[str, dict[str, Any]] = tomllib.loads((ROOT / "tests" / "gate" / "floors.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_scores_hold(name: str) -> None:
    gate = FLOORS[name]
    data = ROOT / gate["data"] if gate.get("ours") else EVAL / gate["data"]
    if not data.exists():
        pytest.skip(f"labelled data {gate['data']} is not on this machine; set DRAGOMAN_EVAL")
    assert digest(data) == gate["digest"], f"{gate['data']} is not the data the floors were measured on"
    scores = importlib.import_module(f"tests.gate.{gate['module']}").scores(data)
    low = {metric: (scores[metric], floor) for metric, floor in gate.get("least", {}).items() if scores[metric] < floor}
    high = {metric: (scores[metric], cap) for metric, cap in gate.get("most", {}).items() if scores[metric] > cap}
    assert not low, f"below the floor (measured, floor): {low}"
    assert not high, f"above the ceiling (measured, ceiling): {high}"
