"""Through whom and to whom something is said: the addressee, the venue, and the chain of voices that passed it on."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from dragoman.extract.cues import Cue
from dragoman.extract.phrases import Namings, Speaker, phrase
from dragoman.extract.spans import Span
from dragoman.extract.speakers import agent, is_passive
from dragoman.records import Mention
from dragoman.tables import table

_TELLS = frozenset({
    "tell", "inform", "assure", "remind", "warn", "ask", "notify", "advise", "reassure", "urge", "promise", "brief",
})  # fmt: skip
_PASSING = frozenset({"citing", "quoting"})
_ASIDE = frozenset({"advcl", "acl", "relcl", "prep", "conj", "dep"})
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


def cited(cue: Cue) -> list[Speaker]:
    """The named sources that a voice says it passes on, nearest first: "X, citing Y citing Z, reported that"."""
    found: list[Speaker] = []
    word = cue.head
    while (verb := next((c for c in word.children if c.lower_ in _PASSING and c.dep_ in _ASIDE), None)) is not None:
        named = next((c for c in verb.children if c.dep_ == "dobj" and c.ent_type_ in ("PERSON", "ORG")), None)
        if named is None:
            break
        found.append(phrase(named))
        word = named if any(c.lower_ in _PASSING for c in named.children) else verb
    return found


def quoting(cue: Cue) -> Speaker | None:
    """Who quotes the speaker: "was quoted by X as saying", "was quoted as saying by X"."""
    head = cue.head
    verb = head.head.head if head.dep_ == "pcomp" and head.head.lower_ == "as" else head
    if verb.lemma_ not in ("quote", "cite", "report") or not is_passive(verb):
        return None
    for at in (verb, head):
        if (found := agent(at)) is not None:
            return phrase(found)
    return None


def passes_on(cue: Cue) -> bool:
    """Whether a cue is the aside that names a source: ", citing Y,"."""
    return cue.head.lower_ in _PASSING and cue.head.dep_ in _ASIDE
