"""A model's answers, kept in the case by what was asked: a second run costs nothing and finds the same.

The key is the hash of the text that was asked about, the version of the prompt and the model's name. No key to an
endpoint and no address is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman.case.store import Case
from dragoman.records import Problem

READERS = "readers"
"""The setting that lists the models whose answers count, a line each."""
STAGE = "second"
"""The stage of problems that say what was rejected."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as it came: which text, prompt and model it belongs to, its words and the tokens that it took."""

    text: str
    prompt: str
    model: str
    version: str | None
    content: str
    sent: int = 0
    received: int = 0


def keep_answer(case: Case, answer: Kept) -> None:
    """Keeps the answer, in a transaction of its own."""
    with case.writing():
        case._database.execute(
            "INSERT OR REPLACE INTO answer (text, prompt, model, version, content, sent, received)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                answer.text,
                answer.prompt,
                answer.model,
                answer.version,
                answer.content.encode("utf-8", "replace").decode(),
                answer.sent,
                answer.received,
            ),
        )


def answers(case: Case, *, prompt: str, model: str) -> Iterator[Kept]:
    """The answers of a model to a version of the prompt, by text."""
    query = (
        "SELECT text, prompt, model, version, content, sent, received FROM answer"
        " WHERE prompt = ? AND model = ? ORDER BY text"
    )
    for row in case._rows(query, prompt, model):
        yield Kept(*row)


def readers(case: Case) -> tuple[str, ...]:
    """The models whose answers count in this case, by name."""
    return tuple((case.setting(READERS) or "").splitlines())


def set_readers(case: Case, models: Iterable[str]) -> None:
    """Which models' answers count from now on; within a transaction."""
    case.set(READERS, "\n".join(sorted(set(models))))


def keep_rejections(case: Case, problems: Iterable[Problem]) -> None:
    """What was rejected of the models' proposals, in place of what was kept of it before; within a transaction."""
    case._database.execute("DELETE FROM problem WHERE stage = ?", (STAGE,))
    case._put_problems(problems, STAGE)
