"""Happenings that the classifier alone tells: between two named actors, by verbs without a row, and less sure."""

from __future__ import annotations

from functools import cache

import pytest
from spacy.language import Language

from dragoman.extract.parse import load, parse
from dragoman.extract.reports import reports
from dragoman.records import Report
from tests.extract import marked


@cache
def _nlp() -> Language:
    return load()


def _told(text: str) -> list[Report]:
    read = marked.read(text)
    (parsed,) = parse([read.document], _nlp())
    return [each for each in reports(parsed, read.mentions, read.statements) if isinstance(each, Report)]


def test_a_verb_without_a_row_is_told_between_two_actors() -> None:
    (report,) = _told("[Prison guards/g] bludgeoned [the striking miners/g].")
    assert report.type == "ASSAULT"
    assert report.reason.startswith("classifier: 'bludgeoned' .")
    assert len(report.source_spans) == len(report.target_spans) == 1


def test_it_is_less_sure_than_the_tables() -> None:
    (guessed,) = _told("[Prison guards/g] bludgeoned [the striking miners/g].")
    (known,) = _told("[Prison guards/g] killed [the striking miners/g].")
    assert guessed.confidence < known.confidence


@pytest.mark.parametrize(
    "text",
    [
        "Guards bludgeoned [the striking miners/g].",
        "[Prison guards/g] bludgeoned the piñata.",
        "[Senator Hall/p] resembles [Governor Reyes/p].",
        "[Senator Hall/p] succeeded [Governor Reyes/p] in 1994.",
        "[Estonia/s] borders [Latvia/s].",
        "[Prison guards/g] outnumber [the striking miners/g].",
    ],
)
def test_nothing_is_guessed_of(text: str) -> None:
    assert [report for report in _told(text) if report.reason.startswith("classifier")] == []


def test_what_is_guessed_keeps_its_status() -> None:
    (report,) = _told("[Prison guards/g] did not bludgeon [the striking miners/g].")
    assert report.status == "denied"
