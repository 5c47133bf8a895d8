"""Whether two names are one: a score, an answer (same, different, unsure) and the reason in words.

Words are set beside each other whatever their order, each pair scored by its spelling and by its spelling class, so
that romanisations agree. The worst pair counts as much as all together: one other given name makes another person,
however long the rest. Words on one side only weigh little in a person's name and more in a body's.
"""

from __future__ import annotations

from typing import NamedTuple

from rapidfuzz.distance import OSA, Levenshtein

from dragoman.records import Kind, Verdict
from dragoman.resolve.folding import Folded, fold, skeleton, sound, words_of

MATCH = 0.7
"""Scores from here on are the same name in screening. F1 over 826 labelled pairs is flat from .68 to .76 (2026-11)."""
SAME = 0.9
"""Scores from here on are the same name, if no pair of words is in doubt."""
DIFFERENT = 0.6
"""Scores below are different names."""

_CLASS = 0.96
"""What two spellings of one class are worth; .90 to .98 tried, flat."""
_NICKNAME = 0.93
_INITIAL = 0.85
_WORST = 0.5
"""Share of the worst pair of words in the score; .2 to .7 tried, flat from .4."""
_PERSON_EXTRA, _BODY_EXTRA = 0.1, 0.6
"""What words on one side only take away, as a share of their weight in the name; .05 to .2 and .4 to 1 tried."""
_LONG = 7
"""Letters of a word beyond these add no weight."""
_SURE = 0.855
"""One letter in seven may differ where names are held to be the same."""
_WHOLE = 0.86
"""The letters of both names without spaces agree at least so well where one runs words together."""
_FORMS_DIFFER = 0.05
_CAPPED = 0.5
"""Score at most where numbers or fathers differ."""
_SINGLE = 0.72
"""Score at most of one word against a person's fuller name."""
_ACRONYM = 0.8
_NICKNAMES = words_of("nickname")


class Comparison(NamedTuple):
    """How alike two names are, 0 to 1; the answer; and why."""

    score: float
    verdict: Verdict
    reason: str


class _Aligned(NamedTuple):
    score: float
    worst: float
    doubt: tuple[str, str] | None
    """The pair of words that agree least."""
    extra: int


def compare(a: str, b: str, *, kind: Kind | None = None) -> Comparison:
    """Whether `a` and `b` name one actor of this kind (None: not known). Symmetric."""
    if b < a:
        a, b = b, a
    left, right = fold(a, kind), fold(b, kind)
    if left.glyphs and right.glyphs:
        score = Levenshtein.normalized_similarity(left.glyphs, right.glyphs)
        return _judged(score, "the same signs" if score == 1 else "signs that differ", sure=score == 1)
    if left.joined == right.joined and left.numbers == right.numbers and left.forms == right.forms:
        return Comparison(1.0, "same", "the same letters")
    if len(left.words) > len(right.words):
        left, right, a, b = right, left, b, a
    if len(left.words) != len(right.words):
        if is_acronym(a, right):
            return Comparison(_ACRONYM, "unsure", f"'{a}' may be the initials of '{b}'")
        right = _drawn_together(left, right)
    body = kind in ("organisation", "government", "outlet") or bool(left.forms or right.forms)
    return _weigh(left, right, _align(left, right, _BODY_EXTRA if body else _PERSON_EXTRA), body=body)


def is_acronym(short: str, full: Folded) -> bool:
    """Whether `short` is written as initials and they are those of the words of `full`, particles left out."""
    letters = short.replace(".", "")
    return (
        letters.isupper()
        and 2 <= len(letters) == len(full.words)
        and letters.lower() == "".join(word[0] for word in full.words)
    )


def _weigh(left: Folded, right: Folded, aligned: _Aligned, *, body: bool) -> Comparison:
    """The verdict on two names whose words are set beside each other."""
    score, worst, doubt, extra = aligned
    if extra or len(left.words) == 1:
        whole = OSA.normalized_similarity(left.joined, right.joined)
        if whole >= _WHOLE and whole > score:
            score = worst = whole
    if left.numbers != right.numbers:
        return Comparison(min(score, _CAPPED), "different", f"numbers differ: {_listed(left)} and {_listed(right)}")
    if left.father and right.father and score > SAME and sound(left.words[0]) != sound(right.words[0]):
        return Comparison(min(score, _CAPPED), "different", "father and son change places")
    if left.forms and right.forms and left.forms != right.forms:
        return _judged(score - _FORMS_DIFFER, "legal forms differ", sure=False)
    if len(left.words) == 1 and extra and worst >= _SURE and not body and score != worst:
        return Comparison(min(score, _SINGLE), "unsure", f"'{left.words[0]}' alone may be anyone of that name")
    if doubt and worst < _SURE:
        initial = len(doubt[0]) == 1 or len(doubt[1]) == 1
        reason = "an initial for a name" if initial and worst else f"'{doubt[0]}' is not '{doubt[1]}'"
        return _judged(score, reason, sure=False)
    if extra:
        if _initials(left) and _initials(left) != _initials(right):
            return _judged(score, "initials differ", sure=False)
        return _judged(score, f"{extra} word{'s' * (extra > 1)} more on one side", sure=not body)
    return _judged(score, "spelled alike" if worst < 1 else "the same words", sure=True)


def _initials(name: Folded) -> list[str]:
    return sorted(word for word in name.words if len(word) == 1)


def _judged(score: float, reason: str, *, sure: bool) -> Comparison:
    verdict: Verdict = "same" if sure and score >= SAME else "different" if score < DIFFERENT else "unsure"
    return Comparison(score, verdict, reason)


def _align(left: Folded, right: Folded, extra_weight: float) -> _Aligned:
    """Words of the shorter name paired with words of the longer: equal ones first, then the best pairs."""
    rest, others = list(left.words), []
    got = 0.0
    for word in right.words:
        if word in rest:
            rest.remove(word)
            got += 2 * _heaviness(word)
        else:
            others.append(word)
    weight, worst, doubt = got, 1.0, None
    if rest:
        for alike, word, other in _pairs(rest, others, bare=left.bare or right.bare):
            heavy = _heaviness(word) + _heaviness(other)
            got += alike * heavy
            weight += heavy
            others.remove(other)
            if alike < worst:
                worst, doubt = alike, (word, other)
    extra = sum(map(_heaviness, others))
    score = got / weight * (1 - _WORST + _WORST * worst) * (1 - extra_weight * extra / (weight + extra))
    return _Aligned(score, worst, doubt, len(others))


def _pairs(words: list[str], others: list[str], *, bare: bool) -> list[tuple[float, str, str]]:
    """Each of `words` with the one of `others` that it goes with, and how alike they are; best pairs are made first."""
    if len(words) == len(others) == 1:
        return [(_alike(words[0], others[0], bare=bare), words[0], others[0])]
    table = [(-_alike(word, other, bare=bare), i, j) for i, word in enumerate(words) for j, other in enumerate(others)]
    table.sort()
    made: list[tuple[float, str, str]] = []
    taken: set[int] = set()
    used: set[int] = set()
    for unlike, i, j in table:
        if i not in taken and j not in used:
            taken.add(i)
            used.add(j)
            made.append((-unlike, words[i], others[j]))
    return made


def _heaviness(word: str) -> int:
    return min(len(word), _LONG) + 1


def _alike(a: str, b: str, *, bare: bool) -> float:
    """How alike two unequal words are, 0 to 1; `bare`: by their consonants too."""
    if len(a) == 1 or len(b) == 1:
        return _INITIAL if a[0] == b[0] else 0.0
    sound_a, sound_b = sound(a), sound(b)
    if sound_a == sound_b:
        return _CLASS
    score = max(OSA.normalized_similarity(a, b), _CLASS * OSA.normalized_similarity(sound_a, sound_b))
    if bare:
        score = max(score, _CLASS * OSA.normalized_similarity(skeleton(a), skeleton(b)))
    if score < _NICKNAME and (a in _NICKNAMES or b in _NICKNAMES):
        names, others = _given_names(a), _given_names(b)
        if a in others or b in names or not names.isdisjoint(others):
            return _NICKNAME
    return score


def _given_names(word: str) -> frozenset[str]:
    """The given names that a nickname stands for; none when it is no nickname."""
    return frozenset(_NICKNAMES.get(word, "").split())


def _drawn_together(short: Folded, long: Folded) -> Folded:
    """The longer name with two neighbours drawn together where the shorter writes them as one word."""
    for i in range(len(long.words) - 1):
        joined = long.words[i] + long.words[i + 1]
        if joined in short.words:
            return long._replace(words=(*long.words[:i], joined, *long.words[i + 2 :]))
    return long


def _listed(name: Folded) -> str:
    return " ".join(name.numbers) or "none"
