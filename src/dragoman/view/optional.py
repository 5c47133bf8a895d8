"""Libraries that only some formats need, and that come with an extra."""

from __future__ import annotations

from importlib import import_module
from typing import Any


class MissingExtra(RuntimeError):
    """A library is not installed; the message says how to add it."""


def optional(module: str, extra: str) -> Any:
    """The module; raises MissingExtra when it is not installed."""
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        library = module.split(".")[0]
        raise MissingExtra(f"{library} is not installed; add it with: pip install 'dragoman[{extra}]'") from error
