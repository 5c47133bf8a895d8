"""Statements within statements: the chain of voices that a claim came through, and relays that add nothing of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.extract.attribution import Draft
from dragoman.extract.layout import Layout
from dragoman.extract.phrases import Speaker

_KEPT = frozenset({"clause", "parenthesis", "sentence", "predicate", "object and infinitive", "clause before"})
_RELAYS = frozenset({"parenthesis", "sentence"})


@dataclass(frozen=True, slots=True)
class Told:
    """A draft and those who told it, nearest voice first."""

    draft: Draft
    through: tuple[Speaker, ...]


def told(found: Sequence[Draft], layout: Layout) -> list[Told]:
    """The drafts worth keeping, each with its chain."""
    outer = {id(d): _nearest(d, found) for d in found}
    kept = []
    for draft in found:
        above = outer[id(draft)]
        if above is not None and not draft.quotation and (draft.manner == "act" or draft.frame not in _KEPT):
            continue
        if any(outer[id(d)] is draft and _only_passes_on(draft, d, layout) for d in found):
            continue
        kept.append(Told(draft, tuple(_chain(draft, outer))))
    return kept


def _nearest(draft: Draft, found: Sequence[Draft]) -> Draft | None:
    """The innermost draft that holds the cue of another in what it says."""
    around = [
        d for d in found
        if d is not draft and d.place != draft.place and d.holds(draft.place) and any(d.holds(s) for s, _ in draft.spans)
        and not draft.holds(d.place)
    ]
    return min(around, key=lambda d: (sum(e - s for s, e in d.spans), d.place)) if around else None


def _chain(draft: Draft, outer: dict[int, Draft | None]) -> list[Speaker]:
    chain: list[Speaker] = []
    above = outer[id(draft)]
    while above is not None and len(chain) < 5:
        if above.speaker is not None:
            chain.append(above.speaker)
        above = outer[id(above)]
    return chain


def _only_passes_on(relay: Draft, inner: Draft, layout: Layout) -> bool:
    """Whether a closing or opening attribution gives nothing but another voice's own statement: "…, X said, Y reported"."""
    if relay.frame not in _RELAYS or inner.manner != "say" or inner.speaker is None:
        return False
    if not inner.quotation and inner.frame not in ("clause", "sentence", "parenthesis"):
        return False
    words = [t for start, end in relay.spans for t in layout.words(start, end) if not t.is_punct]
    rest = [t for t in words if not inner.holds(t.idx)]
    return len(rest) <= max(6, len(words) // 4)
