"""Namings of those who act, speak or are acted on, and of places: names, titles, demonyms, metonyms and nominals.

`references` adds pronouns and the phrases that point back ("the minister", "the group").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from dragoman.extract.genders import gender_of
from dragoman.extract.names import Name
from dragoman.extract.offices import honorific
from dragoman.extract.parse import Parse
from dragoman.extract.reading import Reading, end_of, mention_of, read
from dragoman.extract.seats import is_place
from dragoman.extract.vocabulary import wordlist
from dragoman.records import Mention, Source

LANGUAGE = frozenset({"in", "into", "from"})
SPOKEN = wordlist("spoken")
TONGUE = wordlist("tongue")
BRACKET = re.compile(r"\s?\(\s*([A-Z][A-Za-z0-9&+.-]{0,9})\s*\)")


def mentions(parse: Parse) -> Iterator[Mention]:
    """Every naming but pronouns and phrases that point back, in text order; of two with one start the longer first."""
    reading = read(parse)
    kept: dict[tuple[int, int], Mention] = {}
    for mention in (*_acronyms(parse, reading), *_named(parse, reading), *_nominal(parse, reading)):
        kept.setdefault((mention.source.start, -mention.source.end), mention)
    yield from (kept[key] for key in sorted(kept))


def _named(parse: Parse, reading: Reading) -> Iterator[Mention]:
    """Mentions by name, demonym and metonym."""
    doc = parse.doc
    for name in reading.names:
        if name.form == "demonym" and _tongue(doc, name):
            continue
        text = parse.text(name.start, name.end)
        source = parse.source(name.start, name.end)
        if name.form == "demonym" and (name.plural or _people(doc, name)):
            first = doc[name.first - 1] if name.first else None
            start = first.idx if first is not None and first.lower_ == "the" else name.start
            yield Mention(
                parse.source(start, name.end), parse.text(start, name.end), "nominal", "group", country=name.country
            )
        elif name.form == "metonym" and (name.entry is None or name.entry.capital) and is_place(doc, name):
            yield Mention(source, text, "name", "place", text, name.country)
        elif name.kind == "person":
            yield _person(parse, reading, name, source, text)
        else:
            country = None if name.form == "metonym" and name.kind == "organisation" else name.country
            yield Mention(source, text, name.form, name.kind, text, country)


def _person(parse: Parse, reading: Reading, name: Name, source: Source, text: str) -> Mention:
    held = reading.offices.get(name.first)
    words = None
    if held:
        opening = reading.found.matches.get(held.first)
        start = opening[1].start if opening else parse.doc[held.first].idx
        words = parse.text(start, end_of(parse.doc, held.last))
    gender = honorific(parse.doc, name) or (held.gender if held else None) or gender_of(text)
    return Mention(source, text, "name", "person", text, held.country if held else None, words, gender)


def _tongue(doc: Doc, name: Name) -> bool:
    """Whether a demonym names a language: in Turkish, speaks Kazakh, Turkish-speaking."""
    after = doc[name.last : name.last + 2].text.lstrip("-").split(" ")[0].lower() if name.last < len(doc) else ""
    if after in TONGUE:
        return True
    token = doc[name.last - 1]
    if token.dep_ == "pobj" and token.head.lower_ in LANGUAGE and doc[name.first - 1].lower_ in LANGUAGE:
        return True
    return token.dep_ == "dobj" and token.head.lemma_.lower() in SPOKEN


def _people(doc: Doc, name: Name) -> bool:
    """Whether "the" and an adjective stand for the people: the French, the Chinese."""
    token = doc[name.last - 1]
    before = doc[name.first - 1] if name.first else None
    after = doc[name.last] if name.last < len(doc) else None
    if before is None or before.lower_ != "the" or (after is not None and after.text == "-"):
        return False
    return token.dep_ in ("nsubj", "nsubjpass", "pobj", "dobj", "conj") and not any(
        c.dep_ == "compound" for c in token.children
    )


def _acronyms(parse: Parse, reading: Reading) -> Iterator[Mention]:
    """Acronyms in brackets after the name that they stand for, with that name as antecedent."""
    for name in reading.names:
        if name.kind not in ("organisation", "government", "outlet", "group") or name.form != "name":
            continue
        match = BRACKET.match(parse.document.text, name.end)
        if match is None or sum(c.isupper() for c in match.group(1)) < 2 or " " not in parse.text(name.start, name.end):
            continue
        text = match.group(1)
        yield Mention(
            parse.source(*match.span(1)), text, "name", name.kind, text, name.country,
            antecedent=parse.source(name.start, name.end),
            reason=f"defined as short for {parse.text(name.start, name.end)!r}",
        )  # fmt: skip


def _nominal(parse: Parse, reading: Reading) -> Iterator[Mention]:
    """Mentions by title or noun that tell by themselves whom they mean."""
    for phrase in reading.nominals:
        if not phrase.pointing:
            yield mention_of(parse, phrase)
