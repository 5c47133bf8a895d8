"""Recall of reuse on synthetic edits of articles, and how many articles are flagged among themselves.

    python -m tests.gate.reuse DATA [--misses N]

Half of the articles are edited (`bench.edits`) and read beside their originals; the others, which are not read, are the
hosts that passages are set in, one for each edit. Then the halves change places. Nothing but names and texts is given:
no date, no outlet. Articles that reuse another themselves are counted as flagged and left out of the edits.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.edits import EDITS

from dragoman.records import Document, Reuse
from dragoman.resolve.reuse import reuses

SEED = 20261122
UNDIRECTED = ("copied", "lightly_edited")
"""Edits of which no reader could tell, without dates, which text came first."""


def scores(path: Path) -> dict[str, float]:
    """In percent: recall of each kind of edit (one of the two reuses the other), and of those the right way round.

    `flagged`: articles that are said to reuse another, among themselves; see `--misses` for which really do.
    `strange`: edits said to reuse, or to be reused by, a text that they were not made from.
    """
    return measured(articles(path))[0]


def articles(path: Path) -> list[Document]:
    """The articles of a file, name and text alone."""
    rows = json.loads(path.read_text(encoding="utf-8"))["docs"]
    return [Document(id=row["id"], name=row["id"], text=row["text"]) for row in rows]


def measured(originals: Sequence[Document]) -> tuple[dict[str, float], list[str]]:
    """The scores, and each flag and miss in words."""
    flagged = reuses(originals, {})
    misses = [f"flagged: {reuse.document}: {reuse.reason}" for reuse in flagged]
    reusing = {reuse.document for reuse in flagged}
    clean = [document for document in originals if document.id not in reusing]
    made: dict[str, float] = {}
    strange = total = 0
    for kind in EDITS:
        count = found = right = 0
        for original, edited, told in _rounds(kind, clean):
            pair = {original, edited}
            linked = [reuse for reuse in told if {reuse.document, reuse.of} == pair]
            others = [reuse for reuse in told if reuse not in linked]
            count += 1
            found += bool(linked)
            right += any(reuse.document == edited for reuse in linked)
            strange += bool(others)
            misses += [] if linked else [f"{kind}, not found: {original}"]
            misses += [f"{kind}, strange: {reuse.document} of {reuse.of}: {reuse.reason}" for reuse in others]
        made[kind] = 100 * found / count
        if kind not in UNDIRECTED:
            made[f"{kind}_direction"] = 100 * right / max(found, 1)
        total += count
    made["flagged"] = 100 * len(reusing) / len(originals)
    made["strange"] = 100 * strange / total
    return made, misses


def _rounds(kind: str, originals: Sequence[Document]) -> Iterator[tuple[str, str, list[Reuse]]]:
    """Ids of each article and its edit, and the records that name the edit."""
    shuffled = sorted(originals, key=lambda document: document.id)
    random.Random(SEED).shuffle(shuffled)
    half = len(shuffled) // 2
    for read, hosts in ((shuffled[:half], shuffled[half:]), (shuffled[half : 2 * half], shuffled[:half])):
        chance = random.Random(f"{SEED} {kind} {read[0].id}")
        edits = [_edited(kind, document, host, chance) for document, host in zip(read, hosts, strict=False)]
        told = reuses([*read, *edits], {})
        for document, edit in zip(read, edits, strict=True):
            yield document.id, edit.id, [reuse for reuse in told if edit.id in (reuse.document, reuse.of)]


def _edited(kind: str, document: Document, host: Document, chance: random.Random) -> Document:
    """The edit, under a name that comes before or after by chance."""
    return Document(
        id=f"{kind} {document.id}",
        name=f"{chance.choice('az')} {document.name}",
        text=EDITS[kind](document.text, host.text, chance),
    )


def main() -> None:
    """Prints the scores and, with --misses N, up to N flags and misses."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--misses", type=int, default=0)
    args = parser.parse_args()
    made, misses = measured(articles(args.data))
    for name, score in made.items():
        print(f"{name} {score:.1f}")
    for line in misses[: args.misses]:
        print("  ", line)


if __name__ == "__main__":
    main()
