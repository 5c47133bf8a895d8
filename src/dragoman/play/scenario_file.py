"""The scenario as a TOML file that an analyst reads and edits, and what is said of one that cannot be played.

A number is written `position = [low, best, high]`, or as one number where it is not in doubt. `drafted` beside it keeps
what the accounts gave: a number that differs from it counts as the analyst's, as does any of a player without it.
"""

from __future__ import annotations

import json
import math
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from rapidfuzz import process

from dragoman.play.models import MODELS
from dragoman.play.scenario import (
    DRAWS,
    MODEL,
    NUMBERS,
    SEED,
    BadScenario,
    Cited,
    Player,
    Pole,
    Range,
    Scenario,
    Whatif,
    cited,
)

MOST_DRAWS = 1_000_000
_KEYS = {
    "": ("question", "about", "model", "seed", "draws", "on", "assessors", "pole", "player", "whatif"),
    "pole": ("label", "actors", "members", "words"),
    "player": (
        "actor", "name", *NUMBERS, "drafted", "sources", "salience_from", "capability_from", "own",
    ),
    "whatif": ("label", "change"),
}  # fmt: skip
_HIGHEST = {"position": 100.0, "salience": 100.0, "capability": math.inf}
_HEADER = re.compile(r"\s*\[\[\s*(\w+)\s*\]\]")
_AT_LINE = re.compile(r" ?\(at (?:line (\d+), column \d+|end of document)\)")


def load(path: Path) -> Scenario:
    """The scenario in `path`, checked in itself (not against a case). Raises BadScenario."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise BadScenario(f"{path}: {error}; expected UTF-8") from error
    return read(text, path)


def read(text: str, path: Path) -> Scenario:
    """The scenario that `text` holds; `path` is named in messages."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _AT_LINE.search(str(error))
        line = found[1] if found and found[1] else text.count("\n") + 1
        raise BadScenario(f"{path}:{line}: {_AT_LINE.sub('', str(error))}; expected TOML") from error
    return _Reader(text, path).scenario(table)


def dumps(scenario: Scenario) -> str:
    """The file's text: same scenario, same bytes."""
    return "\n".join(_written(scenario)) + "\n"


class _Reader:
    """The tables of one file, with the lines they stand on."""

    def __init__(self, text: str, path: Path) -> None:
        self.path = path
        self.lines = text.splitlines()
        self.starts: dict[str, list[int]] = {"": [0]}
        for number, line in enumerate(self.lines, 1):
            if found := _HEADER.match(line):
                self.starts.setdefault(found[1], []).append(number)

    def scenario(self, table: Mapping[str, Any]) -> Scenario:
        self.known("", 0, table)
        poles = [self.pole(n, one) for n, one in enumerate(self.tables(table, "pole"))]
        if len(poles) != 2:
            raise self.wrong("pole", 0, None, f"{len(poles)} poles", "two tables [[pole]]")
        self.poles_differ(poles)
        players = tuple(self.player(n, one) for n, one in enumerate(self.tables(table, "player")))
        self.players_differ(players)
        model = self.words("", 0, table, "model") or MODEL
        if model not in (names := [name for name, _ in MODELS]):
            raise self.wrong("", 0, "model", f"model {model!r}", f"one of {', '.join(names)}")
        on = table.get("on")
        scenario = Scenario(
            self.words("", 0, table, "question", needed=True),
            (poles[0], poles[1]),
            players,
            self.strings("", 0, table, "about"),
            model,
            self.whole(table, "seed", SEED, 0, 2**63 - 1),
            self.whole(table, "draws", DRAWS, 0, MOST_DRAWS),
            self.day(on) if on is not None else None,
            tuple(self.whatif(n, one) for n, one in enumerate(self.tables(table, "whatif"))),
            self.strings("", 0, table, "assessors"),
            self.path,
        )
        if not players:
            raise self.wrong("", 0, None, "no [[player]]", "one or more")
        return scenario

    def pole(self, n: int, table: Mapping[str, Any]) -> Pole:
        self.known("pole", n, table)
        label = self.words("pole", n, table, "label", needed=True)
        actors, members, words = (self.strings("pole", n, table, key) for key in ("actors", "members", "words"))
        return Pole(label, actors, members, words, line=self.line("pole", n))

    def player(self, n: int, table: Mapping[str, Any]) -> Player:
        self.known("player", n, table)
        actor = self.words("player", n, table, "actor", needed=True)
        drafted = table.get("drafted")
        if drafted is not None and not isinstance(drafted, dict):
            raise self.wrong("player", n, "drafted", f"drafted {drafted!r}", "{ position = …, salience = … }")
        numbers = [self.number(n, table, actor, what) for what in NUMBERS]
        before = [self.number(n, drafted, actor, what) for what in NUMBERS] if drafted is not None else None
        return Player(
            actor,
            self.words("player", n, table, "name") or actor,
            numbers[0],
            numbers[1],
            numbers[2],
            (before[0], before[1], before[2]) if before else None,
            tuple(self.source(n, text) for text in self.strings("player", n, table, "sources")),
            self.words("player", n, table, "salience_from"),
            self.words("player", n, table, "capability_from"),
            table.get("own") is True,
            line=self.line("player", n),
        )

    def whatif(self, n: int, table: Mapping[str, Any]) -> Whatif:
        self.known("whatif", n, table)
        change = table.get("change")
        changes = (change,) if isinstance(change, str) else self.strings("whatif", n, table, "change")
        parts = tuple(part.strip() for text in changes for part in text.split(";") if part.strip())
        if not parts:
            raise self.wrong("whatif", n, "change", "no change", 'one such as change = "RUS salience 20"')
        return Whatif(parts, self.words("whatif", n, table, "label"), line=self.line("whatif", n, "change"))

    def number(self, n: int, table: Mapping[str, Any], actor: str, what: str) -> Range | None:
        if what not in table:
            return None
        given, highest = table[what], _HIGHEST[what]
        values = given if isinstance(given, list) else [given] * 3
        expected = f"0 to {highest:g}" if math.isfinite(highest) else "0 or more"
        if len(values) != 3 or any(isinstance(v, bool) or not isinstance(v, int | float) for v in values):
            raise self.wrong(
                "player", n, what, f"{what} {given!r} of {actor}", f"a number, or [low, best, high], {expected}"
            )
        for value in values:
            if not (math.isfinite(value) and 0 <= value <= highest):
                raise self.wrong("player", n, what, f"{what} {value:g} of {actor}", expected)
        low, best, high = map(float, values)
        if not low <= best <= high:
            raise self.wrong("player", n, what, f"{what} {given!r} of {actor}", "low, best, high in rising order")
        return Range(low, best, high)

    def source(self, n: int, text: str) -> Cited:
        found = cited(text)
        if found is None:
            raise self.wrong("player", n, "sources", f"source {text!r}", "'account:start-end words'")
        return found

    def poles_differ(self, poles: list[Pole]) -> None:
        one, other = poles
        if one.label.casefold() == other.label.casefold():
            raise self.wrong("pole", 1, "label", f"both poles are {one.label!r}", "two that differ")
        if one.actors and set(one.actors) == set(other.actors) and set(one.words) == set(other.words):
            same = ", ".join(one.actors)
            raise self.wrong("pole", 1, "actors", f"both poles are marked by {same}", "two that differ")

    def players_differ(self, players: Iterable[Player]) -> None:
        seen: dict[str, int] = {}
        for n, player in enumerate(players):
            key = player.actor.casefold()
            if key in seen:
                raise self.wrong("player", n, "actor", f"{player.actor} again, as on line {seen[key]}", "each once")
            seen[key] = self.line("player", n, "actor")

    def known(self, name: str, n: int, table: Mapping[str, Any]) -> None:
        for key in table:
            if key not in _KEYS[name]:
                near = process.extractOne(key, _KEYS[name], score_cutoff=60)
                expected = f"{near[0]!r}?" if near else ", ".join(_KEYS[name])
                raise self.wrong(name, n, key, f"key {key!r}", expected)

    def tables(self, table: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
        found = table.get(name, [])
        if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
            raise self.wrong("", 0, name, f"{name} {found!r}", f"tables [[{name}]]")
        return found

    def words(self, name: str, n: int, table: Mapping[str, Any], key: str, *, needed: bool = False) -> str:
        found = table.get(key, "")
        if not isinstance(found, str):
            raise self.wrong(name, n, key, f"{key} {found!r}", "words in quotation marks")
        if needed and not found.strip():
            raise self.wrong(name, n, key, f"no {key}", f'{key} = "…"')
        return found.strip()

    def strings(self, name: str, n: int, table: Mapping[str, Any], key: str) -> tuple[str, ...]:
        found = table.get(key, [])
        if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
            raise self.wrong(name, n, key, f"{key} {found!r}", 'a list of words: ["…", "…"]')
        return tuple(found)

    def whole(self, table: Mapping[str, Any], key: str, default: int, least: int, most: int) -> int:
        found = table.get(key, default)
        if isinstance(found, bool) or not isinstance(found, int) or not least <= found <= most:
            raise self.wrong("", 0, key, f"{key} {found!r}", f"a whole number from {least} to {most}")
        return found

    def day(self, given: object) -> str:
        try:
            return date.fromisoformat(str(given)).isoformat()
        except ValueError:
            raise self.wrong("", 0, "on", f"on {given!r}", 'a day as "2022-01-10"') from None

    def line(self, name: str, n: int, key: str | None = None) -> int:
        """The line of a key in the n-th table of a name, or of the table's head where the key has no line."""
        starts = self.starts.get(name, [])
        start = starts[n] if n < len(starts) else 0
        if key:
            for number, line in enumerate(self.lines[start:], start + 1):
                if _HEADER.match(line):
                    break
                if re.match(rf"\s*\"?{re.escape(key)}\"?\s*=", line):
                    return number
        return start or 1

    def wrong(self, name: str, n: int, key: str | None, found: str, expected: str) -> BadScenario:
        return BadScenario(f"{self.path}:{self.line(name, n, key)}: {found}; expected {expected}")


def _written(scenario: Scenario) -> Iterator[str]:
    first, second = scenario.poles
    yield "# A scenario for `dragoman play run`. Positions: 0 is the first pole, 100 the second. Each number is"
    yield "# [low, best, high]. Change any: what differs from `drafted` is marked as yours. A player without a position"
    yield "# abstains; one without capability is left out until you give it one."
    yield f"question = {_text(scenario.question)}"
    yield f"about = {_list(scenario.about)}"
    yield f"model = {_text(scenario.model)}  # one of: {', '.join(name for name, _ in MODELS)}"
    yield f"seed = {scenario.seed}"
    yield f"draws = {scenario.draws}"
    if scenario.on:
        yield f"on = {_text(scenario.on)}  # the day whose memberships count"
    yield from _listed("assessors", scenario.assessors, "  # they judge and take no part")
    for at, pole in ((0, first), (100, second)):
        yield from ("", f"[[pole]]  # position {at}", f"label = {_text(pole.label)}")
        yield f"actors = {_list(pole.actors)}"
        yield f"members = {_list(pole.members)}"
        yield f"words = {_list(pole.words)}"
    for player in scenario.players:
        yield from _player(player)
    for whatif in scenario.whatifs:
        yield from ("", "[[whatif]]")
        if whatif.label:
            yield f"label = {_text(whatif.label)}"
        yield f"change = {_list(whatif.changes) if len(whatif.changes) > 1 else _text(whatif.changes[0])}"


def _player(player: Player) -> Iterator[str]:
    yield from ("", "[[player]]", f"actor = {_text(player.actor)}", f"name = {_text(player.name)}")
    if player.own:
        yield "own = true"
    for what in NUMBERS:
        number = player.number(what)
        missing = "abstains" if what == "position" else "fill in to play it"
        yield f"{what} = {_range(number)}" if number else f"# {what} = [low, best, high]  # not known: {missing}"
    if player.drafted is not None:
        kept = zip(NUMBERS, player.drafted, strict=True)
        inner = ", ".join(f"{what} = {_range(number)}" for what, number in kept if number)
        yield f"drafted = {{ {inner} }}" if inner else "drafted = {}"
    for key in ("salience_from", "capability_from"):
        if value := getattr(player, key):
            yield f"{key} = {_text(value)}"
    yield from _listed("sources", map(str, player.sources))


def _listed(key: str, items: Iterable[str], remark: str = "") -> Iterator[str]:
    """A list, one item a line; nothing for none."""
    if lines := [f"  {_text(item)}," for item in items]:
        yield from (f"{key} = [{remark}", *lines, "]")


def _list(items: Iterable[str]) -> str:
    return f"[{', '.join(_text(item) for item in items)}]"


def _range(number: Range) -> str:
    values = (number.low, number.best, number.high)
    return f"[{', '.join(str(int(value)) if value.is_integer() else repr(value) for value in values)}]"


def _text(words: str) -> str:
    """A TOML basic string: JSON's, but that DEL is escaped too."""
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")
