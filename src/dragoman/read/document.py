"""Sources in, documents out: the one door to reading.

A source is a file, a folder, an http(s) address, or "-" for standard input. Each account in it becomes a Document; what
cannot be read becomes a Problem with the source's name and the reason, and the rest goes on. Facts are taken from the
file of facts (`Options.meta`) first, then from the source's own metadata, then from the first lines of the text.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from typing import BinaryIO

from dragoman import ids
from dragoman.read.address import fetch, is_address, without_password
from dragoman.read.archive import records
from dragoman.read.contents import contents
from dragoman.read.facts import Facts, Found, Hint, Reading, Unreadable, filled
from dragoman.read.folder import File, files
from dragoman.read.heading import heading
from dragoman.read.kinds import HEAD, kind
from dragoman.read.language import detected
from dragoman.read.meta import Meta
from dragoman.read.options import DEFAULT, Options
from dragoman.read.table import rows
from dragoman.records import Document, Problem

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Place:
    """Where accounts were found. `name`: what an account of its own goes by; `path`: what a row of facts may say."""

    name: str
    label: str
    path: str = ""


def documents(sources: Iterable[str], options: Options = DEFAULT) -> Iterator[Document | Problem]:
    """Each account in the sources once, in the order of the sources, folders in the order of their paths.

    A Document is named by its file's base name, "file#line" for a table's row, its address for an entry of a feed, a
    record of an archive and an address, "stdin" for standard input. Raises BadMeta for a file of facts of no use.
    """
    meta = Meta(options.meta)
    seen: set[str | Problem] = set()
    for place, found in _everything(sources, options):
        made = _document(found, place, meta) if isinstance(found, Reading) else _problem(found)
        key = made if isinstance(made, Problem) else made.id
        if key not in seen:
            seen.add(key)
            yield made
    yield from meta.troubles()


def _document(reading: Reading, place: Place, meta: Meta) -> Document:
    name, text = _whole(reading.name or place.name), _whole(reading.text)
    names = (name, *filter(None, (reading.facts.url, place.path, place.name)))
    facts = asdict(filled(meta.facts(*names), reading.facts, heading(text)))
    facts["language"] = facts["language"] or detected(text)
    known = {fact: _whole(said) for fact, said in facts.items() if said is not None}
    return Document(id=ids.make("doc", name, text), name=name, text=text, **known)


def _problem(found: Problem) -> Problem:
    return replace(found, document=_whole(found.document or ""), message=_whole(found.message))


def _whole(text: str) -> str:
    """The text without NUL and half surrogate pairs, which no case can hold; files of plain text have neither."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text.replace("\0", "\ufffd")


def _everything(sources: Iterable[str], options: Options) -> Iterator[tuple[Place, Found]]:
    """What is found at each source, with its place; each file once."""
    read = {options.meta.resolve()} if options.meta else set()
    for source in dict.fromkeys(map(str, sources)):
        if source == STANDARD_INPUT:
            place = Place("stdin", "stdin")
            yield from _told(place, _standard_input(options))
        elif is_address(source):
            yield from _told(Place(source, without_password(source)), _address(source, options))
        else:
            for file in files(source):
                if isinstance(file, Problem):
                    yield Place(source, source), file
                elif (path := file.path.resolve()) not in read:
                    read.add(path)
                    yield from _told(Place(file.path.name, file.label, file.path.as_posix()), _file(file, options))


def _told(place: Place, found: Iterator[Found]) -> Iterator[tuple[Place, Found]]:
    """What is found at a place; where reading ends in trouble, a Problem with the place's name."""
    try:
        for one in found:
            yield place, one
    except Unreadable as reason:
        yield place, Problem(place.label, str(reason))
    except OSError as error:
        yield place, Problem(place.label, f"cannot be read: {error.strerror or error}")
    except Exception as error:  # a parser's own way to fail on damaged input
        yield place, Problem(place.label, f"damaged: its reader failed ({type(error).__name__}: {error})")


def _file(file: File, options: Options) -> Iterator[Found]:
    size = file.path.stat().st_size
    with file.path.open("rb") as stream:
        hint = Hint(suffix=file.path.suffix.casefold())
        yield from _stream(stream, size, file.path.name, hint, options)


def _standard_input(options: Options) -> Iterator[Found]:
    data = sys.stdin.buffer.read(options.max_bytes + 1)
    yield from _stream(io.BytesIO(data), len(data), "stdin", Hint(), options)


def _address(url: str, options: Options) -> Iterator[Found]:
    reply = fetch(url, options)
    for found in _stream(io.BytesIO(reply.data), len(reply.data), url, reply.hint, options):
        if isinstance(found, Reading) and found.name is None:
            found = replace(found, facts=filled(found.facts, Facts(url=reply.url)))
        yield found


def _stream(stream: BinaryIO, size: int, name: str, hint: Hint, options: Options) -> Iterator[Found]:
    """What a stream of `size` bytes holds. Tables and archives are read as they come, all else within the cap."""
    head = stream.read(HEAD)
    stream.seek(0)
    what = kind(head, hint)
    if what == "warc":
        yield from records(stream, size, name, options)
    elif what in ("jsonl", "csv"):
        yield from rows(stream, what, name, hint, options)
    else:
        if size > options.max_bytes:
            raise Unreadable(f"{size:,} bytes, over the cap of {options.max_bytes:,}")
        yield from contents(stream.read(options.max_bytes + 1), what, name, hint, options)
