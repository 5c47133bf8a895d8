"""PDF: the words in reading order, paragraph by paragraph, and what the file's properties state.

`Document.text` is what we extract: printed lines are joined to paragraphs, running heads and page numbers are left out.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import pypdf

from dragoman.read.facts import Facts, Hint, Reading, Unreadable
from dragoman.read.language import language_code
from dragoman.read.paragraphs import rejoined
from dragoman.read.printed import Line, Printed, rows
from dragoman.read.properties import person, title

MOST_PAGES = 1_000
MOST_OPERATORS = 1_000_000
"""Drawing operators over all pages: 15 s. A page has some hundreds, a dense one 2,000."""
MOST_CHARACTERS = 20_000_000
TAIL = 2048
"""Bytes at the end of a PDF within which its end mark must stand."""

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it cannot read is told as a Problem


def read(data: bytes, hint: Hint) -> Reading:
    """The account in a PDF; raises Unreadable for one that is truncated, locked, too large, or without words."""
    if b"%%EOF" not in data[-TAIL:]:
        raise Unreadable("a PDF that is truncated: its end mark is missing")
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("a PDF that is encrypted: it asks for a password")
        pages = list(_pages(reader))
        facts = _facts(reader)
    except pypdf.errors.DependencyError:
        raise Unreadable("a PDF that is encrypted") from None
    except pypdf.errors.PyPdfError as error:
        raise Unreadable(f"a PDF that cannot be read ({error})") from None
    text = rejoined(rows(pages))
    if not text.strip():
        raise Unreadable("a PDF without words (a scan?)")
    return Reading(text, facts)


def _pages(reader: pypdf.PdfReader) -> Iterator[list[Line]]:
    """The lines of each page, within the limits."""
    if len(reader.pages) > MOST_PAGES:
        raise Unreadable(f"a PDF of {len(reader.pages):,} pages, over {MOST_PAGES:,}")
    operators = characters = 0

    def count(*_: object) -> None:
        nonlocal operators
        operators += 1
        if operators > MOST_OPERATORS:
            raise Unreadable(f"a PDF with over {MOST_OPERATORS:,} drawing operators")

    for page in reader.pages:
        printed = Printed()
        characters += len(page.extract_text(visitor_operand_before=count, visitor_text=printed.visit))
        if characters > MOST_CHARACTERS:
            raise Unreadable(f"a PDF of over {MOST_CHARACTERS:,} characters")
        printed.close()
        yield printed.lines


def _facts(reader: pypdf.PdfReader) -> Facts:
    said = reader.metadata
    language = reader.root_object.get("/Lang")
    return Facts(
        title=title(said.title) if said else None,
        author=person(said.author) if said else None,
        language=language_code(str(language)) if language else None,
    )
