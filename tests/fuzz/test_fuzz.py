"""A little of tools/fuzz.py with every run of the tests: the same examples each time."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from spacy.language import Language

from dragoman.extract.parse import load
from tests.fuzz.properties import read, understand
from tests.fuzz.strategies import TEXTS, files

FEW = settings(
    max_examples=40,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


@FEW
@given(file=files())
def test_any_file_gives_documents_or_problems(folder: Path, file: tuple[str, bytes]) -> None:
    read(folder, *file)


@FEW
@given(text=TEXTS)
def test_what_is_extracted_rests_on_the_text(nlp: Language, text: str) -> None:
    understand(text, nlp)
