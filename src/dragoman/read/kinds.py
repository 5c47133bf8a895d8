"""What kind a source is: told by how its content begins, then by its suffix or media type.

Content decides for PDF, DOCX, WARC and markup without a name. A name that says plain text (.txt, .md) is believed even
where the text is markup: plain text is kept exactly, and an account about markup must show as text.
"""

from __future__ import annotations

import json
import re
import zlib

from dragoman.read.facts import Hint, Unreadable

HEAD = 1 << 16
"""Bytes that are looked at."""

KNOWN = "text, Markdown, HTML, PDF, DOCX, EML, RSS or Atom, JSON lines, CSV or WARC"

SUFFIXES = {
    ".txt": "text", ".text": "text", ".md": "text", ".markdown": "text",
    ".html": "page", ".htm": "page", ".xhtml": "page",
    ".pdf": "pdf", ".docx": "docx", ".eml": "letter",
    ".rss": "feed", ".atom": "feed", ".rdf": "feed", ".xml": "feed",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "jsonl", ".csv": "csv", ".tsv": "csv",
    ".warc": "warc", ".gz": "warc",
}  # fmt: skip
_MEDIA_TYPES = {
    "text/plain": "text", "text/markdown": "text", "text/x-markdown": "text",
    "text/html": "page", "application/xhtml+xml": "page",
    "application/pdf": "pdf", "message/rfc822": "letter",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/rss+xml": "feed", "application/atom+xml": "feed", "application/rdf+xml": "feed",
    "application/xml": "feed", "text/xml": "feed",
    "application/x-ndjson": "jsonl", "application/jsonl": "jsonl", "application/json": "jsonl",
    "text/csv": "csv", "text/tab-separated-values": "csv", "application/warc": "warc",
}  # fmt: skip
ACCOUNTS = frozenset(
    media_type for media_type, kind in _MEDIA_TYPES.items() if kind in ("text", "page", "pdf", "docx", "feed")
)
"""Media types that an account comes in; a crawl's tables and scripts are not for reading."""
_VAGUE = frozenset((None, "", "application/octet-stream", "binary/octet-stream", "application/gzip", "application/zip"))

# Possessive throughout (*+, ?+, (?>…)), so that no arrangement of comments takes more than one pass.
_REMARKS = rb"\s*+(?:<(?>!--(?>.*?-->)|\?[^>]*+>)\s*+)*+"
_LEAD = _REMARKS + rb"(?:<!doctype(?!\s+html)[^>\[]*+(?:\[(?>.*?\])\s*+)?+>" + _REMARKS + rb")?+"
_PAGE = re.compile(_LEAD + rb"<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_FEED = re.compile(_LEAD + rb"<(?:rss|(?:\w{1,20}:)?feed|rdf:rdf)\b", re.I | re.S)
_LETTER = re.compile(rb"(?:[A-Za-z][\w-]*+:[^\n]*+\n(?:[ \t][^\n]*+\n)*+){2,}+\r?\n")
_LETTER_FIELD = re.compile(rb"^(?:MIME-Version|Message-ID|Received|Return-Path|Content-Type):", re.I | re.M)
_FOREIGN = (
    (b"{\\rtf", "an RTF file"), (b"\xd0\xcf\x11\xe0", "an old Office file"), (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"), (b"GIF8", "a picture"), (b"SQLite format 3", "a database"),
)  # fmt: skip


def kind(head: bytes, hint: Hint) -> str:
    """text, page, pdf, docx, letter, feed, jsonl, csv or warc, from the first bytes and what is said of the source.

    Raises Unreadable for a source that is empty or of no kind that is read.
    """
    if not head:
        raise Unreadable("empty")
    return _told_by_content(head, hint) or _told_by_name(head, hint)


def _told_by_content(head: bytes, hint: Hint) -> str | None:
    if head.startswith(b"%PDF-") or (b"%PDF-" in head[:1024] and hint.suffix == ".pdf"):
        return "pdf"
    if head.startswith(b"WARC/1."):
        return "warc"
    if head.startswith(b"\x1f\x8b"):
        if _gunzipped(head).startswith(b"WARC/1."):
            return "warc"
        raise Unreadable("a gzip file that holds no WARC; unpack it first")
    if head.startswith(b"PK\x03\x04"):
        if hint.suffix == ".docx" or b"word/" in head:
            return "docx"
        raise Unreadable(f"a zip file, no DOCX; expected {KNOWN}")
    for mark, name in _FOREIGN:
        if head.startswith(mark):
            raise Unreadable(f"{name}; expected {KNOWN}")
    return None


def _told_by_name(head: bytes, hint: Hint) -> str:
    named = SUFFIXES.get(hint.suffix)
    if hint.media_type not in _VAGUE and not (hint.media_type == "text/plain" and named):
        named = _MEDIA_TYPES.get(hint.media_type or "")
        if named is None:
            raise Unreadable(f"a {hint.media_type} reply; expected {KNOWN}")
    if named == "text":
        return named
    if named in ("pdf", "docx", "warc"):
        raise Unreadable(f"named {hint.suffix or hint.media_type}, but its content is none")
    begun = _begun(head)
    if named in ("jsonl", "csv", "letter"):
        return named
    if named == "feed" and begun is None:
        raise Unreadable("XML that is neither a feed nor a page")
    if named == "page":
        return "feed" if begun == "feed" else "page"
    if begun:
        return begun
    if hint.suffix:
        raise Unreadable(f"a {hint.suffix} file; expected {KNOWN}")
    return "text"


def _begun(head: bytes) -> str | None:
    """The kind that the content begins like, for what carries no name: page, feed, jsonl or letter."""
    plain = head.removeprefix(b"\xef\xbb\xbf")
    if plain[:2] in (b"\xff\xfe", b"\xfe\xff"):
        plain = plain[2:].replace(b"\0", b"")
    if _FEED.match(plain):
        return "feed"
    if _PAGE.match(plain):
        return "page"
    if plain.startswith((b"{", b"[{")) and _is_row(plain.split(b"\n", 1)[0]):
        return "jsonl"
    letter = _LETTER.match(plain)
    return "letter" if letter and _LETTER_FIELD.search(letter[0]) else None


def _is_row(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict | list)
    except (ValueError, RecursionError):
        return False


def _gunzipped(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(wbits=31).decompress(head, 64)
    except zlib.error:
        return b""
