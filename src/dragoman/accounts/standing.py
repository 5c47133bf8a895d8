"""How much of an account stands alone: words taken from no other, happenings and statements that no other tells."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.accounts.certainty import share
from dragoman.accounts.rooms import word_starts, words_within
from dragoman.accounts.shelf import Shelf
from dragoman.records import Reuse


@dataclass(frozen=True, slots=True)
class Standing:
    """What is an account's alone. Shares are 0 to 1; None: it has nothing of the kind."""

    words: float | None
    """Share of its words that are not taken over from another account."""
    reuses: tuple[Reuse, ...]
    """The text it takes over; the first says whom it goes back to."""
    events: tuple[str, ...]
    """Ids of happenings that only it tells."""
    events_share: float | None
    statements: tuple[str, ...]
    """Ids of statements that no other account tells."""
    statements_share: float | None


def standing(shelf: Shelf, account: str) -> Standing:
    """What is alone the account's of this id."""
    starts = word_starts(shelf.document(account).text)
    reuses = shelf.reuses[account]
    taken = words_within(starts, (here for reuse in reuses for here, _ in reuse.spans))
    told = list(dict.fromkeys(report.event for report in shelf.reports[account] if report.event))
    said = shelf.statements[account]
    events = tuple(event for event in told if shelf.events[event].accounts == 1)
    statements = tuple(s.id for s in said if shelf.said_in[s.repeats or s.id] == {account})
    return Standing(
        words=share(len(starts) - taken, len(starts)),
        reuses=reuses,
        events=events,
        events_share=share(len(events), len(told)),
        statements=statements,
        statements_share=share(len(statements), len(said)),
    )
