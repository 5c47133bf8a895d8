"""Web pages: the main text without menus and footers, and the facts that the page's metadata states.

`Document.text` is the extracted text, one paragraph a line, not the markup; offsets count its characters.
"""

from __future__ import annotations

import logging

import trafilatura

from dragoman.read.facts import Hint, Reading, Unreadable
from dragoman.read.markup import check, text_of, tree_of
from dragoman.read.masthead import page_facts

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it cannot read is told as a Problem


def read(data: bytes, hint: Hint) -> Reading:
    """The account on a page; raises Unreadable where there is none, or the page is over a limit."""
    markup = text_of(data, hint.charset)
    check(markup)
    facts = page_facts(tree_of(markup))
    text = trafilatura.extract(markup, include_comments=False, include_tables=True)
    if not text or not text.strip():
        raise Unreadable("no main text found in the page")
    return Reading(text, facts)
