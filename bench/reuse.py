"""Reuse found and missed, and what it costs: `python -m bench.reuse FILE.json [--size 20000]`.

FILE holds articles ({"docs": [{"id", "text"}, …]}). Recall and false flags are those of `tests.gate.reuse`. The larger
collections are made of the articles by a seeded generator, in two ways, to bracket a real one:

- apart: half of the words of each copy replaced by words drawn anew from all articles, so that hardly any five in a row
  are left and the copies are new texts of like length and vocabulary; one in ten of them is then told again, edited as
  in the gate. The inverted index is large, the pairs are few.
- kin: one word in ten replaced in each copy, so that a collection is made of groups of light edits of one article,
  24 to a group at 20,000. Every account is reuse, and is aligned.

Times are CPU seconds of one process, with all that `reuses` does.
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.gate.reuse import SEED, articles, measured

from bench.edits import EDITS, replaced
from dragoman.records import Document
from dragoman.resolve.reuse import reuses

SIZES = (840, 2500, 5000, 10000, 20000)
APART, KIN = 0.5, 0.1
"""How often a word is replaced in a copy."""
RETOLD = 10
"""In a collection of texts apart, every so many-th is an edit of the one before."""


def main() -> None:
    """Prints recall by edit, false flags, accounts a second, and times by size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--size", type=int, default=SIZES[-1], help="the largest collection")
    args = parser.parse_args()
    originals = articles(args.data)
    for name, score in measured(originals)[0].items():
        print(f"{name:22}{score:7.1f} %")
    start = time.process_time()
    reuses(originals, {})
    spent = time.process_time() - start
    print(f"{len(originals)} articles as they are: {spent:.2f} s, {len(originals) / spent:,.0f} a second")
    for way in ("apart", "kin"):
        for size in sorted({size for size in SIZES if size < args.size} | {args.size}):
            print(timed(way, size, originals), flush=True)


def timed(way: str, size: int, originals: Sequence[Document]) -> str:
    """One line on a collection of `size` texts."""
    texts = list(collection(way, size, originals))
    start = time.process_time()
    found = reuses(texts, {})
    spent = time.process_time() - start
    taken = len({reuse.document for reuse in found})
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return f"{way:6}{size:7,} texts {spent:8.2f} s {size / spent:7,.0f} a second, {taken:6,} reuse; peak {peak:,.0f} MB"


def collection(way: str, size: int, originals: Sequence[Document]) -> Iterator[Document]:
    """Texts apart or kin, made from the articles in turn."""
    chance = random.Random(f"{SEED} {way}")
    stock = [word for document in originals for word in re.findall(r"[^\W\d_]{3,}", document.text)]
    kinds = list(EDITS)
    last = ""
    for number in range(size):
        text = originals[number % len(originals)].text
        if way == "apart" and number % RETOLD == RETOLD - 1:
            text = EDITS[kinds[number // RETOLD % len(kinds)]](last, replaced(text, APART, stock, chance), chance)
        else:
            text = replaced(text, APART if way == "apart" else KIN, stock, chance)
        last = text
        yield Document(id=f"doc-{number:06}", name=f"{number:06}", text=text)


if __name__ == "__main__":
    main()
