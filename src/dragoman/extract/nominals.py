"""Noun phrases that stand for somebody without a name: "Kazakh authorities", "the President of Turkey", "some experts".

A phrase with a state or a name of its own, an indefinite one or a plural tells by itself whom it means; "the minister",
"the group" and "the peacekeepers" point back, and are for `references` to resolve.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Span, Token

from dragoman.extract.capitals import Capitals
from dragoman.extract.listed import title_at
from dragoman.extract.names import Name
from dragoman.extract.offices import country_of
from dragoman.extract.parse import Parse
from dragoman.extract.vocabulary import Gender, Group, Title, groups, openings, titles, wordlist
from dragoman.records import Kind

Article = Literal["the", "a", "its", "whose", None]
"""'its': a possessive pronoun stands before it; 'whose': a name with 's; None: nothing."""

GENERIC = wordlist("generic")
"""Nouns that name somebody only with a state, a name or an office beside them."""
BLOCS = wordlist("bloc")
"""Nouns that with an adjective of nationality name many states together: Turkic states, the Arab world."""
MANY = wordlist("many")
INDEFINITE = frozenset({"a", "an", "another", "one"})
POINTING = frozenset({"the", "this", "that", "these", "those", "both", "such"})
PART = frozenset({"of", "from", "in"})
FOCUS = wordlist("focus")
NOBODY = wordlist("none")
ABSTRACT = wordlist("abstract")
"""Nouns that without article or modifier are a notion: opposition to protests, resistance."""
DESCRIBING = wordlist("describing")
"""Nouns that only describe a name beside them: the Nur Otan party, the company Aselsan."""
LEAVING = wordlist("leaving")
SAYING = wordlist("saying")
MARCHING = wordlist("marching")
"""Verbs whose plural subject is a crowd, whatever its noun: thousands marched, residents gathered."""
COUNTS = frozenset({"thousands", "hundreds", "dozens"})
"""Numbers that stand for people where they do what a crowd does."""
OF_VERBS = wordlist("ofverb")
"""Verbs whose own 'of' follows their object: accuse the army of torture."""
SLIGHT = wordlist("slight")
COUNTRY = wordlist("country") | {"state", "city", "town", "province", "island"}
MODIFYING = frozenset({"det", "amod", "compound", "nummod", "poss", "nmod"})
ACTING = frozenset({"nsubj", "nsubjpass", "dobj", "conj"})
"""General nouns that mostly mean no actor, even where they belong to one: the source of, the power of."""


@dataclass(frozen=True, slots=True)
class Nominal:
    """A noun phrase for somebody: tokens `first` to `last` (exclusive)."""

    first: int
    last: int
    head: int
    kind: Kind
    word: str
    """The head noun as the tables have it: president, authority, troops."""
    plural: bool
    article: Article
    country: str | None
    owned: bool
    """A name, a state or a possessor within it tells whose it is."""
    modified: bool
    """Adjectives or nouns before the head narrow it."""
    numbered: bool
    """A number stands before it: the two governments."""
    title: Title | None
    gender: Gender | None

    @property
    def pointing(self) -> bool:
        """Whether it points back to somebody: 'the minister', 'its troops', but not 'the Kazakh minister'."""
        return self.article in ("the", "its") and not self.owned and self.country is None


def nominals(parse: Parse, found: Capitals, named: Mapping[int, Name]) -> Iterator[Nominal]:
    """Noun phrases that stand for somebody, in text order; `named` is the name over each token."""
    doc = parse.doc
    chunks = {chunk.root.i: chunk for chunk in doc.noun_chunks}
    end = 0
    for place in range(len(doc)):
        if place < end:
            continue
        size, group, title = _head_at(doc, place, named)
        if not size:
            continue
        end = place + size
        nominal = _nominal(doc, place, size, group, title, chunks, found, named)
        if nominal is not None:
            yield nominal


def _head_at(doc: Doc, place: int, named: Mapping[int, Name]) -> tuple[int, Group | None, Title | None]:
    """The group noun or title that begins at `place`, the longer of both, outside names; size 0 where there is none."""
    if place in named or doc[place].lower_ not in openings():
        return 0, None, None
    words = tuple(doc[i].lower_ for i in range(place, min(place + 4, len(doc))))
    size = next((n for n in range(len(words), 0, -1) if words[:n] in groups()), 0)
    longest = title_at(doc, place, len(doc))
    if longest >= size and longest:
        words = tuple(doc[i].lower_ for i in range(place, place + longest))
        return longest, groups().get(words), titles()[words]
    return (size, groups()[words[:size]], None) if size else (0, None, None)


def _nominal(
    doc: Doc,
    place: int,
    size: int,
    group: Group | None,
    title: Title | None,
    chunks: Mapping[int, Span],
    found: Capitals,
    named: Mapping[int, Name],
) -> Nominal | None:
    """The phrase around a head, None where the words are a modifier, a predicate or too general to mean somebody."""
    head = _root(doc, place, size, chunks)
    if head is None:
        return None
    chunk = chunks[head] if head in chunks else doc[_left(doc, head, place) : place + size]
    if any(i in named and named[i].kind == "person" for i in range(place + size, chunk.end)):
        return None
    first, last = _trim(doc, chunk, place)
    article = _article(doc, first, chunk)
    plural = title.plural if title else bool(group and group.plural)
    owner = None
    kind: Kind = "person" if title and not plural else group.kind if group else "group"
    first = _quantity(doc, first)
    country = country_of(doc, first, place, place, found.matches)
    complement = False
    if doc[head].lower_ in BLOCS:
        country = None
    else:
        last, owner, complement = _owner(doc, max(last, place + size), head, country, named)
    inside = [i for i in range(first, last) if i in named and not _linked(doc, named[i])]
    if country is None and not any(named[i].kind in ("organisation", "person") for i in inside if i < place):
        country = owner
    if _describes(doc, place, size, last, named):
        return None
    owned = bool(inside) or complement or article == "whose"
    modified = any(token.pos_ in ("ADJ", "NOUN", "PROPN") for token in doc[first:place])
    numbered = any(token.pos_ == "NUM" for token in doc[first:place])
    word = title.title if title else group.word if group else ""
    gender = title.gender if title and not plural else None
    nominal = Nominal(
        first, last, place, kind, word, plural, article, country, owned, modified, numbered, title, gender
    )
    return nominal if _means_somebody(doc, nominal, head, place, size) else None


def _root(doc: Doc, place: int, size: int, chunks: Mapping[int, Span]) -> int | None:
    """The word of the head that rules a noun chunk, None where the head only modifies another noun."""
    last = place + size - 1
    for index in (place, last) if any(doc[i].lower_ == "of" for i in range(place, last)) else (last, place):
        if (index in chunks or doc[index].dep_ in ("poss", "conj", "dep")) and doc[index].pos_ in (
            "NOUN",
            "PROPN",
            "ADJ",
        ):
            return index
    return None


def _left(doc: Doc, head: int, place: int) -> int:
    """Where a phrase that is no noun chunk of the parser's begins: with the modifiers before its head."""
    while place and place <= doc[place - 1].head.i <= head and doc[place - 1].dep_ in MODIFYING:
        place -= 1
    return place


def _trim(doc: Doc, chunk: Span, place: int) -> tuple[int, int]:
    """The chunk without what the parser wrongly drew in: brackets, quotation marks, a comma list before the head."""
    first, last = chunk.start, chunk.end
    for index in range(place - 1, first - 1, -1):
        if doc[index].text in (",", "(", ")", '"', "[", "]", ":", ";", "–", "—") or doc[index].is_space:
            first = index + 1
            break
    while first < place and doc[first].lower_ in FOCUS:
        first += 1
    if doc[first].lower_ == "that" and doc[place].tag_ == "NNS":
        first += 1
    return first, last


def _article(doc: Doc, first: int, chunk: Span) -> Article:
    """How a phrase opens."""
    for token in doc[first : chunk.end - 1]:
        if token.tag_ in ("PRP$", "WP$"):
            return "its"
        if token.tag_ == "POS":
            return "whose"
    opening = doc[first].lower_
    return "the" if opening in POINTING else "a" if opening in INDEFINITE else None


def _quantity(doc: Doc, first: int) -> int:
    """Where "thousands of", "more than half of the" before a phrase begins."""
    place = first
    if place >= 2 and doc[place - 1].lower_ == "of" and doc[place - 2].lower_ in MANY:
        place -= 2
        while place and doc[place - 1].lower_ in ("a", "large", "small", "the", "tens", "several", "few", "some"):
            place -= 1
    return place


def _linked(doc: Doc, name: Name) -> bool:
    """Whether a name is only a part of an adjective: Istanbul-based."""
    return name.last < len(doc) and doc[name.last].text == "-" and not doc[name.last - 1].whitespace_


def _describes(doc: Doc, place: int, size: int, last: int, named: Mapping[int, Name]) -> bool:
    """Whether a noun only says what the name beside it is: the Nur Otan party, the company Aselsan."""
    if doc[place + size - 1].lower_ not in DESCRIBING:
        return False
    beside = [named.get(place - 1), named.get(last)]
    return any(
        name is not None and name.form == "name" and name.kind not in ("state", "person", "place") for name in beside
    )


def _owner(
    doc: Doc, last: int, head: int, country: str | None, named: Mapping[int, Name]
) -> tuple[int, str | None, bool]:
    """Where the 'of …' after a phrase ends, the one state that it names, and whether it says whose the phrase is.

    'of' phrases are followed to their end; 'from' and 'in' only to the name right after them, and 'in' stays outside.
    """
    if last >= len(doc) or doc[last].lower_ not in PART:
        return last, None, False
    link = doc[last].lower_
    place = last + 1
    while place < len(doc) and (
        doc[place].lower_ == "the" or (link == "of" and place not in named and title_at(doc, place, len(doc)))
    ):
        place += max(1, title_at(doc, place, len(doc)))
    name = named.get(place)
    if name is None or name.first != place or name.form == "demonym":
        chained = link == "of" and doc[head].head.lemma_ not in OF_VERBS
        return (_chain(doc, last, named), None, True) if chained else (last, None, False)
    after = doc[name.last] if name.last < len(doc) else None
    following = named.get(name.last + 1)
    listed = (
        after is not None
        and after.lower_ in ("and", ",")
        and following is not None
        and following.kind == name.kind == "state"
    )
    state = None if listed else name.country
    if link == "in":
        return last, state, listed
    leaving = any(token.lemma_ in LEAVING for token in doc[head].ancestors)
    if link == "from" and (country or leaving or doc[head].tag_ not in ("NNS", "NNPS")):
        return last, None, False
    if after is not None and after.text == "'s":
        return last, None, True
    if listed and after is not None and after.lower_ == "and" and following is not None:
        return following.last, None, True
    return name.last, state, True


def _chain(doc: Doc, last: int, named: Mapping[int, Name]) -> int:
    """Where an 'of' phrase without a name of its own ends: of Energy, of the book."""
    place = last + 1
    while place < len(doc) and (doc[place].pos_ in ("DET", "NUM", "ADJ", "NOUN", "PROPN") or doc[place].tag_ == "PRP$"):
        place += 1
    while place > last + 1 and doc[place - 1].pos_ not in ("NOUN", "PROPN"):
        place -= 1
    return place if place > last + 1 else last


def _crowd(token: Token) -> bool:
    """Whether a noun, or what counts it, does what a crowd does: "hundreds of residents rallied"."""
    while token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lower_ in MANY | {"tens"}:
        token = token.head.head
    return token.dep_ == "nsubj" and token.head.lemma_ in MARCHING


def _means_somebody(doc: Doc, nominal: Nominal, head: int, place: int, size: int) -> bool:
    """Whether a phrase means people or a body that acts, not a kind of people."""
    token = doc[head]
    first = doc[nominal.first]
    if (token.dep_ in ("attr", "oprd") and nominal.article != "the") or first.lower_ in NOBODY:
        return False
    if nominal.first and doc[nominal.first - 1].lower_ == "as" and token.dep_ == "pobj":
        return False
    if nominal.word in COUNTS:
        return _crowd(token) and not any(child.dep_ == "prep" and child.lower_ == "of" for child in token.children)
    if nominal.plural and _crowd(token):
        return True
    if (
        nominal.word in ABSTRACT
        and not nominal.plural
        and nominal.article is None
        and not nominal.modified
        and not nominal.owned
    ):
        return False
    acts = token.dep_ in ACTING or (token.dep_ == "pobj" and token.head.dep_ == "agent")
    if token.dep_ == "nsubj" and token.head.lemma_ in SAYING and nominal.article != "the":
        return True
    if token.dep_ == "appos" and nominal.article is None and not nominal.plural:
        return False
    if token.lower_ in COUNTRY and not nominal.plural and nominal.owned:
        return False
    if token.pos_ == "ADJ" and nominal.article != "the":
        return False
    if nominal.word in GENERIC or doc[head].lower_ in GENERIC:
        if doc[head].lower_ in BLOCS:
            return any(t.ent_type_ in ("NORP", "LOC") or t.tag_ == "NNP" for t in doc[nominal.first : place])
        if nominal.pointing:
            return nominal.article == "the"
        if nominal.plural and any(t.text[:1].isupper() and t.i != nominal.first for t in doc[nominal.first : place]):
            return True
        if nominal.plural and doc[nominal.first].text[:1].isupper() and doc[nominal.first].ent_type_ == "NORP":
            return True
        if nominal.article == "a" and not nominal.plural and nominal.kind != "person":
            return nominal.country is not None
        if nominal.word in SLIGHT:
            return nominal.country is not None and nominal.first < place
        return nominal.country is not None or (
            nominal.owned and (nominal.kind == "person" or nominal.article != "whose")
        )
    if nominal.kind == "person" and nominal.article == "a":
        proper = any(t.text[:1].isupper() for t in doc[nominal.first + 1 : place])
        return nominal.country is not None or proper or (acts and token.head.lemma_ != "be")
    if nominal.kind == "person" and nominal.article is None:
        return nominal.country is not None and (acts or token.dep_ in ("pobj", "poss"))
    if not nominal.plural and nominal.article == "a":
        return nominal.country is not None
    return True
