"""The second reader on the command line: which endpoint to ask, and what is told of how that went."""

from __future__ import annotations

from typing import Any

import typer

from dragoman.cli.common import say


def second_reader(
    reader: str, endpoint: str | None, model: str | None, *, at_once: int, budget: int | None, timeout: float
) -> Any:
    """The build.Reader that the options name; None for the rules alone. Raises BadParameter."""
    if reader == "rules":
        if endpoint:
            raise typer.BadParameter("an endpoint is asked only with: --reader model", param_hint="--endpoint")
        return None
    if reader != "model":
        raise typer.BadParameter(f"{reader!r} is no reader; there are rules and model", param_hint="--reader")
    if not endpoint:
        raise typer.BadParameter("--reader model needs one, like http://localhost:11434/v1", param_hint="--endpoint")
    if not model or not model.isprintable():
        raise typer.BadParameter("--reader model needs the model's name at the endpoint", param_hint="--model")
    from dragoman.build import Reader
    from dragoman.second.client import BadEndpoint, Endpoint
    from dragoman.second.keys import find_key

    try:
        asked = Endpoint(endpoint, model, timeout=timeout)
        asked.address()
        asked = Endpoint(endpoint, model, find_key(asked.host), timeout=timeout)
    except BadEndpoint as error:
        raise typer.BadParameter(str(error), param_hint="--endpoint") from error
    if asked.open():
        say(f"{asked.host}: the key travels there unencrypted; use https, or a tunnel")
    return Reader(asked, at_once=at_once, budget=budget)


def checked_price(price: str | None) -> Any:
    """The cost.Price of '--price SENT,RECEIVED'; None without one. Raises BadParameter."""
    if price is None:
        return None
    from dragoman.second.cost import price as read_price

    try:
        return read_price(price)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--price") from error


def tell_cost(cost: Any, price: Any) -> None:
    """Prints what asking would cost."""
    print(f"{cost.calls} calls, about {cost.sent:,} tokens sent and {cost.received:,} received")
    if price is not None:
        print(f"about {cost.money(price):,.2f} at {price.sent:g} and {price.received:g} for a million tokens")


def tell_asked(asked: Any, price: Any, quiet: bool) -> bool:
    """Says how asking went; whether all was answered."""
    from dragoman.second.cost import Cost

    if not quiet:
        said = f"{asked.answered} answers, {asked.sent:,} tokens sent and {asked.received:,} received"
        if price is not None:
            said += f", {Cost(asked.answered, asked.sent, asked.received).money(price):,.2f}"
        say(said)
    for trouble in asked.troubles:
        say(f"unanswered: {trouble}")
    if asked.stopped:
        say(f"stopped: {asked.stopped}")
    if asked.left:
        say(f"{asked.left} questions are left; what was answered is kept, and the same command goes on from there")
    return not asked.left
