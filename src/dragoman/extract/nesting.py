"""Statements within statements: the chain of voices that a claim came through, and relays that add nothing to it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from dragoman.extract.draft import Draft
from dragoman.extract.layout import Layout
from dragoman.extract.phrases import Speaker
from dragoman.extract.relays import cited, passes_on, quoting
from dragoman.extract.spans import tree

_KEPT = frozenset({"clause", "parenthesis", "sentence", "predicate", "object and infinitive", "clause before"})
_RELAYS = frozenset({"parenthesis", "sentence"})


@dataclass(frozen=True, slots=True)
class Told:
    """A draft and those who told it, nearest voice first."""

    draft: Draft
    through: tuple[Speaker, ...]


def told(found: Sequence[Draft], layout: Layout) -> list[Told]:
    """The drafts worth keeping, each with its chain."""
    found = [d for d in found if not _only_seems(d, found)]
    outer = _outer(found)
    inner: dict[int, list[Draft]] = {}
    for draft in found:
        if (above := outer[id(draft)]) is not None:
            inner.setdefault(id(above), []).append(draft)
    kept = []
    for draft in found:
        above = outer[id(draft)]
        if above is not None and not draft.quotation and (draft.manner == "act" or draft.frame not in _KEPT):
            continue
        if above is not None and (_governed(draft, above) or (draft.speaker is None and not draft.quotation)):
            continue
        if any(_only_passes_on(draft, d, layout) or _is_paper(draft, d) for d in inner.get(id(draft), ())):
            continue
        kept.append(_passed_on(draft, _chain(draft, outer)))
    origins = {t.draft.cue.head.i for t in kept if t.draft.cue and t.through and cited(t.draft.cue)}
    return [t for t in kept if not _names_source(t.draft, origins)]


def _passed_on(draft: Draft, chain: list[Speaker]) -> Told:
    """A draft with its chain; where its voice names whom it cites, the one cited speaks and the voice passes it on."""
    if draft.cue is None:
        return Told(draft, tuple(chain))
    sources = cited(draft.cue)
    if sources and draft.speaker is not None and draft.manner == "say":
        voices = [*reversed(sources), draft.speaker]
        return Told(replace(draft, speaker=voices[0]), (*voices[1:], *chain))
    reporter = quoting(draft.cue)
    return Told(draft, (reporter, *chain) if reporter else tuple(chain))


def _names_source(draft: Draft, origins: set[int]) -> bool:
    """Whether a draft is but the aside ", citing Y," of another that Y now speaks in."""
    return draft.cue is not None and passes_on(draft.cue) and draft.cue.head.head.i in origins


def _only_seems(draft: Draft, found: Sequence[Draft]) -> bool:
    """Whether a draft is but the "appeared to" of another that says what was shared, feared or suggested."""
    if draft.cue is None or draft.frame != "raised subject" or draft.cue.entry.cue not in ("seem", "appear"):
        return False
    below = {c.i for c in draft.cue.head.rights if c.dep_ == "xcomp"}
    return any(d.cue is not None and d.cue.head.i in below and d.manner != "act" for d in found)


def _governed(draft: Draft, above: Draft) -> bool:
    """Whether a cue is the infinitive of another's: "refused to say", "wants to tell"."""
    if draft.cue is None or above.cue is None or above.frame == "raised subject":
        return False
    return draft.cue.head.dep_ == "xcomp" and draft.cue.head.head == above.cue.head


def _is_paper(draft: Draft, inner: Draft) -> bool:
    """Whether a draft only names the paper that says what the inner one gives: "issued a statement saying that"."""
    if draft.frame not in ("object", "object or deed") or draft.cue is None or inner.cue is None:
        return False
    verb = inner.cue.head
    return verb.dep_ == "acl" and verb.head.head == draft.cue.head and inner.frame in _KEPT


def _outer(found: Sequence[Draft]) -> dict[int, Draft | None]:
    """For each draft, by its identity, the innermost other that holds its cue in what it says."""
    spans = sorted((start, end, index) for index, d in enumerate(found) for start, end in d.spans)
    starts = [start for start, _, _ in spans]
    longest = max((end - start for start, end, _ in spans), default=0)
    outer: dict[int, Draft | None] = {}
    for draft in found:
        low, high = bisect_left(starts, draft.place - longest), bisect_right(starts, draft.place)
        around = [found[i] for _, end, i in spans[low:high] if draft.place < end and _told_in(draft, found[i])]
        outer[id(draft)] = min(around, key=lambda d: (sum(e - s for s, e in d.spans), d.place)) if around else None
    return outer


def _told_in(draft: Draft, other: Draft) -> bool:
    if other is draft or other.place == draft.place or draft.holds(other.place):
        return False
    return any(other.holds(start) for start, _ in draft.spans)


def _chain(draft: Draft, outer: dict[int, Draft | None]) -> list[Speaker]:
    chain: list[Speaker] = []
    above = outer[id(draft)]
    while above is not None and len(chain) < 5:
        if above.speaker is not None:
            chain.append(above.speaker)
        above = outer[id(above)]
    return chain


def _only_passes_on(relay: Draft, inner: Draft, layout: Layout) -> bool:
    """Whether an attribution gives nothing but another voice's own statement: "…, X said, Y reported"."""
    if relay.frame not in _RELAYS or inner.manner != "say" or inner.speaker is None:
        return False
    if not inner.quotation and inner.frame not in ("clause", "sentence", "parenthesis"):
        return False
    words = [t for start, end in relay.spans for t in layout.words(start, end) if not t.is_punct]
    own = _own(inner.cue.head) if inner.cue is not None else set()
    rest = [t for t in words if not inner.holds(t.idx) and t.i not in own]
    return len(rest) <= max(4, len(words) // 6)


def _own(verb: Token) -> set[int]:
    """The words of an attribution itself: its verb with all but the verbs coordinated with it."""
    return tree(verb, (c for c in verb.children if c.dep_ == "conj"))
