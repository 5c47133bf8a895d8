"""WARC archives: pages by their address, what is no page passed over, broken and exploding archives."""

from __future__ import annotations

import gzip
from pathlib import Path

from tests.read.helpers import PARAGRAPHS, only, read, trouble
from tests.read.test_feed import ATOM
from tests.read.test_page import page

URL = "https://harbour.example/water"


def record(
    body: bytes | str, url: str = URL, *, media_type: str = "text/html; charset=utf-8", status: str = "200 OK",
    head: str = "", kind: str = "response", length: int | None = None,
) -> bytes:  # fmt: skip
    data = body.encode("utf-8") if isinstance(body, str) else body
    if kind == "response":
        data = f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\n{head}\r\n".encode() + data
    outer = "application/http; msgtype=response" if kind == "response" else media_type
    return (
        (
            f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2021-03-03T00:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>\r\nContent-Type: {outer}\r\n"
            f"Content-Length: {len(data) if length is None else length}\r\n\r\n"
        ).encode()
        + data
        + b"\r\n\r\n"
    )


def write(tmp_path: Path, *records: bytes, packed: bool = False) -> Path:
    path = tmp_path / ("a.warc.gz" if packed else "a.warc")
    path.write_bytes(b"".join(map(gzip.compress, records) if packed else records))
    return path


def test_pages_are_read_and_the_rest_is_passed_over(tmp_path: Path) -> None:
    others = (
        record("WARC/1.1", kind="warcinfo", media_type="application/warc-fields"),
        record(b"\x89PNG\r\n\x1a\n", "https://harbour.example/a.png", media_type="image/png"),
        record("gone", "https://harbour.example/old", status="404 Not Found"),
        record("", "https://harbour.example/moved", status="301 Moved", head="Location: /water\r\n"),
        record("User-agent: *", "https://harbour.example/robots.txt", media_type="text/plain"),
        record("x()", "https://harbour.example/x.js", media_type="application/javascript"),
    )
    for packed in (False, True):
        path = write(tmp_path, *others, record(page("<title>Water paper</title>")), *others, packed=packed)
        document = only(path)
        assert (document.name, document.url, document.title) == (URL, URL, "Water paper")
        assert document.text.startswith(PARAGRAPHS[0])


def test_encodings_of_replies(tmp_path: Path) -> None:
    html = page().encode("utf-8")
    turkish = page(paragraphs=("Çavuşoğlu'nun görüşmesi bitti. " * 9,)).replace("charset='utf-8'", "")
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(html), html)
    documents, problems = read(write(
        tmp_path,
        record(gzip.compress(html), f"{URL}/1", head="Content-Encoding: gzip\r\n"),
        record(chunked, f"{URL}/2", head="Transfer-Encoding: chunked\r\n"),
        record(turkish.encode("cp1254"), f"{URL}/3", media_type="text/html; charset=windows-1254"),
    ))  # fmt: skip
    assert not problems
    assert [document.name[-1] for document in documents] == ["1", "2", "3"]
    assert documents[2].text.startswith("Çavuşoğlu'nun")


def test_feeds_and_plain_text_and_resources(tmp_path: Path) -> None:
    documents, problems = read(write(
        tmp_path,
        record(ATOM, "https://harbour.example/feed", media_type="application/atom+xml"),
        record(PARAGRAPHS[1], f"{URL}/2", kind="conversion", media_type="text/plain"),
        record(page(), f"{URL}/3", kind="resource", media_type="text/html"),
    ))  # fmt: skip
    assert not problems
    assert [document.name for document in documents] == ["https://harbour.example/1", f"{URL}/2", f"{URL}/3"]


def test_a_bad_page_is_a_problem_and_the_rest_is_read(tmp_path: Path) -> None:
    documents, problems = read(write(tmp_path, record("<div>" * 1_000, f"{URL}/1"), record(page(), f"{URL}/2")))
    assert [document.name for document in documents] == [f"{URL}/2"]
    assert [problem.document for problem in problems] == [f"{URL}/1"]


def test_truncated_archives(tmp_path: Path) -> None:
    whole = write(tmp_path, record(page(), f"{URL}/1"), record(page(), f"{URL}/2")).read_bytes()
    (tmp_path / "cut.warc").write_bytes(whole[:-500])
    documents, problems = read(tmp_path / "cut.warc")
    assert ([d.name for d in documents], [p.document for p in problems]) == ([f"{URL}/1"], [f"{URL}/2"])
    assert "truncated" in problems[0].message
    packed = write(tmp_path, record(page(), f"{URL}/1"), record(page(), f"{URL}/2"), packed=True).read_bytes()
    (tmp_path / "cut.warc.gz").write_bytes(packed[:-100])
    documents, problems = read(tmp_path / "cut.warc.gz")
    assert ([d.name for d in documents], len(problems)) == ([f"{URL}/1"], 1)


def test_a_damaged_archive_gives_what_stands_before_the_damage(tmp_path: Path) -> None:
    path = write(tmp_path, record(page(), f"{URL}/1"), b"nonsense\r\n\r\n", record(page(), f"{URL}/2"))
    documents, problems = read(path)
    assert [document.name for document in documents] == [f"{URL}/1"]
    assert "breaks off" in problems[0].message
    (tmp_path / "b.warc").write_bytes(b"WARC/1.0\r\nnonsense")
    trouble(tmp_path / "b.warc")


def test_records_over_the_cap_and_bombs(tmp_path: Path) -> None:
    large = record(page() + " " * 300_000, f"{URL}/1")
    inner = record(gzip.compress(b" " * 5_000_000), f"{URL}/2", head="Content-Encoding: gzip\r\n")
    documents, problems = read(write(tmp_path, large, inner, record(page(), f"{URL}/3")), max_bytes=200_000)
    assert [document.name for document in documents] == [f"{URL}/3"]
    assert ["over the cap" in problem.message for problem in problems] == [True, True]
    blanks = record(b" " * 50_000_000, f"{URL}/1")
    bomb = write(tmp_path, *[blanks] * 3, packed=True)
    assert any("unfolds" in problem.message for problem in read(bomb, max_bytes=1_000_000)[1])


def test_an_archive_without_pages_is_a_problem(tmp_path: Path) -> None:
    assert "no page" in trouble(write(tmp_path, record(b"GIF8", media_type="image/gif"))).message
