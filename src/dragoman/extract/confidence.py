"""How sure the reader is that words are a statement of their speaker: 0 to 1, in steps of 0.05.

The numbers were set by hand, by construction, and checked against how often each construction is one that annotators
mark (840 articles of PolNeAR's training part, read for this alone); a statement below one half is a guess.
"""

from __future__ import annotations

import re
from functools import cache

from dragoman.extract.draft import Draft
from dragoman.extract.speakers import is_passive
from dragoman.tables import table

_SURE = {
    "clause": 0.9, "clause before": 0.6, "parenthesis": 0.85, "sentence": 0.9, "predicate": 0.8, "object and role": 0.8,
    "object and infinitive": 0.75, "infinitive": 0.65, "object": 0.65, "object or deed": 0.45,
    "gerund": 0.7, "raised subject": 0.75,
    "words meant by": 0.5, "headline": 0.7, "quotation signed after a dash": 0.95, "turn in an interview": 0.95,
    "answer in an interview": 0.7,
}  # fmt: skip
_QUOTED = 0.95
_PHRASE = 0.65
_OWN = frozenset({"i", "we", "you", "it", "this", "that"})
"""Speakers that are the account's own voice, its reader, or a thing."""
_ABSTRACT = re.compile(r"(?:tion|sion|ment|ness|ity|ance|ence|ism|ship|ing|ure|ssy|ncy|day|year|value|number|request)$")
"""Endings of nouns for deeds, qualities and measures."""
_EVIDENCE = frozenset({
    "show", "prove", "demonstrate", "illustrate", "underscore", "confirm", "suggest", "indicate", "reveal", "imply",
    "highlight", "underline", "signal",
})  # fmt: skip
"""Verbs by which a thing is evidence; with people or a paper for subject they are speech."""


LIKELY = 0.5
"""Below it a statement is a guess: listings and exports leave it out unless they are asked for all."""


def confidence(draft: Draft, *, named: bool) -> float:
    """How sure a draft is; `named`: a mention of an actor heads its speaker."""
    sure = _QUOTED if draft.quotation and draft.cue else _SURE.get(draft.frame, _PHRASE)
    if draft.speaker is None:
        sure -= _unnamed(draft)
    elif draft.speaker.head.lower_ in _OWN and not named:
        sure -= 0.45
    elif not named:
        sure -= 0.4 if _is_thing(draft) else 0.1
    if draft.manner == "act":
        sure -= 0.1
    return round(max(sure, 0.05), 2)


def _unnamed(draft: Draft) -> float:
    """What a statement of nobody's loses: little in a passive, much if a subject is wanting."""
    if draft.cue is None or draft.cue.pos != "verb" or not is_passive(draft.cue.head):
        return 0.35
    exhorts = any(c.dep_ == "aux" and c.lower_ in ("should", "must", "can", "cannot") for c in draft.cue.head.children)
    return 0.45 if exhorts else 0.1


def _is_thing(draft: Draft) -> bool:
    """Whether a common noun names a deed, a quality or a proof, which says nothing of itself."""
    head = draft.speaker.head if draft.speaker else None
    if head is None or head.pos_ != "NOUN":
        return False
    word = head.lemma_.lower()
    if word in _nouns("people") or word in _nouns("paper"):
        return False
    proof = draft.cue is not None and draft.cue.entry.cue in _EVIDENCE and head.tag_ == "NN"
    return proof or _ABSTRACT.search(word) is not None


@cache
def _nouns(kind: str) -> frozenset[str]:
    return frozenset(row["word"] for row in table("speaker_nouns", ("word", "kind")) if row["kind"] == kind)
