"""A name reduced to what tells its bearer from others: plain Latin letters, no honorifics, spelling classes beside.

`fold` tells which words distinguish and what else must agree (numbers, legal forms, whose son); `sound` gives one key
to the spellings of a word in all romanisations, `skeleton` its consonants.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from anyascii import anyascii

from dragoman.records import Kind
from dragoman.tables import table

CACHED_NAMES = 2**16

_CONSONANTS = (
    ("shch", "s"), ("sch", "s"), ("tch", "c"), ("sh", "s"), ("ch", "c"), ("kh", "h"), ("gh", "g"), ("dzh", "j"),
    ("dj", "j"), ("zh", "j"), ("ph", "f"), ("th", "t"), ("dh", "d"), ("ck", "k"), ("tz", "z"),
    ("ei", "ai"), ("ey", "ai"),
)  # fmt: skip
"""Spellings of one sound in the romanisations of Russian, Turkic languages, Arabic, Persian and Chinese, in the order
in which they are replaced."""
_LETTER_SOUNDS = str.maketrans({"q": "k", "w": "v", "x": "ks", "o": "u", "y": "i", "e": "i"})
_OPENING = {"x": "s", "hs": "s"}

_WORD = re.compile(r"[a-z0-9]+")
_DOTTED = re.compile(r"\b(\w)\.(?=\w\b)")
_POSSESSIVE = re.compile(r"'s\b")
_DOUBLED = re.compile(r"(.)(?=\1)")
_DIGIT = re.compile(r"[0-9]")
_MISREAD = re.compile(r"(?<![0-9])[0-9](?!(?:st|nd|rd|th|ers)\b)(?=[a-z])")
"""A digit within letters, as 'I9or Sech1n' has; one that ends a word is part of a designation ('F16')."""
_ORDINAL = re.compile(r"([0-9]+)(?:st|nd|rd|th)")
_SERVANT = re.compile(r"\babd[ -]?[aeu]l[ -]?(?=[a-z])")
_ARTICLE = re.compile(r"\bال(?=\w{2})")
_ABJAD = re.compile(r"[\u0590-\u08ff]")
_SYLLABIC = re.compile(r"[\u3400-\u9fff\uac00-\ud7af]")
_MISREAD_DIGITS = str.maketrans("0134579", "oieastg")
_VOWELS = str.maketrans({**dict.fromkeys("aeiouywh"), "p": "b", "v": "f", "c": "k", "q": "k", "z": "s"})
"""What a script without vowels leaves of a word, with the letters that Arabic lacks written as it writes them."""
_APOSTROPHES = str.maketrans(dict.fromkeys("'’‘`´ʻʼʿʾ′"))


class Folded(NamedTuple):
    """What is left of a name."""

    words: tuple[str, ...]
    bare: bool
    """Written in a script without vowels: only consonants can be compared."""
    joined: str
    """All words without the spaces, particles included."""
    numbers: tuple[str, ...]
    forms: frozenset[str]
    """Legal forms such as 'llc'."""
    father: bool
    """A word for 'son of' stands between two names, so that their order tells who is whose son."""
    glyphs: str | None
    """The name as written, when each sign of its script is a syllable or word."""


@lru_cache(maxsize=CACHED_NAMES)
def fold(name: str, kind: Kind | None = None) -> Folded:
    """The name folded; unless it is a person's, legal forms are taken off and numbers in words or numerals read."""
    text = plain(name)
    if "abd" in text:
        text = _SERVANT.sub("abd ", text)
    if _DIGIT.search(text):
        text = _MISREAD.sub(_letter_for_digit, text)
    said = _WORD.findall(text) or name.lower().split() or [name]
    forms = _NO_FORMS
    if kind != "person":
        said, forms = _without_legal_forms(said)
    words, joined, father = _distinguishing(said, kind)
    numbers: tuple[str, ...] = ()
    if kind != "person" or _DIGIT.search(text):
        words, numbers = _without_numbers(words, kind)
    strange = not name.isascii()
    return Folded(
        words,
        strange and _ABJAD.search(name) is not None,
        joined,
        numbers,
        forms,
        father and "," not in name,
        re.sub(r"\s", "", name) if strange and _SYLLABIC.search(name) else None,
    )


def plain(name: str) -> str:
    """The name in lower-case ASCII, '&' as 'and', without apostrophes; initials drawn together ('J.-C.' stays two)."""
    text = name.lower()
    if not text.isascii():
        text = _latin(text.replace("’s", "'s"))
    if "'" in text:
        text = _POSSESSIVE.sub("", text).translate(_APOSTROPHES)
    if "&" in text:
        text = text.replace("&", " and ")
    if "." in text:
        text = _DOTTED.sub(r"\1", text).replace(".", " ")
    return text


def tokens(name: str) -> list[str]:
    """The words of a name in plain letters, all of them, in order."""
    return _WORD.findall(plain(name)) or name.lower().split() or [name]


@lru_cache(maxsize=CACHED_NAMES)
def sound(word: str) -> str:
    """The spelling class of a word: equal for spellings of one name in different romanisations."""
    text = word[:-1] + "i" if word.endswith("j") else word
    for written, spoken in _CONSONANTS:
        if written in text:
            text = text.replace(written, spoken)
    for written, spoken in _OPENING.items():
        if text.startswith(written):
            text = spoken + text[len(written) :]
    text = _DOUBLED.sub("", text.translate(_LETTER_SOUNDS))
    return text.removesuffix("h") or word


def skeleton(word: str) -> str:
    """The consonants of a word."""
    return sound(word).translate(_VOWELS)


@cache
def words_of(kind: str) -> dict[str, str]:
    """Words of one class of the table, each with what it means ('' where it means nothing)."""
    rows = table("name_words", ("word", "class", "means"))
    return {row["word"]: row["means"] for row in rows if row["class"] == kind}


_HONORIFICS, _PARTICLES, _PATRONYMICS = words_of("honorific"), words_of("particle"), words_of("patronymic")
_BODIES, _NUMBERS, _ROMAN = words_of("body"), words_of("number"), words_of("roman")
_VARIANTS = words_of("variant") | words_of("spelling")
_SUFFIXES = words_of("suffix")
_IDLE = frozenset(_HONORIFICS) | frozenset(_PARTICLES) | frozenset(_SUFFIXES)
_NO_FORMS: frozenset[str] = frozenset()
_LETTERS = {ord(row["letter"]): row["latin"] for row in table("letters", ("letter", "latin", "script"))}
_FORMS = {tuple(row["written"].split()): row["form"] for row in table("legal_forms", ("written", "form"))}
_FORM_WORDS = frozenset(words[0] for words in _FORMS) | frozenset(words[-1] for words in _FORMS)
_LONGEST_FORM = max(map(len, _FORMS))


def _latin(text: str) -> str:
    """Romanised: by our own table, as news agencies write names; other scripts letter by letter, as anyascii does."""
    if _ABJAD.search(text):
        text = _ARTICLE.sub("", text)
    text = unicodedata.normalize("NFC", text).translate(_LETTERS)
    return text if text.isascii() else "".join(map(_bare, text))


@cache
def _bare(letter: str) -> str:
    """A letter without its marks or as it sounds, a space for other signs."""
    if letter.isascii():
        return letter
    if ord(letter) in _APOSTROPHES:
        return ""
    base = "".join(c for c in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(c))
    if base.isascii():
        return base.lower()
    return " " if unicodedata.category(letter)[0] in "PSZ" else anyascii(letter).lower()


def _letter_for_digit(found: re.Match[str]) -> str:
    return found.group().translate(_MISREAD_DIGITS)


def _without_legal_forms(tokens: list[str]) -> tuple[list[str], frozenset[str]]:
    """The name without 'Ltd', 'OOO' and the like at either end, and which forms they were; whole if nothing is left."""
    if tokens[0] not in _FORM_WORDS and tokens[-1] not in _FORM_WORDS:
        return tokens, _NO_FORMS
    rest, forms = tokens, set()
    while found := _form_at_an_end(rest):
        form, rest = found
        forms.add(form)
    return rest, frozenset(forms - {""})


def _form_at_an_end(tokens: list[str]) -> tuple[str, list[str]] | None:
    """The longest legal form that ends or opens a name, and what is left."""
    for length in range(min(_LONGEST_FORM, len(tokens) - 1), 0, -1):
        form = _FORMS.get(tuple(tokens[-length:]))
        if form is not None:
            return form, tokens[:-length]
        form = _FORMS.get(tuple(tokens[:length]))
        if form is not None:
            return form, tokens[length:]
    return None


def _distinguishing(tokens: list[str], kind: Kind | None) -> tuple[tuple[str, ...], str, bool]:
    """The words that tell bearers apart, the same with particles and run together, and whether 'son of' orders them."""
    if _IDLE.isdisjoint(tokens):
        words, joined, father = tokens, "".join(tokens), False
    else:
        last = len(tokens) - 1
        named = [
            token for at, token in enumerate(tokens) if token not in (_SUFFIXES if at == last else _HONORIFICS)
        ] or tokens
        words = [token for token in named if token not in _PARTICLES] or named
        joined = "".join(named)
        father = not _PATRONYMICS.keys().isdisjoint(named[1:-1])
    if kind != "person" and not _BODIES.keys().isdisjoint(words):
        words = [word for word in words if word not in _BODIES] or words
    return tuple(words), joined, father


def _without_numbers(words: tuple[str, ...], kind: Kind | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The other words, and the numbers in digits: 'forty', 'four' are 44, '1st' is 1, a 'III' after a word is 3."""
    rest: list[str] = []
    numbers: list[str] = []
    tens = False
    for word in words:
        value = None
        if word[0].isdigit():
            ordinal = _ORDINAL.fullmatch(word)
            value = ordinal.group(1) if ordinal else word
        elif kind != "person":
            value = _NUMBERS.get(word) or (_ROMAN.get(word) if rest else None)
        if value is None:
            rest.extend(_VARIANTS[word].split()) if word in _VARIANTS else rest.append(word)
        elif tens and len(value) == 1:
            numbers[-1] = numbers[-1][:-1] + value
        else:
            numbers.append(value)
        tens = value is not None and len(value) == 2 and value.endswith("0") and not word[0].isdigit()
    return (tuple(rest), tuple(numbers)) if rest else (words, ())
