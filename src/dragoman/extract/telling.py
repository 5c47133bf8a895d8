"""Whether words that fit a table's row tell a happening here, and are no part of a name and no figure of speech."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.extract.clauses import VERBAL, agents, complements, patients
from dragoman.extract.coder import Coding, code
from dragoman.extract.lexicon import is_a
from dragoman.extract.namings import Namings
from dragoman.extract.things import lemma, things
from dragoman.records import Mention

ACTING = ("person", "force", "police", "militant", "protester", "worker", "official", "party", "weapon", "speaker")
"""Things whose words can stand for an actor that no mention names."""
CAPTIVES = {"prisoner", "veteran", "minister", "ministry", "secretary", "theatre", "theater"}
"""Nouns whose 'of war' names a kind of them, no war."""
SET_SCENE = {"at", "during"}
BACKGROUND = {"unrest", "violence", "turmoil", "disturbance", "upheaval", "crisis"}
"""Nouns that name the same trouble again."""
AIMLESS = {"ask", "fight", "attack", "search", "slash"}
"""Verbs that tell little where nobody is named to whom it is done."""
STRUGGLES = {"fight", "battle"}
"""Nouns that are mostly figures of speech where no party is named."""


def tells(coding: Coding, namings: Namings) -> bool:
    """Whether the words tell a happening here, and are no part of a name."""
    trigger = coding.trigger
    mention = namings.covering(trigger)
    if mention is not None and mention.form in ("name", "title") and coding.entry.noun:
        return False
    if coding.entry.noun:
        return not (_of_a_kind(trigger) or _a_scene(trigger))
    if trigger.dep_ == "amod" and trigger.tag_ == "VBG":
        return False
    if any(child.dep_ == "auxpass" and child.lower_ in ("'s", "’s") for child in trigger.children):
        return False  # "he's proposed": the parser takes 'has' for 'is', and who did it is lost
    return not (_by_nature(trigger) or _by_a_thing(trigger, namings))


def pointless(coding: Coding, sources: tuple[Mention, ...], targets: tuple[Mention, ...]) -> bool:
    """Whether a happening says too little of who it is done to, or by whom, to be one."""
    word = coding.entry.lemma
    if coding.entry.noun:
        return word in STRUGGLES and not (sources or targets)
    if targets or any(mention.kind in ("state", "government", "organisation", "group") for mention in sources):
        return False
    bare = all(each.absent for each in coding.entry.conditions)
    return bare and word in AIMLESS and not _lists_actors(coding.trigger)


def again(coding: Coding, before: list[Coding]) -> bool:
    """Whether a noun names once more the trouble that its sentence has told."""
    return lemma(coding.trigger) in BACKGROUND and any(
        each.type == coding.type and each.entry.noun and lemma(each.trigger) in BACKGROUND for each in before
    )


def _of_a_kind(trigger: Token) -> bool:
    """'prisoners of war'."""
    return (
        trigger.lemma_ == "war"
        and trigger.dep_ == "pobj"
        and trigger.head.lower_ == "of"
        and trigger.head.head.lemma_ in CAPTIVES
        and not any(child.dep_ in ("det", "poss", "amod", "compound") for child in trigger.children)
    )


def _a_scene(trigger: Token) -> bool:
    """Whether a rally is only where somebody speaks: "told a crowd at a rally"."""
    if lemma(trigger) != "rally" or trigger.dep_ != "pobj" or trigger.head.lower_ not in SET_SCENE:
        return False
    above = trigger.head.head
    while above.pos_ not in VERBAL and above.head != above:
        above = above.head
    return above.pos_ in VERBAL and (above.lemma_ in things()["spoken"] or code(above) is not None)


def _lists_actors(trigger: Token) -> bool:
    return any(any(is_a(head, kind) for kind in ACTING) for head in patients(trigger))


def _by_nature(trigger: Token) -> bool:
    """Whether an accident or a disease did it: "killed in an earthquake"."""
    return any(is_a(head, "damage") for head in complements(trigger, ("in", "by", "during")))


def _by_a_thing(trigger: Token, namings: Namings) -> bool:
    """Whether what does it is no actor, no weapon and no happening: "the delay forced", "pillars support"."""
    doers = agents(trigger)
    if not doers or namings.of(doers):
        return False
    return not any(
        head.pos_ in ("PRON", "PROPN", "NUM") or any(is_a(head, kind) for kind in ACTING) or code(head) is not None
        for head in doers
    )
