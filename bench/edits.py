"""Texts as newsrooms take them over, made by a seeded generator: copied, abridged, lightly edited, set in another.

Each edit takes a text (and a host, another account of the same matter) and a `random.Random`.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence

ABRIDGED = 1 / 3
"""Share of the words that an abridgement keeps."""
SET_IN = 0.4
"""Share of the words of a text that are set in another, or of a new text that are taken from another."""
CHANGED = 1 / 6
"""How often a word is replaced in a light edit."""
SWAPPED = 0.2
"""How often a sentence changes places with the next in a light edit."""

_SENTENCE = re.compile(r"(?<=[.!?])[\"”’']*\s+|\n+")
_WORD = re.compile(r"[^\W\d_]{3,}")
_SYNONYMS = {
    "said": "stated", "told": "informed", "also": "moreover", "but": "yet", "because": "since", "many": "numerous",
    "people": "persons", "has": "had", "will": "would", "after": "following", "about": "regarding", "more": "greater",
    "who": "that", "which": "that", "not": "never", "over": "above", "would": "could", "their": "its", "last": "past",
    "first": "initial", "new": "fresh", "state": "government", "during": "throughout", "while": "whereas",
    "voters": "electors", "campaign": "bid", "president": "leader", "the": "that", "and": "plus", "for": "toward",
}  # fmt: skip
_TITLES = {
    "Hillary Clinton": "the former secretary of state", "Clinton": "the former first lady",
    "Donald Trump": "the New York businessman", "Trump": "the property developer", "Bernie Sanders": "the senator",
    "Sanders": "the Vermont senator", "Obama": "the outgoing president", "Cruz": "the Texan", "Rubio": "the Floridian",
}  # fmt: skip
_NAME = re.compile("|".join(_TITLES))

Edit = Callable[[str, str, random.Random], str]


def sentences(text: str) -> list[str]:
    """The sentences of a text, roughly."""
    return [part for part in _SENTENCE.split(text) if part and part.strip()]


def copied(text: str, host: str, chance: random.Random) -> str:
    """The text under another line, other marks and spaces."""
    straight = text.translate(str.maketrans("“”’‘", "\"\"''")).replace("\n\n", "\n")
    return f"Staff report, edition {chance.randint(1, 99)}\n\n{straight}"


def abridged(text: str, host: str, chance: random.Random) -> str:
    """A third of the text: cut from the end, or sentences left out throughout."""
    parts = sentences(text)
    wanted = max(1, round(ABRIDGED * len(text.split())))
    order = list(range(len(parts)))
    if chance.random() < 0.5:
        chance.shuffle(order)
    kept: list[int] = []
    for number in order:
        kept.append(number)
        if sum(len(parts[n].split()) for n in kept) >= wanted:
            break
    return " ".join(parts[number] for number in sorted(kept))


def lightly_edited(text: str, host: str, chance: random.Random) -> str:
    """Names made titles, one word in six replaced, some sentences swapped; replacements come from the host."""
    stock = _WORD.findall(host) or ["thing"]
    told = _NAME.sub(lambda m: _TITLES[m.group()] if chance.random() < 0.5 else m.group(), text)
    told = replaced(told, CHANGED, stock, chance, _SYNONYMS)
    parts = sentences(told)
    for number in range(len(parts) - 1):
        if chance.random() < SWAPPED:
            parts[number], parts[number + 1] = parts[number + 1], parts[number]
    return "\n".join(parts)


def embedded(text: str, host: str, chance: random.Random) -> str:
    """The host with 40% of the text within, in one piece."""
    parts = sentences(host)
    place = chance.randint(0, len(parts))
    return "\n".join((*parts[:place], _passage(text, round(SET_IN * len(text.split())), chance), *parts[place:]))


def mostly_own(text: str, host: str, chance: random.Random) -> str:
    """A new text of which 40% are a passage, at most all, of the text; the rest is the host's beginning."""
    rest = host.split(" ")
    taken = _passage(text, min(len(text.split()), round(len(rest) * SET_IN / (1 - SET_IN))), chance)
    own = round(len(taken.split()) * (1 - SET_IN) / SET_IN)
    place = chance.randint(0, own)
    return " ".join((*rest[:place], "\n", taken, "\n", *rest[place:own]))


EDITS: Mapping[str, Edit] = {
    "copied": copied,
    "abridged": abridged,
    "lightly_edited": lightly_edited,
    "embedded": embedded,
    "part_taken": mostly_own,
}


def replaced(
    text: str, rate: float, stock: Sequence[str], chance: random.Random, synonyms: Mapping[str, str] | None = None
) -> str:
    """The text with words replaced at `rate`, by a synonym where one is known, else by any word of the stock."""
    known = synonyms or {}

    def other(match: re.Match[str]) -> str:
        word = match.group()
        return known.get(word) or chance.choice(stock) if chance.random() < rate else word

    return _WORD.sub(other, text)


def _passage(text: str, count: int, chance: random.Random) -> str:
    """About `count` words in a row."""
    parts = text.split(" ")
    start = chance.randint(0, max(0, len(parts) - count))
    return " ".join(parts[start : start + count])
