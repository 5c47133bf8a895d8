"""The command that serves a case to a browser on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.common import By, CaseFile, opened, say


def explore(
    file: CaseFile,
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0: any that is free.")] = 0,
    host: Annotated[
        str, typer.Option(help="The address to listen on; others than this machine's let others in.")
    ] = "127.0.0.1",
    by: By = None,
    show: Annotated[bool, typer.Option("--open/--no-open", help="Open the browser.")] = True,
) -> None:
    """Explore the case in a browser: timeline, actors, disputes, accounts, map, figures, texts, search, what-ifs.

    It listens on this machine alone and writes only your decisions. Stop it with Ctrl-C.

    Example: dragoman explore kaz.case
    """
    with opened(file):
        pass  # brings an older case up to date; says what is wrong with a file that is none
    with _as_read_by(file, by) as served_file:
        _serve(served_file, file, host, port, show, writable=by is None)


@contextmanager
def _as_read_by(file: Path, by: str | None) -> Iterator[Path]:
    """The case, or a copy as the reader `by` alone has it, in which nothing is decided."""
    from dragoman.build.narrow import narrowed

    with narrowed(file, by) if by else nullcontext(file) as path:
        yield path


def _serve(path: Path, file: Path, host: str, port: int, show: bool, *, writable: bool) -> None:
    import secrets
    import socket
    import webbrowser

    import uvicorn

    from dragoman.cli.deciding import keep, settle
    from dragoman.view.explore.app import application
    from dragoman.view.explore.settling import Settling

    token = secrets.token_urlsafe(24)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        chosen = listening.getsockname()[1]
        names = {f"[{host}]" if ":" in host else host, "127.0.0.1", "localhost"}
        settling = Settling(lambda: settle(file))
        served = application(
            path,
            token=token,
            hosts={f"{name}:{chosen}" for name in names},
            decide=lambda *what: keep(file, *what)[1],
            settling=settling,
            writable=writable,
        )
        address = f"http://{f'[{host}]' if ':' in host else host}:{chosen}/?token={token}"
        say(f"{file}: served at {address}\nStop with Ctrl-C.")
        if show:
            webbrowser.open(address)
        config = uvicorn.Config(served, log_level="warning", access_log=False, server_header=False, lifespan="off")
        uvicorn.Server(config).run(sockets=[listening])
        if settling.running:
            say(f"{file}: settling the case anew under your decisions; Ctrl-C leaves that to the next reading")
            settling.wait(None)
