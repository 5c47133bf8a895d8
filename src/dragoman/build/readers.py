"""The second reader beside the rules: which questions are open in a case, and what its answers make of the extracts.

The case keeps the rules' extracts as they are and the models' answers as they came; what is resolved is both together,
made anew each time. So a model's records can be left out again, and a run that ends early has lost nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dragoman import ids
from dragoman.case.answers import Kept, answers, keep_answer, readers, set_readers
from dragoman.case.store import Case
from dragoman.second.client import Client, Endpoint, Reply
from dragoman.second.cost import Cost, reckoned, total
from dragoman.second.prompt import VERSION, Question
from dragoman.second.reading import Given, Read, by, questions, read
from dragoman.second.run import AT_ONCE, Asked, ask

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Reader:
    """A model to ask, how many questions at a time, and the tokens that a run may take (None: as many as needed)."""

    endpoint: Endpoint
    at_once: int = AT_ONCE
    budget: int | None = None


def planned(case: Case, model: str) -> Cost:
    """What it will cost to ask the model all that it has not answered yet."""
    return total(map(reckoned, _open(case, model)))


def read_again(case: Case, reader: Reader, progress: Progress = lambda name, done, of: None) -> Asked:
    """Asks the model what it has not answered yet; each answer is kept as it comes, and counts from now on."""
    model = reader.endpoint.model

    def keep(question: Question, reply: Reply) -> None:
        kept = Kept(question.text, question.prompt, model, reply.version, reply.content, reply.sent, reply.received)
        keep_answer(case, kept)

    with case.writing():
        set_readers(case, (*readers(case), model))
    waiting = _open(case, model)
    with Client(reader.endpoint) as client:
        return ask(
            waiting,
            client,
            keep,
            at_once=reader.at_once,
            budget=reader.budget,
            progress=lambda done: progress(model, done, len(waiting)),
        )


def readings(case: Case) -> Iterator[Read]:
    """The extract of each account, by document id, with what holds of the answers of the case's readers."""
    given = {model: _given(case, model) for model in readers(case)}
    for extract in case.extracts():
        done = Read(extract)
        document = case.only(extract.document) if given else None
        for answered in given.values():
            if document is not None:
                done = _both(done, read(document, done.extract, answered))
        yield done


def state(case: Case) -> str:
    """What readings depend on besides the rules' extracts."""
    return ids.make("x", VERSION, [[model, sorted(_given(case, model))] for model in readers(case)])


def _open(case: Case, model: str) -> list[Question]:
    """The questions that the model has not answered yet, by document."""
    known = _given(case, model)
    asked = (q for extract in case.extracts() for q in questions(case.only(extract.document), extract))
    return list({question.text: question for question in asked if question.text not in known}.values())


def _given(case: Case, model: str) -> dict[str, Given]:
    return {a.text: Given(a.content, by(model, a.version)) for a in answers(case, prompt=VERSION, model=model)}


def _both(one: Read, other: Read) -> Read:
    """What two readers after each other made of an account."""
    return Read(
        other.extract,
        one.agreed + other.agreed,
        one.added + other.added,
        (*one.rejected, *other.rejected),
        (*one.problems, *other.problems),
    )
