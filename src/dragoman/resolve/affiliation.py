"""Which country and which PLOVER sector a naming belongs to, with the reason in words.

The whole naming, or a part of it, is looked up in the user's gazetteers and ours (organs, parties, armed groups, persons
with their dates of office); the rest is read: a place and a role ("Serbian" + "Army"). What is not known is None.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dragoman.resolve.bearers import Bearer, bearer
from dragoman.resolve.countries import Place, city, is_direction, places
from dragoman.resolve.gazetteer import NON_STATE, Gazetteer, Listed, Office, load_gazetteer, office_at, shipped
from dragoman.resolve.roles import LEAVING, Role, is_former, main_role, roles
from dragoman.resolve.wording import Word, spans, words

__all__ = ["Affiliation", "Gazetteer", "affiliation", "load_gazetteer"]

_ARTICLES = frozenset("the a an".split())
_COUNTS = frozenset("some several many few two three four five six seven eight nine ten dozen dozens hundreds both all".split())
_TOWARDS = frozenset("to against toward towards anti pro versus".split())
"""Before a country's name: the naming is about it, not of it ('Russia's ambassador | to Poland')."""
_BY_OTHERS = frozenset("backed supported born trained funded aligned linked allied sponsored educated made friendly".split())
"""After a country's name: it stands behind the one named, whose own country is another ('Iran-backed')."""


@dataclass(frozen=True, slots=True)
class Affiliation:
    """Where a naming belongs. Whoever belongs to no state has no country but a PLOVER `bloc` (IGO, UNO, EUR, NGO, IMG …),
    which is also the sector where nothing narrower is said. `name`: the person or body of a table that was recognised."""

    country: str | None
    sector: str | None
    reason: str
    name: str | None = None
    bloc: str | None = None


@dataclass(frozen=True, slots=True)
class _Body:
    """A name of a gazetteer in the naming."""

    start: int
    end: int
    name: str
    office: Office
    why: str


@dataclass(frozen=True, slots=True)
class _Reading:
    """What one part of a naming, between commas, tells."""

    code: str | None
    """ISO code or PLOVER's code in its place."""
    sector: str | None
    weight: int
    why: str
    name: str | None = None


def affiliation(
    text: str,
    *,
    office: str | None = None,
    context: str | None = None,
    date: str | None = None,
    gazetteers: tuple[Gazetteer, ...] = (),
) -> Affiliation:
    """Country and sector of a naming: "Serbian Army" is SRB MIL, "taxi drivers" CVL of no country.

    `office` is the office beside the name, as written; `context` words around it, whose one country fills in for none;
    `date` (ISO, as precise as known) decides who was in office then, and without it what somebody was last counts.
    """
    books = (*gazetteers, shipped())
    around = _countries_of(context)
    parts = [part for part in _parts(words(text)) if part]
    said = [_read(part, books, around, date) for part in parts]
    if office:
        said = _with_office(said, _read(words(office), books, around, date))
    whole = _joined(said)
    if whole.code is None and len(around) == 1 and (whole.sector or whole.name):
        (code,) = around
        whole = replace(whole, code=code, why=f"{whole.why}; country from context")
    if whole.code in NON_STATE:
        return Affiliation(None, whole.sector or whole.code, whole.why, whole.name, whole.code)
    return Affiliation(whole.code, whole.sector, whole.why, whole.name)


def _parts(said: Sequence[Word]) -> list[tuple[Word, ...]]:
    """The parts between commas and brackets, without their articles."""
    cuts = [0, *(i for i, word in enumerate(said) if word.opens), len(said)]
    parts = (tuple(said[start:end]) for start, end in zip(cuts, cuts[1:], strict=False))
    return [part[1:] if part and part[0].key in _ARTICLES else part for part in parts]


def _with_office(said: list[_Reading], beside: _Reading) -> list[_Reading]:
    """The office beside the name tells the sector, unless the name's own table says that it was left."""
    if not said or said[0].name is None or said[0].sector is None:
        return [*said, beside]
    return [said[0] if said[0].sector == "ELI" else replace(said[0], sector=beside.sector or said[0].sector), *said[1:], beside]


def _joined(said: Sequence[_Reading]) -> _Reading:
    """The parts as one: the first country, the first sector said outright, else the first hinted at."""
    told = [reading for reading in said if reading.code or reading.sector or reading.name]
    if not told:
        return _Reading(None, None, 0, "nothing known of it")
    sector = next((r.sector for r in told if r.sector and r.weight > 1), next((r.sector for r in told if r.sector), None))
    return _Reading(
        next((reading.code for reading in told if reading.code), None),
        sector,
        max(reading.weight for reading in told),
        "; ".join(dict.fromkeys(reading.why for reading in told)),
        next((reading.name for reading in told if reading.name), None),
    )


def _read(said: tuple[Word, ...], books: Sequence[Gazetteer], around: frozenset[str], date: str | None) -> _Reading:
    bodies = _bodies(said, books, around, date)
    taken = [False] * len(said)
    _take(taken, bodies)
    where = [place for place in places(said) if not any(taken[place.start : place.end])]
    _take(taken, where)
    found = roles(said, taken)
    _take(taken, found)
    code, origin = _country(said, bodies, where)
    role = main_role([*found, *_said_by(bodies, where)], said)
    person = bearer(said, taken, role.sector if role else None, frozenset({code}) if code else around, date)
    if person is not None:
        return _of_person(said, person, role, code, origin, date)
    if role is not None:
        return _of_role(said, role, code, origin, bodies)
    return _of_place(said, where, code, origin, bodies)


def _bodies(said: tuple[Word, ...], books: Sequence[Gazetteer], around: frozenset[str], date: str | None) -> list[_Body]:
    """The names of the gazetteers that stand in the naming; a person's only by two words or more."""
    found: list[_Body] = []
    taken = [False] * len(said)
    keys = [word.key for word in said]
    lower = not any(word.text[0].isupper() for word in said)
    for start, end, key in spans(keys, max(book.longest for book in books)):
        if any(taken[start:end]):
            continue
        tried = (said[start].shout, key) if end - start == 1 else (key,)
        known = next((book.names[k] for k in tried for book in books if k and k in book.names), None)
        if known is None or not (lower or _is_named(said[start:end])):
            continue
        if end - start == 1:
            known = tuple(listed for listed in known if not listed.person)
        if known:
            taken[start:end] = [True] * (end - start)
            found.append(_body(start, end, known, around, date))
    return sorted(found, key=lambda body: body.start)


def _is_named(said: Sequence[Word]) -> bool:
    """Whether the words are written as a name: the first or the last in a capital."""
    return said[0].capital or (len(said) > 1 and said[-1].capital)


def _body(start: int, end: int, known: tuple[Listed, ...], around: frozenset[str], date: str | None) -> _Body:
    """What a name stands for; of several bearers those of the country in the context, else only what all agree on."""
    near = [listed for listed in known if around & {office.country for office in listed.offices}]
    held = [(listed, *office_at(listed, date)) for listed in near or known]
    listed, office, why = held[0]
    if len(held) > 1:
        countries = {office.country for _, office, _ in held}
        sectors = {office.sector for _, office, _ in held}
        office = Office(office.country if len(countries) == 1 else None, office.sector if len(sectors) == 1 else None)
        why = "one of several of that name"
    name = listed.name.split("|")[0]
    return _Body(start, end, name, office, f"{name}: {why}")


def _said_by(bodies: Iterable[_Body], where: Iterable[Place]) -> list[Role]:
    """The sectors that names tell, as roles: a body's outright, a seat of government's as a hint."""
    told = [Role(b.start, b.end, b.office.sector, 2, b.name) for b in bodies if b.office.sector not in (None, *NON_STATE)]
    seats = [Role(p.start, p.end, "GOV", 1, "a seat of government") for p in where if p.kind == "metonym"]
    return told + seats


def _country(said: Sequence[Word], bodies: Iterable[_Body], where: Iterable[Place]) -> tuple[str | None, str]:
    """The code of the first country or bloc that the naming is of, and the words that tell it."""
    hits = [(body.start, body.end, body.office.country) for body in bodies]
    hits += [(place.start, place.end, place.country) for place in where]
    for start, end, code in sorted(hits, key=lambda hit: hit[0]):
        if code is None:
            continue
        before = start - 1 - (start > 0 and said[start - 1].key in _ARTICLES)
        if before >= 0 and said[before].key in _TOWARDS:
            continue
        if end < len(said) and said[end].key in _BY_OTHERS:
            continue
        return code, f"country from '{' '.join(word.text for word in said[start:end])}'"
    return None, ""


def _of_person(
    said: Sequence[Word], person: Bearer, role: Role | None, code: str | None, origin: str, date: str | None
) -> _Reading:
    """A person of the tables. The text's own title counts, unless the table says that the office was left by then."""
    sector, why = person.office.sector, person.why
    if is_former(said, role) and (role is None or role.sector in LEAVING):
        sector, why = "ELI", f"{why}; 'former'"
    elif role is not None and role.sector != sector and not (date and person.left(role.sector, date)):
        sector, why = role.sector, f"{why}; '{role.phrase}' in the text"
    return _Reading(code or person.office.country, sector, 2, f"{why}; {origin}" if origin else why, person.name)


def _of_role(
    said: tuple[Word, ...], role: Role, code: str | None, origin: str, bodies: Sequence[_Body]
) -> _Reading:
    """A role, of a country if one is named, or of a city's."""
    sector: str | None = role.sector
    why = f"'{role.phrase}'"
    if is_former(said, role) and sector in LEAVING:
        sector, why = "ELI", f"'former' {why}"
    elif code in NON_STATE and role.weight == 1:
        sector = code
    if code is None and (town := city(said, alone=False)) is not None:
        code, origin = town.country, f"country from the city of '{_written(said, town)}'"
    name = next((body.name for body in bodies), None)
    return _Reading(code, sector, role.weight, f"{why}; {origin}" if origin else why, name)


def _of_place(
    said: tuple[Word, ...], where: Sequence[Place], code: str | None, origin: str, bodies: Sequence[_Body]
) -> _Reading:
    """A name without a role: a body of no sector, a state (no sector), a capital for its government, a city's people."""
    if bodies:
        return _Reading(code, code if code in NON_STATE else None, 2, bodies[0].why, bodies[0].name)
    rest = [i for i, word in enumerate(said) if word.key not in _COUNTS and not is_direction(word)]
    alone = [place for place in where if all(place.start <= i < place.end for i in rest)]
    if alone:
        kind = alone[0].kind
        sector = {"capital": "GOV", "metonym": "GOV", "region": "CVL", "breakaway": "PRE"}.get(kind)
        return _Reading(code, sector if code else None, 1, f"{kind} alone; {origin}" if origin else f"{kind} alone")
    if not where and said and (town := city(said, alone=True)) is not None:
        return _Reading(town.country, "CVL", 1, f"the city of '{_written(said, town)}', for its people")
    return _Reading(code, None, 0, origin)


def _countries_of(context: str | None) -> frozenset[str]:
    """The states and regions that the context names."""
    return frozenset(place.country for place in places(words(context or "")) if place.country)


def _written(said: Sequence[Word], place: Place) -> str:
    return " ".join(word.text for word in said[place.start : place.end])


def _take(taken: list[bool], hits: Iterable[_Body | Place | Role]) -> None:
    for hit in hits:
        taken[hit.start : hit.end] = [True] * (hit.end - hit.start)
