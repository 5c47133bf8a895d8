"""Web pages: the main text without menus and footers, and the facts that the page's metadata states.

`Document.text` is the extracted text, one paragraph a line and a table's cells between tabs, not the markup; offsets
count its characters.
"""

from __future__ import annotations

import logging
import re

import trafilatura

from dragoman.read.facts import Hint, Reading, Unreadable
from dragoman.read.markup import check, text_of, tree_of
from dragoman.read.masthead import page_facts

SHORT = 1_000
"""Characters of main text below which the stricter extraction is asked. On 96 made-up layouts around one paragraph it
lets menus or footers through on 25%, the usual one on 79%; from two paragraphs on they do equally (25%, then 8%), and
the usual one loses less of long pages."""
ASIDE = [
    "//nav", "//footer", "//aside", "//form",
    "//*[@role='navigation' or @role='contentinfo' or @role='complementary' or @role='search']",
]  # fmt: skip

_RULE = re.compile(r"\|(?:-+\|)+")
_BAR = re.compile(r"(?<!\\)\|")

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it cannot read is told as a Problem


def read(data: bytes, hint: Hint) -> Reading:
    """The account on a page; raises Unreadable where there is none, or the page is over a limit."""
    markup = text_of(data, hint.charset)
    check(markup)
    facts = page_facts(tree_of(markup))
    text = _extracted(markup, strict=False)
    if len(text) < SHORT:
        text = _extracted(markup, strict=True) or text
    if not text:
        raise Unreadable("no main text found in the page")
    return Reading("\n".join(_cells(line) for line in text.split("\n") if not _RULE.fullmatch(line)), facts)


def _extracted(markup: str, *, strict: bool) -> str:
    text: str | None = trafilatura.extract(markup, include_comments=False, favor_precision=strict, prune_xpath=ASIDE)
    return (text or "").strip()


def _cells(line: str) -> str:
    """A table's row with tabs in place of trafilatura's bars; any other line as it is."""
    row = line.strip()
    if len(row) < 2 or row[0] != "|" or row[-1] != "|":
        return line
    return "\t".join(cell.strip().replace("\\|", "|") for cell in _BAR.split(row[1:-1])).strip()
