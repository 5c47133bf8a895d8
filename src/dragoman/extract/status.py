"""Whether a happening happened, is planned, is only thought of, or is denied, and on whose word alone it rests.

The words between the trigger and the top of its sentence decide: negation and modals on the trigger, then each verb,
noun or adjective that governs it. What denies outweighs what plans; an 'if' outweighs both.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import cast

from spacy.tokens import Token

from dragoman.extract.clauses import VERBAL
from dragoman.extract.lexicon import lemma
from dragoman.records import Source, Statement, Status
from dragoman.tables import table

PLANNED_MODALS = {"will", "shall", "'ll", "wo"}
OPEN_MODALS = {"could", "may", "might", "should", "must", "can", "ca", "ought", "'d", "would"}
CONDITIONS = {"if", "unless", "whether", "lest", "should", "provided"}
DENIALS = {"not", "n't", "never", "no", "neither", "nor", "without", "hardly"}
SPOKEN = {
    "say", "tell", "add", "announce", "promise", "suggest", "state", "declare", "report", "confirm", "pledge", "vow",
    "note", "agree", "indicate", "warn", "decide", "insist", "assure", "believe", "think", "know", "hope", "expect",
}
"""Verbs after which 'would' is a 'will' told in the past."""
COMPLEMENTS = {"xcomp", "ccomp", "advcl", "acl", "pcomp", "dobj", "pobj", "prep", "nsubjpass", "conj", "csubj", "attr",
               "oprd", "nsubj", "relcl", "dative", "agent", "appos", "parataxis", "dep", "amod", "compound", "acomp"}
_RANK = {"happened": 0, "planned": 1, "hypothetical": 2, "denied": 3}


@dataclass(frozen=True, slots=True)
class Standing:
    """A happening's status and the word that gave it; None: nothing speaks against it."""

    status: Status
    word: Token | None = None


@cache
def effects(pos: str) -> dict[str, Status]:
    """What words of a part of speech do to the happening below them."""
    rows = table("status", ("lemma", "pos", "effect"))
    return {row["lemma"]: cast(Status, row["effect"]) for row in rows if row["pos"] == pos}


def standing(trigger: Token, noun: bool) -> Standing:
    """The status of the happening that a trigger tells."""
    found = [_own(trigger, noun)]
    below, above = trigger, trigger.head
    while above != below and below.dep_ in COMPLEMENTS:
        found.append(_from_above(below, above, trigger))
        if above.pos_ in VERBAL and not _same_clause(below, above):
            found.append(_passing(below, above))
        below, above = above, above.head
    if _asked(trigger):
        found.append(Standing("hypothetical", trigger.sent[-1]))
    best = found[0]
    for each in found[1:]:
        if _RANK[each.status] > _RANK[best.status]:
            best = each
    return best


def claimed_by(where: Source, trigger: Source, statements: Iterable[Statement]) -> str | None:
    """The id of the innermost statement whose content alone tells the happening at `where`."""
    best: tuple[int, str] | None = None
    for statement in statements:
        for span in statement.content:
            if span.start <= where.start and where.end <= span.end and not _is_cue(statement, trigger):
                size = sum(part.end - part.start for part in statement.content)
                if best is None or (size, statement.id) < best:
                    best = (size, statement.id)
    return best[1] if best else None


def _is_cue(statement: Statement, trigger: Source) -> bool:
    cue = statement.cue
    return cue is not None and cue.start < trigger.end and trigger.start < cue.end


def _own(trigger: Token, noun: bool) -> Standing:
    """What stands on the trigger itself: negation, modal, determiner, adjective, adverb."""
    clause = [trigger, *_chained(trigger)]
    for word in (child for top in clause for child in top.children):
        if word.dep_ == "neg" or (word.lower_ in DENIALS and word.dep_ in ("det", "advmod", "preconj", "neg")):
            if word.lower_ == "no" and not noun:
                continue
            return Standing("denied", word)
    for word in (child for top in clause for child in top.children):
        if word.dep_ == "mark" and word.lower_ in CONDITIONS:
            return Standing("hypothetical", word)
        if word.dep_ == "aux" and word.tag_ == "MD":
            return _modal(word, trigger)
        if word.dep_ in ("amod", "acomp"):
            effect = effects("adj").get(lemma(word))
            if effect and noun:
                return Standing(effect, word)
        if word.dep_ == "advmod" and (effect := effects("adv").get(word.lower_)):
            return Standing(effect, word)
    if not noun and trigger.tag_ == "VB" and not any(c.dep_ in ("aux", "nsubj", "nsubjpass") for c in trigger.children):
        return Standing("happened")
    if noun and (prep := trigger.head).dep_ == "prep" and trigger.dep_ == "pobj" and prep.lower_ == "without":
        return Standing("denied", prep)
    return Standing("happened")


def _chained(trigger: Token) -> list[Token]:
    """Verbs whose modal or negation a coordinated verb without a subject shares: "will meet A and visit B"."""
    found: list[Token] = []
    below = trigger
    while below.dep_ == "conj" and below.head.pos_ in VERBAL:
        if any(child.dep_ in ("nsubj", "nsubjpass", "aux") for child in below.children):
            break
        if below.tag_ != below.head.tag_:
            break
        below = below.head
        found.append(below)
    return found


def _modal(word: Token, trigger: Token) -> Standing:
    form = word.lower_
    if form in PLANNED_MODALS:
        return Standing("planned", word)
    if form in ("would", "'d"):
        past = any(child.lower_ == "have" and child.dep_ == "aux" for child in trigger.children)
        if not past and _told(trigger):
            return Standing("planned", word)
        return Standing("hypothetical", word)
    return Standing("hypothetical", word) if form in OPEN_MODALS else Standing("happened")


def _told(verb: Token) -> bool:
    """Whether a clause is what somebody said: its 'would' is then a future in the past."""
    if any(child.dep_ == "advcl" and any(m.lower_ in CONDITIONS for m in child.children) for child in verb.children):
        return False
    while verb.dep_ == "conj" and verb.head.pos_ in VERBAL:
        verb = verb.head
    if verb.dep_ == "ccomp":
        return verb.head.lemma_ in SPOKEN
    return any(child.dep_ in ("ccomp", "parataxis") and child.lemma_ in SPOKEN for child in verb.children)


def _from_above(below: Token, above: Token, trigger: Token) -> Standing:
    """What a governing word does to what hangs on it."""
    if above.pos_ in VERBAL:
        return _from_verb(below, above, trigger)
    if above.pos_ in ("NOUN", "PROPN"):
        effect = effects("noun").get(lemma(above))
        if effect and below.dep_ in ("acl", "prep", "ccomp", "pcomp") and _content(below):
            return Standing(effect, above)
        if below.dep_ in ("amod", "compound"):
            return Standing("happened")
    if above.pos_ == "ADJ" and below.dep_ in ("xcomp", "ccomp", "prep"):
        effect = effects("adj").get(lemma(above))
        if effect:
            return Standing(effect, above)
    if above.dep_ == "prep" and above.lower_ in ("without", "despite") and above.lower_ == "without":
        return Standing("denied", above)
    return Standing("happened")


def _content(below: Token) -> bool:
    """Whether a phrase says what a call, threat or plan is of: 'for', 'of', 'to', 'on', an infinitive, a clause."""
    return below.dep_ != "prep" or below.lower_ in ("for", "of", "to", "on", "against", "about")


def _from_verb(below: Token, above: Token, trigger: Token) -> Standing:
    effect = effects("verb").get(lemma(above))
    if below.dep_ in ("xcomp", "ccomp", "pcomp"):
        if effect and _governs(below, above, effect):
            return _negated(above, Standing(effect, above))
        if below.dep_ == "xcomp" and above.lemma_ == "go" and above.tag_ == "VBG":
            return Standing("planned", above)
        if below.dep_ == "xcomp" and above.lemma_ in ("have", "be") and _to(below):
            return Standing("hypothetical" if above.lemma_ == "have" else "planned", above)
    elif below.dep_ == "advcl":
        if any(child.dep_ in ("mark", "advmod") and child.lower_ in CONDITIONS for child in below.children):
            return Standing("hypothetical", below)
        if _to(below):
            if effect and effect != "happened" and above.lemma_ not in ("seek", "try"):
                return Standing(effect, above)
            return Standing("planned", below)
    elif below.dep_ in ("dobj", "nsubjpass", "prep", "dative") and effect:
        if below.dep_ == "prep" and below.lower_ not in ("for", "against", "to", "on", "about", "of", "from", "out"):
            return Standing("happened")
        if effect == "planned" and below.dep_ == "prep" and below.lower_ not in ("for", "to", "on"):
            return Standing("happened")
        if below.dep_ == "prep" and below.lower_ in ("on", "to") and effect == "hypothetical":
            return Standing("happened")
        return _object_of(below, above, effect, trigger)
    return Standing("happened")


def _object_of(below: Token, above: Token, effect: Status, trigger: Token) -> Standing:
    """A happening as the object of a verb: proposed, called for, rejected, cancelled."""
    if trigger.pos_ not in ("NOUN", "PROPN"):
        return Standing("happened")
    if above.lemma_ in REAL_OBJECTS:
        return Standing("happened")
    return Standing(effect, above)


REAL_OBJECTS = {
    "support", "oppose", "condemn", "reject_", "discuss", "question", "avoid_", "fear", "try", "decide", "order_", "mean",
    "set", "believe", "suspect", "exclude", "dismiss", "block", "tell", "insist", "invite", "advise", "debate", "agree",
    "struggle", "persuade", "commit", "risk", "force", "appear", "resolve", "prevent_", "ban", "prohibit", "swear",
}


def _governs(below: Token, above: Token, effect: Status) -> bool:
    """Whether a verb's effect reaches its clause: what is feared or believed in a that-clause stays a claim, not a plan."""
    finite = below.dep_ == "ccomp" and any(c.tag_ in ("VBD", "VBZ", "VBP", "MD") for c in (below, *below.children))
    if finite and effect in ("planned", "hypothetical"):
        return lemma(above) in FINITE
    if finite and effect == "denied":
        return lemma(above) in ("deny", "refute", "rebut", "dismiss", "reject")
    return True


FINITE = {"hope", "wish", "demand", "fear", "worry", "propose", "recommend", "suspect", "speculate", "doubt", "insist", "request", "ask", "wonder", "urge"}


def _negated(above: Token, standing: Standing) -> Standing:
    """A governing verb that is itself denied: "did not plan to" denies; "did not refuse to" does not."""
    if not any(child.dep_ == "neg" for child in above.children):
        return standing
    if standing.status == "denied":
        return Standing("happened")
    return Standing("denied", above)


def _passing(below: Token, above: Token) -> Standing:
    """What modals, negation and conditions on a governing verb hand down to its complement."""
    if below.dep_ not in ("xcomp", "ccomp", "pcomp", "prep", "dobj", "nsubj", "nsubjpass", "attr", "agent", "dative"):
        return Standing("happened")
    speech = below.dep_ == "ccomp"
    for word in above.children:
        if word.dep_ == "neg" and not speech and below.dep_ in ("xcomp", "dobj", "attr", "nsubj", "nsubjpass", "pcomp", "prep"):
            if below.dep_ in ("nsubj", "nsubjpass", "prep", "dobj") and lemma(above) not in OCCURRENCE:
                return Standing("happened")
            return Standing("denied", word)
        if word.dep_ == "aux" and word.tag_ == "MD" and not speech:
            if below.dep_ in ("nsubj", "nsubjpass", "dobj", "prep") and lemma(above) not in OCCURRENCE:
                return Standing("happened")
            return _modal(word, above)
        if word.dep_ == "mark" and word.lower_ in CONDITIONS and not speech and below.dep_ != "prep":
            return Standing("hypothetical", word)
    if below.dep_ in ("nsubj", "nsubjpass", "dobj") and lemma(above) in OCCURRENCE and above.dep_ == "xcomp" and _to(above):
        return Standing("planned", above)
    return Standing("happened")


OCCURRENCE = {
    "take", "occur", "happen", "hold", "be", "begin", "start", "launch", "make", "conduct", "stage", "carry", "impose",
    "sign", "give", "provide", "mount", "convene", "host", "have", "reach", "see", "follow", "open", "resume", "organise",
    "organize", "send", "erupt", "break", "attend", "lead", "issue", "file", "deliver", "extend", "offer", "continue",
    "order", "schedule", "announce", "attempt", "play", "join", "complete", "end", "exist", "need", "want", "get",
}
"""Verbs that say a happening takes place: their 'will' or 'not' is the happening's own."""


def _same_clause(below: Token, above: Token) -> bool:
    return below.dep_ in ("conj", "relcl", "advcl", "acl") and above.pos_ in VERBAL


def _to(verb: Token) -> bool:
    return verb.tag_ == "VB" and any(child.lower_ == "to" and child.dep_ in ("aux", "mark") for child in verb.children)


def _asked(trigger: Token) -> bool:
    """Whether the sentence is a question and the trigger stands in its main part."""
    if trigger.sent[-1].text != "?" and not (len(trigger.sent) > 1 and trigger.sent[-2].text == "?"):
        return False
    return trigger.pos_ in VERBAL
