"""Who is who across documents: every mention's actor, every actor, and every decision that made them.

Mentions become nodes (`nodes`), nodes are drawn together by decisions (`persons`, `bodies`, `places`), first of all
those of a person (`decisions`), and each cluster becomes an actor (`portrait`). The order of documents does not matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from dragoman import ids
from dragoman.records import Actor, Decision, Document, Extract, Mention, Source
from dragoman.resolve.affiliation import Gazetteer
from dragoman.resolve.bodies import decide_bodies
from dragoman.resolve.clusters import Clusters
from dragoman.resolve.kinds import name_key
from dragoman.resolve.nodes import Leaving, Node, Nodes, Words, nodes
from dragoman.resolve.offices import state_names
from dragoman.resolve.persons import decide_persons
from dragoman.resolve.places import decide_places
from dragoman.resolve.portrait import portray
from dragoman.resolve.shuffle import Shuffle, here

PORTRAIT = 0.4
"""Milliseconds that a node takes in a portrait, about."""

Portrait = tuple[Sequence[Node], str | None]
"""The nodes of a cluster, and the date of the first account that names it."""


@dataclass(frozen=True, slots=True)
class ActorResolution:
    """All actors by id; the actor of each mention that names or stands for one; the decisions, sorted."""

    actors: tuple[Actor, ...]
    of: Mapping[Source, str]
    decisions: tuple[Decision, ...]


def actors(
    extracts: Sequence[Extract],
    documents: Sequence[Document],
    edits: Sequence[Decision] = (),
    *,
    gazetteers: tuple[Gazetteer, ...] = (),
    shuffle: Shuffle = here,
) -> ActorResolution:
    """Who is named in all extracts; `edits` are a person's decisions and overrule the rules.

    `gazetteers` are a user's own tables of countries and sectors, asked before ours. Names are compared by the blocks
    of `blocking`, and each actor is made of its cluster, wherever `shuffle` has it done.
    """
    mentions = sorted((m for extract in extracts for m in extract.mentions), key=lambda mention: mention.source)
    found = nodes(mentions, documents)
    leaving = _leaving(edits, found)
    if leaving:
        found = nodes(mentions, documents, leaving)
    clusters = Clusters(found.by_key)
    _obey(edits, found, clusters)
    decide_persons(found, clusters, shuffle)
    decide_bodies(found, mentions, documents, clusters)
    decide_places(found, clusters)
    made: dict[str, Actor] = {}
    of_node: dict[str, str] = {}
    whole = clusters.clusters()
    for members, actor in zip(whole, _portraits(whole, found, documents, gazetteers, shuffle), strict=True):
        if actor.id in made:
            actor = replace(actor, id=ids.make("a", actor.kind, members[0]))
        made[actor.id] = actor
        of_node.update(dict.fromkeys(members, actor.id))
    _attach(made, of_node, found)
    return ActorResolution(
        tuple(made[id] for id in sorted(made)),
        _actors_of(mentions, {source: of_node[key] for source, key in found.of.items()}),
        tuple(sorted((*edits, *clusters.decisions), key=lambda d: (d.pair, d.verdict, d.by, d.score, d.reason))),
    )


def _portraits(
    clusters: Sequence[Sequence[str]],
    found: Nodes,
    documents: Sequence[Document],
    gazetteers: tuple[Gazetteer, ...],
    shuffle: Shuffle,
) -> list[Actor]:
    """The actor of each cluster, in their order."""
    dates = {document.id: document.published for document in documents}
    blocks: list[Portrait] = []
    for keys in clusters:
        members = [found.by_key[key] for key in keys]
        named = {document for node in members for document in node.documents}
        blocks.append((members, min((date for document in named if (date := dates.get(document))), default=None)))
    return shuffle(partial(_portrayed, gazetteers), blocks, lambda block: PORTRAIT * len(block[0]))


def _portrayed(gazetteers: tuple[Gazetteer, ...], block: Portrait) -> Actor:
    members, date = block
    return portray(members, date, gazetteers)


def _attach(made: dict[str, Actor], of_node: Mapping[str, str], found: Nodes) -> None:
    """Makes the forces of an organisation part of it, and adds the states that no account names but by an organ."""
    for key, node in sorted(found.by_key.items()):
        if node.owner and node.owner in of_node:
            made[of_node[key]] = replace(made[of_node[key]], part_of=of_node[node.owner])
    for code in sorted({actor.part_of for actor in made.values() if actor.part_of} - set(made)):
        made[code] = Actor(code, state_names().get(code, code), "state", code)


def _obey(edits: Sequence[Decision], found: Nodes, clusters: Clusters) -> None:
    """What a person decided comes first: what is different is kept apart, then what is same is joined."""
    named = _index(edits, found)
    for edit in edits:
        if edit.verdict == "different":
            left, right = (set(named[name]) for name in edit.pair)
            for a in sorted(left - right):
                for b in sorted(right - left):
                    clusters.keep_apart(a, b)
    for edit in edits:
        if edit.verdict == "same":
            keys = [key for name in edit.pair for key in named[name]]
            for key in keys[1:]:
                clusters.same(keys[0], key, 1.0, edit.reason or "so decided", by="person")


def _index(edits: Iterable[Decision], found: Nodes) -> dict[str, list[str]]:
    """Keys of the nodes that each name in the edits stands for: that key, that state, or all nodes of that name."""
    names = {name for edit in edits for name in edit.pair}
    known = {name: key for name in names for key in (f"state:{name}", name) if key in found.by_key}
    wanted = {name_key(name): set[str]() for name in names - known.keys()}
    for key, node in found.by_key.items() if wanted else ():
        for words in (node.words, *map(name_key, node.aliases)):
            if words in wanted:
                wanted[words].add(key)
    return {name: [known[name]] if name in known else sorted(wanted[name_key(name)]) for name in names}


def _leaving(edits: Iterable[Decision], found: Nodes) -> Leaving:
    """Names that a person tells apart though one node holds both: the second of the two leaves it.

    'person:john smith@doc-…' leaves 'person:john smith' in that account; 'the Turkish army' leaves 'Turkish troops'.
    """
    leaving: set[tuple[Words, str | None]] = set()
    named = _index(edits, found)
    for edit in edits:
        if edit.verdict != "different":
            continue
        for name in edit.pair:
            base, _, document = name.partition("@")
            if document and name not in found.by_key and base in found.by_key:
                leaving.add((found.by_key[base].words, document))
        first, second = (set(named[name]) for name in edit.pair)
        if first & second and name_key(edit.pair[0]) != name_key(edit.pair[1]):
            leaving.add((name_key(edit.pair[1]), None))
    return leaving


def _actors_of(mentions: Iterable[Mention], named: dict[Source, str]) -> dict[Source, str]:
    """The actor of every mention: its own, or that of the mention it points back to, however many steps."""
    antecedents = {m.source: m.antecedent for m in mentions if m.source not in named and m.antecedent}
    found = dict(named)
    for source in antecedents:
        trail = [source]
        while trail[-1] in antecedents and len(trail) <= len(antecedents):
            trail.append(antecedents[trail[-1]])
        if trail[-1] in named:
            found[source] = named[trail[-1]]
    return {source: found[source] for source in sorted(found)}
