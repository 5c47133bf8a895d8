"""Who stands at a word: the mention that a word heads, the members of a list, the owner behind 'its'."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.extract.parse import Parse
from dragoman.records import Mention

NAMES = ("name", "metonym")
_BELONGS = ("name", "metonym", "demonym")
_OWNERS = ("state", "organisation", "government")
_BODIES = frozenset(
    ("group", "organisation", "organization", "bloc", "alliance", "body", "union", "grouping", "council")
)
_LISTING = frozenset(("of", "like", "including", "as", "namely"))
_HELD_BY = frozenset(("of", "to", "for", "in"))
_RELATIVE = frozenset(("which", "that", "who", "whom", "whose"))
_HANGING = frozenset(("conj", "advcl", "xcomp", "pcomp", "acl"))
_POSSESSIVE = frozenset(("its", "his", "her", "their", "whose"))


@dataclass(frozen=True, slots=True)
class Parties:
    """The mentions of a document by the word that heads them."""

    parse: Parse
    mentions: tuple[Mention, ...]
    """In text order."""
    heads: Mapping[int, Mention]
    """Head word's index in the document to the longest mention it heads."""

    def at(self, token: Token) -> Mention | None:
        """The mention that the word heads."""
        return self.heads.get(token.i)

    def head(self, mention: Mention) -> Token:
        """The word that heads a mention."""
        return self.parse.span(mention.source.start, mention.source.end).root

    def kind(self, mention: Mention) -> str | None:
        """What it is: the kind of what it stands for, else its own."""
        meant = next((m for m in self.mentions if m.source == mention.antecedent), mention)
        return meant.kind or mention.kind

    def between(self, start: int, end: int) -> Iterator[Mention]:
        """Mentions that lie within the characters `start` to `end`."""
        return (m for m in self.mentions if start <= m.source.start and m.source.end <= end)


def gather(parse: Parse, mentions: Sequence[Mention]) -> Parties:
    """The mentions of a document, ready to be asked for."""
    heads: dict[int, Mention] = {}
    starts = [token.idx for token in parse.doc]
    for mention in mentions:
        first = max(bisect_right(starts, mention.source.start) - 1, 0)
        root = parse.doc[first : max(bisect_left(starts, mention.source.end), first + 1)].root.i
        old = heads.get(root)
        if old is None or _length(mention) > _length(old):
            heads[root] = mention
    return Parties(parse, tuple(sorted(mentions, key=lambda m: m.source)), heads)


def expand(parties: Parties, token: Token) -> list[Mention]:
    """The parties that a noun phrase names: itself or the list it opens, and those joined to it by 'and'."""
    found: list[Mention] = []
    mention = parties.at(token)
    vague = mention is None or (mention.form == "nominal" and mention.antecedent is None)
    named = parties.at(token.head) if vague and token.dep_ == "appos" else None
    if named is not None and named.form == "name":
        found.append(named)
    elif vague and (listed := _listed(parties, token)):
        found += listed
    elif vague and (body := _stands_for(parties, token)) is not None:
        found.append(body)
    elif mention is not None:
        found.append(mention)
    for child in token.rights:
        if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "PRON", "ADJ"):
            found += expand(parties, child)
    return list(dict.fromkeys(found))


def under(parties: Parties, token: Token, *deps: str) -> list[Mention]:
    """The parties below a word in these roles, as 'dobj'."""
    return [m for child in token.children if child.dep_ in deps for m in expand(parties, antecedent(child))]


def after(parties: Parties, token: Token, *words: str) -> list[Mention]:
    """The parties after these prepositions below a word."""
    preps = [child for child in token.children if child.dep_ in ("prep", "dative", "agent") and child.lower_ in words]
    return [m for prep in preps for m in under(parties, prep, "pobj")]


def _listed(parties: Parties, token: Token) -> list[Mention]:
    """The names after 'countries like …', 'the states of …', 'two states, …'."""
    found: list[Mention] = []
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ in _LISTING and token.tag_ in ("NNS", "NNPS"):
            found += [m for end in child.children if end.dep_ == "pobj" for m in expand(parties, end)]
        elif child.dep_ == "appos":
            found += expand(parties, child)
    return [m for m in found if m.form in NAMES]


def _stands_for(parties: Parties, token: Token) -> Mention | None:
    """The organisation named last, up to two sentences back, before 'the group', 'the bloc'; None for other words."""
    if token.lemma_.lower() not in _BODIES or not any(child.lower_ in ("the", "this") for child in token.lefts):
        return None
    named = [m for m in parties.mentions if m.kind == "organisation" and m.form == "name" and m.source.end <= token.idx]
    near = [sentence.start_char for sentence in parties.parse.sentences if sentence.start_char <= token.idx][-3:]
    return named[-1] if named and near and named[-1].source.start >= near[0] else None


def antecedent(token: Token) -> Token:
    """The noun behind a relative pronoun, of a list the last one if the verb is singular; the word itself otherwise."""
    if token.lower_ not in _RELATIVE or token.tag_ not in ("WDT", "WP", "WP$", "IN"):
        return token
    for above in token.ancestors:
        if above.dep_ == "relcl":
            one = any(word.tag_ == "VBZ" or word.lower_ == "was" for word in (above, *above.lefts))
            listed = [word for word in above.head.conjuncts if word.i < token.i] if one else []
            return listed[-1] if listed else above.head
    return token


def subjects(parties: Parties, verb: Token) -> list[Mention]:
    """Who does it: the subject, the agent of a passive, or the subject of the clause that a participle hangs on."""
    for _ in range(4):
        passive = any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children)
        agents = after(parties, verb, "by")
        if agents or passive:
            return agents
        named = under(parties, verb, "nsubj")
        if named or any(child.dep_ == "nsubj" for child in verb.children):
            return named
        if verb.dep_ == "acl" and verb.tag_ == "VBG":
            return expand(parties, verb.head)
        opens = verb.dep_ == "ROOT" and verb.tag_ == "VBG"
        later = [child for child in verb.children if child.dep_ == "conj"] if opens else []
        if not later and (verb.dep_ not in _HANGING or verb.head.pos_ not in ("VERB", "AUX")):
            return []
        verb = later[0] if later else verb.head
    return []


def owners(parties: Parties, noun: Token, *, besides: Sequence[Mention] = ()) -> list[Mention]:
    """Whose it is: 'Turkey's ally', 'its ally', 'a CSTO member', 'an ally of Turkey'; `besides` cannot be the owner."""
    for child in noun.lefts:
        if child.dep_ == "poss":
            return _possessor(parties, child, besides)
    for child in noun.rights:
        held = under(parties, child, "pobj") if child.dep_ == "prep" and child.lower_ in _HELD_BY else []
        if held:
            return held
    return of_demonym(parties, noun, _BELONGS)


def possessors(parties: Parties, noun: Token) -> list[Mention]:
    """The party before a noun that it belongs to: 'Turkey's trade', 'its trade', 'Turkish trade'."""
    for child in noun.lefts:
        if child.dep_ == "poss":
            return _possessor(parties, child, ())
    return of_demonym(parties, noun, ("demonym",))


def of_demonym(parties: Parties, noun: Token, forms: Collection[str]) -> list[Mention]:
    """The first party that stands as an adjective before a noun."""
    for child in noun.lefts:
        if child.dep_ in ("amod", "compound", "nmod") and (mention := parties.at(child)) and mention.form in forms:
            return [mention]
    return []


def _possessor(parties: Parties, token: Token, besides: Sequence[Mention]) -> list[Mention]:
    if token.lower_ not in _POSSESSIVE:
        return expand(parties, token)
    owner = _behind(parties, token, besides)
    return [owner] if owner is not None else []


def _behind(parties: Parties, pronoun: Token, besides: Sequence[Mention]) -> Mention | None:
    """The state or organisation behind 'its': what it was resolved to, else the first one before it in the sentence,
    else the subject of the sentence before."""
    mention = parties.at(pronoun)
    barred = {m.country or m.name for m in besides}
    known = next((m for m in parties.mentions if mention is not None and m.source == mention.antecedent), None)
    if known is not None and known.form in (*_BELONGS, "title") and (known.country or known.name) not in barred:
        return mention
    sentence = pronoun.sent
    before = sentence.doc[sentence.start - 1].sent if sentence.start else sentence
    here = _owning(parties, sentence.start_char, pronoun.idx, barred)
    earlier = _owning(parties, before.start_char, sentence.start_char, barred) if before is not sentence else []
    doers = [m for m in earlier if parties.head(m).dep_ in ("nsubj", "nsubjpass")]
    return next(iter((*here, *doers, *earlier)), None)


def _owning(parties: Parties, start: int, end: int, barred: Collection[str | None]) -> list[Mention]:
    named = (m for m in parties.between(start, end) if m.kind in _OWNERS and m.form in _BELONGS)
    return [m for m in named if (m.country or m.name) not in barred]


def state_of(parties: Parties, country: str | None, near: int) -> Mention | None:
    """The naming of a state that stands nearest to a place in the text, by its name rather than by a seat of power."""
    named = [m for m in parties.mentions if country and m.country == country and m.kind == "state"]
    own = [m for m in named if m.form in _BELONGS]
    return min(own, key=lambda m: (m.form == "metonym", abs(m.source.start - near), m.source.start), default=None)


def _length(mention: Mention) -> int:
    return mention.source.end - mention.source.start
