"""A run: the questions that have no answer yet, several at a time, until all are answered, the budget is spent or the endpoint is gone.

Each answer is handed over as it comes, so that a run which ends early, however it ends, keeps what it had.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from itertools import islice

from dragoman.second.client import Client, EndpointGone, Reply, Unanswered
from dragoman.second.cost import reckoned
from dragoman.second.prompt import Question

AT_ONCE = 4
"""Questions under way at a time."""
IN_A_ROW = 3
"""Questions without an answer, one after the other, that end a run: the endpoint is not well."""


@dataclass(frozen=True, slots=True)
class Asked:
    """How a run went. `left`: questions without an answer; `stopped`: why it ended before all were asked, if it did."""

    answered: int = 0
    sent: int = 0
    received: int = 0
    left: int = 0
    stopped: str | None = None
    troubles: tuple[str, ...] = ()


def ask(
    questions: Iterable[Question],
    client: Client,
    keep: Callable[[Question, Reply], None],
    *,
    at_once: int = AT_ONCE,
    budget: int | None = None,
    progress: Callable[[int], None] = lambda answered: None,
) -> Asked:
    """Asks all `questions`; `keep` is called in this thread with each answer as it comes.

    `budget`: tokens, sent and received together, that the run may take; a question that might go over it is not asked.
    """
    waiting = list({(q.text, q.prompt): q for q in questions}.values())
    run = _Run(client, keep, budget, progress)
    pool = ThreadPoolExecutor(at_once, thread_name_prefix="reader")
    try:
        _work(run, iter(waiting), pool, at_once)
    except BaseException:
        client.close()
        raise
    finally:
        pool.shutdown(wait=run.stopped is None, cancel_futures=True)
    left = len(waiting) - run.answered
    return Asked(run.answered, run.sent, run.received, left, run.stopped, tuple(dict.fromkeys(run.troubles)))


class _Run:
    """What lives on between the answers of a run."""

    def __init__(
        self,
        client: Client,
        keep: Callable[[Question, Reply], None],
        budget: int | None,
        progress: Callable[[int], None],
    ) -> None:
        self.client = client
        self.keep = keep
        self.budget = budget
        self.progress = progress
        self.answered = self.sent = self.received = self.failed = 0
        self.stopped: str | None = None
        self.troubles: list[str] = []
        self.under_way: dict[Future[Reply], Question] = {}

    def affords(self, question: Question) -> bool:
        """Whether the budget holds this question beside those under way."""
        if self.budget is None:
            return True
        costs = [reckoned(each) for each in (question, *self.under_way.values())]
        return self.sent + self.received + sum(cost.sent + cost.received for cost in costs) <= self.budget

    def take(self, future: Future[Reply]) -> None:
        """Keeps the answer, or notes why there is none."""
        question = self.under_way.pop(future)
        try:
            reply = future.result()
        except Unanswered as trouble:
            self.failed += 1
            self.troubles.append(str(trouble))
            if self.failed >= IN_A_ROW:
                self.stopped = self.stopped or f"{self.failed} questions in a row without an answer: {trouble}"
            return
        except EndpointGone as trouble:
            self.stopped = self.stopped or str(trouble)
            return
        cost = reckoned(question)
        self.failed = 0
        self.answered += 1
        self.sent += reply.sent or cost.sent
        self.received += reply.received or cost.received
        self.keep(question, reply)
        self.progress(self.answered)


def _work(run: _Run, waiting: Iterator[Question], pool: ThreadPoolExecutor, at_once: int) -> None:
    """Keeps so many questions under way; once the run is stopped only those under way are waited for."""
    held: list[Question] = []
    while True:
        while run.stopped is None and len(run.under_way) < at_once:
            question = held.pop() if held else next(islice(waiting, 1), None)
            if question is None:
                break
            if not run.affords(question):
                if run.under_way:
                    held.append(question)
                else:
                    run.stopped = f"the budget of {run.budget} tokens is spent; the same command goes on from here"
                break
            run.under_way[pool.submit(run.client.ask, question)] = question
        if not run.under_way:
            return
        done, _ = wait(run.under_way, return_when=FIRST_COMPLETED)
        for future in sorted(done, key=lambda each: run.under_way[each].text):
            run.take(future)
