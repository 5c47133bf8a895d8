"""What is wrong with a case, one thing each, and whether it can be mended."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Literal

from dragoman.case.codec import decode

Mend = Literal["settle", "remove", "read"]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a row of the case, or with the file. `key`: the row's id or place; None: the table or file.

    `mend`: "settle", where settling the case anew makes the row again from the extracts; "remove", where the row can go
    and the next reading makes it again if it is to be there; "read", where nothing is wrong and the next reading does
    what is still to be done; None, where nothing safe can be done.
    """

    table: str
    key: str | None
    message: str
    mend: Mend | None = None

    @property
    def wrong(self) -> bool:
        """It is a fault, not only something that the next reading will do."""
        return self.mend != "read"


def decoded(kind: type[Any], record: str) -> Any:
    """The record in a row; None where the row holds none of its kind."""
    try:
        return decode(kind, json.loads(record))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
