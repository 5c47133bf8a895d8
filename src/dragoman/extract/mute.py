"""Subjects of reporting verbs that are nobody's voice: "this", a year, an "it" that does not speak."""

from __future__ import annotations

from spacy.tokens import Span

from dragoman.records import Manner

DEMONSTRATIVE = frozenset({"this", "that", "these", "those", "what"})


def mute(speaker: Span, manner: Manner) -> bool:
    """Whether the words of a speaker who is no known actor cannot be anybody's voice."""
    if len(speaker) == 1 and speaker[0].lower_ in DEMONSTRATIVE:
        return True
    if len(speaker) == 1 and speaker[0].lower_ == "it":
        return manner != "say"
    return speaker.text.isdigit()
