"""DOCX: paragraphs and tables in order, and what the file's properties state.

Tracked insertions are read as text, deletions are not; text boxes, footnotes, headers and footers are left out.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from itertools import islice
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from dragoman.read.facts import Facts, Hint, Reading, Unreadable, words
from dragoman.read.language import language_code
from dragoman.read.properties import person, title

MOST_UNPACKED = 100 << 20
"""Bytes that the file may unpack to, pictures included; its XML to a fifth of that."""
MOST_XML = MOST_UNPACKED // 5
TITLE_WITHIN = 20
"""Paragraphs among which one in the style of titles is looked for."""

_PARAGRAPH, _TABLE, _ROW, _CELL, _TEXT = map(qn, ("w:p", "w:tbl", "w:tr", "w:tc", "w:t"))
_HOLDERS = frozenset(map(qn, ("w:sdt", "w:sdtContent", "w:ins", "w:customXml", "w:smartTag", "w:hyperlink", "w:r")))
_MARKS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}


def read(data: bytes, hint: Hint) -> Reading:
    """The account in a DOCX; raises Unreadable for one that is broken, would unpack too large, or has no words."""
    try:
        _check(data)
        document = docx.Document(io.BytesIO(data))
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise error if isinstance(error, Unreadable) else Unreadable(f"a DOCX that cannot be read ({error})") from None
    body = document.element.body
    text = "\n\n".join(block for block in _blocks(body) if block)
    if not text:
        raise Unreadable("a DOCX without words")
    first = [Paragraph(element, document) for element in islice(body.iterchildren(_PARAGRAPH), TITLE_WITHIN)]
    titles = [part.text for part in first if part.style is not None and part.style.name == "Title"]
    said = document.core_properties
    facts = Facts(
        title=words(" ".join(titles)) or title(said.title),
        author=person(said.author),
        language=language_code(said.language),
    )
    return Reading(text, facts)


def _check(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        sizes = [(part.filename, part.file_size) for part in parts.infolist()]
    if sum(size for _, size in sizes) > MOST_UNPACKED:
        raise Unreadable(f"a DOCX that unpacks to over {MOST_UNPACKED:,} bytes")
    if sum(size for name, size in sizes if name.endswith((".xml", ".rels"))) > MOST_XML:
        raise Unreadable(f"a DOCX whose text unpacks to over {MOST_XML:,} bytes")
    with zipfile.ZipFile(io.BytesIO(data)) as parts:  # piece by piece, as a part may unpack to more than it states
        if broken := parts.testzip():
            raise Unreadable(f"a DOCX whose part {broken} is not what it states")


def _blocks(parent: Any) -> Iterator[str]:
    """The words of each paragraph, and of each table: a row a line, with tabs between cells."""
    for child in parent.iterchildren():
        if child.tag == _PARAGRAPH:
            yield "".join(_pieces(child)).strip()
        elif child.tag == _TABLE:
            yield "\n".join(filter(None, map(_row, child.iterchildren(_ROW))))
        elif child.tag in _HOLDERS:
            yield from _blocks(child)


def _row(row: Any) -> str:
    cells = (" ".join(filter(None, _blocks(cell))) for cell in row.iterchildren(_CELL))
    return "\t".join(cells).strip()


def _pieces(parent: Any) -> Iterator[str]:
    """The words in a paragraph, its runs, links and tracked insertions, with its tabs and line breaks."""
    for child in parent.iterchildren():
        if child.tag == _TEXT:
            yield child.text or ""
        elif child.tag in _MARKS:
            yield _MARKS[child.tag]
        elif child.tag in _HOLDERS:
            yield from _pieces(child)
