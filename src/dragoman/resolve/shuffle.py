"""Work by blocks of records of one key, each block by itself: here, or wherever an engine of `build` does it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeVar

Block = TypeVar("Block")
Made = TypeVar("Made")
Cost = Callable[[Any], float]
"""About how many milliseconds the work on a block takes; decides where it is done, never what comes of it."""


class Shuffle(Protocol):
    """Does work block by block; what comes back is the same wherever that is."""

    def __call__(self, work: Callable[[Block], Made], blocks: Sequence[Block], cost: Cost) -> list[Made]:
        """What `work` makes of each block, in the order of `blocks`.

        `work` is a pure function of its block; it, the blocks and what it makes can be pickled.
        """
        ...


def here(work: Callable[[Block], Made], blocks: Sequence[Block], cost: Cost | None = None) -> list[Made]:
    """What `work` makes of each block, in this process, one after the other."""
    return [work(block) for block in blocks]
