"""PDF and DOCX: the words in reading order, paragraph by paragraph, and what the file's properties state.

`Document.text` is what we extract: lines are joined to paragraphs, running heads and page numbers are left out.
A property that a program filled in ("Microsoft Word - draft.doc", "untitled") is no title. A scan is a Problem.
"""

from __future__ import annotations

import io
import logging
import re
import zipfile
from collections.abc import Iterator

import docx
import pypdf
from docx.table import Table
from docx.text.paragraph import Paragraph

from dragoman.read.byline import is_person
from dragoman.read.facts import Facts, Hint, Reading, Unreadable, words
from dragoman.read.language import language_code
from dragoman.read.paragraphs import rejoined
from dragoman.read.printed import Line, Printed, rows

MOST_PAGES = 2_000
MOST_OPERATORS = 5_000_000
"""Drawing operators over all pages; a page of news has some hundreds."""
MOST_CHARACTERS = 20_000_000
MOST_UNPACKED = 100 << 20
"""Bytes that a DOCX may unpack to, pictures included; its text alone to a fifth of that."""
MOST_TEXT_UNPACKED = MOST_UNPACKED // 5
TAIL = 2048
"""Bytes at the end of a PDF within which its end mark must stand."""

_GENERATED = re.compile(
    r"microsoft word|untitled|\(?unspecified|\(?anonymous|document\d*$|.*\.(?:docx?|pdf|indd|rtf|odt|tex)$", re.I
)

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it cannot read is told as a Problem


def read_pdf(data: bytes, hint: Hint) -> Reading:
    """The account in a PDF; raises Unreadable for one that is truncated, locked, too large, or without words."""
    if b"%%EOF" not in data[-TAIL:]:
        raise Unreadable("a PDF that is truncated: its end mark is missing")
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("a PDF that is encrypted: it asks for a password")
        pages = list(_pages(reader))
        facts = _pdf_facts(reader)
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


def _pdf_facts(reader: pypdf.PdfReader) -> Facts:
    said = reader.metadata
    language = reader.root_object.get("/Lang")
    return Facts(
        title=_stated(said.title) if said else None,
        author=_person(said.author) if said else None,
        language=language_code(str(language)) if language else None,
    )


def read_docx(data: bytes, hint: Hint) -> Reading:
    """The account in a DOCX; raises Unreadable for one that is broken, would unpack too large, or has no words."""
    try:
        _check_parts(data)
        document = docx.Document(io.BytesIO(data))
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise error if isinstance(error, Unreadable) else Unreadable(f"a DOCX that cannot be read ({error})") from None
    text = "\n\n".join(filter(None, map(_block, document.iter_inner_content())))
    if not text:
        raise Unreadable("a DOCX without words")
    titles = [p.text for p in document.paragraphs if p.style is not None and p.style.name == "Title"]
    said = document.core_properties
    facts = Facts(
        title=words(" ".join(titles)) or _stated(said.title),
        author=_person(said.author),
        language=language_code(said.language),
    )
    return Reading(text, facts)


def _check_parts(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        sizes = [(part.filename, part.file_size) for part in parts.infolist()]
    if sum(size for _, size in sizes) > MOST_UNPACKED:
        raise Unreadable(f"a DOCX that unpacks to over {MOST_UNPACKED:,} bytes")
    if sum(size for name, size in sizes if name.endswith((".xml", ".rels"))) > MOST_TEXT_UNPACKED:
        raise Unreadable(f"a DOCX whose text unpacks to over {MOST_TEXT_UNPACKED:,} bytes")


def _block(block: Paragraph | Table) -> str:
    """A paragraph's words, or a table's rows with tabs between cells."""
    if isinstance(block, Paragraph):
        return block.text.strip()
    rows = ({id(cell): cell.text.strip() for cell in row.cells} for row in block.rows)  # a wide cell comes repeatedly
    return "\n".join("\t".join(row.values()) for row in rows).strip()


def _stated(title: str | None) -> str | None:
    found = words(title)
    return None if not found or _GENERATED.match(found) else found


def _person(author: str | None) -> str | None:
    found = words(author)
    return found if found and is_person(found) else None
