"""The tables of verbs and nouns: every row readable, no row that can never win, frames that hold where they should."""

from __future__ import annotations

from functools import cache

import pytest
from spacy.language import Language
from spacy.tokens import Token

from dragoman.extract.coder import Guess, code
from dragoman.extract.lexicon import COLUMNS, entries, find, modes
from dragoman.extract.parse import load, parse
from dragoman.records import Document
from dragoman.tables import table


@cache
def _nlp() -> Language:
    return load()


def _token(text: str, word: str) -> Token:
    parsed = next(iter(parse([Document("doc", "case", text)], _nlp())))
    return next(token for token in parsed.doc if token.text == word)


@pytest.mark.parametrize("name", ["verbs", "nouns"])
def test_every_row_is_read_once(name: str) -> None:
    rows = table(name, COLUMNS)
    assert sum(len(each) for each in entries(name).values()) == len(rows)
    assert len({(row["lemma"], row["frame"]) for row in rows}) == len(rows)
    assert {row["direction"] for row in rows} <= {">", "<", "="}


@pytest.mark.parametrize("name", ["verbs", "nouns"])
def test_the_most_demanding_frame_stands_first(name: str) -> None:
    for rows in entries(name).values():
        asked = [sum(not each.absent for each in row.conditions) for row in rows]
        assert asked[-1] == min(asked)


def test_every_type_has_words_and_every_common_mode_tens() -> None:
    words: dict[tuple[str, str | None], set[str]] = {}
    for name in ("verbs", "nouns"):
        for lemma, rows in entries(name).items():
            for row in rows:
                words.setdefault((row.type, row.mode), set()).add(lemma)
    assert {code for code, _ in words} == set(modes())
    for told in (("COERCE", "restrict"), ("MOBILIZE", "troops"), ("ACCUSE", "disapprove"), ("ACCUSE", "allege")):
        assert len(words[told]) >= 30


@pytest.mark.parametrize(
    ("text", "word", "told"),
    [
        ("Kenya sent troops to Somalia.", "sent", ("MOBILIZE", "troops")),
        ("Kenya sent medicine to Somalia.", "sent", ("AID", None)),
        ("Kenya sent a letter.", "sent", None),
        ("They imposed a curfew.", "imposed", ("COERCE", "curfew")),
        ("They imposed sanctions.", "imposed", ("SANCTION", "discontinue")),
        ("They imposed themselves.", "imposed", None),
        ("The rebels laid down their arms.", "laid", ("RETREAT", "disarm")),
        ("The mason laid a floor.", "laid", None),
        ("The deputies walked out of the talks.", "walked", ("REJECT", None)),
        ("The deputies walked home.", "walked", None),
        ("He staged a hunger strike.", "staged", ("PROTEST", "hunger")),
        ("He called the premier to congratulate him.", "called", ("SUPPORT", None)),
        ("A hacking attack followed.", "attack", ("COERCE", "cyber")),
    ],
)
def test_the_frame_decides(text: str, word: str, told: tuple[str, str | None] | None) -> None:
    entry = find(_token(text, word))
    assert (entry and (entry.type, entry.mode)) == told


def test_a_classifier_is_asked_only_where_the_tables_are_silent() -> None:
    asked: list[str] = []

    def classify(trigger: Token) -> Guess | None:
        asked.append(trigger.text)
        return Guess("AID", None, 0.8)

    known, unknown = _token("Police arrested him.", "arrested"), _token("Rome pampered him.", "pampered")
    assert (found := code(known, classify)) is not None
    assert found.type == "COERCE"
    assert asked == []
    assert (found := code(unknown, classify)) is not None
    assert found.type == "AID"
    assert found.reason == "classifier: 'pampered' .80"
    assert asked == ["pampered"]
    assert code(unknown) is None
