"""Runs of capitalised words in a document, which hold its names.

The parser's own names are one clue among others here: it cuts names short ("Hulusi | Akar"), runs two together
("Azerbaijan Yücel Karauz") and takes a first word along ("Will Ankara").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from dragoman.extract.listed import NAMED, Listed, listed, title_at
from dragoman.extract.parse import Parse
from dragoman.extract.stretches import ARTICLES, DAYS, HONORIFICS, SMALL, Stretch, cut, inside_body
from dragoman.extract.vocabulary import wordlist

PARTICLES = wordlist("particle")
PARTY = re.compile(r"^[DRI]-([A-Z]|$)")
"""Party and state of a member of Congress: R-Utah."""
HEADLINE = 30
"""Words of a headline at most."""
AROUND = 1000
"""Characters of a line before and after a sentence that are looked at; more than a headline has."""


@dataclass(frozen=True, slots=True)
class Capitals:
    """The stretches of one document, and the names of the tables among them."""

    stretches: tuple[Stretch, ...]
    matches: Listed
    """First token of a table's name → the token after it and the name."""


def capitals(parse: Parse) -> Capitals:
    """Stretches of capitalised words, sentence by sentence; names of the tables are stretches of their own."""
    known = listed(parse)
    common = {token.text for token in parse.doc if token.is_lower}
    found: list[Stretch] = []
    reached = 0
    for sentence in parse.sentences:
        headline = is_headline(parse, sentence)
        for first, last in _runs(sentence, known, common, headline):
            if last > reached:
                found += cut(parse, (max(first, reached), last), known, headline)
                reached = max([last, *(stretch.last for stretch in found[-4:])])
    return Capitals(tuple(found), known)


def is_headline(parse: Parse, sentence: Span) -> bool:
    """Whether nearly every long word of the line around a sentence is capitalised, so that capitals tell nothing."""
    text = parse.document.text
    first, last = max(0, sentence.start_char - AROUND), sentence.end_char + AROUND
    start = max(first, *(text.rfind(mark, first, sentence.start_char) + 1 for mark in "\r\n"))
    found = [place for mark in "\r\n" if (place := text.find(mark, sentence.start_char, last)) >= 0]
    line = text[start : min(found, default=last)]
    words = [word for word in re.findall(r"[^\W\d_]+", line) if word.lower() not in SMALL]
    small = sum(not word[0].isupper() for word in words)
    loud = len(words) >= 2 and all(word.isupper() for word in words)
    return loud or (4 <= len(words) <= HEADLINE and small <= len(words) // 8)


def _runs(sentence: Span, known: Listed, common: set[str], headline: bool) -> Iterator[tuple[int, int]]:
    """Longest sequences of capitalised tokens, with hyphens and particles between them and listed names whole."""
    doc, place, end = sentence.doc, sentence.start, sentence.end
    while place < end:
        if place not in known and not _capital(doc[place], sentence, common, headline):
            place += 1
            continue
        first = place
        while True:
            place = known[place][0] if place in known else place + max(1, title_at(doc, place, end))
            step = _link(doc, place, end, known, sentence, common, headline)
            if step is None:
                break
            place = step
        yield first, min(place, end)


def _link(
    doc: Doc,
    place: int,
    end: int,
    known: Listed,
    sentence: Span,
    common: set[str],
    headline: bool,
) -> int | None:
    """Where a run goes on after `place`, None where it ends."""
    ahead = place
    while ahead < end and ahead - place < 4:
        token = doc[ahead]
        if ahead in known or _capital(token, sentence, common, headline):
            return ahead
        if (
            token.lower_ in ("and", "&", "of", "for")
            and ahead + 1 < end
            and inside_body(token)
            and inside_body(doc[ahead + 1])
        ):
            ahead += 1
            continue
        hyphen = token.text == "-" and not doc[ahead - 1].whitespace_ and not token.whitespace_
        particle = token.lower_ in PARTICLES and token.lower_ != "of" and token.is_lower
        if not (hyphen or particle):
            return None
        if hyphen and ahead + 1 < end and not (doc[ahead + 1].text[:1].isupper() or doc[ahead + 1].lower_ in ARTICLES):
            return None
        ahead += 1
    return None


def _capital(token: Token, sentence: Span, common: set[str], headline: bool) -> bool:
    """Whether a token is capitalised as part of a name."""
    text = token.text
    if not text[0].isupper() or not any(c.isalpha() for c in text) or token.lower_ in DAYS:
        return False
    ahead = token.nbor(1) if token.i + 1 < len(token.doc) and not token.whitespace_ else None
    if PARTY.match(text + (ahead.text_with_ws if ahead is not None and len(text) == 1 else "")):
        return False
    if token.lower_ in HONORIFICS:
        return True
    if headline:
        return token.ent_type_ in NAMED
    if token.i == sentence.start or _opens(token):
        if (
            token.is_stop
            or token.lower_ in common
            or token.pos_ in ("ADV", "VERB", "AUX", "SCONJ", "CCONJ", "ADP", "DET", "PRON")
        ):
            return token.ent_type_ in NAMED and not token.is_stop and token.ent_iob_ == "B" and token.pos_ == "PROPN"
        return token.pos_ == "PROPN" or token.ent_type_ in NAMED or title_at(token.doc, token.i, sentence.end) > 0
    return not token.is_stop or token.ent_type_ in NAMED or token.is_upper


def _opens(token: Token) -> bool:
    """Whether a token opens a quotation, an item of a list or what follows a colon."""
    return token.i > 0 and token.nbor(-1).text in {'"', "'", ":", "•", "…", "...", "(", "[", "–", "—", "*", "|"}
