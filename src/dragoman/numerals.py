"""Numbers in digits and words: how far one goes and what it is worth.

"2.5 million", "3 billion and 127 million", "two hundred and fifty thousand", "one and a half", "33 275", and
4,70,000 as it is grouped in India.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from dragoman.tables import table


class Word(NamedTuple):
    """A word, a run of digits with its points and commas, or a mark; in lower case."""

    start: int
    end: int
    text: str


def words_of(*kinds: str) -> dict[str, float]:
    """The words of number of these kinds, with their worth (0 where they have none)."""
    rows = table("numbers", ("word", "kind", "value"))
    return {row["word"]: float(row["value"] or 0) for row in rows if row["kind"] in kinds}


UNITS, TENS, SCALES = words_of("unit"), words_of("ten"), words_of("scale")
_SHORT = words_of("short scale")
_WORTH = UNITS | TENS
MOST_GROUPS = 6
"""Groups of three digits that a number may have."""
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|[^\w\s]|_")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}")


def words(text: str) -> list[Word]:
    """The words of a text with their places."""
    return [Word(match.start(), match.end(), match.group().lower()) for match in _WORD.finditer(text)]


def numeral(text: str, found: Sequence[Word], place: int) -> tuple[int, float] | None:
    """Where the number that begins at a word ends, and its value; None where none begins."""
    total, current, smallest = 0.0, None, float("inf")
    end, at, reached = None, place, found[place].start
    while at < len(found):
        word, said = found[at], found[at].text
        following = found[at + 1].text if at + 1 < len(found) else ""
        if text[reached : word.start] not in ("", " "):
            break
        reached = word.end
        if said[0].isdigit() and end is None:
            current = _digits(said, following)
            if current is None:
                return None
        elif said[0].isdigit() and _spaced(found, place, at):
            current = (current or 0) * 1000 + float(said)
        elif said[0].isdigit() and current is None:
            current = _digits(said, following)
        elif said in _WORTH and (current is None or _fills(current, _WORTH[said])):
            current = (current or 0) + _WORTH[said]
        elif said in ("a", "an") and end is None and following in SCALES:
            current = 1.0
        elif said == "hundred" and current is not None:
            current *= 100
        elif current is not None and (scale := _scale(found, at)) and scale < smallest:
            total, current, smallest = total + current * scale, None, scale
        elif current is None and end is not None and said in SCALES and found[at - 1].text in SCALES:
            total *= SCALES[said]
        elif said in ("and", "-") and end is not None and _continues(found, at, current, smallest):
            at += 1
            continue
        elif said == "and" and end and [after.text for after in found[at + 1 : at + 3]] == ["a", "half"]:
            total, current = (total, current + 0.5) if current is not None else (total + smallest / 2, None)
            at += 2
            reached = found[at].end
        else:
            break
        end, at = reached, at + 1
    return None if end is None else (end, float(f"{total + (current or 0.0):.12g}"))


def _fills(current: float, worth: float) -> bool:
    """Whether a word fits into the number so far: twenty-one, a hundred fifty."""
    return current % 100 == 0 or (current % 10 == 0 and current % 100 >= 20 and worth < 10)


def _spaced(found: Sequence[Word], place: int, at: int) -> bool:
    """Whether the digits so far are groups of a thousand parted by spaces: 33 275. More groups are a row of numbers."""
    if at - place >= MOST_GROUPS:
        return False
    groups = [word.text for word in found[place : at + 1]]
    sized = len(groups[0]) < 4 and all(len(group) == 3 for group in groups[1:])
    return sized and all(group.isdecimal() for group in groups)


def _scale(found: Sequence[Word], at: int) -> float | None:
    said, before = found[at].text, found[at - 1]
    if said in SCALES:
        return SCALES[said]
    attached = before.end == found[at].start
    return _SHORT.get(said) if before.text[0].isdigit() and (attached or len(said) > 1) else None


def _continues(found: Sequence[Word], at: int, current: float | None, smallest: float) -> bool:
    """Whether what follows 'and' or a hyphen still belongs to the number: a smaller scale, or the rest of a hundred."""
    after = [word.text for word in found[at + 1 : at + 4]]
    if not after:
        return False
    if found[at].text == "-":
        units = after[0] in UNITS and current is not None and current >= 20 and current % 10 == 0
        return (units and not found[at - 1].text[0].isdigit()) or (after[0] in SCALES and current is not None)
    if current is not None:
        return current % 100 == 0 and current > 0 and after[0] in _WORTH
    scale = next((SCALES[word] for word in after[1:] if word in SCALES), None)
    if scale is None:
        return smallest == SCALES["thousand"] and after[0] in _WORTH
    return scale < smallest and (after[0][0].isdigit() or after[0] in _WORTH)


def _digits(said: str, following: str) -> float | None:
    if _GROUPED.fullmatch(said):
        return float(said.replace(",", "") if "," in said else said.replace(".", ""))
    if re.fullmatch(r"\d+(?:\.\d+)?", said):
        return float(said)
    if following in SCALES and re.fullmatch(r"\d+,\d{1,2}", said):
        return float(said.replace(",", "."))
    return None
