"""The command that serves a case to a browser on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.common import CaseFile, opened, say


def explore(
    file: CaseFile,
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0: any that is free.")] = 0,
    host: Annotated[
        str, typer.Option(help="The address to listen on; others than this machine's let others in.")
    ] = "127.0.0.1",
    show: Annotated[bool, typer.Option("--open/--no-open", help="Open the browser.")] = True,
) -> None:
    """Explore the case in a browser: timeline, actors, disputes, accounts, map, figures, texts, search, what-ifs.

    It listens on this machine alone and writes only your decisions. Stop it with Ctrl-C.

    Example: dragoman explore kaz.case
    """
    import secrets
    import socket
    import webbrowser

    import uvicorn

    from dragoman.view.explore.app import application

    with opened(file):
        pass  # brings an older case up to date; says what is wrong with a file that is none
    token = secrets.token_urlsafe(24)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        chosen = listening.getsockname()[1]
        names = {f"[{host}]" if ":" in host else host, "127.0.0.1", "localhost"}
        served = application(
            file, token=token, hosts={f"{name}:{chosen}" for name in names}, decide=lambda *what: _decide(file, *what)
        )
        address = f"http://{f'[{host}]' if ':' in host else host}:{chosen}/?token={token}"
        say(f"{file}: served at {address}\nStop with Ctrl-C.")
        if show:
            webbrowser.open(address)
        config = uvicorn.Config(served, log_level="warning", access_log=False, server_header=False, lifespan="off")
        uvicorn.Server(config).run(sockets=[listening])


def _decide(file: Path, action: str, a: str, b: str, reason: str) -> None:
    """Writes a decision to decisions.toml beside the case, and settles the case anew."""
    from dragoman.build import edits_path, settle
    from dragoman.resolve import decisions
    from dragoman.view.names import Namer

    path = edits_path(file)
    edits = decisions.load_edits(path)
    with opened(file) as case:
        names = Namer(case)
        if action in ("merge", "split"):
            a, b = (names.actor(each) or each for each in (a, b))
            for each in (a, b):
                if case.record(each) is None and not names.find(each):
                    raise LookupError(f"no actor goes by {each!r}")
            changed = (decisions.merge if action == "merge" else decisions.split)(edits, a, b, reason)
        elif action == "undo":
            changed = decisions.undo(edits, a, b)
        else:
            if case.record(a) is None:
                raise LookupError(f"the case holds no record {a!r}")
            changed = (decisions.accept if action == "accept" else decisions.reject)(edits, a, reason)
        if changed == edits:
            raise LookupError(f"no decision on {a!r} and {b!r}")
        decisions.save_edits(path, changed)
        settle(case, changed)
