"""Actors at scale: `python -m bench.names [--actors 100000]`.

Names are made from the tables: persons of a given name and a surname of one country, bodies of a town and a class, each
in the forms that accounts use: romanised otherwise, with or without marks, by a nickname, with a middle name, surname
first, misspelled, the surname alone. Printed: what an analyst's decision takes, and its undoing; pairs compared for
each actor, how many of the merges are right and how many of the true ones are made, and the time.

The forms are made by rules like those that undo them, so the recall flatters; the precision less, as the names of one
country are crowded here, and it is persons of like names that are merged wrongly.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from dragoman import ids
from dragoman.records import Document, Extract, Kind, Mention, Source
from dragoman.resolve import bodies, persons
from dragoman.resolve.actors import ActorResolution, actors
from dragoman.resolve.decisions import load_edits, merge, save_edits, undo
from dragoman.resolve.folding import words_of
from dragoman.tables import table
from dragoman.towns import towns

FORMS = 3
"""Most other forms of a name."""
SHORTEST = 4
"""Letters of a surname."""
HERE = 20
"""Mentions of an account."""
_ROMANISED = (
    ("kh", "h"), ("zh", "j"), ("yev", "ev"), ("ov", "of"), ("iy", "y"), ("ei", "ey"), ("ai", "ay"), ("oo", "u"),
    ("ee", "i"), ("ou", "u"), ("q", "k"), ("ö", "oe"), ("ü", "u"), ("ş", "sh"), ("ç", "ch"), ("ğ", "g"), ("mm", "m"),
    ("ss", "s"), ("mo", "mu"), ("dj", "j"),
)  # fmt: skip
_IDLE = {"pope", "prince", "king", "queen", "emir", *words_of("honorific"), *words_of("particle")}
_CLASSES = ("Institute", "Bank", "Party", "University", "Council", "Front", "Steel Company", "Relief Society")


class Counted:
    """`compare`, counting its calls."""

    def __init__(self, compare: Any) -> None:
        self.calls = 0
        self._compare = compare

    def __call__(self, *given: Any, **named: Any) -> Any:
        self.calls += 1
        return self._compare(*given, **named)


def main() -> None:
    """Prints what a decision takes, then a line for each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--actors", type=int, nargs="*", default=[1_000, 10_000, 100_000])
    args = parser.parse_args()
    print(decision())
    actors([], [])
    print(f"{'actors':>8}{'mentions':>10}{'pairs an actor':>16}{'CPU s':>8}{'ms an actor':>13}{'right':>8}{'made':>8}")
    for count in args.actors:
        print(timed(count), flush=True)


def timed(count: int) -> str:
    """One line on `count` actors."""
    counted = persons.compare = bodies.compare = Counted(persons.compare)  # type: ignore[attr-defined]
    extracts, documents, of = case(count)
    start = time.process_time()
    found = actors(extracts, documents)
    spent = time.process_time() - start
    persons.compare = bodies.compare = counted._compare  # type: ignore[attr-defined]
    right, made = judged(found, of)
    mentions = sum(len(extract.mentions) for extract in extracts)
    return (
        f"{count:8,}{mentions:10,}{counted.calls / count:16.1f}{spent:8.1f}{1000 * spent / count:13.3f}"
        f"{right:8.1%}{made:8.1%}"
    )


def case(count: int) -> tuple[list[Extract], list[Document], dict[Source, int]]:
    """Accounts that name `count` actors, and whom each mention means."""
    told = [
        (kind, number, [name, *(alone for alone in forms if first and " " not in alone)])
        for number, (kind, forms) in enumerate(named(count))
        for first, name in zip((True, *[False] * FORMS), forms, strict=False)
        if " " in name
    ]
    random.Random("order").shuffle(told)
    extracts, documents, of = [], [], {}
    for start in range(0, len(told), HERE):
        id = ids.make("doc", start)
        mentions, at, words = [], 0, []
        for kind, number, names in told[start : start + HERE]:
            for name in names:  # a surname alone stands after the whole name, in one account with it
                source = Source(id, at, at + len(name))
                of[source] = number
                mentions.append(Mention(source, name, "name", kind, name))
                words.append(name)
                at += len(name) + 2
        extracts.append(Extract(id, mentions=tuple(mentions)))
        documents.append(Document(id, f"{start:08}.txt", ". ".join(words)))
    return extracts, documents, of


def named(count: int) -> Iterator[tuple[Kind, list[str]]]:
    """Kind and forms of each actor; no two share two words of their names, as those nobody could tell apart."""
    chance = random.Random("names")
    people = [
        (row["country"], row["name"].split("|")[0].split())
        for row in table("people", ("name", "country", "office", "sector", "from", "to"))
    ]
    given: dict[str, list[str]] = {}
    surnames: dict[str, list[str]] = {}
    for country, words in people:
        if len(words) > 1:
            given.setdefault(country, []).append(words[0])
            surnames.setdefault(country, []).append(words[-1])
    countries = sorted(given)
    places = sorted({town.name for town in towns()})
    known: set[frozenset[str]] = set()
    made = 0
    while made < count:
        if chance.random() < 0.2:
            name, kind = f"{chance.choice(places)} {chance.choice(_CLASSES)}", "organisation"
        else:
            country = chance.choice(countries)
            middle = [chance.choice(given[country])] if chance.random() < 0.2 else []
            surname = chance.choice(surnames[country]) if chance.random() < 0.5 else chance.choice(places).split()[0]
            name, kind = " ".join([chance.choice(given[country]), *middle, surname]), "person"
        twos = {frozenset(two) for two in combinations(name.casefold().replace("-", " ").split(), 2)}
        if known.isdisjoint(twos) and len(name.split()[-1]) >= SHORTEST and _IDLE.isdisjoint(name.lower().split()):
            known |= twos
            made += 1
            forms = [name, *(form(name, kind, chance) for _ in range(chance.randint(0, FORMS)))]
            yield kind, list(dict.fromkeys(forms))  # type: ignore[misc]


def form(name: str, kind: str, chance: random.Random) -> str:
    """Another form of the name."""
    words = name.split()
    way = chance.randrange(6)
    if way == 0 and kind == "person":
        return words[-1]
    if way == 1 and kind == "person":
        return f"{words[-1]}, {' '.join(words[:-1])}"
    if way == 2 and kind == "person":
        short = sorted(nick for nick, full in words_of("nickname").items() if words[0].lower() in full.split())
        return " ".join([chance.choice(short).title(), *words[1:]]) if short else name
    if way == 3:
        at = chance.randrange(1, len(name))
        return name[:at] + name[at - 1] + name[at:] if name[at - 1].isalpha() else name
    written = name
    for old, new in chance.sample(_ROMANISED, 8):
        written = written.replace(old, new, 1)
    return written


def judged(found: ActorResolution, of: dict[Source, int]) -> tuple[float, float]:
    """Share of the merges of full names that are right, and of the true ones that are made."""
    together: Counter[tuple[str, int]] = Counter()
    names: dict[tuple[str, int], set[Source]] = {}
    for source, number in of.items():
        names.setdefault((found.of[source], number), set()).add(source)
    for key, sources in names.items():
        together[key] = len(sources)
    actors_of: dict[str, list[int]] = {}
    parts_of: dict[int, list[int]] = {}
    for (actor, number), size in together.items():
        actors_of.setdefault(actor, []).append(size)
        parts_of.setdefault(number, []).append(size)
    pairs_made = sum(_pairs(sum(sizes)) for sizes in actors_of.values())
    pairs_right = sum(_pairs(size) for size in together.values())
    pairs_true = sum(_pairs(sum(sizes)) for sizes in parts_of.values())
    return pairs_right / max(1, pairs_made), pairs_right / max(1, pairs_true)


def _pairs(size: int) -> int:
    return size * (size - 1) // 2


def decision() -> str:
    """What it takes to decide on two names and to undo it, beside a thousand other decisions."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "decisions.toml"
        edits: tuple[Any, ...] = ()
        for number in range(1000):
            edits = (*edits, *merge((), f"Person {number}", f"Other {number}", "a test"))
        save_edits(path, edits)
        start = time.perf_counter()
        save_edits(path, merge(load_edits(path), "A. Person", "Another Person"))
        made = time.perf_counter() - start
        start = time.perf_counter()
        save_edits(path, undo(load_edits(path), "A. Person", "Another Person"))
        undone = time.perf_counter() - start
    return f"a decision beside 1,000 others: made in {1000 * made:.0f} ms, undone in {1000 * undone:.0f} ms"


if __name__ == "__main__":
    main()
