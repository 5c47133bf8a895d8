"""The second reader against a real endpoint, where a venv for it is named; elsewhere nothing is checked."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.gate.second import failures, proof, python_of

VENV = os.environ.get("DRAGOMAN_MODEL_VENV")


@pytest.mark.skipif(not VENV, reason="NOT CHECKED against a real endpoint: set DRAGOMAN_MODEL_VENV to a folder for it")
def test_a_real_endpoint_is_spoken_to_and_checked() -> None:
    assert not failures(proof(python_of(Path(VENV or ""))))
