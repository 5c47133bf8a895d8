"""Words to character spans: the tree below a word, and the runs of text that a set of words makes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Part:
    """Words that a construction gives as said, by their indices."""

    indices: frozenset[int]
    frame: str
    """The construction in words."""
    impersonal: bool = False
    """The grammatical subject is one of the words: nobody is named."""


_STRIP = frozenset([*",;:.!?-–—―…*•", "--", "...", "''", "``"])
"""Marks that no content starts or ends with; brackets and quotation marks stay."""


_STARTS = frozenset({"PRP", "PRP$", "DT", "NNP", "NNPS", "EX"})
"""Tags of words before which 'that' can only open a clause."""


def tree(token: Token, without: Iterable[Token] = ()) -> set[int]:
    """Indices of a word and all below it, less the trees of `without`."""
    found = {t.i for t in token.subtree}
    for cut in without:
        found -= {t.i for t in cut.subtree}
    return found


def trees(words: Iterable[Token]) -> set[int]:
    """Indices of several words and all below them."""
    found: set[int] = set()
    for word in words:
        found |= tree(word)
    return found


def part(indices: Iterable[int], frame: str, *, impersonal: bool = False) -> Part | None:
    """The words of a construction; None where there are none."""
    found = frozenset(indices)
    return Part(found, frame, impersonal) if found else None


def runs(doc: Doc, indices: Iterable[int]) -> tuple[Span, ...]:
    """Character spans of words that stand together; the marks at their ends and a first 'that' are left out."""
    found: list[Span] = []
    group: list[int] = []
    for index in sorted(set(indices)):
        if group and any(not (doc[i].is_space or doc[i].is_punct) for i in range(group[-1] + 1, index)):
            found.extend(_trimmed(doc, group[0], group[-1], first=not found))
            group = []
        group.append(index)
    if group:
        found.extend(_trimmed(doc, group[0], group[-1], first=not found))
    return tuple(found)


def _opens_clause(token: Token) -> bool:
    if token.lower_ != "that" or token.i + 1 >= len(token.doc):
        return False
    if token.tag_ == "IN":
        return token.dep_ in ("mark", "dobj", "advmod", "prep")
    return token.nbor().tag_ in _STARTS


def _trimmed(doc: Doc, start: int, end: int, *, first: bool) -> Iterator[Span]:
    while start <= end and (doc[start].is_space or doc[start].text in _STRIP or (first and _opens_clause(doc[start]))):
        start += 1
    while end >= start and (doc[end].is_space or doc[end].text in _STRIP or (end > start and doc[end].dep_ == "cc")):
        end -= 1
    if end >= start and not all(doc[i].is_punct or doc[i].is_space for i in range(start, end + 1)):
        yield doc[start].idx, doc[end].idx + len(doc[end])
