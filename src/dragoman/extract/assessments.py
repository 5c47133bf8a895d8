"""Assessments: who is judged to gain and who to lose by what happens.

"A blow to Ankara", "Russia is the winner", "weakens Minsk's hand": strategic gains and losses of an actor that the
account names there. Not results of games, markets or ballots, nor losses of men. A gain that is called unlikely is a
loss; one that is denied says nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal, cast

from spacy.tokens import Token

from dragoman.extract.clauses import agents, patients, subjects
from dragoman.extract.held import Held, among, forms, held
from dragoman.extract.parse import Parse
from dragoman.extract.things import lemma
from dragoman.records import Assessment, Mention, Source, Statement
from dragoman.tables import table

Outcome = Literal["gains", "loses"]

_HEDGES = frozenset("may might could likely probably perhaps possibly potentially apparently seemingly would".split())
_HEDGING = frozenset("seem appear risk stand tend threaten".split())
_NEGATIONS = frozenset(("not", "n't", "never", "no", "neither", "nor", "hardly", "without"))
_CONDITIONS = frozenset(("if", "whether", "unless"))
_OWN = frozenset(("its", "his", "her", "their", "own", "the", "more", "much", "some", "all", "any", "this"))
_MARKS = frozenset(("the", "only", "main", "biggest", "chief", "ultimate", "real", "one"))
_TO_BE = frozenset("have need go be continue come seem appear likely set expect manage begin start able bound".split())
"""What may stand above an infinitive that tells what happens; other infinitives tell what is tried or wished."""
_AIMING = frozenset(("aim", "intend", "bent", "plan", "insist", "think"))
_MOST = frozenset(("most", "more", "heavily"))
_DEALING = frozenset(("deal", "hand", "give", "deliver", "inflict", "offer"))
_TILTING = frozenset(("play", "work", "tilt", "shift", "turn"))
_TURN: dict[Outcome, Outcome] = {"gains": "loses", "loses": "gains"}
_KINDS = frozenset(("state", "government", "person", "organisation", "group"))
_VERBS = frozenset(("VERB", "AUX"))


@dataclass(frozen=True, slots=True)
class _Judged:
    first: Token
    last: Token
    target: Token
    outcome: Outcome
    how: str
    clause: Token
    """The word that negation, modals and doubt stand on."""


@cache
def _class(name: str) -> Mapping[str, Outcome]:
    rows = table("assessments", ("class", "word", "outcome"))
    return MappingProxyType({row["word"]: cast(Outcome, row["outcome"]) for row in rows if row["class"] == name})


def assessments(parse: Parse, mentions: Sequence[Mention], statements: Iterable[Statement]) -> Iterator[Assessment]:
    """The assessments of a document in text order, each actor once for the same words."""
    records = held(parse, mentions, statements)
    found: dict[tuple[Source, Source], Assessment] = {}
    readers = _readers()
    for token in among(parse.doc, _telling()):
        both = (*readers.get(lemma(token), ()), *readers.get(token.lower_, ()))
        for reader in dict.fromkeys(both):
            for judged in reader(records, token):
                made = _assessment(records, judged)
                if made is not None:
                    found.setdefault((made.source, made.target_span), made)
    yield from sorted(found.values(), key=lambda made: (made.source, made.target_span))


@cache
def _readers() -> Mapping[str, tuple[Callable[[Held, Token], Iterator[_Judged]], ...]]:
    found: dict[str, list[Callable[[Held, Token], Iterator[_Judged]]]] = {}
    for names, reader in (
        (_class("subject"), _by_subject),
        (_class("subject takes"), _by_taking),
        (_class("subject by"), _by_gaining),
        (_class("left as"), _by_condition),
        (_class("object"), _by_object),
        (_class("object standing"), _by_standing),
        (_class("is"), _by_predicate),
        (_class("for"), _by_receiver),
        (("emerge", "come"), _by_emerging),
        (("side",), _by_side),
        (_class("nominal"), _by_nominal),
        (("leave", "render"), _by_leaving),
        (("set",), _by_setting_back),
        (_class("possessed"), _by_possession),
    ):
        for word in names:
            found.setdefault(word, []).append(reader)
    return MappingProxyType({word: tuple(readers) for word, readers in found.items()})


@cache
def _telling() -> frozenset[int]:
    return forms(_readers())


def _by_subject(records: Held, token: Token) -> Iterator[_Judged]:
    """'Moscow benefits from the crisis'."""
    if token.pos_ != "VERB":
        return
    objects = [child for child in token.children if child.dep_ == "dobj"]
    if any((m := records.at(child)) is None or m.kind == "person" for child in objects):
        return  # "payments that benefited the mayor"
    for subject in objects or agents(token):  # "the deal benefits Moscow", "Moscow benefits"
        yield _Judged(token, token, subject, _class("subject")[lemma(token)], "who gains by", token)


def _by_gaining(records: Held, token: Token) -> Iterator[_Judged]:
    """'Moscow gains from the war', 'Kyiv is the one who loses most by it', 'the army stands to gain'."""
    objects = [child for child in token.children if child.dep_ in ("dobj", "ccomp", "xcomp")]
    if token.pos_ != "VERB" or any(child.lower_ not in _MOST for child in objects):
        return
    preps = [child for child in token.children if child.dep_ == "prep" and child.lower_ in ("from", "by")]
    by = bool(preps) and not any(word.like_num for prep in preps for word in prep.subtree)  # "lost by two points"
    most = any(child.lower_ in _MOST for child in token.children)
    stands = token.dep_ in ("xcomp", "advcl") and lemma(token.head) == "stand"
    clause = token.head if stands else token
    if by or most or stands:
        for subject in agents(clause):
            above = subject.head
            for target in (
                subjects(above) if subject.lower_ in ("one", "ones") and subject.dep_ == "attr" else [subject]
            ):
                yield _Judged(token, token, target, _class("subject by")[lemma(token)], "who gains by", clause)


def _by_condition(records: Held, token: Token) -> Iterator[_Judged]:
    """'the premier is finished', 'Ankara looks weakened'."""
    verb = token.head if token.dep_ in ("acomp", "oprd") else token
    if verb.pos_ not in _VERBS or (token != verb and lemma(verb) not in ("be", "look", "seem", "appear")):
        return
    if any(child.dep_ in ("agent", "dobj") or child.tag_ == "VBD" for child in (verb, *verb.children)):
        return  # "the hall was finished", "were isolated by the storm"
    for subject in subjects(verb):
        mention = records.at(subject)
        if mention is not None and mention.kind in ("person", "state", "government"):
            yield _Judged(token, token, subject, _class("left as")[token.lower_], "is left", verb)


def _by_taking(records: Held, token: Token) -> Iterator[_Judged]:
    """'Turkey has lost influence', 'Iran strengthened its position'."""
    if token.pos_ != "VERB":
        return
    for noun in patients(token):
        if lemma(noun) in _class("own standing") and _is_own(records, noun, token):
            for subject in agents(token):
                yield _Judged(token, noun, subject, _class("subject takes")[lemma(token)], "subject of", token)


def _is_own(records: Held, noun: Token, verb: Token) -> bool:
    """Whether the standing is the subject's own: no other owner stands with it."""
    for child in noun.children:
        if child.dep_ == "poss" and child.lower_ not in _OWN:
            return False
        if child.dep_ in ("amod", "compound") and (m := records.at(child)) is not None and m.kind in _KINDS:
            return False
    return True


def _by_object(records: Held, token: Token) -> Iterator[_Judged]:
    """'the deal sidelines Ankara', 'Georgia was humiliated'."""
    if token.pos_ != "VERB" or any(child.dep_ in ("xcomp", "ccomp") for child in token.children):
        return
    if lemma(token) not in _class("contest") and any(records.at(doer) is not None for doer in agents(token)):
        return
    for target in patients(token):
        yield _Judged(token, token, target, _class("object")[lemma(token)], "object of", token)


def _by_standing(records: Held, token: Token) -> Iterator[_Judged]:
    """'weakens Ankara's hand', 'Moscow's position was strengthened'."""
    if token.pos_ != "VERB":
        return
    for noun in patients(token):
        if lemma(noun) in _class("standing"):
            for owner in _owners(records, noun):
                first, last = (token, noun) if token.i < noun.i else (noun, token)
                yield _Judged(first, last, owner, _class("object standing")[lemma(token)], "owner of what", token)


def _owners(records: Held, noun: Token) -> list[Token]:
    """Whose standing it is: "Turkey's", "Turkish", "of Turkey", but for the subject's own."""
    found = [child for child in noun.lefts if child.dep_ == "poss" and child.lower_ not in _OWN]
    for child in noun.lefts:
        if child.dep_ in ("amod", "compound") and (m := records.at(child)) is not None and m.form == "demonym":
            found.append(child)
    for prep in noun.rights:
        if prep.dep_ == "prep" and prep.lower_ == "of":
            found += [end for end in prep.children if end.dep_ == "pobj"]
    return found[:1]


def _by_predicate(records: Held, token: Token) -> Iterator[_Judged]:
    """'Russia is the winner', 'the winner is Russia', 'and Iran the only winner'."""
    if token.pos_ not in ("NOUN", "PROPN") or token.ent_type_ in ("EVENT", "WORK_OF_ART"):
        return
    outcome, verb = _class("is")[lemma(token)], token.head
    if any(lemma(word) in _class("contest of") for word in token.subtree) or not _marked(token):
        return
    if token.dep_ == "attr":
        for subject in subjects(verb):
            yield _Judged(token, token, subject, outcome, "is the", verb)
    elif token.dep_ == "nsubj" and lemma(verb) == "be":
        for child in verb.children:
            if child.dep_ == "attr":
                yield _Judged(token, token, child, outcome, "is the", verb)
    elif token.dep_ == "appos" and verb.pos_ in ("PROPN", "NOUN"):
        yield _Judged(token, token, verb, outcome, "is the", token)
    elif token.dep_ == "pobj" and verb.lower_ == "as":
        above = verb.head
        for target in patients(above) or agents(above):
            yield _Judged(token, token, target, outcome, "is the", above)
    before = next(iter(token.lefts), None)
    if before is not None and before.i > 0 and before.lower_ == "the":
        named = token.doc[before.i - 1]
        if named.pos_ == "PROPN" and records.at(named) is not None:
            yield _Judged(token, token, named, outcome, "is the", token)


def _marked(token: Token) -> bool:
    """Whether a winner is one of the crisis, not just "a winner": definite, or with a word of degree."""
    return any(child.lower_ in _MARKS or lemma(child) in _class("degree") for child in token.lefts)


def _by_receiver(records: Held, token: Token) -> Iterator[_Judged]:
    """'a blow to Ankara', 'a victory for the Kremlin', 'a blow to Ankara's ambitions'."""
    if token.pos_ != "NOUN":
        return
    if lemma(token) in _class("needs degree") and not any(
        lemma(child) in _class("degree") for child in token.lefts if child.dep_ in ("amod", "compound", "det")
    ):
        return
    dealt = token.head.children if token.dep_ == "dobj" and lemma(token.head) in _DEALING else ()
    for prep in (*token.rights, *dealt):
        if prep.dep_ not in ("prep", "dative") or prep.lower_ not in ("for", "to"):
            continue
        for end in prep.children:
            if end.dep_ == "pobj":
                target = end
                if records.at(end) is None or lemma(end) in _class("standing"):
                    target = next(iter(_owners(records, end)), end) if lemma(end) in _class("standing") else end
                yield _Judged(token, prep, target, _class("for")[lemma(token)], "receiver of", token)


def _by_emerging(records: Held, token: Token) -> Iterator[_Judged]:
    """'Putin emerges stronger', 'came out the winner', 'emerged as the victor'."""
    if token.pos_ != "VERB":
        return
    if lemma(token) == "come" and not any(child.lower_ in ("out", "off") for child in token.children):
        return
    below = list(token.rights)
    below += [end for child in below if child.dep_ == "prep" and child.lower_ in ("as", "on") for end in child.children]
    for word in below:
        for key in (word.lower_, lemma(word)):
            if key in _class("emerge"):
                for subject in agents(token):
                    yield _Judged(token, word, subject, _class("emerge")[key], "emerges", token)
                break


def _by_side(records: Held, token: Token) -> Iterator[_Judged]:
    """'with Mubarak on the losing side'."""
    outcome = next((_class("side")[c.lower_] for c in token.lefts if c.lower_ in _class("side")), None)
    if outcome is None or token.dep_ != "pobj" or token.head.lower_ != "on":
        return
    above = token.head.head
    targets = subjects(above) if above.pos_ in _VERBS else [above]
    for target in targets:
        yield _Judged(token.head, token, target, outcome, "on the side that", above)


def _by_nominal(records: Held, token: Token) -> Iterator[_Judged]:
    """'the strengthening of Russia's influence', 'the loss of Turkey's position'."""
    if token.pos_ != "NOUN":
        return
    for prep in token.rights:
        if prep.dep_ == "prep" and prep.lower_ == "of":
            for noun in prep.children:
                if noun.dep_ == "pobj" and lemma(noun) in _class("standing"):
                    for owner in _owners(records, noun):
                        yield _Judged(token, noun, owner, _class("nominal")[lemma(token)], "owner in", token)


def _by_leaving(records: Held, token: Token) -> Iterator[_Judged]:
    """'Turkey was left with little chance', 'has no choice but'."""
    if token.pos_ != "VERB":
        return
    for prep in token.rights:
        if prep.dep_ == "prep" and prep.lower_ in ("with", "without"):
            for noun in prep.children:
                few = prep.lower_ == "without" or any(c.lower_ in ("no", "little", "few") for c in noun.lefts)
                if noun.dep_ == "pobj" and few and lemma(noun) in _class("left"):
                    for target in patients(token):
                        yield _Judged(token, noun, target, _class("left")[lemma(noun)], "is left", token)
        elif prep.lower_ in _class("leave"):
            subject = [child for child in prep.children if child.dep_ == "nsubj"]
            for target in subject or patients(token):
                yield _Judged(token, prep, target, _class("leave")[prep.lower_], "is left", token)


def _by_setting_back(records: Held, token: Token) -> Iterator[_Judged]:
    """'sets back Tehran's ambitions'."""
    back = next((child for child in token.children if child.lower_ == "back" and child.dep_ in ("prt", "advmod")), None)
    if token.pos_ != "VERB" or back is None:
        return
    for noun in patients(token):
        standing = lemma(noun) in _class("standing")
        for target in _owners(records, noun) if standing else [noun]:
            yield _Judged(token, back, target, "loses", "set back", token)


def _by_possession(records: Held, token: Token) -> Iterator[_Judged]:
    """'to Moscow's advantage', 'at the expense of Kyiv', 'plays into the hands of the rebels'."""
    prep = token.head
    outcome = _class("possessed").get(token.lower_)
    if token.dep_ != "pobj" or outcome is None or prep.lower_ not in ("to", "at", "in", "into"):
        return
    if token.lower_ in ("hands", "favour", "favor") and lemma(prep.head) not in _TILTING:
        return
    for owner in _owners(records, token):
        yield _Judged(prep, token, owner, outcome, "owner in", prep.head)


def _assessment(records: Held, judged: _Judged) -> Assessment | None:
    """The record; None where the words judge no actor, another kind of contest, or are denied."""
    mention = records.at(judged.target)
    if mention is None or mention.kind not in (*_KINDS, None) or (mention.kind is None and not mention.antecedent):
        return None
    if mention.kind == "group" and mention.form == "nominal" and not (mention.country or mention.antecedent):
        return None  # "a boon for lawyers"
    sentence = judged.first.sent
    if any(lemma(token) in _class("sport") for token in sentence):
        return None
    if _tried(judged.clause):
        return None
    stance = _stance(judged.clause)
    if stance == "denied" or (stance == "doubted" and judged.outcome == "loses"):
        return None
    outcome = _TURN[judged.outcome] if stance == "doubted" else judged.outcome
    first, last = sorted((judged.first, judged.last), key=lambda token: token.i)
    source, hedge = records.source(first, last), _hedge(judged.clause)
    return Assessment(
        source=source,
        target_span=mention.source,
        outcome=outcome,
        hedge=records.source(hedge) if hedge is not None else None,
        claimed_by=records.claim(source),
        reason=f"{judged.how} '{judged.first.lower_ if judged.first is judged.last else last.lower_}'",
    )


def _tried(clause: Token) -> bool:
    """Whether the words only tell what somebody tries or wants: "seeks to expand its influence"."""
    if clause.dep_ == "pcomp" and lemma(clause.head.head) in _AIMING:
        return True
    if not any(child.dep_ == "aux" and child.lower_ == "to" for child in clause.children):
        return False
    return lemma(clause.head) not in _TO_BE


def _stance(clause: Token) -> Literal["denied", "doubted"] | None:
    """Whether the judgement is denied or asked, or called unlikely; None: it is made."""
    for place, word in enumerate((clause, *clause.ancestors)):
        for child in word.children:
            if (child.dep_ == "neg" or child.lower_ in _NEGATIONS) and (place == 0 or word.pos_ in _VERBS):
                return "denied"
            if child.dep_ == "mark" and child.lower_ in _CONDITIONS and place == 0:
                return "denied"
        if word != clause and (lemma(word) in _class("doubt") or lemma(word) in _class("doubt verb")):
            return "doubted"
        if any(child.dep_ == "acomp" and lemma(child) in _class("doubt") for child in word.children):
            return "doubted"
        if word.dep_ not in ("ccomp", "xcomp", "acomp", "attr", "csubj", "dobj", "ROOT"):
            break
    return "denied" if clause.sent[-1].text == "?" else None


def _hedge(clause: Token) -> Token | None:
    """The word that weakens the judgement: 'may', 'probably', 'appears to'."""
    for word in (clause, clause.head):
        for child in word.children:
            if child.lower_ in _HEDGES and child.dep_ in ("aux", "advmod"):
                return child
        if lemma(word) in _HEDGING and word.pos_ == "VERB":
            return word
    return None
