"""Which capitalised words name somebody, and what kind of actor: each name by a vote over the whole document.

A model's label for one occurrence is a weak clue: it calls one man an organisation, a place and a person in three
sentences. Titles before the name, given names, the word that heads it, cities of that name and the full name of which
it is the family name vote too.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dragoman.extract.capitals import Capitals
from dragoman.extract.listed import title_at
from dragoman.extract.parse import Parse
from dragoman.extract.stretches import Stretch
from dragoman.extract.vocabulary import Entry, cities, fold, given_names, wordlist
from dragoman.records import Form, Kind

ENOUGH = 0.6
"""Least sum of votes for a name: one label of the model suffices."""
LABELS: Mapping[str, tuple[Kind, float]] = {
    "PERSON": ("person", 1.0),
    "ORG": ("organisation", 0.8),
    "GPE": ("place", 0.8),
    "LOC": ("place", 0.8),
    "FAC": ("place", 0.7),
}
NOBODY = frozenset({"EVENT", "LAW", "WORK_OF_ART", "PRODUCT", "LANGUAGE", "NORP"})
LOCATIVE = frozenset({"in", "at", "near", "outside", "inside", "around"})
FAMILY = tuple(sorted(wordlist("family_ending")))
"""How family names end, folded."""
CELTIC = re.compile(r"^(Mc|Mac|O'|Fitz)[A-Z]")
NOT_NAMES = wordlist("notname")
SITES = wordlist("site")
TITLE_VOTE = {1: 2.0, 2: 1.6, 3: 0.4}
LARGE = 200_000
"""People of a city that is known by its name alone."""
HEADLINE = 0.4
"""Weight of an occurrence in a headline, where capitals and labels tell little."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a document: tokens `first` to `last` (exclusive), characters `start` to `end`, and what it names."""

    first: int
    last: int
    start: int
    end: int
    kind: Kind
    form: Form
    country: str | None = None
    entry: Entry | None = None
    plural: bool = False


def names(parse: Parse, found: Capitals) -> list[Name]:
    """Names among the stretches of capitalised words, in text order; what names nobody is left out."""
    votes = _votes(parse, found.stretches)
    kinds = _kinds(parse, found.stretches, votes)
    said = frozenset(match.entry.country for _, match in found.matches.values() if match.entry.kind == "state")
    kept: dict[tuple[int, int], Name] = {}
    for stretch in found.stretches:
        name = _known(stretch) if stretch.entry else _voted(parse, stretch, kinds, found, said)
        if name is not None:
            kept.setdefault((name.start, name.end), name)
    return sorted(kept.values(), key=lambda name: (name.start, -name.end))


def _known(stretch: Stretch) -> Name:
    """A name of the tables."""
    entry = stretch.entry
    assert entry is not None
    return Name(
        stretch.first,
        stretch.last,
        stretch.start,
        stretch.end,
        entry.kind,
        entry.form,
        entry.country,
        entry,
        entry.plural,
    )


def _voted(
    parse: Parse, stretch: Stretch, kinds: Mapping[str, Kind], found: Capitals, said: frozenset[str | None]
) -> Name | None:
    """A name that its head word or the vote makes one."""
    if stretch.head == "event":
        return None
    text = parse.text(stretch.start, stretch.end)
    kind = None if text in NOT_NAMES or len(text.strip(".")) < 2 else kinds.get(_key(parse, stretch))
    if stretch.head:
        country = _state(parse, stretch, found)
        if country is None and stretch.head == "place":
            country = _city(_key(parse, stretch), said)
        kind = _headed(stretch.head, country)
        return Name(stretch.first, stretch.last, stretch.start, stretch.end, kind, "name", country)
    if kind is None:
        return None
    country = _city(_key(parse, stretch), said) if kind == "place" else None
    return Name(stretch.first, stretch.last, stretch.start, stretch.end, kind, "name", country)


def _city(key: str, said: frozenset[str | None]) -> str | None:
    """Country of a city of the name, if it is a large one or the document names its country."""
    people, country = cities().get(key, (0, None))
    return country if people >= LARGE or country in said else None


def _headed(head: str, country: str | None) -> Kind:
    """What a head word makes of a name: a body is a government's where a state stands beside it."""
    if head == "body":
        return "government" if country else "organisation"
    kinds: dict[str, Kind] = {
        "government": "government",
        "organisation": "organisation",
        "outlet": "outlet",
        "place": "place",
    }
    return kinds[head]


def _state(parse: Parse, stretch: Stretch, found: Capitals) -> str | None:
    """The state named in a name or right before it: Turkish Foreign Ministry, Kazakhstan's Security Council."""
    before = stretch.first - 1
    if before > 0 and parse.doc[before].text == "'s":
        before -= 1
    for place in (*range(stretch.first, stretch.last), before):
        if place in found.matches and found.matches[place][1].entry.kind == "state":
            return found.matches[place][1].entry.country
    return None


def _key(parse: Parse, stretch: Stretch) -> str:
    return fold(parse.text(stretch.start, stretch.end))


def _votes(parse: Parse, stretches: Sequence[Stretch]) -> dict[str, dict[Kind, float]]:
    """Votes for each kind by name, folded."""
    votes: dict[str, dict[Kind, float]] = defaultdict(lambda: defaultdict(float))
    for stretch in stretches:
        if stretch.entry or stretch.head or _adjective(parse, stretch):
            continue
        ballot = votes[_key(parse, stretch)]
        weight = HEADLINE if stretch.headline else 1.0
        for kind, vote in _clues(parse, stretch):
            ballot[kind] += weight * vote
    return votes


def _adjective(parse: Parse, stretch: Stretch) -> bool:
    """Whether a stretch is one capitalised adjective: Eastern, Islamic."""
    return stretch.last - stretch.first == 1 and parse.doc[stretch.first].pos_ == "ADJ"


def _clues(parse: Parse, stretch: Stretch) -> list[tuple[Kind, float]]:
    """What one occurrence tells of its kind."""
    doc = parse.doc
    tokens = doc[stretch.first : stretch.last]
    clues: list[tuple[Kind, float]] = []
    labels = [token.ent_type_ for token in tokens if token.ent_type_]
    if labels and labels[0] not in NOBODY:
        for label in sorted(set(labels)):
            if label in LABELS:
                kind, vote = LABELS[label]
                clues.append((kind, vote * labels.count(label) / len(tokens)))
    words = fold(tokens.text).split()
    text = parse.text(stretch.start, stretch.end)
    if len(tokens) == 1 and labels == ["PERSON"] and tokens[0].dep_ in ("compound", "amod") and tokens[0].head.is_lower:
        clues = [("person", 0.3)]
    if (
        (words[-1].endswith(FAMILY) or CELTIC.match(tokens[-1].text))
        and tokens[-1].pos_ == "PROPN"
        and not text.isupper()
    ):
        clues.append(("person", 0.7))
    person = words and words[0] in given_names() and len(words) > 1
    if person:
        clues.append(("person", 1.5))
    if stretch.rank and (labels or person or stretch.rank < 3) and not text.isupper():
        clues.append(("person", TITLE_VOTE[stretch.rank]))
    if _officed(parse, stretch):
        clues.append(("person", 1.0))
    before = doc[stretch.first - 1] if stretch.first else None
    after = doc[stretch.last] if stretch.last < len(doc) else None
    city = fold(text) in cities()
    if city and labels:
        clues.append(("place", 0.7))
    if before is not None and before.lower_ == "of" and stretch.first > 1 and doc[stretch.first - 2].lower_ in SITES:
        clues.append(("place", 1.0))
    if before is not None and before.lower_ in LOCATIVE and labels and not person:
        clues.append(("place", 0.7 if city else 0.3))
    if (
        after is not None
        and after.text == "-"
        and stretch.last + 1 < len(doc)
        and doc[stretch.last + 1].lower_ == "based"
    ):
        clues.append(("place", 2.0))
    if text.isupper() and 2 <= len(text) <= 5 and "ORG" in labels and not city:
        clues.append(("organisation", 0.6))
    return clues


def _officed(parse: Parse, stretch: Stretch) -> bool:
    """Whether an office stands beside a stretch: "Minister of Defence of Sudan Yassin Ibrahim", "Ero, president of"."""
    doc, after = parse.doc, stretch.last
    if stretch.last - stretch.first < 2:
        return False
    if after + 2 < len(doc) and doc[after].text == ",":
        place = after + 1 + (doc[after + 1].lower_ in ("the", "a", "an"))
        if title_at(doc, place, len(doc)) and doc[place].pos_ == "NOUN":
            return True
    links = [place for place in range(max(0, stretch.first - 8), stretch.first) if doc[place].lower_ == "of"]
    if not links or not all(token.is_alpha for token in doc[links[0] : stretch.first]):
        return False
    return any(title_at(doc, place, links[0]) == links[0] - place for place in range(max(0, links[0] - 3), links[0]))


def _kinds(parse: Parse, stretches: Sequence[Stretch], votes: Mapping[str, Mapping[Kind, float]]) -> dict[str, Kind]:
    """The kind that wins for each name; a family name goes with the full name that ends in it."""
    kinds: dict[str, Kind] = {}
    times = Counter(_key(parse, stretch) for stretch in stretches)
    families: dict[str, float] = defaultdict(float)
    for key in sorted(votes):
        words = key.split()
        if len(words) > 1 and _winner(votes[key]) == "person":
            for size in range(1, len(words)):
                families[" ".join(words[-size:])] += votes[key]["person"]
    for key in sorted(votes):
        ballot = dict(votes[key])
        if key in families:
            each = 0.4 if key in cities() else 1.0
            ballot["person"] = ballot.get("person", 0.0) + families[key] + each * times[key]
        if kind := _winner(ballot):
            kinds[key] = kind
    return kinds


def _winner(ballot: Mapping[Kind, float]) -> Kind | None:
    """The kind with the most votes, None where there are too few; persons first, then organisations, on a tie."""
    order: tuple[Kind, ...] = ("person", "organisation", "place")
    best = max(order, key=lambda kind: (ballot.get(kind, 0.0), -order.index(kind)))
    return best if ballot.get(best, 0.0) >= ENOUGH else None
