"""Files made to hang or to fill a machine: each is told as a problem, or read, within the bounds of its reader.

No clock is asked: what is told shows that the bound was met, and without it most of these would not end.
"""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.read.feed import MOST_ENTRIES
from tests.read.helpers import PARAGRAPHS, read, trouble
from tests.read.test_archive import record
from tests.read.test_paper import word

WORDS = PARAGRAPHS[0]


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


def bare(*bodies: bytes) -> bytes:
    """A PDF of these objects, the first of them its root."""
    data, places = b"%PDF-1.4\n", b"0000000000 65535 f \n"
    for number, body in enumerate(bodies, 1):
        places += b"%010d 00000 n \n" % len(data)
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    size = len(bodies) + 1
    ends = b"trailer\n<< /Root 1 0 R /Size %d >>\nstartxref\n%d\n%%%%EOF" % (size, len(data))
    return data + b"xref\n0 %d\n%s" % (size, places) + ends


def looped() -> bytes:
    """A PDF whose outline follows itself and whose page draws a form that draws itself."""
    drawn = b"BT /F1 12 Tf 72 720 Td (The envoys met on Friday.) Tj ET /X Do"
    return bare(
        b"<< /Type /Catalog /Pages 2 0 R /Outlines 5 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /MediaBox [0 0 612 792] /Resources 7 0 R >>",
        b"<< /Type /XObject /Subtype /Form /Resources 7 0 R /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
        b"<< /Type /Outlines /First 6 0 R /Last 6 0 R >>",
        b"<< /Title (Water) /Parent 5 0 R /Next 6 0 R /First 6 0 R >>",
        b"<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> /XObject << /X 4 0 R >> >>",
    )


@pytest.mark.parametrize(("name", "data", "told"), [
    ("nested.html", "<html><body>" + "<div>" * 100_000 + WORDS, "nested over 250 deep"),
    ("closed.html", "<html><body>" + "<div>" * 100_000 + WORDS + "</div>" * 100_000, "nested over 250 deep"),
    ("attributes.html", "<html><p " + " ".join(f"a{n}=''" for n in range(100_000)) + ">" + WORDS, "attributes"),
    ("cells.html", "<html><table><tr>" + f"<td>{WORDS}</td>" * 40_000, "over 5,000 cells in a row"),
    ("elements.html", "<html><body>" + f"<p>{WORDS}</p>" * 60_000, "over 50,000 elements"),
    ("punycode.html", "<meta charset='punycode'><p>" + WORDS * 5_000, "unknown character set"),
    ("deep.rss", "<rss><channel>" + "<a>" * 20_000, "a feed"),
    ("attributes.rss", feed(" ".join(f"a{n}=''" for n in range(50_000))), "over 1,000 attributes"),
    ("entities.rss", "<!DOCTYPE a [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]>" + feed(""), "entities of its own"),
    ("deep.json", "[" * 200_000, "neither JSON lines nor a JSON array"),
    ("deep.jsonl", json.dumps({"text": WORDS, "author": 0}).replace("0", "[" * 900 + "]" * 900), "nested too deep"),
    ("binary.txt", bytes(range(256)) * 1000, "binary"),
    ("nul.txt", "The envoys\0 met.", "binary"),
    ("surrogate.txt", b"The envoys \xed\xa0\x80 met.", "byte 11"),
    ("empty.txt", "", "empty"),
    ("quote.csv", 'text\n"' + "x" * 60_000_000, "over"),
    ("multipart.eml", "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(3_000)), ""),
    ("loop.pdf", bare(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"), "cannot be"),
    ("round.pdf", bare(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 9 >>",
                       b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Parent 2 0 R /Count 9 >>"), "cannot be read"),
    ("arrays.pdf", "%PDF-1.4\n1 0 obj\n" + "[" * 200_000
     + "\nendobj\ntrailer << /Root 1 0 R >>\nstartxref\n9\n%%EOF", "PDF"),
    ("bomb.warc.gz", gzip.compress(record("<p>" + "a" * 100_000_000)), "over 200 times its size"),
    ("bomb.docx", packed(lambda text: text, word__media__x=b"\0" * 120_000_000), "unpacks to over 104,857,600"),
    ("blank.docx", packed(lambda text: text.replace(b"</w:body>", b" " * 30_000_000 + b"</w:body>")), "text unpacks"),
    ("lying.docx", lying(), "is not what it states"),
])  # fmt: skip
def test_is_a_problem_that_names_the_file(tmp_path: Path, name: str, data: str | bytes, told: str) -> None:
    (tmp_path / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    found = trouble(tmp_path)
    assert found.document is not None
    assert found.document.startswith((name, "https://harbour.example"))
    assert told in found.message


@pytest.mark.parametrize(("name", "data"), [
    ("from.eml", letter("To: " + "a," * 300_000)),
    ("subject.eml", letter("Subject: " + "=?utf-8?q?=41?= " * 50_000)),
    ("type.eml", letter("Content-Type: text/plain; " + "a=b;" * 100_000)),
    ("number.html", "<script type='application/ld+json'>{\"datePublished\": " + "9" * 5_000 + "}</script><p>"
     + WORDS),
    ("columns.csv", ",".join(["text", *map(str, range(10_000))]) + "\n" + f'"{WORDS}"' + ",x" * 10_000),
    ("date.csv", f'text,date\n"{WORDS}",99999-99-99\n'),
    ("form.pdf", looped()),
    ("table.pdf", looped().replace(b"/Size 8", b"/Size 8 /Prev %d" % looped().index(b"xref"))),
    ("turned.txt", "\u202eThe envoy\u202c said \u2067קול\u2069 e\u0301\u0302. " * 20_000),
    ("colons.txt", "Author: " * 100_000),
    ("lines.txt", "Water\r\n\rThe envoys\rmet.\n" * 1_000),
    ("climbs.docx", packed(lambda text: text, **{"..__..__climbed.txt": b"x"})),
])  # fmt: skip
def test_is_read_all_the_same(tmp_path: Path, name: str, data: str | bytes) -> None:
    folder = tmp_path / "in" / "here"
    folder.mkdir(parents=True)
    (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    found, problems = read(folder)
    assert len(found) == 1
    assert not problems
    assert found[0].published is None
    assert [path.name for path in tmp_path.rglob("*.*")] == [name]


def test_of_a_feed_without_end_the_first_entries_are_read(tmp_path: Path) -> None:
    entry = "<item><link>https://harbour.example/{0}</link><description>{0}. {1}</description></item>"
    entries = "".join(entry.format(number, WORDS) for number in range(MOST_ENTRIES + 5))
    (tmp_path / "a.rss").write_text(f"<rss version='2.0'><channel><title>Harbour News</title>{entries}</channel></rss>")
    found, problems = read(tmp_path)
    assert len(found) == MOST_ENTRIES
    assert found[-1].url == f"https://harbour.example/{MOST_ENTRIES - 1}"
    assert {each.outlet for each in found} == {"Harbour News"}
    assert [(each.document, each.message) for each in problems] == [
        ("a.rss", "a feed of over 5,000 entries; the other 5 were not read")
    ]


def test_addresses_in_an_archive_lead_nowhere(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    secret = tmp_path / "secret.txt"
    secret.write_text("Nobody is to read this.")
    addresses = ("../secret.txt", f"file://{secret}", "../../climbed", "/climbed")
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    (folder / "a.warc").write_bytes(b"".join(record(f"{body}<p>{url}</p>", url) for url in addresses))
    found, problems = read(folder)
    assert [each.name for each in found] == [f"a.warc#{number}" for number in range(1, 5)]
    assert not problems
    assert not [each for each in found if "Nobody" in each.text or each.url]
    assert sorted(path.name for path in tmp_path.rglob("*.*")) == ["a.warc", "secret.txt"]
