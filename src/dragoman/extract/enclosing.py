"""What is said where the cue stands inside or after it: "Russia, he said, …", "…, analysts say", "according to X"."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.extract.cues import VERBAL, Cue, cue_at
from dragoman.extract.spans import tree
from dragoman.extract.speakers import FINITE, is_passive, subject_of

_BREAKS = frozenset({",", "—", "–", "--", "?", "!", '"', "''"})
_MARKS = frozenset({"that", "if", "whether"})
_COMMAS = frozenset({",", "—", "–", "--"})
_HELPERS = frozenset({"aux", "advmod", "neg"})
_COMPLEMENTS = frozenset({"ccomp", "xcomp", "acomp", "attr"})
_ABOVE = frozenset({"VERB", "AUX", "NOUN", "PROPN", "ADJ", "PRON", "NUM"})


def around(cue: Cue, *, told: bool) -> set[int]:
    """Words around a parenthetical or closing attribution; `told`: the cue has a clause of its own as well."""
    head = cue.head
    if noted := _as_noted(cue):
        return noted
    subject = subject_of(head)
    if cue.pos != "verb" or head.dep_ in ("relcl", "acl") or is_passive(head) or subject is None:
        return set()
    found = _before_closing(cue, subject) or _on_both_sides(cue, subject)
    if found or told:
        return found
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
    """The clause around an aside: "As noted by X, …"."""
    head = cue.head
    if head.dep_ != "advcl" or head.tag_ != "VBN" or not any(c.lower_ == "as" for c in head.lefts):
        return set()
    return tree(head.head, [head]) if any(c.dep_ == "agent" for c in head.children) else set()


def _before_closing(cue: Cue, subject: Token) -> set[int]:
    """The words before an attribution that closes its sentence: "…, noted X, a scholar at Y."."""
    head = cue.head
    low, high = _bounds(head)
    start = _start(head, subject)
    if (
        _has_complement(head)
        or start - 1 <= low
        or (head.doc[start - 1].text not in _BREAKS and subject.dep_ != "dobj")
    ):
        return set()
    after = {t.i for t in head.doc[head.i + 1 : high] if not t.is_punct and not t.is_space}
    own = set(tree(subject)).union(*(tree(c) for c in head.rights if c.dep_ not in ("conj", "cc")))
    if not after <= own:
        return set()
    verbs = [t for t in head.doc[low:start] if t.pos_ in VERBAL and t.tag_ in FINITE]
    aside = any(t.dep_ in ("advcl", "relcl") and t.head.i >= start for t in verbs)
    if not verbs or aside or head.doc[low].dep_ == "mark":
        return set()
    return set(range(low, start))


def _on_both_sides(cue: Cue, subject: Token) -> set[int]:
    """The words on both sides of an attribution between commas: "The road, he said, was open, and would stay so."."""
    head = cue.head
    low, high = _bounds(head)
    start = _start(head, subject)
    own = tree(subject) | {head.i}
    end = max(head.i, subject.i if subject.i > head.i else head.i) + 1
    for child in head.rights:
        if child.dep_ in ("dobj", "dative", "prep", "npadvmod", "advmod", "nsubj") and child.i <= end + 1:
            own |= tree(child)
    while end < high and end in own:
        end += 1
    if _has_complement(head) or start - 1 <= low or end + 1 >= high:
        return set()
    if (
        head.doc[start - 1].text not in _COMMAS
        or head.doc[end].text not in _COMMAS
        or not _still_said(head, end + 1, high)
    ):
        return set()
    return set(range(low, start)) | set(range(end, high))


def _bounds(head: Token) -> tuple[int, int]:
    """Where the sentence of a word starts and ends; a semicolon parts it."""
    low, high = head.sent.start, head.sent.end
    for token in head.doc[low:high]:
        if token.text == ";":
            if token.i < head.i:
                low = token.i + 1
            else:
                return low, token.i
    return low, high


def _start(head: Token, subject: Token) -> int:
    """The first word of an attribution: its subject, its verb, or a helper before either."""
    start = min(head.i, *tree(subject))
    while start > head.sent.start + 1 and head.doc[start - 1].dep_ in _HELPERS and head.doc[start - 1].head == head:
        start -= 1
    return int(start)


def _has_complement(head: Token) -> bool:
    return head.tag_ not in FINITE or any(c.dep_ in _COMPLEMENTS and c.i > head.i for c in head.children)


def _still_said(head: Token, start: int, high: int) -> bool:
    """Whether the words after an attribution's second comma are its speaker's: no aside and no deed of his own."""
    first = next((t for t in head.doc[start:high] if not t.is_punct), None)
    if first is None or (first.tag_ in ("VBD", "VBZ", "VBG") and cue_at(first) is not None):
        return False
    joined = first.dep_ == "cc"
    if joined:
        verb = next((c for c in head.rights if c.dep_ == "conj" and c.i > first.i), None)
        return verb is not None and any(c.tag_ == "MD" or c.lower_ == "had" for c in verb.lefts)
    below = first
    while below.head != head and below.head != below:
        below = below.head
    return below.head != head or below.dep_ in ("ccomp", "conj", "parataxis")


def _opens_sentence(head: Token) -> bool:
    """Whether speaker and cue open a sentence alone before a comma: "Petrova went on, the army must wait"."""
    words = [t for t in head.doc[head.sent.start : head.i] if not t.is_punct]
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
        while verb.head != verb and (
            verb.dep_ in ("xcomp", "acl", "advcl", "pcomp") or opening or _shares_subject(verb)
        ):
            if verb.dep_ in ("ccomp", "parataxis") and verb.head.i > verb.i and cue_at(verb.head) is not None:
                break
            verb = verb.head
    return tree(verb, [head])


def _shares_subject(verb: Token) -> bool:
    return verb.dep_ == "conj" and not any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in verb.children)


def _after_comma(head: Token) -> set[int]:
    """The words after the first comma of a sentence that the parse could not tie together."""
    for token in head.doc[head.i : head.sent.end]:
        if token.text == ",":
            return set(range(token.i + 1, head.sent.end))
    return set()
