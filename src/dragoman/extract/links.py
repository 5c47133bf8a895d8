"""Constructions that tie a cause to a happening: verbs, prepositions, nouns and accusations.

Each reader is given a word that may tie and yields the ties that it finds there: "protests sparked by prices", "blames
the unrest on provocateurs", "riots over fuel", "the reason for the coup was".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from spacy.tokens import Token

from dragoman.extract.causal import VERBS, family, phrases, words
from dragoman.extract.clauses import agents, patients
from dragoman.extract.effects import Told, governed, happenings
from dragoman.extract.held import among, forms
from dragoman.extract.status import standing
from dragoman.extract.things import lemma

_NAMING = frozenset(("NOUN", "PROPN", "PRON", "NUM"))
_MEDDLING = frozenset(("foreign interference", "terrorism or crime"))
"""Families of causes that are doers."""
_CAUSING = frozenset(
    "fire strike shooting blast explosion attack decision raid killing arrest murder bombing death".split()
)
"""What more often than what stands after it brings a thing about: "a strike on a bus that led to"."""
_OUTBREAK = frozenset(("erupt", "break", "flare"))
_RAISED = _OUTBREAK | {"spread", "begin", "start"}
_GRIEVED = {
    "against": frozenset(("economic", "corruption and misrule")),
    "at": frozenset(("economic", "corruption and misrule")),
    "after": frozenset(("economic", "political rights", "state violence", "ethnic or religious")),
    "following": frozenset(("economic", "political rights", "state violence", "ethnic or religious")),
}
"""Families that a loose preposition has to name to give a cause."""


@dataclass(frozen=True, slots=True)
class Link:
    """A cause tied to its effect: the heads of both and the words that tie them."""

    first: Token
    last: Token
    cause: Token
    effect: Token
    how: str
    negated: bool = False


def links(told: Told) -> Iterator[Link]:
    readers = _readers()
    for token in among(told.held.parse.doc, _telling()):
        for reader in readers.get(lemma(token), ()):
            yield from reader(told, token)


@cache
def _readers() -> Mapping[str, tuple[Callable[[Told, Token], Iterator[Link]], ...]]:
    """The words that may tie a cause to an effect, and what reads them."""
    found: dict[str, list[Callable[[Told, Token], Iterator[Link]]]] = {}
    for names, reader in (
        (words("verb"), _by_verb),
        ({verb.split()[0]: "" for verb in words("particle")}, _by_particle),
        (words("verb to"), _by_verb_to),
        (words("verb from"), _by_verb_from),
        (words("blame"), _by_blame),
        (words("accuse"), _by_accusing),
        (phrases(), _by_phrase),
        (words("loose phrase"), _by_loose_phrase),
        (words("noun of"), _by_noun),
        (words("noun from"), _by_noun_from),
        (("why",), _by_why),
        (words("responsible"), _by_responsible),
        (("behind",), _by_behind),
        ((*words("hand"), "involve"), _by_hand),
        (("reason", "cause", "motive"), _by_reasons),
    ):
        for word in names:
            found.setdefault(word, []).append(reader)
    return MappingProxyType({word: tuple(readers) for word, readers in found.items()})


@cache
def _telling() -> frozenset[int]:
    return forms(_readers())


def _by_verb(told: Told, token: Token) -> Iterator[Link]:
    """'protests sparked by prices', 'agents orchestrated the riots'."""
    if token.pos_ == "VERB" and not any(child.dep_ == "prt" for child in token.children):
        party = words("verb")[lemma(token)] == "party"
        yield from _done(told, token, token, f"'{token.lower_}'", party=party)


def _by_particle(told: Told, token: Token) -> Iterator[Link]:
    """'set off the riots'."""
    particle = next((child for child in token.children if child.dep_ == "prt"), None)
    if token.pos_ == "VERB" and particle is not None and f"{lemma(token)} {particle.lower_}" in words("particle"):
        yield from _done(told, token, particle, f"'{token.lower_} {particle.lower_}'", party=False)


def _done(told: Told, verb: Token, last: Token, how: str, *, party: bool) -> Iterator[Link]:
    if standing(verb, noun=False).status in ("hypothetical", "planned"):
        return
    done, doers = patients(verb), _doers(verb)
    if verb.dep_ == "acl" and not doers and (objects := [c for c in verb.children if c.dep_ == "dobj"]):
        done, doers = objects, [verb.head]  # "A rise in prices set off riots", read as a noun with a participle
    also = [p for by in verb.children if by.dep_ == "agent" for p in by.children if p.dep_ == "conj"]
    doers = [*doers, *(end for prep in also for end in ends(prep))]
    for effect in happenings(told, done):
        for cause in doers:
            if not thing(cause) or (party and not _violent_by(told, cause, effect)):
                continue
            by = next((child for child in verb.children if child.dep_ == "agent" and child.i == last.i + 1), last)
            first, end = sorted((verb, by), key=lambda token: token.i)
            denied = _denied(verb) or _not_before(cause.head if cause.head.dep_ == "agent" else cause.left_edge)
            yield Link(first, end, cause, effect, how, denied)


def _doers(verb: Token) -> list[Token]:
    """What brings something about: the doer, or what the clause before told ("was shot, triggering riots")."""
    own = any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children)
    if verb.dep_ == "advcl" and verb.tag_ == "VBG" and not own:
        return [verb.head] if verb.head.pos_ in VERBS else []
    found: list[Token] = []
    if verb.dep_ in ("ccomp", "attr") and any(child.lower_ == "what" for child in verb.children):
        return [child for child in verb.head.children if child.dep_ == "nsubj"]  # "greed is what caused the riots"
    for doer in agents(verb):
        while verb.dep_ == "relcl" and doer == verb.head and doer.dep_ == "pobj" and doer.head.head.pos_ == "NOUN":
            upper = doer.head.head
            if doer.nbor().text != "," and not doer.ent_type_ and lemma(upper) not in _CAUSING:
                break
            doer = doer.head.head  # "the shooting of a boy, which set off riots"
        if doer.ent_type_ not in ("DATE", "TIME", "CARDINAL"):
            found.append(doer)
    return found


def _violent_by(told: Told, cause: Token, effect: Token) -> bool:
    """Whether a party is said to be the doer of violence."""
    return told.held.at(cause) is not None and lemma(effect) in words("violence")


def _by_verb_to(told: Told, token: Token) -> Iterator[Link]:
    """'the price rise led to riots'."""
    if token.pos_ != "VERB":
        return
    wanted = words("verb to")[lemma(token)].split()[-1]
    if lemma(token) == "give" and not any(c.dep_ == "dobj" and c.lower_ == "rise" for c in token.children):
        return
    for prep in preps(token, wanted):
        for effect in happenings(told, ends(prep)):
            for cause in _doers(token):
                if thing(cause) and standing(token, noun=False).status not in ("hypothetical", "planned"):
                    yield Link(token, prep, cause, effect, f"'{token.lower_} {prep.lower_}'", _denied(token))


def _by_verb_from(told: Told, token: Token) -> Iterator[Link]:
    """'the unrest stems from poverty', 'the roots of the unrest lie in poverty'."""
    if token.pos_ != "VERB":
        return
    for prep in preps(token, words("verb from")[lemma(token)]):
        named = [noun for noun in agents(token) if lemma(noun) in words("noun of")]
        below = [end for noun in named for p in preps(noun, "of", "for", "behind") for end in ends(p)]
        if lemma(token) == "lie" and not named:
            continue
        for effect in happenings(told, below or agents(token)):
            for cause in ends(prep):
                yield Link(token, prep, cause, effect, f"'{token.lower_} {prep.lower_}'", _denied(token))


def _by_blame(told: Told, token: Token) -> Iterator[Link]:
    """'blames the unrest on X', 'blames X for the unrest', 'the unrest was attributed to X'."""
    if token.pos_ != "VERB":
        return
    objects = patients(token)
    how = f"'{token.lower_}'"
    for prep in (p for word in (token, *objects) for p in preps(word, "on", "to")):
        for effect in happenings(told, objects):
            for cause in ends(prep):
                yield Link(token, token, cause, effect, how, _denied(token))
    for prep in (p for word in (token, *objects) for p in preps(word, "for")):
        for effect in happenings(told, ends(prep)):
            for cause in objects:
                yield Link(token, token, cause, effect, how, _denied(token))


def _by_accusing(told: Told, token: Token) -> Iterator[Link]:
    """'accused X of orchestrating the riots'."""
    if token.pos_ != "VERB":
        return
    for prep in preps(token, "of", "with"):
        for doing in prep.children:
            if doing.dep_ == "pcomp" and lemma(doing) in words("doing"):
                for effect in happenings(told, patients(doing)):
                    for cause in patients(token):
                        yield Link(token, doing, cause, effect, f"'{token.lower_}'", _denied(token))


def _by_phrase(told: Told, token: Token) -> Iterator[Link]:
    """'riots because of prices', 'resigned in response to the riots'."""
    doc = token.doc
    for spelled in phrases().get(token.lower_, ()):
        start = token.i - spelled.index(token.lower_)
        inside = doc[max(start, 0) : start + len(spelled)]
        if tuple(t.lower_ for t in inside) != spelled:
            continue
        governor = next((t.head for t in inside if t.head not in inside), None)
        if governor is None:
            return
        phrase = " ".join(spelled)
        negated = phrase in words("pretext") or _not_before(inside[0]) or _denied(governor)
        for effect in governed(told, governor):
            for cause in dict.fromkeys(end for word in inside for end in ends(word) if end not in inside):
                yield Link(inside[0], inside[-1], cause, effect, f"'{phrase}'", negated)
        return


def _by_loose_phrase(told: Told, token: Token) -> Iterator[Link]:
    """'protests over prices', 'a strike against the reform'."""
    if token.dep_ != "prep":
        return
    governor = token.head
    grieves = lemma(governor) in words("grievance")
    raised = governor.pos_ == "VERB" and lemma(governor) in _RAISED
    if not grieves and not raised:
        return
    if token.lower_ in ("after", "following") and lemma(governor) not in _OUTBREAK:
        return
    for effect in governed(told, governor):
        if lemma(effect) not in words("grievance"):
            continue
        for cause in ends(token):
            if cause.ent_type_ in ("DATE", "TIME", "CARDINAL") or told.held.at(cause) is not None:
                continue
            if token.lower_ == "over" or family(cause) in _GRIEVED.get(token.lower_, ()):
                yield Link(token, token, cause, effect, f"'{token.lower_}'", _not_before(token))


def _by_noun(told: Told, token: Token) -> Iterator[Link]:
    """'the reason for the protests was the law', 'the decision, which was the cause of the protests'."""
    verb = token.head
    below = token.dep_ == "pobj" and verb.lower_ == "at"  # "greed was at the root of the riots"
    verb = verb.head if below else verb
    if token.pos_ != "NOUN" or lemma(verb) not in ("be", "lie") or not (below or token.dep_ in ("attr", "nsubj")):
        return
    defined = [child for child in verb.children if child.dep_ == "attr"]
    others = agents(verb) if below or token.dep_ == "attr" else defined
    for prep in (p for word in (token, *token.children) for p in preps(word, "of", "for", "behind")):
        for effect in happenings(told, ends(prep)):
            for cause in others:
                if thing(cause):
                    yield Link(token, prep, cause, effect, f"'{token.lower_} {prep.lower_}'", _denied(verb))


def _by_noun_from(told: Told, token: Token) -> Iterator[Link]:
    """'the hunger was the result of the siege'."""
    verb = token.head
    if token.pos_ != "NOUN" or token.dep_ != "attr" or lemma(verb) != "be":
        return
    for prep in preps(token, "of"):
        for effect in happenings(told, agents(verb)):
            for cause in ends(prep):
                if thing(cause):
                    yield Link(token, prep, cause, effect, f"'{token.lower_} {prep.lower_}'", _denied(verb))


def _by_why(told: Told, token: Token) -> Iterator[Link]:
    """'low pay is why the strikes go on'."""
    told_of, verb = token.head, token.head.head
    if token.dep_ != "advmod" or told_of.dep_ != "ccomp" or lemma(verb) != "be":
        return
    for effect in happenings(told, [child for child in told_of.children if child.dep_ in ("nsubj", "nsubjpass")]):
        for cause in (child for child in verb.children if child.dep_ == "nsubj"):
            if thing(cause):
                yield Link(verb, token, cause, effect, "'is why'", _denied(verb))


def _by_hand(told: Told, token: Token) -> Iterator[Link]:
    """'foreigners had a hand in the unrest', 'radicals were involved in it': where a family names the doer."""
    verb = token if token.pos_ == "VERB" else token.head
    if (token.pos_ == "NOUN" and token.dep_ != "dobj") or verb.pos_ != "VERB":
        return
    for prep in (p for word in {token, verb} for p in preps(word, "in")):
        for effect in happenings(told, ends(prep)):
            for cause in agents(verb) or patients(verb):
                if family(cause) in _MEDDLING and lemma(effect) in words("violence"):
                    how = f"'{token.lower_} in'"
                    yield Link(token, prep, cause, effect, how, _denied(verb))


def _by_reasons(told: Told, token: Token) -> Iterator[Link]:
    """'began for social reasons', 'the protests have economic causes'."""
    prep = token.head
    kind = next((child for child in token.lefts if child.dep_ in ("amod", "compound") and family(child)), None)
    if token.pos_ != "NOUN" or prep.lower_ != "for" or prep.dep_ != "prep" or kind is None:
        return
    for effect in governed(told, prep.head):
        yield Link(prep, token, token, effect, f"'for … {token.lower_}'", _not_before(prep))


def _by_responsible(told: Told, token: Token) -> Iterator[Link]:
    """'X is responsible for the violence', 'X is to blame for it', 'held X responsible for'."""
    verb = token.head
    if token.pos_ not in ("ADJ", "VERB") or (
        lemma(token) == "blame" and (token.dep_ != "xcomp" or lemma(verb) != "be")
    ):
        return
    who = patients(verb) if token.dep_ in ("oprd", "ccomp") else []
    for prep in preps(token, "for"):
        for effect in happenings(told, ends(prep)):
            for cause in who or [child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")]:
                if thing(cause):
                    yield Link(token, prep, cause, effect, f"'{token.lower_} for'", _denied(verb))


def _by_behind(told: Told, token: Token) -> Iterator[Link]:
    """'X was behind the coup', 'X is seen behind the riots'."""
    verb = token.head
    if token.dep_ != "prep" or lemma(verb) not in ("be", "stand", "see") or verb.tag_ == "VBG":
        return
    for effect in happenings(told, ends(token)):
        for cause in agents(verb) if lemma(verb) != "see" else patients(verb):
            if thing(cause):
                yield Link(token, token, cause, effect, "'behind'", _denied(verb))


def preps(word: Token, *names: str) -> Iterator[Token]:
    for child in word.children:
        if child.lower_ in names and child.dep_ in ("prep", "agent", "dative"):
            yield child


def ends(prep: Token) -> list[Token]:
    """Heads after a preposition, those joined by 'and' as well; a gerund where there is no noun."""
    found = [child for child in prep.children if child.dep_ in ("pobj", "pcomp")]
    found += [end for child in prep.children if child.dep_ == "prep" for end in ends(child)]
    named = [each for end in found for each in (end, *(c for c in end.children if c.dep_ == "conj"))]
    return [each for each in dict.fromkeys(named) if each.pos_ in _NAMING or each.tag_ == "VBG"]


def thing(head: Token) -> bool:
    """Whether a head can be a cause: no pronoun, which would have to be looked up to say anything."""
    return head.pos_ in ("NOUN", "PROPN", "VERB", "NUM", "ADJ")


def _denied(verb: Token) -> bool:
    """Whether the tie is denied: "not caused by", "denied that X was behind"."""
    return standing(verb, noun=False).status == "denied" or any(child.dep_ == "neg" for child in verb.children)


def _not_before(token: Token) -> bool:
    """Whether 'not' stands before the phrase: "not because of"."""
    return any(token.doc[at].lower_ in ("not", "n't") for at in (token.i - 1, token.i - 2) if at >= token.sent.start)
