"""Tones: words that praise or blame an actor, with how strongly, from a lexicon of ours over the grammar.

A word counts only where the grammar directs it at an actor: "authoritarian President", "Moscow lied", "Cairo is a
reliable partner", "the Kremlin's cruelty". Praise and blame that somebody utters ("Berlin condemned Minsk") is that
voice's, so it counts only where a statement holds it. Negation turns a score round and halves it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from spacy.tokens import Token

from dragoman.extract.clauses import agents, patients, subjects
from dragoman.extract.held import Held, among, forms, held
from dragoman.extract.parse import Parse
from dragoman.extract.status import standing
from dragoman.extract.things import lemma
from dragoman.records import Mention, Source, Statement, Tone
from dragoman.tables import table

_VERBS = frozenset(("VERB", "AUX"))
_NOUNS = frozenset(("NOUN", "PROPN"))
_NEGATIONS = frozenset(("not", "n't", "never", "no", "neither", "nor", "hardly", "without"))
_OPEN = frozenset(("could", "may", "might", "should", "must", "can", "ca", "ought", "would", "if", "unless", "whether"))
_BE = frozenset(("be", "become", "remain", "seem", "appear", "look", "stay", "prove"))
_KINDS = frozenset(("state", "government", "person", "organisation", "group", "outlet"))
_KIN = frozenset(("brother", "sister", "friend", "partner"))
"""Words of praise for a nation that only say how persons are related."""
_GOES_ON = frozenset(("continue", "begin", "start", "keep", "cease"))
_WEAK = 0.25
"""A word no stronger than this says nothing when it is denied: "did not boast"."""
_STEP = 4
"""Scores are in quarters."""


@dataclass(frozen=True, slots=True)
class _Judged:
    first: Token
    last: Token
    target: Token
    score: float
    clause: Token | None = None
    """The word that a negation stands on; None: nothing can deny it."""
    uttered: Token | None = None
    """The verb whose subject utters the judgement; None: whoever tells the words."""


@cache
def _role(name: str) -> Mapping[str, float]:
    rows = table("tones", ("role", "word", "score"))
    return MappingProxyType({row["word"]: float(row["score"]) for row in rows if row["role"] == name})


@cache
def _phrases() -> Mapping[str, tuple[tuple[tuple[str, ...], float], ...]]:
    """Last word → the nouns of the table that end with it, longest first."""
    found: dict[str, list[tuple[tuple[str, ...], float]]] = {}
    for phrase, score in _role("noun").items():
        words = tuple(phrase.replace("-", " - ").split())
        found.setdefault(words[-1], []).append((words, score))
    return MappingProxyType({w: tuple(sorted(p, key=lambda e: (-len(e[0]), e[0]))) for w, p in found.items()})


def tones(parse: Parse, mentions: Sequence[Mention], statements: Iterable[Statement]) -> Iterator[Tone]:
    """The tones of a document in text order, each actor once for the same words."""
    records = held(parse, mentions, statements)
    found: dict[tuple[Source, Source], Tone] = {}
    readers = _readers()
    for token in among(parse.doc, _telling()):
        both = (*readers.get(lemma(token), ()), *readers.get(token.lower_, ()))
        for reader in dict.fromkeys(both):
            for judged in reader(records, token):
                tone = _tone(records, judged)
                if tone is not None:
                    found.setdefault((tone.source, tone.target_span), tone)
    yield from sorted(found.values(), key=lambda tone: (tone.source, tone.target_span))


@cache
def _readers() -> Mapping[str, tuple[Callable[[Held, Token], Iterator[_Judged]], ...]]:
    found: dict[str, list[Callable[[Held, Token], Iterator[_Judged]]]] = {}
    for names, reader in (
        ([word.rsplit("-", 1)[-1] for word in _role("adjective")], _by_adjective),
        (_phrases(), _by_noun),
        (_role("subject"), _by_subject),
        (_role("object"), _by_object),
        ((*_role("owner"), *_role("quality")), _by_owner),
        (_role("adverb"), _by_adverb),
    ):
        for word in dict.fromkeys(names):
            found.setdefault(word, []).append(reader)
    return MappingProxyType({word: tuple(readers) for word, readers in found.items()})


@cache
def _telling() -> frozenset[int]:
    return forms(_readers())


def _by_adjective(records: Held, token: Token) -> Iterator[_Judged]:
    """'the corrupt Ruritanian government', 'Minsk is reliable'."""
    first, score = _adjective(token)
    if score is None:
        return
    if token.dep_ == "amod" and token.head.pos_ in _NOUNS:
        yield _Judged(first, token, token.head, score, token)
    elif token.dep_ in ("acomp", "oprd") and token.head.pos_ in _VERBS and lemma(token.head) in _BE:
        for subject in subjects(token.head):
            yield _Judged(first, token, subject, score, token.head)
    elif token.dep_ == "conj" and token.head.pos_ == "ADJ":
        inner = token.head
        if inner.dep_ == "amod" and inner.head.pos_ in _NOUNS:
            yield _Judged(first, token, inner.head, score, token)
        elif inner.dep_ == "acomp" and lemma(inner.head) in _BE:
            for subject in subjects(inner.head):
                yield _Judged(first, token, subject, score, inner.head)


def _as_word(token: Token) -> bool:
    """Whether a word is written as a word, not as a name: "democratic", not "Democratic"."""
    return not token.text[:1].isupper() or token.i == token.sent.start or token.text.isupper()


def _adjective(token: Token) -> tuple[Token, float | None]:
    """First token of an adjective of the table and its score; "self-serving" is three tokens."""
    doc, words = token.doc, _role("adjective")
    if token.i >= 2 and doc[token.i - 1].text == "-":
        whole = f"{doc[token.i - 2].lower_}-{token.lower_}"
        return doc[token.i - 2], words.get(whole)
    if any(child.dep_ == "prep" and child.lower_ in ("for", "to") for child in token.children):
        return token, None  # "responsible for", "loyal to" say no more than what follows
    if (
        token.pos_ not in ("ADJ", "VERB")
        or not _as_word(token)
        or (token.i + 1 < len(doc) and doc[token.i + 1].text == "-")
    ):
        return token, None
    return token, words.get(token.lower_)


def _by_noun(records: Held, token: Token) -> Iterator[_Judged]:
    """'Cairo is a reliable partner', 'the dictator Ruritanov', 'Ruritanov, a thug,'."""
    if token.pos_ not in _NOUNS or not _as_word(token):
        return
    doc = token.doc
    for words, score in _phrases()[lemma(token) if lemma(token) in _phrases() else token.lower_]:
        start = token.i - len(words) + 1
        inside = doc[max(start, 0) : token.i + 1]
        if start < 0 or any(w not in (lemma(t), t.lower_) for w, t in zip(words, inside, strict=True)):
            continue
        for target, clause in _called(token):
            yield _Judged(inside[0], token, target, score, clause)
        return


def _called(token: Token) -> Iterator[tuple[Token, Token | None]]:
    """Whom a noun is said of, and the word that could deny it."""
    above = token.head
    if token.dep_ == "attr" and above.pos_ in _VERBS:
        for subject in subjects(above):
            yield subject, above
    elif token.dep_ in ("appos", "compound", "nmod") and (above.pos_ == "PROPN" or token.dep_ == "appos"):
        yield above, None
    elif token.dep_ == "oprd" and above.pos_ in _VERBS:
        for target in patients(above):
            yield target, above
    elif token.dep_ == "pobj" and above.lower_ == "as" and above.head.pos_ in _VERBS:
        for target in patients(above.head):
            yield target, above.head
    for child in token.children:
        if child.dep_ == "appos" and child.pos_ == "PROPN":
            yield child, None


def _by_subject(records: Held, token: Token) -> Iterator[_Judged]:
    """'Moscow lied', 'the junta terrorised villages'."""
    score = _role("subject").get(lemma(token))
    if token.pos_ == "VERB" and score is not None and not _purpose(token):
        for subject in agents(token):
            yield _Judged(token, token, subject, score, token)


def _by_object(records: Held, token: Token) -> Iterator[_Judged]:
    """'Berlin condemned Minsk'."""
    score = _role("object").get(lemma(token))
    if token.pos_ == "VERB" and score is not None:
        for target in patients(token):
            yield _Judged(token, token, target, score, token, token)


def _by_owner(records: Held, token: Token) -> Iterator[_Judged]:
    """'the Kremlin's cruelty', 'the wisdom of the people'."""
    word = lemma(token)
    score = _role("quality").get(word, _role("owner").get(word))
    if token.pos_ != "NOUN" or score is None:
        return
    for child in token.children:
        if child.dep_ == "poss" and child.i < token.i:
            yield _Judged(token, token, child, score, token)
        elif child.dep_ == "prep" and child.lower_ == "of" and word in _role("quality"):
            for end in child.children:
                if end.dep_ == "pobj":
                    yield _Judged(token, token, end, score, token)


def _by_adverb(records: Held, token: Token) -> Iterator[_Judged]:
    """'troops brutally dispersed the crowd'."""
    verb, score = token.head, _role("adverb").get(token.lower_)
    if token.dep_ == "advmod" and verb.pos_ == "VERB" and score is not None:
        for subject in agents(verb):
            yield _Judged(token, token, subject, score, verb)


def _purpose(verb: Token) -> bool:
    """Whether the verb only says what something is for, or what is tried or wished: "sent troops to protect"."""
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children) and not (
        verb.dep_ == "xcomp" and lemma(verb.head) in _GOES_ON
    )


def _tone(records: Held, judged: _Judged) -> Tone | None:
    """The record; None where the words reach no actor, or nobody's voice, or are only thought of."""
    mention = _meant(records, judged.target)
    if mention is None or (mention.kind not in _KINDS and not mention.antecedent):
        return None
    score = judged.score
    if lemma(judged.last) in _KIN and mention.kind == "person":
        return None
    if judged.clause is not None:
        verb = judged.clause.head if judged.clause.dep_ in ("acomp", "attr", "oprd") else judged.clause
        if verb.pos_ in _VERBS and standing(verb, noun=False).status in ("hypothetical", "planned"):
            return None
        if any(child.dep_ == "mark" and child.lower_ in _OPEN for child in verb.children):
            return None
        deniers = [*judged.clause.children, *judged.last.children]
        if any(child.dep_ == "neg" or child.lower_ in _NEGATIONS for child in deniers):
            score = _weaker(-score) if abs(score) > _WEAK else 0.0
        elif judged.clause.sent[-1].text == "?":
            return None
    source = records.source(judged.first, judged.last)
    claim = records.claim(source)
    if judged.uttered is not None:
        told = records.told_by(judged.uttered)
        if told is None and not any(who.lower_ in ("i", "we") for who in agents(judged.uttered)):
            return None
        claim = told.id if told is not None else claim
    return Tone(source, mention.source, score, claim) if score else None


def _meant(records: Held, target: Token) -> Mention | None:
    """The actor that a word heads, or names with its title: "the arrogant minister Sergei Lavrov"."""
    named = [child for child in target.children if child.dep_ == "appos" and child.pos_ == "PROPN"]
    if target.dep_ in ("compound", "nmod") and target.head.pos_ == "PROPN":
        named.append(target.head)
    found = (mention for word in (target, *named) if (mention := records.at(word)) is not None)
    return next(found, None)


def _weaker(score: float) -> float:
    """Half a score, in quarters, away from nothing."""
    half = abs(score) * _STEP / 2
    return (int(half + 0.5)) / _STEP * (1 if score > 0 else -1)
