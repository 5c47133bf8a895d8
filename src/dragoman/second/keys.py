"""The key to an endpoint: from the environment, else from the system's keyring; shown nowhere."""

from __future__ import annotations

import os
from importlib import import_module
from typing import NoReturn

VARIABLE = "DRAGOMAN_API_KEY"
SERVICE = "dragoman"


class Key:
    """A secret. It gives the header that carries it, and shows itself in no other way."""

    __slots__ = ("_secret",)

    def __init__(self, secret: str) -> None:
        self._secret = secret

    def __repr__(self) -> str:
        return "Key(…)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a key is not written down")

    def header(self) -> dict[str, str]:
        """The header of a request."""
        return {"Authorization": f"Bearer {self._secret}"}

    def hidden(self, words: str) -> str:
        """The words without the secret, should an endpoint repeat it."""
        return words.replace(self._secret, "…")


def find_key(host: str) -> Key | None:
    """The key in DRAGOMAN_API_KEY, else the keyring's for the service 'dragoman' and this host; None: neither."""
    secret = os.environ.get(VARIABLE, "").strip() or _from_keyring(host)
    if not secret:
        return None
    if not secret.isascii() or not secret.isprintable():
        raise ValueError(f"{VARIABLE}: the key holds characters that no key has")
    return Key(secret)


def _from_keyring(host: str) -> str:
    """What the keyring holds; nothing where the library is not installed or the system has no keyring."""
    try:
        keyring = import_module("keyring")
    except ModuleNotFoundError:
        return ""
    try:
        return (keyring.get_password(SERVICE, host) or "").strip()
    except keyring.errors.KeyringError:
        return ""
