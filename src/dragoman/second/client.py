"""A chat endpoint of the OpenAI kind (Ollama, llama.cpp, vLLM, hosted ones): one question, one answer, with back-off.

Only this is relied on: POST /chat/completions with model, messages and, where the endpoint takes it, a JSON schema. An
endpoint that refuses a part of the request is asked in the next simpler form. Redirects are not followed, so that the
key goes where it was meant to; answers are bounded in size and in time.
"""

from __future__ import annotations

import ipaddress
import json
import random
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

import httpx

from dragoman.second.answer import SCHEMA, NotJson, read_object
from dragoman.second.keys import Key
from dragoman.second.prompt import Question
from dragoman.second.verdicts import SCHEMA as VERDICT

TRIES = 4
"""Times that a question is sent, at most."""
FIRST_WAIT = 1.0
"""Seconds before the second try; twice as long before each further one."""
LONGEST_WAIT = 120.0
"""Seconds that an endpoint may ask us to wait; one that asks for more ends the run, to be gone on with later."""
LARGEST = 4_000_000
"""Bytes of a reply."""
AGAIN = frozenset((408, 409, 425, 429, 500, 502, 503, 504, 529))
"""HTTP states that may be others a moment later."""
REFUSED = frozenset((400, 404, 415, 422, 500, 501))
"""HTTP states by which endpoints refuse a part of the request that they do not know."""
OPTIONS = ("response_format", "json_schema", "json_object", "schema", "grammar", "temperature", "seed", "max_tokens")
"""What a refusal names when it is about how we asked, not about what."""


class Unanswered(RuntimeError):
    """No answer to this question; the next may have one."""


class EndpointGone(RuntimeError):
    """The endpoint does not answer, or not to us; what was answered before is kept."""


class BadEndpoint(ValueError):
    """An address that is no endpoint."""


@dataclass(frozen=True, slots=True)
class Reply:
    """The words of an answer, which model gave it (None: not told) and the tokens that it took."""

    content: str
    version: str | None
    sent: int
    received: int


SCHEMAS: Mapping[str, Mapping[str, Any]] = {"records": SCHEMA, "verdict": VERDICT}
"""The schemas that questions name."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where and what to ask. `timeout`: seconds that one answer may take; `longest`: tokens that it may have."""

    url: str
    model: str
    key: Key | None = None
    timeout: float = 180.0
    longest: int = 8_000
    schemas: Mapping[str, Mapping[str, Any]] = field(default_factory=lambda: SCHEMAS)

    @property
    def host(self) -> str:
        return urlsplit(self.url).hostname or ""

    def address(self) -> str:
        """Where questions are sent. Raises BadEndpoint."""
        parts = urlsplit(self.url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise BadEndpoint(f"{_shown(self.url)} is no endpoint; expected an address like http://localhost:11434/v1")
        if parts.username or parts.password or parts.query or parts.fragment:
            raise BadEndpoint(
                f"{_shown(self.url)}: an endpoint has no user, password or query; give the key as DRAGOMAN_API_KEY"
            )
        path = parts.path.rstrip("/")
        return f"{parts.scheme}://{parts.netloc}{path.removesuffix('/chat/completions')}/chat/completions"

    def open(self) -> bool:
        """Whether the key would go over a wire in the clear."""
        return self.key is not None and urlsplit(self.url).scheme == "http" and not _local(self.host)


def _shown(url: str) -> str:
    """The address without what may be secret."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.hostname or ''}{parts.path}" if parts.scheme else repr(url[:80])


def _local(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class Client:
    """A way to an endpoint, shared by all questions of a run. Use as a context manager."""

    def __init__(self, endpoint: Endpoint, *, pause: Callable[[float], object] | None = None) -> None:
        self._endpoint = endpoint
        self._address = endpoint.address()
        self._closed = threading.Event()
        self._pause = self._closed.wait if pause is None else pause
        self._form = 0
        self._chance = random.Random(0)
        headers = endpoint.key.header() if endpoint.key else {}
        self._http = httpx.Client(
            headers={**headers, "Accept": "application/json"},
            timeout=httpx.Timeout(endpoint.timeout, connect=min(10.0, endpoint.timeout)),
            follow_redirects=False,
            trust_env=not _local(endpoint.host),
        )

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """No question is tried again after this."""
        self._closed.set()
        self._http.close()

    def ask(self, question: Question) -> Reply:
        """The answer. Raises Unanswered when this question has none, EndpointGone when no other will have one."""
        reply = self._patiently(question)
        try:
            read_object(reply.content)
        except NotJson:  # once more: few models do it twice, and the answer is kept for good
            second = self._patiently(question)
            return replace(second, sent=second.sent + reply.sent, received=second.received + reply.received)
        return reply

    def _patiently(self, question: Question) -> Reply:
        tried = 0
        while True:
            if self._closed.is_set():
                raise EndpointGone("the run was ended")
            try:
                return self._in_some_form(question)
            except _Later as later:
                tried += 1
                if tried == TRIES:
                    raise later.trouble from later
                self._pause(self._wait(tried) if later.seconds is None else later.seconds)

    def _wait(self, tried: int) -> float:
        return float(FIRST_WAIT * 2 ** (tried - 1) * self._chance.uniform(0.75, 1.25))

    def _in_some_form(self, question: Question) -> Reply:
        while True:
            form = self._form
            state, body, headers = self._post(self._body(question, form))
            if state == 200:
                return self._reply(body)
            if state in REFUSED and form + 1 < len(FORMS) and _about_form(state, body):
                self._form = max(self._form, form + 1)
                continue
            raise self._trouble(state, body, headers)

    def _body(self, question: Question, form: int) -> dict[str, Any]:
        schema = self._endpoint.schemas[question.schema]
        return {
            "model": self._endpoint.model,
            "messages": [{"role": role, "content": words} for role, words in question.messages],
            "stream": False,
            **FORMS[form](question.schema, schema, self._endpoint.longest),
        }

    def _post(self, body: dict[str, Any]) -> tuple[int, bytes, httpx.Headers]:
        """State, body and headers of the reply; the whole of it within the time and the size that it may have."""
        ends = time.monotonic() + self._endpoint.timeout
        got = bytearray()
        try:
            with self._http.stream("POST", self._address, json=body) as reply:
                for piece in reply.iter_bytes():
                    got += piece
                    if len(got) > LARGEST:
                        raise Unanswered(f"the answer is larger than {LARGEST} bytes")
                    if time.monotonic() > ends:
                        raise _Later(Unanswered(f"no whole answer within {self._endpoint.timeout:g} s"))
                return reply.status_code, bytes(got), reply.headers
        except httpx.ConnectError as error:
            raise _Later(EndpointGone(f"{self._endpoint.host}: no connection ({self._hidden(str(error))})")) from error
        except httpx.TimeoutException as error:
            raise _Later(Unanswered(f"no answer within {self._endpoint.timeout:g} s")) from error
        except (httpx.TransportError, httpx.DecodingError) as error:
            raise _Later(Unanswered(f"the connection broke off ({type(error).__name__})")) from error

    def _trouble(self, state: int, body: bytes, headers: httpx.Headers) -> Exception:
        """What a reply other than an answer means."""
        if state in (401, 403):
            return EndpointGone(f"{self._endpoint.host}: the key is refused or missing ({state}); set DRAGOMAN_API_KEY")
        if state == 402 or (state == 429 and b"insufficient_quota" in body):
            return EndpointGone(f"{self._endpoint.host}: the account's credit is used up ({state})")
        said = f"{self._endpoint.host}: {state} {self._said(body)}".strip()
        if state == 404 or 300 <= state < 400:
            return EndpointGone(f"{said}; is the address right, and does the endpoint have {self._endpoint.model!r}?")
        if state not in AGAIN:
            return Unanswered(said)
        seconds = _asked_to_wait(headers)
        if seconds is not None and seconds > LONGEST_WAIT:
            return EndpointGone(f"{self._endpoint.host}: asks to wait {seconds:.0f} s; run the same command after that")
        return _Later(Unanswered(said), seconds)

    def _said(self, body: bytes) -> str:
        """The endpoint's own message, in one line and short."""
        words = body.decode("utf-8", "replace")
        try:
            told = json.loads(words)["error"]
            words = str(told["message"] if isinstance(told, dict) else told)
        except (ValueError, KeyError, TypeError, RecursionError):
            pass
        return self._hidden("".join(c if c.isprintable() else " " for c in words))[:200]

    def _hidden(self, words: str) -> str:
        return self._endpoint.key.hidden(words) if self._endpoint.key else words

    def _reply(self, body: bytes) -> Reply:
        try:
            whole = json.loads(body)
            content = whole["choices"][0]["message"]["content"] or ""
        except (ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
            raise _Later(Unanswered("the reply is no chat completion")) from error
        if not isinstance(content, str):
            raise _Later(Unanswered("the reply is no chat completion"))
        used = whole.get("usage")
        used = used if isinstance(used, dict) else {}
        version = _word(whole.get("model"))
        if version in (None, self._endpoint.model):
            version = _word(whole.get("system_fingerprint"))
        return Reply(content, version, _count(used.get("prompt_tokens")), _count(used.get("completion_tokens")))


class _Later(Exception):
    """Trouble that may be over a moment later; `seconds`: how long the endpoint asks us to wait, if it does."""

    def __init__(self, trouble: Unanswered | EndpointGone, seconds: float | None = None) -> None:
        super().__init__(str(trouble))
        self.trouble = trouble
        self.seconds = seconds


Form = Callable[[str, Mapping[str, Any], int], dict[str, Any]]


def _by_schema(name: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "json_schema", "json_schema": {"name": name, "strict": True, "schema": schema}}


FORMS: tuple[Form, ...] = (
    lambda name, schema, longest: {
        "response_format": _by_schema(name, schema), "temperature": 0, "seed": 0, "max_tokens": longest,
    },
    lambda name, schema, longest: {"response_format": _by_schema(name, schema), "max_completion_tokens": longest},
    lambda name, schema, longest: {
        "response_format": {"type": "json_object"}, "temperature": 0, "max_tokens": longest,
    },
    lambda name, schema, longest: {},
)  # fmt: skip
"""How a question is asked: by schema and the same each time; by schema, for models that think; as JSON; plainly."""


def _about_form(state: int, body: bytes) -> bool:
    """Whether a refusal is about how we asked."""
    words = body[:4_000].decode("utf-8", "replace").casefold()
    named = any(option in words for option in OPTIONS)
    return named or state in (415, 422)


def _asked_to_wait(headers: httpx.Headers) -> float | None:
    """Seconds by the header Retry-After, which holds a number or a date; None without one that can be read."""
    words = headers.get("retry-after", "").strip()
    try:
        seconds = float(words)
    except ValueError:
        try:
            when = parsedate_to_datetime(words)
        except ValueError:
            return None
        seconds = (when - datetime.now(UTC)).total_seconds() if when.tzinfo else 0.0
    return max(0.0, seconds) if seconds == seconds else None


def _word(value: object) -> str | None:
    """A name that an endpoint tells, in printable characters without blanks."""
    if not isinstance(value, str):
        return None
    return "".join(c for c in value if c.isprintable() and not c.isspace())[:80] or None


def _count(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else 0
