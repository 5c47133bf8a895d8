"""What each stage costs on the bundled accounts, or on the text files of a folder: `python -m bench [FOLDER]`.

Times are CPU seconds of one process; the shares are what to quote, as they hold when the machine's speed drifts.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from dragoman.build.stages import merged, resolve
from dragoman.extract.figures import figures
from dragoman.extract.mentions import mentions
from dragoman.extract.parse import load, parse
from dragoman.extract.references import references
from dragoman.extract.reports import reports
from dragoman.extract.statements import statements
from dragoman.extract.ties import ties
from dragoman.read.document import documents
from dragoman.records import Document, Extract, Problem

ROUNDS = 3
BUNDLED = Path(__file__).resolve().parents[1] / "src" / "dragoman" / "data" / "accounts"
EXTRACTORS = ("mentions", "references", "statements", "reports", "figures", "ties")


class Clock:
    """CPU seconds spent in each stage."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()

    def run(self, stage: str, work: Callable[..., Iterable[Any]], *given: Any) -> tuple[Any, ...]:
        """All that `work` makes, without the problems; its time counts for `stage`."""
        start = time.process_time()
        made = tuple(work(*given))
        self.spent[stage] += time.process_time() - start
        return tuple(one for one in made if not isinstance(one, Problem))


def main() -> None:
    """Prints a table of stages."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else BUNDLED
    nlp = load()
    files = [str(path) for path in sorted(folder.glob("*.txt"))]
    journey(files, nlp, Clock())  # so that tables and caches are loaded outside the count
    clock = Clock()
    tokens = sum(journey(files, nlp, clock) for _ in range(ROUNDS))
    spent = clock.spent
    print(f"{len(files)} accounts, {tokens // ROUNDS:,} tokens, {ROUNDS} rounds")
    print(f"{'stage':12}{'CPU s':>9}{'share of the parse':>22}")
    for stage, seconds in spent.items():
        print(f"{stage:12}{seconds:9.3f}{seconds / spent['parse']:22.3f}")
    extraction = sum(spent[stage] for stage in EXTRACTORS)
    print(f"{'extraction':12}{extraction:9.3f}{extraction / spent['parse']:22.3f}   (all extractors together)")
    print(f"parse: {tokens / spent['parse']:,.0f} tokens a CPU second")


def journey(files: list[str], nlp: Any, clock: Clock) -> int:
    """Reads, parses, extracts and resolves all files; how many tokens they hold."""
    accounts = clock.run("read", documents, files)
    assert all(isinstance(one, Document) for one in accounts)
    extracts, tokens = [], 0
    for parsed in clock.run("parse", parse, accounts, nlp):
        tokens += len(parsed.doc)
        named = clock.run("mentions", mentions, parsed)
        named = merged(named, clock.run("references", references, parsed, named))
        said = clock.run("statements", statements, parsed, named)
        told = clock.run("reports", reports, parsed, named, said)
        counted = clock.run("figures", figures, parsed, named)
        tied = clock.run("ties", ties, parsed, named, said)
        extracts.append(Extract(parsed.document.id, (), named, said, told, counted, tied))
    clock.run("resolve", lambda: [resolve(extracts, accounts, ())])
    return tokens


if __name__ == "__main__":
    main()
