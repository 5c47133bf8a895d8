"""Ties: relations that an account states between two actors, with who holds them to be so.

Types: office, leadership, member, observer, ally, support, rival, mediator, trade, investment, arms, kin, host,
border, dependency, diplomatic. A list of members gives a tie each. A former office has no `as_of`; one that is lost or
gained in the sentence has the day of that.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from spacy.tokens import Token

from dragoman.extract import relation_nouns as nouns
from dragoman.extract import relation_verbs as verbs
from dragoman.extract.parse import Parse
from dragoman.extract.parties import Parties, gather, state_of
from dragoman.extract.posts import date_in, posts
from dragoman.extract.relation import Relation
from dragoman.records import Mention, Source, Statement, Tie

_CONSTRUCTIONS: tuple[tuple[Collection[str], Callable[[Parties, Token], Iterator[Relation]]], ...] = (
    (nouns.ROLES, nouns.role),
    (nouns.LINKS, nouns.link),
    (nouns.ADJECTIVES, nouns.brotherly),
    (nouns.SIBLINGS, nouns.siblings),
    (("base",), nouns.base),
    (("ruling", "governing"), nouns.ruling),
    (verbs.VERBS, verbs.verb),
    (verbs.COMPOUNDS, verbs.compound),
    (verbs.PREFIXES, verbs.prefix),
    (("alongside", "against"), verbs.sided),
)
"""The words that may state a relation, by lemma or as written, and what reads them."""
_TELLING = frozenset(word for words, _ in _CONSTRUCTIONS for word in words)
_BY_LEMMA = (nouns.ROLES, nouns.LINKS, nouns.SIBLINGS, verbs.VERBS)
_OF_STATES = frozenset(("kin", "border", "trade", "arms", "investment", "diplomatic"))
"""Types that bind states, so that a person named stands for a state."""


def ties(parse: Parse, mentions: Sequence[Mention], statements: Sequence[Statement]) -> Iterator[Tie]:
    """The ties of a document in text order, none twice in the same words."""
    parties = gather(parse, mentions)
    by_source = {mention.source: mention for mention in parties.mentions}
    found = list(posts(parties))
    offices = {(tie.from_span, tie.to_span) for tie in found}
    for relation in _relations(parties):
        tie = _tie(parties, relation, _voice(relation, statements, by_source))
        if tie is not None and (tie.type != "leadership" or (tie.from_span, tie.to_span) not in offices):
            found.append(tie)
    seen: set[tuple[str, Source, Source]] = set()
    for tie in sorted(found, key=lambda t: (t.source, t.from_span, t.to_span, t.type)):
        key = (tie.type, min(tie.from_span, tie.to_span), max(tie.from_span, tie.to_span))
        if key not in seen:
            seen.add(key)
            yield tie


def _relations(parties: Parties) -> Iterator[Relation]:
    for token in parties.parse.doc:
        lemma, word = token.lemma_.lower(), token.lower_
        if lemma in _TELLING or word in _TELLING:
            for words, construction in _CONSTRUCTIONS:
                if (lemma if words in _BY_LEMMA else word) in words:
                    yield from construction(parties, token)


def _tie(parties: Parties, relation: Relation, voice: Mention | None) -> Tie | None:
    one, other = relation.from_, relation.to
    if other is None:
        if voice is None:
            return None
        one, other = voice, one
    if relation.type in _OF_STATES or relation.to is None:
        one, other = _as_state(parties, one), _as_state(parties, other)
    elif relation.type == "host" and one.kind == "place":
        one = state_of(parties, one.country, one.source.start) or one
    same = one.country is not None and one.country == other.country and one.kind == other.kind == "state"
    if same or one.source == other.source:
        return None
    first, last = sorted((relation.first, relation.last), key=lambda token: token.i)
    span = parties.parse.source(first.idx, last.idx + len(last))
    said_by = voice.source if voice is not None else None
    as_of = date_in(parties, relation.first.sent) if relation.first.tag_ == "VBD" else None
    as_of = as_of or parties.parse.document.published
    return Tie(span, relation.type, one.source, other.source, relation.polarity, as_of, said_by)


def _as_state(parties: Parties, mention: Mention) -> Mention:
    """The state that a person or ministry speaks for; the mention itself when that is not known."""
    if mention.kind not in ("person", "government", None):
        return mention
    return state_of(parties, mention.country or _country(parties, mention), mention.source.start) or mention


def _country(parties: Parties, mention: Mention) -> str | None:
    """The country of a person as the account gives it at another naming."""
    named = next((m for m in parties.mentions if m.source == mention.antecedent), mention)
    surname = (named.name or "").split()[-1:]
    people = (m for m in parties.mentions if surname and m.kind == "person" and m.country)
    return next((m.country for m in people if (m.name or "").split()[-1:] == surname), None)


def _voice(relation: Relation, statements: Sequence[Statement], by_source: dict[Source, Mention]) -> Mention | None:
    """Whose words the relation stands in; None for the account's own."""
    at = relation.first.idx
    for statement in statements:
        if statement.voice is not None and any(span.start <= at < span.end for span in statement.content):
            return by_source.get(statement.voice)
    return None
