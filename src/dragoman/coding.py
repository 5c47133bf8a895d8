"""A researcher's own sentences, coded: what each tells between two parties that are already marked.

Rows have the columns sentence, source and target (a party's words as they stand in the sentence; empty: not named)
and, where the same words stand twice, source_at and target_at: where the party starts, counted in characters.
Other columns are kept.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from spacy.language import Language

from dragoman.extract.coder import code_pair
from dragoman.extract.parse import parse
from dragoman.records import Document, Problem, Source
from dragoman.tables import table

COLUMNS = ("sentence", "source", "target")
ADDED = ("type", "mode", "quad", "status", "reason")
SILENT = "NONE"
"""The type of a row that tells nothing between its parties."""


class BadRows(ValueError):
    """A file of sentences that is not what it must be; names the file and the line."""


def code_file(given: Path, coded: Path, nlp: Language) -> tuple[Problem, ...]:
    """Codes the tab-separated rows of `given` into `coded`; the rows that could not be coded, which are kept bare."""
    rows = read_rows(given)
    problems: list[Problem] = []
    done: list[Mapping[str, str]] = []
    for row, one in zip(rows, code_rows(rows, nlp, name=str(given)), strict=True):
        if isinstance(one, Problem):
            problems.append(one)
            done.append({**row, **dict.fromkeys(ADDED, "")})
        else:
            done.append(one)
    columns = list(dict.fromkeys([*(rows[0] if rows else COLUMNS), *ADDED]))
    with coded.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, delimiter="\t", lineterminator="\n")
        writer.writeheader()
        writer.writerows(done)
    return tuple(problems)


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a tab-separated file with a row of column names; a cell's own quotation marks stay.

    A cell that is quoted as spreadsheets do ("… ""word"" …") is unquoted; tabs and line breaks within cells are not
    read.
    """
    lines = path.read_text(encoding="utf-8-sig").split("\n")
    head = lines[0].rstrip("\r").split("\t")
    if missing := [name for name in COLUMNS if name not in head]:
        raise BadRows(f"{path}:1: no column {', '.join(missing)}; expected {', '.join(COLUMNS)}")
    rows: list[dict[str, str]] = []
    for number, line in enumerate(lines[1:], 2):
        cells = line.rstrip("\r").split("\t")
        if cells == [""] and number == len(lines):
            break
        if len(cells) != len(head):
            raise BadRows(f"{path}:{number}: {len(cells)} cells, expected {len(head)}")
        rows.append({column: _unquoted(cell) for column, cell in zip(head, cells, strict=True)})
    return rows


def _unquoted(cell: str) -> str:
    inner = cell[1:-1].replace('""', "")
    quoted = len(cell) > 1 and cell[0] == cell[-1] == '"' and '"' not in inner
    return cell[1:-1].replace('""', '"') if quoted else cell


def code_rows(
    rows: Sequence[Mapping[str, str]], nlp: Language, *, name: str = "rows"
) -> Iterator[dict[str, str] | Problem]:
    """Each row with type, mode, quad, status and reason, or the Problem with it, in order.

    A problem's line counts from the row of column names, which is line 1.
    """
    found = [_parties(row, number, name) for number, row in enumerate(rows, 2)]
    documents = [Document(str(number), name, row["sentence"]) for number, row in enumerate(rows, 2)]
    good = [document for document, one in zip(documents, found, strict=True) if not isinstance(one, Problem)]
    parsed = parse(good, nlp)
    for row, one in zip(rows, found, strict=True):
        if isinstance(one, Problem):
            yield one
            continue
        type_, mode, status, reason = code_pair(next(parsed), *one)
        added = (
            type_ or SILENT,
            mode or "",
            quads()[type_] if type_ else "",
            status if type_ else "",
            reason + _unfound(row, one),
        )
        yield {**row, **dict(zip(ADDED, added, strict=True))}


def quads() -> dict[str, str]:
    """The quad class of each type: 1 verbal cooperation, 2 material cooperation, 3 verbal, 4 material conflict."""
    return {row["type"]: row["quad"] for row in table("types", ("type", "quad", "cameo", "goldstein"))}


def _parties(row: Mapping[str, str], line: int, name: str) -> tuple[Source | None, Source | None] | Problem:
    """Where the parties stand in the row's sentence; one that stands nowhere ("An actor") is not named."""
    sentence = row["sentence"]
    if not sentence.strip():
        return Problem(name, f"{name}:{line}: the sentence is empty")
    source, target = (_place(row, party, line) for party in ("source", "target"))
    if source is None and target is None:
        words = " nor ".join(repr(row[party]) for party in ("source", "target"))
        return Problem(name, f"{name}:{line}: neither {words} stands in the sentence")
    return source, target


def _place(row: Mapping[str, str], party: str, line: int) -> Source | None:
    words, stated = row[party].strip(), row.get(f"{party}_at") or ""
    if not words:
        return None
    start = int(stated) if stated.isdecimal() else 0
    start = start if row["sentence"].startswith(words, start) else row["sentence"].find(words)
    return Source(str(line), start, start + len(words)) if start >= 0 else None


def _unfound(row: Mapping[str, str], spans: tuple[Source | None, Source | None]) -> str:
    """What to know of a row one of whose parties stands nowhere in the sentence."""
    for party, span in zip(("source", "target"), spans, strict=True):
        if row[party].strip() and span is None:
            return f"; {party} {row[party]!r} does not stand in the sentence"
    return ""
