"""Who wrote an account, as a byline says: "By Jane Doe and Omar Said in Vienna"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dragoman.read.headwords import is_given_name, is_outlet, leading_outlet, of
from dragoman.read.published import month, spans

LONGEST = 160
"""A line over this many characters is no byline."""
MOST_NAMES = 5
"""Words of one person's name, particles aside."""
LONGEST_CLOSE = 12
"""Words after the names that end in a full stop and are longer than this make it a sentence, no byline."""

_PARTICLES = frozenset((
    "de", "da", "di", "do", "dos", "del", "della", "der", "den", "van", "von", "zu", "zur", "bin", "ibn", "ben", "bint",
    "abu", "al", "el", "la", "le", "du", "af",
))  # fmt: skip
_NEVER = frozenset(("and", "for", "in", "on", "at", "from", "with", "und", "et", "ve"))
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’ʼ‘`-](?=[^\W\d_])|(?<=\b[^\W\d_])\.|(?<=\b[JSDjsd]r)\.)*")
_BETWEEN = re.compile(r"\s*(,?\s*(?:and|und|et|y|ve|и)\s+|&|,|/)\s*", re.IGNORECASE)
_AFTER = re.compile(r"\s*(?:$|[|,;•·(–—/-]|(?:on|in|at|for|from|with)\b|\d)", re.IGNORECASE)
_FOR = re.compile(r"\s*[,|/–—(-]?\s*(?:for|at)?\s*(?:the\s)?(?P<name>.+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Byline:
    """Who a line names as writing or sending it, and the words after; either may be None."""

    author: str | None
    outlet: str | None
    rest: str


def byline(line: str) -> Byline | None:
    """The line read as a byline ("By Jane Doe, Reuters"); None when it is none.

    Asks for a person's name of two words or more, or for a known outlet, so that "By Monday evening" is none.
    """
    opening = _opening().match(line) if len(line) <= LONGEST else None
    if not opening:
        return None
    said = line[opening.end() :]
    sent, found = leading_outlet(said), people(said)
    if sent:
        by = Byline(None, *sent)
    elif found:
        match = _FOR.fullmatch(found[1])
        told = leading_outlet(match["name"]) if match else None
        by = Byline(found[0], told[0] if told else None, found[1])
    else:
        return None
    sentence = by.rest.rstrip().endswith(".") and len(by.rest) > LONGEST_CLOSE
    dated = any(span.start == 0 for span in spans(by.rest.strip()))
    return by if (dated or _AFTER.match(by.rest)) and not sentence else None


def people(words: str) -> tuple[str, str] | None:
    """The persons that the words begin with, as written, and the words after them; None if they begin with none."""
    end = _person(words, 0)
    if end is None:
        return None
    while match := _BETWEEN.match(words, end):
        further = _person(words, match.end())
        if further is None or is_outlet(words[match.end() : further]):
            break
        comma = match[1].strip() in (",", "/")
        if comma and not is_given_name(_WORD.match(words, match.end())[0]):  # type: ignore[index]  # _person found one
            break
        end = further
    return words[:end].strip(), words[end:]


def is_person(words: str) -> bool:
    """Whether the words are shaped like one person's name."""
    return _person(words, 0) == len(words)


def _person(words: str, start: int) -> int | None:
    """Where the person's name that begins at `start` ends; None if there is none there."""
    found: list[re.Match[str]] = []
    for match in _adjacent(words, start):
        word, low = match[0], match[0].casefold()
        if found and low in _PARTICLES and word[0].islower():
            continue
        if not word[0].isupper() or low in _NEVER or low.endswith(("'s", "’s")) or low in of("nobody") | of("by"):
            break
        if (month(low) and not is_given_name(low)) or (low.endswith("day") and len(low) > len("today")):
            break
        found.append(match)
        if len(found) == MOST_NAMES:
            break
    full = [match for match in found if len(match[0].rstrip(".")) > 1]
    return found[-1].end() if len(found) > 1 and full else None


def _adjacent(words: str, start: int) -> Iterator[re.Match[str]]:
    """The words from `start` on that stand one blank apart."""
    while match := _WORD.match(words, start):
        yield match
        start = match.end() + 1
        if words[match.end() : start] != " ":
            return


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(rf"[\s*_(]*(?i:{'|'.join(sorted(map(re.escape, of('by')), key=len, reverse=True))})\s*:?\s+")
