"""Labels: what an account or voice calls a shared actor or event, where words take sides.

The table of labels has the words by field ("crowd": protesters, rioters, terrorists). A word counts only where it names
a thing: not in a name, an idiom or a compound ("riot police"), not denied ("no coup"), not merely feared ("fear of a
coup"). Known limit: irony is seen only after "so-called".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from spacy.tokens import Token

from dragoman.extract.clauses import agents, patients, subjects
from dragoman.extract.held import Held, among, forms, held, triggers
from dragoman.extract.parse import Parse
from dragoman.extract.status import standing
from dragoman.extract.things import lemma, things
from dragoman.records import Label, Mention, Report, Source, Statement
from dragoman.tables import table

_NOUNS = frozenset(("NOUN", "PROPN"))
_OWNED = frozenset(("government", "leader"))
"""Fields whose words may be part of a name or title: "President Widodo"."""
_PARTIES = frozenset(("state", "government", "organisation", "group", "place", "person"))
_PREPOSITIONS = frozenset(("of", "in", "against", "by", "on", "across", "over", "with", "between", "for", "to"))
_LAND = frozenset(("state", "place"))
_LANDS = frozenset("city town village region territory area land country province district peninsula".split())
_POLITICS = frozenset("political democratic popular peaceful people presidential bloody violent stolen".split())
_DEFINITE = frozenset(("the", "this", "these", "those", "our"))
_DISSENT = frozenset(
    "dissent dissident critic people civilian villager village movement population minority opponent journalist "
    "discontent resistance strike freedom".split()
)
"""What is crushed or put down, besides the crowds and unrest of the table."""
_FORCES = frozenset("force tank occupier invader aggressor russians army it they he".split())
_UNMARKED = frozenset(("a", "an", "any", "no", "another", "some"))
_MODIFIES = frozenset(("compound", "nmod", "amod", "npadvmod"))
_BODIES = frozenset(
    "group organisation organization force movement gang element cell network unit army faction alliance coalition "
    "stronghold position commander leader attack violence threat activity bastion troop fighter militia wave action "
    "crisis plotter attempt leadership".split()
)
"""What a label may stand before and still name its thing: "rebel stronghold", "protest movement"."""
_IRONY = frozenset(("supposed", "purported", "alleged", "would-be", "former"))
_PREFIXED = (["anti", "-"], ["non", "-"], ["ex", "-"], ["counter", "-"], ["quasi", "-"])
_TITLED = 0.7
"""Share of long words with a capital from which a sentence is a headline in title case."""


@dataclass(frozen=True, slots=True)
class _Entry:
    words: tuple[str, ...]
    field: str
    pos: str
    connotation: str
    kind: str
    needs: tuple[str, ...]
    unless: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Hit:
    """Words of the table in the text, with what they may mean there."""

    head: Token
    first: Token
    last: Token
    entries: tuple[_Entry, ...]


@cache
def _entries() -> Mapping[str, tuple[tuple[tuple[str, ...], tuple[_Entry, ...]], ...]]:
    """First word → the phrases that begin with it, longest first, each with its rows in table order."""
    rows: dict[tuple[str, ...], list[_Entry]] = {}
    for row in table("labels", ("field", "word", "pos", "connotation", "kind", "needs", "unless")):
        words = tuple(row["word"].replace("-", " - ").replace("'s", " 's").split())
        needs, unless = tuple(row["needs"].split()), frozenset(row["unless"].split())
        entry = _Entry(words, row["field"], row["pos"], row["connotation"], row["kind"], needs, unless)
        rows.setdefault(words, []).append(entry)
    found: dict[str, list[tuple[tuple[str, ...], tuple[_Entry, ...]]]] = {}
    for words, entries in rows.items():
        found.setdefault(words[0], []).append((words, tuple(entries)))
    return MappingProxyType({w: tuple(sorted(e, key=lambda p: (-len(p[0]), p[0]))) for w, e in found.items()})


@cache
def _first_words() -> frozenset[int]:
    return forms(_entries())


def labels(
    parse: Parse, mentions: Sequence[Mention], statements: Iterable[Statement], reports: Iterable[Report]
) -> Iterator[Label]:
    """The labels of a document in text order."""
    records, told = held(parse, mentions, statements), triggers(reports)
    hits = list(_hits(records, told))
    types = {report.type for report in told.values()}
    likely = "armed group" if "ASSAULT" in types and "PROTEST" not in types else None
    counts = Counter(hit.entries[0].field for hit in hits if len({entry.field for entry in hit.entries}) == 1)
    for hit in hits:
        entry = max(hit.entries, key=lambda e: (counts[e.field], e.field == likely))
        source = records.source(hit.first, hit.last)
        yield Label(
            source=source,
            words=parse.text(source.start, source.end),
            field=entry.field,
            connotation=entry.connotation,
            about=_about(records, hit.head, entry, told),
            claimed_by=records.claim(source),
        )


def _hits(records: Held, told: Mapping[int, Report]) -> Iterator[_Hit]:
    doc, known, done = records.parse.doc, _entries(), -1
    for token in among(doc, _first_words()):
        if token.i <= done:
            continue
        for key in dict.fromkeys((lemma(token), token.lower_)):
            hit = next((h for words, e in known.get(key, ()) if (h := _hit(records, token, words, e, told))), None)
            if hit is not None:
                done = hit.last.i
                yield hit
                break


def _hit(
    records: Held, token: Token, words: tuple[str, ...], entries: tuple[_Entry, ...], told: Mapping[int, Report]
) -> _Hit | None:
    doc, end = token.doc, token.i + len(words)
    if end > len(doc) or any(w not in (lemma(doc[token.i + n]), doc[token.i + n].lower_) for n, w in enumerate(words)):
        return None
    last = doc[end - 1]
    head = next((t for t in doc[token.i : end] if not token.i <= t.head.i < end or t.head == t), last)
    if _ironic(token):
        return None
    fitting = tuple(entry for entry in entries if _fits(records, head, token, entry, told))
    return _Hit(head, token, last, fitting) if fitting else None


def _ironic(first: Token) -> bool:
    """Whether the words are held at arm's length: "so-called peacekeepers", "anti-terrorist"."""
    before = [t.lower_ for t in first.doc[max(first.i - 3, first.sent.start) : first.i]]
    return before[-1:] == ["so-called"] or before == ["so", "-", "called"] or before[-2:] in _PREFIXED


def _fits(records: Held, head: Token, first: Token, entry: _Entry, told: Mapping[int, Report]) -> bool:
    if entry.unless and entry.unless & _beside(head):
        return False
    if entry.pos == "verb":
        return head.pos_ == "VERB" and _verb_fits(records, head, entry, told)
    if head.pos_ not in _NOUNS or _in_name(head, entry) or _modifying(head, entry) or _unreal(head, first, entry):
        return False
    return not entry.needs or any(_noun_has(records, head, need, told) for need in entry.needs)


def _beside(head: Token) -> set[str]:
    """Words that stand with a word: next to it, on it, above it."""
    near = [*head.children, head.head, *(inner for child in head.children for inner in child.children)]
    if head.head.dep_ == "prep":
        near.append(head.head.head)
    near += [head.doc[at] for at in (head.i - 2, head.i - 1, head.i + 1) if 0 <= at < len(head.doc)]
    return {word for token in near for word in (lemma(token), token.lower_)}


def _in_name(head: Token, entry: _Entry) -> bool:
    """Whether the word is a piece of a proper name."""
    if head.pos_ != "PROPN" or entry.field in _OWNED or not head.text[:1].isupper() or head.text.isupper():
        return False
    sentence = head.sent
    long = [token for token in sentence if len(token) > 3 and token.is_alpha]
    headline = sum(token.text[0].isupper() for token in long) >= _TITLED * len(long)
    return not headline and head.i > sentence.start


def _modifying(head: Token, entry: _Entry) -> bool:
    """Whether the word only says of what kind another thing is: "riot police"."""
    if head.dep_ not in _MODIFIES or head.head.i <= head.i:
        return False
    if entry.field == "leader":
        return head.head.pos_ != "PROPN"
    return lemma(head.head) not in _BODIES


def _unreal(head: Token, first: Token, entry: _Entry) -> bool:
    """Whether no such thing is said to be: denied, called so by others, or only feared."""
    lefts = [child for child in head.lefts if child.i < head.i]
    if any(child.lower_ in _IRONY or child.lower_ in ("no", "not") for child in lefts if child.i < first.i):
        return True
    if head.dep_ == "attr" and any(child.dep_ == "neg" for child in head.head.children):
        return True
    if entry.kind == "actor" or not all(child.lower_ in _UNMARKED for child in lefts if child.dep_ in ("det", "poss")):
        return False
    if any(child.dep_ in ("det", "poss") and child.lower_ not in _UNMARKED for child in lefts):
        return False
    return standing(head, noun=True).status in ("hypothetical", "denied")


def _noun_has(records: Held, head: Token, need: str, told: Mapping[int, Report]) -> bool:
    if need == "report":
        return head.idx in told
    if need == "plural":
        return head.tag_ in ("NNS", "NNPS")
    if need == "definite":
        return any(child.lower_ in _DEFINITE or child.dep_ == "poss" for child in head.lefts)
    if need in ("side", "land"):
        return _party(records, head, _LAND if need == "land" else _PARTIES)
    if need == "of-state":
        named = _named(records, head)
        return named is not None and named.kind == "person" and _party(records, head, frozenset(("state",)))
    if need == "office":
        ends = [child for child in head.lefts if child.dep_ == "poss"]
        ends += [e for p in head.rights if p.lower_ == "of" for e in p.children if e.dep_ == "pobj"]
        return any(_in_office(records, end) for end in ends)
    if need == "mention":
        return _named(records, head) is not None
    if need == "person":
        mention = _named(records, head)
        return mention is not None and mention.kind == "person"
    if need == "political" and any(lemma(child) in _POLITICS for child in head.children):
        return True
    return head.idx in told or _party(records, head)


def _party(records: Held, head: Token, kinds: frozenset[str] = _PARTIES) -> bool:
    """Whether a state, body, group or place stands with the word: "the Soviet invasion of Hungary"."""
    above = head.head if head.dep_ == "compound" else head
    ends = [c for noun in (head, above) for c in noun.children if c.dep_ in ("amod", "compound", "poss", "nmod")]
    for prep in head.children:
        if prep.dep_ in ("prep", "agent") and prep.lower_ in _PREPOSITIONS:
            ends += [child for child in prep.children if child.dep_ == "pobj"]
    return any((m := records.at(end)) is not None and m.kind in kinds for end in ends)


def _verb_fits(records: Held, head: Token, entry: _Entry, told: Mapping[int, Report]) -> bool:
    if standing(head, noun=False).status in ("hypothetical", "denied"):
        return False
    return all(_verb_has(records, head, need, told) for need in entry.needs)


def _verb_has(records: Held, verb: Token, need: str, told: Mapping[int, Report]) -> bool:
    if need == "report":
        return verb.idx in told
    if need == "subject":
        return any(records.at(noun) is not None for noun in agents(verb))
    if need == "office":
        return verb.idx in told or any(_in_office(records, noun) for noun in agents(verb))
    objects = patients(verb)
    if need == "ruler":
        return any((m := records.at(noun)) is not None and m.kind in ("person", "government") for noun in objects)
    if need == "dissent":
        preps = [p for child in (verb, *verb.children) for p in child.children if p.lower_ == "on"]
        objects += [end for prep in preps for end in prep.children]
        return any(_dissent(records, noun) for noun in objects)
    if need == "invader":
        return any(_place(records, noun) for noun in objects) and not any(_crowd(records, who) for who in agents(verb))
    if need == "place-object":
        return any(_place(records, noun) for noun in objects)
    if need == "persons":
        return any(_persons(records, noun) for noun in objects)
    if need == "party":
        return verb.idx in told or any(records.at(noun) is not None for noun in (*objects, *agents(verb)))
    return any(records.at(noun) is not None for noun in objects)


def _place(records: Held, noun: Token) -> bool:
    mention = records.at(noun)
    return lemma(noun) in _LANDS or (mention is not None and mention.kind in _LAND)


def _crowd(records: Held, noun: Token) -> bool:
    """Whether who does it is neither a state nor its forces, as protesters who occupy a square."""
    mention = records.at(noun)
    if mention is None or mention.kind in ("state", "government", "person", "organisation"):
        return mention is None and lemma(noun) not in things()["force"]
    return lemma(noun) not in things()["force"] and lemma(noun) not in _FORCES


def _dissent(records: Held, noun: Token) -> bool:
    """Whether what is put down is a crowd, its unrest or a people."""
    if lemma(noun) in _DISSENT or lemma(noun) in _of_unrest():
        return True
    mention = records.at(noun)
    return mention is not None and mention.kind in ("state", "place") and mention.form != "metonym"


def _in_office(records: Held, noun: Token) -> bool:
    """Whether a word names a government or somebody in office."""
    mention = records.at(noun)
    if mention is None:
        return False
    return mention.kind == "government" or mention.form == "title" or mention.office is not None


@cache
def _of_unrest() -> frozenset[str]:
    rows = table("labels", ("field", "word", "pos", "connotation", "kind", "needs", "unless"))
    return frozenset(row["word"] for row in rows if row["pos"] == "noun" and row["field"] in ("crowd", "unrest"))


def _persons(records: Held, noun: Token) -> bool:
    mention = records.at(noun)
    if mention is not None:
        return mention.kind in ("person", "group", None)
    return lemma(noun) in things()["person"] | things()["force"] | things()["militant"]


def _named(records: Held, head: Token) -> Mention | None:
    """The mention that a noun heads, stands before as a title, or lies in."""
    mention = next((m for other in _called(head) if (m := records.at(other)) is not None), records.at(head))
    if mention is None and head.dep_ in _MODIFIES:
        mention = records.at(head.head)
    return mention or next(iter(records.around(head.idx, head.idx + len(head))), None)


def _called(head: Token) -> list[Token]:
    """Whom a noun is said of: "they are terrorists", "called them terrorists", "the dictator, Lukashenko"."""
    above = head.head
    if head.dep_ == "attr":
        return subjects(above)
    if head.dep_ == "oprd":
        return patients(above)
    if head.dep_ == "pobj" and above.lower_ == "as" and above.head.pos_ == "VERB":
        return patients(above.head)
    return [child for child in head.children if child.dep_ == "appos" and child.pos_ == "PROPN"]


def _about(records: Held, head: Token, entry: _Entry, told: Mapping[int, Report]) -> Source | None:
    """The mention or the trigger that the words name."""
    if entry.kind == "event":
        report = told.get(head.idx)
        return report.trigger if report is not None else None
    mention = _named(records, head)
    if mention is None:
        modifiers = (m for child in head.lefts if child.dep_ in _MODIFIES and (m := records.at(child)) is not None)
        mention = next(modifiers, None)
    return mention.source if mention is not None else None
