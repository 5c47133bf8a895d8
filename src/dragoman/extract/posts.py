"""Ties of office: who holds which office of which state or body."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Span, Token

from dragoman import dates
from dragoman.extract.parties import Parties, state_of
from dragoman.records import Mention, Source, Tie
from dragoman.tables import table

_TITLES = table("titles", ("title", "plural", "gender", "sector", "rank"))
_NATIONAL = (
    "president",
    "minister",
    "premier",
    "king",
    "queen",
    "emir",
    "sultan",
    "chancellor",
    "supreme leader",
    "head of state",
)
_ROLES = frozenset(row["title"] for row in _TITLES)
_HIGH = tuple(row["title"] for row in _TITLES if row["rank"] in ("1", "2"))
_CLEAR = 2
"""How many times as often as the next one the state of an office without one must be named. Tried 1 to 3 (2026-11)."""
_PAST = re.compile(r"\b(?:former|ex|late|then|retired|ousted|deposed|disgraced|onetime)\b", re.IGNORECASE)
_PARTS = frozenset(
    ("school", "department", "faculty", "centre", "center", "institute", "college", "bureau", "branch", "board")
)
_AFTER = ("of ", "at ", "for ", "from ", "with ", "in ", "to ")
_REMOVE = frozenset(
    ("remove", "dismiss", "sack", "fire", "oust", "strip", "suspend", "relieve", "appoint", "name", "elect", "install")
)
_STEP = frozenset(("resign", "serve", "act", "work", "step", "retire"))


def posts(parties: Parties) -> Iterator[Tie]:
    """A tie for each person named with an office, and for each office that someone is said to get or lose."""
    named = [m for m in parties.mentions if m.form == "name" and m.kind == "person" and m.office]
    guess = _unnamed_state(parties, named)
    for mention in named:
        yield from _held(parties, mention, guess)
    yield from _changed(parties)


def _held(parties: Parties, person: Mention, guess: Mapping[str, str]) -> Iterator[Tie]:
    text, office = parties.parse.document.text, person.office or ""
    start = text.rfind(office, 0, person.source.start)
    if start < 0 or start < person.source.start - len(office) - 4:
        start = text.find(office, person.source.end)
        if not 0 <= start <= person.source.end + 6:
            return
    end = start + len(office)
    body = _body(parties, start, end) or _state(parties, person, guess)
    if body is None or body.source == person.source:
        return
    if body.form == "demonym" and not any(title in office.lower() for title in _HIGH):
        return
    span = parties.parse.source(min(start, person.source.start), max(end, person.source.end))
    as_of = None if _PAST.search(office) else parties.parse.document.published
    yield Tie(span, "office", person.source, body.source, 0, as_of)


def _body(parties: Parties, start: int, end: int) -> Mention | None:
    """Of what the office is: the first body or state after 'of' or 'at', else the state before its head word."""
    text = parties.parse.document.text
    inside = [m for m in parties.between(start, end) if m.form in ("name", "metonym", "demonym", "title", "nominal")]
    linked = [m for m in inside if _lead(text, m).endswith(_AFTER)]
    for mention in linked:
        if mention.kind not in ("place", None) or mention.form == "title":
            within = [m for m in linked if m.source.end == mention.source.end and m.kind == "organisation"]
            return _whole(parties, within[-1] if mention.form == "nominal" and within else mention)
    before = [
        m for m in inside if m.kind in ("state", "organisation", "government", "outlet") and not _compound(text, m)
    ]
    return next(iter((*before, *(m for m in linked if _lead(text, m).endswith("of ")))), None)


def _lead(text: str, mention: Mention) -> str:
    """The words before a mention, without its article and names that it stands with."""
    lead = text[max(0, mention.source.start - 12) : mention.source.start].lower()
    return lead.removesuffix("the ")


def _compound(text: str, mention: Mention) -> bool:
    """Whether the name is part of 'Russian-backed' or 'pro-Russian'."""
    return (
        text[mention.source.end : mention.source.end + 1] == "-"
        or text[mention.source.start - 1 : mention.source.start] == "-"
    )


def _whole(parties: Parties, part: Mention) -> Mention:
    """The institution after a comma, when the first name is of a part of it: a school, its university."""
    text = parties.parse.document.text
    if part.name and part.name.split()[0].lower() in _PARTS:
        for other in parties.between(part.source.end, part.source.end + 80):
            if other.kind == "organisation" and text[part.source.end : other.source.start].strip() == ",":
                return other
    return part


def _state(parties: Parties, person: Mention, guess: Mapping[str, str]) -> Mention | None:
    """The state of a national office that names none: the person's own, else the one guessed for it."""
    if _national(person) is None:
        return None
    return state_of(parties, person.country or guess.get(_surname(person)), person.source.start)


def _national(person: Mention) -> str | None:
    """The bare office, if it is one of a state: 'president', 'foreign minister'."""
    bare = _PAST.sub("", (person.office or "").lower()).strip("- ").removeprefix("acting ").removeprefix("incumbent ")
    bare = bare.removesuffix("-elect")
    return bare if bare.endswith(_NATIONAL) and not bare.startswith("vice") else None


def _unnamed_state(parties: Parties, named: Sequence[Mention]) -> Mapping[str, str]:
    """Surname to state: what the account says of the person elsewhere; else the state that it names by far the most
    among those whose office is not held by another, unless two persons hold that office with no state named."""
    people = (m for m in parties.mentions if m.kind == "person" and m.name and m.country)
    known = {_surname(m): m.country or "" for m in people}
    found = dict(known)
    for person in named:
        office = _national(person)
        if office is None or person.country or _surname(person) in known:
            continue
        taken = {m.country for m in named if office in (m.office or "").lower() and m.country}
        counts = Counter(m.country for m in parties.mentions if m.kind == "state" and m.country not in taken)
        first, *second = counts.most_common(2) or [(None, 0)]
        rivals = {_surname(m) for m in named if _national(m) == office and not _PAST.search(m.office or "")}
        alone = not (rivals - known.keys() - {_surname(person)}) or _PAST.search(person.office or "") is not None
        if first[0] and alone and (not second or first[1] >= _CLEAR * second[0][1]):
            found[_surname(person)] = first[0]
    return found


def _surname(person: Mention) -> str:
    return (person.name or "").split()[-1]


def _changed(parties: Parties) -> Iterator[Tie]:
    """'removed him from his post as chairman of the council', 'resigned as head of the agency'."""
    for token in parties.parse.doc:
        if token.dep_ != "pobj" or token.head.lower_ not in ("as", "from") or token.lemma_.lower() not in _ROLES:
            continue
        ends = [end for child in token.rights if child.lower_ == "of" for end in child.children if end.dep_ == "pobj"]
        body = next((m for end in ends if (m := parties.at(end)) is not None), None)
        verb = next((a for a in token.ancestors if a.pos_ == "VERB" and a.lemma_.lower() in _REMOVE | _STEP), None)
        if body is None or verb is None:
            continue
        wanted = ("dobj", "nsubjpass") if verb.lemma_.lower() in _REMOVE else ("nsubj",)
        holder = next((m for c in verb.children if c.dep_ in wanted and (m := _person(parties, c)) is not None), None)
        if holder is not None:
            span = Source(body.source.document, token.left_edge.idx, body.source.end)
            yield Tie(span, "office", holder.source, body.source, 0, date_in(parties, verb.sent))


def _person(parties: Parties, token: Token) -> Mention | None:
    mention = parties.at(token)
    return mention if mention is not None and (mention.kind == "person" or mention.form == "pronoun") else None


def date_in(parties: Parties, sentence: Span) -> str | None:
    """The first date that a sentence tells, as it begins."""
    for span in dates.find(parties.parse.text(sentence.start_char, sentence.end_char)):
        told = dates.resolve(span.text, published=parties.parse.document.published)
        if told and told.low:
            return told.low
    return None
