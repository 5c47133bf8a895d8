"""Which words announce that somebody speaks, thinks or takes a stand: verbs, nouns, adjectives and 'according to'.

What each takes as its content stands in data/cues.tsv and data/cue_nouns.tsv.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from dragoman.records import Manner
from dragoman.tables import table

COLUMNS = ("cue", "pos", "frames", "manner", "stance")
NOUN_COLUMNS = ("cue", "frames", "manner", "stance")
VERBAL = frozenset({"VERB", "AUX"})
_LEMMAS = {"hoping": "hope", "hoped": "hope", "hopes": "hope", "retweeted": "retweet", "felt": "feel", "found": "find"}
"""Forms that the parser's lemmatiser gets wrong ('hop', 'retweete')."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: a cue, the frames it takes in the order tried, its manner and the account's stance."""

    cue: str
    frames: tuple[str, ...]
    manner: Manner
    stance: str


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue as it stands in an account. `head` is its word; `start` and `end` take in its particle."""

    head: Token
    pos: str
    entry: Entry
    start: int
    end: int

    def takes(self, frame: str) -> bool:
        """Whether the cue takes a frame."""
        return frame in self.entry.frames


@cache
def entries(pos: str) -> dict[str, Entry]:
    """All cues of one part of speech: verb, noun, adj, prep, adv."""
    if pos == "noun":
        rows = [dict(row, pos="noun") for row in table("cue_nouns", NOUN_COLUMNS)]
    else:
        rows = [row for row in table("cues", COLUMNS) if row["pos"] == pos]
    return {
        row["cue"]: Entry(row["cue"], tuple(row["frames"].split()), _manner(row["manner"]), row["stance"])
        for row in rows
    }


def _manner(word: str) -> Manner:
    return "think" if word == "think" else "act" if word == "act" else "say"


def cue_at(token: Token) -> Cue | None:
    """The cue that a token heads, or None."""
    pos, lower = token.pos_, token.lower_
    if pos in VERBAL or lower in ("said", "says"):
        return _felt(token) or _verb(token)
    if pos in ("NOUN", "PROPN"):
        entry = entries("noun").get(token.lemma_.lower())
        return Cue(token, "noun", entry, token.idx, token.idx + len(token)) if entry else None
    if pos == "ADJ":
        entry = entries("adj").get(lower)
        if entry and token.dep_ in ("acomp", "ccomp", "ROOT", "conj", "amod", "advcl", "relcl", "oprd"):
            return Cue(token, "adj", entry, token.idx, token.idx + len(token))
        return None
    if (
        lower == "in"
        and token.i + 3 < len(token.doc)
        and token.doc[token.i + 1 : token.i + 4].text.lower() == "the words of"
    ):
        return Cue(token, "prep", entries("prep")["in the words of"], token.idx, token.doc[token.i + 3].idx + 2)
    if pos == "ADV":
        entry = entries("adv").get(lower)
        return Cue(token, "adv", entry, token.idx, token.idx + len(token)) if entry else None
    return None


def _felt(token: Token) -> Cue | None:
    """A participle that is an adjective of attitude: "is convinced that"."""
    entry = entries("adj").get(token.lower_) if token.tag_ == "VBN" else None
    if entry is None or token.lower_ in entries("verb") or any(c.dep_ == "agent" for c in token.children):
        return None
    if any(c.dep_ == "auxpass" for c in token.children) or token.dep_ in ("acomp", "advcl", "conj"):
        return Cue(token, "adj", entry, token.idx, token.idx + len(token))
    return None


def _verb(token: Token) -> Cue | None:
    lower = token.lower_
    if lower == "according":
        to = next((c for c in token.children if c.lower_ == "to"), None)
        if to is None and token.i + 1 < len(token.doc) and token.nbor().lower_ == "to":
            to = token.nbor()
        if to is None:
            return None
        return Cue(token, "prep", entries("prep")["according to"], token.idx, to.idx + len(to))
    lemma = _LEMMAS.get(lower, token.lemma_.lower())
    verbs = entries("verb")
    for child in token.rights:
        if child.dep_ in ("prt", "advmod", "acomp", "oprd", "prep", "ccomp", "dobj") and (
            entry := verbs.get(f"{lemma} {child.lower_}")
        ):
            return Cue(token, "verb", entry, token.idx, child.idx + len(child))
        if child.dep_ == "prt":
            return None
    verb = verbs.get(lemma)
    return Cue(token, "verb", verb, token.idx, token.idx + len(token)) if verb else None


def cues(tokens: Iterator[Token]) -> Iterator[Cue]:
    """The cues among tokens, in text order."""
    for token in tokens:
        if cue := cue_at(token):
            yield cue
