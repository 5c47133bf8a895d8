"""What a cue gives as said, by the first of its frames that stands there.

Frames are named in data/cues.tsv and tried in the order that the cue's row gives.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dragoman.extract import clausal, complements
from dragoman.extract.cues import Cue
from dragoman.extract.enclosing import sentence
from dragoman.extract.spans import Part, Span, part, runs


@dataclass(frozen=True, slots=True)
class Content:
    """What is said, and the construction in words."""

    spans: tuple[Span, ...]
    frame: str
    impersonal: bool = False
    """The grammatical subject is part of what is said: nobody is named ("X is expected to")."""


RULES: dict[str, Callable[[Cue, str], Part | None]] = {
    "that": clausal.clause,
    "quote": clausal.unmarked_quotation,
    "to": complements.infinitive,
    "obj-to": complements.object_infinitive,
    "raise": complements.raised,
    "pred": complements.predicate,
    "as": complements.role,
    "ing": complements.gerund,
    "@": complements.after_preposition,
    "obj@": complements.object_preposition,
    "obj": complements.plain_object,
    "obj?": complements.doubtful_object,
}
"""A rule for each kind of frame: the cue, and the preposition after '@', to the words that are said."""


def content(cue: Cue) -> Content | None:
    """What a cue gives as said; None where none of its frames stands there."""
    if cue.pos in ("prep", "adv"):
        return _spelled(cue, part(sentence(cue), "sentence"))
    for frame in cue.entry.frames:
        kind, at, word = frame.partition("@")
        rule = RULES.get(kind + at)
        if rule is not None and (found := _spelled(cue, rule(cue, word))) is not None:
            return found
    return None


def _spelled(cue: Cue, found: Part | None) -> Content | None:
    spans = runs(cue.head.doc, found.indices) if found is not None else ()
    return Content(spans, found.frame, found.impersonal) if found is not None and spans else None
