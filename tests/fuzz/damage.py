"""Files damaged as bytes."""

from __future__ import annotations

from hypothesis import strategies as st

TOKENS = (
    b"\0", b"\xff", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\xff\xfe", b"<", b">", b"</", b"<!--", b"<![CDATA[", b"&#0;",
    b"&#xd800;", b"&#x110000;", b"&amp;", b"<div>" * 300, b"<meta charset='utf-7'>", b'<time datetime="99999-99-99">',
    b"%PDF-1.4", b"obj", b"endobj", b"stream", b"endstream", b"<<", b">>", b" 0 R", b"/Length 99999999", b"/Kids",
    b"-1", b"PK\x03\x04", b"PK\x01\x02", b"Content-Length: -5\r\n", b"Content-Type: text/html; charset=idna\r\n",
    b"=?utf-8?q?=ff?=",
    b"\r\n\r\n", b"\n", b"\r", b'"', b",", b";" * 50, b'{"text":', b"[" * 300, b"9" * 400, b"99999-99-99", b"Date: 0\n",
)  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn, data: bytes, tokens: tuple[bytes, ...] = TOKENS) -> bytes:
    """The bytes with some changed, taken out, put in, said twice, or cut off."""
    held = bytearray(data)
    for _ in range(draw(st.integers(1, 8))):
        start = draw(st.integers(0, max(0, len(held) - 1)))
        end = min(len(held), start + draw(st.integers(0, 60)))
        put = draw(st.one_of(st.binary(max_size=20), st.sampled_from(tokens), st.just(bytes(held[start:end]) * 3)))
        held[start:end] = put
    cut = draw(st.one_of(st.just(len(held)), st.just(len(held)), st.integers(0, len(held))))
    return bytes(held[:cut])
