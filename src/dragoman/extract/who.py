"""Who did it to whom: the mentions that stand for the two sides of one happening.

Grammar names them first, then what goes along with it: whose soldiers are sent, who says the words, who 'we' are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.extract.arguments import governor, parties
from dragoman.extract.clauses import agents, complements, is_passive
from dragoman.extract.coder import Coding, code
from dragoman.extract.lexicon import is_a
from dragoman.extract.namings import Namings
from dragoman.extract.spoken import Spoken
from dragoman.extract.status import claimed_by
from dragoman.records import Mention, Source

MOVING = {("RETREAT", "withdraw")}
"""Besides MOBILIZE, what is done with forces: whoever sends or withdraws them, they are no target of it."""
BODIES = {"state", "government", "organisation"}
ENACTED = {("COERCE", "restrict"), ("CONCEDE", None)}
"""What only the head of a government's own state does to it: dismiss, dissolve."""


WORDS = {"ACCUSE", "THREATEN", "SUPPORT", "REJECT", "REQUEST"}
"""Types done with words."""


@dataclass(frozen=True, slots=True)
class Who:
    """The two sides of a happening."""

    sources: tuple[Mention, ...]
    targets: tuple[Mention, ...]
    understood: bool = False
    """The target is not said in the clause but the state that the account speaks of there."""


def who(coding: Coding, namings: Namings, words: Source, said: Spoken, where: Mention | None) -> Who:
    """The two sides of a happening; `where` is the place that its clause names."""
    found = parties(coding.trigger, coding.entry)
    sources = namings.of(_actors(found.sources, namings))
    spoke = outside(words, said)
    targets: tuple[Mention, ...] = ()
    for group in found.targets:
        named = tuple(
            mention
            for mention in namings.of(_actors(group, namings))
            if mention not in sources and mention.source not in spoke
        )
        if named:
            targets = named
            break
    if operations := _operations(coding):
        targets = namings.of(head for each in operations for head in complements(each, ("in", "to")))
    used = namings.directly(found.used)
    if coding.type == "MOBILIZE" or ((coding.type, coding.mode) in MOVING and _forces(found.used)):
        named = namings.directly(found.sources)
        sources = _senders(coding, sources, used, namings, named=bool(named))
        targets = tuple(mention for mention in targets if mention not in used)
    else:
        targets = targets or tuple(mention for mention in used if mention not in sources)
    if not sources:
        unsaid = all(head.pos_ == "PRON" for head in found.sources)
        sources = _speaker(words, said, namings) if unsaid else ()
        sources = sources or _first_person(found.sources, words, said, namings)
    if not sources and coding.type in WORDS:
        sources = tuple(m for m in _said_before(coding.trigger, said, namings) if m not in targets)
    if (coding.type, coding.mode) in ENACTED:
        sources = _of_one_state(sources, targets)
    if coding.type == "PROTEST":
        states = tuple(mention for mention in sources if mention.kind in ("state", "place"))
        sources = tuple(mention for mention in sources if mention not in states)
        targets = tuple(mention for mention in targets if mention.kind != "place")
        targets = (
            targets
            or states
            or _seeing(coding.trigger, namings)
            or ((where,) if where is not None and where.kind == "state" else ())
        )
    if found.mutual and len({mention.text.lower() for mention in (*sources, *targets)}) == 1:
        sources, targets = sources or targets, ()
    if found.mutual:
        sources, targets = tuple(sorted({*sources, *targets}, key=_where)), targets if sources else ()
    return Who(sources, tuple(mention for mention in targets if found.mutual or mention not in sources))


def outside(words: Source, said: Spoken) -> set[Source]:
    """Who says, and who is told, the words around a happening: outside what is said, so no parties to it."""
    found: set[Source] = set()
    for statement in said.near(words.start, words.end):
        if any(part.start <= words.start and words.end <= part.end for part in statement.content):
            for span in (statement.voice, statement.addressee_span):
                if span is not None and not any(p.start <= span.start and span.end <= p.end for p in statement.content):
                    found.add(span)
    return found


def _operations(coding: Coding) -> list[Token]:
    """The operation that somebody takes part in: where it is counts, not whose it is."""
    named = any("in" in each.where and "operation" in (each.words or ()) for each in coding.entry.conditions)
    return complements(coding.trigger, ("in",)) if named and not coding.entry.noun else []


def _senders(
    coding: Coding, sources: tuple[Mention, ...], used: tuple[Mention, ...], namings: Namings, *, named: bool
) -> tuple[Mention, ...]:
    """Who sends: a body that does; else forces told with whose they are; soldiers of nobody's only where they move.

    "The minister's decision to send French troops" is French troops' doing, "to introduce troops" nobody's. `named`:
    the subject names the sources itself, not as "the standoff in Chad has brought in soldiers" does.
    """
    if coding.entry.noun:
        counted = _forces_of(coding)
        return tuple(m for m in sources if not counted or namings.owned(m) or not _numbered(m))
    whose = tuple(mention for mention in used if namings.owned(mention))
    if not named:
        return whose or sources or (used if is_passive(coding.trigger) else ())
    if whose and not any(mention.kind in BODIES for mention in sources):
        return whose
    return sources


def _forces_of(coding: Coding) -> bool:
    """Whether the noun's own 'of' names the forces: "the dispatch of 70 soldiers"."""
    return any("of" in each.where and not each.absent for each in coding.entry.conditions)


def _numbered(mention: Mention) -> bool:
    """Whether forces are only counted: "70 soldiers" are sent, and by whom is not said."""
    return mention.form == "nominal" and mention.text[:1].isdigit()


def _forces(heads: Iterable[Token]) -> bool:
    return any(is_a(head, "force") for head in heads)


def _of_one_state(sources: tuple[Mention, ...], targets: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Sources without those that point back to somebody of another state than the government they are to dismiss."""
    states = {mention.country for mention in targets if mention.kind == "government"} - {None}
    if len(states) != 1:
        return sources
    return tuple(m for m in sources if m.form == "name" or m.country is None or m.country in states)


def _actors(heads: Iterable[Token], namings: Namings) -> list[Token]:
    """Heads without the happenings among them: "the attack of a warlord and his intervention against" has one doer."""
    heads = list(heads)
    kept = [h for h in heads if namings.covering(h) is not None or h.pos_ != "NOUN" or code(h) is None]
    return kept or heads


def _where(mention: Mention) -> Source:
    return mention.source


def _speaker(words: Source, said: Spoken, namings: Namings) -> tuple[Mention, ...]:
    """Who made the statement whose cue the trigger is, when grammar names nobody."""
    for statement in said.near(words.start, words.end):
        cue = statement.cue
        if cue is not None and cue.start < words.end and words.start < cue.end and statement.voice is not None:
            mention = namings.at(statement.voice)
            return (mention,) if mention is not None else ()
    return ()


def _said_before(trigger: Token, said: Spoken, namings: Namings) -> tuple[Mention, ...]:
    """Whose words of the sentence before a judgement on them is about: "This was an attack on France"."""
    if trigger.dep_ != "attr" or not any(
        c.dep_ == "nsubj" and c.lower_ in ("this", "that") for c in trigger.head.children
    ):
        return ()
    last = trigger.sent.start - 1
    while last > 0 and not trigger.doc[last].is_alpha:
        last -= 1
    if last < 0:
        return ()
    before = trigger.doc[last].sent
    voices = [
        mention
        for each in said.near(before.start_char, before.end_char)
        if each.voice is not None and each.cue is not None and before.start_char <= each.cue.start < before.end_char
        if (mention := namings.at(each.voice)) is not None
    ]
    return tuple(voices[:1]) if len({mention.antecedent or mention.source for mention in voices}) == 1 else ()


def _seeing(trigger: Token, namings: Namings) -> tuple[Mention, ...]:
    """The state that a protest is seen in: "Nepal saw weeks of protests"."""
    verb = governor(trigger)
    if verb is None or verb.lemma_ not in ("see", "witness"):
        return ()
    return tuple(mention for mention in namings.of(agents(verb)) if mention.kind == "state")


def _first_person(heads: Iterable[Token], words: Source, said: Spoken, namings: Namings) -> tuple[Mention, ...]:
    """Who 'we' and 'I' are: the voice whose words these are."""
    heads = tuple(heads)
    if not any(head.lower_ in ("we", "i", "our", "my") for head in heads):
        return ()
    near = said.near(words.start, words.end)
    inner = [each for each in near if each.id == claimed_by(words, words, [each]) and each.voice is not None]
    for statement in sorted(inner, key=lambda each: sum(part.end - part.start for part in each.content)):
        mention = namings.at(statement.voice) if statement.voice is not None else None
        if mention is not None:
            return (_spoken_for(heads, mention, namings),)
    return ()


def _spoken_for(heads: Iterable[Token], voice: Mention, namings: Namings) -> Mention:
    """A minister's 'we' is his state, where the account has named it; any other is the voice itself."""
    if not any(head.lower_ in ("we", "our") for head in heads) or voice.kind != "person":
        return voice
    return namings.state_of(voice) or voice
