"""Whom a pronoun or a definite phrase may stand for: the mentions of a document, and the things beside them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from dragoman.extract.ground import Ground, ground
from dragoman.extract.listed import title_at
from dragoman.extract.parse import Parse
from dragoman.extract.vocabulary import Gender, fold, groups, wordlist
from dragoman.records import Kind, Mention

PERSONAL = wordlist("personal")
MANY = wordlist("many")
QUOTED = re.compile(r"[“„«][^“”«»\n]*[”»]|\"[^\"\n]*\"|''[^\n]*?''")
TIMES = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "CARDINAL", "ORDINAL"})
ROLES: Mapping[str, float] = {
    "nsubj": 2.4, "nsubjpass": 2.3, "agent": 2.0, "dobj": 1.8, "obj": 1.8, "dative": 1.8, "poss": 1.6, "attr": 1.4,
    "pobj": 1.3, "compound": 0.7, "amod": 0.7, "nmod": 0.7,
}  # fmt: skip
"""How readily a pronoun takes up a word by its place in the clause: subjects before objects before the rest."""
MAIN = 0.6
"""Added for the subject of a main clause."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase that may be meant. `mention` None: a thing, or several at once, which is nobody to name."""

    mention: Mention | None
    first: int
    last: int
    head: int
    sentence: int
    kind: Kind | None
    plural: bool
    entity: str
    role: float
    quotation: int | None


@dataclass(frozen=True, slots=True)
class Scene:
    """A document's candidates, in text order, and what is known of each entity."""

    parse: Parse
    candidates: list[Candidate]
    """In text order; what is resolved on the way is added."""
    genders: Mapping[str, Gender]
    counts: Mapping[str, int]
    offices: Mapping[str, tuple[str, ...]]
    sentence_starts: tuple[int, ...]
    quotations: tuple[tuple[int, int], ...]
    ground: Ground
    """Where what the document tells happens."""
    same: Mapping[str, str]
    """Entity of an acronym or a family name → entity of the name that it stands for here."""

    def sentence(self, token: int) -> int:
        """Number of the sentence that holds a token."""
        return bisect_right(self.sentence_starts, token) - 1

    def between(self, first: int, last: int) -> list[Candidate]:
        """Candidates whose head is a token from `first` to `last` (exclusive)."""
        start = bisect_left(self.candidates, first, key=_head)
        return self.candidates[start : bisect_left(self.candidates, last, key=_head)]

    def recent(self, token: int, reach: int) -> list[Candidate]:
        """Candidates before a token, in its sentence and `reach` sentences back."""
        return self.between(self.sentence_starts[max(0, self.sentence(token) - reach)], token)

    def quotation(self, place: int) -> int | None:
        """Number of the quotation around a character, None outside quotations."""
        number = bisect_right(self.quotations, place, key=_start) - 1
        return number if number >= 0 and place < self.quotations[number][1] else None


def _head(candidate: Candidate) -> int:
    return candidate.head


def _start(quotation: tuple[int, int]) -> int:
    return quotation[0]


def scene(parse: Parse, mentions: Sequence[Mention], held: Mapping[int, int]) -> Scene:
    """The candidates of a document; `held`: first character of a person's name → head token of the office beside it."""
    starts = tuple(sentence.start for sentence in parse.sentences)
    quotations = tuple(match.span() for match in QUOTED.finditer(parse.document.text))
    land = ground(parse, mentions)
    empty = Scene(parse, [], {}, {}, {}, starts, quotations, land, _same(mentions))
    found = [_of_mention(empty, mention, held.get(mention.source.start)) for mention in mentions]
    taken = {candidate.head for candidate in found} | set(held.values())
    found += _things(empty, taken)
    found.sort(key=lambda candidate: (candidate.head, candidate.first))
    tally: dict[str, Counter[Gender]] = defaultdict(Counter)
    offices: dict[str, list[str]] = defaultdict(list)
    for candidate in found:
        mention = candidate.mention
        if mention is not None and mention.gender:
            tally[candidate.entity][mention.gender] += 1
        if mention is not None and mention.office:
            offices[candidate.entity].append(mention.office.lower())
    genders: dict[str, Gender] = {entity: "f" if votes["f"] >= votes["m"] else "m" for entity, votes in tally.items()}
    return Scene(
        parse, found, genders, Counter(candidate.entity for candidate in found if candidate.mention),
        {entity: tuple(names) for entity, names in offices.items()}, starts, quotations, land, empty.same,
    )  # fmt: skip


def _entity(scene: Scene, mention: Mention) -> str:
    """Entity of a mention, an acronym's being that of the name it is short for."""
    entity = entity_of(mention)
    return scene.same.get(entity, entity)


def _same(mentions: Sequence[Mention]) -> dict[str, str]:
    """Entity of a shorter name → entity of the longer one: acronyms as defined, family names of the person so named.

    Of several people of one family name the one named most often in full has it, the first of equals.
    """
    named = {mention.source: mention for mention in mentions}
    same = {
        entity_of(mention): entity_of(named[mention.antecedent])
        for mention in mentions
        if mention.form == "name" and mention.antecedent in named
    }
    full = Counter(entity_of(m) for m in mentions if m.kind == "person" and m.name and len(fold(m.name).split()) > 1)
    ends: dict[tuple[str, str], str] = {}
    for entity in sorted(full, key=lambda entity: (-full[entity], -len(entity), entity)):
        words = entity.split()[1:]
        first = ends.setdefault((words[0], words[-1]), entity)
        if first != entity:
            same[entity] = first
        for size in range(1, len(words)):
            same.setdefault("person " + " ".join(words[-size:]), first)
    return {entity: same.get(longer, longer) for entity, longer in same.items()}


def add(scene: Scene, mention: Mention, meant: Mention | None) -> None:
    """Adds a mention to the candidates; it counts for whom it means, for itself where it is left open."""
    candidate = _of_mention(scene, mention)
    first = bisect_left(scene.candidates, candidate.head, key=_head)
    last = bisect_left(scene.candidates, candidate.head + 1, lo=first, key=_head)
    scene.candidates[first:last] = [c for c in scene.candidates[first:last] if c.mention is not None]
    if meant is not None:
        candidate = replace(candidate, mention=meant, kind=meant.kind, entity=_entity(scene, meant))
    insort(scene.candidates, candidate, key=lambda c: (c.head, c.first))


def entity_of(mention: Mention) -> str:
    """Key under which mentions of one actor in a document meet: a person's name, a state, the name itself, folded."""
    if mention.kind == "person" and mention.name:
        return "person " + fold(mention.name)
    if mention.kind == "state" and mention.country:
        return "state " + mention.country
    return f"{mention.kind} {mention.country} {fold(mention.text).removeprefix('the ')}"


def role_of(token: Token) -> float:
    """How prominent a word's place in its clause is."""
    if token.dep_ in ("conj", "appos") and token.head.i < token.i:
        return role_of(token.head) * 0.9
    if token.dep_ == "pobj" and token.head.lower_ == "to" and token.head.head.lower_ == "according":
        return ROLES["nsubj"] + MAIN / 2
    if token.dep_ == "pobj" and token.head.dep_ == "agent":
        return ROLES["agent"]
    value = ROLES.get(token.dep_, 1.2)
    main = token.dep_ in ("nsubj", "nsubjpass") and token.head.dep_ in ("ROOT", "parataxis")
    return value + MAIN if main else value


def _of_mention(scene: Scene, mention: Mention, office: int | None = None) -> Candidate:
    span = scene.parse.span(mention.source.start, mention.source.end)
    root = span.root
    plural = mention.kind == "group" and (root.tag_ in ("NNS", "NNPS") or (mention.form == "nominal" and _many(root)))
    role = max(role_of(root), role_of(scene.parse.doc[office]) if office is not None else 0.0)
    return Candidate(
        mention, span.start, span.end, root.i, scene.sentence(root.i), mention.kind, plural, _entity(scene, mention),
        role, scene.quotation(mention.source.start),
    )  # fmt: skip


def _many(token: Token) -> bool:
    """Whether a group noun that is no plural in form takes 'they': police, a number of activists."""
    if token.lower_ in MANY:
        return True
    group = groups().get((token.lower_,))
    return group is not None and (group.plural or token.lower_ in ("police", "media"))


def _things(scene: Scene, taken: set[int]) -> list[Candidate]:
    """Noun phrases that are no mention, and pairs of which each is one: what else a pronoun may mean."""
    doc, found = scene.parse.doc, []
    for chunk in doc.noun_chunks:
        root = chunk.root
        if root.pos_ not in ("NOUN", "PROPN"):
            continue
        apposed = (root.dep_ == "appos" and root.head.i in taken) or any(
            child.dep_ == "appos" and child.i in taken for child in root.children
        )
        if root.i not in taken and root.ent_type_ not in TIMES and not apposed:
            person = root.lower_ in PERSONAL or title_at(doc, root.i, root.i + 1) > 0
            found.append(
                _thing(scene, chunk.start, chunk.end, root, "person" if person else None, root.tag_ in ("NNS", "NNPS"))
            )
        if root.dep_ != "conj" and any(child.dep_ == "conj" for child in root.children):
            found.append(_thing(scene, chunk.start, chunk.end, root, None, True))
    return found


def _thing(scene: Scene, first: int, last: int, root: Token, kind: Kind | None, plural: bool) -> Candidate:
    entity = f"thing {fold(root.lemma_)}{root.i if plural else ''}"
    return Candidate(
        None, first, last, root.i, scene.sentence(root.i), kind, plural, entity, role_of(root),
        scene.quotation(root.idx),
    )  # fmt: skip


def commands(doc: Doc, candidate: Candidate, token: Token) -> bool:
    """Whether a candidate is the subject of a clause around a word: "Putin said that he", "Turkey sent its troops"."""
    if relates(doc, candidate, token):
        return True
    subject = doc[candidate.head]
    while subject.dep_ in ("conj", "appos", "compound") and subject.head.i < subject.i:
        subject = subject.head
    if subject.dep_ not in ("nsubj", "nsubjpass"):
        return False
    return subject.head in token.ancestors or subject.head == token.head


def relates(doc: Doc, candidate: Candidate, token: Token) -> bool:
    """Whether a word stands in the relative clause of a candidate: "the nominee, who began his speech"."""
    return any(verb.dep_ == "relcl" and verb.head.i == candidate.head for verb in token.ancestors)
