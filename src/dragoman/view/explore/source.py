"""From a record, or from words, to the page where they stand."""

from __future__ import annotations

import re

from dragoman.case.reading import Reading
from dragoman.records import Actor, Dispute, Document, Event, Figure, Quantity, Report, Source, Statement
from dragoman.view.explore.asked import NotFound

_ANCHOR = re.compile(r"[pwmt]-(?P<document>.+?)-(?P<start>\d{1,9})(?:-(?P<end>\d{1,9}))?")
"""Addresses of words in a page, as the brief makes them: a dispute's evidence, a word's, a naming's, a tie's."""
_RECORD = re.compile(r"(?:[a-z]|doc)-[0-9a-f]{8,}")
_ACCOUNT = re.compile(r"(?:account|portrait)-(?P<number>\d{1,9})")


def place(opened: Reading, id: str) -> str:
    """The address of the words of a record (its id) or of an anchor. Raises NotFound."""
    found = opened.case.record(id)
    match found:
        case Statement():
            return words_address(found.content[0], found.id)
        case Report():
            return words_address(found.trigger, found.id)
        case Figure():
            return words_address(found.source, found.id)
        case Event() | Quantity():
            inner = found.reports if isinstance(found, Event) else found.figures
            return place(opened, inner[0])
        case Document():
            return f"/text/{found.id}"
        case Actor():
            return f"/actor/{found.id}"
        case Dispute():
            return f"/dispute/{found.id}"
    if anchor := _ANCHOR.fullmatch(id):
        start = int(anchor["start"])
        return words_address(Source(anchor["document"], start, int(anchor["end"] or start + 1)), id)
    if anchor := _ACCOUNT.fullmatch(id):
        document = opened.one("SELECT document FROM account WHERE number = ?", int(anchor["number"]))
        if document:
            return f"/account/{document}"
    raise NotFound(f"the case holds no record {id}")


def cited(opened: Reading, account: str, start: int, end: int) -> str:
    """The address of words of the account of this name. Raises NotFound."""
    document = opened.one("SELECT document FROM account WHERE name = ? LIMIT 1", account)
    if document is None:
        raise NotFound(f"the case holds no account {account}")
    return words_address(Source(document, start, end), "")


def words_address(source: Source, record: str) -> str:
    """The page of an account's text with these words and their record shown."""
    return f"/text/{source.document}?start={source.start}&end={source.end}&record={record}#here"


def is_record(name: str) -> bool:
    """Whether a decision's name is the id of a record, which has words to go to."""
    return bool(_RECORD.fullmatch(name))
