"""The endpoint's good and bad days, by a scripted server: no waiting, no network but this machine's own."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from dragoman.second.client import BadEndpoint, Client, Endpoint, EndpointGone, Unanswered
from dragoman.second.keys import Key, find_key
from dragoman.second.prompt import Question
from tests.second.server import Reply, Server, dead, serving

SECRET = "sk-verysecret-0123456789"
GOOD = Reply('{"statements": []}', model="toy-2024")
ASKED = Question("hash", "1", (("system", "read"), ("user", "words")), "records")


class Waits(list[float]):
    """Notes the waits instead of waiting."""

    def __call__(self, seconds: float) -> None:
        self.append(seconds)


def client(server: Server | str, waits: Waits | None = None, **more: Any) -> Client:
    url = server if isinstance(server, str) else server.url
    return Client(Endpoint(url, "toy", **more), pause=Waits() if waits is None else waits)


def test_an_answer_comes_with_its_version_and_cost() -> None:
    with serving(GOOD) as server, client(server) as ask:
        reply = ask.ask(ASKED)
    assert (reply.content, reply.version, reply.sent, reply.received) == ('{"statements": []}', "toy-2024", 100, 20)
    (asked,) = server.requests
    assert asked["messages"] == [{"role": "system", "content": "read"}, {"role": "user", "content": "words"}]
    assert asked["response_format"]["json_schema"]["strict"] is True
    assert (asked["temperature"], asked["seed"], asked["stream"]) == (0, 0, False)
    assert "tools" not in asked


@pytest.mark.parametrize("state", [429, 500, 503, 529])
def test_trouble_that_passes_is_waited_out_longer_each_time(state: int) -> None:
    waits = Waits()
    with serving(Reply(state=state), Reply(state=state), GOOD) as server, client(server, waits) as ask:
        assert ask.ask(ASKED).content
    assert len(waits) == 2
    assert 0.7 < waits[0] < 1.3 < waits[1] < 2.6


def test_an_endpoint_that_says_how_long_to_wait_is_obeyed() -> None:
    waits = Waits()
    date = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)
    script = [Reply(state=429, headers={"Retry-After": after}) for after in ("7", date, "soon")]
    with serving(*script, GOOD) as server, client(server, waits) as ask:
        assert ask.ask(ASKED).content
    assert waits[0] == 7
    assert 25 < waits[1] <= 30
    assert 2 < waits[2] < 6


def test_an_endpoint_that_asks_for_too_long_ends_the_run() -> None:
    waits = Waits()
    script = Reply(state=429, headers={"Retry-After": "3600"})
    with serving(script) as server, client(server, waits) as ask, pytest.raises(EndpointGone, match="wait 3600 s"):
        ask.ask(ASKED)
    assert waits == []


@pytest.mark.parametrize(
    "script",
    [
        [Reply(state=503)],
        [Reply(cut=True)],
        [Reply(body="<html>busy</html>")],
        [Reply(body='{"choices": []}')],
        [Reply(body='{"choices": [{"message": {"content": ["a"]}}]}')],
    ],
)
def test_trouble_that_stays_leaves_the_question_unanswered(script: list[Reply]) -> None:
    waits = Waits()
    with serving(*script) as server, client(server, waits) as ask, pytest.raises(Unanswered):
        ask.ask(ASKED)
    assert len(server.requests) == 4
    assert len(waits) == 3


def test_a_cut_connection_is_tried_again() -> None:
    with serving(Reply(cut=True), GOOD) as server, client(server) as ask:
        assert ask.ask(ASKED).content


def test_an_answer_that_does_not_come_in_time_is_given_up() -> None:
    late, told = Reply(late=True), r"within 0\.1 s"
    with serving(late) as server, client(server, timeout=0.1) as ask, pytest.raises(Unanswered, match=told):
        ask.ask(ASKED)


def test_an_endpoint_that_is_not_there_ends_the_run() -> None:
    with client(dead()) as ask, pytest.raises(EndpointGone, match="no connection"):
        ask.ask(ASKED)


@pytest.mark.parametrize(
    ("state", "words"), [(401, "key"), (403, "key"), (402, "credit"), (404, "address"), (302, "address")]
)
def test_what_no_waiting_mends_ends_the_run_at_once(state: int, words: str) -> None:
    script = Reply(state=state, headers={"Location": "http://example.org/"})
    with serving(script) as server, client(server) as ask, pytest.raises(EndpointGone, match=words):
        ask.ask(ASKED)
    assert len(server.requests) == 1


def test_an_answer_that_is_no_json_is_asked_for_once_more() -> None:
    with serving(Reply("I am sorry."), GOOD) as server, client(server) as ask:
        reply = ask.ask(ASKED)
    assert (reply.content, reply.sent) == ('{"statements": []}', 200)
    with serving(Reply("I am sorry.")) as server, client(server) as ask:
        assert ask.ask(ASKED).content == "I am sorry."
    assert len(server.requests) == 2


def test_an_endpoint_that_knows_no_schema_is_asked_more_simply_from_then_on() -> None:
    no = Reply(state=400, body='{"error": {"message": "response_format json_schema is not supported"}}')
    with serving(no, no, GOOD) as server, client(server) as ask:
        assert ask.ask(ASKED).content
        ask.ask(ASKED)
    formats = [asked.get("response_format", {}).get("type") for asked in server.requests]
    assert formats == ["json_schema", "json_schema", "json_object", "json_object"]


def test_a_refusal_of_the_question_itself_is_told_and_the_run_goes_on() -> None:
    no = Reply(state=400, body='{"error": {"message": "the prompt is\\u001b[31m too long"}}')
    with serving(no) as server, client(server) as ask, pytest.raises(Unanswered, match="too long") as caught:
        ask.ask(ASKED)
    assert "\x1b" not in str(caught.value)


def test_a_huge_answer_is_not_swallowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.second.client.LARGEST", 10_000)
    with serving(Reply("x" * 20_000)) as server, client(server) as ask, pytest.raises(Unanswered, match="larger"):
        ask.ask(ASKED)


@pytest.mark.parametrize(
    "url", ["localhost:11434", "ftp://a/v1", "http:///v1", "", "http://u:pw@h/v1", "http://h/v1?key=pw"]
)
def test_what_is_no_endpoint_is_said(url: str) -> None:
    with pytest.raises(BadEndpoint) as caught:
        client(url)
    assert "pw" not in str(caught.value)


def test_the_whole_address_does_too() -> None:
    assert Endpoint("https://h/v1/chat/completions", "m").address() == "https://h/v1/chat/completions"
    assert Endpoint("https://h/v1/", "m").address() == "https://h/v1/chat/completions"


def test_a_key_in_the_clear_is_noticed() -> None:
    assert Endpoint("http://gpu.example/v1", "m", Key(SECRET)).open()
    assert not Endpoint("https://gpu.example/v1", "m", Key(SECRET)).open()
    assert not Endpoint("http://127.0.0.1:1/v1", "m", Key(SECRET)).open()
    assert not Endpoint("http://gpu.example/v1", "m").open()


def test_the_key_goes_in_the_header_and_nowhere_else() -> None:
    no = Reply(state=400, body=f'{{"error": {{"message": "bad key {SECRET}"}}}}')
    with serving(GOOD, no) as server:
        endpoint = Endpoint(server.url, "toy", Key(SECRET))
        with Client(endpoint, pause=Waits()) as ask:
            ask.ask(ASKED)
            with pytest.raises(Unanswered) as caught:
                ask.ask(ASKED)
            assert SECRET not in repr(endpoint) + repr(ask) + str(ask) + str(caught.value)
    assert server.headers[0]["Authorization"] == f"Bearer {SECRET}"
    assert SECRET not in str(server.requests)


def test_a_key_does_not_show_itself() -> None:
    key = Key(SECRET)
    assert SECRET not in f"{key} {key!r} {key!s} {[key]}"
    assert not hasattr(key, "__dict__")
    with pytest.raises(TypeError):
        pickle.dumps(key)


def test_the_key_comes_from_the_environment_or_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.second.keys._from_keyring", lambda host: "")
    monkeypatch.delenv("DRAGOMAN_API_KEY", raising=False)
    assert find_key("localhost") is None
    monkeypatch.setenv("DRAGOMAN_API_KEY", f" {SECRET}\n")
    key = find_key("localhost")
    assert key is not None
    assert key.header() == {"Authorization": f"Bearer {SECRET}"}
    monkeypatch.setenv("DRAGOMAN_API_KEY", "a\nX-Evil: b")
    with pytest.raises(ValueError, match="characters") as caught:
        find_key("localhost")
    assert "Evil" not in str(caught.value)
