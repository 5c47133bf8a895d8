"""Which cue a quotation belongs to: the one after it, the one before it, or that of the quotation it goes on with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.extract.cues import VERBAL, Cue, cue_at
from dragoman.extract.layout import FINAL, Layout
from dragoman.extract.phrases import Speaker, phrase
from dragoman.extract.quotations import Quotation
from dragoman.extract.speakers import doer, speaker

_DASH = re.compile(r"[ \u00a0]*(--|[—―–-])")
_GOES_ON = frozenset(
    """
    and but or which who that to for in on at of with from by than because while when if so nor although though is are
    was were has have had
    """.split()
)
_NOMINAL = frozenset({"PROPN", "NOUN", "PRON", "DET", "NUM"})
_STOPS = frozenset([*",.?!…;:—–-"])
_NEAR = 14
"""Furthest, in words, that the verb after a quotation may stand from it where the parse does not tie them."""


@dataclass(frozen=True, slots=True)
class Voiced:
    """A quotation and who says it. `cue` None with a `mark`: a colon or dash says so."""

    quotation: Quotation
    cue: Cue | None
    speaker: Speaker | None
    mark: tuple[int, int] | None
    how: str


def voiced(layout: Layout) -> list[Voiced]:
    """The quotations that a cue, a colon or a dash ties to a speaker, in text order."""
    found = []
    for quotation in layout.marks.found:
        who = _after(layout, quotation) or _before(layout, quotation)
        if who is not None:
            found.append(who)
    return found


def alone(layout: Layout, quotation: Quotation) -> bool:
    """Whether a quotation is a sentence of its own, to be read with what stands before it."""
    before, after = layout.before(quotation), layout.after(quotation)
    return not [t for t in before if not t.is_punct] and not [t for t in after if not t.is_punct]


def _takes_quotation(cue: Cue | None) -> bool:
    return cue is not None and cue.pos == "verb" and (cue.takes("that") or cue.takes("quote"))


def _after(layout: Layout, quotation: Quotation) -> Voiced | None:
    words = layout.after(quotation)
    lead = [t for t in words if not t.is_punct]
    if not lead or not (_ends(layout, quotation) or words[0].text in _STOPS):
        return None
    dash = _DASH.match(layout.text, quotation.end)
    whole = layout.text[quotation.inner_end - 1] in FINAL or not layout.before(quotation)
    if dash and whole and lead[0].pos_ in ("PROPN", "DET", "NOUN") and not any(t.pos_ in VERBAL for t in lead):
        return _signed(quotation, dash.span(1), lead)
    if _phrased(layout, quotation):
        return None
    first = lead[0]
    if first.lower_ in ("according", "per") and (cue := cue_at(first)):
        return Voiced(quotation, cue, speaker(cue), None, "quotation before")
    if first.lower_ in _GOES_ON:
        return None
    for token in lead[:_NEAR]:
        cue = cue_at(token)
        if not _takes_quotation(cue):
            if _begins_other(token):
                return None
            continue
        assert cue is not None
        if token.dep_ in ("relcl", "acl") and (token != first or token.tag_ == "VBN"):
            continue
        who = speaker(cue)
        if who is not None and _inside(who.head, lead) and _leads(who, first, token):
            return Voiced(quotation, cue, who, None, "quotation before")
        near = _nearest(lead, token) if not layout.before(quotation) else None
        return Voiced(quotation, cue, near, None, "quotation before") if near else None
    return None


def _begins_other(token: Token) -> bool:
    """Whether a word is the verb of a sentence that is no attribution."""
    if token.pos_ not in VERBAL or token.dep_ in ("relcl", "acl", "aux", "auxpass", "amod", "advcl"):
        return False
    return token.tag_ != "VBN" or any(c.dep_ == "aux" for c in token.children)


def _phrased(layout: Layout, quotation: Quotation) -> bool:
    """Whether a quotation is part of a participle's phrase: calling it “theft”, she left."""
    inside = next(iter(layout.words(quotation.inner_start, quotation.inner_end)), None)
    if inside is None:
        return False
    above = {t.i for t in inside.ancestors}
    return any(t.i in above and t.tag_ == "VBG" and cue_at(t) is not None for t in layout.before(quotation))


def _ends(layout: Layout, quotation: Quotation) -> bool:
    """Whether the last mark within a quotation ends a clause."""
    return layout.text[quotation.inner_start : quotation.inner_end].rstrip()[-1:] in _STOPS


def _inside(token: Token, words: Sequence[Token]) -> bool:
    return words[0].i <= token.i <= words[-1].i


def _leads(who: Speaker, first: Token, cue: Token) -> bool:
    """Whether the words after a quotation start with the speaker, the cue, or an adverb of the cue."""
    return who.start <= first.idx < who.end or first == cue or first.head == cue or cue.i - first.i <= 2


def _nearest(words: Sequence[Token], cue: Token) -> Speaker | None:
    """The speaker by place, where the parse does not tell: the noun phrase before the verb, or right after it."""
    before = [t for t in words if t.i < cue.i and t.pos_ in _NOMINAL and t.dep_ != "pobj"]
    if before:
        return phrase(_head(before[0]))
    after = [t for t in words if t.i > cue.i and t.pos_ in ("PROPN", "NOUN", "PRON") and t.dep_ != "pobj"]
    return phrase(_head(after[0])) if after else None


def _head(token: Token) -> Token:
    while token.dep_ in ("compound", "det", "amod", "poss", "nummod", "nmod") and token.head != token:
        token = token.head
    return token


def _signed(quotation: Quotation, mark: tuple[int, int], lead: Sequence[Token]) -> Voiced | None:
    """A quotation signed by a name after a dash."""
    name = next((t for t in lead if t.pos_ in ("PROPN", "NOUN")), None)
    if name is None or len(lead) > 20:
        return None
    return Voiced(quotation, None, phrase(_head(name)), mark, "quotation signed after a dash")


def _before(layout: Layout, quotation: Quotation) -> Voiced | None:
    words = layout.before(quotation)
    if not words and layout.opens_paragraph(quotation):
        words = _announced(layout, quotation)
    if not words:
        return None
    last = words[-1]
    cues = [c for t in words if (c := cue_at(t)) is not None]
    verbs = [c for c in cues if _takes_quotation(c) and c.head.dep_ not in ("amod",)]
    if last.text == ":":
        verbs = verbs or [c for c in cues if c.pos == "adj" or (c.pos == "verb" and c.head.dep_ in ("ROOT", "conj"))]
        if verbs:
            return Voiced(quotation, verbs[-1], speaker(verbs[-1]), None, "quotation after a colon")
        return _labelled(quotation, words)
    if last.text == "," or (last.lower_ == "that" and last.tag_ == "IN") or (verbs and last.i - verbs[-1].head.i <= 1):
        if verbs and not _clause_between(verbs[-1].head, words):
            return Voiced(quotation, verbs[-1], speaker(verbs[-1]), None, "quotation after")
        if not verbs and (cue := cue_at(words[0])) is not None and cue.pos == "prep":
            return Voiced(quotation, cue, speaker(cue), None, "quotation after")
    return None


def _clause_between(cue: Token, words: Sequence[Token]) -> bool:
    """Whether another finite verb stands between a cue and the quotation after it."""
    return any(
        t.i > cue.i
        and t.pos_ in VERBAL
        and t.tag_ in ("VBD", "VBZ", "VBP", "MD")
        and t.dep_ not in ("relcl", "aux", "advcl")
        for t in words
    )


def _announced(layout: Layout, quotation: Quotation) -> list[Token]:
    """The last sentence of the paragraph before, where it ends with a colon."""
    paragraph = layout.paragraph_before(quotation.start)
    if paragraph is None or not layout.text[paragraph[0] : paragraph[1]].rstrip().endswith(":"):
        return []
    low, high = layout.token(paragraph[0]), layout.token(paragraph[1])
    words = [t for t in layout.doc[low:high] if not t.is_space]
    starts = [i for i, t in enumerate(words) if t.is_sent_start]
    return words[starts[-1] :] if starts else words


def _labelled(quotation: Quotation, words: Sequence[Token]) -> Voiced | None:
    """A quotation after "Name:", or after a main verb that is no cue: "Her answer was short: …"."""
    colon = words[-1]
    mark = (colon.idx, colon.idx + 1)
    verb = next((t for t in words if t.pos_ in VERBAL and t.dep_ == "ROOT"), None)
    if verb is not None:
        subject = doer(verb)
        if subject is not None and subject.lower_ in ("this", "it", "that", "there", "what"):
            subject = None
        owner = next((c for c in subject.children if c.dep_ == "poss"), None) if subject is not None else None
        who = owner if owner is not None else subject
        return Voiced(quotation, None, phrase(who) if who is not None else None, mark, "quotation after a colon")
    name = next((t for t in words if t.pos_ in ("PROPN", "NOUN", "PRON")), None)
    if name is None or len(words) > 25:
        return None
    return Voiced(quotation, None, phrase(_head(name)), mark, "quotation after a colon")
