"""The case of the strait, and a scenario drafted from it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.case.store import Case, open_case
from dragoman.play.positions import suggest
from dragoman.play.scenario import Scenario
from tests.play.strait import QUESTION, make


@pytest.fixture(scope="session")
def strait(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    path: Path = tmp_path_factory.mktemp("strait") / "strait.case"
    make(path)
    with open_case(path) as case:
        yield case


@pytest.fixture(scope="session")
def drafted(strait: Case) -> Scenario:
    return suggest(strait, QUESTION)
