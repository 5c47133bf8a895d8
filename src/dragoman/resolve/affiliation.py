"""Which country and which PLOVER sector a naming belongs to, with the reason in words.

The naming or a part of it is looked up in the user's gazetteers and ours (organs, parties, armed groups, persons with
their dates of office); the rest is read: a place and a role ("Serbian" + "Army"). What is not known is None.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dragoman.resolve.bearers import Bearer, bearer, choose
from dragoman.resolve.countries import Place, city, is_direction, places
from dragoman.resolve.gazetteer import NON_STATE, Gazetteer, load_gazetteer, shipped
from dragoman.resolve.known import Body, Known, bodies, known
from dragoman.resolve.roles import LEAVING, Role, is_former, main_role, roles
from dragoman.resolve.wording import Word, in_a_name, words

__all__ = ["Affiliation", "Gazetteer", "affiliation", "load_gazetteer"]

_ARTICLES = frozenset("the a an".split())
_PRONOUNS = frozenset("he she they him her them who somebody someone anybody anyone everybody everyone".split())
_COUNTS = frozenset(
    "some several many few two three four five six seven eight nine ten dozen dozens hundreds both all".split()
)
_TOWARDS = frozenset("to against toward towards anti pro versus".split())
"""Before a country's name: the naming is about it, not of it ('Russia's ambassador | to Poland')."""
_BY_OTHERS = frozenset(
    "backed supported born trained funded aligned linked allied sponsored educated made friendly".split()
)
"""After a country's name: it stands behind the one named, whose own country is another ('Iran-backed')."""

_ALONE = {"capital": "GOV", "metonym": "GOV", "region": "CVL", "city": "CVL", "breakaway": "PRE"}
"""The sector of a place named alone; a state's name and its people's have none."""


@dataclass(frozen=True, slots=True)
class Affiliation:
    """Where a naming belongs, and the person or body of a table that was recognised (`name`).

    Whoever belongs to no state has no country but a PLOVER `bloc` (IGO, UNO, EUR, NGO, IMG …), which is also the sector
    where nothing narrower is said.
    """

    country: str | None
    sector: str | None
    reason: str
    name: str | None = None
    bloc: str | None = None


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
    named = words(text)
    if named and all(word.key in _PRONOUNS for word in named):
        return Affiliation(None, "UNK", "a pronoun says only that somebody acts")
    parts = [part for part in _parts(named) if part]
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
    parts = (tuple(said[start:end]) for start, end in pairwise(cuts))
    return [part[1:] if part and part[0].key in _ARTICLES else part for part in parts]


def _with_office(said: list[_Reading], beside: _Reading) -> list[_Reading]:
    """The office beside the name tells the sector, unless the name's own table says that it was left."""
    if not said or said[0].name is None or said[0].sector is None:
        return [*said, beside]
    left = said[0].sector == "ELI" and said[0].weight > 1
    first = said[0] if left else replace(said[0], sector=beside.sector or said[0].sector)
    return [first, *said[1:], beside]


def _joined(said: Sequence[_Reading]) -> _Reading:
    """The parts as one: the first country, the first sector said outright, else the first hinted at."""
    told = [reading for reading in said if reading.code or reading.sector or reading.name]
    if not told:
        return _Reading(None, None, 0, "nothing known of it")
    sectors = [reading.sector for reading in told if reading.sector and reading.weight > 1]
    sectors += [reading.sector for reading in told if reading.sector]
    return _Reading(
        next((reading.code for reading in told if reading.code), None),
        next(iter(sectors), None),
        max(reading.weight for reading in told),
        "; ".join(dict.fromkeys(reading.why for reading in told)),
        next((reading.name for reading in told if reading.name), None),
    )


def _read(said: tuple[Word, ...], books: Sequence[Gazetteer], around: frozenset[str], date: str | None) -> _Reading:
    """What the words of one part tell: names of the tables, then places, then roles, what is left may be a person's."""
    spoken = roles(said, [False] * len(said))
    names = known(said, books, spoken)
    persons = [hit for hit in names if hit.person]
    used = _taken(said, (*names, *spoken))
    where = [p for p in places(said, _taken(said, names)) if not in_a_name(said, p.start, p.end, used)]
    organs = bodies(names, said, where, around, date)
    taken = _taken(said, (*organs, *persons, *where))
    found = [role for role in roles(said, taken) if not in_a_name(said, role.start, role.end, used)]
    taken = _taken(said, (*organs, *persons, *where, *found))
    code, origin = _country(said, organs, where)
    role = main_role([*found, *_said_by(organs, where)], said)
    near, sector = frozenset({code}) if code else around, role.sector if role else None
    listed = choose(persons[0].bearers, sector, near, date) if persons else None
    person = listed or bearer(said, taken, sector, near, date)
    if person is not None:
        return _of_person(said, person, role, code, origin, date)
    if code is None and not where and (town := city(said, taken, alone=role is None)) is not None:
        code, origin, where = town.country, f"country from the city of '{_written(said, town)}'", [town]
    name = organs[0].name if organs else None
    if role is not None:
        return _of_role(said, role, code, origin, name)
    if organs:
        return _Reading(code, code if code in NON_STATE else None, 2, organs[0].why, name)
    return _of_place(said, where, code, origin)


def _said_by(organs: Iterable[Body], where: Iterable[Place]) -> list[Role]:
    """The sectors that names tell, as roles: a body's outright, a seat of government's as a hint."""
    told = [
        Role(body.start, body.end, body.office.sector, 2, body.name)
        for body in organs
        if body.office.sector and body.office.sector not in NON_STATE
    ]
    seats = [Role(p.start, p.end, "GOV", 1, "a seat of government") for p in where if p.kind == "metonym"]
    return told + seats


def _country(said: Sequence[Word], organs: Iterable[Body], where: Iterable[Place]) -> tuple[str | None, str]:
    """The code of the first country or bloc that the naming is of, and the words that tell it."""
    hits = [(body.start, body.end, body.office.country) for body in organs]
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
    """A person of the tables. The text's own title counts, unless the table says that the office was left by the date.

    Without a date, that somebody is out of office is only a hint (weight 1).
    """
    sector, why = person.office.sector, person.why
    weight = 1 if sector == "ELI" and date is None else 2
    if is_former(said, role) and (role is None or role.sector in LEAVING):
        sector, why, weight = "ELI", f"{why}; 'former'", 2
    elif role is not None and role.sector != sector and not (date and person.left(role.sector, date)):
        sector, why, weight = role.sector, f"{why}; '{role.phrase}' in the text", 2
    return _Reading(code or person.office.country, sector, weight, f"{why}; {origin}" if origin else why, person.name)


def _of_role(said: Sequence[Word], role: Role, code: str | None, origin: str, name: str | None) -> _Reading:
    """A role, of a country if one is named. `name`: of the body that was recognised."""
    sector: str | None = role.sector
    why = f"'{role.phrase}'"
    if is_former(said, role) and sector in LEAVING:
        sector, why = "ELI", f"'former' {why}"
    elif code in NON_STATE and (role.weight == 1 or sector in ("CVL", "EDU")):
        sector = code
    return _Reading(code, sector, role.weight, f"{why}; {origin}" if origin else why, name)


def _of_place(said: Sequence[Word], where: Sequence[Place], code: str | None, origin: str) -> _Reading:
    """Places without a role: a state (no sector), a capital for its government, a region or a city for its people."""
    rest = [i for i, word in enumerate(said) if word.key not in _COUNTS and not is_direction(word)]
    alone = [place for place in where if all(place.start <= i < place.end for i in rest)]
    if not alone:
        return _Reading(code, None, 0, origin)
    sector = _ALONE.get(alone[0].kind) if code else None
    return _Reading(code, sector, 1, f"{alone[0].kind} alone; {origin}" if origin else f"{alone[0].kind} alone")


def _countries_of(context: str | None) -> frozenset[str]:
    """The states and regions that the context names."""
    return frozenset(place.country for place in places(words(context or "")) if place.country)


def _written(said: Sequence[Word], place: Place) -> str:
    return " ".join(word.text for word in said[place.start : place.end])


def _taken(said: Sequence[Word], hits: Iterable[Body | Known | Place | Role]) -> list[bool]:
    """Which of the words the hits cover."""
    covered = {i for hit in hits for i in range(hit.start, hit.end)}
    return [i in covered for i in range(len(said))]
