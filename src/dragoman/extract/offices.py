"""The office or role that stands beside a person's name, before it or after a comma, with the state it is held in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dragoman.extract.capitals import Capitals
from dragoman.extract.listed import Listed, title_at
from dragoman.extract.names import Name
from dragoman.extract.stretches import FEMALE, HONORIFICS, MALE
from dragoman.extract.vocabulary import Gender, Title, titles, wordlist

CHAIN = frozenset({"of", "for", "to", "in"})
TEMPORARY = wordlist("qualifier")
LEADS = frozenset({"the", "its", "his", "her", "their", "our", "a", "an"})
LONGEST = 22
"""Tokens of an office at most."""


@dataclass(frozen=True, slots=True)
class Office:
    """An office beside a name: tokens `first` to `last` (exclusive), without article."""

    first: int
    last: int
    head: int
    title: Title | None
    """None for an honorific alone (Mr, Dr)."""
    country: str | None
    gender: Gender | None


def office(doc: Doc, name: Name, found: Capitals, people: Mapping[int, Name]) -> Office | None:
    """The office of the person named, before the name or after it; None where the text gives none."""
    return (
        _before(doc, name, name.first, found, people)
        or _after(doc, name, found, people)
        or _apposed(doc, name, found, people)
    )


def honorific(doc: Doc, name: Name) -> Gender | None:
    """Gender by the honorific right before a name."""
    word = doc[name.first - 1].lower_ if name.first else ""
    return "f" if word in FEMALE else "m" if word in MALE else None


def country_of(doc: Doc, first: int, last: int, head: int, matches: Listed) -> str | None:
    """State of an office: named before its head word or after an 'of'; not one that it is sent to, or backed by."""
    place = first
    while place < last:
        if place in matches and matches[place][1].entry.kind in ("state", "place"):
            stop, match = matches[place]
            previous = doc[place - 1].lower_ if place else ""
            if previous == "the" and place > 1:
                previous = doc[place - 2].lower_
            linked = stop < len(doc) and doc[stop].text == "-" and not doc[stop - 1].whitespace_
            opposed = previous == "-" and place > 1 and doc[place - 2].lower_ in ("pro", "anti", "post", "ex")
            if not linked and not opposed and (place < head or previous in ("of", "for")):
                return match.entry.country
            place = stop
        else:
            place += 1
    return None


def _before(
    doc: Doc, name: Name, end: int, found: Capitals, people: Mapping[int, Name], *, listed: bool = False
) -> Office | None:
    """An office right before token `end`: "Turkish Defence Minister", "head of the security services"."""
    start = _reach(doc, end, found, people, listed=listed)
    spots = [(place, title_at(doc, place, end)) for place in range(start, end)]
    spots = [(place, size) for place, size in spots if size and not _plural(doc, place, size)]
    if not spots:
        return None
    close = [(place, size) for place, size in spots if place + size == end or _honorifics(doc, place + size, end)]
    head, size = close[0] if close else spots[0]
    if not close and doc[head + size].lower_ not in CHAIN:
        return None
    first = _modifiers(doc, head, start, found)
    last = head + size if close else end
    return _office(doc, first, last, head, size, found)


def _plural(doc: Doc, place: int, size: int) -> bool:
    """Whether a title is in the plural: supporters of a man hold no office of his."""
    return titles()[tuple(token.lower_ for token in doc[place : place + size])].plural


def _honorifics(doc: Doc, place: int, end: int) -> bool:
    return place < end and all(token.lower_ in HONORIFICS for token in doc[place:end])


def _reach(doc: Doc, end: int, found: Capitals, people: Mapping[int, Name], *, listed: bool = False) -> int:
    """The first token of the noun phrase that runs up to `end`; with `listed`, across an 'and' too."""
    starts = {last: first for first, (last, _) in found.matches.items()}
    place, sentence = end, doc[end - 1].sent.start if end else 0
    while place > max(sentence, end - LONGEST):
        if place in starts:
            place = starts[place]
            continue
        token = doc[place - 1]
        if place - 1 in people and people[place - 1].kind == "person":
            break
        if (
            token.lower_ in CHAIN
            or token.text in ("-", "'s")
            or token.lower_ in HONORIFICS
            or (token.lower_ == "the" and place - 1 > sentence and doc[place - 2].lower_ in CHAIN)
            or (
                token.lower_ in ("and", "&")
                and place < end
                and (listed or (doc[place].is_title and doc[place - 2].is_title))
            )
            or token.pos_ in ("NOUN", "PROPN", "ADJ")
            or token.lower_ in TEMPORARY
            or title_at(doc, place - 1, end)
        ):
            place -= 1
        else:
            break
    while place < end and (
        doc[place].lower_ in CHAIN or doc[place].text in ("-", "'s") or doc[place].lower_ in ("and", "the")
    ):
        place += 1
    return place


def _modifiers(doc: Doc, head: int, start: int, found: Capitals) -> int:
    """Where the words before the head of an office begin that belong to it."""
    starts = {last: first for first, (last, _) in found.matches.items()}
    place = head
    first = head
    while place > start:
        if place in starts:
            place = first = starts[place]
            continue
        token = doc[place - 1]
        if token.lower_ in CHAIN or token.lower_ == "the":
            break
        place -= 1
        if token.text[:1].isupper() or token.lower_ in TEMPORARY or token.text in ("-", "'s"):
            first = place
        elif token.pos_ not in ("NOUN", "ADJ", "PROPN"):
            break
    while first < head and doc[first].text in ("-", "'s"):
        first += 1
    return first


def _office(doc: Doc, first: int, last: int, head: int, size: int, found: Capitals) -> Office:
    title = titles().get(tuple(token.lower_ for token in doc[head : head + size]))
    country = country_of(doc, first, last, head, found.matches)
    return Office(first, last, head, title, country, title.gender if title else None)


def _after(doc: Doc, name: Name, found: Capitals, people: Mapping[int, Name]) -> Office | None:
    """An office after the comma that follows a name: ", a London-based analyst and former editor"."""
    place = name.last
    while place < len(doc) and doc[place].is_space and "\n" not in doc[place].text:
        place += 1
    if place + 1 >= len(doc) or doc[place].text not in (",", "(", "–", "—"):
        return None
    place += 1
    first = place + 1 if doc[place].lower_ in LEADS else place
    stop = first
    sentence = doc[name.first].sent.end
    while stop < min(sentence, first + LONGEST) and not _ends(doc[stop]):
        stop += 1
    for head in range(first, stop):
        size = title_at(doc, head, stop)
        if size and doc[head].pos_ != "VERB":
            title = titles()[tuple(token.lower_ for token in doc[head : head + size])]
            beside = head + size
            if title.plural or (beside in people and people[beside].kind == "person"):
                return None
            return _office(doc, first, stop, head, size, found)
        if head in people and people[head].kind == "person":
            return None
        if doc[head].pos_ in ("ADP", "PUNCT") and doc[head].text != "-":
            return None
    return None


def _ends(token: Token) -> bool:
    """Whether an apposition ends before a token."""
    return (
        token.text in (",", ")", ";", ":", ".", "–", "—", '"', "(")
        or token.lower_ in ("who", "which", "whose", "that")
        or (token.tag_ in ("VBD", "VBZ", "VBP", "MD"))
    )


def _apposed(doc: Doc, name: Name, found: Capitals, people: Mapping[int, Name]) -> Office | None:
    """An office before a name and a comma: "the press secretary of the President of Kazakhstan, Berik Uali,"."""
    comma = name.first - 1
    while comma > 0 and doc[comma].lower_ in HONORIFICS:
        comma -= 1
    if comma < 2 or doc[comma].text != "," or name.last >= len(doc):
        return None
    if doc[name.last].text not in (",", ".", ")", '"') and doc[name.last].pos_ not in ("VERB", "AUX"):
        return None
    start = _reach(doc, comma, found, people, listed=True)
    lead = doc[start - 1].lower_ if start else ""
    if not (lead in LEADS or doc[start].is_sent_start or doc[start].text[:1].isupper() or doc[start - 1].text == "'s"):
        return None
    return _before(doc, name, comma, found, people, listed=True)
