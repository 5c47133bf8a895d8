"""The annotated accounts read by the package's own pipeline and scored by the official scorer beside the gold.

    python -m tests.gate.crisis GOLD_DIR [--accounts DIR] [--part actors] [--misses N]

GOLD_DIR holds gold_*.json; score_case.py stands beside it, the accounts where `meta` says, from two folders above it.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from dragoman.build import read
from dragoman.case.store import open_case
from dragoman.view.export import export_jsonl


def scores(path: Path, accounts: Path | None = None, part: str = "all") -> dict[str, float]:
    """The scorer's metrics in percent, by name ('actors.core_recall'); one it could not compute is left out."""
    metrics = _run(path, accounts, part, misses=0)["metrics"]
    return {name: 100 * row["value"] for name, row in metrics.items() if row["value"] is not None}


def _run(gold: Path, accounts: Path | None, part: str, misses: int) -> Any:
    """What the scorer says of a fresh case of the annotated accounts."""
    files = _accounts(gold, accounts)
    with tempfile.TemporaryDirectory() as folder:
        case = Path(folder) / "gate.case"
        read([str(file) for file in files], case)
        with open_case(case) as opened:
            export_jsonl(opened, Path(folder) / "export")
        scorer = [sys.executable, str(gold.resolve().parent / "score_case.py"), str(gold), str(Path(folder) / "export")]
        done = subprocess.run(
            [*scorer, "--part", part, "--json", "--misses", str(misses)], capture_output=True, text=True, check=True
        )
    return json.loads(done.stdout)


def _accounts(gold: Path, accounts: Path | None) -> list[Path]:
    """The files that the gold annotates, in order of its ids."""
    documents = json.loads((gold / "gold_actors.json").read_text(encoding="utf-8"))["meta"]["docs"]
    root = gold.resolve().parents[2]
    files = [accounts / row["file"] if accounts else root / row["path"] for _, row in sorted(documents.items())]
    if missing := [file for file in files if not file.exists()]:
        raise FileNotFoundError(f"{gold}: annotated account {missing[0]} is not there; give its folder with --accounts")
    return files


def main() -> None:
    """Prints the metrics and, with --misses N, up to N misses of each class."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--accounts", type=Path)
    parser.add_argument("--part", default="all")
    parser.add_argument("--misses", type=int, default=0)
    args = parser.parse_args()
    said = _run(args.gold, args.accounts, args.part, args.misses)
    for name, row in said["metrics"].items():
        value = "n/a" if row["value"] is None else f"{100 * row['value']:.1f}"
        print(f"{name} {value}{' (lower is better)' if row['lower_is_better'] else ''}")
    for warning in said["warnings"]:
        print("warning:", warning)
    for part, classes in said.get("misses", {}).items():
        for label, missed in classes.items():
            print(f"\n{part}: {label} ({missed['total']})")
            for item in missed["shown"]:
                print("  ", item)


if __name__ == "__main__":
    main()
