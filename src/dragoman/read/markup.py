"""HTML as a tree, within limits: bytes to text by the page's own character set, nesting and size checked first.

The limits are checked by the same tokenizer that builds the tree, before a tree is built: trafilatura returns nothing
beyond 256 levels, and an element with 100,000 attributes would take lxml over 100 seconds.
"""

from __future__ import annotations

import codecs
import re

from lxml import etree, html  # type: ignore[import-untyped]  # lxml ships no types

from dragoman.read.facts import Unreadable
from dragoman.read.text import codec

MOST_BYTES = 20_000_000
"""What trafilatura itself takes."""
MOST_LEVELS = 250
MOST_ELEMENTS = 50_000
"""Extraction of 20,000 paragraphs takes 2 s, of 50,000 takes 9 s, of 100,000 takes 75 s."""
MOST_CELLS = 5_000
"""Cells of one row: extraction of 20,000 takes 3 s, of 40,000 takes 9 s."""
MOST_ATTRIBUTES = 1_000
MOST_REPLACED = 0.001
"""Share of characters a page may hold that its character set cannot: browsers show such pages too."""

_CHUNK = 1 << 16
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,40})|<\?xml[^>]{0,100}?encoding=[\"']([\w-]{2,40})", re.I
)
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "br", "dd", "div", "dl", "dt", "fieldset", "figcaption",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p",
    "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
_UNSEEN = ("head", "script", "style", "noscript", "template", "svg", "math", "iframe", "object")


class _TooMuch(Exception):
    """Ends the count of a page that is over a limit."""


class _Shape:
    """Counts levels, elements, cells and attributes as the parser meets them, without building a tree."""

    def __init__(self) -> None:
        self.level = self.elements = self.cells = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.level += 1
        self.elements += 1
        if self.level > MOST_LEVELS:
            raise _TooMuch(f"elements nested over {MOST_LEVELS} deep")
        if self.elements > MOST_ELEMENTS:
            raise _TooMuch(f"over {MOST_ELEMENTS:,} elements")
        self.cells = self.cells + 1 if tag in ("td", "th") else 0 if tag == "tr" else self.cells
        if self.cells > MOST_CELLS:
            raise _TooMuch(f"over {MOST_CELLS:,} cells in a row")
        if len(attributes) > MOST_ATTRIBUTES:
            raise _TooMuch(f"an element with over {MOST_ATTRIBUTES:,} attributes")

    def end(self, tag: str) -> None:
        self.level -= 1

    def close(self) -> None:
        pass


def text_of(data: bytes, charset: str | None = None) -> str:
    """The page's characters, in the character set of its mark, of its reply (`charset`), of its own head, or UTF-8."""
    head = data[:4096]
    declared = _DECLARED.search(head)
    marked = next((name for mark, name in _MARKS if head.startswith(mark)), None)
    own = (declared[1] or declared[2]).decode("ascii") if declared else None
    name = marked or charset or own or "utf-8"
    known = codec(name)
    text = data.decode({"iso8859-1": "cp1252", "ascii": "utf-8"}.get(known, known), errors="replace")
    if text.count("\ufffd") > max(1, MOST_REPLACED * len(text)):
        said = "as it says" if own or charset else "and names no other character set"
        raise Unreadable(f"not {name.upper()}, {said}: byte {_first(data, known)}")
    return text.removeprefix("\ufeff")


def _first(data: bytes, charset: str) -> int:
    """Where the first byte stands that the character set does not have."""
    try:
        data.decode(charset)
    except UnicodeDecodeError as error:
        return error.start
    return 0


def check(text: str) -> None:
    """Raises Unreadable for a page over the limits."""
    if len(text) > MOST_BYTES:
        raise Unreadable(f"a page of {len(text):,} characters, over {MOST_BYTES:,}")
    parser = etree.HTMLParser(target=_Shape())
    try:
        for start in range(0, len(text), _CHUNK):
            parser.feed(text[start : start + _CHUNK])
        parser.close()
    except _TooMuch as reason:
        raise Unreadable(f"a page with {reason}") from None
    except (etree.LxmlError, ValueError):
        raise Unreadable("no markup that can be read") from None


def tree_of(text: str) -> html.HtmlElement:
    """The page as a tree; call `check` first."""
    try:
        return html.document_fromstring(text.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError):
        raise Unreadable("no markup that can be read") from None


def plain(markup: str) -> str:
    """The words of a fragment of HTML, a blank line between blocks: for feed entries and letters, which lack menus."""
    if not markup.strip():
        return ""
    check(markup)
    tree = tree_of(f"<div>{markup}</div>")
    etree.strip_elements(tree, *_UNSEEN, etree.Comment, etree.ProcessingInstruction, with_tail=False)
    pieces: list[str] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        pieces.append("\n\n" if element.tag in _BLOCKS else "")
        pieces.append((element.text if event == "start" else element.tail) or "")
    blocks = (" ".join(block.split()) for block in "".join(pieces).split("\n\n"))
    return "\n\n".join(filter(None, blocks))
