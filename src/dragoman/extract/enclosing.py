"""What is said where the cue stands inside it or after it: "Russia, he said, …", "…, analysts say", "according to X, …"."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.extract.cues import VERBAL, Cue
from dragoman.extract.spans import tree
from dragoman.extract.speakers import FINITE, is_passive, subject_of

_BREAKS = frozenset({",", "—", "–", "--", "?", "!", '"', "''"})
_MARKS = frozenset({"that", "if", "whether"})
_ABOVE = frozenset({"VERB", "AUX", "NOUN", "PROPN", "ADJ", "PRON", "NUM"})


def around(cue: Cue, *, told: bool) -> set[int]:
    """Words around a parenthetical or closing attribution; `told`: the cue has a clause of its own as well."""
    head = cue.head
    if noted := _as_noted(cue):
        return noted
    subject = subject_of(head)
    if cue.pos != "verb" or head.dep_ in ("relcl", "acl") or is_passive(head) or subject is None:
        return set()
    before = _before_closing(cue, subject)
    if before or told:
        return before
    above = head.head
    marks = {c.lower_ for c in head.children if c.dep_ in ("mark", "advmod")}
    if any(c.dep_ in ("dobj", "xcomp") and c.idx >= cue.end for c in head.rights):
        return set()
    if head.dep_ == "parataxis" or (head.dep_ == "advcl" and "as" in marks):
        return tree(above, [head]) if above.pos_ in _ABOVE else set()
    if head.dep_ == "ccomp" and above.i > head.i and not marks & _MARKS and _opens_sentence(head):
        return tree(above, [head])
    return set()


def _as_noted(cue: Cue) -> set[int]:
    """"As noted by X, …": the clause that the aside stands in."""
    head = cue.head
    if head.dep_ != "advcl" or head.tag_ != "VBN" or not any(c.lower_ == "as" for c in head.lefts):
        return set()
    return tree(head.head, [head]) if any(c.dep_ == "agent" for c in head.children) else set()


def _before_closing(cue: Cue, subject: Token) -> set[int]:
    """The words before an attribution that closes its sentence: "…, noted X, a scholar at Y."."""
    head = cue.head
    sentence = head.sent
    if any(c.dep_ in ("ccomp", "xcomp", "acomp", "attr") and c.i > head.i for c in head.children):
        return set()
    start = min(head.i, min(tree(subject)))
    while start - 1 > sentence.start and head.doc[start - 1].dep_ in ("aux", "advmod", "neg") and head.doc[start - 1].head == head:
        start -= 1
    if start - 1 <= sentence.start or (head.doc[start - 1].text not in _BREAKS and subject.dep_ != "dobj"):
        return set()
    after = {t.i for t in head.doc[head.i + 1:sentence.end] if not t.is_punct and not t.is_space}
    own = set(tree(subject))
    for child in head.rights:
        if child.dep_ not in ("conj", "cc"):
            own |= tree(child)
    if not after <= own:
        return set()
    said = range(sentence.start, start)
    verbs = [t for t in head.doc[sentence.start:start] if t.pos_ in VERBAL and t.tag_ in FINITE]
    if not verbs or any(t.dep_ in ("advcl", "relcl") and t.head.i >= start for t in verbs) or head.doc[sentence.start].dep_ == "mark":
        return set()
    return set(said)


def _opens_sentence(head: Token) -> bool:
    """"Robinson continued, Turkey has …": speaker and cue alone before a comma at the start of the sentence."""
    words = [t for t in head.doc[head.sent.start:head.i] if not t.is_punct]
    after = head.doc[head.i + 1] if head.i + 1 < len(head.doc) else None
    inside = tree(head)
    return after is not None and after.text in (",", ":") and len(words) <= 8 and all(t.i in inside for t in words)


def sentence(cue: Cue) -> set[int]:
    """The clause that 'according to X' or 'reportedly' weighs; at the start of a sentence, all of it."""
    head = cue.head
    if cue.pos == "prep" and head.dep_ == "ROOT":
        return _after_comma(head)
    verb = head.head
    while verb.pos_ not in VERBAL and verb.head != verb:
        verb = verb.head
    if cue.pos == "prep":
        opening = head.i <= head.sent.start + 1
        while verb.head != verb and (verb.dep_ in ("xcomp", "acl", "advcl", "pcomp") or opening):
            verb = verb.head
    return tree(verb, [head])


def _after_comma(head: Token) -> set[int]:
    """The words after the first comma of a sentence that the parse could not tie together."""
    for token in head.doc[head.i:head.sent.end]:
        if token.text == ",":
            return set(range(token.i + 1, head.sent.end))
    return set()
