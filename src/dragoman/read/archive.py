"""WARC archives: each reply or resource that holds an account, named by its address.

Pictures, scripts, redirects and errors are part of any archive and passed over; a page that fails is a Problem. The
archive is read as a stream: no record over the cap is held, and an archive that unfolds out of all proportion is left.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from dragoman.read.contents import contents
from dragoman.read.facts import Facts, Found, Hint, Reading, Unreadable, filled, web_address
from dragoman.read.kinds import ACCOUNTS, HEAD, kind
from dragoman.read.options import Options
from dragoman.records import Problem

TYPES = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
MOST_UNFOLDED = 200
"""Times its size that an archive may unfold to: text packs to a fifth or a tenth, blanks to a thousandth."""


def records(stream: BinaryIO, size: int, name: str, options: Options) -> Iterator[Found]:
    """The accounts in an archive of `size` bytes, in its order. Raises Unreadable where it breaks off."""
    count = found = unfolded = 0
    try:
        for count, record in enumerate(ArchiveIterator(stream, record_types=TYPES, parse_http=False), 1):
            unfolded += record.content_length
            if unfolded > max(options.max_bytes, MOST_UNFOLDED * size):
                raise Unreadable(f"an archive that unfolds to over {MOST_UNFOLDED} times its size; the rest was left")
            for reading in _accounts(record, f"{name}#{count}", options):
                found += 1
                yield reading
    except OSError as error:
        raise Unreadable(f"an archive that breaks off at record {count + 1} ({error})") from None
    if not found:
        raise Unreadable(f"no page among the archive's {count} records")


def _accounts(record: WarcRecord, place: str, options: Options) -> Iterator[Found]:
    """The accounts in one record: usually one, none for what is no page, several for a feed."""
    url = web_address((record.headers.get("WARC-Target-URI") or "").strip("<> "))
    name = url or place
    if record.content_length > options.max_bytes:
        yield Problem(name, f"a record of {record.content_length:,} bytes, over the cap of {options.max_bytes:,}")
        return
    block = record.reader.read()
    if len(block) < record.content_length or not block:
        yield Problem(name, f"a record that is truncated: {len(block):,} bytes of {record.content_length:,}")
        return
    try:
        reply = _reply(record, block, options)
        if reply is None or name.endswith("/robots.txt"):
            return
        data, hint = reply
        for found in contents(data, kind(data[:HEAD], hint), name, hint, options):
            yield _named(found, name, url)
    except (Unreadable, OSError) as reason:
        yield Problem(name, str(reason))


def _reply(record: WarcRecord, block: bytes, options: Options) -> tuple[bytes, Hint] | None:
    """The bytes of a record and what it says of them; None for a record that holds no account."""
    if not record.is_http:
        media_type, charset = record.headers.get("Content-Type"), None
        data = block
    else:
        record.set_bytes_content(block)
        record.parse_http(auto_decode="all")
        if record.http_headers.status_code != 200:
            return None
        media_type, charset = record.http_content_type, record.http_charset
        data = record.reader.read(options.max_bytes + 1)
    media_type = (media_type or "").partition(";")[0].strip().casefold()
    if media_type not in ACCOUNTS:
        return None
    if len(data) > options.max_bytes:
        raise Unreadable(f"a record that unfolds to over the cap of {options.max_bytes:,} bytes")
    return data, Hint(media_type=media_type, charset=charset)


def _named(found: Found, name: str, url: str | None) -> Found:
    """An account with the record's name and address where it has none of its own."""
    if isinstance(found, Problem):
        return found
    return Reading(found.text, filled(found.facts, Facts(url=url)), found.name or name)
