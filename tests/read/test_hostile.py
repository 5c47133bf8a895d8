"""Files made to hang or to fill a machine: each is told as a problem, or read, within a second or so."""

from __future__ import annotations

import gzip
import io
import json
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.read.helpers import PARAGRAPHS, read, trouble
from tests.read.test_archive import record
from tests.read.test_paper import word

WORDS = PARAGRAPHS[0]
SOON = 30.0
"""Seconds within which each is done; idle, none takes three. Before they were mended, most did not end."""


def letter(field: str) -> str:
    return f"{field}\nMIME-Version: 1.0\nFrom: a@b.example\n\n{WORDS}"


def feed(item: str) -> str:
    return f"<rss><channel><item {item}><description>{WORDS}</description></item></channel></rss>"


def packed(change: Callable[[bytes], bytes], **more: bytes) -> bytes:
    """A DOCX whose text was changed, with more parts."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word("Water"))) as sound, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for part in sound.infolist():
            data = sound.read(part)
            made.writestr(part.filename, change(data) if part.filename == "word/document.xml" else data)
        for name, data in more.items():
            made.writestr(name.replace("__", "/"), data)
    return held.getvalue()


def lying() -> bytes:
    """A DOCX whose text unpacks to 200 MB and is stated to be 5,000 bytes."""
    data = bytearray(packed(lambda text: text.replace(b"</w:body>", b" " * 200_000_000 + b"</w:body>")))
    for mark, size, name, length in ((b"PK\x01\x02", 24, 46, 28), (b"PK\x03\x04", 22, 30, 26)):
        place = data.find(mark)
        while place >= 0:
            end = place + name + int.from_bytes(data[place + length : place + length + 2], "little")
            if data[place + name : end] == b"word/document.xml":
                data[place + size : place + size + 4] = (5000).to_bytes(4, "little")
            place = data.find(mark, place + 4)
    return bytes(data)


@pytest.mark.parametrize(("name", "data"), [
    ("nested.html", "<html><body>" + "<div>" * 100_000 + WORDS),
    ("attributes.html", "<html><p " + " ".join(f"a{n}=''" for n in range(100_000)) + ">" + WORDS),
    ("punycode.html", "<meta charset='punycode'><p>" + WORDS * 5_000),
    ("deep.rss", "<rss><channel>" + "<a>" * 20_000),
    ("attributes.rss", feed(" ".join(f"a{n}=''" for n in range(50_000)))),
    ("entities.rss", "<!DOCTYPE a [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]>" + feed("")),
    ("deep.json", "[" * 200_000),
    ("deep.jsonl", json.dumps({"text": WORDS, "author": 0}).replace("0", "[" * 900 + "]" * 900)),
    ("binary.txt", bytes(range(256)) * 1000),
    ("nul.txt", "The envoys\0 met."),
    ("surrogate.txt", b"The envoys \xed\xa0\x80 met."),
    ("empty.txt", ""),
    ("quote.csv", 'text\n"' + "x" * 60_000_000),
    ("multipart.eml", "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(3_000))),
    ("loop.pdf", "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [2 0 R] "
     "/Count 1 >>\nendobj\ntrailer << /Root 1 0 R /Size 3 >>\nstartxref\n9\n%%EOF"),
    ("arrays.pdf", "%PDF-1.4\n1 0 obj\n" + "[" * 200_000 + "\nendobj\ntrailer << /Root 1 0 R >>\nstartxref\n9\n%%EOF"),
    ("bomb.warc.gz", gzip.compress(record("<p>" + "a" * 100_000_000))),
    ("bomb.docx", packed(lambda text: text, word__media__x=b"\0" * 120_000_000)),
    ("blank.docx", packed(lambda text: text.replace(b"</w:body>", b" " * 30_000_000 + b"</w:body>"))),
    ("lying.docx", lying()),
])  # fmt: skip
def test_is_a_problem_that_names_the_file(tmp_path: Path, name: str, data: str | bytes) -> None:
    (tmp_path / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    began = time.monotonic()
    found = trouble(tmp_path)
    assert time.monotonic() - began < SOON
    assert found.document is not None
    assert found.document.startswith((name, "https://harbour.example"))


@pytest.mark.parametrize(("name", "data"), [
    ("from.eml", letter("To: " + "a," * 300_000)),
    ("subject.eml", letter("Subject: " + "=?utf-8?q?=41?= " * 50_000)),
    ("type.eml", letter("Content-Type: text/plain; " + "a=b;" * 100_000)),
    ("number.html", "<script type='application/ld+json'>{\"datePublished\": " + "9" * 5_000 + "}</script><p>"
     + WORDS),
    ("columns.csv", ",".join(["text", *map(str, range(10_000))]) + "\n" + f'"{WORDS}"' + ",x" * 10_000),
    ("date.csv", f'text,date\n"{WORDS}",99999-99-99\n'),
    ("colons.txt", "Author: " * 100_000),
    ("lines.txt", "Water\r\n\rThe envoys\rmet.\n" * 1_000),
    ("climbs.docx", packed(lambda text: text, **{"..__..__climbed.txt": b"x"})),
])  # fmt: skip
def test_is_read_all_the_same(tmp_path: Path, name: str, data: str | bytes) -> None:
    folder = tmp_path / "in" / "here"
    folder.mkdir(parents=True)
    (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    began = time.monotonic()
    found, problems = read(folder)
    assert time.monotonic() - began < SOON
    assert len(found) == 1
    assert not problems
    assert found[0].published is None
    assert [path.name for path in tmp_path.rglob("*.*")] == [name]
