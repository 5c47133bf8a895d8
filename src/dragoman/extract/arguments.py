"""Who acts and who is acted on in a happening: heads of phrases around its trigger, and the mentions they name.

`parties` reads the grammar around a trigger and gives heads of phrases; `namings` turns heads into mentions.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from dragoman.extract.clauses import (
    VERBAL,
    agents,
    complements,
    conjuncts,
    is_passive,
    objects_of,
    patients,
    prepositions,
    subjects,
)
from dragoman.extract.lexicon import Entry, find, modifiers
from dragoman.extract.namings import owners
from dragoman.extract.things import lemma
from dragoman.tables import table

DEFAULT_ROLES = ("obj", "iobj", "comp", "to", "with", "against", "on", "for", "from", "of", "at", "in", "into")
"""Where the other party is looked for when a row does not say."""
OCCASION = {"after", "at", "during", "in", "following", "before", "on", "ahead", "amid"}
"""Prepositions that hang a meeting on the verb whose subject took part in it."""
NESTED = {"to", "against", "on", "from"}
"""Prepositions sought one noun deeper as well: "an appeal for help to the council"."""
SHIELDING = {"defend", "protect", "guard", "shield", "save"}
SPELLS = {"round", "series", "wave", "number", "kind", "days", "weeks", "months", "years", "nights"}
"""What a happening goes on for: "months of protests"."""
SUPPORTING = {"dobj", "nsubjpass", "attr", "oprd"}


@dataclass(frozen=True, slots=True)
class Parties:
    """Heads of who acts, and groups of heads of who is acted on, the likeliest group first."""

    sources: tuple[Token, ...]
    targets: tuple[tuple[Token, ...], ...]
    mutual: bool
    """Every party acts: they meet, agree, trade."""
    used: tuple[Token, ...] = ()
    """Heads of the object that the row names: troops that are deployed, a newspaper that is banned."""


@cache
def light_verbs() -> dict[str, str]:
    """The part a light verb gives its subject in the happening that its object names: do, receive, occur."""
    return {row["lemma"]: row["part"] for row in table("light", ("lemma", "part"))}


def parties(trigger: Token, entry: Entry) -> Parties:
    """Heads of the parties to a happening."""
    return _of_noun(trigger, entry) if entry.noun else _of_verb(trigger, entry)


def _of_verb(trigger: Token, entry: Entry) -> Parties:
    doers = tuple(_unique(agents(trigger)))
    roles = entry.roles or DEFAULT_ROLES
    if entry.direction == "=":
        roles = (*roles, *(role for role in ("with", "between", "among") if role not in roles))
    elif entry.roles:
        roles = (*roles, *(role for role in ("iobj", "comp") if role not in roles))
        if "obj" not in roles and not _names_object(entry):
            roles = (*roles, "obj")
    if entry.direction == "=" and is_passive(trigger):
        doers = doers or tuple(patients(trigger))
    groups = _groups(trigger, roles, doers)
    if entry.direction == "<":
        first = groups[0] if groups else ()
        return Parties(first, (doers, *groups[1:]), mutual=False)
    used = tuple(patients(trigger)) if _names_object(entry) else ()
    return Parties(doers, groups, mutual=entry.direction == "=", used=used)


def _names_object(entry: Entry) -> bool:
    """Whether the row's object is the thing done or used, not a party: "express support", "deploy troops"."""
    return any("obj" in each.where and each.words is not None and not each.absent for each in entry.conditions)


def _groups(trigger: Token, roles: Iterable[str], doers: tuple[Token, ...]) -> tuple[tuple[Token, ...], ...]:
    found: list[tuple[Token, ...]] = []
    taken = set(doers)
    for role in roles:
        heads = tuple(head for head in _unique(_at(trigger, role)) if head not in taken)
        if heads:
            taken.update(heads)
            found.append(heads)
    return tuple(found)


def _at(trigger: Token, role: str) -> list[Token]:
    """Heads in a role of a verb, or of the noun that is its object ("sanctions on")."""
    if role == "obj":
        return patients(trigger)
    if role == "iobj":
        return [
            head
            for child in trigger.children
            if child.dep_ == "dative" and child.pos_ != "ADP"
            for head in conjuncts(child)
        ]
    if role == "comp":
        below = [child for child in trigger.children if child.dep_ == "xcomp" and child.i > trigger.i]
        return [
            head for verb in below for head in (*patients(verb), *complements(verb, ("from", "to", "with", "against")))
        ]
    if role == "that":
        return [head for child in trigger.children if child.dep_ in ("ccomp", "xcomp") for head in subjects(child)]
    found = complements(trigger, (role,))
    for child in trigger.children:
        if (child.dep_ in ("dobj", "nsubjpass") and role not in ("to", "into")) or child.dep_ == "dobj":
            found += complements(child, (role,))
            if role in NESTED:
                inner = [head for prep in prepositions(child) for head in objects_of(prep)]
                found += [head for each in inner for head in complements(each, (role,))]
        if child.dep_ == "prep":
            found += [head for each in objects_of(child) for head in complements(each, (role,))]
    for child in trigger.children:
        if child.dep_ in ("xcomp", "prt", "acomp", "oprd", "advcl") and child.i > trigger.i:
            found += complements(child, (role,))
    return found


def _of_noun(trigger: Token, entry: Entry) -> Parties:
    holders = _thanked(trigger) or owners(trigger)
    makers = complements(trigger, ("by",))
    named = [m for m in modifiers(trigger) if m.ent_type_ and m.dep_ in ("compound", "amod", "nmod")]
    between = _between(trigger) if entry.direction == "=" else []
    inside = between or complements(trigger, ("of", "between", "among"))
    part, helped, against = _support(trigger, entry)
    groups: list[tuple[Token, ...]] = []
    sources: list[Token] = []
    if entry.direction == "=":
        sources = [*holders, *inside, *named, *makers]
        sources = sources or helped
        if helped and sources is not helped and (part == "do" or not sources):
            sources = [*helped, *sources]
    elif entry.direction == "<":
        sources = makers or inside or holders or named or (helped if part == "do" else [])
    elif "poss" in entry.roles and holders and not inside:
        groups.append(tuple(holders))
        sources = makers or named or (helped if part == "do" else [])
    else:
        sources = makers or holders or (helped if part == "do" else []) or named
    if shielded := _shielded(trigger):
        groups.append(tuple(shielded))
    if part == "receive" and helped:
        groups.append(tuple(helped))
        sources = [*makers, *against] or sources
    if entry.type == "REQUEST" and trigger.dep_ == "pobj" and trigger.head.lower_ in ("at", "upon", "on"):
        above = trigger.head.head
        groups.append(tuple(agents(above)) if above.pos_ in VERBAL else ())
    taken = {*sources, *(head for group in groups for head in group)}
    for role in entry.roles:
        if role == "of" and (entry.direction == "<" or between):
            continue
        heads = complements(trigger, (role,)) or (_beside(trigger, role) if part != "receive" else [])
        if role == "mod":
            heads = modifiers(trigger)
        if not heads and role in NESTED:
            heads = [head for each in complements(trigger, ("of", "for", "in")) for head in complements(each, (role,))]
        heads = [head for head in _unique(heads) if head not in taken]
        if heads:
            taken.update(heads)
            groups.append(tuple(heads))
    return Parties(tuple(_unique(sources)), tuple(groups), mutual=entry.direction == "=")


def _between(noun: Token) -> list[Token]:
    """Who talk with each other, where 'of' names only their topic: "a discussion of the crisis between A and B"."""
    for token in noun.subtree:
        if token.dep_ == "prep" and token.lower_ in ("between", "among") and _topic(token, noun):
            heads = objects_of(token)
            if len(heads) > 1 or "Plur" in "".join(head.morph.get("Number", [""])[0] for head in heads):
                return heads
    return []


def _topic(prep: Token, noun: Token) -> bool:
    """Whether a preposition stands in a noun's own phrase, with no clause between."""
    while prep.head != noun and prep.head.dep_ in ("prep", "pobj"):
        prep = prep.head
    return prep.head == noun


def _shielded(noun: Token) -> list[Token]:
    """Who is to be kept from what a noun tells: "to defend the town against the attack"."""
    if noun.dep_ != "pobj" or noun.head.lower_ not in ("against", "from"):
        return []
    verb = noun.head.head
    while verb.pos_ not in VERBAL and verb.dep_ in ("pobj", "prep", "dobj") and verb.head != verb:
        verb = verb.head
    return patients(verb) if verb.lemma_ in SHIELDING else []


def _thanked(noun: Token) -> list[Token]:
    """Whose doing it is that somebody is thanked or blamed for: "thanked Russia for its intervention"."""
    if noun.dep_ != "pobj" or noun.head.lower_ not in ("for", "over"):
        return []
    if not any((c.dep_ == "poss" and c.pos_ == "PRON") or c.lower_ in ("the", "this") for c in noun.children):
        return []
    verb = noun.head.head
    entry = find(verb) if verb.pos_ in VERBAL else None
    return patients(verb) if entry is not None and entry.type in ("SUPPORT", "ACCUSE") else []


def _support(noun: Token, entry: Entry) -> tuple[str, list[Token], list[Token]]:
    """The light verb's part, its subject, and who stands behind its 'from' or 'by'."""
    verb = governor(noun)
    if verb is not None:
        part = light_verbs().get(lemma(verb), "")
        if noun.dep_ == "pobj" and noun.head.lower_ == "under":
            part = "receive"
        if part in ("do", "receive"):
            doers = agents(verb) or (subjects(verb) if part == "receive" or noun.dep_ == "pobj" else [])
            return part, doers, complements(verb, ("from", "by")) or complements(noun, ("from", "by"))
    if noun.dep_ == "pobj" and noun.head.pos_ == "ADP":
        above = noun.head.head
        if entry.direction == "=" and noun.head.lower_ in OCCASION and above.pos_ in VERBAL:
            return "occasion", agents(above), []
        if noun.head.lower_ == "in" and above.pos_ == "PROPN":
            return "do", conjuncts(above), []
        if noun.head.lower_ in ("in", "against") and (holders := owners(above)):
            return "do", holders, []
    return "", [], []


def governor(noun: Token) -> Token | None:
    """The verb whose object names the happening: "held … talks", "engaged in talks", "came under attack"."""
    top = noun
    while top.dep_ == "conj" and top.head.pos_ in ("NOUN", "PROPN"):
        top = top.head
    if top.dep_ == "pobj" and top.head.lower_ == "of" and {top.head.head.lemma_, top.head.head.lower_} & SPELLS:
        top = top.head.head
    if top.dep_ in SUPPORTING and top.head.pos_ in VERBAL:
        return top.head
    if top.dep_ == "pobj" and top.head.lower_ in ("in", "into", "under", "on"):
        above = top.head.head
        if above.dep_ == "dobj" and above.lemma_ in ("part", "role", "hand"):
            above = above.head
        if above.pos_ in VERBAL:
            return above
    return None


def _beside(noun: Token, role: str) -> list[Token]:
    """A preposition that the parser hung on the light verb instead of the noun."""
    verb = governor(noun)
    if verb is None or lemma(verb) not in light_verbs():
        return []
    return [head for prep in prepositions(verb) if prep.lower_ == role and prep.i > noun.i for head in objects_of(prep)]


def _unique(heads: Iterable[Token]) -> list[Token]:
    return list(dict.fromkeys(heads))
