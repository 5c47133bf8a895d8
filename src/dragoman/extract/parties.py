"""Who stands at a word: the mention that a word heads, the members of a list, the owner behind 'its'."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.extract.parse import Parse
from dragoman.records import Mention

_BODIES = frozenset(
    ("group", "organisation", "organization", "bloc", "alliance", "body", "union", "grouping", "council")
)
_LISTING = frozenset(("of", "like", "including", "as", "namely"))
_RELATIVE = frozenset(("which", "that", "who", "whom", "whose"))
_POSSESSIVE = frozenset(("its", "his", "her", "their", "whose"))
_BELONGS = ("name", "metonym", "demonym")


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
    elif vague and (body := stands_for(parties, token)) is not None:
        found.append(body)
    elif mention is not None:
        found.append(mention)
    for child in token.rights:
        if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "PRON", "ADJ"):
            found += expand(parties, child)
    return list(dict.fromkeys(found))


def _listed(parties: Parties, token: Token) -> list[Mention]:
    """The names after 'countries like …', 'the states of …', 'two states, …'."""
    found: list[Mention] = []
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ in _LISTING and token.tag_ in ("NNS", "NNPS"):
            for end in child.children:
                if end.dep_ == "pobj":
                    found += [m for m in expand(parties, end) if m.form in ("name", "metonym")]
        elif child.dep_ == "appos":
            found += [m for m in expand(parties, child) if m.form in ("name", "metonym")]
    return found


def stands_for(parties: Parties, token: Token) -> Mention | None:
    """The organisation last named before 'the group', 'the bloc'; None for other words."""
    if token.lemma_.lower() not in _BODIES or not any(child.lower_ in ("the", "this") for child in token.lefts):
        return None
    named = [m for m in parties.mentions if m.kind == "organisation" and m.form == "name" and m.source.end <= token.idx]
    sentences = [s for s in parties.parse.sentences if s.start_char <= token.idx]
    near = sentences[-3].start_char if len(sentences) > 2 else 0
    return named[-1] if named and named[-1].source.start >= near else None


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
        agents = [
            end for child in verb.children if child.dep_ == "agent" for end in child.children if end.dep_ == "pobj"
        ]
        passive = any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children)
        named = [child for child in verb.children if child.dep_ == "nsubj"] if not passive else []
        if agents or named:
            return [m for token in agents or named for m in expand(parties, antecedent(token))]
        if passive:
            return []
        later = [
            child for child in verb.children if child.dep_ == "conj" and verb.dep_ == "ROOT" and verb.tag_ == "VBG"
        ]
        if later:
            verb = later[0]
        elif verb.dep_ == "acl" and verb.tag_ == "VBG":
            return expand(parties, verb.head)
        elif verb.dep_ in ("conj", "advcl", "xcomp", "pcomp", "acl") and verb.head.pos_ in ("VERB", "AUX"):
            verb = verb.head
        else:
            return []
    return []


def owners(parties: Parties, noun: Token, *, besides: Sequence[Mention] = ()) -> list[Mention]:
    """Whose it is: 'Turkey's ally', 'its ally', 'a CSTO member', 'an ally of Turkey'; `besides` cannot be the owner."""
    for child in noun.lefts:
        if child.dep_ == "poss":
            if child.lower_ in _POSSESSIVE:
                owner = behind(parties, child, besides=besides)
                return [owner] if owner is not None else []
            return expand(parties, child)
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ in ("of", "to", "for", "in"):
            found = [m for end in child.children if end.dep_ == "pobj" for m in expand(parties, antecedent(end))]
            if found:
                return found
    for child in noun.lefts:
        if child.dep_ in ("amod", "compound", "nmod") and (mention := parties.at(child)) and mention.form in _BELONGS:
            return [mention]
    return []


def behind(parties: Parties, pronoun: Token, *, besides: Sequence[Mention] = ()) -> Mention | None:
    """The state or organisation behind 'its': the first one before it in the sentence, else the first of the one before."""
    mention = parties.at(pronoun)
    barred = {m.country or m.name for m in besides}
    known = next((m for m in parties.mentions if mention is not None and m.source == mention.antecedent), None)
    if mention is not None and known is not None and known.form in (*_BELONGS, "title"):
        if (known.country or known.name) not in barred:
            return mention
    sentence = pronoun.sent
    before = sentence.doc[sentence.start - 1].sent if sentence.start else sentence
    here = _owning(parties, sentence.start_char, pronoun.idx, barred)
    earlier = _owning(parties, before.start_char, sentence.start_char, barred) if before is not sentence else []
    doers = [m for m in earlier if parties.head(m).dep_ in ("nsubj", "nsubjpass")]
    return next(iter((*here, *doers, *earlier)), None)


def _owning(parties: Parties, start: int, end: int, barred: set[str | None]) -> list[Mention]:
    kinds = ("state", "organisation", "government")
    named = (m for m in parties.between(start, end) if m.kind in kinds and m.form in _BELONGS)
    return [m for m in named if (m.country or m.name) not in barred]


def state_of(parties: Parties, country: str | None, near: int) -> Mention | None:
    """The naming of a state that stands nearest to a place in the text."""
    named = [
        m for m in parties.mentions if country and m.country == country and m.kind == "state" and m.form in _BELONGS
    ]
    return min(named, key=lambda m: (m.form == "metonym", abs(m.source.start - near), m.source.start), default=None)


def _length(mention: Mention) -> int:
    return mention.source.end - mention.source.start
