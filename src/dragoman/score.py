"""How well a reader did: its export against labelled accounts, or against the export of another reader.

Labelled accounts are JSON: {"docs": [{"id", "text", "quotes": [{"content_start", "content_end", "speaker_start",
"speaker_end", "content_spans", "speaker_spans", …}]}]}, null where there is none; spans win over start and end. Two
statements match, one to one and best first, when they share at least half of the words that either holds (Jaccard); the
match is attributed when their speakers share a word, or neither has one. Such labels are of the outermost statement
alone, so a statement told within another one is left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HALF = 0.5
"""Share of common words from which two statements are one (the threshold of PARC and PolNeAR scorers)."""
_WORD = re.compile(r"\w+(?:[’'\-]\w+)*")
_OPENING = frozenset(("that", "if", "whether"))
_ARTICLES = frozenset(("the", "a", "an"))

Row = dict[str, Any]
Words = frozenset[int]
"""Places of words in a text: where each begins; places of characters where the text is not known."""


class BadGold(ValueError):
    """Labelled data, or an export, that cannot be read; names the file."""


@dataclass(frozen=True, slots=True)
class Told:
    """A statement as it is compared: the words of its content and of its speaker, and who found it."""

    content: Words
    speaker: Words
    kind: str
    by: str


@dataclass(frozen=True, slots=True)
class Account:
    """An account and its statements; `text` None where only an export of it is there."""

    id: str
    name: str
    text: str | None
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """Right ones of those found (None: not known) and of those there are; `name` says of what."""

    name: str
    found: int | None
    there: int
    right: int

    @property
    def precision(self) -> float | None:
        """Share of those found that are right, 0 to 1; None: none was found."""
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """Share of those there are that were found, 0 to 1; None: there are none."""
        return self.right / self.there if self.there else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of the two; None where what was found is not known, or nothing is there on either side."""
        if self.found is None or not self.found + self.there:
            return None
        return 2 * self.right / (self.found + self.there)


def against_labels(gold: Path, export: Path) -> list[Score]:
    """The export's statements against labelled accounts: of all readers together, then of each alone.

    Raises BadGold when the export holds none of the labelled accounts.
    """
    labelled = labels(gold)
    pairs = list(_paired(labelled, _accounts(export, "statements")))
    if not pairs:
        raise BadGold(f"{export}: holds none of the accounts of {gold}; read those that --unpack writes")
    truth = [[_told(row, text) for row in one.rows] for one, _, text in pairs]
    found = [[_told(row, text) for row in outermost(other.rows)] for _, other, text in pairs]
    readers = sorted({told.by for each in found for told in each})
    scores = list(_on_statements("", found, truth))
    if len(readers) > 1:
        for by in readers:
            alone = [[told for told in each if told.by == by] for each in found]
            scores += _on_statements(f"{by}: ", alone, truth)
    for kind in sorted({told.kind for each in truth for told in each if told.kind}):
        some = [[told for told in each if told.kind == kind] for each in truth]
        scores.append(_recalled(f"labelled {kind}, attributed", found, truth, some))
    return scores


def against_export(one: Path, other: Path) -> list[Score]:
    """How far two exports of the same accounts agree, kind by kind; `one` is taken for what there is."""
    pairs = list(_paired(_accounts(one, "statements"), _accounts(other, "statements")))
    if not pairs:
        raise BadGold(f"{one} and {other} have no account in common")
    there = [[_told(row, text) for row in mine.rows] for mine, _, text in pairs]
    found = [[_told(row, text) for row in theirs.rows] for _, theirs, text in pairs]
    scores = list(_on_statements("statements: ", found, there))
    for kind, same in _SAME.items():
        matched = list(_paired(_accounts(one, kind), _accounts(other, kind)))
        right = sum(_matches(mine.rows, theirs.rows, same) for mine, theirs, _ in matched)
        sizes = sum(len(theirs.rows) for _, theirs, _ in matched), sum(len(mine.rows) for mine, _, _ in matched)
        scores.append(Score(kind, *sizes, right))
    return scores


def labels(path: Path) -> list[Account]:
    """The labelled accounts in a file. Raises BadGold."""
    try:
        docs = json.loads(path.read_text(encoding="utf-8"))["docs"]
        return [Account(str(d["id"]), str(d["id"]), d["text"], tuple(d["quotes"])) for d in docs]
    except (ValueError, KeyError, TypeError) as error:
        expected = '{"docs": [{"id", "text", "quotes"}]}'
        raise BadGold(f"{path}: not labelled accounts ({error}); expected {expected}") from error


def unpack(path: Path, folder: Path) -> int:
    """Writes the labelled accounts as text files to be read, each named by its id; how many."""
    folder.mkdir(parents=True, exist_ok=True)
    accounts = labels(path)
    for account in accounts:
        with (folder / f"{_file(account.id)}.txt").open("w", encoding="utf-8", newline="") as file:
            file.write(account.text or "")
    return len(accounts)


def outermost(rows: Sequence[Row]) -> Iterator[Row]:
    """The statements of an account that no other one tells: whose cue stands in no other's content."""
    for row in rows:
        cue = row.get("cue")
        inside = cue and any(
            other is not row and other.get("cue") != cue and any(s <= cue[0] < e for s, e in other["content"])
            for other in rows
        )
        if not inside:
            yield row


def _file(name: str) -> str:
    return re.sub(r"[^\w.-]", "_", name)


def _accounts(export: Path, kind: str) -> list[Account]:
    """The accounts of an export with their rows of a kind. Raises BadGold."""
    documents = _lines(export / "documents.jsonl")
    rows: dict[str, list[Row]] = {row["id"]: [] for row in documents}
    for row in _lines(export / f"{kind}.jsonl"):
        rows.setdefault(row["document"], []).append(row)
    return [Account(row["id"], row["name"], None, tuple(rows[row["id"]])) for row in documents]


def _lines(path: Path) -> list[Row]:
    try:
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    except FileNotFoundError as error:
        raise BadGold(f"{path}: not there; make the folder with: dragoman export FILE --to jsonl FOLDER") from error
    except ValueError as error:
        raise BadGold(f"{path}: not JSON lines ({error})") from error


def _paired(ones: Iterable[Account], others: Iterable[Account]) -> Iterator[tuple[Account, Account, str | None]]:
    """The same account on both sides, by id, name or name without its ending; and its text where either has it."""
    known: dict[str, Account] = {}
    for other in others:
        for key in (Path(other.name).stem, other.name, other.id):
            known[key] = other
    for one in ones:
        found = next((known[key] for key in (one.id, one.name, _file(one.id)) if key in known), None)
        if found is not None:
            yield one, found, one.text or found.text


def _told(row: Row, text: str | None) -> Told:
    """A row of an export, or a label, as it is compared."""
    if "document" in row:
        content, speaker = row["content"], [row["speaker"]] if row["speaker"] else []
    else:
        content, speaker = _spans(row, "content"), _spans(row, "speaker")
    return Told(
        _words(content, text, skip=_OPENING, first=True),
        _words(speaker, text, skip=_ARTICLES),
        str(row.get("type") or row.get("kind") or ""),
        str(row.get("by", "")),
    )


def _spans(label: Row, name: str) -> list[list[int]]:
    if label.get(f"{name}_spans"):
        return list(label[f"{name}_spans"])
    start, end = label.get(f"{name}_start"), label.get(f"{name}_end")
    return [[start, end]] if start is not None and end is not None and start < end else []


def _words(spans: Iterable[Sequence[int]], text: str | None, *, skip: frozenset[str], first: bool = False) -> Words:
    """Where the words of the spans begin, without those to skip (`first`: only in front)."""
    if text is None:
        return frozenset(at for start, end in spans for at in range(start, end))
    found = sorted((m.start(), m.group().casefold()) for start, end in spans for m in _WORD.finditer(text, start, end))
    if first:
        return frozenset(at for at, _ in (found[1:] if found and found[0][1] in skip else found))
    return frozenset(at for at, word in found if word not in skip)


def _on_statements(name: str, found: Sequence[list[Told]], truth: Sequence[list[Told]]) -> Iterator[Score]:
    matches = [pair for mine, theirs in zip(found, truth, strict=True) for pair in _pairs(mine, theirs)]
    sizes = sum(map(len, found)), sum(map(len, truth))
    yield Score(f"{name}attributed (words and speaker)", *sizes, sum(_one_speaker(a, b) for a, b in matches))
    yield Score(f"{name}words", *sizes, len(matches))
    yield Score(f"{name}words exactly", *sizes, sum(a.content == b.content for a, b in matches))
    named = [_one_speaker(a, b) for a, b in matches if b.speaker]
    yield Score(f"{name}speaker, where the words match", len(named), len(named), sum(named))


def _recalled(name: str, found: Sequence[list[Told]], truth: Sequence[list[Told]], some: Sequence[list[Told]]) -> Score:
    """Those of a kind that were found; how many were found beside them is not known."""
    right = 0
    for mine, theirs, kind in zip(found, truth, some, strict=True):
        right += sum(_one_speaker(a, b) for a, b in _pairs(mine, theirs) if b in kind)
    return Score(name, None, sum(map(len, some)), right)


def _pairs(found: Sequence[Told], truth: Sequence[Told]) -> list[tuple[Told, Told]]:
    """Which match which, one to one, the best first."""
    close = sorted(
        (-len(a.content & b.content) / len(a.content | b.content), i, j)
        for i, a in enumerate(found)
        for j, b in enumerate(truth)
        if a.content & b.content
    )
    mine: set[int] = set()
    theirs: set[int] = set()
    pairs = []
    for likeness, i, j in close:
        if -likeness >= HALF and i not in mine and j not in theirs:
            mine.add(i)
            theirs.add(j)
            pairs.append((found[i], truth[j]))
    return pairs


def _one_speaker(a: Told, b: Told) -> bool:
    return bool(a.speaker & b.speaker) or not (a.speaker or b.speaker)


def _matches(ones: Sequence[Row], others: Sequence[Row], same: Callable[[Row, Row], bool]) -> int:
    """How many of `ones` are among `others`, one to one."""
    left = list(others)
    right = 0
    for one in ones:
        at = next((at for at, other in enumerate(left) if same(one, other)), None)
        if at is not None:
            del left[at]
            right += 1
    return right


def _touch(one: Sequence[int], other: Sequence[int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


_SAME: Mapping[str, Callable[[Row, Row], bool]] = {
    "reports": lambda a, b: a["type"] == b["type"] and _touch(a["trigger"], b["trigger"]),
    "figures": lambda a, b: (a["value"], a["unit"]) == (b["value"], b["unit"]) and _touch(a["span"], b["span"]),
    "ties": lambda a, b: (a["type"], a["from"], a["to"]) == (b["type"], b["from"], b["to"]),
}
