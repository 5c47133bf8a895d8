"""What kind of thing each name names, voted over the whole case, and which country each account is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

from dragoman.records import Kind, Mention
from dragoman.resolve.folding import sound, tokens, words_of
from dragoman.resolve.offices import STATES
from dragoman.tables import table

ORGANISATIONS = ("name", "acronym", "names", "kind", "sector", "members")
OUTLETS = ("name", "names", "country")
REGIONS = ("name", "names", "country")

CLEAR = 2
"""An account is about a country that it names after 'in' so many times as often as the next."""

_SURE: tuple[Kind, ...] = ("state", "outlet", "group", "government")
"""Labels that the model does not give: they stand on a table or on the words themselves."""
_IN = re.compile(r"\b(?:in|across|throughout|inside)\s+(?:the\s+)?(?:\w+\s+)?$", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]")


def name_key(name: str) -> tuple[str, ...]:
    """The words that a node of this name is keyed by: without honorifics, brackets and a leading article."""
    words = tokens(_BRACKETS.sub("", name) or name)
    honorifics = words_of("honorific")
    while len(words) > 1 and (words[0] == "the" or words[0] in honorifics):
        words = words[1:]
    while len(words) > 2 and words[-1] in words_of("suffix"):
        words = words[:-1]
    return tuple(words)


def kinds(mentions: Iterable[Mention]) -> dict[tuple[str, ...], Kind]:
    """The kind of each name by its key: tables decide, then offices beside the name, then the most frequent label."""
    labels: dict[tuple[str, ...], Counter[Kind]] = {}
    homes: dict[tuple[str, ...], set[str]] = {}
    titled: set[tuple[str, ...]] = set()
    surnames: set[str] = set()
    given: dict[str, set[str]] = {}
    for mention in mentions:
        if mention.form not in ("name", "metonym", "demonym"):
            continue
        words = name_key(mention.name or mention.text)
        labels.setdefault(words, Counter())[mention.kind or "organisation"] += 1
        homes.setdefault(words, set()).add(mention.source.document)
        if mention.office and mention.kind == "person":
            titled.add(words)
        if mention.kind == "person" and len(words) > 1:
            surnames.add(sound(words[-1]))
            for word in words[:-1]:
                given.setdefault(sound(word), set()).add(mention.source.document)
    tabled = _tabled()
    found: dict[tuple[str, ...], Kind] = {}
    for words, votes in labels.items():
        by_label = min(votes, key=lambda label: (-votes[label], label))
        alone = sound(words[0]) if len(words) == 1 and len(words[0]) > 2 else ""
        once = votes.total() == 1 and homes[words] & given.get(alone, set())
        person = words in titled or alone in surnames or once
        found[words] = tabled.get(words) or ("person" if person and by_label not in _SURE else by_label)
    return found


def about(mentions: Iterable[Mention], texts: Mapping[str, str]) -> dict[str, str]:
    """The country an account is about, by document: the one it names after 'in' clearly more often than any other."""
    counts: dict[str, Counter[str]] = {}
    for mention in mentions:
        source = mention.source
        if mention.country and mention.form in ("name", "metonym") and mention.kind in ("state", "place"):
            before = texts.get(source.document, "")[max(0, source.start - 30) : source.start]
            if _IN.search(before):
                counts.setdefault(source.document, Counter())[mention.country] += 1
    found = {}
    for document, places in counts.items():
        first, second = (*places.most_common(2), ("", 0))[:2]
        if first[1] > 1 and first[1] >= CLEAR * second[1]:
            found[document] = first[0]
    return found


@cache
def listed_bodies() -> frozenset[tuple[str, ...]]:
    """Names and acronyms of the organisations that the table lists."""
    rows = table("organisations", ORGANISATIONS)
    return frozenset(
        name_key(name) for row in rows for name in (row["name"], row["acronym"], *row["names"].split("|")) if name
    )


@cache
def _tabled() -> dict[tuple[str, ...], Kind]:
    """Long names that tables know, with their kinds; a capital's name is left to the mention, which saw the context."""
    found: dict[tuple[str, ...], Kind] = {}
    for row in table("organisations", ORGANISATIONS):
        kind: Kind = "government" if row["kind"] == "government" else "organisation"
        for name in (row["name"], *row["names"].split("|")):
            if name and len(name_key(name)) > 1:
                found[name_key(name)] = kind
    for row in table("states", STATES):
        for name in (row["name"], *row["names"].split("|")):
            if name:
                found[name_key(name)] = "state"
    return found
