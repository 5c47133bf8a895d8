"""Tables: an account a row, named by its line; the columns by their usual names or as mapped."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.read.options import BadColumn, columns
from tests.read.helpers import PARAGRAPHS, only, read, trouble

ROW = {
    "title": "River states share numbers", "text": PARAGRAPHS[0], "source": {"name": "Harbour Times"},
    "authors": ["Amara Okoye", "Luis Prado"], "publishedAt": "2021-03-03T10:00:00Z", "url": "https://harbour.example/1",
    "lang": "eng",
}  # fmt: skip


def write(tmp_path: Path, text: str | bytes, name: str) -> Path:
    (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return tmp_path / name


def test_json_lines(tmp_path: Path) -> None:
    document = only(write(tmp_path, "\n" + json.dumps(ROW) + "\n", "a.jsonl"))
    assert (document.name, document.text) == ("a.jsonl#2", PARAGRAPHS[0])
    assert (document.title, document.outlet) == ("River states share numbers", "Harbour Times")
    assert (document.author, document.published) == ("Amara Okoye, Luis Prado", "2021-03-03")
    assert (document.url, document.language) == ("https://harbour.example/1", "en")


def test_rows_that_cannot_be_read_are_problems_and_the_rest_goes_on(tmp_path: Path) -> None:
    lines = [b"{broken", b'{"title": "x"}', b'{"text": "  "}', b"[1]", b'{"text": "D\xfcren"}', b'{"text": "Two met."}']
    documents, problems = read(write(tmp_path, b"\n".join(lines), "a.ndjson"))
    assert [document.name for document in documents] == ["a.ndjson#6"]
    assert [problem.document for problem in problems] == [f"a.ndjson#{n}" for n in range(1, 6)]
    assert "not UTF-8: byte 53" in problems[4].message


def test_a_table_without_accounts_is_one_problem(tmp_path: Path) -> None:
    rows = "\n".join(json.dumps({"name": n}) for n in range(500))
    assert "no column of text among name" in trouble(write(tmp_path, rows, "a.jsonl")).message
    assert "without rows" in trouble(write(tmp_path, "\n\n", "b.jsonl")).message


def test_an_array_of_objects(tmp_path: Path) -> None:
    documents, _ = read(write(tmp_path, json.dumps([ROW, {"body": PARAGRAPHS[1]}], indent=1), "a.json"))
    assert [document.name for document in documents] == ["a.json#1", "a.json#2"]
    assert "array" in trouble(write(tmp_path, "[" * 100_000, "b.json")).message


def test_one_indented_object_is_a_table_of_one(tmp_path: Path) -> None:
    assert only(write(tmp_path, json.dumps(ROW, indent=2), "a.json")).title == ROW["title"]


def test_half_characters_do_not_reach_the_case(tmp_path: Path) -> None:
    document = only(write(tmp_path, '{"text": "Two \\ud83d met \\u0000 here.", "title": "Met \\udc00"}', "a.jsonl"))
    assert (document.text, document.title) == ("Two \ufffd met \ufffd here.", "Met \ufffd")


def test_csv(tmp_path: Path) -> None:
    row = f'"River, states","{PARAGRAPHS[0]}\nSecond line.",Harbour Times,03.03.2021'
    text = f"\ufeffHeadline,Body,Publisher,Date\r\n{row}\r\n"
    document = only(write(tmp_path, text, "a.csv"))
    assert (document.name, document.text) == ("a.csv#2", f"{PARAGRAPHS[0]}\nSecond line.")
    assert (document.title, document.outlet) == ("River, states", "Harbour Times")
    assert document.published == "2021-03-03"


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_csv_rows_are_named_by_the_line_they_start_on(tmp_path: Path, mark: str) -> None:
    text = f'title{mark}text\nA{mark}"Two met.\n\nThey left."\nB{mark}Three met.\n\nC{mark}\n'
    documents, problems = read(write(tmp_path, text, "a.csv"))
    assert [(d.name, d.text) for d in documents] == [("a.csv#2", "Two met.\n\nThey left."), ("a.csv#5", "Three met.")]
    assert [p.document for p in problems] == ["a.csv#7"]


def test_columns_are_mapped_by_option(tmp_path: Path) -> None:
    path = write(tmp_path, "text,Volltext,Blatt\nshort,The whole text is here.,Hafenblatt\n", "a.csv")
    document = only(path, columns=columns(["text=volltext", "outlet=BLATT"]))
    assert (document.text, document.outlet) == ("The whole text is here.", "Hafenblatt")
    for wrong in ("body", "colour=red", "text="):
        with pytest.raises(BadColumn):
            columns([wrong])


def test_csv_troubles(tmp_path: Path) -> None:
    assert "no column of text among a, b" in trouble(write(tmp_path, "a,b\n1,2\n", "a.csv")).message
    documents, problems = read(write(tmp_path, b"text\nTwo met.\nD\xfcren\nThree met.\n", "b.csv"))
    assert [document.name for document in documents] == ["b.csv#2"]
    assert [(p.document, "line 3" in p.message, "byte 15" in p.message) for p in problems] == [("b.csv", True, True)]


def test_long_cells_and_rows_over_the_cap(tmp_path: Path) -> None:
    long = "The envoys met again. " * 20_000
    assert only(write(tmp_path, f"text\n{long}\n", "a.csv")).text == long
    rows = [json.dumps({"text": "x" * 5_000}), json.dumps({"text": "Two met."})]
    documents, problems = read(write(tmp_path, "\n".join(rows), "a.jsonl"), max_bytes=1_000)
    assert [document.name for document in documents] == ["a.jsonl#2"]
    assert "over 1,000 bytes" in problems[0].message


def test_a_table_longer_than_the_cap_is_read_row_by_row(tmp_path: Path) -> None:
    rows = "\n".join(json.dumps({"text": f"Envoy number {n} arrived."}) for n in range(100))
    assert len(read(write(tmp_path, rows, "a.jsonl"), max_bytes=1_000)[0]) == 100


def test_a_quotation_mark_that_never_closes_ends_the_table(tmp_path: Path) -> None:
    path = write(tmp_path, 'text\nTwo met.\n"Three met.\n' + "Four met.\n" * 500, "a.csv")
    documents, problems = read(path, max_bytes=1_000)
    assert [document.text for document in documents] == ["Two met."]
    assert "line 3" in problems[0].message


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0")).filter(str.strip)


@given(st.lists(TEXTS, min_size=1, unique=True))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_texts_are_kept_as_the_cells_hold_them(tmp_path: Path, texts: list[str]) -> None:
    path = write(tmp_path, "\n".join(json.dumps({"text": text}) for text in texts), "a.jsonl")
    assert [document.text for document in read(path)[0]] == texts
