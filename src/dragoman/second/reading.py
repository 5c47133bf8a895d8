"""What a model's answers make of an account: the rules' records, and the model's that hold, together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.records import Document, Extract, Problem
from dragoman.second.agreement import merged
from dragoman.second.answer import NotJson, read_answer
from dragoman.second.prompt import Question, parts
from dragoman.second.proposals import Found, Reading, problem, records


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as it was kept. `by`: 'model NAME VERSION'."""

    content: str
    by: str


@dataclass(frozen=True, slots=True)
class Read:
    """An account's records of all readers; proposals that agreed, that were new, that did not hold."""

    extract: Extract
    agreed: int = 0
    added: int = 0
    rejected: tuple[tuple[str, int], ...] = ()
    problems: tuple[Problem, ...] = ()


def by(model: str, version: str | None) -> str:
    """The mark of a model's records."""
    return f"model {model} {version}" if version else f"model {model}"


def questions(document: Document, extract: Extract) -> tuple[Question, ...]:
    """What is asked about an account, in text order."""
    return tuple(part.question for part in parts(document, extract))


def read(document: Document, extract: Extract, given: Mapping[str, Given]) -> Read:
    """The rules' `extract` with what holds of the answers in `given`, by the text that each is about.

    A part without an answer is as the rules left it. `problems` say what was rejected.
    """
    counts: Counter[str] = Counter()
    whole, agreed, added, last = extract, 0, 0, ""
    for part in parts(document, extract):
        answer = given.get(part.question.text)
        if answer is None:
            continue
        found = _found(Reading(document, extract, part.sentences, answer.by), answer)
        done = merged(whole, found)
        whole, agreed, added, last = done.extract, agreed + done.agreed, added + done.added, answer.by
        counts.update(dict(found.rejected))
    rejected = tuple(sorted((reason, count) for reason, count in counts.items() if count))
    trouble = problem(document, last, rejected, agreed + added)
    return Read(whole, agreed, added, rejected, (trouble,) if trouble else ())


def _found(reading: Reading, answer: Given) -> Found:
    try:
        return records(reading, read_answer(answer.content))
    except NotJson:
        return Found(rejected=(("answer that is no JSON", 1),))
