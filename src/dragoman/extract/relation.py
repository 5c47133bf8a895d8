"""A stated relation, the words that state one, and what turns it round."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.records import Mention
from dragoman.tables import table


@dataclass(frozen=True, slots=True)
class Relation:
    """`from_` and `to` are related; `first` to `last` are the words that say so. `to` None: whoever speaks."""

    type: str
    polarity: int
    from_: Mention
    to: Mention | None
    first: Token
    last: Token


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a word of the table states; `frame`: where its other party stands, and what is asked of it."""

    type: str
    polarity: int
    frame: tuple[str, ...]


def meanings(kind: str) -> Mapping[str, Meaning]:
    """The words of a kind of the table of ties."""
    rows = (row for row in table("ties", ("word", "kind", "type", "polarity", "frame")) if row["kind"] == kind)
    return {row["word"]: Meaning(row["type"], int(row["polarity"]), tuple(row["frame"].split())) for row in rows}


BE = frozenset(("be", "become", "remain", "stay"))
_MODIFIERS = meanings("modifier")
_UNREAL = frozenset(("could", "would", "might", "should", "may", "if", "unless"))
_WISH = frozenset(
    ("want", "hope", "wish", "seek", "aspire", "plan", "intend", "aim", "try", "offer", "apply", "like", "fail",
     "refuse", "bid", "attempt", "desire", "urge", "call", "ask", "invite", "threaten", "vow", "promise")
)  # fmt: skip
_CLIMB = frozenset(("attr", "xcomp", "pcomp", "acl", "acomp", "prep"))
_DENY = frozenset(("deny", "reject", "dispute", "refute"))


def as_told(token: Token, polarity: int) -> int:
    """Polarity of a relation as told: one that is negated or denied is none (-1)."""
    above = [token, *(verb for verb in token.ancestors if verb.pos_ in ("VERB", "AUX"))]
    for place, verb in enumerate(above):
        if any(child.dep_ == "neg" for child in verb.children) or (place and verb.lemma_.lower() in _DENY):
            return -abs(polarity)
        if verb.dep_ not in ("attr", "ccomp", "ROOT", "pobj", "xcomp") and place:
            break
    return polarity


def unreal(token: Token) -> bool:
    """Whether the relation is only wished, possible or supposed: 'would like to be a member', 'if it joined'."""
    verb = token
    while True:
        if verb.lemma_.lower() in _WISH and verb != token:
            return True
        if any(child.lower_ in _UNREAL for child in verb.children if child.dep_ in ("aux", "mark", "advmod")):
            return True
        if verb.dep_ not in _CLIMB or verb.head == verb:
            return False
        verb = verb.head


def modifier(token: Token) -> Meaning | None:
    """What adjectives make of a relation; one that names a field ('economic') outweighs one of closeness ('strong')."""
    words = [child for child in token.lefts if child.dep_ in ("amod", "compound", "nmod")]
    words += [inner for child in words for inner in child.conjuncts]
    if token.dep_ == "nsubj" and token.head.lemma_ in BE:
        words += [child for child in token.head.children if child.dep_ == "acomp"]
    found = [_MODIFIERS[word.lower_] for word in words if word.lower_ in _MODIFIERS]
    return next((meaning for meaning in found if meaning.type != "ally"), next(iter(found), None))
