"""Numbers as accounts write them: value, bounds, approximation, and the unit that stands beside them.

"about $ 2 billion", "3 billion and 127 million dollars" (one number), "4,70,000" (Indian grouping), "more than 160",
"between ten and twenty", "tens of thousands". What only looks like a number is left out: dates and clock times, ordinals,
ages, names ("T-72", "Resolution 2254"), telephone numbers, the numbers of lists. English only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from dragoman import dates
from dragoman.dates import DateSpan
from dragoman.tables import table


@dataclass(frozen=True, slots=True)
class Number:
    """A number and the words around it that belong to it; `text` stands between `start` and `end`.

    `value` None is vague ("thousands") or a range. `low` and `high` bound it; None is open or not told.
    `unit`: ISO 4217 code, 'percent', 'share', a unit of measure or of time; None where things are counted.
    """

    start: int
    end: int
    text: str
    value: float | None
    low: float | None = None
    high: float | None = None
    approximate: bool = False
    unit: str | None = None


class _Token(NamedTuple):
    start: int
    end: int
    word: str


def _numbers(*kinds: str) -> dict[str, float]:
    rows = table("numbers", ("word", "kind", "value"))
    return {row["word"]: float(row["value"] or 0) for row in rows if row["kind"] in kinds}


def _units(*kinds: str) -> dict[str, str]:
    return {
        row["word"].lower(): row["unit"] for row in table("units", ("word", "kind", "unit")) if row["kind"] in kinds
    }


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word))) + ")"


def _before_of(words: Iterable[str]) -> str:
    """Phrases of a table that ask for 'of' after them, without it."""
    longest = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.sub(r"\\ of$", r"(?= of\\b)", re.escape(word)) for word in longest) + ")"


_UNIT, _TEN, _SCALE, _SHORT = _numbers("unit"), _numbers("ten"), _numbers("scale"), _numbers("short scale")
_VAGUE, _MOSTLY, _FRACTION = _numbers("vague"), _numbers("vague share"), _numbers("fraction")
_LEAST, _MOST, _ABOUT = _numbers("least"), _numbers("most"), _numbers("about")
_SIGNS, _WORDS = _units("sign", "code"), _units("sign", "code", "currency", "rate", "measure")
_TIMES = ("second", "minute", "hour", "day", "week", "fortnight", "month", "year", "decade", "century")
_UP_TO = frozenset(("nearly", "almost", "close to", "approaching", "just under", "just below"))
_BEGINS = frozenset(word.split()[0] for word in (*_UNIT, *_TEN, *_SCALE, *_VAGUE, *_MOSTLY, *_FRACTION, "a", "an"))
_AFTER_A = frozenset(
    (*_SCALE, *_TIMES, *_FRACTION, *(phrase.split()[1] for phrase in (*_VAGUE, *_MOSTLY) if phrase[1] == " "))
)

_PLAIN = str.maketrans({"\u00a0": " ", "\u202f": " ", "\t": " ", "\n": " ", "\r": " ", "’": "'", "‘": "'",
                        "–": "-", "—": "-", "―": "-", "“": '"', "”": '"'})  # fmt: skip
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|[^\w\s]|_")
_INTEGER_GROUPS = re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}")
_SIMPLE = re.compile(r"\d+(?:\.\d+)?")
_BEFORE = re.compile(rf"(?:(?:^|(?<=[\s(\"'-]))(?P<bound>{_any((*_LEAST, *_MOST, *_ABOUT))}) )?(?P<sign>(?<![\w$]){_any(_SIGNS)})? ?$",
                     re.IGNORECASE)  # fmt: skip
_AFTER = re.compile(rf"(?: |-| - )?(?P<unit>{_any(_WORDS)})s?(?![\w$])", re.IGNORECASE)
_OF_UNIT = re.compile(rf" of (?P<unit>{_any(_WORDS)})s?(?![\w$])", re.IGNORECASE)
_OR_MORE = re.compile(r"\+|-plus\b|-odd\b| (?:or|and) (?P<way>more|over|above|fewer|less|so)\b", re.IGNORECASE)
_PHRASE = re.compile(rf"(?P<vague>{_before_of(_VAGUE)})\b|(?P<mostly>{_before_of(_MOSTLY)})\b|(?:(?P<of>an?|one|two|three|four)[ -])?(?P<part>{_any(_FRACTION)})s?(?= of\b)|"
                     r"(?P<one>one|two|three|four) (?:in|out of)(?: every)? (?P<in>\d{1,3}|two|three|four|five|six|seven|eight|nine|ten)\b|"
                     rf"(?P<half>half an?|an? half) (?P<scale>{_any(_SCALE)})\b|an? (?P<time>{_any(_TIMES)})\b",
                     re.IGNORECASE)  # fmt: skip
_LONGER = re.compile(r"\b(?:for|after|of|lasted|lasting|took|takes|just|well|is|was) $", re.IGNORECASE)
_JOINT = re.compile(r" ?- ?| to | and | or ")

_NOT_COUNTS = re.compile(
    r"\w+=\"[^\"]*\"?|\S+@\S+|(?:https?://|www\.)\S+|\b\d{1,2}:\d\d\S*|\b\d{1,2}(?:\.\d\d)? ?[ap]\.?m\b|\+\d[\d ()-]{6,}\d|"
    r"\b\d{2,4}(?:[ -]\d{2,4}){2,}\b|\b\d{1,2}/\d{1,2}\b|\b\d{1,2}-\d{1,2} (?:win|victory|defeat|loss|draw|vote)\b|\b(?!\d{1,3}(?:\.\d{3})+\b)(?:\d+\.){2,}\d+",
    re.IGNORECASE,
)
_LISTED = re.compile(r"(?m)^\s*\(?\d{1,3}[.)](?=\s)")
_LABELLED = re.compile(
    rf"(?:\b{_any(_numbers('label'))} ?#?|#|\bin (?:his|her|their) (?:early |late |mid-?)?)$", re.IGNORECASE
)
_NAME_BEFORE = re.compile(
    r"\b(?!(?:A|About|After|All|And|Another|Around|As|At|Before|Between|But|By|For|From|Had|Has|Her|His|In|Its|More|Of|On|Only|Our|"
    r"Over|Roughly|Since|Some|Than|That|The|Their|Then|There|These|They|This|Those|To|We|What|When|While|With|Yet)\b)[A-Z][\w'.]*[ -]$"
)
_AFTER_NAME = re.compile(r"%| (?:[a-z-]+ ){0,2}?(?:[a-z]+s|people|men|women|children|percent|per cent)\b")
_OTHERWISE = re.compile(rf"-?(?:st|nd|rd|th)\b|[ -](?:years?|months?|days?)[ -]olds?\b|'s\b| o'clock\b| {_any(_numbers('furniture'))}\b",
                        re.IGNORECASE)  # fmt: skip
_AGE = re.compile(r"[A-Za-z]\)?, $")
_NO_ONE = re.compile(
    r"\b(?:no|any|every|each|some|which|the|this|that|only|another|square|day|by|last|next|first)[ -]$", re.IGNORECASE
)
_ONE = re.compile(
    r" (?!(?:of|another|day|side|hand|thing|way|can|could|must|might|should|would|has|had|is|was|who|that|and|or|by|to|in)\b)[a-z]"
)
_LASTING = re.compile(
    r"\b(?:for|within|lasting|lasted|than|least|nearly|about|almost|another|of|took|takes) $", re.IGNORECASE
)


def find(text: str, *, dated: Iterable[DateSpan] | None = None) -> list[Number]:
    """The numbers of a text, in its order. `dated`: where its dates stand, when they have been found already."""
    plain = text.translate(_PLAIN)
    taken = [(span.start, span.end) for span in (dates.find(text) if dated is None else dated)]
    taken += [match.span() for match in (*_NOT_COUNTS.finditer(plain), *_LISTED.finditer(text))]
    taken.sort()
    tokens = [_Token(match.start(), match.end(), match.group().lower()) for match in _TOKEN.finditer(plain)]
    found: list[Number] = []
    past = 0
    for place, token in enumerate(tokens):
        if token.start < past or not (token.word[0].isdigit() or token.word in _BEGINS):
            continue
        while taken and taken[0][1] <= token.start:
            taken.pop(0)
        if token.word in ("a", "an") and (place + 1 == len(tokens) or tokens[place + 1].word not in _AFTER_A):
            continue
        number = _phrase(plain, token) or _counted(plain, tokens, place)
        if number is None or (taken and taken[0][0] < number.end):
            continue
        past = number.end
        if _is_number(plain, number):
            found.append(_with_context(plain, number))
    return [replace(number, text=text[number.start : number.end]) for number in _ranges(plain, found)]


def _phrase(text: str, token: _Token) -> Number | None:
    """'tens of thousands', 'two thirds of', 'one in five', 'half a million', 'a week'."""
    match = _PHRASE.match(text, token.start)
    if match is None:
        return None
    said = {name: words.lower() for name, words in match.groupdict().items() if words}
    if "vague" in said:
        return Number(*match.span(), "", None, low=_worth(_VAGUE, said["vague"]), approximate=True)
    if "mostly" in said:
        return Number(*match.span(), "", None, low=_worth(_MOSTLY, said["mostly"]), approximate=True, unit="share")
    if "part" in said:
        part = _FRACTION[said["part"]] * _UNIT.get(said.get("of", "one"), 1)
        return Number(*match.span(), "", part, approximate=True, unit="share")
    if "one" in said:
        whole = float(said["in"]) if said["in"].isdigit() else _UNIT[said["in"]]
        return Number(*match.span(), "", _UNIT[said["one"]] / whole, approximate=True, unit="share")
    if "half" in said:
        return Number(*match.span(), "", 0.5 * _SCALE[said["scale"]])
    if _LASTING.search(text[max(0, token.start - 12) : token.start]):
        return Number(token.start, token.start + text[token.start :].index(" "), "", 1)
    return None


def _worth(phrases: dict[str, float], said: str) -> float:
    return phrases[said] if said in phrases else phrases[f"{said} of"]


def _counted(text: str, tokens: Sequence[_Token], place: int) -> Number | None:
    """The longest number that begins at a token: digits or words, with their scales ('two hundred and fifty thousand')."""
    total, current, smallest = 0.0, None, float("inf")
    end, at, reached = None, place, tokens[place].start
    while at < len(tokens):
        token, word = tokens[at], tokens[at].word
        following = tokens[at + 1].word if at + 1 < len(tokens) else ""
        if text[reached : token.start] not in ("", " "):
            break
        reached = token.end
        if word[0].isdigit() and end is None:
            current = _digits(word, following)
            if current is None:
                return None
        elif word[0].isdigit() and _spaced(tokens, place, at):
            current = (current or 0) * 1000 + float(word)
        elif word[0].isdigit() and current is None:
            current = _digits(word, following)
        elif word in _UNIT or word in _TEN:
            worth = _UNIT.get(word, _TEN.get(word, 0))
            if current is None:
                current = worth
            elif current % 100 == 0 or (current % 10 == 0 and current % 100 >= 20 and worth < 10):
                current += worth
            else:
                break
        elif word in ("a", "an") and end is None and following in _SCALE:
            current = 1.0
        elif word == "hundred" and current is not None:
            current *= 100
        elif current is not None and (scale := _scale(tokens, at)) and scale < smallest:
            total, current, smallest = total + current * scale, None, scale
        elif current is None and end is not None and word in _SCALE and tokens[at - 1].word in _SCALE:
            total *= _SCALE[word]
        elif word in ("and", "-") and end is not None and _continues(tokens, at, current, smallest, word):
            at += 1
            continue
        elif word == "and" and following == "a" and at + 2 < len(tokens) and tokens[at + 2].word == "half" and end:
            total, current = (total, current + 0.5) if current is not None else (total + smallest / 2, None)
            at, token = at + 2, tokens[at + 2]
            reached = token.end
        else:
            break
        end, at = token.end, at + 1
    if end is None:
        return None
    return Number(tokens[place].start, end, "", round(total + (current or 0.0), 6))


def _spaced(tokens: Sequence[_Token], place: int, at: int) -> bool:
    """Whether digits so far are groups of a thousand parted by spaces: 33 275."""
    groups = [token.word for token in tokens[place : at + 1]]
    return (
        all(word.isdecimal() for word in groups) and len(groups[0]) < 4 and all(len(word) == 3 for word in groups[1:])
    )


def _scale(tokens: Sequence[_Token], at: int) -> float | None:
    word, before = tokens[at].word, tokens[at - 1]
    if word in _SCALE:
        return _SCALE[word]
    attached = before.end == tokens[at].start
    return _SHORT.get(word) if before.word[0].isdigit() and (attached or len(word) > 1) else None


def _continues(tokens: Sequence[_Token], at: int, current: float | None, smallest: float, joint: str) -> bool:
    """Whether what follows 'and' or a hyphen still belongs to the number: a smaller scale, or the rest of a hundred."""
    after = [token.word for token in tokens[at + 1 : at + 4]]
    if not after:
        return False
    if joint == "-":
        units = after[0] in _UNIT and current is not None and current >= 20 and current % 10 == 0
        return (units and not tokens[at - 1].word[0].isdigit()) or (after[0] in _SCALE and current is not None)
    if current is not None:
        return current % 100 == 0 and current > 0 and (after[0] in _UNIT or after[0] in _TEN)
    scale = next((_SCALE[word] for word in after[1:] if word in _SCALE), None)
    return scale is not None and scale < smallest and (after[0][0].isdigit() or after[0] in _UNIT or after[0] in _TEN)


def _digits(word: str, following: str) -> float | None:
    if _INTEGER_GROUPS.fullmatch(word):
        return float(word.replace(",", "") if "," in word else word.replace(".", ""))
    if _SIMPLE.fullmatch(word):
        return float(word)
    if following in _SCALE and re.fullmatch(r"\d+,\d{1,2}", word):
        return float(word.replace(",", "."))
    return None


def _is_number(text: str, number: Number) -> bool:
    """Whether it counts or measures: no ordinal, age, label, part of a name, or 'one' as a pronoun."""
    before, after = text[max(0, number.start - 30) : number.start], text[number.end : number.end + 20]
    first = text[number.start]
    if before and (before[-1].isalnum() or re.search(r"[^\W\d]-$|\S[/:@_&]$", before)):
        return False
    if after and (after[0].isalnum() and not _AFTER.match(after) or after[0] in "_@/\\"):
        return False
    if _OTHERWISE.match(after) or _LABELLED.search(before):
        return False
    if first.isdigit() and _AGE.search(before) and re.match(r"[,)]| -", after):
        return False
    if text[number.start : number.end].lower() == "one" and (_NO_ONE.search(before) or not _ONE.match(after)):
        return False
    named = _NAME_BEFORE.search(before) is not None
    if first.isalpha():
        return not (first.isupper() and re.search(r"[\w,] $", before)) and not (named and before[-1] == "-")
    return not named or _AFTER_NAME.match(after) is not None


def _with_context(text: str, number: Number) -> Number:
    """The number with its bound, sign, unit and 'or more'."""
    before = _BEFORE.search(text[max(0, number.start - 40) : number.start])
    bound, sign = ((before["bound"] or "").lower(), before["sign"]) if before else ("", None)
    if before and (bound or sign):
        number = replace(number, start=number.start - len(before.group()))
    unit, end, value = number.unit, number.end, number.value
    if sign:
        unit = _SIGNS[sign.lower()]
    after = _AFTER.match(text, end) or (_OF_UNIT.match(text, end) if value is None else None)
    if after and not (sign and _WORDS[after["unit"].lower()] in _TIMES):
        if unit is None:
            unit = _WORDS[after["unit"].lower()]
        end = after.end()
    low, high = number.low, number.high
    if more := _OR_MORE.match(text, end):
        end = more.end()
        bound = bound or {"fewer": "at most", "less": "at most", "so": "about"}.get(more["way"] or "", "at least")
        bound = "about" if more.group() == "-odd" else bound
    if bound == "over" and unit in _TIMES and not _LONGER.search(text[: number.start]):
        number, bound = replace(number, start=number.start + len("over ")), ""
    if bound in _LEAST:
        low = value if value is not None else low
    elif bound in _MOST or bound in _UP_TO:
        high = value
    return replace(
        number,
        end=end,
        unit=unit,
        low=low,
        high=high,
        approximate=number.approximate or bound in _ABOUT or bound in _UP_TO,
    )


def _ranges(text: str, found: Sequence[Number]) -> list[Number]:
    """'10 to 20 million', '5-6%', 'between ten and twenty' made one number without a value; a score ('2-2') is none."""
    joined: list[Number] = []
    for number in found:
        last = joined.pop() if joined else None
        if last and (span := _joined(text, last, number)):
            joined.append(span)
        elif last and text[last.end : number.start] != "-":
            joined += (last, number)
        elif last is None:
            joined.append(number)
    return joined


def _joined(text: str, a: Number, b: Number) -> Number | None:
    joint = _JOINT.fullmatch(text[a.end : b.start])
    before = re.search(
        r"\b(between|from|ranging from|range from|ranged from) $", text[max(0, a.start - 14) : a.start], re.IGNORECASE
    )
    opening = before[1].lower() if before else ""
    if joint is None or a.value is None or b.value is None or (a.unit and b.unit and a.unit != b.unit):
        return None
    if (joint.group() == " and ") != (opening == "between") or (opening == "from" and joint.group() == " to "):
        return None
    scale = next((worth for word, worth in _SCALE.items() if re.search(rf"\b{word}\b", text[b.start : b.end])), 1.0)
    low = a.value * scale if a.value < b.value / scale and a.value < 1000 else a.value
    if low >= b.value:
        return None
    start = a.start - 8 if opening == "between" else a.start
    return Number(start, b.end, "", None, low, b.value, a.approximate or b.approximate, a.unit or b.unit)
