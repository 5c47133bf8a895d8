"""How far an account commits itself: hedges, plans and suppositions, denials, voices without a name."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.accounts.shelf import Shelf
from dragoman.records import Source, Status


@dataclass(frozen=True, slots=True)
class Certainty:
    """What weakens an account's statements and reports, by the words or ids of what is weakened."""

    statements: int
    hedges: tuple[Source, ...]
    """The words that hedge a statement, one for each hedged statement, in text order."""
    anonymous: tuple[str, ...]
    """Statements of nobody who is named."""
    reports: int
    planned: tuple[str, ...]
    hypothetical: tuple[str, ...]
    denied: tuple[str, ...]
    """Reports of each status, whoever tells them."""
    claimed: tuple[str, ...]
    """Reports that only a voice asserts; all others the account tells as its own."""
    own_weakened: int
    """Reports told as the account's own that are planned, hypothetical or denied."""

    @property
    def hedged(self) -> float | None:
        """0 to 1: of statements and reports, those hedged, planned, hypothetical or denied; None: there are none."""
        weakened = len(self.hedges) + len(self.planned) + len(self.hypothetical) + len(self.denied)
        return share(weakened, self.statements + self.reports)


def certainty(shelf: Shelf, account: str) -> Certainty:
    """How far the account of this id commits itself."""
    said, told = shelf.statements[account], shelf.reports[account]

    def of(status: Status) -> tuple[str, ...]:
        return tuple(report.id for report in told if report.status == status)

    return Certainty(
        statements=len(said),
        hedges=tuple(sorted(s.hedge for s in said if s.hedge)),
        anonymous=tuple(s.id for s in said if s.actor is None),
        reports=len(told),
        planned=of("planned"),
        hypothetical=of("hypothetical"),
        denied=of("denied"),
        claimed=tuple(r.id for r in told if r.claimed_by),
        own_weakened=sum(r.claimed_by is None and r.status != "happened" for r in told),
    )


def share(part: int, whole: int) -> float | None:
    """0 to 1; None of nothing."""
    return part / whole if whole else None
