"""How sure the reader is that words are a statement of their speaker: 0 to 1, in steps of 0.05.

The numbers were set by hand, by construction, and checked against how often each construction is one that annotators
mark (840 articles of PolNeAR's training part, read for this alone); a statement below one half is a guess.
"""

from __future__ import annotations

import re

from spacy.tokens import Token

from dragoman.extract.attribution import Draft
from dragoman.extract.speakers import is_passive

_SURE = {
    "clause": 0.9, "clause before": 0.6, "parenthesis": 0.85, "sentence": 0.9, "predicate": 0.8, "object and role": 0.8,
    "object and infinitive": 0.75, "infinitive": 0.65, "object": 0.65, "gerund": 0.7, "raised subject": 0.75,
    "words meant by": 0.5, "headline": 0.7, "quotation signed after a dash": 0.95, "turn in an interview": 0.95,
    "answer in an interview": 0.7,
}  # fmt: skip
_QUOTED = 0.95
_PHRASE = 0.65
_OWN = frozenset({"i", "we", "you", "it", "this", "that"})
"""Speakers that are the account's own voice, its reader, or a thing."""
_ABSTRACT = re.compile(r"(?:tion|sion|ment|ness|ity|ance|ence|ism|ship|ing|ure|day|year|value|number)s?$")
_COLLECTIVE = re.compile(
    r"(?:govern|depart|parlia|regi|establish|move)ments?$|(?:organi[sz]|administra|delega|federa|associa|corpora|founda|institu|popula|coali|opposi|na|publica|mis|commis|sta|genera|sec)[ts]ions?$|(?:author|univers|c|major|minor|commun|soci|char)it(?:y|ies)$|(?:leader|audi|intellig|alli|confer)\w*$"
)
"""Endings of nouns for deeds and qualities, and of those among them that name people together."""


LIKELY = 0.5
"""Below it a statement is a guess: listings and exports leave it out unless they are asked for all."""


def confidence(draft: Draft, *, named: bool) -> float:
    """How sure a draft is; `named`: a mention of an actor heads its speaker."""
    sure = _QUOTED if draft.quotation and draft.cue else _SURE.get(draft.frame, _PHRASE)
    if draft.speaker is None:
        sure -= 0.1 if draft.cue and draft.cue.pos == "verb" and is_passive(draft.cue.head) else 0.35
    elif draft.speaker.head.lower_ in _OWN and not named:
        sure -= 0.45
    elif not named:
        sure -= 0.3 if _is_thing(draft.speaker.head) else 0.1
    if draft.manner == "act":
        sure -= 0.1
    return round(max(sure, 0.05), 2)


def _is_thing(head: Token) -> bool:
    """Whether a common noun names a deed or a quality, which says nothing of itself."""
    word = head.lemma_.lower()
    return head.pos_ == "NOUN" and _ABSTRACT.search(word) is not None and _COLLECTIVE.search(word) is None
