"""A run keeps what it had, whatever happens to the endpoint, and stops at its budget."""

from __future__ import annotations

from typing import Any

import pytest

from dragoman.second.client import Client, Endpoint, Reply
from dragoman.second.cost import reckoned
from dragoman.second.prompt import Question
from dragoman.second.run import Asked, ask
from tests.second import server as scripted
from tests.second.server import serving

GOOD = scripted.Reply('{"statements": []}')
QUESTIONS = [Question(f"hash-{n}", "1", (("user", "words " * 100),), "records") for n in range(6)]


def run(*script: scripted.Reply, questions: list[Question] = QUESTIONS, **more: Any) -> tuple[Asked, dict[str, Reply]]:
    kept: dict[str, Reply] = {}
    given = {"at_once": 2, **more}
    with serving(*script) as server, Client(Endpoint(server.url, "toy", timeout=0.3), pause=lambda _: None) as client:
        return ask(questions, client, lambda q, reply: kept.update({q.text: reply}), **given), kept


def test_all_are_asked_several_at_a_time() -> None:
    done: list[int] = []
    asked, kept = run(GOOD, progress=done.append)
    assert (asked.answered, asked.left, asked.stopped, asked.sent, asked.received) == (6, 0, None, 600, 120)
    assert sorted(kept) == [q.text for q in QUESTIONS]
    assert done == [1, 2, 3, 4, 5, 6]


def test_the_same_question_is_asked_once() -> None:
    assert run(GOOD, questions=[QUESTIONS[0]] * 3)[0].answered == 1


def test_an_endpoint_that_dies_in_mid_run_loses_nothing() -> None:
    asked, kept = run(GOOD, GOOD, scripted.Reply(state=401), at_once=1)
    assert (asked.answered, asked.left, len(kept)) == (2, 4, 2)
    assert "key" in (asked.stopped or "")


def test_one_question_without_an_answer_does_not_end_the_run() -> None:
    asked, kept = run(GOOD, *[scripted.Reply(state=500)] * 4, GOOD, at_once=1)
    assert (asked.answered, asked.left, asked.stopped) == (5, 1, None)
    assert len(asked.troubles) == 1
    assert len(kept) == 5


def test_many_in_a_row_end_it() -> None:
    asked, _ = run(GOOD, scripted.Reply(state=500), at_once=1)
    assert (asked.answered, asked.left) == (1, 5)
    assert "3 questions in a row" in (asked.stopped or "")


def test_the_budget_is_not_gone_over() -> None:
    cost = reckoned(QUESTIONS[0])
    least = cost.sent + cost.received
    asked, kept = run(GOOD, budget=240 + least, at_once=1)
    assert asked.answered == 3, "two at 120 as told by the endpoint, and one more fits as reckoned"
    assert len(kept) == 3
    assert "budget" in (asked.stopped or "")
    assert run(GOOD, budget=0)[0] == Asked(
        left=6, stopped=asked.stopped.replace(str(240 + least), "0") if asked.stopped else ""
    )


def test_trouble_in_keeping_is_not_swallowed() -> None:
    def full(question: Question, reply: Reply) -> None:
        raise OSError("disk full")

    with (
        serving(GOOD) as server,
        Client(Endpoint(server.url, "toy")) as client,
        pytest.raises(OSError, match="disk full"),
    ):
        ask(QUESTIONS, client, full)
