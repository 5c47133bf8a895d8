"""An analyst's decisions on a case: a `decisions.toml` beside it, read and written.

    [[same]]
    names = ["Akar", "Turkey's defence chief"]
    reason = "the caption says so"

    [[different]]
    names = ["Nursultan Nazarbayev", "Nurali Nazarbayev"]

    [[rejected]]
    records = ["r-0123456789abcdef"]
    reason = "a question, no report"

A name stands for every node of that name: written as in the accounts, or as a node's key ("person:hulusi akar",
"person:akar@doc-…", "state:TUR") where a name alone is not enough. Such decisions overrule the rules, and stay when
more is read. Ids of two reports, figures or accounts are held to be one event, quantity or text in the same way. A
rejected record is left out of the case; an accepted one is marked as seen. Comments in the file are not kept when it
is written anew.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from dragoman.records import Decision, Verdict

FORMS: dict[Verdict, str] = {"same": "names", "different": "names", "accepted": "records", "rejected": "records"}
"""Each kind of entry, and the key that lists what it is on."""


class BadEdits(ValueError):
    """A decisions.toml that cannot be read; names the file and, where known, the line."""


def load_edits(path: Path) -> tuple[Decision, ...]:
    """The decisions in `path`, one for each pair of names of an entry; none when there is no such file."""
    if not path.exists():
        return ()
    text = path.read_text(encoding="utf-8")
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadEdits(f"{path}: {error}") from error
    if unknown := sorted(set(tables) - set(FORMS)):
        line, known = _line(text, unknown[0]), " or ".join(f"[[{form}]]" for form in FORMS)
        raise BadEdits(f"{path}:{line}: {unknown[0]!r} is unknown, expected {known}")
    return tuple(
        decision
        for verdict in FORMS
        for lines in (_lines(text, f"[[{verdict}]]"),)
        for number, entry in enumerate(_entries(tables, verdict, path, text))
        for decision in _decisions(entry, verdict, f"{path}:{lines[min(number, len(lines) - 1)]}")
    )


def save_edits(path: Path, edits: Iterable[Decision]) -> None:
    """Writes the decisions to `path`, an entry each."""
    parts = []
    for edit in edits:
        on = dict.fromkeys(edit.pair)
        lines = [f"[[{edit.verdict}]]", f"{FORMS[edit.verdict]} = [{', '.join(map(_quoted, on))}]"]
        if edit.reason:
            lines.append(f"reason = {_quoted(edit.reason)}")
        parts.append("\n".join(lines) + "\n")
    path.write_text("\n".join(parts), encoding="utf-8", newline="\n")


def merge(edits: Sequence[Decision], a: str, b: str, reason: str = "") -> tuple[Decision, ...]:
    """The edits with `a` and `b` held to be one, in place of what was decided on the two before."""
    return (*undo(edits, a, b), Decision((a, b), "same", 1.0, reason, "person"))


def split(edits: Sequence[Decision], a: str, b: str, reason: str = "") -> tuple[Decision, ...]:
    """The edits with `a` and `b` held to be two, in place of what was decided on the two before."""
    return (*undo(edits, a, b), Decision((a, b), "different", 0.0, reason, "person"))


def accept(edits: Sequence[Decision], record: str, reason: str = "") -> tuple[Decision, ...]:
    """The edits with the record of this id marked as seen and right."""
    return (*undo(edits, record, record), Decision((record, record), "accepted", 1.0, reason, "person"))


def reject(edits: Sequence[Decision], record: str, reason: str = "") -> tuple[Decision, ...]:
    """The edits with the record of this id left out of the case."""
    return (*undo(edits, record, record), Decision((record, record), "rejected", 0.0, reason, "person"))


def undo(edits: Sequence[Decision], a: str, b: str) -> tuple[Decision, ...]:
    """The edits without any decision on `a` and `b` (or on the record `a`, given twice); the rules decide again."""
    return tuple(edit for edit in edits if set(edit.pair) != {a, b})


def _entries(tables: dict[str, Any], verdict: str, path: Path, text: str) -> list[dict[str, Any]]:
    entries = tables.get(verdict, [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise BadEdits(f"{path}:{_line(text, verdict)}: {verdict!r} must be a list of tables, written [[{verdict}]]")
    return entries


def _decisions(entry: dict[str, Any], verdict: Verdict, where: str) -> Iterable[Decision]:
    key = FORMS[verdict]
    if unknown := sorted(set(entry) - {key, "reason"}):
        raise BadEdits(f"{where}: {unknown[0]!r} is unknown in [[{verdict}]], expected {key} and reason")
    listed, reason = entry.get(key), entry.get("reason", "")
    least = 2 if key == "names" else 1
    if not isinstance(listed, list) or len(listed) < least or not all(isinstance(one, str) and one for one in listed):
        many = "two" if least == 2 else "one"
        raise BadEdits(f"{where}: [[{verdict}]] needs {key}, a list of at least {many}, found {listed!r}")
    if not isinstance(reason, str):
        raise BadEdits(f"{where}: reason must be words, found {reason!r}")
    score = 1.0 if verdict in ("same", "accepted") else 0.0
    each = dict.fromkeys(listed)
    for a, b in combinations(each, 2) if key == "names" else zip(each, each, strict=True):
        yield Decision((a, b), verdict, score, reason, "person")


def _line(text: str, opening: str) -> int:
    """The first line that opens so, brackets and quotes aside; 1 when there is none."""
    return _lines(text, opening)[0]


def _lines(text: str, opening: str) -> list[int]:
    """The lines that open so, brackets and quotes aside; 1 when there is none."""
    bare = opening.strip("[]")
    return [at for at, line in enumerate(text.splitlines(), 1) if line.strip().lstrip("[\"'").startswith(bare)] or [1]


def _quoted(words: str) -> str:
    """The words as a TOML basic string."""
    marks = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
    return '"' + "".join(marks.get(c, c if " " <= c != "\x7f" else f"\\u{ord(c):04x}") for c in words) + '"'
