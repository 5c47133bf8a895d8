"""Numbers as accounts write them: value, bounds, approximation, and the unit that stands beside them.

"about $ 2 billion", "3 billion and 127 million dollars" (one number), "more than 160", "between ten and twenty",
"tens of thousands". What only looks like a number is left out: dates and clock times, ordinals, ages, names ("T-72",
"Resolution 2254"), telephone numbers, the numbers of lists. English only.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dragoman import dates
from dragoman.dates import DateSpan
from dragoman.numerals import SCALES, TENS, UNITS, Word, numeral, words, words_of
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


def _units(*kinds: str) -> dict[str, str]:
    rows = table("units", ("word", "kind", "unit"))
    return {row["word"].lower(): row["unit"] for row in rows if row["kind"] in kinds}


def _any(phrases: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, phrases), key=lambda phrase: (-len(phrase), phrase))) + ")"


def _before_of(phrases: Iterable[str]) -> str:
    """As `_any`, but the 'of' that ends a phrase is only asked for, and left out."""
    return re.sub(r"\\ of(?=[|)])", r"(?= of\\b)", _any(phrases))


TIMES = ("second", "minute", "hour", "day", "week", "fortnight", "month", "year", "decade", "century")
_VAGUE, _MOSTLY, _FRACTIONS = words_of("vague"), words_of("vague share"), words_of("fraction")
_LEAST, _MOST, _ABOUT = words_of("least"), words_of("most"), words_of("about")
_SIGNS, _MEASURES = _units("sign", "code"), _units("sign", "code", "currency", "rate", "measure")
_UP_TO = frozenset(("nearly", "almost", "close to", "approaching", "just under", "just below"))
_PHRASES = (*_VAGUE, *_MOSTLY)
_BEGIN = frozenset(word.split()[0] for word in (*UNITS, *TENS, *SCALES, *_PHRASES, *_FRACTIONS, "a", "an"))
_AFTER_A = frozenset((*SCALES, *TIMES, *_FRACTIONS, *(phrase.split()[1] for phrase in _PHRASES if phrase[1] == " ")))

_PLAIN = str.maketrans(
    {"\u00a0": " ", "\u202f": " ", "\t": " ", "\n": " ", "\r": " ", "’": "'", "‘": "'", "“": '"', "”": '"'}
    | dict.fromkeys("–—―", "-")
)
_BEFORE = re.compile(
    rf"(?:(?:^|(?<=[\s(\"'-]))(?P<bound>{_any((*_LEAST, *_MOST, *_ABOUT))}) )?"
    rf"(?P<sign>(?<![\w$]){_any(_SIGNS)})? ?$",
    re.IGNORECASE,
)
_AFTER = re.compile(rf"(?: |-| - )?(?P<unit>{_any(_MEASURES)})s?(?![\w$])", re.IGNORECASE)
_OF_UNIT = re.compile(rf" of (?P<unit>{_any(_MEASURES)})s?(?![\w$])", re.IGNORECASE)
_OR_MORE = re.compile(r"\+|-plus\b|-odd\b| (?:or|and) (?P<way>more|over|above|fewer|less|so)\b", re.IGNORECASE)
_PHRASE = re.compile(
    rf"(?P<vague>{_before_of(_VAGUE)})\b|(?P<mostly>{_before_of(_MOSTLY)})\b|"
    rf"(?:(?P<of>an?|one|two|three|four)[ -])?(?P<part>{_any(_FRACTIONS)})s?(?= of\b)|"
    rf"(?P<one>one|two|three|four) (?:in|out of)(?: every)? (?P<in>\d{{1,3}}|{_any(list(UNITS)[2:11])})\b|"
    rf"(?P<half>half an?|an? half) (?P<scale>{_any(SCALES)})\b|an? (?P<time>{_any(TIMES)})\b",
    re.IGNORECASE,
)
_SCALE_OF_MONEY = 100_000
"""From this number on, pounds are taken for money."""
_LASTING = re.compile(
    r"\b(?:for|within|lasting|lasted|than|least|nearly|about|almost|another|of|took|takes) $", re.IGNORECASE
)
_LONGER = re.compile(r"\b(?:for|after|of|lasted|lasting|took|takes|just|well|is|was) $", re.IGNORECASE)
_JOINT = re.compile(r" ?- ?| to | and | or ")
_OPENING = re.compile(r"\b(between|from|ranging from|ranges? from|ranged from) $", re.IGNORECASE)

_NO_COUNTS = re.compile(
    r"=\"[^\"]*\"?|@\S+|(?:https?://|www\.)\S+|"  # markup and addresses
    r"\b\d{1,2}:\d\d\S*|\b\d{1,2}(?:\.\d\d)? ?[ap]\.?m\b|"  # clock times
    r"\+\d[\d ()-]{6,}\d|\b\d{2,4}(?:[ -]\d{2,4}){2,}\b|"  # telephones
    r"\b\d{1,2}/\d{1,2}\b|\b\d{1,2}-\d{1,2} (?:win|victory|defeat|loss|draw|vote)\b|"  # 24/7, scores
    r"\b(?!\d{1,3}(?:\.\d{3})+\b)(?:\d+\.){2,}\d+",  # versions
    re.IGNORECASE,
)
_LISTED = re.compile(r"(?m)^[^\S\n]*+\(?\d{1,3}[.)](?=\s)")
_LABELLED = re.compile(
    rf"(?:\b{_any(words_of('label'))} ?#?|#|\bin (?:his|her|their) (?:early |late |mid-?)?)$", re.IGNORECASE
)
_NAME_BEFORE = re.compile(
    r"\b(?!(?:A|About|After|All|And|Another|Around|As|At|Before|Between|But|By|For|From|Had|Has|Her|His|In|Its|More|Of|"
    r"On|Only|Our|Over|Roughly|Since|Some|Than|That|The|Their|Then|There|These|They|This|Those|To|We|What|When|While|"
    r"With|Yet)\b)[A-Z][\w'.]*[ -]$"
)
_AFTER_NAME = re.compile(r"%| (?:[a-z-]+ ){0,2}?(?:[a-z]+s|people|men|women|children|percent|per cent)\b")
_OTHERWISE = re.compile(
    r"-?(?:st|nd|rd|th)\b|[ -](?:years?|months?|days?)[ -]olds?\b|'s\b| o'clock\b|"
    rf" {_any(words_of('furniture'))}\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r" (?:[A-Z][\w.]* |\d+[a-z]+ ){1,3}(?:Street|Avenue|Road|Boulevard|Lane|Drive|St|Ave)\b")
_NO_ONE = re.compile(
    r"\b(?:no|any|every|each|some|which|the|this|that|only|another|square|day|by|last|next|first)[ -]$", re.IGNORECASE
)
_ONE = re.compile(
    r" (?!(?:of|another|day|side|hand|thing|way|can|could|must|might|should|would|has|had|is|was|who|that|and|or|by|to|"
    r"in)\b)[a-z]"
)


def find(text: str, *, dated: Iterable[DateSpan] | None = None) -> list[Number]:
    """The numbers of a text, in its order. `dated`: where its dates stand, when they have been found already."""
    plain = text.translate(_PLAIN)
    taken = [(span.start, span.end) for span in (dates.find(text) if dated is None else dated)]
    taken += [match.span() for match in (*_NO_COUNTS.finditer(plain), *_LISTED.finditer(text))]
    taken.sort(reverse=True)
    said = words(plain)
    found: list[Number] = []
    past = 0
    for place, word in enumerate(said):
        if word.start < past or not (word.text[0].isdigit() or word.text in _BEGIN):
            continue
        if word.text in ("a", "an") and (place + 1 == len(said) or said[place + 1].text not in _AFTER_A):
            continue
        while taken and taken[-1][1] <= word.start:
            taken.pop()
        number = _phrase(plain, word) or _numeral(plain, said, place)
        if number is None or (taken and taken[-1][0] < number.end):
            continue
        past = number.end
        if _is_number(plain, number):
            found.append(_with_context(plain, number))
    told = (number for number in _ranges(plain, found) if _is_countable(number))
    return [replace(number, text=text[number.start : number.end]) for number in told]


def _is_countable(number: Number) -> bool:
    """Whether a number is none of hundreds of digits, which no sum holds."""
    return all(math.isfinite(value) for value in (number.value, number.low, number.high) if value is not None)


def _numeral(text: str, said: Sequence[Word], place: int) -> Number | None:
    read = numeral(text, said, place)
    return Number(said[place].start, read[0], "", read[1]) if read else None


def _phrase(text: str, word: Word) -> Number | None:
    """'tens of thousands', 'two thirds of', 'one in five', 'half a million', 'a week'."""
    match = _PHRASE.match(text, word.start)
    if match is None:
        return None
    said = {name: found.lower() for name, found in match.groupdict().items() if found}
    if "vague" in said:
        return Number(*match.span(), "", None, low=_least(_VAGUE, said["vague"]), approximate=True)
    if "mostly" in said:
        return Number(*match.span(), "", None, low=_least(_MOSTLY, said["mostly"]), approximate=True, unit="share")
    if "part" in said:
        part = _FRACTIONS[said["part"]] * UNITS.get(said.get("of", "one"), 1)
        return Number(*match.span(), "", part, approximate=True, unit="share")
    if "one" in said:
        whole = float(said["in"]) if said["in"].isdigit() else UNITS[said["in"]]
        return Number(*match.span(), "", UNITS[said["one"]] / whole, approximate=True, unit="share") if whole else None
    if "half" in said:
        return Number(*match.span(), "", 0.5 * SCALES[said["scale"]])
    if _LASTING.search(text[max(0, word.start - 12) : word.start]):
        return Number(word.start, word.end, "", 1.0)
    return None


def _least(phrases: dict[str, float], said: str) -> float:
    return phrases[said] if said in phrases else phrases[f"{said} of"]


def _is_number(text: str, number: Number) -> bool:
    """Whether it counts or measures: no ordinal, age, label, part of a name, or 'one' as a pronoun."""
    before, after = text[max(0, number.start - 30) : number.start], text[number.end : number.end + 20]
    first = text[number.start]
    if before and (before[-1].isalnum() or re.search(r"[^\W\d]-$|\S[/:@_&]$", before)):
        return False
    if after and ((after[0].isalnum() and not _AFTER.match(after)) or after[0] in "_@/\\"):
        return False
    if _OTHERWISE.match(after) or _ADDRESS.match(text, number.end) or _LABELLED.search(before):
        return False
    if first.isdigit() and re.search(r"[A-Za-z]\)?, $", before) and re.match(r"[,)]| -", after):
        return False
    if text[number.start : number.end].lower() == "one" and (_NO_ONE.search(before) or not _ONE.match(after)):
        return False
    signed = _BEFORE.search(before)
    named = _NAME_BEFORE.search(before) is not None and not (signed and signed["sign"])
    if first.isalpha():
        return not (first.isupper() and re.search(r"[\w,] $", before)) and not (named and before[-1] == "-")
    return not named or _AFTER_NAME.match(after) is not None


def _with_context(text: str, number: Number) -> Number:
    """The number with its bound, sign, unit and 'or more'."""
    before = _BEFORE.search(text[max(0, number.start - 40) : number.start])
    bound, sign = ((before["bound"] or "").lower(), before["sign"]) if before else ("", None)
    if before and (bound or sign):
        number = replace(number, start=number.start - len(before.group()))
    unit, end, value = _SIGNS[sign.lower()] if sign else number.unit, number.end, number.value
    after = _AFTER.match(text, end) or (_OF_UNIT.match(text, end) if value is None else None)
    if after and not (sign and _MEASURES[after["unit"].lower()] in TIMES):
        unit, end = unit or _MEASURES[after["unit"].lower()], after.end()
    if unit == "pound" and (value or 0) >= _SCALE_OF_MONEY:
        unit = "GBP"
    if more := _OR_MORE.match(text, end):
        end = more.end()
        bound = bound or {"fewer": "at most", "less": "at most", "so": "about"}.get(more["way"] or "", "at least")
        bound = "about" if more.group() == "-odd" else bound
    if bound == "over" and unit in TIMES and not _LONGER.search(text[max(0, number.start - 20) : number.start]):
        number, bound = replace(number, start=number.start + len("over ")), ""
    low = (value if value is not None else number.low) if bound in _LEAST else number.low
    high = value if bound in _MOST or bound in _UP_TO else number.high
    near = number.approximate or bound in _ABOUT or bound in _UP_TO
    return replace(number, end=end, unit=unit, low=low, high=high, approximate=near)


def _ranges(text: str, found: Sequence[Number]) -> list[Number]:
    """'10 to 20 million', '5-6%', 'between ten and twenty' made one number without a value; a score ('2-2') is none."""
    joined: list[Number] = []
    for number in found:
        last = joined.pop() if joined else None
        if last and (span := _joined(text, last, number)):
            joined.append(span)
        elif last is None:
            joined.append(number)
        elif text[last.end : number.start] != "-":
            joined += (last, number)
    return joined


def _joined(text: str, a: Number, b: Number) -> Number | None:
    joint, before = _JOINT.fullmatch(text[a.end : b.start]), _OPENING.search(text[max(0, a.start - 14) : a.start])
    opening = before[1].lower() if before else ""
    if joint is None or a.value is None or b.value is None or (a.unit and b.unit and a.unit != b.unit):
        return None
    if (joint.group() == " and ") != (opening == "between") or (opening == "from" and joint.group() == " to "):
        return None
    scale = next((worth for word, worth in SCALES.items() if re.search(rf"\b{word}\b", text[b.start : b.end])), 1.0)
    low = a.value * scale if a.value < b.value / scale and a.value < 1000 else a.value
    if low >= b.value:
        return None
    start = a.start - len("between ") if opening == "between" else a.start
    return Number(start, b.end, "", None, low, b.value, a.approximate or b.approximate, a.unit or b.unit)
