"""The words that headings are made of: labels ("Updated:"), names of outlets, kickers, words no person is called."""

from __future__ import annotations

import re
from functools import cache

from dragoman.tables import table

_LABEL = re.compile(r"\s*([^\W\d_](?:[\w'’ -]{0,30}\w)?)\s*:\s*(\S.*)", re.DOTALL)

LABELS = ("title", "outlet", "author", "published", "updated", "url", "language")


@cache
def labels() -> dict[str, str]:
    """Label (lower case) to the fact it opens."""
    return {row["words"]: row["role"] for row in _rows() if row["role"] in LABELS}


@cache
def of(role: str) -> frozenset[str]:
    """The words (lower case) of a role: by, section, masthead or nobody."""
    return frozenset(row["words"] for row in _rows() if row["role"] == role)


def label(line: str) -> tuple[str, str] | None:
    """The fact that a line's label opens, and the words after it: "Author: Jane Doe" is ("author", "Jane Doe")."""
    match = _LABEL.match(line)
    role = labels().get(_plain(match[1])) if match else None
    return (role, " ".join(match[2].split())) if match and role else None


def label_before(words: str, *, whole: bool = False) -> str | None:
    """ "published" or "updated" if the words before a date end in such a label; `whole`: if they are nothing else.

    Between label and date may stand a colon, "on", a time, a weekday: "Updated 14:58, Mon".
    """
    match = _dated_label().search(words)
    return labels()[_plain(match[1])] if match and (not whole or not words[: match.start()].strip()) else None


def is_outlet(words: str) -> bool:
    """Whether the words are the name of a known agency or outlet."""
    return _plain(words) in _outlets()


def looks_like_outlet(words: str) -> bool:
    """Whether the words are a known outlet, or hold a word that names of outlets are made of."""
    return is_outlet(words) or bool(of("masthead") & set(re.findall(r"[^\W\d_]+", words.casefold())))


def leading_outlet(words: str) -> tuple[str, str] | None:
    """The known outlet that the words begin with, as written (the longest of up to five words), and what follows it."""
    ends = [match.end() for match in re.finditer(r"[^\s,;|()]+", words)][:5]
    for end in reversed(ends):
        if is_outlet(words[:end]):
            return words[:end].strip(), words[end:]
    return None


@cache
def is_given_name(word: str) -> bool:
    """Whether the word is a known given name."""
    return word.casefold() in _given_names()


@cache
def _dated_label() -> re.Pattern[str]:
    dated = sorted((words for words, role in labels().items() if role in ("published", "updated")), key=len)
    time = r"(?:\d{1,2}[:.]\d{2}(?:\s*(?i:[ap]\.?m\b\.?))?\s*)?(?:[A-Z]{2,4}\b)?"
    return re.compile(
        rf"(?<!\w)((?i:{'|'.join(map(re.escape, reversed(dated)))}))(?:\s*[:|,–—-])?\s*(?:(?:on|at|am|le|el|il)\s+)?"
        rf"{time}[\s,|]*(?:[^\W\d_]{{2,12}}\.?,?\s+)?$"
    )


@cache
def _outlets() -> frozenset[str]:
    rows = table("outlets", ("name", "names", "country"))
    return frozenset(_plain(name) for row in rows for name in (row["name"], *row["names"].split("|")) if name)


@cache
def _given_names() -> frozenset[str]:
    return frozenset(row["name"] for row in table("given_names", ("name", "gender")))


def _plain(words: str) -> str:
    low = " ".join(words.casefold().split())
    return low.removeprefix("the ")


def _rows() -> tuple[dict[str, str], ...]:
    return table("heading_words", ("words", "role", "language"))
