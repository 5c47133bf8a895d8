"""What a number counts: the noun, its unit, and what the figure measures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from dragoman.tables import table

_TITLES = table("titles", ("title", "plural", "gender", "sector", "rank"))
UNITS = {
    **{row["title"]: "person" for row in _TITLES},
    **{row["noun"]: row["unit"] for row in table("counted", ("noun", "unit"))},
}
"""The unit under which a noun is counted."""
TIMES = frozenset(("second", "minute", "hour", "day", "week", "fortnight", "month", "year", "decade", "century"))
_MEASURES = {row["word"]: row["measure"] for row in table("measures", ("word", "measure"))}
_GENERIC = frozenset(
    ("person", "other", "people", "human", "man", "woman", "individual", "civilian", "body", "victim", "whom")
)
_TOTALS = frozenset(("population", "toll", "crowd", "force", "membership", "army", "casualty", "fatality"))
_HARMS = frozenset(("killed", "wounded", "arrested", "missing", "displaced"))
_SIZES = frozenset(("value", "volume", "level", "amount", "ceiling", "size", "total", "sum", "share", "worth"))
_CHANGES = {
    **dict.fromkeys(("increase", "rise", "grow", "growth", "jump", "climb", "surge", "gain"), "increase"),
    **dict.fromkeys(("fall", "drop", "decline", "decrease", "shrink", "slump", "plunge", "reduction"), "decrease"),
}
_MOVES = frozenset(("go", "come", "be", "move", "shoot", "inch", "creep"))
_WAYS = {"up": "increase", "down": "decrease"}
_LIGHT = frozenset(
    ("have", "be", "do", "make", "get", "say", "tell", "want", "need", "give", "take", "know", "think", "believe")
)
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_SIZED_BY = ("of", "by", "in", "to", "from", "at")
_EMPTY = frozenset(("be", "have", "do", "get"))
_NOUNS = ("NOUN", "PROPN")


@dataclass(frozen=True, slots=True)
class Counted:
    """What a number counts or sizes up.

    `noun` is counted; for sums, percentages and bare numbers it is None, and `about` heads what they are told of.
    `verb` governs the noun, or the number; `change` is 'increase' or 'decrease' where the number tells only that.
    """

    noun: Token | None
    unit: str | None
    about: Token | None
    verb: Token | None
    change: str | None = None


def counted(number: Span, unit: str | None) -> Counted:
    """What the number of these words counts; `unit` is one that stands beside it (a currency, a percentage)."""
    root = number.root
    if unit is None:
        if (noun := _noun(number)) is not None:
            return Counted(noun, _unit_of(noun), noun, _verb(noun) or (_verb(root) if noun in root.subtree else None))
        head = _head_of(root)
        inner = _of(head) if head is not None and head.lemma_.lower() == "number" else None
        if inner is not None and _known(inner) not in _HARMS and _unit_of(inner) == "person":
            return Counted(inner, "person", inner, _verb(inner))
        if head is not None and (head.lemma_.lower() in _TOTALS or _known(head) in _HARMS):
            return Counted(None, "person", head, None)
        verb = _harm(number) or _verb(root)
        harmed = verb is not None and _MEASURES.get(verb.lemma_.lower()) in _HARMS
        crowd = root.dep_ in _SUBJECTS and root.pos_ == "NOUN"
        return Counted(None, "person" if harmed or crowd else None, None if harmed or crowd else head, verb)
    about, change = _measured(number)
    return Counted(None, unit, about, _verb(root), change)


def measure(told: Counted) -> str | None:
    """What the figure measures in a few words: 'killed', 'trade', 'increase of exports', 'refugees returned'."""
    if told.unit == "person":
        return _of_persons(told)
    if told.noun is not None:
        return _phrase(told.noun)
    does = told.verb.lemma_.lower() if told.verb is not None and told.verb.pos_ == "VERB" else ""
    if told.about is None or (told.about.pos_ == "PRON" and told.unit not in TIMES):
        return told.change
    if told.unit in TIMES:
        who = _phrase(told.about) if told.about.pos_ in _NOUNS else ""
        within = any(child.lemma_.lower() in TIMES for child in told.about.lefts)
        return who if within else f"{who} {does}".strip() or None
    said = _known(told.about) or _phrase(told.about)
    if told.about.pos_ == "PROPN" and (told.unit or "").isupper() and does not in ("", *_EMPTY):
        said = does
    return f"{told.change} of {said}" if told.change and told.about.lemma_.lower() not in _CHANGES else said


def refers_back(told: Counted) -> bool:
    """Whether what a sum is told of was named before: 'it was', 'their value', 'the value of these exports'."""
    about = told.about
    if about is None or told.noun is not None:
        return False
    if about.pos_ == "PRON" or about.lemma_.lower() in _CHANGES:
        return True
    if about.lemma_.lower() not in _SIZES:
        return any(
            child.lower_ in ("these", "those", "this", "that") for child in about.children if child.dep_ == "det"
        )
    inner = _of(about)
    return any(child.tag_ == "PRP$" for child in about.children) or (
        inner is not None and any(child.lower_ in ("these", "those", "this", "that") for child in inner.children)
    )


def _of_persons(told: Counted) -> str | None:
    noun, verb = told.noun, told.verb
    if noun is None:
        known = _known(told.about) if told.about is not None else None
        return known or (_deed(verb) if verb is not None else None)
    lemma = noun.lemma_.lower()
    if lemma in _MEASURES:
        return _MEASURES[lemma]
    who = "" if lemma in _GENERIC else _phrase(noun)
    return f"{who} {_deed(verb) if verb is not None else ''}".strip() or noun.text.lower()


def _deed(verb: Token) -> str:
    if verb.pos_ != "VERB" or verb.lemma_.lower() in _LIGHT:
        return _MEASURES.get(verb.lemma_.lower(), "")
    return (
        _MEASURES.get(verb.lemma_.lower()) or (verb.text if verb.tag_ in ("VBN", "VBD", "VBG") else verb.lemma_).lower()
    )


def _known(about: Token) -> str | None:
    """The shared name of a measure, where the phrase has one: 'trade volume' and 'bilateral trade' are both 'trade'."""
    for token in (about, *_within(about)):
        if (said := _MEASURES.get(token.lemma_.lower())) and token.pos_ in ("NOUN", "ADJ", "PROPN"):
            return said
    return None


def _within(noun: Token) -> Iterator[Token]:
    """Modifiers of a noun, and the noun after 'of' with its modifiers."""
    yield from (child for child in noun.children if child.dep_ in ("amod", "compound", "nmod"))
    if (inner := _of(noun)) is not None:
        yield inner
        yield from _within(inner)


def _of(noun: Token) -> Token | None:
    """The noun after 'of'."""
    preps = (child for child in noun.rights if child.dep_ == "prep" and child.lower_ in ("of", "in"))
    return next((inner for prep in preps for inner in prep.children if inner.dep_ == "pobj"), None)


def _phrase(noun: Token) -> str:
    """The noun with its adjectives and compounds, and 'of' or 'to' with the same; no article, number or clause."""
    inner = _of(noun)
    if (noun.lemma_.lower() in _SIZES or noun.lower_ in ("percent", "%")) and inner is not None:
        return _phrase(inner)
    words = [child for child in noun.lefts if child.dep_ in ("amod", "compound", "nmod") and not child.like_num]
    said = " ".join(token.text for token in (*words, noun) if token.lower_ not in _LEFT_OUT)
    for prep in noun.rights:
        if prep.dep_ == "prep" and prep.lower_ in ("of", "to"):
            ends = [child for child in prep.children if child.dep_ == "pobj" and child.pos_ in _NOUNS]
            if ends and not any(child.like_num for child in ends[0].subtree):
                return f"{said} {prep.lower_} {_phrase(ends[0])}"
    return said


_LEFT_OUT = frozenset(("other", "more", "such", "same", "several", "few", "many", "least", "percent", "%", *TIMES))


def _noun(number: Span) -> Token | None:
    """The noun that the number counts: its head, what follows 'of', or the next noun after adjectives."""
    root, doc = number.root, number.doc
    if root.dep_ in ("nummod", "quantmod", "amod", "compound", "nmod", "advmod", "det") and root.head not in number:
        head = root.head
        while head.dep_ in ("nummod", "quantmod") and head.head != head:
            head = head.head
        if head.pos_ in _NOUNS and head.i >= number.end:
            return head
    if root.dep_ == "nsubj" and root.like_num and root.head.lemma_ == "be":
        said = [child for child in root.head.children if child.dep_ == "attr" and child.pos_ in _NOUNS]
        return said[0] if said else None
    after = doc[number.end : min(number.end + 5, root.sent.end)]
    if len(after) and after[0].lower_ == "of":
        ends = [child for child in after[0].children if child.dep_ in ("pobj", "nsubj")]
        return _antecedent(ends[0]) if ends else None
    for token in after:
        if (
            token.pos_ == "NOUN"
            and token.text[0].isalpha()
            and (token.i + 1 == len(doc) or token.nbor().pos_ != "NOUN")
        ):
            return token
        if token.pos_ not in ("ADJ", *_NOUNS) and token.tag_ not in ("VBN", "VBG", "POS", '""', "``", "''"):
            break
    return None


def _harm(number: Span) -> Token | None:
    """The participle after a bare number: '340 wounded'."""
    after = number.doc[number.end : min(number.end + 1, number.sent.end)]
    return next((token for token in after if _MEASURES.get(token.lemma_.lower()) in _HARMS), None)


def _antecedent(token: Token) -> Token:
    """For 'whom' and 'them', the nearest noun before in the plural; else the token itself."""
    if token.lower_ not in ("whom", "which", "them", "those", "these"):
        return token
    before = reversed(token.doc[token.sent.start : token.i])
    return next((noun for noun in before if noun.pos_ == "NOUN" and noun.tag_ == "NNS"), token)


def _unit_of(noun: Token) -> str | None:
    lemma = noun.lemma_.lower()
    if noun.tag_ == "NNPS" or lemma in ("whom", "they", "who") or noun.lower_ == "others":
        return "person"
    unit = UNITS.get(lemma, None if noun.pos_ == "PROPN" else lemma)
    return None if unit == "none" else unit


def _head_of(root: Token) -> Token | None:
    """The noun that a bare number belongs to: 'a population of', 'the toll rose to'."""
    if root.dep_ == "pobj" and root.head.lower_ == "of":
        return root.head.head
    if root.dep_ == "pobj" and root.head.lower_ == "at" and root.head.head.pos_ == "VERB":
        puts = root.head.head
        return next((child for child in puts.children if child.dep_ == "dobj"), _subject(puts))
    verb = _verb(root)
    return _subject(verb) if verb is not None else None


def _subject(verb: Token) -> Token | None:
    return next((child for child in verb.children if child.dep_ in _SUBJECTS), None)


def _verb(token: Token) -> Token | None:
    """The verb that governs a noun: of its own relative clause or participle, else of the clause it is subject or
    object of; a noun of doing ("the arrest of") counts as such a verb."""
    for child in token.children:
        if child.dep_ in ("relcl", "acl") and child.pos_ == "VERB":
            return child
    above = token
    if token.dep_ == "npadvmod" and token.head.pos_ == "VERB":
        return token.head
    while above.dep_ in ("conj", "appos", "compound", "nummod", "npadvmod") and above.head != above:
        above = above.head
    head = above.head
    if above.dep_ == "pobj":
        if (
            head.lower_ in ("including", "among")
            or head.dep_ == "agent"
            or above.like_num
            or above.lemma_.lower() in TIMES
        ):
            return _verb(head) if head.head != head else None
        return head.head if head.lower_ == "of" and head.head.lemma_.lower() in _MEASURES else None
    if head == above or above.dep_ not in (*_SUBJECTS, "dobj", "attr", "prep", "agent", "acomp", "oprd"):
        return None
    if above.dep_ == "prep" and head.pos_ in _NOUNS:
        return _verb(head)
    return head if head.pos_ in ("VERB", "AUX") else None


def _measured(number: Span) -> tuple[Token | None, str | None]:
    """The noun whose size a sum, percentage or time tells; and whether it is only the change of it."""
    root, head = number.root, number.root.head
    after = [
        child for child in root.children if child.dep_ == "prep" and child.lower_ == "of" and child.i >= number.end
    ]
    if after:
        return next((child for child in after[0].children if child.dep_ == "pobj"), None), None
    if root.dep_ in ("compound", "nmod", "amod", "nummod") and head.pos_ == "NOUN" and head not in number:
        return head, None
    if root.dep_ == "pobj" and head.lower_ in _SIZED_BY and head.head.pos_ in _NOUNS:
        return _changed(head.head)
    if head.lower_ == "worth":
        upto = number.doc[number.sent.start : head.i]
        before = next((token for token in reversed(upto) if not token.is_punct and token.tag_ != "VBN"), head)
        return (before, None) if before.pos_ in _NOUNS else (_subject(head.head), None)
    verb = _verb(root) if root.dep_ != "pobj" or head.head.pos_ not in ("VERB", "AUX") else head.head
    change = _change_of(verb) if verb is not None else None
    if change and head.lower_ in ("to", "from"):
        change = None
    while verb is not None:
        subject = _subject(verb)
        if verb.dep_ in ("acl", "relcl") and (subject is None or subject.tag_ in ("WDT", "WP")):
            return _sized(verb.head), change
        object_ = next((c for c in verb.children if c.dep_ == "dobj" and c not in number), None)
        if object_ is not None and head.dep_ == "prep" and head.head == verb:
            return object_, change
        if subject is not None or object_ is not None:
            return subject if subject is not None else object_, change
        verb = verb.head if verb.head != verb and verb.head.pos_ in ("VERB", "AUX") else None
    return None, change


def _change_of(verb: Token) -> str | None:
    """'increase' or 'decrease' for a verb that tells only that: 'rose', 'went down'."""
    ways = [_WAYS[child.lower_] for child in verb.children if child.dep_ in ("prt", "advmod") and child.lower_ in _WAYS]
    return _CHANGES.get(verb.lemma_.lower()) or (ways[0] if ways and verb.lemma_.lower() in _MOVES else None)


def _changed(noun: Token) -> tuple[Token, str | None]:
    """'exports' and 'increase' for 'exports recorded an increase of'."""
    change = _CHANGES.get(noun.lemma_.lower())
    if change is None:
        return noun, None
    subject = _subject(noun.head) if noun.dep_ == "dobj" else None
    inner = next(
        (end for prep in noun.children if prep.lower_ == "in" for end in prep.children if end.dep_ == "pobj"), None
    )
    return inner or (subject if subject is not None and subject.pos_ in _NOUNS else noun), change


def _sized(noun: Token) -> Token:
    """Climbs from 'countries' in 'the volume between the countries, amounting to' to 'volume'."""
    while noun.dep_ == "pobj" and noun.head.lower_ in ("between", "of", "among") and noun.head.head.pos_ in _NOUNS:
        noun = noun.head.head
    return noun
