"""Web addresses: fetched over http(s) within a time, a size and five redirects, and never from a private network.

A name is resolved once for each connection, every address it resolves to is judged, and the connection goes to the very
address that was judged, so that a name cannot change its meaning in between (DNS rebinding). The time limit holds for
the whole reply, headers included. Proxies of the environment are not used: they would resolve names out of our sight.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import ssl
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

import httpcore
import httpx

from dragoman.read.facts import Hint, Unreadable
from dragoman.read.kinds import SUFFIXES
from dragoman.read.options import Options

MOST_REDIRECTS = 5
AGENT = "dragoman (reads news accounts; one request an address)"

IP = ipaddress.IPv4Address | ipaddress.IPv6Address
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Reply:
    """What an address answered; `url` is where the last redirect led."""

    url: str
    data: bytes
    hint: Hint


def is_address(source: str) -> bool:
    """Whether a source is written as an address ("https://…", and "ftp://…", which is refused)."""
    return re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", source) is not None


def without_password(url: str) -> str:
    """The address without the name and password that may stand before its host."""
    return re.sub(r"//[^/?#]*@", "//", url, count=1)


def is_public(ip: IP) -> bool:
    """Whether an address belongs to the open internet, those carried inside IPv6 addresses included."""
    if isinstance(ip, ipaddress.IPv6Address):
        inner = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
        if ip in _NAT64:
            inner.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
        if any(part is not None and not is_public(part) for part in inner):
            return False
    closed = ip.is_private or ip.is_loopback or ip.is_link_local or ip.is_reserved or ip.is_unspecified
    return ip.is_global and not closed and not ip.is_multicast


def fetch(url: str, options: Options, *, allowed: Callable[[IP], bool] = is_public) -> Reply:
    """The reply at an address; raises Unreadable with the reason where there is none to be had.

    `allowed` judges each address connected to, at each redirect, unless the options allow private networks.
    """
    judge = _anything if options.allow_private else allowed
    for _ in range(MOST_REDIRECTS + 1):
        _check(url)
        reply = _get(url, options, judge)
        if isinstance(reply, Reply):
            return reply
        url = reply
    raise Unreadable(f"over {MOST_REDIRECTS} redirects")


def _check(url: str) -> None:
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise Unreadable(f"no address that can be read ({error})") from None
    if parts.scheme.casefold() not in ("http", "https"):
        raise Unreadable(f"an address of {parts.scheme or 'no scheme'}; only http and https are fetched")
    if parts.username or parts.password:
        raise Unreadable("an address that holds a password, which would end up in the case")
    if not parts.hostname:
        raise Unreadable("an address without a host")


def _get(url: str, options: Options, judge: Callable[[IP], bool]) -> Reply | str:
    """The reply at one address, or the address that it redirects to."""
    transport = _Transport(_Judging(judge, time.monotonic() + options.timeout))
    headers = {"User-Agent": AGENT, "Accept-Encoding": "gzip, deflate"}
    try:
        with (
            httpx.Client(transport=transport, headers=headers, trust_env=False) as client,
            client.stream("GET", url) as response,
        ):
            if response.has_redirect_location:
                return str(response.url.join(response.headers["Location"]))
            if response.status_code != httpx.codes.OK:
                raise Unreadable(f"the server answered {response.status_code} {response.reason_phrase}".rstrip())
            return Reply(url, _body(response, options.max_bytes), _hint(url, response))
    except (httpcore.TimeoutException, httpx.TimeoutException):
        raise Unreadable(f"no whole reply within {options.timeout:g} seconds") from None
    except Unreadable:
        raise
    except (httpx.HTTPError, httpx.InvalidURL, httpcore.NetworkError, httpcore.ProtocolError, ValueError) as error:
        raise Unreadable(f"cannot be fetched ({error or type(error).__name__})") from None


def _body(response: httpx.Response, cap: int) -> bytes:
    stated = response.headers.get("Content-Length", "")
    if stated.isdecimal() and int(stated) > cap:
        raise Unreadable(f"a reply of {int(stated):,} bytes, over the cap of {cap:,}")
    held = bytearray()
    for piece in response.iter_bytes():
        held += piece
        if len(held) > cap:
            raise Unreadable(f"a reply of over the cap of {cap:,} bytes")
    return bytes(held)


def _hint(url: str, response: httpx.Response) -> Hint:
    media_type = response.headers.get("Content-Type", "").partition(";")[0].strip().casefold()
    suffix = PurePosixPath(urlsplit(url).path).suffix.casefold()
    return Hint(suffix if suffix in SUFFIXES else "", media_type or None, response.charset_encoding)


def _anything(_: IP) -> bool:
    return True


class _Judging(httpcore.NetworkBackend):
    """Connects to addresses that were judged, and ends what takes longer than the deadline."""

    def __init__(self, judge: Callable[[IP], bool], deadline: float) -> None:
        self.judge, self.deadline = judge, deadline
        self.plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        failed: Exception = httpcore.ConnectError(f"{host} has no address")
        for ip in _resolved(host, port, self.judge):
            try:
                stream = self.plain.connect_tcp(ip, port, _left(self.deadline), local_address, socket_options)
                return _Timed(stream, self.deadline)
            except httpcore.ConnectError as error:
                failed = error
        raise failed


class _Timed(httpcore.NetworkStream):
    """A connection whose every read and write ends at the deadline."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self.stream, self.deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self.stream.read(max_bytes, _left(self.deadline))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.stream.write(buffer, _left(self.deadline))

    def close(self) -> None:
        self.stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Timed(self.stream.start_tls(ssl_context, server_hostname, _left(self.deadline)), self.deadline)

    def get_extra_info(self, info: str) -> Any:
        return self.stream.get_extra_info(info)


class _Transport(httpx.BaseTransport):
    """httpx over connections that judge where they go."""

    def __init__(self, backend: httpcore.NetworkBackend) -> None:
        context = httpx.create_ssl_context(trust_env=False)
        self.pool = httpcore.ConnectionPool(ssl_context=context, network_backend=backend)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = httpcore.URL(
            scheme=request.url.raw_scheme, host=request.url.raw_host, port=request.url.port, target=request.url.raw_path
        )
        reply = self.pool.handle_request(httpcore.Request(request.method, url, headers=request.headers.raw))
        return httpx.Response(reply.status, headers=reply.headers, stream=_Body(reply), extensions=reply.extensions)

    def close(self) -> None:
        self.pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, reply: httpcore.Response) -> None:
        self.reply = reply

    def __iter__(self) -> Any:
        yield from self.reply.iter_stream()

    def close(self) -> None:
        self.reply.close()


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("the time is over")
    return left


def _resolved(host: str, port: int, judge: Callable[[IP], bool]) -> list[str]:
    """The addresses of a host; raises Unreadable if any of them is not allowed."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Unreadable(f"{host} is not a known host") from None
    ips = list(dict.fromkeys(str(address[4][0]) for address in found))
    for ip in ips:
        if not judge(ipaddress.ip_address(ip)):
            raise Unreadable(f"{host} is {ip}, on a private network or this machine; --allow-private allows it")
    return ips
