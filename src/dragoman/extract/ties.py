"""Ties: relations that an account states between two actors, with who holds them to be so.

Types: office, leadership, member, observer, ally, support, rival, mediator, trade, investment, arms, kin, host, border,
dependency, diplomatic. A list of members gives a tie each. A former office has no `as_of`; one that is lost in the
sentence has the day of that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.extract.parse import Parse
from dragoman.extract.parties import Parties, gather, state_of
from dragoman.extract.posts import posts
from dragoman.extract.relations import Relation, of_states, relations
from dragoman.records import Mention, Source, Statement, Tie


def ties(parse: Parse, mentions: Sequence[Mention], statements: Sequence[Statement]) -> Iterator[Tie]:
    """The ties of a document in text order, none twice in the same words."""
    parties = gather(parse, mentions)
    by_source = {mention.source: mention for mention in parties.mentions}
    found = list(posts(parties))
    for relation in relations(parties):
        tie = _tie(parties, relation, _voice(relation, statements, by_source))
        if tie is not None:
            found.append(tie)
    offices = {(tie.from_span, tie.to_span) for tie in found if tie.type == "office"}
    seen: set[tuple[object, ...]] = set()
    for tie in sorted(found, key=lambda t: (t.source, t.from_span, t.to_span, t.type)):
        ends = tuple(sorted((tie.from_span, tie.to_span)))
        if (tie.type, ends) not in seen and (tie.type != "leadership" or (tie.from_span, tie.to_span) not in offices):
            seen.add((tie.type, ends))
            yield tie


def _tie(parties: Parties, relation: Relation, voice: Mention | None) -> Tie | None:
    one, other = relation.from_, relation.to
    if other is None:
        if voice is None:
            return None
        one, other = voice, one
    if of_states(relation) or relation.to is None:
        one, other = _as_state(parties, one), _as_state(parties, other)
    elif relation.type == "host" and one.kind == "place":
        one = state_of(parties, one.country, one.source.start) or one
    if one.source == other.source or (
        one.country and one.country == other.country and one.kind == other.kind == "state"
    ):
        return None
    first, last = sorted((relation.first, relation.last), key=lambda token: token.i)
    span = parties.parse.source(first.idx, last.idx + len(last))
    said_by = voice.source if voice is not None else None
    return Tie(
        span, relation.type, one.source, other.source, relation.polarity, parties.parse.document.published, said_by
    )


def _as_state(parties: Parties, mention: Mention) -> Mention:
    """The state that a person speaks for; the mention itself when that is not known."""
    if mention.kind not in ("person", "government", None):
        return mention
    country = mention.country or _country(parties, mention)
    return state_of(parties, country, mention.source.start) or mention


def _country(parties: Parties, mention: Mention) -> str | None:
    """The country of a person as the account gives it at another naming."""
    by_source = {m.source: m for m in parties.mentions}
    named = by_source.get(mention.antecedent, mention) if mention.antecedent else mention
    surname = (named.name or "").split()[-1:]
    same = (
        m.country
        for m in parties.mentions
        if m.kind == "person" and m.country and (m.name or "").split()[-1:] == surname
    )
    return next(same, None) if surname else None


def _voice(relation: Relation, statements: Sequence[Statement], by_source: dict[Source, Mention]) -> Mention | None:
    """Whose words the relation stands in; None for the account's own."""
    at = relation.first.idx
    for statement in statements:
        if statement.voice is not None and any(span.start <= at < span.end for span in statement.content):
            return by_source.get(statement.voice)
    return None
