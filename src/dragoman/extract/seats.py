"""Whether the name of a capital or seat stands for its state ("Ankara said") or for the city ("arrived in Ankara")."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from dragoman.extract.names import Name
from dragoman.extract.vocabulary import wordlist

INSIDE = wordlist("inside")
TOWARDS = wordlist("towards")
MOVING = wordlist("moving")
"""What leads to a place: arrive, flight."""
REACHING = wordlist("reaching")
"""What is done to a place: visit, shell."""
SITES = wordlist("site")
"""What a city has: mayor, outskirts."""
POLITICS = wordlist("politics")
"""What a state has of which its capital stands before the noun: the Minsk regime."""
FELT = wordlist("felt")
"""How a state takes something: appreciated in Yerevan."""
CITY = frozenset({"capital", "city", "town", "downtown", "central", "greater", "neighbouring"})
DASHES = frozenset({"-", "–", "—", "--"})


def is_place(doc: Doc, name: Name) -> bool:
    """True where the words around show the city; the state otherwise."""
    token = doc[name.last - 1]
    before = doc[name.first - 1] if name.first else None
    after = doc[name.last] if name.last < len(doc) else None
    if _dateline(doc, name, before, after):
        return True
    if after is not None and after.text == "-" and not token.whitespace_ and name.last + 1 < len(doc):
        return doc[name.last + 1].lower_ in ("based", "born", "area", "wide", "style")
    if after is not None and after.text == "," and name.last + 1 < len(doc) and _of_state(doc, name):
        return True
    if after is not None and after.text == "'s":
        return _possessed(token)
    if token.dep_ in ("compound", "nmod", "amod") and token.head.i > token.i and token.head.i - token.i <= 3:
        return token.head.lower_ not in POLITICS
    if before is not None and before.lower_ in CITY:
        return True
    return _governed(_conjoined(token), name)


def _dateline(doc: Doc, name: Name, before: Token | None, after: Token | None) -> bool:
    """Whether a city opens a line as its dateline, or stands alone between bars."""
    opens = before is None or "\n" in before.text or before.text in ("|", "/") or doc[name.first].is_sent_start
    if not opens or after is None:
        return False
    if after.text in DASHES or after.text in ("|", "/", "("):
        return True
    ahead = doc[name.last + 1 : name.last + 6]
    beside = all(token.ent_type_ in ("DATE", "GPE", "") for token in ahead[:2])
    return after.text == "," and beside and any(token.text in DASHES or token.text == "(" for token in ahead)


def _of_state(doc: Doc, name: Name) -> bool:
    """Whether 'City, State' stands here: the state of the city follows the comma, and no list goes on."""
    entry = name.entry
    ahead = doc[name.last + 1 : name.last + 4].text
    goes_on = name.last + 2 < len(doc) and doc[name.last + 2].lower_ in ("and", "or")
    return entry is not None and ahead.startswith(entry.canonical) and not goes_on


def _possessed(token: Token) -> bool:
    """Whether what belongs to the city is a site of it: Moscow's Red Square, Kyiv's mayor."""
    head = token.head
    return head.i > token.i and (head.lower_ in SITES or head.ent_type_ == "FAC")


def _conjoined(token: Token) -> Token:
    """The first word of the list in which a name stands."""
    while token.dep_ in ("conj", "appos") and token.head.i < token.i and token.head.pos_ in ("PROPN", "NOUN"):
        token = token.head
    return token


def _governed(token: Token, name: Name) -> bool:
    """Whether the verb or preposition over a name makes it a place."""
    head = token.head
    if token.dep_ == "pobj":
        word = head.lower_
        if word in INSIDE:
            return not _reading(head)
        governor = head.head
        if word in TOWARDS:
            return governor.lemma_.lower() in MOVING or _based(governor)
        if word == "of":
            return governor.lower_ in SITES
        return False
    if token.dep_ in ("dobj", "obj"):
        return head.lemma_.lower() in REACHING
    if token.dep_ == "nsubjpass":
        return head.lemma_.lower() in REACHING
    return token.dep_ in ("appos", "attr") and head.lower_ in SITES


def _reading(preposition: Token) -> bool:
    """Whether 'in Yerevan' tells how a state takes something: appreciated, welcomed, seen in Yerevan."""
    verb = preposition.head
    passive = any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children)
    return passive and verb.lemma_.lower() in FELT


def _based(governor: Token) -> bool:
    """Whether a noun stands where only a place can be reached from it: the road, the train."""
    return governor.pos_ == "NOUN" and governor.lemma_.lower() in MOVING
