"""Gate: which happening a sentence tells between two marked parties, by PLOVER root.

    python -m tests.gate.events DATA.tsv [--misses N]

DATA has the columns sentence, marked_sentence (<s>source</s>, <t>target</t>), source, target, gold_root, gold_quad.
Its YIELD is PLOVER 2.0's CONCEDE and RETREAT. The score is the mean of F1 over the roots that occur in it.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dragoman.coding import code_rows
from dragoman.extract.parse import load
from dragoman.records import Problem

YIELD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
QUADS = {
    "AGREE": "1",
    "CONSULT": "1",
    "SUPPORT": "1",
    "COOPERATE": "2",
    "AID": "2",
    "YIELD": "2",
    "REQUEST": "3",
    "ACCUSE": "3",
    "REJECT": "3",
    "THREATEN": "3",
    "PROTEST": "4",
    "SANCTION": "4",
    "MOBILIZE": "4",
    "COERCE": "4",
    "ASSAULT": "4",
}
_TAG = re.compile(r"</?[st]>")


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence, where its parties stand in it, and what it tells."""

    text: str
    source: tuple[int, int] | None
    target: tuple[int, int] | None
    root: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """A row, the root given to it (None: none) and why."""

    row: Row
    root: str | None
    reason: str


def rows(path: Path) -> Iterator[Row]:
    """The rows of a labelled file."""
    with path.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file, delimiter="\t"):
            text, spans = _unmark(line["marked_sentence"])
            yield Row(text, spans.get("s"), spans.get("t"), line["gold_root"])


def outcomes(path: Path) -> Iterator[Outcome]:
    """What `dragoman code` says of each row of a labelled file, its parties told by their words and places."""
    every = list(rows(path))
    asked = [_asked(row) for row in every]
    for row, one in zip(every, code_rows(asked, load(), name=path.name), strict=True):
        if isinstance(one, Problem):
            yield Outcome(row, None, one.message)
        else:
            root = YIELD.get(one["type"], one["type"])
            yield Outcome(row, root if root in QUADS else None, one["reason"])


def _asked(row: Row) -> dict[str, str]:
    """A row as a researcher gives it."""
    asked = {"sentence": row.text}
    for name, span in (("source", row.source), ("target", row.target)):
        asked[name] = row.text[slice(*span)] if span else ""
        asked[f"{name}_at"] = str(span[0]) if span else ""
    return asked


def measure(found: list[Outcome]) -> dict[str, float]:
    """Macro F1 over roots, accuracy over roots and over quads, and each root's F1."""
    right: Counter[str] = Counter(o.row.root for o in found if o.root == o.row.root)
    gold: Counter[str] = Counter(o.row.root for o in found)
    given: Counter[str] = Counter(o.root for o in found if o.root)
    f1 = {root: 2 * right[root] / (gold[root] + given[root]) for root in sorted(gold)}
    quads = sum(1 for o in found if o.root and QUADS[o.root] == QUADS[o.row.root])
    return {
        "macro_f1": sum(f1.values()) / len(f1),
        "accuracy": sum(right.values()) / len(found),
        "quad_accuracy": quads / len(found),
        **{f"f1_{root}": value for root, value in f1.items()},
    }


def scores(path: Path) -> dict[str, float]:
    """The gate's figures for a labelled file."""
    return measure(list(outcomes(path)))


def misses(found: list[Outcome], number: int) -> Iterator[str]:
    """Rows told wrongly, the commonest confusion first, at most `number` of each."""
    groups: dict[tuple[str, str], list[Outcome]] = defaultdict(list)
    for outcome in found:
        if outcome.root != outcome.row.root:
            groups[outcome.row.root, outcome.root or "-"].append(outcome)
    for (gold, given), group in sorted(groups.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        yield f"{gold} told as {given}: {len(group)}"
        for outcome in group[:number]:
            yield f"    {_mark(outcome.row)}  [{outcome.reason}]"


def _unmark(marked: str) -> tuple[str, dict[str, tuple[int, int]]]:
    """The sentence without its marks, and the span of the first source and target without outer white space."""
    text, opened, spans, last = "", dict[str, int](), dict[str, tuple[int, int]](), 0
    for tag in _TAG.finditer(marked):
        text += marked[last : tag.start()]
        last = tag.end()
        name = tag.group()[-2]
        if tag.group().startswith("</"):
            start = opened.pop(name, len(text))
            inner = text[start:]
            left = len(inner) - len(inner.lstrip())
            if inner.strip():
                spans.setdefault(name, (start + left, start + left + len(inner.strip())))
        else:
            opened[name] = len(text)
    return text + marked[last:], spans


def _mark(row: Row) -> str:
    cuts = sorted(
        [(span[0], f"<{name}>") for name, span in (("s", row.source), ("t", row.target)) if span]
        + [(span[1], f"</{name}>") for name, span in (("s", row.source), ("t", row.target)) if span]
    )
    text, last = "", 0
    for at, tag in cuts:
        text, last = text + row.text[last:at] + tag, at
    return text + row.text[last:]


def main() -> None:
    """Print the scores and, if asked, the misses by class."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("data", type=Path)
    asked.add_argument("--misses", type=int, default=0, metavar="N", help="print up to N misses of each confusion")
    given = asked.parse_args()
    found = list(outcomes(given.data))
    for name, value in measure(found).items():
        print(f"{name:14} {value:.3f}")
    for line in misses(found, given.misses) if given.misses else ():
        print(line)


if __name__ == "__main__":
    main()
