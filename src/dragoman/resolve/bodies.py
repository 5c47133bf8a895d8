"""Which bodies and groups are one: names and acronyms from tables, definitions in brackets, initials, spelling, and
'the peacekeepers' after 'the CSTO peacekeepers'."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest

from dragoman.records import Document, Mention, Source
from dragoman.resolve.clusters import Clusters
from dragoman.resolve.folding import fold, sound, words_of
from dragoman.resolve.kinds import ORGANISATIONS, OUTLETS, name_key
from dragoman.resolve.nodes import Node, Nodes
from dragoman.resolve.similarity import compare
from dragoman.tables import table

KINDS = ("organisation", "outlet", "government", "group")
DEFINED, TABLED, INITIALS, SHORTENED, ONLY_HERE = 1.0, 0.97, 0.8, 0.8, 0.75
CROWDED = 60
"""Blocks larger than this share only common words ('national', 'party') and are not compared."""

_DEFINITION = re.compile(r"\s*[(\[]\s*$")
_ACRONYM = re.compile(r"[A-Z][A-Za-z.&-]{1,9}")
_OWN_DEFINITION = re.compile(r"(.+?)\s*[(\[]([A-Z][A-Za-z.&-]{1,9})[)\]]")


def decide_bodies(found: Nodes, mentions: Sequence[Mention], documents: Sequence[Document], clusters: Clusters) -> None:
    """Draws together what names one organisation, outlet, organ or group."""
    bodies = {key: node for key, node in sorted(found.by_key.items()) if node.kind in KINDS}
    defined = _definitions(found.of, bodies, mentions, {document.id: document.text for document in documents}, clusters)
    _tables(bodies, defined, clusters)
    _initials(bodies, defined, clusters)
    named = [node for node in bodies.values() if node.kind in ("organisation", "outlet") and node.named]
    _spellings(named, clusters)
    _shortened(named, clusters)
    _unowned(bodies, clusters)


def _definitions(
    of: Mapping[Source, str],
    bodies: Mapping[str, Node],
    mentions: Sequence[Mention],
    texts: Mapping[str, str],
    clusters: Clusters,
) -> set[str]:
    """Joins 'Organization of Turkic States (OTS)' with 'OTS'; the keys of the acronyms so defined."""
    acronyms = {node.words[0]: key for key, node in bodies.items() if len(node.words) == 1 and node.country is None}
    defined: set[str] = set()

    def define(long: str, short: str | None) -> None:
        if short in bodies and long != short and short is not None:
            clusters.same(long, short, DEFINED, f"'{bodies[short].words[0]}' is defined in brackets")
            defined.add(short)

    for mention, after in zip_longest(mentions, mentions[1:]):
        key = of.get(mention.source)
        if key is None or key not in bodies:
            continue
        own = _OWN_DEFINITION.fullmatch(" ".join(mention.text.split()))
        if own:
            define(key, acronyms.get(" ".join(name_key(own.group(2)))))
        elif after and after.source.document == mention.source.document and _ACRONYM.fullmatch(after.text):
            between = texts.get(mention.source.document, "")[mention.source.end : after.source.start]
            if _DEFINITION.fullmatch(between):
                define(key, of.get(after.source))
    return defined


def _tables(bodies: Mapping[str, Node], defined: set[str], clusters: Clusters) -> None:
    """Joins the names that a table lists for one organisation; an acronym unless an account defines it otherwise."""
    by_name = {node.words: key for key, node in sorted(bodies.items()) if node.country is None}
    for row in table("organisations", ORGANISATIONS):
        names = [row["name"], *row["names"].split("|"), row["acronym"]]
        _join_row(names, row["acronym"], by_name, defined, clusters)
    for row in table("outlets", OUTLETS):
        _join_row([row["name"], *row["names"].split("|")], "", by_name, defined, clusters)


def _join_row(
    names: list[str], acronym: str, by_name: Mapping[tuple[str, ...], str], defined: set[str], clusters: Clusters
) -> None:
    short = name_key(acronym) if acronym else ()
    known = [(words, by_name[words]) for name in names if name and (words := name_key(name)) in by_name]
    keys = [key for words, key in known if words != short or key not in defined]
    for key in keys[1:]:
        clusters.same(keys[0], key, TABLED, f"both are names of the {names[0]}")


def _initials(bodies: Mapping[str, Node], defined: set[str], clusters: Clusters) -> None:
    """Joins an acronym that nobody defines with the only name of those initials."""
    long: dict[str, set[str]] = {}
    for key, node in bodies.items():
        if node.kind in ("organisation", "outlet"):
            long.setdefault("".join(word[0] for word in _telling(node)), set()).add(key)
    for key, node in bodies.items():
        short = min((name for name in node.names if name.isupper()), default=None)
        if short is None or key in defined or len(node.words) != 1 or len(clusters.members(key)) > 1:
            continue
        fitting = sorted(long.get(node.words[0], set()) - {key})
        if len({clusters.root(other) for other in fitting}) == 1 and len(node.words[0]) > 1:
            clusters.same(key, fitting[0], INITIALS, f"'{short}' are the initials of that name alone")


def _telling(node: Node) -> tuple[str, ...]:
    return fold(" ".join(node.words), "organisation").words


def _spellings(bodies: Iterable[Node], clusters: Clusters) -> None:
    """Names that are spellings of one."""
    blocks: dict[tuple[str, ...], list[Node]] = {}
    for node in bodies:
        sounds = sorted({sound(word) for word in _telling(node)})
        keys = [tuple(sounds)] if len(sounds) < 2 else [(a, b) for i, a in enumerate(sounds) for b in sounds[i + 1 :]]
        for key in keys:
            blocks.setdefault(key, []).append(node)
    seen: set[tuple[str, str]] = set()
    for key in sorted(blocks):
        block = blocks[key]
        for at, node in enumerate(block if len(block) <= CROWDED else ()):
            for other in block[at + 1 :]:
                if (node.key, other.key) in seen:
                    continue
                seen.add((node.key, other.key))
                found = compare(" ".join(node.words), " ".join(other.words), kind="organisation")
                if found.verdict == "same":
                    clusters.same(node.key, other.key, found.score, found.reason)


def _shortened(bodies: Sequence[Node], clusters: Clusters) -> None:
    """'Saints' is the only body in the account whose longer name ends so: 'New Orleans Saints'."""
    by_end: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for node in bodies:
        for start in range(1, len(node.words)):
            for document in node.documents:
                by_end.setdefault((document, node.words[start:]), []).append(node.key)
    for node in bodies:
        if words_of("head").keys() >= set(node.words):
            continue
        longer = sorted({key for document in node.documents for key in by_end.get((document, node.words), [])})
        if len({clusters.root(key) for key in longer}) == 1:
            clusters.same(node.key, longer[0], SHORTENED, "the only name in the account that ends so")


def _unowned(bodies: Mapping[str, Node], clusters: Clusters) -> None:
    """A body or group of nobody in particular is the only one of its class in the account: 'the contingent'."""
    owned: dict[tuple[str, str], list[str]] = {}
    for key, node in bodies.items():
        if node.class_name and (node.owner or (node.country and node.words == tuple(node.class_name.split()))):
            for document in sorted(node.documents):
                owned.setdefault((document, node.class_name), []).append(key)
    for key, node in bodies.items():
        if node.open and node.class_name and any(alias.lower().startswith("the ") for alias in node.aliases):
            (document,) = node.documents
            fitting = owned.get((document, node.class_name), [])
            if len({clusters.root(other) for other in fitting}) == 1:
                clusters.same(key, fitting[0], ONLY_HERE, f"the only {node.class_name} in the account")
