"""Plain text and Markdown, kept exactly: `Document.text` is what `open(path, encoding="utf-8", newline="")` reads.

Nothing is stripped or normalised, line ends stay as they are, and a byte order mark stays as the character U+FEFF that
call gives, so that every offset holds in the file. Another encoding is a problem that names the byte, never a guess.
"""

from __future__ import annotations

import codecs
import re

from dragoman.read.facts import Hint, Reading, Unreadable

_WIDE = ((codecs.BOM_UTF32_LE, "UTF-32"), (codecs.BOM_UTF32_BE, "UTF-32"),
         (codecs.BOM_UTF16_LE, "UTF-16"), (codecs.BOM_UTF16_BE, "UTF-16"))  # fmt: skip
_NO_TEXT = frozenset(("idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape"))
"""Codecs of Python that are no character sets; punycode's time grows with the square of the length."""
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
CONTROLS = 0.01
"""Share of control characters above which text is held to be binary."""


def read(data: bytes, hint: Hint) -> Reading:
    """The text as it stands; raises Unreadable where it is not text in UTF-8 (or in the character set of its reply)."""
    return Reading(decode(data, hint.charset or "utf-8"))


def codec(charset: str) -> str:
    """The codec of a character set by its usual name; raises Unreadable for one that no text comes in."""
    try:
        b"".decode(charset)
        name = codecs.lookup(charset).name
    except (LookupError, ValueError):
        name = ""
    if not name or name in _NO_TEXT:
        raise Unreadable(f"unknown character set {charset!r}")
    return name


def decode(data: bytes, charset: str = "utf-8", *, start: int = 0) -> str:
    """The bytes as text; raises Unreadable with the byte's place, counted from `start`, where they are none."""
    for mark, name in _WIDE:
        if charset.casefold() == "utf-8" and data.startswith(mark):
            raise Unreadable(f"not UTF-8: byte {start} opens {name}; convert the text to UTF-8")
    try:
        text = data.decode(codec(charset))
    except UnicodeDecodeError as error:
        if b"\0" in data[: 1 << 16]:
            raise Unreadable("binary, no text") from None
        byte, place = data[error.start], start + error.start
        raise Unreadable(f"not {charset.upper()}: byte {place} (0x{byte:02x}); convert the text to UTF-8") from None
    if "\0" in text or sum(1 for _ in _CONTROL.finditer(text)) > CONTROLS * len(text):
        raise Unreadable("binary, no text")
    return text
