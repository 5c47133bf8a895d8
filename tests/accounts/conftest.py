"""The harbour case, read for comparing."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.accounts.shelf import Shelf, shelve
from dragoman.case.store import open_case
from tests.accounts.harbour import make


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    path: Path = tmp_path_factory.mktemp("harbour") / "harbour.case"
    make(path)
    with open_case(path) as case:
        return shelve(case)
