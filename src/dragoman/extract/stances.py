"""What weakens a statement: the words of a hedge, and whether the content is said not to be so."""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Token

from dragoman.extract.cues import Cue
from dragoman.extract.layout import Layout
from dragoman.extract.spans import Span
from dragoman.tables import table

_UNPROVEN = re.compile(
    r"\bwithout (?:\w+ing )?(?:any |concrete |further |more )*"
    r"(?:evidence|proof|details?|elaborat\w+|specif\w+)\b[^.,;]*",
    re.IGNORECASE,
)
_SEEM = frozenset({"seem", "appear"})
_BELIEVED = frozenset(
    {"believe", "think", "say", "report", "rumour", "rumor", "suspect", "assume", "understand", "allege", "expect"}
)


@cache
def _hedges(place: str) -> frozenset[str]:
    return frozenset(row["word"] for row in table("hedges", ("word", "place")) if row["place"] == place)


def hedge(cue: Cue, spans: tuple[Span, ...], layout: Layout) -> Span | None:
    """The words that keep a distance from a statement, the account's own first; None where nothing weakens it."""
    head = cue.head
    if unproven := unproven_at(spans, layout.text):
        return unproven
    for child in head.children:
        if child.lower_ in _hedges("cue") and child.dep_ in ("advmod", "aux"):
            return _span(child, child)
    if head.head.lemma_ in _SEEM and head.dep_ == "xcomp":
        return _span(head.head, head.head)
    if cue.entry.stance == "hedge" or (cue.pos == "verb" and _impersonal(head)):
        passive = [c for c in head.children if c.dep_ == "auxpass"]
        return _span(passive[0], head) if passive else (cue.start, cue.end)
    for start, end in spans:
        for token in layout.words(start, end):
            if token.lower_ in _hedges("content") and not layout.quoted(token):
                return _span(token, token)
    return None


def unproven_at(spans: tuple[Span, ...], text: str) -> Span | None:
    """The words "without evidence" and the like that close what is said, or follow it."""
    start, end = spans[-1]
    stop = text.find("\n", end)
    found = _UNPROVEN.search(text, start, min(end + 120, stop if stop >= 0 else len(text)))
    return found.span() if found and not text[found.end() : end].strip(" .,") and found.start() <= end + 3 else None


def _impersonal(head: Token) -> bool:
    """Whether a verb is a passive without an agent: "it is believed that", "is said to"."""
    return (
        head.lemma_ in _BELIEVED
        and any(c.dep_ == "auxpass" for c in head.children)
        and not any(c.dep_ == "agent" for c in head.children)
    )


def _span(first: Token, last: Token) -> Span:
    return min(first.idx, last.idx), max(first.idx + len(first), last.idx + len(last))


def negated(cue: Cue) -> bool:
    """Whether what is said is denied, or said not to have been said."""
    head = cue.head
    holders = [head]
    if head.dep_ == "xcomp" and head.head.pos_ in ("VERB", "AUX"):
        holders.append(head.head)
    if cue.pos == "adj" and head.dep_ == "acomp":
        holders.append(head.head)
    denied = any(c.lower_ == "yet" for c in head.head.children if head.dep_ == "xcomp") or any(
        c.dep_ == "neg" or c.lower_ in ("never", "nor") for at in holders for c in at.children
    )
    if len(holders) > 1 and holders[1].lemma_ in ("refuse", "decline", "fail"):
        denied = not denied
    return denied != (cue.entry.stance == "deny")
