"""Invented crises told by a few accounts each, with the disputes planted in them, against what the package finds.

    python -m tests.gate.disputes tests/data/disputes [--misses N]

Each folder holds the accounts (01-….txt, …) and truth.tsv: for each dispute its sides, and for each side words that
hold it. A dispute counts as found when two of its sides are cited on two sides of one found dispute; one found that
meets no planted dispute is a false one. Planted disputes that differ only weakly ("medium") are left out of recall.
"""

from __future__ import annotations

import argparse
import csv
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language

from dragoman.build import extract, resolve
from dragoman.extract.parse import load, parse
from dragoman.read.document import documents
from dragoman.records import Dispute, Document, Source

Sides = dict[str, list[Source]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One crisis: what was planted (and whether it must be found); what was found, with the planted ones it meets."""

    name: str
    planted: dict[str, bool]
    found: tuple[tuple[Dispute, frozenset[str]], ...]


def outcomes(path: Path) -> Iterator[Outcome]:
    """Each crisis under `path`, read and compared."""
    nlp = load()
    for truth in sorted(path.glob("*/truth.tsv")):
        yield _outcome(truth.parent, nlp)


def scores(path: Path) -> dict[str, float]:
    """Percent: `precision` of the disputes shown, `recall` of the strong ones planted."""
    shown = right = planted = met = 0
    for outcome in outcomes(path):
        shown += len(outcome.found)
        right += sum(bool(hits) for _, hits in outcome.found)
        strong = {id for id, must in outcome.planted.items() if must}
        planted += len(strong)
        met += len(strong & frozenset().union(*(hits for _, hits in outcome.found)))
    return {"precision": 100 * right / max(shown, 1), "recall": 100 * met / max(planted, 1)}


def _outcome(folder: Path, nlp: Language) -> Outcome:
    accounts = [d for d in documents([str(f) for f in sorted(folder.glob("*.txt"))]) if isinstance(d, Document)]
    found = resolve([extract(parsed) for parsed in parse(accounts, nlp)], accounts, []).disputes
    planted, must = _planted(folder / "truth.tsv", accounts)
    hits = tuple((d, frozenset(id for id, sides in planted.items() if _meets(d, sides))) for d in found)
    return Outcome(folder.name, must, hits)


def _planted(truth: Path, accounts: Sequence[Document]) -> tuple[dict[str, Sides], dict[str, bool]]:
    sides: dict[str, Sides] = defaultdict(lambda: defaultdict(list))
    must: dict[str, bool] = {}
    with truth.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE):
            (account,) = [d for d in accounts if d.name.startswith(row["file"])]
            start = account.text.index(row["words"])
            source = Source(account.id, start, start + len(row["words"]))
            sides[row["id"]][row["side"]].append(source)
            must[row["id"]] = row["strength"] == "strong"
    return sides, must


def _meets(dispute: Dispute, sides: Sides) -> bool:
    cited = [
        {side for side, spans in sides.items() if any(_cover(e, span) for e in shown.evidence for span in spans)}
        for shown in dispute.sides
    ]
    return any(a and b and len(a | b) > 1 for n, a in enumerate(cited) for b in cited[:n])


def _cover(a: Source, b: Source) -> bool:
    """Whether the spans share at least half of the shorter."""
    shared = min(a.end, b.end) - max(a.start, b.start)
    return a.document == b.document and 2 * shared >= min(a.end - a.start, b.end - b.start)


def main() -> None:
    """Prints the scores and, with --misses N, up to N false and missed disputes of each crisis."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--misses", type=int, default=0)
    args = parser.parse_args()
    for name, value in scores(args.data).items():
        print(f"{name} {value:.1f}")
    for outcome in outcomes(args.data) if args.misses else ():
        met = frozenset().union(*(hits for _, hits in outcome.found))
        false = [f"{d.kind}: {d.topic}" for d, hits in outcome.found if not hits]
        print(f"\n{outcome.name}: shown {len(outcome.found)}, false {false[: args.misses]}")
        print("  missed", sorted(id for id, must in outcome.planted.items() if must and id not in met)[: args.misses])


if __name__ == "__main__":
    main()
