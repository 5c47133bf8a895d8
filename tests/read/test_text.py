"""Plain text is kept exactly; what is no text in UTF-8 is a problem that says why."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.read.helpers import PARAGRAPHS, only, trouble

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]) | st.sampled_from("\r\n\t\ufeff"), min_size=1)


@given(TEXTS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_the_text_is_the_files_text(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode("utf-8"))
    with path.open(encoding="utf-8", newline="") as stream:
        exact = stream.read()
    if exact.strip():
        assert only(path).text == exact
    else:
        assert "empty" in trouble(path).message


@pytest.mark.parametrize("suffix", [".txt", ".md", ".markdown", ".TXT", ""])
def test_suffixes_of_plain_text(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"account{suffix}"
    path.write_text("  Two envoys met.\r\nThey left.\n", encoding="utf-8", newline="")
    document = only(path)
    assert (document.text, document.name) == ("  Two envoys met.\r\nThey left.\n", path.name)


def test_a_byte_order_mark_stays_as_the_character_that_reading_gives(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbfDate: 2021-03-03\n\nTwo envoys met in the harbour.\n")
    document = only(path)
    assert document.text.startswith("\ufeffDate")
    assert document.published == "2021-03-03"


def test_markup_in_a_text_file_stays_text(tmp_path: Path) -> None:
    text = "<!doctype html>\n<script>alert('river')</script>\n<p>Two envoys met.</p>\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert only(tmp_path / "a.txt").text == text


def test_language_is_told_by_the_words(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("\n".join(PARAGRAPHS), encoding="utf-8")
    (tmp_path / "b.txt").write_text("Ok. Berlin, Paris, Rom.", encoding="utf-8")
    (tmp_path / "c.txt").write_text(
        "Nehir ülkeleri su verilerini paylaşma konusunda anlaştı, heyetler bir haftalık görüşmenin ardından açıkladı.",
        encoding="utf-8",
    )
    assert [only(tmp_path / name).language for name in ("a.txt", "b.txt", "c.txt")] == ["en", None, "tr"]


@pytest.mark.parametrize(("data", "reason"), [
    (b"", "empty"),
    (b" \r\n\t ", "empty"),
    ("The envoys met in Düsseldorf.".encode("latin-1"), "not UTF-8: byte 19 (0xfc)"),
    ("The envoys met.".encode("utf-16"), "UTF-16"),
    ("The envoys met.".encode("utf-32"), "UTF-32"),
    (b"The envoys\x00 met.", "binary"),
    (random.Random(3).randbytes(5000), "binary"),
    (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "picture"),
    (b"\x01\x02\x03\x04\x05 met", "binary"),
])  # fmt: skip
def test_what_is_no_text_is_a_problem_with_its_name(tmp_path: Path, data: bytes, reason: str) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    problem = trouble(tmp_path / "a.txt")
    assert problem.document == "a.txt"
    assert reason in problem.message


@pytest.mark.parametrize(("name", "data", "reason"), [
    ("a.rtf", b"{\\rtf1\\ansi The envoys met.}", "RTF"),
    ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Office"),
    ("a.py", b"print('met')\n", "a .py file"),
    ("a.zip", b"PK\x03\x04\x14\x00\x00\x00\x00\x00 a.txt", "zip file"),
    ("a.gz", b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\x03\x00\x00\x00\x00\x00\x00\x00\x00\x00", "gzip"),
    ("a.xml", b"<?xml version='1.0'?><menu><dish/></menu>", "neither a feed nor a page"),
    ("a.pdf", b"The envoys met.", "named .pdf"),
])  # fmt: skip
def test_kinds_that_are_not_read_are_named(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(data)
    assert reason in trouble(tmp_path / name).message
