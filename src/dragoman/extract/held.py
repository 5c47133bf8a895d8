"""Words and the records they belong to: the mention that a word heads, the statement that holds it, the report told.

A helper of the extractors that judge single words (labels, causes, assessments, tones): they look only at a few words
of a document, so nothing is worked out for a word before it is asked for.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

from dragoman.extract.clauses import substance
from dragoman.extract.parse import Parse
from dragoman.extract.spoken import Spoken
from dragoman.extract.status import claimed_by, own_addition
from dragoman.records import Mention, Report, Source, Statement

LONGEST = 160
"""Characters of the longest mention that is looked for around a word."""


@dataclass(frozen=True, slots=True)
class Held:
    """The records of a document, ready to be asked for by its words."""

    parse: Parse
    mentions: tuple[Mention, ...]
    """In text order."""
    starts: list[int] = field(repr=False)
    """Where each mention starts."""
    spoken: Spoken = field(repr=False)

    def source(self, first: Token, last: Token | None = None) -> Source:
        """The source of a word, or of the words from `first` to `last`."""
        last = last if last is not None else first
        return self.parse.source(first.idx, last.idx + len(last))

    def around(self, start: int, end: int) -> Iterator[Mention]:
        """Mentions that cover the characters `start` to `end`, the latest first."""
        place = bisect_right(self.starts, start) - 1
        while place >= 0 and self.starts[place] >= start - LONGEST:
            if self.mentions[place].source.end >= end:
                yield self.mentions[place]
            place -= 1

    def inside(self, start: int, end: int) -> Iterator[Mention]:
        """Mentions that lie within the characters `start` to `end`, in text order."""
        for place in range(bisect_right(self.starts, start - 1), len(self.mentions)):
            if self.starts[place] >= end:
                return
            if self.mentions[place].source.end <= end:
                yield self.mentions[place]

    def at(self, token: Token) -> Mention | None:
        """The longest mention that a word heads, or the substance of which it counts ("thousands of troops")."""
        headed = self._headed(token)
        if headed is None and (inner := substance(token)) != token:
            return self._headed(inner)
        return headed

    def _headed(self, token: Token) -> Mention | None:
        best: Mention | None = None
        for mention in self.around(token.idx, token.idx + len(token)):
            if self.parse.span(mention.source.start, mention.source.end).root != token:
                continue
            if best is None or _length(mention) > _length(best):
                best = mention
        return best

    def claim(self, words: Source) -> str | None:
        """Id of the innermost statement that holds the words; None: they are the account's own."""
        token = self.parse.span(words.start, words.end).root
        near = self.spoken.near(words.start, words.end)
        return claimed_by(words, words, (s for s in near if not own_addition(token, s)))

    def told_by(self, cue: Token) -> Statement | None:
        """The statement that a word is the cue of, the surest first."""
        end = cue.idx + len(cue)
        near = self.spoken.near(cue.idx, end)
        found = (s for s in near if s.cue is not None and s.cue.start < end and cue.idx < s.cue.end)
        return max(found, key=lambda s: (s.confidence, s.id), default=None)


def held(parse: Parse, mentions: Sequence[Mention], statements: Iterable[Statement]) -> Held:
    """The records of a document by its words."""
    ordered = tuple(sorted(mentions, key=lambda mention: mention.source))
    return Held(parse, ordered, [mention.source.start for mention in ordered], Spoken(statements))


def forms(words: Iterable[str]) -> frozenset[int]:
    """What `among` looks for: the words as the parser numbers them, in the plural and as its lemmatiser cuts them."""
    found: set[str] = set()
    for word in words:
        found |= {word, f"{word}s", f"{word}es", f"{word[:-1]}ies", word.removesuffix("e")}
    return frozenset(get_string_id(form) for form in found)


def among(doc: Doc, wanted: frozenset[int]) -> Iterator[Token]:
    """The tokens that may be one of some words, in text order; a hundred times faster than asking each token."""
    lemmas, lowers = doc.to_array("LEMMA").tolist(), doc.to_array("LOWER").tolist()
    for place, (form, word) in enumerate(zip(lemmas, lowers, strict=True)):
        if form in wanted or word in wanted:
            yield doc[place]


def triggers(reports: Iterable[Report]) -> dict[int, Report]:
    """The reports by the characters of their triggers."""
    found: dict[int, Report] = {}
    for report in reports:
        for place in range(report.trigger.start, report.trigger.end):
            found.setdefault(place, report)
    return found


def _length(mention: Mention) -> int:
    return mention.source.end - mention.source.start
