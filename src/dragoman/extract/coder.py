"""Which PLOVER type and mode a trigger tells.

`code` asks the tables of verbs and nouns, and where they are silent a classifier. `code_pair` says what a sentence
tells between two given parties, as a researcher who has marked them wants it: there PLOVER's rules on what is
announced and on what is refused hold, and the tables' vote is weighed against the trained classifier's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from spacy.tokens import Span, Token

from dragoman.extract.arguments import parties
from dragoman.extract.classifier import NONE, predict
from dragoman.extract.clauses import VERBAL, complements, conjuncts, patients, substance
from dragoman.extract.features import features
from dragoman.extract.lexicon import Entry, find, names
from dragoman.extract.parse import Parse
from dragoman.extract.status import Standing, standing
from dragoman.extract.things import lemma
from dragoman.records import Source, Status

COOPERATIVE = {"CONSULT", "SUPPORT", "COOPERATE", "AID", "RETREAT", "CONCEDE", "AGREE"}
THREATS = {"PROTEST": None, "SANCTION": "restrict", "COERCE": "restrict", "ASSAULT": "violence"}
"""The mode of THREATEN that announcing such an act is."""
MODIFYING = {"compound", "amod", "nmod"}
"""A word that modifies a noun tells nothing: "peace talks process", "attack helicopters"."""
DECIDED = {"decide", "order", "approve", "resolve", "authorise", "authorize"}
"""Verbs that do what they decide: a court that orders a release releases."""


TRUST, TRUST_AT_MOST = 0.2, 1.0
"""What the tables' vote counts beside the classifier's probabilities, for each point of fit, and at most.

Cross-validation on data/training (49 settings, November 2026) likes .13 and .65 best (.656 against .631); news copy is
plainer than our sentences, and the tables are surer of it, so they are trusted more (docs/decisions/coder.md)."""


@dataclass(frozen=True, slots=True)
class Guess:
    """What the classifier holds a trigger to tell, and how likely: 0 to 1."""

    type: str
    mode: str | None
    share: float


Classifier = Callable[[Token], Guess | None]
"""Asked where the tables are silent; None: no happening."""


@dataclass(frozen=True, slots=True)
class Coding:
    """A trigger and what it tells. `absorbed` are tokens that tell the same happening: no triggers themselves."""

    trigger: Token
    type: str
    mode: str | None
    entry: Entry
    absorbed: tuple[Token, ...] = ()
    share: float | None = None
    """How likely the classifier holds it; None: the tables tell it."""

    @property
    def reason(self) -> str:
        """The row that fitted, in words: "'deploy' (verbs: obj:force)"; or "classifier: 'stormed' .81"."""
        if self.share is not None:
            return f"classifier: '{self.trigger.text}' {_short(self.share)}"
        kind = "nouns" if self.entry.noun else "verbs"
        return f"'{self.trigger.text}' ({kind}: {self.entry.lemma}{' ' + self.entry.frame if self.entry.frame else ''})"


def code(trigger: Token, classifier: Classifier | None = None) -> Coding | None:
    """What a verb or noun tells: by the tables, and where they are silent by the classifier, if one is given."""
    entry = find(trigger)
    if entry is not None:
        return Coding(trigger, entry.type, entry.mode, entry, tuple(_absorbed(trigger, entry)))
    guess = classifier(trigger) if classifier is not None else None
    if guess is None:
        return None
    return Coding(trigger, guess.type, guess.mode, guessed(trigger, guess), share=guess.share)


def guessed(trigger: Token, guess: Guess | None = None) -> Entry:
    """The row that the tables lack: no frame, the subject acts, the other party wherever one may stand."""
    type_, mode = (guess.type, guess.mode) if guess is not None else (NONE, None)
    return Entry(lemma(trigger), "", (), type_, mode, ">", (), trigger.pos_ != "VERB")


def codings(words: Span, classifier: Classifier | None = None) -> list[Coding]:
    """All that the words tell, in text order; a noun that its verb already tells is left out."""
    found = [coding for token in words if _may_tell(token) and (coding := code(token, classifier)) is not None]
    taken = {token.i for coding in found for token in coding.absorbed}
    return [coding for coding in found if coding.trigger.i not in taken]


def _may_tell(token: Token) -> bool:
    return token.dep_ not in MODIFYING and token.ent_type_ not in ("DATE", "TIME")


def _absorbed(trigger: Token, entry: Entry) -> list[Token]:
    """Nouns that the frame names: one happening with it, "imposed sanctions and tariffs", "the suspension of aid"."""
    named = [each.words for each in entry.conditions if each.words is not None and not each.absent]
    heads = [
        *([] if entry.noun else patients(trigger)),
        *complements(trigger, ("in", "into", "for", "to", "on", "of", "with")),
    ]
    found: list[Token] = []
    for head in heads:
        if any(names(head, words) for words in named):
            found.extend(
                token for token in (head, substance(head), *conjuncts(substance(head))) if find(token) is not None
            )
    return found


def code_pair(
    parse: Parse, source_span: Source | None, target_span: Source | None
) -> tuple[str | None, str | None, Status, str]:
    """Type, mode, status and reason of what is told between two parties; type None: nothing.

    `target_span` None: the other party is not named. PLOVER's rules hold: cooperation announced for the future is
    AGREE, a withdrawal announced CONCEDE, conflict announced THREATEN, cooperation refused REJECT.
    """
    votes = ballot(parse, source_span, target_span)
    best = max(votes, key=lambda vote: vote.fit, default=None)
    found = features(parse, source_span, target_span)
    shares = predict(found) if found is not None else {}
    type_ = weigh(best, shares)
    vote = best
    if best is None or type_ != best.type:
        vote = max((each for each in votes if each.type == type_), key=lambda each: each.fit, default=None)
    if vote is not None:
        why = "" if vote == best else f", chosen by the classifier {_short(shares[vote.type])}"
        return vote.type, vote.mode, vote.status, vote.reason + why
    if type_ is None:
        silent = "no row of the tables fits" if best is None else f"not {best.type} of {best.reason}"
        return None, None, "happened", silent + (f"; classifier: nothing {_short(shares[NONE])}" if shares else "")
    over = found.over if found is not None else None
    if over is None:
        return type_, None, "happened", f"classifier: the whole sentence {_short(shares[type_])}"
    status = standing(over, over.pos_ != "VERB").status
    return type_, None, status, f"classifier: '{over.text}' {_short(shares[type_])}"


@dataclass(frozen=True, slots=True)
class Vote:
    """What one trigger tells by the tables and PLOVER's rules, and how well its parties fit the two given."""

    type: str
    mode: str | None
    status: Status
    reason: str
    fit: float


def ballot(parse: Parse, source_span: Source | None, target_span: Source | None) -> list[Vote]:
    """The tables' votes on two parties, in text order."""
    source, target = _tokens(parse, source_span), _tokens(parse, target_span)
    found: list[Vote] = []
    for coding in codings(_around(parse, source or target)):
        told = standing(coding.trigger, coding.entry.noun)
        type_, mode, why = _by_rule(coding, told)
        found.append(Vote(type_, mode, told.status, coding.reason + why, _fit(coding, source, target)))
    return found


def weigh(vote: Vote | None, shares: Mapping[str, float]) -> str | None:
    """The type that the tables' best vote and the classifier's probabilities together make likeliest; None: none."""
    scores = dict(shares)
    if vote is not None:
        weight = max(0.0, min(TRUST_AT_MOST, TRUST * vote.fit)) if shares else 1.0
        scores[vote.type] = scores.get(vote.type, 0.0) + weight
    best = max(sorted(scores), key=lambda name: scores[name], default=NONE)
    return None if best == NONE else best


def _by_rule(coding: Coding, told: Standing) -> tuple[str, str | None, str]:
    if told.status == "planned" and told.word is not None and lemma(told.word) in DECIDED:
        return coding.type, coding.mode, ", decided"
    if told.status == "planned" and (coding.type, coding.mode) == ("RETREAT", "withdraw"):
        return "CONCEDE", None, ", announced for the future"
    if told.status == "planned" and coding.type in COOPERATIVE:
        return "AGREE", None, ", announced for the future"
    if told.status == "planned" and coding.type in THREATS:
        return "THREATEN", THREATS[coding.type], ", announced for the future"
    if told.status == "denied" and coding.type in COOPERATIVE:
        return "REJECT", None, ", denied"
    return coding.type, coding.mode, ""


def _tokens(parse: Parse, span: Source | None) -> frozenset[int]:
    if span is None:
        return frozenset()
    return frozenset(token.i for token in parse.span(span.start, span.end))


def _around(parse: Parse, spans: frozenset[int]) -> Span:
    """The sentence of the parties; the whole text where they are not given."""
    if not spans:
        return parse.doc[:]
    return parse.doc[min(spans)].sent


def _fit(coding: Coding, source: frozenset[int], target: frozenset[int]) -> float:
    """How well a happening's parties are the two given: 0 and up."""
    found = parties(coding.trigger, coding.entry)
    acts = _share([found.sources], source)
    acted = _share(list(found.targets), target)
    score = 3.0 * acts + 2.0 * acted
    if found.mutual and target:
        score += 2.0 * (_share([found.sources], target) > 0 and acts > 0)
    if not acts and source:
        score += 0.5 * any(token.i in source for token in coding.trigger.subtree)
        score -= 1.0 * _share(list(found.targets), source)
    if target and acted < 0.9:
        score += 2.0 * (max(_inside(coding.trigger, target), acted) - acted)
    score -= 0.1 * _depth(coding.trigger)
    if coding.trigger.i in source or coding.trigger.i in target:
        score -= 2.0
    return score


def _inside(trigger: Token, span: frozenset[int]) -> float:
    """How surely the span belongs to what the trigger is about: .9 in its clause and complements, .4 further off."""
    best = 0.0
    for token in trigger.subtree:
        if token.i in span:
            above, value = token, 0.9
            while above != trigger:
                if above.dep_ in ("conj", "advcl", "relcl", "parataxis") and above.pos_ in VERBAL:
                    value = 0.4
                above = above.head
            best = max(best, value)
    return best


def _share(groups: list[tuple[Token, ...]], span: frozenset[int]) -> float:
    """1 when a party's head lies in the span, .6 when the span lies inside its phrase, less for groups further down."""
    best = 0.0
    for rank, group in enumerate(groups):
        for head in group:
            value = 1.0 if head.i in span else 0.6 if any(token.i in span for token in head.subtree) else 0.0
            best = max(best, value - 0.05 * rank if value else 0.0)
    return best


def _depth(token: Token) -> int:
    return sum(1 for _ in token.ancestors)


def _short(share: float) -> str:
    """A probability as ".81"."""
    return f"{share:.2f}".removeprefix("0")
