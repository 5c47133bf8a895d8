"""The second reader beside the rules: which questions are open in a case, and what its answers make of the extracts.

The case keeps the rules' extracts as they are and the models' answers as they came; what is resolved is both together,
made anew each time. So a model's records can be left out again, and a run that ends early has lost nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from dragoman import ids
from dragoman.case.answers import Kept, answers, keep_answer, readers, set_readers
from dragoman.case.store import Case
from dragoman.records import Extract
from dragoman.second.client import Client, Endpoint, Reply
from dragoman.second.cost import Cost, reckoned, total
from dragoman.second.prompt import VERSION, Question
from dragoman.second.reading import Given, Read, by, questions, read
from dragoman.second.run import AT_ONCE, Asked, ask

Progress = Callable[[str, int, int], None]

ONLY = "only"
"""The setting of a case in which one reader's records alone count."""


class UnknownReader(LookupError):
    """No such reader read this case; the message lists those that did."""


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
    with case.writing():
        set_readers(case, (*readers(case), model))
    return ask_and_keep(case, reader, _open(case, model), 0, progress)


def ask_and_keep(case: Case, reader: Reader, waiting: Sequence[Question], spent: int, progress: Progress) -> Asked:
    """Asks `waiting` of the model and keeps each answer as it comes; `spent`: tokens of the budget that are gone."""
    model = reader.endpoint.model

    def keep(question: Question, reply: Reply) -> None:
        kept = Kept(question.text, question.prompt, model, reply.version, reply.content, reply.sent, reply.received)
        keep_answer(case, kept)

    with Client(reader.endpoint) as client:
        return ask(
            waiting,
            client,
            keep,
            at_once=reader.at_once,
            budget=None if reader.budget is None else max(0, reader.budget - spent),
            progress=lambda done: progress(model, done, len(waiting)),
        )


def given_to(case: Case, model: str, prompt: str = VERSION) -> dict[str, Given]:
    """The answers of a model to a version of a prompt, by the text that each is about."""
    return {a.text: Given(a.content, by(model, a.version)) for a in answers(case, prompt=prompt, model=model)}


def readings(case: Case) -> Iterator[Read]:
    """The extract of each account, by document id, with what holds of the answers of the case's readers."""
    rules, models = one_reader(case, case.setting(ONLY) or "")
    given = {model: given_to(case, model) for model in models}
    for extract in case.extracts():
        done = Read(extract if rules else _named(extract))
        document = case.only(extract.document) if given else None
        for answered in given.values():
            if document is not None:
                done = _both(done, read(document, done.extract, answered))
        yield done


def one_reader(case: Case, by: str) -> tuple[bool, tuple[str, ...]]:
    """Whether the rules' records count, and which models' do, for one reader; all for ''. Raises UnknownReader."""
    if not by:
        return True, readers(case)
    chosen = tuple(model for model in readers(case) if f"model {model} ".startswith(f"{by.strip()} "))
    if by != "rules" and not chosen:
        known = ", ".join(("rules", *(f"model {model}" for model in readers(case))))
        raise UnknownReader(f"{case.path}: {by!r} has not read this case; its readers: {known}")
    return by == "rules", chosen


def state(case: Case) -> str:
    """What readings depend on besides the rules' extracts."""
    return ids.make("x", VERSION, [[model, sorted(given_to(case, model))] for model in readers(case)])


def _open(case: Case, model: str) -> list[Question]:
    """The questions that the model has not answered yet, by document."""
    known = given_to(case, model)
    asked = (q for extract in case.extracts() for q in questions(case.only(extract.document), extract))
    return list({question.text: question for question in asked if question.text not in known}.values())


def _named(extract: Extract) -> Extract:
    """Only what the rules found of names: what a model's records need to stand on."""
    return Extract(extract.document, sentences=extract.sentences, mentions=extract.mentions)


def _both(one: Read, other: Read) -> Read:
    """What two readers after each other made of an account."""
    return Read(
        other.extract,
        one.agreed + other.agreed,
        one.added + other.added,
        (*one.rejected, *other.rejected),
        (*one.problems, *other.problems),
    )
