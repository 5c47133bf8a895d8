"""What questions cost, reckoned before they are asked: calls, tokens, money at a price given."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.second.prompt import Question

CHARACTERS = 3.5
"""Characters of English news in a token, low so that the reckoning is high: tokenisers of 2024-26 have 4 to 4.6."""
OVERHEAD = 40
"""Tokens of a call beside its words: roles, marks of turns."""
ANSWERED = 1.4
"""Tokens of an answer for one of the question's own: measured on five accounts (44,000 characters, 2026-11-22) with all
that the rules find in them, written as an answer."""


@dataclass(frozen=True, slots=True)
class Price:
    """Money for a million tokens sent, and for a million received."""

    sent: float
    received: float


@dataclass(frozen=True, slots=True)
class Cost:
    """Calls, and tokens sent and received."""

    calls: int = 0
    sent: int = 0
    received: int = 0

    def money(self, price: Price) -> float:
        """In the price's currency."""
        return (self.sent * price.sent + self.received * price.received) / 1_000_000


def tokens(text: str) -> int:
    """About how many tokens a text is."""
    return int(len(text) / CHARACTERS) + 1


def reckoned(question: Question) -> Cost:
    """What one call will cost, about."""
    sent = sum(tokens(words) for _, words in question.messages) + OVERHEAD
    asked = question.messages[-1][1]
    return Cost(1, sent, int(tokens(asked) * ANSWERED) + 1)


def total(costs: Iterable[Cost]) -> Cost:
    """All of them together."""
    costs = list(costs)
    return Cost(sum(c.calls for c in costs), sum(c.sent for c in costs), sum(c.received for c in costs))


def price(words: str) -> Price:
    """The price in 'SENT,RECEIVED', for a million tokens each. Raises ValueError."""
    try:
        sent, received = (float(part) for part in words.split(","))
    except ValueError as error:
        raise ValueError(
            f"{words!r} is no price; expected money for a million tokens sent and received: 0.15,0.6"
        ) from error
    if not (0 <= sent < float("inf") and 0 <= received < float("inf")):
        raise ValueError(f"{words!r} is no price: it must not be below 0")
    return Price(sent, received)
