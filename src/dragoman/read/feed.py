"""RSS and Atom: one account an entry, with the words that the feed itself carries. What entries link to is not fetched.

An entry is named by its address, so that reading the feed again tomorrow adds only what is new.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import feedparser

from dragoman.read.facts import Facts, Found, Hint, Reading, Unreadable, listed, web_address, words
from dragoman.read.language import language_code
from dragoman.read.markup import MOST_ATTRIBUTES, plain
from dragoman.read.published import iso
from dragoman.records import Problem

MOST_BYTES = 20_000_000
MOST_ENTRIES = 5_000
"""Entries that are read, 5 s; the rest is told as a Problem. Feeds of news hold some tens, few over a thousand."""

_TAG = re.compile(rb"<\w[^<>]*+")
_ENTRY_END = re.compile(rb"</(?:\w+:)?(?:item|entry)\s*>", re.IGNORECASE)


def entries(data: bytes, name: str, hint: Hint) -> Iterator[Found]:
    """The entries in the feed's order; a Problem for each without words, and for those beyond the most.

    Raises Unreadable where there is no feed.
    """
    if len(data) > MOST_BYTES:
        raise Unreadable(f"a feed of {len(data):,} bytes, over {MOST_BYTES:,}")
    plain_bytes = data.replace(b"\0", b"")
    if any(tag[0].count(b"=") > MOST_ATTRIBUTES for tag in _TAG.finditer(plain_bytes)):
        raise Unreadable(f"a feed with an element of over {MOST_ATTRIBUTES:,} attributes")
    if b"<!ENTITY" in plain_bytes.upper():
        raise Unreadable("a feed that defines entities of its own, which can unfold without end")
    data, left = _first(data)
    media_type = hint.media_type or "application/xml"
    headers = {"content-type": f"{media_type}; charset={hint.charset}"} if hint.charset else None
    try:
        found = feedparser.parse(
            io.BytesIO(data), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except (RecursionError, ValueError, LookupError, AttributeError, TypeError) as error:
        raise Unreadable(f"a feed that cannot be read ({error or type(error).__name__})") from None
    if not found.entries:
        reason = found.get("bozo_exception")
        raise Unreadable(f"a feed without entries{f' ({reason})' if found.get('bozo') and reason else ''}")
    for number, entry in enumerate(found.entries, 1):
        yield _reading(entry, found.feed, f"{name}#{number}")
    if left:
        yield Problem(name, f"a feed of over {MOST_ENTRIES:,} entries; the other {left:,} were not read")


def _first(data: bytes) -> tuple[bytes, int]:
    """The feed without what stands between its last entry to be read and its last, and how many entries that leaves."""
    ends = [match.end() for match in _ENTRY_END.finditer(data)]
    if len(ends) <= MOST_ENTRIES:
        return data, 0
    return data[: ends[MOST_ENTRIES - 1]] + data[ends[-1] :], len(ends) - MOST_ENTRIES


def _reading(entry: Any, feed: Any, name: str) -> Found:
    url = web_address(entry.get("link")) or web_address(entry.get("id"))
    try:
        text = _text(entry)
    except Unreadable as reason:
        return Problem(name, str(reason))
    if not text:
        return Problem(name, "an entry without text")
    authors = [person.get("name") for person in entry.get("authors", ())] or [entry.get("author")]
    source = entry.get("source", {}).get("title") if isinstance(entry.get("source"), dict) else None
    facts = Facts(
        title=words(plain(entry["title"])) if entry.get("title") else None,
        outlet=words(source) or words(feed.get("title")),
        author=listed(authors),
        published=iso(entry.get("published")) or iso(dict.get(entry, "updated")),  # its own get warns
        url=url,
        language=language_code(entry.get("language") or feed.get("language")),
    )
    return Reading(text, facts, url or name)


def _text(entry: Any) -> str:
    """The longest of the entry's contents and its summary, as words."""
    said = [part.get("value") or "" for part in entry.get("content", ())] + [entry.get("summary") or ""]
    return plain(max(said, key=len))
