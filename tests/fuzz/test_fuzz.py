"""A little of tools/fuzz.py with every run of the tests: the same examples each time."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from spacy.language import Language

from dragoman.extract.parse import load
from tests.fuzz.properties import assert_escaped, read, settle, understand
from tests.fuzz.strategies import CASES, files
from tests.fuzz.texts import TEXTS
from tests.fuzz.written import File

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


@settings(FEW, max_examples=5)
@given(held=CASES)
def test_any_files_make_a_sound_case(folder: Path, held: list[File]) -> None:
    settle(folder, held)


@pytest.mark.parametrize("text", ["<script>", "<img src=x>", "<a onclick=x>", "<a href='javascript:x'>"])
def test_what_is_not_escaped_would_be_noticed(text: str) -> None:
    sound = "<style></style><script></script><script></script><a href='#x'></a>"
    assert_escaped(sound)
    with pytest.raises(AssertionError):
        assert_escaped(sound + text)
