"""Scores of exports against labels and against each other."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.score import BadGold, Score, Told, _pairs, against_export, against_labels, labels, outermost, unpack

TEXT = "The mayor said that the bridge would open. Critics fear delays, according to Ana Reis. She denied it."


def at(words: str) -> list[int]:
    return [TEXT.index(words), TEXT.index(words) + len(words)]


def label(content: str, speaker: str | None, kind: str = "indirect") -> dict[str, Any]:
    start, end = at(content)
    who = at(speaker) if speaker else [None, None]
    return {
        "content_start": start,
        "content_end": end,
        "speaker_start": who[0],
        "speaker_end": who[1],
        "type": kind,
        "content": content,
    }


def row(content: str, speaker: str | None, by: str = "rules", cue: str | None = None) -> dict[str, Any]:
    return {
        "document": "doc-1", "content": [at(content)], "speaker": at(speaker) if speaker else None,
        "cue": at(cue) if cue else None, "kind": "indirect", "by": by,
    }  # fmt: skip


def write(folder: Path, rows: list[dict[str, Any]], **kinds: list[dict[str, Any]]) -> Path:
    folder.mkdir()
    documents = [{"id": "doc-1", "name": "a.txt"}, {"id": "doc-2", "name": "unlabelled.txt"}]
    for kind, held in {
        "documents": documents,
        "statements": rows,
        "reports": [],
        "figures": [],
        "ties": [],
        **kinds,
    }.items():
        (folder / f"{kind}.jsonl").write_text("".join(json.dumps(one) + "\n" for one in held), encoding="utf-8")
    return folder


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    quotes = [label("that the bridge would open", "The mayor"), label("Critics fear delays", "Ana Reis", "mixed")]
    path = tmp_path / "gold.json"
    path.write_text(json.dumps({"docs": [{"id": "a", "text": TEXT, "quotes": quotes}]}), encoding="utf-8")
    return path


def by_name(scores: list[Score]) -> dict[str, Score]:
    return {one.name: one for one in scores}


def test_words_and_speakers_count_together(gold: Path, tmp_path: Path) -> None:
    rows = [row("the bridge would open", "mayor"), row("Critics fear delays", "She"), row("denied it", "She")]
    scores = by_name(against_labels(gold, write(tmp_path / "mine", rows)))
    attributed = scores["attributed (words and speaker)"]
    assert (attributed.found, attributed.there, attributed.right) == (3, 2, 1)
    assert attributed.precision == pytest.approx(1 / 3)
    assert attributed.recall == pytest.approx(1 / 2)
    assert attributed.f1 == pytest.approx(2 / 5)
    assert scores["words"].right == 2
    assert scores["words exactly"].right == 2, "an opening 'that' does not count"
    assert scores["speaker, where the words match"].right == 1
    assert scores["labelled indirect, attributed"].recall == 1
    assert scores["labelled mixed, attributed"].recall == 0


def test_each_reader_is_scored_alone_too(gold: Path, tmp_path: Path) -> None:
    rows = [row("the bridge would open", "mayor"), row("Critics fear delays", "Ana Reis", "model toy")]
    scores = by_name(against_labels(gold, write(tmp_path / "mine", rows)))
    assert scores["attributed (words and speaker)"].f1 == 1
    for by in ("rules", "model toy"):
        alone = scores[f"{by}: attributed (words and speaker)"]
        assert (alone.precision, alone.recall) == (1, 0.5)


def test_a_statement_told_within_another_is_left_out() -> None:
    outer, inner = row("the bridge would open. Critics fear", "mayor", cue="said"), row("delays", "Critics", cue="fear")
    assert list(outermost([outer, inner])) == [outer]


def test_two_exports_agree_as_far_as_they_do(tmp_path: Path) -> None:
    told = {"document": "doc-1", "type": "REJECT", "trigger": at("denied")}
    figure = {"document": "doc-1", "span": at("delays"), "value": 2.0, "unit": "person"}
    tie = {"document": "doc-1", "type": "ally", "from": "A", "to": "B"}
    rows = [row("the bridge would open", "mayor")]
    one = write(tmp_path / "one", rows, reports=[told], figures=[figure], ties=[tie])
    assert all(s.f1 in (1, None) for s in against_export(one, one))
    other = write(tmp_path / "other", [], reports=[{**told, "type": "ACCUSE"}], figures=[figure, figure], ties=[])
    scores = by_name(against_export(one, other))
    assert (scores["reports"].right, scores["figures"].right, scores["ties"].right) == (0, 1, 0)
    assert scores["figures"].precision == 0.5
    assert scores["statements: words"].recall == 0


def test_accounts_are_unpacked_and_found_again(gold: Path, tmp_path: Path) -> None:
    assert unpack(gold, tmp_path / "texts") == 1
    assert (tmp_path / "texts" / "a.txt").read_text("utf-8") == TEXT
    assert labels(gold)[0].text == TEXT


def test_what_cannot_be_scored_is_said(gold: Path, tmp_path: Path) -> None:
    with pytest.raises(BadGold, match=r"documents\.jsonl"):
        against_labels(gold, tmp_path / "nothing")
    other = tmp_path / "other.json"
    other.write_text('{"docs": [{"id": "z", "text": "", "quotes": []}]}', encoding="utf-8")
    with pytest.raises(BadGold, match="none of the accounts"):
        against_labels(other, write(tmp_path / "mine", []))
    other.write_text("[]", encoding="utf-8")
    with pytest.raises(BadGold, match="not labelled accounts"):
        labels(other)


SPANS = st.frozensets(st.integers(0, 12), min_size=1, max_size=6)
TOLD = st.lists(st.builds(Told, SPANS, SPANS, st.just(""), st.just("rules")), max_size=6)


@given(TOLD, TOLD)
def test_matching_is_one_to_one_and_close(ones: list[Told], others: list[Told]) -> None:
    pairs = _pairs(ones, others)
    assert len(pairs) <= min(len(ones), len(others))
    assert all(len(a.content & b.content) >= 0.5 * len(a.content | b.content) for a, b in pairs)
    assert _pairs(ones, ones) == [] if not ones else len(_pairs(ones, ones)) == len(ones)
