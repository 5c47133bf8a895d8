"""Whether a happening happened, is planned, is only thought of, or is denied, and on whose word alone it rests.

The words from the trigger up to the top of its sentence decide: negation and modals on the trigger, then each verb,
noun or adjective that governs it, as far as it governs it: what a relative clause or "after …" tells is a fact.
What denies outweighs what is open, which outweighs what is planned.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import cast

from spacy.tokens import Token

from dragoman.extract.clauses import VERBAL
from dragoman.extract.things import lemma, things
from dragoman.records import Source, Statement, Status
from dragoman.tables import table

NOUNS = {"NOUN", "PROPN"}
CONDITIONS = {"if", "unless", "whether", "lest", "provided"}
DENIALS = {"not", "n't", "never", "no", "neither", "nor", "hardly"}
OPEN_MODALS = {"could", "may", "might", "should", "must", "can", "ca", "ought"}
_RANK = {"happened": 0, "planned": 1, "hypothetical": 2, "denied": 3}

_DEEDS = ("object", "infinitive")
"""How the reasons of statements begin whose content names a deed in words."""
_OCCASIONS = frozenset("after amid amidst following during since".split())
_OCCASION_NOUNS = frozenset("light wake aftermath course".split())
"""Words before what a deed is told beside: "after the riots", "in light of the riots"."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A happening's status and the word that gave it; None: nothing speaks against it."""

    status: Status
    word: Token | None = None


HAPPENED = Standing("happened")


@cache
def effects(pos: str) -> dict[str, tuple[Status, bool]]:
    """What words of a part of speech do to the happening below them, and whether to one that a noun names as well."""
    rows = table("status", ("lemma", "pos", "effect", "takes"))
    return {row["lemma"]: (cast(Status, row["effect"]), row["takes"] == "any") for row in rows if row["pos"] == pos}


def standing(trigger: Token, noun: bool) -> Standing:
    """The status of the happening that a trigger tells."""
    best = HAPPENED
    for each in map(_hindered, _all(trigger, noun)):
        if _RANK[each.status] > _RANK[best.status]:
            best = each
    return best


def _hindered(each: Standing) -> Standing:
    """What is only to be prevented is not denied but open: "wants to stop them from sending troops"."""
    word = each.word
    if each.status != "denied" or word is None or lemma(word) not in things()["hindering"]:
        return each
    modal = any(child.dep_ == "aux" and child.tag_ == "MD" for child in word.children)
    return Standing("hypothetical", word) if _to(word) or modal else each


def alleged(trigger: Token) -> Token | None:
    """The verb or noun that only accuses somebody of the happening ("charged with murder"); None: no such word."""
    above = trigger
    while above.dep_ in ("conj", "pobj", "pcomp", "acl") or (
        above.dep_ == "prep" and above.lower_ in ("of", "with", "for")
    ):
        above = above.head
        if lemma(above) in things()["accusing"] and above.pos_ in VERBAL | NOUNS:
            return above
    return None


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


def own_addition(word: Token, statement: Statement) -> bool:
    """Whether a word in a statement's content is the account's own: told beside a deed in words, not by its speaker.

    In "offered to help the country, which had been shaken by riots over fuel prices" nobody offering says what the
    riots were about, and in "declared its support after the riots" nobody declares that there were any. What is told
    as a clause ("said that …"), or quoted, is the speaker's to the last word.
    """
    if statement.kind != "indirect" or not statement.reason.startswith(_DEEDS):
        return False
    for above in (word, *word.ancestors):
        if not _holds(statement, above) or (above.dep_ == "relcl" and not _holds(statement, above.head)):
            return False
        if above.dep_ == "relcl" or (above.dep_ == "prep" and _is_occasion(above)):
            return True
    return False


def _holds(statement: Statement, word: Token) -> bool:
    return any(part.start <= word.idx < part.end for part in statement.content)


def _is_occasion(preposition: Token) -> bool:
    inner = {child.lower_ for child in preposition.children if child.dep_ == "pobj"}
    return preposition.lower_ in _OCCASIONS or (preposition.lower_ == "in" and bool(inner & _OCCASION_NOUNS))


def _is_cue(statement: Statement, trigger: Source) -> bool:
    cue = statement.cue
    return cue is not None and cue.start < trigger.end and trigger.start < cue.end


def _all(trigger: Token, noun: bool) -> Iterator[Standing]:
    """What each word from the trigger up says, as far as the happening hangs on it."""
    yield _own(trigger, noun)
    if not noun and (mark := _question(trigger)) is not None:
        yield Standing("hypothetical", mark)
    below, above = trigger, trigger.head
    while above != below:
        if _factual(below):
            break
        named = noun and below.pos_ in NOUNS | {"ADP", "NUM", "PRON", "SCONJ"}
        if above.pos_ in VERBAL:
            yield (_object(below, above) if named else _complement(below, above))
            if named and not _takes_place(below, above):
                break
            yield _passed(below, above)
        elif above.pos_ in NOUNS:
            yield _of_noun(below, above, named)
            if named and below.dep_ == "prep":
                if lemma(above) not in things()["partitive"] | things()["aspect"]:
                    break
                yield _own(above, noun=True)
        elif above.pos_ == "ADJ":
            yield _of_adjective(below, above)
        elif above.lower_ == "without":
            yield Standing("denied", above)
        below, above = above, above.head


def _factual(below: Token) -> bool:
    """Whether a clause is a fact whatever stands above it: a relative, an 'after …', a participle, one before ';'."""
    if below.dep_ in ("relcl", "parataxis", "dep", "amod", "compound", "appos", "nmod"):
        return True
    if below.dep_ == "acl":
        return not _to(below)
    if below.dep_ == "advcl":
        return not _to(below)
    return below.dep_ == "ccomp" and below.i < below.head.i and _parted(below)


def _parted(clause: Token) -> bool:
    """Whether a semicolon parts a clause from the verb after it: "A accused B; C denied it"."""
    return any(token.text == ";" for token in clause.doc[clause.i : clause.head.i])


def _own(trigger: Token, noun: bool) -> Standing:
    """What stands on the trigger itself: negation, condition, modal, adjective, adverb."""
    words = [child for top in (trigger, *_chained(trigger)) for child in top.children]
    subjects = [word for word in words if word.dep_ in ("nsubj", "nsubjpass")]
    for word in (*words, *subjects, *(child for subject in subjects for child in subject.children)):
        if _denies(word, noun):
            return Standing("denied", word)
    for word in words:
        if word.dep_ in ("mark", "advmod") and word.lower_ in CONDITIONS:
            return Standing("hypothetical", word)
        if word.dep_ == "aux" and word.tag_ == "MD":
            return _modal(word, trigger)
        if noun and word.dep_ == "amod" and (hit := effects("adj").get(lemma(word))):
            return Standing(hit[0], word)
        if word.dep_ == "advmod" and (hit := effects("adv").get(word.lower_)):
            return Standing(hit[0], word)
    return HAPPENED


def _denies(word: Token, noun: bool) -> bool:
    """Whether a word denies the happening: "did not", "no country", "nobody"; "not only" denies nothing."""
    if word.lower_ in ("nobody", "none", "neither") and word.dep_ in ("nsubj", "nsubjpass", "det"):
        return True
    if word.lower_ == "no":
        return word.dep_ in ("det", "neg") and (noun or word.head.dep_ in ("nsubj", "nsubjpass"))
    if word.dep_ == "neg" or (word.lower_ in DENIALS and word.dep_ in ("advmod", "preconj", "det")):
        following = word.doc[word.i + 1].lower_ if word.i + 1 < len(word.doc) else ""
        return following not in ("only", "least", "just", "merely")
    return False


def _chained(trigger: Token) -> list[Token]:
    """Verbs whose modal or negation a coordinated verb without its own shares: "will meet A and visit B"."""
    found: list[Token] = []
    below = trigger
    while below.dep_ == "conj" and below.head.pos_ in VERBAL and below.tag_ == below.head.tag_:
        if any(child.dep_ in ("nsubj", "nsubjpass", "aux") for child in below.children):
            break
        below = below.head
        found.append(below)
    return found


def _modal(word: Token, verb: Token) -> Standing:
    form = word.lower_
    if form in ("will", "shall", "'ll", "wo"):
        return Standing("planned", word)
    if form in ("would", "'d"):
        past = any(child.lower_ == "have" and child.dep_ == "aux" for child in verb.children)
        return Standing("planned" if not past and _told(verb) else "hypothetical", word)
    return Standing("hypothetical", word) if form in OPEN_MODALS else HAPPENED


def _told(verb: Token) -> bool:
    """Whether a clause is what somebody said: its 'would' is then a future in the past."""
    if any(child.dep_ == "advcl" and _conditional(child) for child in verb.children):
        return False
    while verb.dep_ == "conj" and verb.head.pos_ in VERBAL:
        verb = verb.head
    if verb.dep_ == "ccomp":
        return verb.head.lemma_ in things()["spoken"]
    return any(child.dep_ in ("ccomp", "parataxis") and child.lemma_ in things()["spoken"] for child in verb.children)


def _complement(below: Token, above: Token) -> Standing:
    """What a verb does to the clause below it."""
    if below.dep_ == "conj":
        return HAPPENED
    hit = effects("verb").get(lemma(above))
    if below.dep_ == "advcl":
        return Standing(hit[0] if hit and hit[0] != "planned" else "planned", above if hit else below)
    if below.dep_ not in ("xcomp", "ccomp", "pcomp", "prep"):
        return HAPPENED
    if above.lemma_ == "go" and above.tag_ == "VBG" and _to(below):
        return Standing("planned", above)
    if above.lemma_ in ("have", "be", "need") and _to(below):
        return Standing("planned" if above.lemma_ == "be" else "hypothetical", above)
    if hit is None or (_finite(below) and lemma(above) not in things()["left_open"]):
        return HAPPENED
    if below.dep_ == "prep" and below.lower_ not in ("from", "to", "for", "against", "of", "on", "at"):
        return HAPPENED
    if any(child.dep_ == "neg" for child in above.children):
        return HAPPENED if hit[0] == "denied" else Standing("denied", above)
    return Standing(hit[0], above)


def _object(below: Token, above: Token) -> Standing:
    """What a verb does to a happening that its object names: proposed, called for, rejected, cancelled."""
    hit = effects("verb").get(lemma(above))
    if hit is None or not hit[1] or below.dep_ not in ("dobj", "nsubjpass", "prep", "dative", "xcomp", "conj"):
        return HAPPENED
    if below.dep_ == "prep" and below.lower_ not in ("for", "to", "of", "out", "against"):
        return HAPPENED
    if below.dep_ == "prep" and hit[0] == "planned" and (below.lower_ != "for" or _pointed_at(below)):
        return HAPPENED
    if below.dep_ == "dobj" and lemma(above) in ("call", "press", "push", "appeal", "rule"):
        ruled_out = lemma(above) == "rule" and any(child.lower_ == "out" for child in above.children)
        return Standing("denied", above) if ruled_out else HAPPENED
    return Standing(hit[0], above)


def _takes_place(below: Token, above: Token) -> bool:
    """Whether a verb says that the happening below takes place, so that its modals and negation are the happening's."""
    if below.dep_ == "conj":
        return True
    if above.lemma_ == "be":
        return below.dep_ == "attr" or any(child.dep_ == "expl" for child in above.children)
    if below.dep_ == "prep":
        return below.lower_ in ("in", "into", "out", "for") and lemma(above) in things()["occurrence"]
    return below.dep_ in ("dobj", "nsubj", "nsubjpass", "attr", "dative") and lemma(above) in things()["occurrence"]


def _of_noun(below: Token, above: Token, named: bool) -> Standing:
    """What a noun does to the happening that is its content: "a plan to attack", "calls for talks", "no sign of"."""
    hit = effects("noun").get(lemma(above))
    if hit is None:
        return HAPPENED
    if below.dep_ == "acl" or (not named and below.dep_ in ("prep", "ccomp", "pcomp") and not _finite(below)):
        return Standing(hit[0], above)
    if named and hit[1] and below.dep_ == "prep" and below.lower_ in ("for", "of", "to"):
        return Standing(hit[0], above)
    return HAPPENED


def _of_adjective(below: Token, above: Token) -> Standing:
    hit = effects("adj").get(lemma(above))
    if hit is None or below.dep_ not in ("xcomp", "ccomp", "prep") or (below.dep_ == "prep" and _definite(below)):
        return HAPPENED
    return Standing(hit[0], above)


def _definite(prep: Token) -> bool:
    """Whether a preposition's object is something known: "ready for this uprising"."""
    return any(
        word.lower_ in ("the", "this", "that", "these", "those")
        for child in prep.children
        if child.dep_ == "pobj"
        for word in child.children
    )


def _pointed_at(prep: Token) -> bool:
    """Whether a preposition's object is pointed at, so that it is there: "not prepared for this uprising"."""
    objects = [child for child in prep.children if child.dep_ == "pobj"]
    return any(word.lower_ in ("this", "these") for child in objects for word in child.children)


def _passed(below: Token, above: Token) -> Standing:
    """What modals, negation and conditions on a governing verb hand down to what it governs."""
    if below.dep_ == "conj":
        return HAPPENED
    speech = below.dep_ == "ccomp"
    for word in above.children:
        if word.dep_ in ("mark", "advmod") and word.lower_ in CONDITIONS and not speech:
            return Standing("hypothetical", word)
        if word.dep_ == "dobj" and below.dep_ == "prep" and word.lemma_ in ("part", "role"):
            return _own(word, noun=True)
        if speech or below.dep_ == "advcl":
            continue
        if word.dep_ == "neg" and lemma(above) not in effects("verb"):
            return Standing("denied", word)
        if word.dep_ == "aux" and word.tag_ == "MD" and lemma(above) not in effects("verb"):
            return _modal(word, above)
    if above.dep_ == "advcl" and _conditional(above):
        return Standing("hypothetical", above)
    return HAPPENED


def _conditional(verb: Token) -> bool:
    return any(child.dep_ in ("mark", "advmod") and child.lower_ in CONDITIONS for child in verb.children)


def _finite(clause: Token) -> bool:
    """Whether a clause has a tense of its own: a claim rather than an aim."""
    return clause.dep_ == "ccomp" and any(
        word.tag_ in ("VBD", "VBZ", "VBP", "MD") for word in (clause, *clause.children)
    )


def _to(verb: Token) -> bool:
    return verb.tag_ == "VB" and any(child.lower_ == "to" and child.dep_ in ("aux", "mark") for child in verb.children)


def _question(trigger: Token) -> Token | None:
    """The question mark that ends the trigger's sentence; None: it is no question, or takes the happening as a fact."""
    if any(child.dep_ == "advmod" and child.lower_ in ("why", "how", "when", "where") for child in trigger.children):
        return None
    return next((word for word in trigger.sent[-3:] if word.text == "?"), None)
