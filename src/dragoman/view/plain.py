"""What comparing makes, as plain values for JSON: names beside ids, words beside offsets."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from dragoman.accounts.camps import Camp
from dragoman.accounts.shelf import Shelf
from dragoman.records import Document, Reuse, Source

_ACTOR = ("actor", "target", "voice")
"""Fields that hold an actor's id and are told by name too."""


def plain(shelf: Shelf, record: Any) -> Any:
    """`record` as mappings, lists, texts and numbers.

    A Source has its words, an account its letter and name, whoever is named by id has the name beside it.
    """
    if isinstance(record, Source):
        return {"account": record.document, "start": record.start, "end": record.end, "words": shelf.words(record)}
    if isinstance(record, Document):
        return {"id": record.id, "letter": shelf.letter(record.id), "name": record.name, "title": record.title,
                "outlet": record.outlet, "published": record.published}  # fmt: skip
    if isinstance(record, Camp):
        return record.name
    if isinstance(record, Reuse):
        return {"of": record.of, "letter": shelf.letter(record.of), "share": record.share, "reason": record.reason,
                "spans": plain(shelf, record.spans)}  # fmt: skip
    if is_dataclass(record):
        made = {field.name: plain(shelf, getattr(record, field.name)) for field in fields(record)}
        told = {f"{name}_name": shelf.name(made[name]) for name in _ACTOR if name in made}
        return made | told
    if isinstance(record, (tuple, list)):
        return [plain(shelf, part) for part in record]
    return record
