"""Through whom and to whom something is said: the addressee, the venue, and the chain of voices that passed it on."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from dragoman.extract.cues import Cue
from dragoman.extract.phrases import Namings, phrase
from dragoman.extract.spans import Span
from dragoman.extract.speakers import is_passive
from dragoman.records import Mention
from dragoman.tables import table

_TELLS = frozenset({
    "tell", "inform", "assure", "remind", "warn", "ask", "notify", "advise", "reassure", "urge", "promise", "brief",
})  # fmt: skip
_AT = frozenset({"in", "at", "on", "during", "via", "through", "to", "by"})


@cache
def _venues() -> frozenset[str]:
    return frozenset(row["word"] for row in table("venues", ("word",)))


def addressee(cue: Cue, namings: Namings) -> Mention | None:
    """The mention of whom a cue says it to; None where nobody is named."""
    head = cue.head
    if cue.pos != "verb" or is_passive(head):
        return None
    for child in head.rights:
        if child.dep_ in ("dobj", "dative") and child.pos_ != "ADP" and cue.entry.cue in _TELLS:
            return namings.naming(phrase(child))
        if child.dep_ in ("prep", "dative") and child.lower_ == "to" and cue.takes("that") and not cue.takes("@to"):
            for noun in child.children:
                if noun.dep_ == "pobj" and (found := namings.naming(phrase(noun))):
                    return found
    return None


def venue(cue: Cue) -> Span | None:
    """Where or through what it is said: "a news conference", "Twitter"; None where the account does not tell."""
    if cue.pos != "verb":
        return None
    for prep in cue.head.children:
        if prep.dep_ == "prep" and prep.lower_ in _AT:
            for noun in prep.children:
                if noun.dep_ == "pobj" and _is_venue(noun):
                    found = phrase(noun)
                    return found.start, found.end
    return None


def _is_venue(noun: Token) -> bool:
    return noun.lemma_.lower() in _venues() or noun.lower_ in _venues()
