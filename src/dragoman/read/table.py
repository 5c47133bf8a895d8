"""Tables of accounts: JSON lines and CSV, one account a row, read row by row so that their length does not matter.

A row is named by the line of the file it starts on: "articles.jsonl#3". A row that cannot be read is a Problem. The
text is kept as the cell holds it.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import BinaryIO

from dragoman.read.facts import NAMES, Facts, Found, Hint, Reading, Unreadable, listed, web_address, words
from dragoman.read.language import language_code
from dragoman.read.options import Columns, Options
from dragoman.read.published import iso
from dragoman.read.text import decode
from dragoman.records import Problem

GIVE_UP = 100
"""Rows without an account, from the first on, after which the rest is left: it is no table of accounts."""


def rows(stream: BinaryIO, kind: str, name: str, hint: Hint, options: Options) -> Iterator[Found]:
    """The accounts of a table in row order, and a Problem for each row without one.

    Raises Unreadable where no row has an account: one reason for the whole, not one a row.
    """
    reader = _csv_rows if kind == "csv" else _json_rows
    waiting: list[Problem] | None = []
    for number, row in reader(stream, hint, options):
        try:
            found = row if isinstance(row, str) else _reading(row, options.columns)
        except RecursionError:
            found = "a cell that is nested too deep"
        if isinstance(found, Reading):
            yield from waiting or ()
            waiting = None
            yield replace(found, name=f"{name}#{number}")
        elif waiting is None:
            yield Problem(f"{name}#{number}", found)
        else:
            waiting.append(Problem(f"{name}#{number}", found))
            if len(waiting) == GIVE_UP:
                break
    if waiting:
        raise Unreadable(f"no account in its rows; {waiting[0].document}: {waiting[0].message}")
    if waiting == []:
        raise Unreadable("a table without rows")


def _json_rows(stream: BinaryIO, hint: Hint, options: Options) -> Iterator[tuple[int, Mapping[str, object] | str]]:
    """Each line's object, or the reason why it is none, with the line's number.

    A file that opens with "[", or with "{" alone on a line, is read whole: an array of objects, or one object.
    """
    for number, line in _lines(stream, hint, options):
        if number == 1 and not isinstance(line, Unreadable) and re.match(r"\s*(?:\[|\{\s*$)", line):
            yield from _json_whole(line + _rest(stream, hint, options))
            return
        if isinstance(line, Unreadable):
            yield number, str(line)
        elif line.strip():
            yield number, _object(line)


def _json_whole(text: str) -> Iterator[tuple[int, Mapping[str, object] | str]]:
    try:
        said = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"neither JSON lines nor a JSON array ({error})") from None
    for number, row in enumerate(said if isinstance(said, list) else [said], 1):
        yield number, row if isinstance(row, dict) else "no JSON object"


def _rest(stream: BinaryIO, hint: Hint, options: Options) -> str:
    data = stream.read(options.max_bytes + 1)
    if len(data) > options.max_bytes:
        raise Unreadable(f"a JSON array of over {options.max_bytes:,} bytes; write one object a line")
    return decode(data, hint.charset or "utf-8")


def _object(line: str) -> Mapping[str, object] | str:
    try:
        said = json.loads(line)
    except ValueError as error:
        return f"no JSON ({error})"
    except RecursionError:
        return "no JSON that can be read (nested too deep)"
    return said if isinstance(said, dict) else "no JSON object"


def _csv_rows(stream: BinaryIO, hint: Hint, options: Options) -> Iterator[tuple[int, Mapping[str, object] | str]]:
    """Each row as a mapping of column to cell, with the number of the line it starts on."""
    csv.field_size_limit(options.max_bytes)  # the module's own limit, 131,072 characters, is under a long article
    lines = _csv_lines(stream, hint, options)
    first = next(lines, "")
    if not first.strip():
        raise Unreadable("empty")
    mark = max(",;\t|", key=first.count)
    head = next(csv.reader([first], delimiter=mark))
    if not any(_known(column, options.columns.text) for column in head):
        wanted = ", ".join(options.columns.text)
        raise Unreadable(f"no column of text among {', '.join(head)[:200]}; expected one of {wanted}, or name it")
    reader = csv.reader(lines, delimiter=mark)
    start = 2
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except (csv.Error, Unreadable) as error:
            raise Unreadable(f"row at line {start}: {error}; it and what follows were not read") from None
        if cells:
            yield start, dict(zip(head, cells, strict=False))
        start = reader.line_num + 2


def _csv_lines(stream: BinaryIO, hint: Hint, options: Options) -> Iterator[str]:
    for _, line in _lines(stream, hint, options):
        if isinstance(line, Unreadable):
            raise line
        yield line


def _lines(stream: BinaryIO, hint: Hint, options: Options) -> Iterator[tuple[int, str | Unreadable]]:
    """The numbered lines of a file, or why one cannot be read; none longer than the cap is held."""
    place = 0
    number = 0
    while line := stream.readline(options.max_bytes + 1):
        number += 1
        start, place = place, place + len(line)
        if len(line) > options.max_bytes:
            yield number, Unreadable(f"a row of over {options.max_bytes:,} bytes")
            while line and not line.endswith(b"\n"):
                line = stream.readline(1 << 20)
                place += len(line)
            continue
        try:
            text = decode(line, hint.charset or "utf-8", start=start)
        except Unreadable as reason:
            yield number, reason
        else:
            yield number, text.removeprefix("\ufeff") if number == 1 else text


def _reading(row: Mapping[str, object], columns: Columns) -> Reading | str:
    """The account in a row; the reason in words where there is none."""
    text = _cell(row, columns.text)
    if not isinstance(text, str) or not text.strip():
        held = ", ".join(map(str, row))[:200]
        return "a row without text" if text is not None else f"no column of text among {held}"
    said = {name: _said(_cell(row, getattr(columns, name))) for name in NAMES}
    outlet = None if web_address(said["outlet"]) else said["outlet"]
    return Reading(
        text,
        Facts(
            title=said["title"],
            outlet=outlet,
            author=said["author"],
            published=iso(said["published"]),
            url=web_address(said["url"]) or web_address(said["outlet"]),
            language=language_code(said["language"]),
        ),
    )


def _cell(row: Mapping[str, object], names: tuple[str, ...]) -> object:
    """The first cell with something in it whose column goes by one of the names, best name first."""
    plain = {_plain(str(column)): cell for column, cell in row.items()}
    cells = [plain[_plain(name)] for name in names if _plain(name) in plain]
    return next((cell for cell in cells if cell not in (None, "", [], {})), cells[0] if cells else None)


def _known(column: str, names: tuple[str, ...]) -> bool:
    return _plain(column) in map(_plain, names)


def _plain(column: str) -> str:
    return column.strip().casefold().replace(" ", "_").replace("-", "_")


def _said(cell: object) -> str | None:
    """A cell's words: a list joined, an object's name ("source": {"name": …}), a number as written."""
    if isinstance(cell, list):
        return listed(_said(part) for part in cell)
    if isinstance(cell, Mapping):
        return _said(cell.get("name"))
    return words(str(cell)) if cell is not None and not isinstance(cell, bool) else None
