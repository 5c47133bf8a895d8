"""Nodes: what a mention names before names are compared, keyed by readable words.

Equal names of one kind are one node over the whole case ("person:hulusi akar", "state:TUR"), and so are all wordings
of a country's organ or group ("government:TUR military"). A surname alone, an office without a name and a group without
a country are one in each account ("person:akar@doc-…") until a decision joins them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from dragoman.records import Document, Kind, Mention, Source
from dragoman.resolve.folding import tokens, words_of
from dragoman.resolve.kinds import about, kinds, listed_bodies, name_key
from dragoman.resolve.offices import Wording, class_of, country_words, read

DEFINITE = frozenset({"government", "people", "parliament", "presidency"})
BARE = frozenset({"protesters", "police", "opposition"})
"""Classes that mean those of the country an account is about when no other is named, with 'the' or even without."""
_POSSESSIVES = frozenset({"his", "her", "its", "their", "our", "my", "your"})
FORCES = frozenset({"military", "peacekeepers"})
"""Classes that are one when an organisation sends them: 'CSTO troops', 'the CSTO peacekeepers'."""

Words = tuple[str, ...]
Leaving = AbstractSet[tuple[Words, str | None]]
"""Names told apart by a person from the node that holds them, in one account or (None) in all."""


@dataclass(slots=True)
class Node:
    """What mentions of one wording name. Counts run over the whole case."""

    key: str
    kind: Kind
    words: Words
    """The words that make the key, without country and account."""
    country: str | None = None
    class_name: str | None = None
    """The class of a body or group ('military')."""
    owner: str | None = None
    """Key of the organisation that a group belongs to."""
    open: bool = False
    """A class alone, of nobody in particular: 'the troops'."""
    names: Counter[str] = field(default_factory=Counter)
    """Names as written, with how often."""
    aliases: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)
    offices: set[tuple[str, str]] = field(default_factory=set)
    """Document and office as written beside the name (or instead of one)."""
    countries: Counter[str] = field(default_factory=Counter)
    genders: set[str] = field(default_factory=set)
    alone: bool = False
    """One name of a person alone, surname or given name."""
    named: bool = False
    """Some mention is a name, not only a description."""

    @property
    def telling(self) -> Words:
        """The words that tell bearers apart: 'assad' of 'al assad'."""
        return tuple(word for word in self.words if word not in words_of("particle")) or self.words

    @property
    def unnamed(self) -> bool:
        """An office whose holder is not named."""
        return self.words[:1] == ("office",)


@dataclass(frozen=True, slots=True)
class Nodes:
    """All nodes by key, and the node of each mention that names somebody."""

    by_key: Mapping[str, Node]
    of: Mapping[Source, str]


@dataclass(frozen=True, slots=True)
class _Case:
    """What all mentions together tell about each."""

    kinds: Mapping[Words, Kind]
    about: Mapping[str, str]
    bodies: Mapping[Words, str]
    """Keys of the organisations by name."""
    texts: Mapping[str, str]


def nodes(mentions: Sequence[Mention], documents: Sequence[Document], leaving: Leaving = frozenset()) -> Nodes:
    """The nodes of a case; `mentions` in order of document and place; names that are leaving get nodes of their own."""
    kind_of = kinds(mentions)
    bodies = {words: f"organisation:{' '.join(words)}" for words, kind in kind_of.items() if kind == "organisation"}
    texts = {document.id: document.text for document in documents}
    case = _Case(kind_of, about(mentions, texts), bodies, texts)
    found: dict[str, Node] = {}
    of: dict[Source, str] = {}
    for mention in mentions:
        if mention.form == "pronoun" or (mention.antecedent and mention.form != "name"):
            continue
        node = _node(mention, case)
        words = name_key(mention.name or mention.text)
        for document in (None, mention.source.document):
            if (words, document) in leaving:
                node = _made("place" if node.kind == "state" else node.kind, words, document=document)
        node = found.setdefault(node.key, node)
        _tell(node, mention)
        of[mention.source] = node.key
    return Nodes(found, of)


def _node(mention: Mention, case: _Case) -> Node:
    """An empty node for what the mention names."""
    if mention.form in ("metonym", "demonym") and mention.country:
        return _state(mention.country)
    if mention.form == "title" or (mention.form == "nominal" and mention.kind == "person"):
        return _office(mention)
    if mention.form == "nominal":
        return _group(mention, case)
    words = name_key(mention.name or mention.text)
    kind = case.kinds[words]
    if kind == "state":
        code = mention.country or country_words().get(words)
        return _state(code) if code else _made("place", words)
    if kind in ("government", "group") or (kind == "organisation" and mention.country):
        return _group(mention, case)
    node = _made(kind, words)
    if kind == "person" and (len(node.telling) == 1 or " " not in (mention.name or mention.text).strip()):
        node = _made("person", words, document=mention.source.document)
        node.alone = True
    return node


def _made(kind: Kind, words: Words, country: str | None = None, document: str | None = None) -> Node:
    said = " ".join((country, *words) if country else words)
    return Node(f"{kind}:{said}{f'@{document}' if document else ''}", kind, words, country)


def _state(code: str) -> Node:
    return Node(f"state:{code}", "state", (), code)


def _office(mention: Mention) -> Node:
    """Whoever holds an office or role: one in each account, apart from a former holder, 'a minister', 'his lawyer'."""
    wording = read(mention.office or mention.text)
    first = mention.text.lower().split()[0]
    vague = first in ("a", "an", "another", "one", "some") or first in _POSSESSIVES
    marks = [*(["former"] if wording.former else []), *(["some"] if vague else [])]
    words = ("office", *marks, *sorted(set(wording.words)))
    return _made("person", words, _owner(mention, wording), mention.source.document)


def _group(mention: Mention, case: _Case) -> Node:
    """A body or group by its country and class; of the account when no country is known."""
    document = mention.source.document
    name = mention.name or mention.text
    wording = read(name)
    body = _within(name, case)
    if mention.form == "nominal" and mention.kind == "organisation" and body and body[1] <= words_of("head").keys():
        return _made("organisation", body[0])
    country = _owner(mention, wording)
    known = class_of(wording.words)
    if known is None and not wording.words and country:
        if mention.kind == "organisation":
            return _state(country)
        known = class_of(("people",))
    if known is None or (wording.words[:1] == ("forces",) and not wording.led):
        if mention.form == "name":
            return _made(case.kinds[name_key(name)], name_key(name))
        words = wording.words or name_key(name)
        everywhere = country is not None or _proper(mention, words, case)
        return _made(mention.kind or "group", words, country, None if everywhere else document)
    if body and read(" ".join(body[0])).words == known.narrower:
        return _owned(body[0], known.name, known.kind, case)
    if known.narrower:
        country = wording.country
    elif country is None and (_local(mention, known.name) or (mention.form == "name" and known.kind == "government")):
        country = case.about.get(document)
    proper = bool(known.narrower) and (mention.form == "name" or _proper(mention, known.narrower, case))
    words = (*known.narrower, *known.name.split())
    node = _made(known.kind, words, country, None if country or proper else document)
    node.class_name, node.open = known.name, not country and not known.narrower
    return node


def _owner(mention: Mention, wording: Wording) -> str | None:
    """The country whose body or group it is; a place where it happens to be, or a leaning ('pro-Russian'), is none."""
    if wording.country or wording.attached:
        return wording.country
    return mention.country


def _owned(owner: Words, class_name: str, kind: Kind, case: _Case) -> Node:
    """The forces or another group of an organisation."""
    if class_name in FORCES:
        class_name, kind = "peacekeepers", "group"
    node = _made(kind, (*owner, *class_name.split()))
    node.class_name, node.owner = class_name, case.bodies[owner]
    return node


def _within(name: str, case: _Case) -> tuple[Words, set[str]] | None:
    """The longest name of an organisation within these words, and the other words; a short one in capitals or known."""
    words = tuple(tokens(name))
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length + 1):
            part = words[start : start + length]
            sure = length > 1 or part[0].upper() in name or part in listed_bodies()
            if sure and part in case.bodies:
                rest = (*words[:start], *words[start + length :])
                return part, {
                    word for word in rest if word not in words_of("idle") and word not in words_of("particle")
                }
    return None


def _proper(mention: Mention, narrower: Words, case: _Case) -> bool:
    """Whether what narrows a class is a name: 'the Obama administration', not 'the new administration'.

    The first word of a sentence is not taken for one.
    """
    before = case.texts.get(mention.source.document, "")[: mention.source.start].rstrip(" \"'“‘(")[-1:]
    words = mention.text.split()[0 if before.isalnum() or before == "," else 1 :]
    return any(word[:1].isupper() and not set(narrower).isdisjoint(tokens(word)) for word in words)


def _local(mention: Mention, class_name: str) -> bool:
    """Whether a class alone means that of the country the account is about: 'the government', 'protesters'."""
    first = mention.text.lower().split()[0]
    return (class_name in DEFINITE and first == "the") or (class_name in BARE and first not in _POSSESSIVES)


def _tell(node: Node, mention: Mention) -> None:
    """Adds to the node what one mention tells."""
    node.documents.add(mention.source.document)
    name = " ".join((mention.name or mention.text).split())
    node.aliases |= {name, " ".join(mention.text.split())}
    if mention.form in ("name", "title", "nominal"):
        node.names[name] += 1
    if mention.office:
        node.offices.add((mention.source.document, mention.office))
    if mention.country and (node.kind != "person" or mention.kind == "person"):
        node.countries[mention.country] += 1
    if mention.gender:
        node.genders.add(mention.gender)
    node.named = node.named or mention.form == "name"
