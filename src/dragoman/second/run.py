"""A run of questions, several at a time, until all are answered, the budget is spent or the endpoint is gone.

Each answer is handed over as it comes, so that a run which ends early, however it ends, keeps what it had.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from queue import SimpleQueue

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


def both(one: Asked, other: Asked) -> Asked:
    """Two runs after each other, as one."""
    return Asked(
        one.answered + other.answered,
        one.sent + other.sent,
        one.received + other.received,
        one.left + other.left,
        one.stopped or other.stopped,
        (*one.troubles, *other.troubles),
    )


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
    run.work(list(reversed(waiting)), at_once)
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
        self.under_way: list[Question] = []
        self.done: SimpleQueue[tuple[Question, Reply | Exception]] = SimpleQueue()

    def work(self, waiting: list[Question], at_once: int) -> None:
        """Keeps so many questions of `waiting` under way, last first, till none is left or the run is stopped."""
        while True:
            while self.stopped is None and waiting and len(self.under_way) < at_once and self.affords(waiting[-1]):
                self.start(waiting.pop())
            if self.under_way:
                self.take(*self.done.get())
            elif waiting and self.stopped is None:
                self.stopped = f"the budget of {self.budget} tokens is spent; the same command goes on from here"
            else:
                return

    def start(self, question: Question) -> None:
        """Asks the question in a thread that does not keep the program from ending."""
        self.under_way.append(question)
        threading.Thread(target=self._ask, args=(question,), daemon=True).start()

    def _ask(self, question: Question) -> None:
        try:
            self.done.put((question, self.client.ask(question)))
        except Exception as error:  # raised again by `take`, in the thread of the run
            self.done.put((question, error))

    def affords(self, question: Question) -> bool:
        """Whether the budget holds this question beside those under way."""
        if self.budget is None:
            return True
        costs = [reckoned(each) for each in (question, *self.under_way)]
        return self.sent + self.received + sum(cost.sent + cost.received for cost in costs) <= self.budget

    def take(self, question: Question, outcome: Reply | Exception) -> None:
        """Keeps the answer, or notes why there is none."""
        self.under_way.remove(question)
        match outcome:
            case Reply():
                self._keep(question, outcome)
            case Unanswered():
                self.failed += 1
                self.troubles.append(str(outcome))
                if self.failed >= IN_A_ROW and self.stopped is None:
                    self.stopped = f"{self.failed} questions in a row without an answer: {outcome}"
            case EndpointGone():
                self.stopped = self.stopped or str(outcome)
            case _:
                raise outcome

    def _keep(self, question: Question, reply: Reply) -> None:
        cost = reckoned(question)
        self.failed = 0
        self.answered += 1
        self.sent += reply.sent or cost.sent
        self.received += reply.received or cost.received
        self.keep(question, reply)
        self.progress(self.answered)
