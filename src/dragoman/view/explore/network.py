"""The network of actors: who is held to be whose friend or foe, in two camps, the strongest first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest

from dragoman.case import pages
from dragoman.case.pages import Bond
from dragoman.case.reading import Reading
from dragoman.play.balance import Balance, Edge, balance
from dragoman.records import Source
from dragoman.view.explore.asked import Asked, NotFound
from dragoman.view.explore.layout import labels, places
from dragoman.view.explore.shown import Shown
from dragoman.view.explore.source import words_address
from dragoman.view.explore.window import Window
from dragoman.view.listing import Row
from dragoman.view.phrases import times
from dragoman.view.reader import Account, clip

USUAL, MOST = 40, 1_000
"""Actors shown unless told, and at most."""
WEIGHED = 100
"""Actors, the strongest, whose camps are searched for; all others join the camp that their ties ask for."""
TIES_EACH = 4
"""Ties read for each actor shown."""
NAMED = 60
"""Actors whose names are written; the others tell theirs when pointed at."""
PLAIN = 260
"""Actors beyond which ties are drawn as lines without a link of their own."""
WIDTH, HEIGHT = 1000.0, 640.0

Camps = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """An actor on the page. `camp`: 1 or -1, 0 when it stands apart from the largest piece."""

    id: str
    name: str
    x: float
    y: float
    size: float
    camp: int
    told: str
    label: tuple[float, float, str] | None
    """Where its name stands and how it is anchored; None: it is told when pointed at."""


@dataclass(frozen=True, slots=True)
class Line:
    """A tie on the page. `kind`: friendly or hostile, and 'broken' where the camps go against it."""

    x1: float
    y1: float
    x2: float
    y2: float
    kind: str
    width: float
    told: str
    address: str


def network(opened: Reading, asked: Asked) -> Shown:
    """The strongest actors by ties, those of one actor, ties that several accounts hold."""
    wanted, least = asked.number("n", USUAL, low=2, high=MOST), asked.number("least", 1, low=1, high=10_000)
    around = pages.find_actor(opened, asked.text("actor")) if asked.text("actor") else None
    bonds = [bond for bond in pages.bonds(opened, least=least, limit=TIES_EACH * wanted) if _sign(bond)]
    if around:
        mine = [b for b in pages.bonds(opened, party=around.party, least=least, limit=wanted) if _sign(b)]
        near = {around.party, *(b.one for b in mine), *(b.other for b in mine)}
        bonds = mine + [b for b in bonds if b.one in near and b.other in near and b not in mine]
    strength: Counter[str] = Counter()
    for bond in bonds:
        strength.update({bond.one: _weight(bond), bond.other: _weight(bond)})
    actors = tuple(sorted(strength, key=lambda actor: (-strength[actor], actor))[:wanted])
    kept = set(actors)
    bonds = [bond for bond in bonds if bond.one in kept and bond.other in kept]
    actors = (
        tuple(actor for actor in actors if any(actor in (b.one, b.other) for b in bonds)) if len(actors) < 2 else actors
    )
    ties = tuple((bond.one, bond.other, _sign(bond), _weight(bond)) for bond in bonds)
    found, sides = _camps(ties, actors)
    side = dict(sides)
    names = {actor: _name(opened, actor) for actor in actors}
    where = _placed(actors, ties, sides)
    spots = list(_spots(actors, bonds, strength, where, side, names))
    lines = [_line(bond, where, side, names, least) for bond in bonds]
    return Shown(
        "network.html",
        "Actors and their ties",
        {
            "spots": spots,
            "lines": lines,
            "plain": _paths(lines) if len(spots) > PLAIN else {},
            "camps": [[names[a] for a in actors if side.get(a) == sign][:12] for sign in (1, -1)],
            "found": found,
            "around": around,
            "weighed": WEIGHED,
            "usual": USUAL,
        },
        lambda: _rows(bonds, names, side),
        "/actors",
        ("zoom.js",),
    )


def tie(opened: Reading, asked: Asked) -> Shown:
    """Two parties and the words that make them friends or foes."""
    one, other = asked.text("one"), asked.text("other")
    told = pages.stances(opened, one, other)
    if not told:
        raise NotFound(f"the case tells nothing between {one} and {other}")
    window = Window(opened)
    shown = [(sign, *_words(window, source, record), record) for sign, source, record in told]
    bond = next(
        iter(opened.rows("SELECT * FROM bond WHERE one = ? AND other = ?", *sorted((one, other)))), (one, other, 0, 0)
    )
    names = (_name(opened, one), _name(opened, other))

    def rows() -> Iterator[Row]:
        for sign, account, _, words, record in shown:
            yield {"sign": sign, "account": account.document.name, "told": record, "words": "".join(words)}

    return Shown(
        "tie.html",
        f"{names[0]} and {names[1]}",
        {"names": names, "ids": (one, other), "told": shown, "bond": Bond(*bond)},
        rows,
        "/actors",
    )


def _words(window: Window, source: Source, record: str) -> tuple[Account, str, tuple[str, str, str]]:
    before, words, after = window.parts(source)
    address = words_address(source, record if record.startswith("r-") else "")
    return window.account_of[source.document], address, (clip(before, 160, end=True), words, clip(after, 200))


@lru_cache(maxsize=16)
def _camps(ties: tuple[tuple[str, str, int, int], ...], actors: tuple[str, ...]) -> tuple[Balance | None, Camps]:
    """What the ties of the strongest actors amount to, and the side of each actor of the largest piece."""
    strongest = set(actors[:WEIGHED])
    edges = [Edge(one, other, sign, weight) for one, other, sign, weight in ties if {one, other} <= strongest]
    if not edges:
        return None, ()
    found = balance(edges)
    first = set(found.camps[0])
    side = {actor: 1 if actor in first else -1 for actor in found.pieces[0]}
    pull: dict[str, int] = defaultdict(int)
    for _ in range(4):  # an actor may hang on one that has just joined
        pull.clear()
        for one, other, sign, weight in ties:
            for actor, near in ((one, other), (other, one)):
                if actor not in side and near in side:
                    pull[actor] += sign * weight * side[near]
        side.update({actor: 1 if lean > 0 else -1 for actor, lean in pull.items() if lean})
    return found, tuple(sorted(side.items()))


@lru_cache(maxsize=16)
def _placed(
    actors: tuple[str, ...], ties: tuple[tuple[str, str, int, int], ...], sides: Camps
) -> dict[str, tuple[float, float]]:
    return places(actors, ties, dict(sides), width=WIDTH, height=HEIGHT)


def _sign(bond: Bond) -> int:
    """0: as many accounts hold them to be friends as foes."""
    return (bond.friendly > bond.hostile) - (bond.friendly < bond.hostile)


def _weight(bond: Bond) -> int:
    return max(bond.friendly, bond.hostile)


def _name(opened: Reading, party: str) -> str:
    found = pages.actor(opened, party)
    return found.name if found else party


def _spots(
    actors: Sequence[str],
    bonds: Sequence[Bond],
    strength: Counter[str],
    where: dict[str, tuple[float, float]],
    side: dict[str, int],
    names: dict[str, str],
) -> Iterator[Spot]:
    ties = Counter(actor for bond in bonds for actor in (bond.one, bond.other))
    sizes = {actor: round(4 + 10 * (strength[actor] / strength[actors[0]]) ** 0.5, 1) for actor in actors}
    named = labels([(*where[actor], sizes[actor], names[actor]) for actor in actors[:NAMED]])
    for actor, label in zip_longest(actors, named):
        told = f"{names[actor]}: {times(ties[actor], 'tie')}"
        yield Spot(actor, names[actor], *where[actor], sizes[actor], side.get(actor, 0), told, label)


def _line(
    bond: Bond, where: dict[str, tuple[float, float]], side: dict[str, int], names: dict[str, str], least: int
) -> Line:
    sign = _sign(bond)
    broken = side.get(bond.one, 0) * side.get(bond.other, 0) * sign < 0
    kind = f"{'friendly' if sign > 0 else 'hostile'}{' broken' if broken else ''}"
    told = (
        f"{names[bond.one]} and {names[bond.other]}: friends in {bond.friendly}, foes in {bond.hostile} independent"
        f" account{'s' if bond.hostile != 1 else ''}"
    )
    width = 1 + min(4.0, 0.8 * (_weight(bond) / least - 1) ** 0.5)
    return Line(
        *where[bond.one], *where[bond.other], kind, round(width, 1), told, f"/tie?one={bond.one}&other={bond.other}"
    )


def _paths(lines: Sequence[Line]) -> dict[str, str]:
    """Lines of one kind as one path: a thousand of them are drawn as fast as one."""
    paths: dict[str, list[str]] = defaultdict(list)
    for line in lines:
        paths[line.kind].append(f"M{line.x1:.0f} {line.y1:.0f}L{line.x2:.0f} {line.y2:.0f}")
    return {kind: "".join(parts) for kind, parts in sorted(paths.items())}


def _rows(bonds: Sequence[Bond], names: dict[str, str], side: dict[str, int]) -> Iterator[Row]:
    for bond in bonds:
        yield {
            "one": names[bond.one],
            "other": names[bond.other],
            "sign": _sign(bond),
            "friendly accounts": bond.friendly,
            "hostile accounts": bond.hostile,
            "camp of one": side.get(bond.one, 0),
            "camp of other": side.get(bond.other, 0),
            "one id": bond.one,
            "other id": bond.other,
        }
