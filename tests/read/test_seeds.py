"""The five accounts of one crisis, where they are present: what their first and last lines tell."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dragoman.records import Document
from tests.read.helpers import read

SEEDS = Path(os.environ.get("DRAGOMAN_SEEDS", Path(__file__).resolve().parents[3] / "shared" / "seeds"))

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the accounts are not on this machine")


@pytest.fixture(scope="module")
def accounts() -> dict[str, Document]:
    documents, problems = read(SEEDS)
    assert not problems
    return {document.name[:3]: document for document in documents}


def test_dates_of_publication(accounts: dict[str, Document]) -> None:
    assert {name: account.published for name, account in accounts.items()} == {
        "000": "2022-01-10", "001": None, "002": "2022-01-22", "003": "2022-01-10", "004": None,
    }  # fmt: skip


def test_authors_and_outlets(accounts: dict[str, Document]) -> None:
    assert {name: account.author for name, account in accounts.items() if account.author} == {
        "002": "Vladimir Danilov", "004": "Anton Evstratov",
    }  # fmt: skip
    assert {name: account.outlet for name, account in accounts.items() if account.outlet} == {
        "002": "New Eastern Outlook", "003": "ANI",
    }  # fmt: skip


def test_titles_are_the_first_lines_of_those_that_have_one(accounts: dict[str, Document]) -> None:
    titled = {name for name, account in accounts.items() if account.title}
    assert titled == {"001", "002", "003"}
    assert all(accounts[name].text.startswith(accounts[name].title or "-") for name in titled)


def test_texts_are_the_files(accounts: dict[str, Document]) -> None:
    for path in SEEDS.glob("*.txt"):
        with path.open(encoding="utf-8", newline="") as stream:
            assert accounts[path.name[:3]].text == stream.read()
    assert {account.language for account in accounts.values()} == {"en"}
