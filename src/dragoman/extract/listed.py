"""What our tables have of a document's words: names that are names here, and titles at a place."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Doc, Span

from dragoman.extract.parse import Parse
from dragoman.extract.vocabulary import Match, fold, given_names, matches, openings, titles, wordlist

NAMED = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"})
BORNE = wordlist("borne")
"""Names of states and cities that people bear."""
ACRONYM = 4
"""Letters of an acronym at most that may be an ordinary word in capitals, or stand for several bodies."""

Listed = Mapping[int, tuple[int, Match]]
"""First token of a table's name → the token after it and the name."""


def listed(parse: Parse) -> Listed:
    """Names of the tables, less those that are something else here."""
    found: list[tuple[int, int, Match]] = []
    for match in matches(parse.document.text):
        span = parse.span(match.start, match.end)
        found.append((span.start, span.end, match))
    said = {match.entry.country for _, _, match in found if match.entry.kind == "state"}
    return {first: (last, match) for first, last, match in found if _credible(parse, first, last, match, said)}


def title_at(doc: Doc, place: int, end: int) -> int:
    """Number of tokens of the longest title that begins at `place`, 0 where none does."""
    if doc[place].lower_ not in openings():
        return 0
    known = titles()
    words = tuple(doc[i].lower_ for i in range(place, min(end, place + 6)))
    return next((size for size in range(len(words), 0, -1) if words[:size] in known), 0)


def _credible(parse: Parse, first: int, last: int, match: Match, said: set[str | None]) -> bool:
    """Whether a table's name is one here: not an ordinary word that opens a sentence, nor a part of a person's name."""
    doc, entry = parse.doc, match.entry
    text = parse.text(match.start, match.end)
    token = doc[first]
    if match.start > token.idx and parse.document.text[match.start - 1].isalnum():
        return False
    if text.isupper() and len(text) <= ACRONYM and _shouted(token.sent):
        return False
    if text.isupper() and len(text) <= ACRONYM and entry.kind in ("organisation", "government") and entry.country:
        return entry.country in said
    if last - first > 1 or "." in text:
        return True
    after = doc[last] if last < len(doc) else None
    if entry.kind != "state" and not text.isupper() and token.ent_type_ not in NAMED:
        leads = after is not None and after.lower_ in openings()
        return token.pos_ == "PROPN" and (not token.is_sent_start or leads)
    if entry.kind == "outlet" and len(text) <= 3:
        if first and after is not None and doc[first - 1].text == "(" and after.text == ")":
            return True
        return any(ent.label_ == "ORG" and ent[0].text == text for ent in doc.ents)
    if token.ent_type_ == "PERSON" or text in BORNE:
        before = doc[first - 1] if first and doc[first - 1].whitespace_ else None
        after = doc[last] if last < len(doc) and token.whitespace_ else None
        if before is not None and before.ent_type_ == "PERSON" and fold(before.text) in given_names():
            return False
        if text in BORNE and after is not None and after.text[:1].isupper() and after.ent_type_ == "PERSON":
            return False
    return True


def _shouted(sentence: Span) -> bool:
    """Whether a sentence is in capitals throughout."""
    words = [token for token in sentence if token.is_alpha]
    return len(words) >= 4 and all(token.is_upper for token in words)
