"""The tables of verbs and nouns that tell happenings, and whether a word's surroundings fit a row's frame.

A frame is a few conditions ("obj:force -against"); `verbs.tsv` and `nouns.tsv` open with what each means.
Of the rows that fit, the one with most conditions wins (one that lists words counts half as much again), then the
one that stands first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from dragoman.extract.clauses import (
    agents,
    complements,
    is_passive,
    objects_of,
    patients,
    prepositions,
    subjects,
    substance,
)
from dragoman.extract.things import lemma, things
from dragoman.tables import BadTable, table

COLUMNS = ("lemma", "frame", "type", "mode", "direction", "roles")
NAMED = {"PERSON", "ORG", "GPE", "NORP"}
SPOTS = {"GPE", "LOC", "FAC"}
SPECIAL = {"actor", "plural", "spot"}
"""Classes that the parser tells, not things.tsv."""
PLACES = frozenset(
    "obj subj inf that must ought fault under prep doing oprd acomp objmod mod verb poss "
    "with to on for against from of at in into over under between among by as behind alongside around through across "
    "out upon within".split()
)
"""Where a condition looks; besides these '+particle' and 'preposition.mod'."""
_OBLIGING = {"must", "should", "ought", "have", "need"}


class UnknownEventCode(ValueError):
    """A row codes a type or mode that PLOVER does not have; names the table and the word."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that must hold (or, `absent`, must not) around a trigger. `words` None: any will do."""

    where: tuple[str, ...]
    words: frozenset[str] | None
    absent: bool
    special: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of verbs.tsv or nouns.tsv."""

    lemma: str
    frame: str
    conditions: tuple[Condition, ...]
    type: str
    mode: str | None
    direction: str
    roles: tuple[str, ...]
    noun: bool


@cache
def modes() -> dict[str, frozenset[str | None]]:
    """PLOVER's types, each with its modes and None."""
    found: dict[str, set[str | None]] = {}
    for row in table("plover", ("type", "mode", "quad")):
        found.setdefault(row["type"], set()).add(row["mode"] or None)
    return {name: frozenset(known) for name, known in found.items()}


@cache
def entries(name: str) -> dict[str, tuple[Entry, ...]]:
    """Rows of the table 'verbs' or 'nouns' by lemma, the most demanding frame first."""
    found: dict[str, list[Entry]] = {}
    for row in table(name, COLUMNS):
        conditions = tuple(_condition(name, row["lemma"], cell) for cell in row["frame"].split())
        roles = tuple(row["roles"].split(",")) if row["roles"] else ()
        entry = Entry(
            row["lemma"],
            row["frame"],
            conditions,
            row["type"],
            row["mode"] or None,
            row["direction"],
            roles,
            name == "nouns",
        )
        if entry.mode not in modes().get(entry.type, ()):
            raise UnknownEventCode(f"{name}.tsv: {entry.lemma}: PLOVER has no {entry.type} {entry.mode or ''}".rstrip())
        found.setdefault(row["lemma"], []).append(entry)
    return {lemma: tuple(sorted(rows, key=lambda entry: -_demands(entry))) for lemma, rows in found.items()}


def _demands(entry: Entry) -> float:
    """How much a frame asks: its conditions, those that list words a little more, those that forbid hardly."""
    return sum(0.1 if each.absent else 1.0 if each.words is None else 1.5 for each in entry.conditions)


def find(token: Token) -> Entry | None:
    """The row that fits a verb or noun best; None when no row does."""
    pos = token.pos_
    if pos == "VERB":
        rows = entries("verbs").get(lemma(token), ())
    elif pos in ("NOUN", "PROPN"):
        rows = entries("nouns").get(lemma(token), ())
    else:
        return None
    for entry in rows:
        if all(holds(token, condition) for condition in entry.conditions):
            return entry
    return None


def holds(token: Token, condition: Condition) -> bool:
    """Whether a condition holds around a token."""
    return any(_met(token, place, condition) for place in condition.where) != condition.absent


def is_a(head: Token, kind: str) -> bool:
    """Whether the head of a noun phrase, or what its partitive stands for, is of a class of things."""
    words = things()[kind]
    return lemma(head) in words or lemma(substance(head)) in words


def _met(token: Token, place: str, condition: Condition) -> bool:
    if place.startswith("+"):
        return any(child.lower_ == place[1:] and _loose(child) for child in token.children)
    if place == "that":
        clause = [child for child in token.children if child.dep_ == "ccomp" and child.i > token.i]
        return _fits_words(clause, condition) if clause else False
    if place == "must":
        return any(_obliges(clause, token) for clause in token.children)
    if place == "ought":
        return any(_ought(clause) for clause in token.children)
    if place == "doing":
        return any(c.dep_ == "xcomp" and not any(g.dep_ == "nsubj" for g in c.children) for c in token.children)
    if place == "prep":
        return token.dep_ == "pobj" and _fits_words([token.head], condition)
    if place == "under":
        return token.dep_ == "xcomp" and _fits_words([token.head], condition)
    if place == "fault":
        return any(_blames(clause, token) for clause in token.children)
    if place == "inf":
        return _fits_words([c for c in token.children if _infinitive(c, token)], condition)
    if place == "verb":
        return token.dep_ in ("dobj", "nsubjpass", "attr") or (
            token.dep_ == "pobj" and token.head.lower_ in ("in", "into")
        )
    if place == "poss":
        return _fits_heads([child for child in token.children if child.dep_ == "poss"], condition)
    if place in ("oprd", "acomp"):
        return _fits_words([c for c in token.children if c.dep_ in ("oprd", "acomp", "xcomp", "ccomp")], condition)
    if place in ("mod", "objmod"):
        heads = [token] if place == "mod" else patients(token)
        return _fits_words([m for h in heads for m in modifiers(h)], condition)
    if place.endswith(".mod"):
        return _fits_words([m for h in _at(token, place[:-4]) for m in modifiers(h)], condition)
    return _fits_heads(_at(token, place), condition)


def _loose(word: Token) -> bool:
    """Whether a word is a verb's particle; a preposition counts when it has no object of its own."""
    return word.dep_ in ("prt", "advmod") or (word.dep_ == "prep" and not any(c.dep_ == "pobj" for c in word.children))


def _at(token: Token, place: str) -> list[Token]:
    """Heads at a place: the object, the subject, or a preposition of the trigger or of its object."""
    if place == "obj":
        return patients(token)
    if place == "subj":
        return agents(token)
    found = complements(token, (place,))
    if not found and token.pos_ == "VERB":
        found = [h for child in token.children if child.dep_ == "dobj" for h in complements(child, (place,))]
    return found


def _obliges(clause: Token, token: Token) -> bool:
    """Whether a clause says that somebody other than the speaker must act."""
    if clause.dep_ != "ccomp":
        return False
    held = [c for c in clause.children if c.dep_ == "aux" and c.lower_ in _OBLIGING and c.tag_ == "MD"]
    if not held and not (clause.lemma_ in ("have", "need") and any(c.dep_ == "xcomp" for c in clause.children)):
        return False
    return any(head.ent_type_ in NAMED for head in subjects(clause)) and not _same(subjects(clause), subjects(token))


def _ought(clause: Token) -> bool:
    """Whether a that-clause says what is to be done: "that it be lifted", "that they should go"."""
    if clause.dep_ != "ccomp":
        return False
    helpers = [child for child in clause.children if child.dep_ in ("aux", "auxpass")]
    if any(helper.lower_ in ("must", "should") for helper in helpers):
        return True
    first = min([clause, *helpers], key=lambda token: token.i)
    return (
        first.tag_ == "VB" and first.lower_ != "to" and any(c.dep_ in ("nsubj", "nsubjpass") for c in clause.children)
    )


def _blames(clause: Token, token: Token) -> bool:
    """Whether a clause says that somebody else is behind a harm: did it, or is responsible for it."""
    if clause.dep_ != "ccomp" or _same(subjects(clause), subjects(token)):
        return False
    if is_passive(clause) and clause.lemma_ != "involve":
        return False
    accused = any(head.ent_type_ in NAMED or lemma(head) in things()["militant"] for head in subjects(clause))
    if clause.lemma_ == "be":
        return accused and any(c.lower_ in ("responsible", "behind", "complicit", "guilty") for c in clause.children)
    return accused and lemma(clause) in things()["accuse"] and not any(c.tag_ == "MD" for c in clause.children)


def _same(heads: list[Token], others: list[Token]) -> bool:
    return any(head.lower_ == other.lower_ for head in heads for other in others)


def _infinitive(child: Token, token: Token) -> bool:
    if child.dep_ not in ("xcomp", "ccomp", "advcl", "acl") or child.i < token.i or child.pos_ not in ("VERB", "AUX"):
        return False
    return child.tag_ == "VB" and any(c.lower_ == "to" and c.dep_ in ("aux", "mark") for c in child.children)


def modifiers(head: Token) -> list[Token]:
    """Words that modify a noun from the left, and those that modify them ("live-fire military drills")."""
    found = [c for c in head.children if c.dep_ in ("amod", "compound", "nmod", "nummod") and c.i < head.i]
    return found + [inner for c in found for inner in c.children if inner.dep_ in ("compound", "amod", "nmod", "conj")]


def _fits_words(words: Iterable[Token], condition: Condition) -> bool:
    if condition.words is None:
        return any(True for _ in words)
    return any(lemma(word) in condition.words or word.lower_ in condition.words for word in words)


def _fits_heads(heads: list[Token], condition: Condition) -> bool:
    if condition.special == "actor":
        people = things()["person"] | things()["official"]
        return any(head.ent_type_ in NAMED or lemma(substance(head)) in people for head in heads)
    if condition.special == "spot":
        return any(head.ent_type_ in SPOTS or lemma(substance(head)) in things()["place"] for head in heads)
    if condition.special == "plural":
        return len(heads) > 1 or any("Plur" in head.morph.get("Number", []) for head in heads)
    if condition.words is None:
        return bool(heads)
    return any(names(head, condition.words) for head in heads)


def names(head: Token, words: frozenset[str]) -> bool:
    """Whether a phrase is about one of the words: its head, its partitive's substance, a compound or its 'of'."""
    if lemma(head) in words or lemma(substance(head)) in words:
        return True
    if lemma(head) in things()["person"]:
        return False
    if any(child.dep_ == "compound" and child.pos_ == "NOUN" and lemma(child) in words for child in head.children):
        return True
    return any(
        lemma(inner) in words
        for prep in prepositions(head)
        if prep.lower_ == "of" and prep.head == head
        for inner in objects_of(prep)
    )


def _condition(name: str, word: str, cell: str) -> Condition:
    absent, cell = cell.startswith("-"), cell.removeprefix("-")
    left, sign, right = cell.partition("=") if "=" in cell else cell.partition(":")
    where = tuple(left.split("|"))
    if unknown := [p for p in where if p not in PLACES and not p.startswith("+") and not p.endswith(".mod")]:
        raise BadTable(f"{name}.tsv: {word}: {unknown[0]!r} is no place to look; expected one of {sorted(PLACES)}")
    if not sign:
        return Condition(where, None, absent)
    if sign == "=":
        return Condition(where, frozenset(right.split("|")), absent)
    if right in SPECIAL:
        return Condition(where, None, absent, right)
    if unknown := [kind for kind in right.split("|") if kind not in things()]:
        raise BadTable(f"{name}.tsv: {word}: class {unknown[0]!r} is not in things.tsv")
    return Condition(where, frozenset().union(*(things()[kind] for kind in right.split("|"))), absent)
