"""Speech whose marks were lost, told by its neighbours: "…. she concluded.", sentences that go on in the first person.

An account has lost its marks where bracketed insertions ("[the government]") or a first person stand outside quotation
marks in words that it gives to somebody else. Only there are sentences without a cue joined to an attribution.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from dragoman.extract.cues import VERBAL, Cue, cue_at
from dragoman.extract.draft import Draft, merged
from dragoman.extract.layout import Layout
from dragoman.extract.phrases import Speaker
from dragoman.extract.spans import Span, runs, tree
from dragoman.extract.speakers import is_passive, speaker, subject_of

_INSERTED = re.compile(r"\[(?:[a-z][^\[\]\d]{1,60}|[A-Z][a-zé]+(?: [a-z]+){0,5})\]")
_HEADLINE = re.compile(
    r"^[^\S\r\n]*([A-ZÀ-Ž][\w.’'-]*(?:[ ][A-ZÀ-Ž][\w.’'-]*){0,3}):[ ](\S[^\r\n]{10,160})$", re.MULTILINE
)
LEAST_HEADLINE = 3
"""Fewest words after the colon of a headline that names a speaker."""
_FIRST = frozenset({"we", "our", "us", "ours", "i", "my", "me", "mine", "ourselves", "myself"})
_CLOSING = frozenset({"parenthesis", "quotation before"})
_TOLD = frozenset({"parenthesis", "clause"})
_FIRM = _TOLD | _CLOSING | {"sentence", "clause before"}
REACH = 20_000
"""How far apart, in characters, a sentence and the cue that gives it to somebody are looked for."""


def with_unmarked(found: Sequence[Draft], layout: Layout) -> list[Draft]:
    """The drafts, with those of cues that stand alone after what is said, and with sentences that lost their marks."""
    held = sorted([*found, *_dangling(found, layout), *_headed(found, layout)], key=lambda d: d.place)
    if not _lost(held, layout):
        return held
    held = sorted([*held, *_meant(held, layout)], key=lambda d: d.place)
    sentences = layout.parse.sentences
    places = [s.start_char for s in sentences]
    bare = _mostly_bare(held)
    for index, draft in enumerate(held):
        if draft.cue is None or draft.manner != "say" or draft.frame not in _TOLD | _CLOSING or draft.speaker is None:
            continue
        at = max(bisect_right(places, draft.place) - 1, 0)
        more = [*_ahead(draft, at, held, layout, bare=bare), *_behind(draft, at, held, layout)]
        if more:
            spans = merged([*draft.spans, *more], layout.text)
            held[index] = replace(draft, spans=spans)
    return held


def _dangling(found: Sequence[Draft], layout: Layout) -> list[Draft]:
    """Drafts of sentences that hold a speaker and a cue alone, for what the sentence before them says."""
    placed = {d.cue.head.i for d in found if d.cue is not None}
    more: list[Draft] = []
    for before, sentence in zip(layout.parse.sentences, layout.parse.sentences[1:], strict=False):
        words = [t for t in sentence if not t.is_punct and not t.is_space]
        if not 2 <= len(words) <= 8 or "\n" in layout.text[before.start_char : sentence.start_char]:
            continue
        cue = next((c for t in words if (c := cue_at(t)) is not None and c.pos == "verb"), None)
        if cue is None or cue.head.i in placed or layout.quoted(cue.head) or not _alone(cue, words):
            continue
        if any(d.holds(before.start_char) for d in found) or layout.marks.between(before.start_char, before.end_char):
            continue
        spans = runs(layout.doc, range(before.start, before.end))
        if spans:
            more.append(Draft(cue, None, speaker(cue), spans, "clause before"))
    return more


def _headed(found: Sequence[Draft], layout: Layout) -> list[Draft]:
    """Drafts of headlines that name a speaker: "Petrova: Talks will go on"."""
    more: list[Draft] = []
    for line in _HEADLINE.finditer(layout.text):
        words = list(layout.words(line.start(1), line.end(1)))
        rest = list(layout.words(line.start(2), line.end(2)))
        if not words or words[-1].ent_type_ not in ("PERSON", "ORG", "GPE", "NORP") or layout.quoted(words[-1]):
            continue
        if len(rest) < LEAST_HEADLINE or any(line.start() <= d.place < line.start(2) for d in found):
            continue
        who = Speaker(words[-1], words[-1], words[0].idx, words[-1].idx + len(words[-1]))
        spans = runs(layout.doc, [t.i for t in rest])
        if spans:
            more.append(Draft(None, (line.end(1), line.end(1) + 1), who, spans, "headline"))
    return more


def _alone(cue: Cue, words: Sequence[Token]) -> bool:
    """Whether a sentence is a speaker and a cue with nothing said: "she concluded"."""
    head = cue.head
    subject = subject_of(head)
    if subject is None or is_passive(head) or not (cue.takes("that") or cue.takes("quote")):
        return False
    own = {head.i} | tree(subject)
    for child in head.children:
        if child.dep_ in ("aux", "advmod", "prt", "npadvmod") or (
            child.dep_ == "prep" and child.lower_ in ("to", "in", "on")
        ):
            own |= tree(child)
    return all(t.i in own for t in words) and not words[0].text[:1].isupper()


def _lost(found: Sequence[Draft], layout: Layout) -> bool:
    """Whether the account gives words to others that were quotations once."""
    if any(layout.marks.at(m.start()) is None for m in _INSERTED.finditer(layout.text)):
        return True
    for draft in found:
        if draft.frame not in _TOLD or draft.manner != "say" or not draft.speaker:
            continue
        if draft.speaker.head.lower_ not in _FIRST and any(_first_person(layout, *span) for span in draft.spans):
            return True
    return False


def _first_person(layout: Layout, start: int, end: int) -> bool:
    return any(t.lower_ in _FIRST and t.text != "US" and not layout.quoted(t) for t in layout.words(start, end))


def _betrayed(layout: Layout, sentence: Sentence) -> bool:
    """Whether a sentence shows that it was a quotation: a first person or an insertion in brackets."""
    start, end = sentence.start_char, sentence.end_char
    return _first_person(layout, start, end) or _INSERTED.search(layout.text, start, end) is not None


def _open(layout: Layout, sentence: Sentence, held: Sequence[Draft]) -> bool:
    """Whether nobody is given a sentence's words yet: no cue, no quotation."""
    start, end = sentence.start_char, sentence.end_char
    if layout.marks.between(start, end):
        return False
    low, high = (bisect_left(held, start + by, key=lambda d: d.place) for by in (-REACH, REACH))
    firm = [d for d in held[low:high] if d.manner == "say" and (d.quotation or d.frame in _FIRM)]
    return not any(start <= d.place < end or any(s < end and start < e for s, e in d.spans) for d in firm)


def _mostly_bare(held: Sequence[Draft]) -> bool:
    """Whether more of the closing attributions follow words without marks than words with them."""
    bare = sum(d.frame == "parenthesis" and d.manner == "say" and d.spans[0][0] < d.place for d in held)
    return bare > sum(d.quotation for d in held)


def _ahead(draft: Draft, at: int, held: Sequence[Draft], layout: Layout, *, bare: bool) -> list[Span]:
    """The sentences after an attribution that go on with its speaker's words.

    A first person or an insertion shows it; where most marks are lost (`bare`), so does standing after a closing one.
    """
    more: list[Span] = []
    sentences = layout.parse.sentences
    closing = draft.frame in _CLOSING and draft.spans[0][0] < draft.place
    for last, sentence in zip(sentences[at:], sentences[at + 1 :], strict=False):
        if "\n" in layout.text[last.end_char : sentence.start_char] or not _open(layout, sentence, held):
            break
        named = any(t.lower_ in ("he", "she", "his", "her") for t in sentence)
        if not _betrayed(layout, sentence) and (not bare or not closing or named):
            break
        more.extend(runs(layout.doc, range(sentence.start, sentence.end)))
    return more


def _behind(draft: Draft, at: int, held: Sequence[Draft], layout: Layout) -> list[Span]:
    """The sentences before a closing attribution that show that they belong to the same lost quotation."""
    more: list[Span] = []
    sentences = layout.parse.sentences
    if draft.frame not in _CLOSING or draft.spans[0][0] > draft.place:
        return more
    for index in range(at - 1, -1, -1):
        sentence = sentences[index]
        if "\n" in layout.text[sentence.end_char : sentences[index + 1].start_char] or not _open(
            layout, sentence, held
        ):
            break
        if not _betrayed(layout, sentence):
            break
        more.extend(runs(layout.doc, range(sentence.start, sentence.end)))
    return more


def _meant(held: Sequence[Draft], layout: Layout) -> list[Draft]:
    """Drafts of "X was referring to …": the sentences before it in the paragraph are X's."""
    more: list[Draft] = []
    sentences = layout.parse.sentences
    for index, sentence in enumerate(sentences):
        verb = sentence.root
        subject = subject_of(verb) if verb.pos_ in VERBAL else None
        if verb.lower_ != "referring" or subject is None or subject.i > verb.i or subject.pos_ not in ("PROPN", "PRON"):
            continue
        cue = cue_at(verb)
        spans: list[Span] = []
        for back in range(index - 1, max(index - 4, -1), -1):
            before = sentences[back]
            if "\n" in layout.text[before.end_char : sentences[back + 1].start_char] or not _open(layout, before, held):
                break
            spans.extend(runs(layout.doc, range(before.start, before.end)))
        if cue is not None and spans:
            more.append(Draft(cue, None, speaker(cue), tuple(sorted(spans)), "words meant by"))
    return more
