"""Stretches of capitalised words that may be one name each, cut at titles, at names of the tables and where lists run on.

The parser's own names are one clue among others here: it cuts names short ("Hulusi | Akar"), runs two together
("Azerbaijan Yücel Karauz") and takes a first word along ("Will Ankara").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from spacy.tokens import Doc, Span, Token

from dragoman.extract.parse import Parse
from dragoman.extract.vocabulary import Entry, Match, fold, given_names, matches, openings, titles, wordlist
from dragoman.tables import table

NAMED = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"})
PARTICLES = wordlist("particle")
ARTICLES = wordlist("arabic_article")
SMALL = wordlist("small")
HONORIFICS = wordlist("honorific")
FEMALE = wordlist("female_honorific")
MALE = wordlist("male_honorific")
SURNAMES = wordlist("surname")
"""Title words that are family names too, where a given name stands before them."""
BORNE = wordlist("borne")
"""Names of states and cities that people bear."""
DAYS = wordlist("day")
PARTY = re.compile(r"^[DRI]-[A-Z]")
"""Party and state of a member of Congress: R-Utah."""
HEADLINE = 30
"""Words of a headline at most."""
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


@dataclass(frozen=True, slots=True)
class Capitals:
    """The stretches of one document, and the names of the tables among them."""

    stretches: tuple[Stretch, ...]
    matches: Mapping[int, tuple[int, Match]]
    """First token of a table's name → the token after it and the name."""


def capitals(parse: Parse) -> Capitals:
    """Stretches of capitalised words, sentence by sentence; names of the tables are stretches of their own."""
    known = _known(parse)
    common = {token.text for token in parse.doc if token.is_lower}
    found: list[Stretch] = []
    reached = 0
    for sentence in parse.sentences:
        headline = is_headline(parse, sentence)
        for first, last in _runs(sentence, known, common, headline):
            if last > reached:
                found += _cut(parse, (max(first, reached), last), known, headline)
                reached = max([last, *(stretch.last for stretch in found[-4:])])
    return Capitals(tuple(found), known)


def is_headline(parse: Parse, sentence: Span) -> bool:
    """Whether nearly every long word of the line around a sentence is capitalised, so that capitals tell nothing."""
    text = parse.document.text
    start = max(text.rfind(mark, 0, sentence.start_char) for mark in "\r\n") + 1
    found = [place for mark in "\r\n" if (place := text.find(mark, sentence.start_char)) >= 0]
    line = text[start : min(found, default=len(text))]
    words = [word for word in re.findall(r"[^\W\d_]+", line) if word.lower() not in SMALL]
    capital = sum(word[0].isupper() for word in words)
    loud = len(words) >= 2 and all(word.isupper() for word in words)
    return loud or (4 <= len(words) <= HEADLINE and capital >= 0.8 * len(words))


def title_at(doc: Doc, place: int, end: int) -> int:
    """Number of tokens of the longest title that begins at `place`, 0 where none does."""
    if doc[place].lower_ not in openings():
        return 0
    known = titles()
    words = tuple(doc[i].lower_ for i in range(place, min(end, place + 6)))
    return next((size for size in range(len(words), 0, -1) if words[:size] in known), 0)


def _known(parse: Parse) -> dict[int, tuple[int, Match]]:
    """Names of the tables, less those that are something else here."""
    found: list[tuple[int, int, Match]] = []
    for match in matches(parse.document.text):
        span = parse.span(match.start, match.end)
        found.append((span.start, span.end, match))
    said = {match.entry.country for _, _, match in found if match.entry.kind == "state"}
    return {first: (last, match) for first, last, match in found if _credible(parse, first, last, match, said)}


def _credible(parse: Parse, first: int, last: int, match: Match, said: set[str | None]) -> bool:
    """Whether a table's name is one here: not an ordinary word that opens a sentence, nor a part of a person's name."""
    doc, entry = parse.doc, match.entry
    text = parse.text(match.start, match.end)
    token = doc[first]
    if match.start > token.idx and parse.document.text[match.start - 1].isalnum():
        return False
    if text.isupper() and len(text) <= 4 and _shouted(token.sent):
        return False
    if text.isupper() and len(text) <= 4 and entry.kind in ("organisation", "government") and entry.country:
        return entry.country in said
    if last - first > 1 or "." in text:
        return True
    if entry.kind != "state" and not text.isupper() and token.ent_type_ not in NAMED:
        return token.pos_ == "PROPN" and not token.is_sent_start
    if entry.kind == "outlet" and len(text) <= 3:
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


def _runs(
    sentence: Span, known: Mapping[int, tuple[int, Match]], common: set[str], headline: bool
) -> Iterator[tuple[int, int]]:
    """Longest sequences of capitalised tokens, with the hyphens and particles between them and names of the tables whole."""
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
    known: Mapping[int, tuple[int, Match]],
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
        if token.lower_ in ("and", "&", "of", "for") and ahead + 1 < end and _inside(token) and _inside(doc[ahead + 1]):
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


def _inside(token: Token) -> bool:
    """Whether a token stands within a name that the parser holds to be an organisation's."""
    return token.ent_type_ == "ORG" and token.ent_iob_ == "I"


def _capital(token: Token, sentence: Span, common: set[str], headline: bool) -> bool:
    """Whether a token is capitalised as part of a name."""
    text = token.text
    if not text[0].isupper() or not any(c.isalpha() for c in text) or token.lower_ in DAYS:
        return False
    if PARTY.match(token.doc.text[token.idx : token.idx + 4]):
        return False
    if token.lower_ in HONORIFICS:
        return True
    if headline:
        return token.ent_type_ in NAMED
    if token.i == sentence.start or doc_opens(token):
        if token.is_stop or token.lower_ in common or token.pos_ in ("ADV", "VERB", "AUX", "SCONJ", "CCONJ", "ADP", "DET", "PRON"):
            return token.ent_type_ in NAMED and not token.is_stop and token.ent_iob_ == "B" and token.pos_ == "PROPN"
        return token.pos_ == "PROPN" or token.ent_type_ in NAMED or title_at(token.doc, token.i, sentence.end) > 0
    return not token.is_stop or token.ent_type_ in NAMED or token.is_upper


def doc_opens(token: Token) -> bool:
    """Whether a token opens a quotation, an item of a list or what follows a colon."""
    return token.i > 0 and token.nbor(-1).text in {'"', "'", ":", "•", "…", "...", "(", "[", "–", "—", "*", "|"}


def _cut(
    parse: Parse, run: tuple[int, int], known: Mapping[int, tuple[int, Match]], headline: bool
) -> Iterator[Stretch]:
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
    if heads().get(after) in ("government", "body", "organisation") or after in ("Assembly", "Staff", "Electric", "Motors"):
        return 0
    if _inside(token) and (token.tag_ in ("NNS", "NNPS") or doc[place - 1].lower_ in SMALL):
        return 0
    if size == 1 and place + 1 == end and token.is_title and place:
        before = doc[place - 1]
        if before.lower_ in HONORIFICS or (token.ent_type_ == before.ent_type_ == "PERSON" and token.ent_iob_ == "I"):
            return 0
        if place > first and token.lower_ in SURNAMES and fold(before.text) in given_names():
            return 0
    return size


def _name(
    parse: Parse, first: int, last: int, known: Mapping[int, tuple[int, Match]], rank: int, headline: bool
) -> Iterator[Stretch]:
    """The stretches of capitalised words without titles."""
    doc = parse.doc
    while first < last and (doc[first].text in ("-", "&") or doc[first].is_lower and doc[first].lower_ in SMALL):
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


def _headed(
    parse: Parse, first: int, last: int, known: Mapping[int, tuple[int, Match]]
) -> tuple[int, str] | None:
    """Where a name that has a head word ends, and what the head makes it; None where no word heads it."""
    doc = parse.doc
    place = last - 1
    while place >= first:
        head = heads().get(doc[place].text)
        if head and not (place == first == last - 1 and doc[place].is_sent_start):
            stop = place + 1
            while stop < last and _inside(doc[stop]):
                stop += 1
            reach = _reach(doc, stop, known, head)
            if max(reach, stop) > place + 1 or place > first:
                return max(reach, stop), head
            bare = head == "government" and doc[place].ent_type_ == "ORG" and doc[max(0, place - 1)].lower_ != "the"
            return (stop, head) if bare else (stop, "event")
        place -= 1
    return None


def _reach(doc: Doc, place: int, known: Mapping[int, tuple[int, Match]], head: str) -> int:
    """Where the 'of …', 'for …' after a head word ends: "Ministry of Foreign Affairs of Turkey"."""
    if head not in ("government", "body", "organisation"):
        return place
    stop = place
    while place < len(doc) and doc[place].lower_ in ("of", "for", "on"):
        ahead = place + 1
        if ahead < len(doc) and doc[ahead].lower_ == "the":
            ahead += 1
        begin = ahead
        while ahead < len(doc):
            if ahead in known:
                ahead = known[ahead][0]
            elif _named_on(doc, ahead) or (doc[ahead].text == "-" and ahead > begin):
                ahead += 1
            elif doc[ahead].lower_ in ("and", "&") and ahead > begin and ahead + 1 < len(doc) and doc[ahead + 1].text[:1].isupper():
                if doc[ahead].ent_type_ != "ORG" and ahead + 1 in known:
                    break
                ahead += 1
            else:
                break
        if ahead == begin:
            break
        place = stop = ahead
    return stop


def _named_on(doc: Doc, place: int) -> bool:
    """Whether a word goes on a body's name: capitalised, no day, and a title only where the parser takes it in."""
    token = doc[place]
    if not token.text[:1].isupper() or token.lower_ in DAYS:
        return False
    return _inside(token) or not title_at(doc, place, len(doc))


def _joined(doc: Doc, first: int, last: int, place: int, stop: int, entry: Entry) -> str | None:
    """The label under which the parser holds a table's name and the words beside it in the stretch to be one name."""
    if entry.kind not in ("state", "place", "outlet"):
        return None
    label = doc[place].ent_type_
    beside = stop if stop < last else place - 1
    if beside < first or beside >= last or doc[beside].ent_type_ != label or label not in ("ORG", "FAC", "PRODUCT", "EVENT", "WORK_OF_ART"):
        return None
    low, high = min(place, beside), max(place, beside)
    return label if all(doc[i].ent_iob_ == "I" for i in range(low + 1, high + 1)) else None


def _inner(parse: Parse, first: int, last: int, known: Mapping[int, tuple[int, Match]]) -> Iterator[Stretch]:
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
        elif doc[last].text == "-" and last + 1 < len(doc) and doc[last + 1].is_lower and doc[last + 1].ent_type_ == "PERSON":
            last += 2
    start, end = (match.start, match.end) if match else (doc[first].idx, doc[last - 1].idx + len(doc[last - 1]))
    glued = GLUED.match(doc[last - 1].text)
    if glued and not match:
        end = doc[last - 1].idx + len(glued.group(1))
    before = doc[first - 1] if first else None
    if before is not None and before.text == "-" and first > 1 and not match and doc[first - 2].lower_ in ARTICLES:
        if not doc[first - 2].whitespace_ and not before.whitespace_:
            start, first = doc[first - 2].idx, first - 2
    return Stretch(first, last, start, end, entry, head, rank, headline)
