"""What the user may set for reading."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from pathlib import Path

MEGABYTE = 1 << 20


class BadColumn(ValueError):
    """A column mapping that is not FIELD=COLUMN with a known field."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Names that a table's columns may go by, best first. Letter case, spaces and hyphens do not matter."""

    text: tuple[str, ...] = (
        "text",
        "body",
        "content",
        "article",
        "maintext",
        "full_text",
        "fulltext",
        "article_text",
        "story",
    )
    title: tuple[str, ...] = ("title", "headline", "heading")
    outlet: tuple[str, ...] = ("outlet", "publisher", "source_name", "source", "publication", "site_name", "newspaper")
    author: tuple[str, ...] = ("author", "authors", "byline", "creator")
    published: tuple[str, ...] = (
        "published",
        "date_published",
        "published_at",
        "publishedat",
        "datepublished",
        "publish_date",
        "date_publish",
        "publication_date",
        "pubdate",
        "date",
        "datetime",
    )
    url: tuple[str, ...] = ("url", "link", "address", "source_url", "canonical_url")
    language: tuple[str, ...] = ("language", "lang", "language_code")


@dataclass(frozen=True, slots=True)
class Options:
    """How sources are read."""

    meta: Path | None = None
    """A CSV file of facts by name that fill or override what is read."""
    columns: Columns = Columns()
    allow_private: bool = False
    """Whether addresses on private networks and on this machine may be fetched."""
    timeout: float = 20.0
    """Seconds an address may take, from first to last byte, each redirect anew."""
    max_bytes: int = 50 * MEGABYTE
    """The largest file, page, table row or archive record that is read."""


DEFAULT = Options()


def columns(mapping: Iterable[str], known: Columns = DEFAULT.columns) -> Columns:
    """`known` with the columns given as "text=body"; raises BadColumn."""
    fits = [field.name for field in fields(Columns)]
    for pair in mapping:
        name, _, column = pair.partition("=")
        if name.strip() not in fits or not column.strip():
            raise BadColumn(f"{pair!r}: expected FIELD=COLUMN with a field of {', '.join(fits)}")
        known = replace(known, **{name.strip(): (column.strip(),)})
    return known
