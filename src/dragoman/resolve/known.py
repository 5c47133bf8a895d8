"""Which names of the gazetteers stand in a naming, and what each stands for at a date."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.resolve.countries import Place
from dragoman.resolve.gazetteer import Gazetteer, Listed, Office, office_at
from dragoman.resolve.roles import Role, roles
from dragoman.resolve.wording import Word, in_a_name, spans

LOWER = 5
"""Least letters of a name of one word that is found where nothing is written in capitals."""
_COMMON = frozenset(
    "amazon amnesty anonymous apple bloods congress conservatives crips democrat diet intel islah labour "
    "allegro guardian indigo inquirer modem oracle punch reliance republican scorpions scroll shape shell slate triad "
    "triads wafd wagner".split()
)
"""Names of one word that are common words as well."""


@dataclass(frozen=True, slots=True)
class Known:
    """A name of a gazetteer, by the words `start` to `end`, and all who bear it."""

    start: int
    end: int
    bearers: tuple[Listed, ...]

    @property
    def person(self) -> bool:
        return self.bearers[0].person


@dataclass(frozen=True, slots=True)
class Body:
    """A body, party, company or people named by the words `start` to `end`."""

    start: int
    end: int
    name: str
    office: Office
    why: str


def known(said: Sequence[Word], books: Sequence[Gazetteer], spoken: Sequence[Role]) -> list[Known]:
    """The names in text order, the longest first found; a person's only by two words or more.

    `spoken` are the roles that the words name: 'Labour' is none of the party's in 'Labour unions'.
    """
    found: list[Known] = []
    taken = [False] * len(said)
    lower = not any(word.text[0].isupper() for word in said)
    for start, end, tried in _tried(said, books):
        if any(taken[start:end]) or not (lower or _is_named(said[start:end])):
            continue
        bearers = next((book.names[key] for key in tried for book in books if key in book.names), ())
        if end - start == 1:
            bearers = tuple(listed for listed in bearers if not listed.person)
            written = said[start].text.replace(".", "")
            bearers = tuple(listed for listed in bearers if written in listed.name.split("|")) or bearers
            if bearers and _is_common(said, start, taken, spoken, bearers, lower=lower):
                continue
        if bearers:
            taken[start:end] = [True] * (end - start)
            found.append(Known(start, end, bearers))
    return sorted(found, key=lambda hit: hit.start)


def bodies(
    found: Iterable[Known], said: Sequence[Word], where: Sequence[Place], around: frozenset[str], date: str | None
) -> list[Body]:
    """What the names that are no person's stand for; namesakes abroad ('Chile's Defense Department') are left out."""
    stands = [_body(hit, around, date) for hit in found if not hit.person]
    return [body for body in stands if not _is_namesake(body, said, where)]


def _tried(said: Sequence[Word], books: Sequence[Gazetteer]) -> list[tuple[int, int, tuple[str, ...]]]:
    """The runs of words to look up, longer first, each with the keys to try: an acronym's before a word's."""
    keys = [word.key for word in said]
    longer = {hit for book in books for hit in spans(keys, book.openings) if hit[1] - hit[0] > 1}
    runs = [(start, end, (key,)) for start, end, key in sorted(longer, key=lambda hit: (hit[0] - hit[1], hit[0]))]
    return [*runs, *((i, i + 1, (word.shout, word.key) if word.shout else (word.key,)) for i, word in enumerate(said))]


def _is_named(said: Sequence[Word]) -> bool:
    """Whether the words are written as a name: the first or the last in a capital."""
    return said[0].capital or (len(said) > 1 and said[-1].capital)


def _is_common(
    said: Sequence[Word],
    i: int,
    taken: Sequence[bool],
    spoken: Sequence[Role],
    bearers: Sequence[Listed],
    *,
    lower: bool,
) -> bool:
    """Whether the word is a common one here, or part of a person's name, and not the name of the bearers."""
    word = said[i]
    if lower and (len(word.key) < LOWER or word.key in _COMMON):
        return True
    if word.key in _COMMON and any(role.start <= i < role.end and role.end - role.start > 1 for role in spoken):
        return True
    if word.text.isupper() and len(word.text) > 1:
        return False
    used = [is_taken or any(role.start <= j < role.end for role in spoken) for j, is_taken in enumerate(taken)]
    if in_a_name(said, i, i + 1, used):
        return True
    people = all(office.sector == "CVL" for listed in bearers for office in listed.offices)
    after = said[i + 1] if i + 1 < len(said) else None
    return people and after is not None and after.text[0].isupper() and not after.opens and not used[i + 1]


def _body(hit: Known, around: frozenset[str], date: str | None) -> Body:
    """What a name stands for; of several bearers those of the country in the context, else only what all agree on."""
    near = [listed for listed in hit.bearers if around & {office.country for office in listed.offices}]
    held = [(listed, *office_at(listed, date)) for listed in near or hit.bearers]
    listed, office, why = held[0]
    if len(held) > 1:
        countries = {office.country for _, office, _ in held}
        sectors = {office.sector for _, office, _ in held}
        office = Office(office.country if len(countries) == 1 else None, office.sector if len(sectors) == 1 else None)
        why = "one of several of that name"
    name = listed.name.split("|")[0]
    return Body(hit.start, hit.end, name, office, f"{name}: {why}")


def _is_namesake(body: Body, said: Sequence[Word], where: Sequence[Place]) -> bool:
    """Whether another country stands beside a body whose name only says what it is (a role), as many a country has."""
    beside = [
        place.country
        for place in where
        if place.end == body.start or (place.start == body.end + 1 and said[body.end].key == "of")
    ]
    abroad = body.office.country is not None and any(code not in (None, body.office.country) for code in beside)
    return abroad and bool(roles(said[body.start : body.end], [False] * (body.end - body.start)))
