"""Tellings of one happening across accounts: CoNLL F1 over gold event mentions of ECB+, subjects found by ourselves.

    python -m tests.gate.coreference ECBPLUS.jsonl [--misses N]

All accounts are one pool and singletons count. Beside the score stand three baselines: every mention alone, one cluster
for each head lemma, and one for each head lemma and subject; then how well our subjects agree with the gold ones (B³).
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.tokens import Doc, Token

from dragoman.extract.parse import load
from dragoman.resolve.families import root
from dragoman.resolve.happenings import Telling, happenings
from dragoman.resolve.subjects import plain, subjects, terms
from tests.gate.conll import b_cubed, ceaf_e, clusters, conll, muc

_NOUNS = frozenset(("NOUN", "PROPN", "NUM"))
_SIDES = frozenset(("nsubj", "nsubjpass", "dobj", "dative", "attr", "poss", "compound"))
_WITHIN = frozenset(("compound", "conj", "appos", "poss", "nmod"))


@dataclass(frozen=True, slots=True)
class _Set:
    """The mentions as tellings, what the gold calls each, and the subjects of the accounts, found and gold."""

    tellings: tuple[Telling, ...]
    gold: Mapping[str, str]
    subject: Mapping[str, str]
    gold_subject: Mapping[str, str]


def scores(path: Path) -> dict[str, float]:
    """CoNLL F1 and its parts in percent, the baselines, and B³ of the subjects."""
    data = _read(path)
    found = _clusters(data)
    gold = clusters(data.gold)
    parts = {"muc": muc, "b3": b_cubed, "ceafe": ceaf_e}
    said = {"conll_f1": conll(gold, clusters(found))}
    said |= {f"{name}_f1": score(gold, clusters(found)).f1 for name, score in parts.items()}
    baselines: dict[str, Callable[[Telling], Hashable]] = {
        "alone": lambda t: t.id,
        "lemma": lambda t: t.lemma,
        "lemma_in_subject": lambda t: (t.lemma, data.subject[t.document]),
        "lemma_in_gold_subject": lambda t: (t.lemma, data.gold_subject[t.document]),
    }
    said |= {name: conll(gold, clusters({t.id: key(t) for t in data.tellings})) for name, key in baselines.items()}
    said["subjects_b3"] = b_cubed(clusters(data.gold_subject), clusters(data.subject)).f1
    return {name: 100 * value for name, value in said.items()}


def misses(path: Path) -> dict[str, Counter[tuple[str, str]]]:
    """Pairs of lemmas by how many pairs of mentions within one subject were missed, or joined falsely."""
    data = _read(path)
    found = _clusters(data)
    within: dict[str, list[Telling]] = defaultdict(list)
    for telling in data.tellings:
        within[data.subject[telling.document]].append(telling)
    wrong: dict[str, Counter[tuple[str, str]]] = {"missed": Counter(), "false": Counter()}
    for told in within.values():
        for i, one in enumerate(told):
            for other in told[:i]:
                right, joined = data.gold[one.id] == data.gold[other.id], found[one.id] == found[other.id]
                if right != joined:
                    low, high = sorted((one.lemma, other.lemma))
                    wrong["missed" if right else "false"][low, high] += 1
    return wrong


def _clusters(data: _Set) -> dict[str, Hashable]:
    groups = happenings(data.tellings, data.subject).groups
    return {telling.id: number for number, group in enumerate(groups) for telling in group}


def _read(path: Path) -> _Set:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    nlp = load()
    words = [[word for _, word in row["tokens"]] for row in rows]
    starts = [[i == 0 or t[0] != row["tokens"][i - 1][0] for i, t in enumerate(row["tokens"])] for row in rows]
    docs = [Doc(nlp.vocab, words=w, sent_starts=s) for w, s in zip(words, starts, strict=True)]
    told: list[Telling] = []
    gold: dict[str, str] = {}
    for row, parsed in zip(rows, nlp.pipe(docs, batch_size=16), strict=True):
        for number, mention in enumerate(row["mentions"]):
            if mention["kind"] == "event":
                telling = _telling(row, number, mention, parsed)
                told.append(telling)
                gold[telling.id] = mention["cluster"]
    subject = subjects({row["id"]: terms(" ".join(w)) for row, w in zip(rows, words, strict=True)})
    return _Set(
        tuple(told),
        gold,
        subject,
        {row["id"]: f"{row['topic']}/{row['subtopic']}" for row in rows},
    )


def _telling(row: Mapping[str, Any], number: int, mention: Mapping[str, Any], parsed: Doc) -> Telling:
    """A gold mention (its tokens are counted from 1) as the core compares it."""
    tokens = [parsed[i - 1] for i in mention["tokens"]]
    head = next((token for token in tokens if token.head == token or token.head not in tokens), tokens[0])
    sentence = row["tokens"][head.i][0]
    around = (word for i, (s, word) in enumerate(row["tokens"]) if s == sentence and i != head.i)
    return Telling(
        f"{row['id']}#{number}",
        row["id"],
        sentence,
        head.lemma_.casefold(),
        frozenset(telling for word in around if (telling := plain(word))),
        frozenset(name for side in _sides(head) for name in _names(side)),
    )


def _sides(head: Token) -> list[Token]:
    """The heads of those who take part, by the parse."""
    direct = [child for child in head.children if child.dep_ in _SIDES]
    through = [c for p in head.children if p.dep_ in ("prep", "agent") for c in p.children if c.dep_ == "pobj"]
    return direct + through


def _names(head: Token) -> set[str]:
    found = {head.lemma_.casefold()} if head.pos_ in _NOUNS else set()
    for child in head.children:
        if child.dep_ in _WITHIN:
            found |= _names(child)
    return found


def main() -> None:
    """Prints the scores and, with --misses N, the N pairs of lemmas that cost most either way."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--misses", type=int, default=0)
    args = parser.parse_args()
    for name, value in scores(args.data).items():
        print(f"{name} {value:.1f}")
    if args.misses:
        for kind, pairs in misses(args.data).items():
            print(f"\n{kind} ({pairs.total()} pairs)")
            for (one, other), count in pairs.most_common(args.misses):
                alike = " (one root)" if one != other and root(one) == root(other) else ""
                print(f"  {count:5} {one} / {other}{alike}")


if __name__ == "__main__":
    main()
