"""Runs of capitalised words cut into stretches that may be one name each: at titles, head words and listed names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from spacy.tokens import Doc, Token

from dragoman.extract.listed import Listed, title_at
from dragoman.extract.parse import Parse
from dragoman.extract.vocabulary import Entry, Match, fold, given_names, titles, wordlist
from dragoman.tables import table

SMALL = wordlist("small")
ARTICLES = wordlist("arabic_article")
HONORIFICS = wordlist("honorific")
FEMALE = wordlist("female_honorific")
MALE = wordlist("male_honorific")
DAYS = wordlist("day")
SURNAMES = wordlist("surname")
"""Title words that are family names too, where a given name stands before them."""
SUFFIXES = frozenset({"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"})
OPENING = wordlist("opening_head")
"""Head words that stand first: Port, Lake, Radio."""
BODIES = frozenset({"government", "body", "organisation"})
GLUED = re.compile(r"^([A-ZÀ-Þ][a-zß-ÿğışž]{3,})(At|The|In|On|By|For|And|He|She|It|But|As|A|To|From|With|After)$")
"""A name run into the first word of the next sentence: CavusogluAt."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Capitalised words that may be one name: tokens `first` to `last` (exclusive), characters `start` to `end`."""

    first: int
    last: int
    start: int
    end: int
    entry: Entry | None = None
    head: str | None = None
    """What the word that heads it makes it: a kind, 'body' or 'event'."""
    rank: int = 0
    """Rank of the title right before it (an honorific's is 1); 0 where there is none."""
    headline: bool = False


@cache
def heads() -> Mapping[str, str]:
    """What a capitalised word that heads a name makes it."""
    return MappingProxyType({row["word"]: row["kind"] for row in table("name_heads", ("word", "kind"))})


def cut(parse: Parse, run: tuple[int, int], known: Listed, headline: bool) -> Iterator[Stretch]:
    """The stretches of a run: cut at titles, then whole names with a head word, then at names of the tables."""
    doc, (place, end) = parse.doc, run
    first, rank = place, 0
    while place < end:
        size = 0 if place in known and known[place][0] - place > 1 else _title(doc, place, end, first)
        if size:
            yield from _name(parse, first, place, known, rank, headline)
            rank = rank_of(doc, place, size)
            place += size
            first = place
        else:
            place = known[place][0] if place in known else place + 1
    yield from _name(parse, first, place, known, rank, headline)


def inside_body(token: Token) -> bool:
    """Whether a token stands within a name that the parser holds to be an organisation's."""
    return token.ent_type_ == "ORG" and token.ent_iob_ == "I"


def rank_of(doc: Doc, place: int, size: int) -> int:
    """Rank of the title of `size` tokens at `place`; an honorific's is 1."""
    title = titles().get(tuple(token.lower_ for token in doc[place : place + size]))
    return title.rank if title else 1


def _title(doc: Doc, place: int, end: int, first: int) -> int:
    """Number of tokens of a title or honorific at `place`; a title that is part of a body's name is none."""
    token = doc[place]
    if token.lower_ in HONORIFICS:
        return 1
    size = title_at(doc, place, end)
    if not size:
        return 0
    after = doc[place + size].text if place + size < end else ""
    if heads().get(after) in ("government", "body", "organisation") or after in (
        "Assembly",
        "Staff",
        "Electric",
        "Motors",
    ):
        return 0
    if inside_body(token) and place > first and (token.tag_ in ("NNS", "NNPS") or doc[place - 1].lower_ in SMALL):
        return 0
    final = place + 1 == end or doc[place + 1].text in SUFFIXES
    if size == 1 and final and token.is_title and place:
        before = doc[place - 1]
        if before.lower_ in HONORIFICS or (token.ent_type_ == before.ent_type_ == "PERSON" and token.ent_iob_ == "I"):
            return 0
        if place > first and token.lower_ in SURNAMES and fold(before.text) in given_names():
            return 0
    return size


def _name(parse: Parse, first: int, last: int, known: Listed, rank: int, headline: bool) -> Iterator[Stretch]:
    """The stretches of capitalised words without titles."""
    doc = parse.doc
    while first < last and (doc[first].text in ("-", "&") or (doc[first].is_lower and doc[first].lower_ in SMALL)):
        first += 1
    if first >= last:
        return
    whole = None if rank and last - first == 1 else _headed(parse, first, last, known)
    if whole is not None:
        stop, head = whole
        if first in known and known[first][0] >= stop:
            yield _stretch(parse, first, known[first][0], entry=known[first][1].entry, match=known[first][1])
            stop = known[first][0]
        else:
            if not headline:
                yield _stretch(parse, first, stop, head=head)
            if head != "event":
                yield from _inner(parse, first, stop, known)
        yield from _name(parse, stop, last, known, 0, headline)
        return
    place = first
    while place < last:
        if place in known:
            stop, match = known[place]
            joined = _joined(doc, first, last, place, stop, match.entry)
            if joined is None:
                if place > first + 1 or (place > first and not doc[first].is_stop):
                    yield _stretch(parse, first, place, rank=rank, headline=headline)
                yield _stretch(parse, place, stop, entry=match.entry, match=match, rank=rank if place == first else 0)
                first, rank = stop, 0
                while first < last and doc[first].text == "-":
                    first += 1
                place = max(stop, first)
            else:
                yield from _inner(parse, place, stop, known)
                place = stop
        else:
            place += 1
    if first < last:
        yield _stretch(parse, first, last, rank=rank, headline=headline)


def _headed(parse: Parse, first: int, last: int, known: Listed) -> tuple[int, str] | None:
    """Where a name that has a head word ends, and what the head makes it; None where no word heads it.

    The head is the last head word before an 'of' or 'for', else the last one of all; one that opens the name and has
    nothing after it ("the Council") makes no name.
    """
    doc = parse.doc
    links = [place for place in range(first, last) if doc[place].is_lower and doc[place].lower_ in SMALL]
    ends = [links[0], last] if links else [last]
    place = next((p for end in ends for p in range(end - 1, first - 1, -1) if doc[p].text in heads()), None)
    if place is None or (last - first == 1 and doc[place].is_sent_start):
        return None
    head, stop = heads()[doc[place].text], place + 1
    if place == first and last > stop and not links and doc[first].text in OPENING:
        return last, head
    while stop < last and inside_body(doc[stop]):
        stop += 1
    stop = max(stop, _reach(doc, stop, known, head))
    if stop > place + 1 or place > first:
        return stop, head
    bare = head == "government" and doc[place].ent_type_ == "ORG" and doc[max(0, place - 1)].lower_ != "the"
    return stop, head if bare else "event"


def _reach(doc: Doc, place: int, known: Listed, head: str) -> int:
    """Where the 'of …', 'for …' after a head word ends: "Ministry of Foreign Affairs", "Treaty of Lausanne"."""
    links = ("of", "for", "on") if head in BODIES else ("of",) if head == "event" else ()
    first = stop = place
    while place < len(doc) and doc[place].lower_ in links:
        ahead = place + 1
        if ahead < len(doc) and doc[ahead].lower_ == "the":
            ahead += 1
        begin = ahead
        while ahead < len(doc):
            joins = doc[ahead].lower_ in ("and", "&") and ahead > begin
            if ahead in known:
                ahead = known[ahead][0]
            elif _named_on(doc, ahead) or (doc[ahead].text == "-" and ahead > begin):
                ahead += 1
            elif joins and ahead + 1 < len(doc) and doc[ahead + 1].text[:1].isupper():
                if doc[ahead].ent_type_ != "ORG" and ahead + 1 in known:
                    break
                ahead += 1
            else:
                break
        another = any(heads().get(doc[i].text) in BODIES for i in range(begin, ahead) if not _listed(known, i))
        nested = head in BODIES and another and (stop > first or doc[begin - 1].lower_ == "the")
        if ahead == begin or nested:
            break
        place = stop = ahead
    return stop


def _listed(known: Listed, place: int) -> bool:
    """Whether a token stands in a listed name."""
    return any(first in known and known[first][0] > place for first in range(max(0, place - 6), place + 1))


def _named_on(doc: Doc, place: int) -> bool:
    """Whether a word goes on a body's name: capitalised, no day, and a title only where the parser takes it in."""
    token = doc[place]
    if not token.text[:1].isupper() or token.lower_ in DAYS:
        return False
    return inside_body(token) or not title_at(doc, place, len(doc))


def _joined(doc: Doc, first: int, last: int, place: int, stop: int, entry: Entry) -> str | None:
    """The label under which the parser holds a table's name and the words beside it in the stretch to be one name."""
    if entry.kind not in ("state", "place", "outlet"):
        return None
    label = doc[place].ent_type_
    beside = stop if stop < last else place - 1
    if (
        beside < first
        or beside >= last
        or doc[beside].ent_type_ != label
        or label not in ("ORG", "FAC", "PRODUCT", "EVENT", "WORK_OF_ART")
    ):
        return None
    low, high = min(place, beside), max(place, beside)
    return label if all(doc[i].ent_iob_ == "I" for i in range(low + 1, high + 1)) else None


def _inner(parse: Parse, first: int, last: int, known: Listed) -> Iterator[Stretch]:
    """The states that a longer name names: Turkish in "Turkish Foreign Ministry"."""
    for place in range(first, last):
        if place in known and known[place][1].entry.kind == "state" and known[place][1].entry.form != "metonym":
            yield _stretch(parse, place, known[place][0], entry=known[place][1].entry, match=known[place][1])


def _stretch(
    parse: Parse,
    first: int,
    last: int,
    *,
    entry: Entry | None = None,
    match: Match | None = None,
    head: str | None = None,
    rank: int = 0,
    headline: bool = False,
) -> Stretch:
    """The stretch of the tokens, less a word glued to its end and an article before it."""
    doc = parse.doc
    while last - 1 > first and (doc[last - 1].text in ("-", "'s", "'") or doc[last - 1].lower_ in SMALL):
        last -= 1
    if entry is None and head is None and last < len(doc) and doc[last - 1].ent_type_ == "PERSON":
        if doc[last].is_lower and doc[last].ent_iob_ == "I" and doc[last].pos_ == "PROPN":
            last += 1
        elif (
            doc[last].text == "-"
            and last + 1 < len(doc)
            and doc[last + 1].is_lower
            and doc[last + 1].ent_type_ == "PERSON"
        ):
            last += 2
    start, end = (match.start, match.end) if match else (doc[first].idx, doc[last - 1].idx + len(doc[last - 1]))
    glued = GLUED.match(doc[last - 1].text)
    if glued and not match:
        end = doc[last - 1].idx + len(glued.group(1))
    before = doc[first - 1] if first else None
    prefixed = before is not None and before.text == "-" and not before.whitespace_ and first > 1 and not match
    if prefixed and doc[first - 2].lower_ in ARTICLES and not doc[first - 2].whitespace_:
        start, first = doc[first - 2].idx, first - 2
    return Stretch(first, last, start, end, entry, head, rank, headline)
