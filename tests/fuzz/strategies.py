"""Input that no editor wrote: text with marks, numbers and controls in any order, and damaged files of each kind."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.read.samples import samples

WORDS = (
    "the minister said that", "Ana Kovacs", "Defence Minister", "Russia", "U.N.", "he", "she told", "denied", "killed",
    "4,000 troops", "$5.2 million", "12%", "some 300", "99999-99-99", "31 February 2021", "3 March 2021", "on Friday",
    "0000-00-00", "9" * 400, "1e999", "two thirds of", "hundreds of thousands of", "between 3 and", "twenty-one",
    "half a", "according to", "which he called", "because of", "president of", "the state-run", "protesters", "—",
    "–", "-", "…",
    '"', "“", "”", "‘", "’", "«", "»", "'", "''", "``", "(", ")", "[", "]", ":", ";", ",", ".", "?", "!", "•", "@user",
    "#tag", "https://a.example/b?c=d", "Q:", "A:", "By Ana Kovacs | 3 March 2021", "---", "+++", "title: x", "|", "\t",
    "\n", "\r\n", "\r", "\n\n", "\u2028", "\x0b", "\x0c", "\x1c", "\x85", "\u00a0", "\u200b", "\ufeff", "\u202e",
    "\u0301", "e\u0301\u0302", "قال الوزير", "שר החוץ", "部长说", "👨‍👩‍👧", "İ", "ß", "ŉ", "ﬁ", "\U0010ffff",
)  # fmt: skip

PIECES = st.one_of(
    st.sampled_from(WORDS), st.text(max_size=6), st.builds(str, st.integers()), st.builds(str, st.floats())
)

TEXTS = st.one_of(
    st.builds("".join, st.lists(PIECES, max_size=60)),
    st.builds(" ".join, st.lists(PIECES, max_size=60)),
    st.builds(lambda piece, times: piece * times, PIECES, st.integers(1, 400)),
    st.builds(lambda piece, times: f"{piece} " * times, PIECES, st.integers(1, 200)),
)
"""Words of news in disorder, glued or spaced, or one of them again and again. Half surrogate pairs among them."""


@st.composite
def files(draw: st.DrawFn) -> tuple[str, bytes]:
    """A file of some kind with bytes changed, taken out, put in, said twice, or cut off; or under another's name."""
    name, data = draw(st.sampled_from(samples()))
    held = bytearray(data)
    for _ in range(draw(st.integers(0, 8))):
        start = draw(st.integers(0, max(0, len(held) - 1)))
        end = min(len(held), start + draw(st.integers(0, 60)))
        put = draw(st.one_of(st.binary(max_size=20), st.sampled_from(TOKENS), st.just(bytes(held[start:end]) * 3)))
        held[start:end] = put
    cut = draw(st.one_of(st.just(len(held)), st.integers(0, len(held))))
    other, _ = draw(st.sampled_from(samples()))
    return draw(st.sampled_from((name, name, name, other, "noname"))), bytes(held[:cut])


TOKENS = (
    b"\0", b"\xff", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\xff\xfe", b"<", b">", b"</", b"<!--", b"<![CDATA[", b"&#0;",
    b"&#xd800;", b"&#x110000;", b"&amp;", b"<div>" * 300, b"<meta charset='utf-7'>", b'<time datetime="99999-99-99">',
    b"%PDF-1.4", b"obj", b"endobj", b"stream", b"endstream", b"<<", b">>", b" 0 R", b"/Length 99999999", b"/Kids",
    b"-1", b"PK\x03\x04", b"PK\x01\x02", b"Content-Length: -5\r\n", b"Content-Type: text/html; charset=idna\r\n",
    b"=?utf-8?q?=ff?=",
    b"\r\n\r\n", b"\n", b"\r", b'"', b",", b";" * 50, b'{"text":', b"[" * 300, b"9" * 400, b"99999-99-99", b"Date: 0\n",
)  # fmt: skip
