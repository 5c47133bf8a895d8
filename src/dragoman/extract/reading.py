"""One document's names, offices and noun phrases, as mentions and references both need them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc, Span

from dragoman.extract.capitals import Capitals, capitals
from dragoman.extract.names import Name, names
from dragoman.extract.nominals import Nominal, nominals
from dragoman.extract.offices import Office, office
from dragoman.extract.parse import Parse
from dragoman.extract.vocabulary import wordlist
from dragoman.records import Form, Mention

FURNITURE = re.compile(rf"\b({'|'.join(sorted(wordlist('furniture')))})\b", re.IGNORECASE)
"""Words of a page, not of its account."""
ARTICLE = re.compile(r"^(the|a|an|some|another) ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reading:
    """One document's names and noun phrases, as mentions and references both need them."""

    found: Capitals
    names: tuple[Name, ...]
    named: Mapping[int, Name]
    """The longest name over each token."""
    nominals: tuple[Nominal, ...]
    offices: Mapping[int, Office]
    """First token of a person's name → the office beside it."""


@lru_cache(maxsize=1)
def read(parse: Parse) -> Reading:
    """The names, noun phrases and offices of a document; kept for the next caller, who asks for the same document."""
    found = capitals(parse)
    listed = tuple(name for name in names(parse, found) if not _furniture(parse.span(name.start, name.end)))
    named: dict[int, Name] = {}
    for name in sorted(listed, key=lambda name: name.last - name.first):
        named.update(dict.fromkeys(range(name.first, name.last), name))
    offices: dict[int, Office] = {}
    for name in listed:
        if name.kind == "person":
            held = office(parse.doc, name, found, named)
            if held is not None:
                offices[name.first] = held
    taken = {held.head for held in offices.values()}
    phrases = [phrase for phrase in nominals(parse, found, named) if phrase.head not in taken]
    return Reading(found, listed, named, tuple(phrases), offices)


def _furniture(span: Span) -> bool:
    """Whether words stand in a line of the page's furniture."""
    sentence = span.sent
    return len(sentence) <= 12 and FURNITURE.search(sentence.text) is not None


def end_of(doc: Doc, last: int) -> int:
    """The character after token `last` - 1."""
    return doc[last - 1].idx + len(doc[last - 1])


def mention_of(parse: Parse, phrase: Nominal) -> Mention:
    """The mention of a noun phrase."""
    doc = parse.doc
    start, end = doc[phrase.first].idx, end_of(doc, phrase.last)
    text = parse.text(start, end)
    title = phrase.title if phrase.kind == "person" else None
    form: Form = "title" if title is not None and title.rank < 3 and phrase.article != "a" else "nominal"
    words = ARTICLE.sub("", text) if title is not None else None
    source = parse.source(start, end)
    return Mention(source, text, form, phrase.kind, None, phrase.country, words, phrase.gender)
