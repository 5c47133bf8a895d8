"""The noun phrase of a speaker as an account writes it, and the mention in it that names the actor."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.records import Mention, Source

_BEFORE = frozenset({
    "det", "amod", "compound", "poss", "nummod", "nmod", "quantmod", "predet", "npadvmod", "advmod", "punct", "case",
})  # fmt: skip
_HYPHENS = frozenset({"-", "–", "/", "&", ".", "'", '"'})
_TIMES = frozenset({"DATE", "TIME"})
_SUCH = frozenset({"like", "including", "such"})
"""Words before the first named of many: "countries like Norway", "papers such as the Post"."""
_BEST = {"name": 0, "title": 1, "metonym": 2, "nominal": 3, "pronoun": 4, "demonym": 5}


@dataclass(frozen=True, slots=True)
class Speaker:
    """The noun phrase of a speaker in characters, the word that heads it, and the word that names him."""

    head: Token
    name: Token
    start: int
    end: int


def phrase(head: Token) -> Speaker:
    """The noun phrase of a head, with titles before the name and without appositions after it."""
    name, end = head, head.i
    if head.dep_ != "poss":
        name, end = _reach(head)
    doc = head.doc
    start = _left(head)
    while start < head.i and (doc[start].is_space or (doc[start].is_punct and doc[start].text not in "(\"'")):
        start += 1
    while end > head.i and (doc[end].is_space or (doc[end].is_punct and doc[end].text not in ")\"'.")):
        end -= 1
    return Speaker(head, name, doc[start].idx, doc[end].idx + len(doc[end]))


def _left(head: Token) -> int:
    """The first word of the modifiers that stand unbroken before a head."""
    start: int = head.i
    for child in reversed(list(head.lefts)):
        if child.dep_ not in _BEFORE or (child.dep_ == "punct" and child.text not in _HYPHENS):
            break
        if child.ent_type_ in _TIMES and (child.dep_ in ("advmod", "npadvmod") or child.text[:1].isdigit()):
            break
        start = min(t.i for t in child.subtree)
    return start


def _reach(head: Token) -> tuple[Token, int]:
    """The word that names, and the last word of the phrase: 'the press secretary of X, Y' runs through the name Y."""
    name, end = head, head.i
    for child in head.rights:
        if child.dep_ == "appos" and _is_name_of(head, child):
            return child, max(child.i, *(t.i for t in child.rights if t.dep_ in ("compound", "flat", "nmod")), child.i)
        if child.dep_ in ("case", "nmod", "compound", "flat", "nummod"):
            end = child.i
        elif child.dep_ == "prep" and child.lower_ != "of" and head.ent_type_ == "PERSON":
            break
        elif child.dep_ == "prep" and not _is_time(child) and not _after_comma(child):
            end = max((t.i for t in child.subtree if not _in_clause(t, child)), default=end)
        elif child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "PRON", "NUM"):
            end = max(end, phrase_end(child))
        elif child.dep_ == "amod" and not _after_comma(child):
            end = max(t.i for t in child.subtree)
        elif (
            child.dep_ == "cc"
            or (child.dep_ == "punct" and head.pos_ == "NOUN")
            or child.text in _HYPHENS
            or (child.dep_ == "punct" and child.text == "(")
            or child.dep_ == "parataxis"
        ):
            continue
        else:
            if child.dep_ != "punct" or child.text != ",":
                break
            if not any(c.dep_ in ("conj", "appos") and c.i > child.i for c in head.rights):
                break
    return name, end


def phrase_end(head: Token) -> int:
    """The last word of a noun phrase without its clauses."""
    return _reach(head)[1]


def _is_name_of(head: Token, child: Token) -> bool:
    """Whether an apposition is the name of a head that tells the office: 'its commander, General X'."""
    return head.pos_ == "NOUN" and child.pos_ == "PROPN" and child.ent_type_ not in ("DATE", "GPE", "CARDINAL")


def _is_time(prep: Token) -> bool:
    return any(c.ent_type_ in _TIMES for c in prep.children)


def _after_comma(token: Token) -> bool:
    before = min(t.i for t in token.subtree) - 1
    return before >= 0 and token.doc[before].text in (",", "—", "–", "(")


def _in_clause(token: Token, top: Token) -> bool:
    """Whether a word stands in a relative or other clause, or an apposition, below `top`."""
    while token != top:
        if (
            token.dep_ in ("relcl", "acl", "advcl", "appos", "pcomp")
            or _governs_gerund(token)
            or (token.dep_ == "punct" and token.text == ",")
        ):
            return True
        token = token.head
    return False


def _governs_gerund(token: Token) -> bool:
    return token.dep_ == "prep" and any(c.dep_ == "pcomp" for c in token.children)


class Namings:
    """The mentions of one document, to be asked which of them names a speaker."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._mentions = sorted(mentions, key=lambda m: (m.source.start, m.source.end, m.form))
        self._starts = [m.source.start for m in self._mentions]

    def within(self, start: int, end: int) -> list[Mention]:
        """The mentions that lie wholly between two characters."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [m for m in self._mentions[first:last] if m.source.end <= end]

    def at(self, source: Source | None) -> Mention | None:
        """The mention that stands at a source."""
        if source is None:
            return None
        return next((m for m in self.within(source.start, source.end) if m.source == source), None)

    def key(self, source: Source | None) -> str:
        """The last word of the name that a mention stands for, in small letters; empty where it is not known."""
        mention, steps = self.at(source), 0
        while mention is not None and mention.antecedent is not None and steps < 5:
            mention, steps = self.at(mention.antecedent), steps + 1
        if mention is None or mention.form == "pronoun":
            return ""
        return (mention.name or mention.text).split()[-1].lower()

    def naming(self, who: Speaker) -> Mention | None:
        """The mention that names a speaker: over his name, else over the head of the phrase, else the first example."""
        here = self.within(who.start, who.end)
        for word in (who.name, who.head):
            over = [m for m in here if m.source.start <= word.idx < m.source.end]
            if over:
                return min(over, key=lambda m: (_BEST[m.form], m.source.start - m.source.end))
        example = next((t for t in who.head.subtree if t.lower_ in _SUCH and t.i > who.head.i), None)
        return next((m for m in here if example is not None and m.source.start > example.idx), None)

    def voice(self, who: Speaker | None) -> Source | None:
        """Where the mention that names a speaker stands; None where none does."""
        found = self.naming(who) if who is not None else None
        return found.source if found else None
