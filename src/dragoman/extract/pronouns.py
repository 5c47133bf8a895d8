"""Third-person pronouns: whom he, she, they, it and who stand for, and None where two come into question.

Preferences after Lappin & Leass 1994 (subjects before objects, the near before the far, the often named before the
rarely named, one clause's object is never its subject); the weights are ours. A second candidate close behind the best
leaves a pronoun open: a wrong actor costs more than none.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.extract.candidates import ROLES, Candidate, Scene, commands, relates
from dragoman.extract.pleonastic import pleonastic
from dragoman.extract.vocabulary import Gender, wordlist
from dragoman.records import Mention

HE: dict[str, Gender] = {
    "he": "m",
    "him": "m",
    "his": "m",
    "himself": "m",
    "she": "f",
    "her": "f",
    "hers": "f",
    "herself": "f",
}
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
IT = frozenset({"it", "its", "itself"})
RELATIVE = frozenset({"who", "whom", "which", "whose"})
REACH = 3
"""Sentences that a pronoun looks back."""
REACH_NAMED = 5
"""Sentences that he and she look back to a person named."""
MARGIN = {"he": 0.7, "they": 0.7, "it": 0.8}
"""How far the best candidate must lead; read off 130 resolutions in news of 2016, 2022; tried 0.3 to 1.2, 2026-11."""
CLOSE = 20
"""Tokens within which the subject of its clause owns what is 'theirs' whoever stands between."""
EFFECTS = wordlist("effect")
"""What happenings do, not states: 'it affects', 'it led to'."""
FAR = 0.9
"""Taken off for each sentence between."""
COMMAND = 0.8
PARALLEL = 0.4
OFTEN = 0.15
CATAPHORA = 3.2
ACTOR_VERBS = wordlist("actorverb")
STATE_OWNED = wordlist("stateowned")
BODY_OWNED = wordlist("bodyowned")
REMOVING = wordlist("removing")
SAYING = wordlist("saying")
SYMMETRIC = wordlist("symmetric")
"""Verbs between two people after which 'he' may be either: met, told, accused."""
CAUSAL = wordlist("causal")
"""What events and measures do: 'which led to' takes up a clause, not the state named before it."""
COLLECTIVE = frozenset({"organisation", "government", "outlet", "group"})
BODIES = frozenset({"organisation", "government", "outlet"})


@dataclass(frozen=True, slots=True)
class Choice:
    """The mention that a pronoun stands for, and why."""

    mention: Mention
    reason: str


def person(scene: Scene, token: Token) -> Choice | None:
    """Whom he or she stands for."""
    gender = HE[token.lower_]
    pool = [
        c for c in _near(scene, token, REACH_NAMED) if c.kind == "person" and not c.plural and _within(scene, c, token)
    ]
    told = _removed(scene, token, pool) or _coordinated(scene, token, pool)
    if told is not None:
        return told
    reflexive = token.lower_.endswith("self")
    bound = {c.entity for c in pool if not reflexive and _bound(scene, c, token)}
    pool = [c for c in pool if scene.genders.get(c.entity, gender) == gender and c.entity not in bound]
    pool = [c for c in pool if not (reflexive and _bound(scene, c, token))]
    scores = [(_score(scene, c, token) - (0.0 if c.entity in scene.genders else 0.5), c) for c in pool]
    scores += [(CATAPHORA, ahead) for ahead in _cataphors(scene, token, gender)]
    choice = _best(scores, MARGIN["he"])
    return None if choice is None or _paired_off(scene, choice, token, [c for _, c in scores]) else choice


def _paired_off(scene: Scene, choice: Choice, token: Token, pool: list[Candidate]) -> bool:
    """Whether the choice and another stand on both sides of a verb that leaves open who is meant after it."""
    doc = scene.parse.doc
    chosen = [c for c in pool if c.mention is choice.mention and doc[c.head].dep_ in ("nsubj", "nsubjpass")]
    for c in chosen:
        verb = doc[c.head].head
        if verb.lemma_ in SYMMETRIC and verb != token.head:
            others = [o for o in pool if o.entity != c.entity and o.head > c.head]
            if any(doc[o.head].head == verb or doc[o.head].head.head == verb for o in others):
                return True
    return False


def several(scene: Scene, token: Token) -> Choice | None:
    """Whom they stands for: a group named in the plural, or a body of people."""
    acting = _acting(token)
    scores = []
    for c in _near(scene, token):
        if _bound(scene, c, token) or (acting and c.mention is None and c.kind is None and not _paired(scene, c)):
            continue
        if c.plural:
            scores.append((_score(scene, c, token), c))
        elif c.kind in BODIES and c.mention is not None:
            scores.append((_score(scene, c, token) - 0.9, c))
    choice = _best(scores, MARGIN["they"])
    return None if choice is None or _rivalled(scene, choice, token, [c for _, c in scores]) else choice


def _rivalled(scene: Scene, choice: Choice, token: Token, pool: list[Candidate]) -> bool:
    """Whether others stand between a pronoun and a choice that is not the subject of the pronoun's own clause."""
    chosen = max((c for c in pool if c.mention is choice.mention), key=lambda c: (_score(scene, c, token), c.head))
    subject = scene.parse.doc[chosen.head]
    verb = next((t for t in token.ancestors if t.pos_ in ("VERB", "AUX")), token.head)
    own = subject.head == verb or (token.dep_ in ("nsubj", "nsubjpass") and subject.head == verb.head)
    if own and subject.dep_ in ("nsubj", "nsubjpass") and token.i - chosen.head <= CLOSE:
        return False
    if subject.dep_ not in ("nsubj", "nsubjpass") and len({c.entity for c in pool}) > 1:
        return True
    return any(c.plural and chosen.head < c.head < token.i and c.entity != chosen.entity for c in pool)


def thing(scene: Scene, token: Token) -> Choice | None:
    """What it stands for, where that is a state, a body or a place; None for an 'it' that stands for nothing."""
    if pleonastic(token) or token.dep_ not in ("nsubj", "nsubjpass", "poss"):
        return None
    if token.dep_ == "nsubj" and token.head.lemma_ in EFFECTS:
        return None
    acting = _acting(token)
    owned = token.head.lower_ if token.dep_ == "poss" else ""
    scores = []
    for c in _near(scene, token, 1):
        if (
            c.plural
            or (c.kind in ("person", "group") and c.mention is None)
            or c.kind == "person"
            or _bound(scene, c, token)
        ):
            continue
        if c.mention is not None and c.mention.form == "demonym":
            continue
        score = _score(scene, c, token)
        if c.kind in COLLECTIVE and _told(scene, c, token):
            continue
        if c.mention is None and (acting or owned in STATE_OWNED or owned in BODY_OWNED):
            continue
        if c.kind == "place":
            score -= 0.7
        if owned in STATE_OWNED and c.kind != "state":
            continue
        score += _located(scene, c, token)
        if owned in BODY_OWNED and c.kind in COLLECTIVE:
            score += 0.5
        scores.append((score, c))
    return _best(scores, MARGIN["it"])


def relative(scene: Scene, token: Token) -> Choice | None:
    """Whom who or which stands for: the mention right before it, where the number of its verb allows."""
    comma = token.i - 1
    if comma >= 0 and scene.parse.doc[comma].text in (",", "–", "—", "("):
        comma -= 1
    verb = token.head
    which = token.lower_ == "which"
    if which and (token.dep_ not in ("nsubj", "dobj") or verb.lemma_ in CAUSAL):
        return None
    plural = any(
        t.tag_ == "VBP" or t.lower_ in ("were", "have", "are")
        for t in (verb, *verb.children)
        if t.pos_ in ("VERB", "AUX")
    )
    for candidate in scene.between(max(0, token.i - 12), token.i):
        mention = candidate.mention
        if mention is None or candidate.last != comma + 1 or mention.form == "demonym":
            continue
        if which and (candidate.kind in ("person", "place") or (candidate.plural != plural and token.dep_ == "nsubj")):
            continue
        if not which and candidate.kind not in ("person", "group", "government", "organisation"):
            continue
        return Choice(mention, f"relative clause of {mention.text!r}")
    return None


def _located(scene: Scene, candidate: Candidate, token: Token) -> float:
    """What a city or region named beside a pronoun's noun tells of its state: "its commercial capital Almaty"."""
    if token.dep_ != "poss":
        return 0.0
    after = [c for c in scene.between(token.i + 1, token.i + 5) if c.kind == "place" and c.mention is not None]
    if not after or after[0].mention is None or after[0].mention.country is None:
        return 0.0
    return 1.5 if candidate.mention is not None and candidate.mention.country == after[0].mention.country else -1.5


def _within(scene: Scene, candidate: Candidate, token: Token) -> bool:
    """Whether a person is near enough: a person named may be somewhat farther off."""
    named = candidate.mention is not None and candidate.mention.form == "name"
    return named or scene.sentence(token.i) - candidate.sentence <= REACH


def _removed(scene: Scene, token: Token, pool: list[Candidate]) -> Choice | None:
    """The person who loses something of theirs: "removed the minister from his post"."""
    if token.dep_ != "poss" or token.head.dep_ != "pobj" or token.head.head.lower_ != "from":
        return None
    verb = token.head.head.head
    if verb.lemma_ not in REMOVING:
        return None
    for candidate in pool:
        head = scene.parse.doc[candidate.head]
        if candidate.mention is not None and head.head == verb and head.dep_ in ("dobj", "nsubjpass"):
            return Choice(candidate.mention, f"what {candidate.mention.text!r} is removed from")
    return None


def _coordinated(scene: Scene, token: Token, pool: list[Candidate]) -> Choice | None:
    """The person with whom something of theirs is named: "the president and his guards"."""
    if token.dep_ != "poss" or token.head.dep_ != "conj":
        return None
    for candidate in pool:
        if candidate.mention is not None and candidate.head == token.head.head.i:
            return Choice(candidate.mention, f"named beside {candidate.mention.text!r}")
    return None


def _near(scene: Scene, token: Token, reach: int = REACH) -> Iterable[Candidate]:
    """Candidates before a pronoun, few sentences back; from within a quotation none but those within it."""
    quotation = scene.quotation(token.idx)
    for candidate in scene.recent(token.i, reach):
        if candidate.last > token.i or (quotation is not None and candidate.quotation != quotation):
            continue
        if quotation is not None or candidate.quotation is None or candidate.mention is not None:
            yield candidate


def _bound(scene: Scene, candidate: Candidate, token: Token) -> bool:
    """Whether grammar forbids it: an object is not the subject of its own verb, a part is not its whole."""
    head = scene.parse.doc[candidate.head]
    if token.lower_.endswith("self") or token.lower_.endswith("selves"):
        return not commands(scene.parse.doc, candidate, token)
    if token.dep_ in ("dobj", "dative", "pobj", "obj", "conj"):
        verb = next((t for t in token.ancestors if t.pos_ in ("VERB", "AUX")), token.head)
        if head.dep_ in ("nsubj", "nsubjpass") and head.head == verb:
            return True
    if token.dep_ == "poss":
        noun = token.head
        return noun.i == candidate.head or (noun.dep_ == "appos" and noun.head.i == candidate.head)
    return (
        head in token.ancestors
        and head.dep_ not in ("ROOT",)
        and head.pos_ in ("NOUN", "PROPN")
        and token.dep_ != "nsubj"
    )


def _score(scene: Scene, candidate: Candidate, token: Token) -> float:
    """How well a candidate fits by its place, before what its kind adds."""
    away = scene.sentence(token.i) - candidate.sentence
    role = max(candidate.role, ROLES["nsubj"]) if relates(scene.parse.doc, candidate, token) else candidate.role
    score = role - FAR * away
    if away == 0 and commands(scene.parse.doc, candidate, token):
        score += COMMAND
    subject = ("nsubj", "nsubjpass")
    if token.dep_ in subject and scene.parse.doc[candidate.head].dep_ in subject:
        score += PARALLEL
    if scene.parse.document.text.find("\n", scene.parse.doc[candidate.head].idx, token.idx) >= 0:
        score -= 0.3
    return score + OFTEN * min(3, scene.counts.get(candidate.entity, 1) - 1)


def _best(scores: list[tuple[float, Candidate]], margin: float) -> Choice | None:
    """The best candidate where it leads every other entity by the margin."""
    best: dict[str, tuple[float, int, Candidate]] = {}
    for score, candidate in scores:
        rank = (score, candidate.head, candidate)
        if candidate.entity not in best or rank[:2] > best[candidate.entity][:2]:
            best[candidate.entity] = rank
    order = sorted(best.values(), key=lambda rank: (-rank[0], -rank[1]))
    if not order or order[0][2].mention is None or order[0][0] < 0.3:
        return None
    if len(order) > 1 and order[0][0] - order[1][0] < margin:
        return None
    mention = order[0][2].mention
    lead = f", {order[0][0] - order[1][0]:.1f} ahead of the next" if len(order) > 1 else ", the only one in reach"
    return Choice(mention, f"stands for {mention.text!r}{lead}")


def _cataphors(scene: Scene, token: Token, gender: Gender) -> Iterable[Candidate]:
    """Subjects that follow a pronoun in a phrase before them: "In his speech, Putin said"."""
    if scene.quotation(token.idx) is not None:
        return
    for candidate in scene.between(token.i + 1, token.i + 31):
        head = scene.parse.doc[candidate.head]
        if head.dep_ not in ("nsubj", "nsubjpass") or candidate.mention is None:
            continue
        opening = next((t for t in (token, *token.ancestors) if t.head == head.head), None)
        if opening is None or opening.i > head.i or opening.dep_ not in ("prep", "advcl", "npadvmod"):
            continue
        if candidate.kind == "person" and scene.genders.get(candidate.entity, gender) == gender:
            yield candidate


def _told(scene: Scene, candidate: Candidate, token: Token) -> bool:
    """Whether a body says a clause of which 'it' is the subject: "The institute estimates that it would cost"."""
    subject, verb = scene.parse.doc[candidate.head], token.head
    return (
        token.dep_ in ("nsubj", "nsubjpass")
        and verb.dep_ == "ccomp"
        and subject.head == verb.head
        and verb.head.lemma_ in SAYING
        and verb.lemma_ not in ACTOR_VERBS
        and not verb.text.endswith("ing")
    )


def _acting(token: Token) -> bool:
    """Whether a pronoun is the subject of something that only people and bodies do."""
    return token.dep_ in ("nsubj", "agent") and token.head.lemma_ in ACTOR_VERBS


def _paired(scene: Scene, candidate: Candidate) -> bool:
    """Whether a candidate without a mention is two or more mentions together."""
    beside = scene.between(candidate.head, candidate.head + 1)
    return candidate.plural and any(c.mention is not None for c in beside)
