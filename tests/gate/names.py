"""Names, same or not: F1 at one threshold and the time a pair takes, on a CSV of labelled pairs.

    python -m tests.gate.names CASES.csv [--misses N]

`merged_…` are of the pairs whose verdict is 'same', which resolution merges unasked; the others of all that score high
enough. Columns: name1, name2, is_match ('true' or 'false') and, where known, schema and category. Two times are
printed: `us_cold` with every name new (nothing kept from before), which is what a first reading costs, and `us_warm`
with all names folded before.
"""

from __future__ import annotations

import argparse
import csv
import time
from collections import Counter
from pathlib import Path

from dragoman.records import Kind
from dragoman.resolve.folding import fold, sound
from dragoman.resolve.similarity import MATCH, Comparison, compare

KINDS: dict[str, Kind] = {"Person": "person", "Company": "organisation", "Organization": "organisation"}
ROUNDS = 5
"""The time is the best of so many rounds over all pairs."""


def scores(path: Path) -> dict[str, float]:
    """F1, precision and recall in percent at `similarity.MATCH`, and of what is merged; microseconds a pair."""
    rows = _rows(path)
    compared = [(compare(row["name1"], row["name2"], kind=_kind(row)), _same(row)) for row in rows]
    judged = [(found.score >= MATCH, same) for found, same in compared]
    merged = [same for found, same in compared if found.verdict == "same"]
    hits = sum(found and right for found, right in judged)
    precision = 100 * hits / max(1, sum(found for found, _ in judged))
    recall = 100 * hits / max(1, sum(right for _, right in judged))
    return {
        "f1": 2 * precision * recall / max(1e-9, precision + recall),
        "precision": precision,
        "recall": recall,
        "merged_precision": 100 * sum(merged) / max(1, len(merged)),
        "merged_recall": 100 * sum(merged) / max(1, sum(same for _, same in judged)),
        "us_cold": min(_time(rows, cold=True) for _ in range(ROUNDS)),
        "us_warm": min(_time(rows, cold=False) for _ in range(ROUNDS)),
    }


def misses(path: Path) -> list[tuple[str, dict[str, str], Comparison]]:
    """Pairs judged wrongly: 'missed' or 'false', the row, the comparison."""
    wrong = []
    for row in _rows(path):
        found = compare(row["name1"], row["name2"], kind=_kind(row))
        if (found.score >= MATCH) != _same(row):
            wrong.append(("missed" if _same(row) else "false", row, found))
    return wrong


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _kind(row: dict[str, str]) -> Kind | None:
    return KINDS.get(row.get("schema", ""))


def _same(row: dict[str, str]) -> bool:
    return row["is_match"].lower() == "true"


def _time(rows: list[dict[str, str]], *, cold: bool) -> float:
    pairs = [(row["name1"], row["name2"], _kind(row)) for row in rows]
    if cold:
        fold.cache_clear()
        sound.cache_clear()
    begun = time.perf_counter()
    for a, b, kind in pairs:
        compare(a, b, kind=kind)
    return (time.perf_counter() - begun) / len(pairs) * 1e6


def main() -> None:
    """Prints the scores and, with --misses N, up to N wrong pairs of each class."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--misses", type=int, default=0)
    args = parser.parse_args()
    for metric, value in scores(args.data).items():
        print(f"{metric} {value:.1f}")
    shown: Counter[tuple[str, str]] = Counter()
    for how, row, found in misses(args.data) if args.misses else []:
        group = (how, row.get("category") or row.get("case_group") or "")
        shown[group] += 1
        if shown[group] <= args.misses:
            print(
                f"{how}\t{group[1]}\t{found.score:.2f} {found.verdict}\t{row['name1']} | {row['name2']}\t{found.reason}"
            )


if __name__ == "__main__":
    main()
