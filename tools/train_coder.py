"""Makes the classifier's weights from the sentences in data/training, the same bytes each time.

    python -m tools.train_coder [--measure] [--out FILE]

`--measure` prints instead what cross-validation on these sentences says of the tables alone, of the classifier alone
and of both together. Same bytes: the versions in constraints.txt on one kind of processor; fixed order, one thread.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedKFold
from threadpoolctl import threadpool_limits

from dragoman.extract.classifier import NONE, SCALE
from dragoman.extract.coder import Vote, ballot, weigh
from dragoman.extract.features import Features, features
from dragoman.extract.parse import load, parse
from dragoman.records import Document, Source

ROOT = Path(__file__).resolve().parents[1]
TRAINING = ROOT / "data" / "training"
WEIGHTS = ROOT / "src" / "dragoman" / "data" / "coder.npz"
STRENGTH = 1.0
"""Inverse of the penalty: .5 to 2 tried, by cross-validation."""
OFTEN = 2
"""A name counts from this many sentences on."""
FOLDS = 5


@dataclass(frozen=True, slots=True)
class Example:
    """A pair in a sentence of ours, what it tells, and what the tables alone hold it to tell."""

    type: str
    features: Features
    vote: Vote | None


def digest(folder: Path = TRAINING) -> str:
    """SHA-256 over the training files' names and bytes, by name."""
    whole = hashlib.sha256()
    for file in sorted(folder.glob("*.tsv")):
        whole.update(file.name.encode() + b"\0" + file.read_bytes())
    return whole.hexdigest()


def examples(folder: Path = TRAINING) -> Iterator[Example]:
    """The training sentences, parsed, file by file in the order of their names."""
    rows: list[dict[str, str]] = []
    for path in sorted(folder.glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows.extend(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    documents = [Document(str(number), "training", row["sentence"]) for number, row in enumerate(rows)]
    for row, parsed in zip(rows, parse(documents, load()), strict=True):
        source, target = (_span(parsed.document, row[party]) for party in ("source", "target"))
        found = features(parsed, source, target)
        assert found is not None, "the default model has vectors"
        votes = ballot(parsed, source, target)
        yield Example(row["type"], found, max(votes, key=lambda vote: vote.fit, default=None))


def _span(document: Document, words: str) -> Source | None:
    start = document.text.find(words) if words else -1
    return Source(document.id, start, start + len(words)) if start >= 0 else None


def vocabulary(known: Sequence[Example]) -> list[str]:
    """Names found in at least OFTEN examples, sorted."""
    often = Counter(name for example in known for name in example.features.names)
    return sorted(name for name, times in often.items() if times >= OFTEN)


def matrix(known: Sequence[Example], names: Sequence[str]) -> csr_matrix:
    """A row for each example: its names' weights, then its vectors."""
    columns = {name: number for number, name in enumerate(names)}
    cells = [
        (row, columns[name], value)
        for row, example in enumerate(known)
        for name, value in sorted(example.features.names.items())
        if name in columns
    ]
    at, to, values = zip(*cells, strict=True)
    sparse = csr_matrix((values, (at, to)), shape=(len(known), len(names)))
    vectors = np.asarray([example.features.vector for example in known], dtype=np.float64)
    return hstack([sparse, csr_matrix(SCALE * vectors)]).tocsr()


def trained(known: Sequence[Example], names: Sequence[str]) -> LogisticRegression:
    """The regression on these examples; all types weigh the same."""
    model = LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=2000, tol=1e-5)
    return model.fit(matrix(known, names), [example.type for example in known])


def written(model: LogisticRegression, names: Sequence[str], stamp: str) -> bytes:
    """The file of weights: arrays in a zip with neither clock nor compression."""
    parts: dict[str, NDArray[np.generic]] = {
        "classes": np.frombuffer("\n".join(model.classes_).encode(), dtype=np.uint8),
        "digest": np.frombuffer(stamp.encode(), dtype=np.uint8),
        "intercept": np.round(model.intercept_, 3).astype(np.float16),
        "vocabulary": np.frombuffer("\n".join(names).encode(), dtype=np.uint8),
        "weights": np.round(model.coef_.T, 3).astype(np.float16),
    }
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            one = io.BytesIO()
            np.lib.format.write_array(one, np.ascontiguousarray(part), allow_pickle=False)
            entry = zipfile.ZipInfo(f"{name}.npy", date_time=(1980, 1, 1, 0, 0, 0))
            entry.create_system = 3  # the same on every system
            archive.writestr(entry, one.getvalue())
    return whole.getvalue()


def measure(known: Sequence[Example]) -> Iterator[str]:
    """Macro F1 over the types (NONE rows count as false alarms) by cross-validation, with the folds' standard error."""
    gold = np.asarray([example.type for example in known])
    types = sorted(set(gold) - {NONE})
    told: dict[str, list[str]] = {"tables alone": [], "classifier alone": [], "tables, else classifier": [], "both": []}
    truth: list[list[str]] = []
    sure: list[tuple[float, bool, bool]] = []
    cuts: list[int] = [0]
    for train, test in StratifiedKFold(FOLDS, shuffle=True, random_state=0).split(gold, gold):
        learnt, asked = [known[at] for at in train], [known[at] for at in test]
        names = vocabulary(learnt)
        model = trained(learnt, names)
        for example, row in zip(asked, model.predict_proba(matrix(asked, names)), strict=True):
            shares = {name: float(share) for name, share in zip(model.classes_, row, strict=True)}
            vote = example.vote
            guess = weigh(None, shares) or NONE
            told["tables alone"].append(vote.type if vote else NONE)
            told["classifier alone"].append(guess)
            told["tables, else classifier"].append(vote.type if vote else guess)
            told["both"].append(weigh(vote, shares) or NONE)
            if vote is None and guess != NONE:
                sure.append((shares[guess], guess == example.type, example.type == NONE))
        truth.append(list(gold[test]))
        cuts.append(cuts[-1] + len(test))
    whole = [each for fold in truth for each in fold]
    for name, guesses in told.items():
        score = f1_score(whole, guesses, labels=types, average="macro")
        parts = [guesses[start:end] for start, end in pairwise(cuts)]
        folds = [f1_score(fold, part, labels=types, average="macro") for fold, part in zip(truth, parts, strict=True)]
        error = np.std(folds, ddof=1) / np.sqrt(FOLDS)
        quiet = [g == t for g, t in zip(guesses, whole, strict=True) if t == NONE]
        yield f"{name:26} macro F1 {score:.3f} (± {error:.3f}), NONE told as NONE {np.mean(quiet):.2f}"
    for least in (0.5, 0.6, 0.7, 0.8):
        group = [each for each in sure if each[0] >= least]
        right, idle = sum(each[1] for each in group), sum(each[2] for each in group)
        yield f"tables silent, p ≥ {least}: {len(group)} told, {right / len(group):.2f} right, {idle} of them NONE"


def main() -> None:
    """Write the weights, or print the measurements."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--measure", action="store_true", help="print scores by cross-validation; write nothing")
    asked.add_argument("--out", type=Path, default=WEIGHTS, metavar="FILE")
    given = asked.parse_args()
    with threadpool_limits(limits=1):
        known = list(examples())
        if given.measure:
            for line in measure(known):
                print(line, flush=True)
            return
        names = vocabulary(known)
        content = written(trained(known, names), names, digest())
    given.out.parent.mkdir(parents=True, exist_ok=True)
    given.out.write_bytes(content)
    print(f"{given.out}: {len(content)} bytes, {len(names)} names, {len(known)} sentences")


if __name__ == "__main__":
    main()
