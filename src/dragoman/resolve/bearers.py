"""Which person of the tables a naming means: by the full name, by another spelling of it, by the surname."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.resolve.gazetteer import Listed, Office, office_at, people, sound_key
from dragoman.resolve.wording import Word

TOP = frozenset({"president", "prime minister", "chancellor", "king", "queen", "emir", "supreme leader"})
"""Offices whose holder is called by the surname alone, without a title."""
_INSIDE = frozenset("al el bin ibn de da do dos del della der den van von la le di du y e ag ould ul uz of".split())
"""Lower-case words within a person's name."""


@dataclass(frozen=True, slots=True)
class Bearer:
    """A person of the tables and the office at the date. `name` None: one of several of whom all this holds."""

    name: str | None
    office: Office
    why: str
    offices: tuple[Office, ...]

    def left(self, sector: str, date: str) -> bool:
        """Whether an office of this sector was left before the date."""
        return any(o.sector == sector and o.end is not None and o.end < date for o in self.offices)


def bearer(
    said: Sequence[Word], taken: Sequence[bool], sector: str | None, countries: frozenset[str], date: str | None
) -> Bearer | None:
    """The person named by the capitalised words not `taken`, or None where nobody is known or several are meant.

    `sector` and `countries` are what the rest of the naming tells; a surname alone needs one of them, or a top office.
    """
    for run in _runs(said, taken):
        keys = [word.key for word in run]
        found = _by_sound(keys) if len(keys) > 1 else _by_surname(keys[0], sector, countries, date)
        if found:
            chosen = choose(found, sector, countries, date)
            if chosen is not None:
                return chosen
    return None


def choose(found: Sequence[Listed], sector: str | None, countries: frozenset[str], date: str | None) -> Bearer | None:
    """The one that fits best: of the country told, then in an office of the sector told; what all left agree on."""
    if countries:
        found = [p for p in found if countries & {o.country for o in p.offices}] or ([] if len(found) > 1 else found)
    held = [(person, *office_at(person, date)) for person in found]
    for fits in (
        [hit for hit in held if sector and hit[1].sector == sector],
        [hit for hit in held if hit[1].sector not in (None, "ELI")],
    ):
        if len(held) > 1 and fits:
            held = fits
    if not held:
        return None
    person, office, why = held[0]
    name = person.name.split("|")[0]
    if len(held) == 1:
        return Bearer(name, office, f"{name}: {why}", person.offices)
    if len({(office.country, office.sector) for _, office, _ in held}) == 1:
        return Bearer(None, office, "one of several persons of that name", ())
    return None


def _runs(said: Sequence[Word], taken: Sequence[bool]) -> Iterable[list[Word]]:
    """The stretches of capitalised words, lower-case particles between them included."""
    run: list[Word] = []
    for i, word in enumerate(said):
        if not taken[i] and (word.text[0].isupper() or (run and word.key in _INSIDE)):
            run.append(word)
        else:
            if run:
                yield run
            run = []
    if run:
        yield run


def _by_sound(keys: Sequence[str]) -> tuple[Listed, ...] | None:
    """Bearers of a name that sounds alike or has the same first and last words."""
    known = people().sounds
    return known.get(sound_key(keys)) or known.get(sound_key([keys[0], keys[-1]]))


def _by_surname(key: str, sector: str | None, countries: frozenset[str], date: str | None) -> tuple[Listed, ...] | None:
    """Bearers of the surname that fit what the rest tells; without that, the one who holds or held a top office."""
    known = people().surnames.get(key, ())
    if sector or countries:
        return tuple(p for p in known if not sector or sector in {o.sector for o in p.offices}) or None
    top = tuple(p for p in known if any(o.title in TOP for o in p.offices))
    held = tuple(p for p in top if office_at(p, date)[0].title in TOP)
    return held or (top if len(known) <= 2 else ()) or None
