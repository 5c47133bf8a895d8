"""Addresses, against a server on loopback: time, size, redirects, and networks that are closed."""

from __future__ import annotations

import gzip
import ipaddress
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from dragoman.read.address import IP, fetch, is_public
from dragoman.read.facts import Unreadable
from dragoman.read.options import Options
from tests.read.helpers import PARAGRAPHS, only, read, trouble
from tests.read.test_feed import ATOM
from tests.read.test_page import page

OPEN = Options(allow_private=True, timeout=5.0)


class Server(BaseHTTPRequestHandler):
    """Answers by path; `asked` counts what was asked for."""

    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        name, _, rest = self.path.strip("/").partition("/")
        getattr(self, f"do_{name}", self.do_missing)(rest)

    def answer(self, body: bytes | str, media_type: str = "text/html; charset=utf-8", **head: str) -> None:
        data = body.encode("utf-8") if isinstance(body, str) else body
        self.send_response(200)
        self.send_header("Content-Type", media_type)
        for name, value in {"Content-Length": str(len(data)), **head}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)

    def do_page(self, _: str) -> None:
        self.answer(page("<title>Water paper</title>"))

    def do_packed(self, _: str) -> None:
        self.answer(gzip.compress(page().encode("utf-8")), Content_Encoding="gzip")

    def do_text(self, rest: str) -> None:
        self.answer("Görüşme bitti, taraflar ayrıldı.\r\n".encode("cp1254" if rest else "utf-8"),
                    f"text/plain{'; charset=windows-1254' if rest else ''}")  # fmt: skip

    def do_feed(self, _: str) -> None:
        self.answer(ATOM, "application/atom+xml")

    def do_table(self, _: str) -> None:
        self.answer('{"text": "Two envoys met."}', "text/plain")

    def do_picture(self, _: str) -> None:
        self.answer(b"\x00\x01\x02", "image/x-icon")

    def do_missing(self, _: str) -> None:
        self.send_error(404, "Not here")

    def redirect(self, location: str) -> None:
        self.send_response(302)
        self.send_header("Location", location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_hop(self, rest: str) -> None:
        self.redirect(f"/hop/{int(rest) - 1}" if int(rest) > 1 else "/page")

    def do_loop(self, _: str) -> None:
        self.redirect("/loop")

    def do_to(self, rest: str) -> None:
        self.redirect(rest)

    def do_large(self, rest: str) -> None:
        """A large reply, with its length told first or not."""
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        if rest:
            self.send_header("Content-Length", str(10 << 20))
        self.end_headers()
        self.drip(b"The envoys met. " * 4_096, 160, 0.0)

    def do_bomb(self, _: str) -> None:
        self.answer(gzip.compress(b" " * (20 << 20)), "text/plain", Content_Encoding="gzip")

    def do_slow(self, rest: str) -> None:
        """Says nothing, or a byte at a time: of its head, or of its body."""
        if rest == "silent":
            time.sleep(3)
        elif rest == "head":
            self.drip(b"x", 60, 0.1, b"HTTP/1.1 200 OK\r\nX-Long: ")
        else:
            self.drip(b"x", 60, 0.1, b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 1000\r\n\r\n")

    def drip(self, piece: bytes, times: int, pause: float, first: bytes = b"") -> None:
        try:
            self.wfile.write(first)
            for _ in range(times):
                self.wfile.write(piece)
                self.wfile.flush()
                time.sleep(pause)
        except OSError:
            pass

    def do_cut(self, _: str) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nshort")
        self.close_connection = True

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[str]:
    Server.asked = []
    running = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    running.daemon_threads = True
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{running.server_address[1]}"
    running.shutdown()
    running.server_close()


def failure(url: str, options: Options = OPEN) -> str:
    with pytest.raises(Unreadable) as caught:
        fetch(url, options)
    return str(caught.value)


def test_a_page_is_named_by_its_address(server: str) -> None:
    document = only(f"{server}/page", allow_private=True)
    assert (document.name, document.url, document.title) == (f"{server}/page", f"{server}/page", "Water paper")
    assert document.text.startswith(PARAGRAPHS[0])


def test_kinds_of_replies(server: str) -> None:
    assert only(f"{server}/packed", allow_private=True).text.startswith(PARAGRAPHS[0])
    for name in ("text", "text/windows"):
        assert only(f"{server}/{name}", allow_private=True).text == "Görüşme bitti, taraflar ayrıldı.\r\n"
    assert only(f"{server}/feed", allow_private=True).name == "https://harbour.example/1"
    assert only(f"{server}/table/a.jsonl", allow_private=True).name == f"{server}/table/a.jsonl#1"
    assert "image/x-icon" in trouble(f"{server}/picture", allow_private=True).message


def test_a_missing_page_is_a_problem_and_the_rest_goes_on(server: str) -> None:
    documents, problems = read(f"{server}/gone", f"{server}/page", allow_private=True)
    assert [document.name for document in documents] == [f"{server}/page"]
    assert [(p.document, p.message) for p in problems] == [(f"{server}/gone", "the server answered 404 Not here")]


def test_five_redirects_are_followed_and_no_more(server: str) -> None:
    reply = fetch(f"{server}/hop/5", OPEN)
    assert reply.url == f"{server}/page"
    assert len(Server.asked) == 6
    assert failure(f"{server}/hop/6") == "over 5 redirects"
    assert failure(f"{server}/loop") == "over 5 redirects"


def test_the_document_of_a_redirect_keeps_the_name_asked_for(server: str) -> None:
    document = only(f"{server}/hop/2", allow_private=True)
    assert (document.name, document.url) == (f"{server}/hop/2", f"{server}/page")


def test_private_addresses_are_refused(server: str) -> None:
    assert "private network" in trouble(f"{server}/page").message
    assert "private network" in trouble(server.replace("127.0.0.1", "localhost")).message
    assert Server.asked == []


def test_each_redirect_is_judged_anew(server: str) -> None:
    port = server.rpartition(":")[2]

    def only_one(ip: IP) -> bool:
        return ip == ipaddress.ip_address("127.0.0.1")

    with pytest.raises(Unreadable, match=r"127\.0\.0\.2"):
        fetch(f"{server}/to/http://127.0.0.2:{port}/page", Options(), allowed=only_one)
    assert len(Server.asked) == 1
    assert fetch(f"{server}/to/http://127.0.0.1:{port}/page", Options(), allowed=only_one).url == f"{server}/page"


@pytest.mark.parametrize("location", ["file:///etc/hostname", "ftp://harbour.example/a", "gopher://harbour.example"])
def test_redirects_to_other_schemes_are_refused(server: str, location: str) -> None:
    assert "only http and https" in failure(f"{server}/to/{location}")


def test_a_name_is_resolved_once_and_the_connection_goes_there(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that points to an open address when judged, and to this machine when connected to, gains nothing."""
    answers = iter(["127.0.0.1", "10.0.0.1", "10.0.0.1"])
    asked = []
    system = socket.getaddrinfo

    def resolve(host: str, port: int, *rest: int, **options: int) -> object:
        if host != "harbour.example":
            return system(host, port, *rest, **options)
        asked.append(host)
        return system(next(answers), port, *rest, **options)

    monkeypatch.setattr("dragoman.read.address.socket.getaddrinfo", resolve)
    seen: list[str] = []

    def judge(ip: IP) -> bool:
        seen.append(str(ip))
        return True

    port = server.rpartition(":")[2]
    fetch(f"http://harbour.example:{port}/page", Options(), allowed=judge)
    assert (asked, seen) == (["harbour.example"], ["127.0.0.1"])


def test_one_closed_address_among_several_is_enough(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def resolve(host: str, port: int, **_: object) -> object:
        return [(2, 1, 6, "", (ip, port)) for ip in ("93.184.216.34", "192.168.0.1")]

    monkeypatch.setattr("dragoman.read.address.socket.getaddrinfo", resolve)
    assert "192.168.0.1" in failure("http://harbour.example/", Options())


def test_the_size_is_capped_by_what_is_told_and_by_what_comes(server: str) -> None:
    small = Options(allow_private=True, max_bytes=100_000)
    assert "10,485,760 bytes" in failure(f"{server}/large/told", small)
    assert "over the cap" in failure(f"{server}/large", small)
    assert "over the cap" in failure(f"{server}/bomb", small)


@pytest.mark.parametrize("how", ["silent", "head", "body"])
def test_the_time_is_capped_for_the_whole_reply(server: str, how: str) -> None:
    started = time.monotonic()
    assert "within 0.5 seconds" in failure(f"{server}/slow/{how}", Options(allow_private=True, timeout=0.5))
    assert time.monotonic() - started < 2


def test_replies_that_break_off_and_servers_that_are_not_there(server: str) -> None:
    assert "cannot be fetched" in failure(f"{server}/cut")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        assert "cannot be fetched" in failure(f"http://127.0.0.1:{free.getsockname()[1]}/")
    assert "cannot be fetched" in failure(server.replace("http", "https"))


@pytest.mark.parametrize("url", [
    "ftp://harbour.example/a", "file:///etc/hostname", "http://user:secret@harbour.example/", "http:///a",
    "http://[::1", "http://harbour.example:99999/", "http://\u2028/", "http://a..b/", "https://" + "a" * 300,
])  # fmt: skip
def test_addresses_that_are_none(url: str) -> None:
    assert trouble(url).document == url.replace("user:secret@", "")


@pytest.mark.parametrize(("ip", "public"), [
    ("93.184.216.34", True), ("2606:2800:220:1::1", True), ("127.0.0.1", False), ("10.1.2.3", False),
    ("172.16.0.1", False), ("192.168.1.1", False), ("169.254.169.254", False), ("100.64.0.1", False),
    ("0.0.0.0", False),
    ("224.0.0.1", False), ("240.0.0.1", False), ("255.255.255.255", False), ("::1", False), ("::", False),
    ("fe80::1", False), ("fc00::1", False), ("ff02::1", False), ("::ffff:127.0.0.1", False), ("64:ff9b::7f00:1", False),
    ("64:ff9b::a00:1", False), ("2002:7f00:1::", False), ("2001:0:4136:e378:8000:63bf:80ff:fffe", False),
    ("fe80::1%eth0", False), ("::7f00:1", False), ("198.18.0.1", False), ("192.0.2.1", False),
])  # fmt: skip
def test_which_addresses_are_public(ip: str, public: bool) -> None:
    assert is_public(ipaddress.ip_address(ip)) is public
