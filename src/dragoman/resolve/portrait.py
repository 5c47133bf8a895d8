"""The actor that a cluster of nodes makes: its name, kind, country, sector, aliases and what it is an organ of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from dragoman import ids
from dragoman.records import Actor, Kind
from dragoman.resolve.affiliation import Affiliation, Gazetteer, affiliation
from dragoman.resolve.folding import words_of
from dragoman.resolve.kinds import name_key
from dragoman.resolve.nodes import Node
from dragoman.resolve.offices import read, state_names

FIRST: tuple[Kind, ...] = ("state", "person", "government", "organisation", "outlet", "group", "place")
"""Where nodes of several kinds are one actor, it is of the first of these."""


def portray(members: Sequence[Node], date: str | None, gazetteers: tuple[Gazetteer, ...] = ()) -> Actor:
    """The actor; `date`, of the first account that names it, decides who was in office."""
    kind = min((node.kind for node in members), key=FIRST.index)
    aliases = tuple(sorted({alias for node in members for alias in node.aliases}))
    if kind == "state":
        code = min(node.country or "" for node in members if node.kind == "state")
        return Actor(code, state_names().get(code, code), "state", code, None, aliases)
    name = _name(members, kind)
    country = _country(members)
    sector = None
    if kind != "place":
        office = _office(members)
        said = affiliation(name, office=office, date=date, gazetteers=gazetteers)
        if kind == "person" and said.name is None and not all(node.unnamed for node in members):
            said = affiliation(office or "", date=date, gazetteers=gazetteers)
        sector = said.sector
        country = country or _country_said(said, kind, members)
    part_of = country if kind == "government" or all(node.unnamed for node in members) else None
    return Actor(ids.make("a", kind, " ".join(name_key(name))), name, kind, country, sector, aliases, part_of)


def _name(members: Sequence[Node], kind: Kind) -> str:
    """The most frequent full form, then the longest (the shortest of a class), then the first in the alphabet."""
    forms: Counter[str] = Counter()
    for node in members:
        if not node.unnamed or all(m.unnamed for m in members):
            for name, count in node.names.items():
                forms[_shown(name) if node.class_name or node.unnamed else name] += count
    if not forms:
        return min(alias for node in members for alias in node.aliases)
    full = list(forms)
    if kind == "person":
        full = [form for form in forms if len(name_key(form)) > 1] or full
    elif kind in ("organisation", "outlet"):
        full = [form for form in forms if not form.isupper()] or full
    if any(node.class_name for node in members):
        return min(full, key=lambda form: (form.islower(), -forms[form], not form.istitle(), len(form.split()), form))
    return min(full, key=lambda form: (-forms[form], -len(form), form))


def _shown(name: str) -> str:
    """'Russian troops' of 'Thousands of Russian troops' and of 'the Russian troops'."""
    words = name.split()
    idle = [word.lower().strip(",.") for word in words]
    while len(words) > 1 and (idle[0] in words_of("idle") or idle[0] in words_of("particle") or idle[0][:1].isdigit()):
        del words[0], idle[0]
    return " ".join(words)


def _office(members: Iterable[Node]) -> str | None:
    """The office told most often, then the longest."""
    told = Counter(office for node in members for _, office in node.offices)
    return min(told, key=lambda office: (-told[office], -len(office), office)) if told else None


def _country(members: Iterable[Node]) -> str | None:
    """The country whose body it is, else the one most often told with the names and in the offices."""
    codes: Counter[str] = Counter()
    for node in members:
        if node.owner:
            return None
        if node.country:
            return node.country
        codes.update(node.countries)
        codes.update(code for _, office in sorted(node.offices) if (code := read(office).country))
    return min(codes, key=lambda code: (-codes[code], code)) if codes else None


def _country_said(said: Affiliation, kind: Kind, members: Iterable[Node]) -> str | None:
    """What a table says of a body or group; of others any reading. None for the forces of an organisation."""
    if any(node.owner for node in members) or (kind in ("government", "group") and said.name is None):
        return None
    return said.country
