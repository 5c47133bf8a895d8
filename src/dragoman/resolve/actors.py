"""Who is who across documents: every mention's actor, every actor, and every decision that made them.

Mentions become nodes (`nodes`), nodes are drawn together by decisions (`persons`, `bodies`), first of all those of a
person (`decisions`), and each cluster becomes an actor. The answer does not depend on the order of documents.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman import ids
from dragoman.records import Actor, Decision, Document, Extract, Kind, Mention, Source
from dragoman.resolve.bodies import decide_bodies
from dragoman.resolve.clusters import Clusters
from dragoman.resolve.folding import words_of
from dragoman.resolve.kinds import name_key
from dragoman.resolve.nodes import Node, Nodes, nodes
from dragoman.resolve.offices import read, state_names
from dragoman.resolve.persons import decide_persons
from dragoman.resolve.places import decide_places

FIRST: tuple[Kind, ...] = ("state", "person", "government", "organisation", "outlet", "group", "place")
"""Where nodes of several kinds are one actor, it is of the first of these."""


@dataclass(frozen=True, slots=True)
class ActorResolution:
    """All actors by id; the actor of each mention that names or stands for one; the decisions, sorted."""

    actors: tuple[Actor, ...]
    of: Mapping[Source, str]
    decisions: tuple[Decision, ...]


def actors(
    extracts: Sequence[Extract], documents: Sequence[Document], edits: Sequence[Decision] = ()
) -> ActorResolution:
    """Who is named in all extracts; `edits` are a person's decisions and overrule the rules."""
    mentions = sorted((m for extract in extracts for m in extract.mentions), key=lambda mention: mention.source)
    found = nodes(mentions, documents)
    clusters = Clusters(found.by_key)
    _obey(edits, found, clusters)
    decide_persons(found, clusters)
    decide_bodies(found, mentions, documents, clusters)
    decide_places(found, clusters)
    made: dict[str, Actor] = {}
    of_node: dict[str, str] = {}
    for members in clusters.clusters():
        actor = _actor([found.by_key[key] for key in members])
        if actor.id in made:
            actor = replace(actor, id=ids.make("a", actor.kind, members[0]))
        made[actor.id] = actor
        of_node.update(dict.fromkeys(members, actor.id))
    for key, node in found.by_key.items():
        if node.owner:
            made[of_node[key]] = replace(made[of_node[key]], part_of=of_node[node.owner])
    for code in sorted({actor.part_of for actor in made.values() if actor.part_of} - set(made)):
        made[code] = Actor(code, state_names().get(code, code), "state", code)
    return ActorResolution(
        tuple(made[id] for id in sorted(made)),
        _actors_of(mentions, {source: of_node[key] for source, key in found.of.items()}),
        tuple(sorted((*edits, *clusters.decisions), key=lambda d: (d.pair, d.verdict, d.by, d.score, d.reason))),
    )


def _obey(edits: Sequence[Decision], found: Nodes, clusters: Clusters) -> None:
    """What a person decided comes first: what is different is kept apart, then what is same is joined."""
    for edit in edits:
        if edit.verdict == "different":
            left, right = (set(_named(name, found)) for name in edit.pair)
            for a in sorted(left - right):
                for b in sorted(right - left):
                    clusters.keep_apart(a, b)
    for edit in edits:
        if edit.verdict == "same":
            keys = [key for name in edit.pair for key in _named(name, found)]
            for key in keys[1:]:
                clusters.same(keys[0], key, 1.0, edit.reason or "so decided", by="person")


def _named(name: str, found: Nodes) -> list[str]:
    """Keys of the nodes that a name in an edit stands for: that key, that state, or all nodes of that name."""
    if name in found.by_key:
        return [name]
    if f"state:{name}" in found.by_key:
        return [f"state:{name}"]
    words = name_key(name)
    return [
        key
        for key, node in sorted(found.by_key.items())
        if node.words == words or any(name_key(alias) == words for alias in node.aliases)
    ]


def _actor(members: Sequence[Node]) -> Actor:
    """The actor that the nodes of one cluster name."""
    kind = min((node.kind for node in members), key=FIRST.index)
    if kind == "state":
        code = next(node.country for node in members if node.kind == "state") or ""
        return Actor(code, state_names().get(code, code), "state", code, None, _aliases(members))
    name = _canonical(members, kind)
    country = _country(members)
    part_of = country if kind == "government" or all(node.unnamed for node in members) else None
    return Actor(ids.make("a", kind, " ".join(name_key(name))), name, kind, country, None, _aliases(members), part_of)


def _canonical(members: Iterable[Node], kind: Kind) -> str:
    """The most frequent full form, then the longest, then the first in the alphabet."""
    forms: Counter[str] = Counter()
    for node in members:
        if not node.unnamed or all(m.unnamed for m in members):
            for name, count in node.names.items():
                forms[_shown(name) if node.class_name or node.unnamed else name] += count
    if not forms:
        return min(alias for node in members for alias in node.aliases)
    full = list(forms)
    if kind == "person":
        full = [form for form in forms if len(name_key(form)) > 1] or full
    elif kind in ("organisation", "outlet"):
        full = [form for form in forms if not form.isupper()] or full
    return min(full, key=lambda form: (-forms[form], -len(form), form))


def _shown(name: str) -> str:
    """'Russian troops' of 'Thousands of Russian troops' and of 'the Russian troops'."""
    words = name.split()
    idle = [word.lower().strip(",.") for word in words]
    while len(words) > 1 and (idle[0] in words_of("idle") or idle[0] in words_of("particle") or idle[0][:1].isdigit()):
        del words[0], idle[0]
    return " ".join(words)


def _country(members: Iterable[Node]) -> str | None:
    codes: Counter[str] = Counter()
    for node in members:
        if node.owner:
            return None
        if node.country:
            return node.country
        codes.update(node.countries)
        codes.update(code for _, office in sorted(node.offices) if (code := read(office).country))
    return min(codes, key=lambda code: (-codes[code], code)) if codes else None


def _aliases(members: Iterable[Node]) -> tuple[str, ...]:
    return tuple(sorted({alias for node in members for alias in node.aliases}))


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
