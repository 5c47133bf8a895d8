"""The words of a naming: as written, as looked up in tables, and what stands between them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from dragoman.resolve.folding import plain
from dragoman.tables import table

CACHED_WORDS = 2**15
GIVEN_NAMES = ("name", "gender")
ACRONYM = 6
"""Most letters of a name in capitals that is looked for in capitals only."""

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|(?:[^\W\d_]\.)+[^\W\d_](?!\w)|\w+(?:['’ʼ‘`]\w+)*")
_BREAK = re.compile(r"[,;:()\[\]–—]|\s-\s")
_POSSESSIVE = re.compile(r"['’ʼ‘`][sS]$")
_PLAIN_PLURALS = {
    "men": "man", "women": "woman", "children": "child", "thieves": "thief", "wives": "wife", "clergymen": "clergyman",
    "police": "police", "politics": "politics", "news": "news", "series": "series", "corps": "corps",
    "basis": "basis", "crisis": "crisis", "species": "species", "headquarters": "headquarters", "always": "always",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a naming. `key`: in plain lower-case letters, without a possessive 's and without dots."""

    text: str
    key: str
    stem: str
    """The key in the singular."""
    possessive: bool
    opens: bool
    """A comma, bracket or dash stands before it."""

    @property
    def capital(self) -> bool:
        """Whether it opens with a capital or a digit."""
        return not self.text[0].islower()

    @property
    def shout(self) -> str | None:
        """The acronym that it may be, in capitals: FSB, F.S.B., Nato; None for other words."""
        if self.text.islower() or len(self.text) < 2:
            return None
        letters = self.text.replace(".", "")
        capitals = sum(map(str.isupper, letters))
        return letters.upper() if capitals > 1 or (len(letters) > 3 and self.text[0].isupper()) else None


def words(text: str) -> tuple[Word, ...]:
    """The words in order."""
    found: list[Word] = []
    last = 0
    for match in _WORD.finditer(text):
        written = match.group()
        bare = _POSSESSIVE.sub("", written)
        key, stem = _looked_up(bare)
        opens = bool(found) and _BREAK.search(text, last, match.start()) is not None
        if key:
            found.append(Word(bare, key, stem, bare != written, opens))
        last = match.end()
    return tuple(found)


def key_of(name: str) -> str:
    """The key under which a table holds a name; an acronym stays in capitals."""
    if is_acronym(name):
        return name.replace(".", "").upper()
    return " ".join(word.key for word in words(name))


def stem_of(phrase: str) -> str:
    """The key under which a table holds a role: its words in the singular."""
    return " ".join(word.stem for word in words(phrase))


def is_acronym(name: str) -> bool:
    """Whether a name is a short word with two capitals or more (FSB, AfD, U.S.), to be found in capitals only."""
    letters = name.replace(".", "")
    return letters.isalnum() and len(letters) <= ACRONYM and sum(map(str.isupper, letters)) > 1


def first_words(keys: Iterable[str]) -> dict[str, int]:
    """How many words the longest key has that opens with each word."""
    found: dict[str, int] = {}
    for key in keys:
        first, length = key.partition(" ")[0], key.count(" ") + 1
        if length > found.get(first, 0):
            found[first] = length
    return found


def spans(said: Sequence[str], openings: Mapping[str, int]) -> list[tuple[int, int, str]]:
    """Every run of words that may be a key, by the `first_words` of the keys: longer ones first, then from the left."""
    found = [
        (start, start + length, " ".join(said[start : start + length]))
        for start, word in enumerate(said)
        for length in range(1, min(openings.get(word, 0), len(said) - start) + 1)
    ]
    return sorted(found, key=lambda hit: (hit[0] - hit[1], hit[0]))


def in_a_name(said: Sequence[Word], start: int, end: int, taken: Sequence[bool]) -> bool:
    """Whether the words are part of a person's name: 'Harrison | Ford', 'Florence | Nightingale'.

    A given name stands before, or is the word itself, with a capital after it that is not `taken` by something else.
    """
    before = said[start - 1] if start and not said[start].opens else None
    if before is not None and not before.possessive and before.text[0].isupper() and before.key in given_names():
        return True
    after = said[end] if end < len(said) and not said[end].opens else None
    if after is None or taken[end] or not after.text[0].isupper() or said[end - 1].possessive:
        return False
    return end - start == 1 and said[start].key in given_names()


@cache
def given_names() -> frozenset[str]:
    """Keys of common given names."""
    return frozenset(row["name"] for row in table("given_names", GIVEN_NAMES))


@lru_cache(maxsize=CACHED_WORDS)
def _looked_up(written: str) -> tuple[str, str]:
    key = plain(written).replace(".", "").replace(" ", "")
    return key, _singular(key)


def _singular(word: str) -> str:
    if word in _PLAIN_PLURALS:
        return _PLAIN_PLURALS[word]
    if word.endswith("men") and len(word) > 5:
        return word[:-2] + "an"
    if word.endswith("women"):
        return word[:-2] + "an"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
