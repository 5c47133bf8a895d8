"""A small server that speaks the protocol by a script: each request gets its next reply, the last one for ever."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Reply:
    """What is sent back. `cut`: the connection ends in mid-answer; `late`: it comes when the client has given up."""

    content: str | Callable[[dict[str, Any]], str] = "{}"
    state: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: str | None = None
    model: str = "toy"
    cut: bool = False
    late: bool = False


@dataclass
class Server:
    """What was asked of it, and where it is."""

    url: str
    requests: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)


@contextmanager
def serving(*script: Reply) -> Iterator[Server]:
    """The server while it runs, on a free port of this machine."""
    over = threading.Event()
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    server = Server(f"http://127.0.0.1:{httpd.server_port}/v1")
    httpd.RequestHandlerClass = _handler(server, script, over)
    httpd.daemon_threads = True
    thread = threading.Thread(target=httpd.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        over.set()
        httpd.shutdown()
        httpd.server_close()
        thread.join()


def dead() -> str:
    """An address at which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}/v1"


def _handler(server: Server, script: Sequence[Reply], over: threading.Event) -> type[BaseHTTPRequestHandler]:
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            with lock:
                reply = script[min(len(server.requests), len(script) - 1)]
                server.requests.append(asked)
                server.headers.append(dict(self.headers))
            if reply.late:
                over.wait(5)
                return
            self._send(reply, _body(reply, asked).encode())

        def _send(self, reply: Reply, body: bytes) -> None:
            self.send_response(reply.state)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body[: len(body) // 2] if reply.cut else body)
            self.close_connection = True

        def log_message(self, format: str, *args: Any) -> None:
            pass

    return Handler


def _body(reply: Reply, asked: dict[str, Any]) -> str:
    if reply.body is not None:
        return reply.body
    content = reply.content if isinstance(reply.content, str) else reply.content(asked)
    return json.dumps(
        {
            "model": reply.model,
            "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": content}}],
            "usage": {"prompt_tokens": 100, "completion_tokens": 20},
        }
    )
