"""Attribution on labelled articles: `python -m tests.gate.statements GOLD.json [PREDICTIONS.json] [--misses N]`.

GOLD is of the format of polnear_dev.json, with its scorer score_quotes.py beside it. Two habits of such data are met:
it annotates the outermost attribution alone, so a statement told within another one is left out of the predictions; and
in "X, who said …" it marks "who" as the source where we mark X, so the relative pronoun is added to a speaker's words.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from dragoman.extract import parse as parser
from dragoman.extract.mentions import mentions
from dragoman.extract.references import references
from dragoman.extract.statements import statements
from dragoman.records import Document, Source, Statement

RELATIVE = re.compile(r"[^.!?\n]*?\b(who|which|that)\b")
"""The relative pronoun between a noun phrase and the verb that it speaks by."""


@dataclass(frozen=True, slots=True)
class Run:
    """Predictions of one run, and the seconds that parsing and extraction took."""

    documents: list[dict[str, Any]]
    predictions: dict[str, list[dict[str, Any]]]
    parsing: float
    extracting: float


def scores(path: Path) -> dict[str, float]:
    """Percentages on the gold file at `path`."""
    done = run(path)
    return _figures(_scorer(path).score(done.documents, done.predictions))


def run(path: Path) -> Run:
    """Predictions for every article of the gold file."""
    documents = json.loads(path.read_text(encoding="utf-8"))["docs"]
    nlp = parser.load()
    predictions: dict[str, list[dict[str, Any]]] = {}
    parsing = extracting = 0.0
    started = time.perf_counter()
    for parse in parser.parse((Document(d["id"], d["id"], d["text"]) for d in documents), nlp):
        parsed = time.perf_counter()
        named = tuple(mentions(parse))
        named += tuple(references(parse, named))
        before = time.perf_counter()
        found = [s for s in statements(parse, named) if isinstance(s, Statement)]
        ended = time.perf_counter()
        predictions[parse.document.id] = [prediction(s, parse.document.text) for s in outermost(found)]
        parsing += parsed - started
        extracting += ended - before
        started = time.perf_counter()
    return Run(documents, predictions, parsing, extracting)


def outermost(found: list[Statement]) -> Iterator[Statement]:
    """The statements that no other one tells."""
    for statement in found:
        if not any(other is not statement and _told_in(statement, other) for other in found):
            yield statement


def _told_in(inner: Statement, outer: Statement) -> bool:
    place = inner.cue
    if place is None or outer.cue == place:
        return False
    first = inner.content[0]
    return any(span.start <= place.start < span.end for span in outer.content) and any(
        span.start < first.end and first.start < span.end for span in outer.content
    )


def prediction(statement: Statement, text: str) -> dict[str, Any]:
    """A statement as the scorer reads it."""
    return {
        "content_start": statement.content[0].start,
        "content_end": statement.content[-1].end,
        "content_spans": [[span.start, span.end] for span in statement.content],
        "speaker_spans": list(_speaker(statement, text)),
        **_ends("cue", statement.cue),
        "reason": statement.reason,
    }


def _speaker(statement: Statement, text: str) -> Iterator[list[int]]:
    if statement.speaker is None:
        return
    start, end = statement.speaker.start, statement.speaker.end
    yield [start, end]
    if (
        statement.cue is not None
        and end < statement.cue.start
        and (relative := RELATIVE.search(text, end, statement.cue.start))
    ):
        yield [relative.start(1), relative.end(1)]


def _ends(name: str, source: Source | None) -> dict[str, int | None]:
    return {f"{name}_start": source.start if source else None, f"{name}_end": source.end if source else None}


def _scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_quotes", path.parent / "score_quotes.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(f"no score_quotes.py beside {path}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _figures(scored: dict[str, Any]) -> dict[str, float]:
    recall = scored["recall by type (J>=0.5 | exact | with speaker)"]
    return {
        "attributed_f1": scored["attributed (J>=0.5 & speaker)"]["F1"],
        "precision_j50": scored["J>=0.5"]["P"],
        "recall_j50": scored["J>=0.5"]["R"],
        "recall_direct": _first(recall.get("direct", "0")),
        "recall_mixed": _first(recall.get("mixed", "0")),
        "recall_indirect": _first(recall.get("indirect", "0")),
        "recall_speech_cues": _first(recall.get("speech cue", "0")),
        "speaker_accuracy": scored["speaker acc on J>=0.5"]["overlap"] or 0.0,
    }


def _first(words: str) -> float:
    return float(words.split()[0])


def _missed(done: Run, scorer: ModuleType, most: int) -> Iterator[str]:
    """Gold attributions whose content no prediction covers by half, by type; then predictions that fit none."""
    shown: dict[str, int] = {}
    for document in done.documents:
        words = scorer.Doc(document["text"])
        gold = [(q, scorer.cset(words.w(scorer.sp(q, "content")))) for q in document["quotes"]]
        predicted = [(p, scorer.cset(words.w(scorer.sp(p, "content")))) for p in done.predictions[document["id"]]]
        sides = (("missed", gold, predicted), ("spurious", predicted, gold))
        for name, these, those in sides:
            for item, own in these:
                kind = f"{name} {item.get('type') or item.get('reason')}"
                if own and shown.get(kind, 0) < most and not any(len(own & o) / len(own | o) >= 0.5 for _, o in those):
                    shown[kind] = shown.get(kind, 0) + 1
                    pieces = (
                        " … ".join(document["text"][a:b] for a, b in scorer.sp(item, part))
                        for part in ("speaker", "cue", "content")
                    )
                    yield f"{kind}: " + " | ".join(piece.replace("\n", "/")[:160] for piece in pieces)


def main() -> None:
    """Writes the predictions and prints the scores."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("gold", type=Path)
    options.add_argument("predictions", type=Path, nargs="?", help="where to write what was predicted")
    options.add_argument("--misses", type=int, default=0, help="how many misses of each class to print")
    given = options.parse_args()
    done = run(given.gold)
    if given.predictions:
        given.predictions.write_text(json.dumps(done.predictions, ensure_ascii=False), encoding="utf-8")
    scorer = _scorer(given.gold)
    for name, value in _figures(scorer.score(done.documents, done.predictions)).items():
        print(f"{name:24s} {value:6.1f}")
    print(f"{'share_of_parse_time':24s} {done.extracting / done.parsing:6.3f}")
    if given.misses:
        print(*sorted(_missed(done, scorer, given.misses)), sep="\n")


if __name__ == "__main__":
    main()
