"""Where accounts differ: each side with its voices and their words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dragoman.case.store import Case
from dragoman.records import Dispute, Side, Source, Statement
from dragoman.view.listing import Row
from dragoman.view.names import Namer
from dragoman.view.reader import Account, Reader, clip, evidence_anchor

FEW = 4
"""Words of a side that are shown at first; the others stand behind 'more'."""
EXCERPT = 90
"""Characters of a sentence shown on either side of the words that count."""

KINDS = {
    "figure": "figures",
    "fact": "facts",
    "attribution": "who said it",
    "framing": "wording",
    "name": "name",
    "motive": "cause",
    "assessment": "who gains",
}
"""What a reader calls each kind."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words that hold a side. `voice`: who says them in the account; '' for the account itself."""

    account: Account
    anchor: str
    voice: str
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Held:
    """A side: its label, how many accounts hold it, and their words, the first few apart from the others."""

    label: str
    told: str
    first: tuple[Words, ...]
    more: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Quarrel:
    """A dispute as the page shows it."""

    dispute: Dispute
    kind: str
    sides: tuple[Held, ...]


def quarrels(reader: Reader) -> list[Quarrel]:
    """All disputes, by rank."""
    return [
        Quarrel(dispute, KINDS[dispute.kind], tuple(_held(reader, side) for side in dispute.sides))
        for dispute in reader.disputes
    ]


def told_by(accounts: int, independent: int) -> str:
    """'told by 4 accounts, 2 independent'."""
    if accounts == 1:
        return "told by 1 account"
    return f"told by {accounts} accounts, {'all' if independent == accounts else independent} independent"


def dispute_rows(case: Case, disputes: Iterable[Dispute]) -> Iterator[Row]:
    """Disputes by rank, a row a side."""
    names = Namer(case)
    for dispute in disputes:
        for side in dispute.sides:
            yield {
                "id": dispute.id,
                "rank": dispute.rank,
                "kind": dispute.kind,
                "topic": dispute.topic,
                "side": side.label,
                "accounts": side.accounts,
                "independent": side.independent,
                "voices": ", ".join(names.holder(voice) for voice in side.voices),
                "words": " | ".join(names.words(source) for source in side.evidence),
                "reason": dispute.reason,
            }


def dispute_lines(case: Case, disputes: Iterable[Dispute], *, words: int = 3) -> Iterator[str]:
    """Disputes as text for a terminal, at most `words` quotations a side."""
    names = Namer(case)
    for dispute in disputes:
        yield f"{dispute.rank}. {dispute.topic}  [{KINDS[dispute.kind]}]  {dispute.id}"
        yield f"   {dispute.reason}"
        for side in dispute.sides:
            yield f"   - {side.label}  ({told_by(side.accounts, side.independent)})"
            for source in side.evidence[:words]:
                yield f"       “{names.words(source)}”  {names.account(source.document)}:{source.start}-{source.end}"
            if len(side.evidence) > words:
                yield f"       … and {len(side.evidence) - words} more"
        yield ""


def _held(reader: Reader, side: Side) -> Held:
    order = sorted(side.evidence, key=lambda s: (reader.account_of[s.document].number, s))
    words = [_words(reader, source, side.voices) for source in _one_an_account_first(order)]
    return Held(side.label, told_by(side.accounts, side.independent), tuple(words[:FEW]), tuple(words[FEW:]))


def _one_an_account_first(sources: Sequence[Source]) -> list[Source]:
    """Each account's first words, then the others."""
    seen: set[str] = set()
    first = [s for s in sources if not (s.document in seen or seen.add(s.document))]  # type: ignore[func-returns-value]
    return [*first, *(s for s in sources if s not in first)]


def _words(reader: Reader, source: Source, voices: Sequence[str]) -> Words:
    before, words, after = reader.parts(source)
    return Words(
        account=reader.account_of[source.document],
        anchor=evidence_anchor(source),
        voice=_voice(reader, source, voices),
        before=clip(before, EXCERPT, end=True),
        words=words,
        after=clip(after, EXCERPT),
    )


def _voice(reader: Reader, source: Source, voices: Sequence[str]) -> str:
    """Who says the words: the speaker of the narrowest statement around them; '' for the account itself.

    A statement whose actor is none of the side's `voices` only stands around words that are the account's own.
    """
    around = [
        s
        for s in reader.said_in(source.document)
        if (s.actor is None or s.actor in voices) and any(_within(source, part) for part in s.content)
    ]
    return reader.speaker(min(around, key=_length).id) if around else ""


def _within(inner: Source, outer: Source) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _length(statement: Statement) -> int:
    return sum(part.end - part.start for part in statement.content)
