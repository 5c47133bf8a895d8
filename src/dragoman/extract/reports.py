"""Happenings that an account tells, coded in PLOVER 2.0, each with how sure the account is of it and on whose word.

A report needs a party that is named, unless the words alone make it political (protest, attack, arrest, deployment).
Known limits: parties are sought in the trigger's own sentence; a happening told only by a pronoun ("it began") is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Span, Token

from dragoman import ids
from dragoman.extract.arguments import Namings, parties
from dragoman.extract.coder import Coding, codings
from dragoman.extract.contexts import contexts
from dragoman.extract.focus import Focus
from dragoman.extract.lexicon import lemma, things
from dragoman.extract.parse import Parse
from dragoman.extract.settings import Settings
from dragoman.extract.status import Standing, claimed_by, standing
from dragoman.records import Mention, Problem, Report, Source, Statement

ALONE = {"PROTEST", "ASSAULT", "COERCE", "MOBILIZE"}
"""Types that need no named party."""
RECIPIENT = {"AID", "COOPERATE", "SANCTION", "SUPPORT"}
"""Types that need somebody they are done to or with."""
UNDERSTOOD = {"MOBILIZE", "AID", "SUPPORT", "PROTEST"}
"""Types done to the state that the account speaks of, where the clause names no target."""
REACH = 6
"""Tokens at most from a verb to the object that belongs to its trigger."""


@dataclass(frozen=True, slots=True)
class _Who:
    sources: tuple[Mention, ...]
    targets: tuple[Mention, ...]
    understood: bool = False
    """The target is not said in the clause but the state that the account speaks of there."""


def reports(
    parse: Parse, mentions: Iterable[Mention], statements: Iterable[Statement | Problem]
) -> Iterator[Report | Problem]:
    """Every happening told, in text order."""
    mentions = tuple(mentions)
    namings, focus = Namings(parse, mentions), Focus(parse, mentions)
    said = [statement for statement in statements if isinstance(statement, Statement)]
    settings = Settings(parse, namings)
    told: list[Report] = []
    for sentence in parse.sentences:
        found = [coding for coding in codings(sentence) if _tells(coding, namings)]
        if not found:
            continue
        about = contexts(sentence)
        for coding in found:
            report = _report(parse, coding, namings, focus, settings, said)
            if report is not None:
                told.append(replace(report, contexts=about))
    yield from _own_words(told)


def _report(
    parse: Parse, coding: Coding, namings: Namings, focus: Focus, settings: Settings, said: list[Statement]
) -> Report | None:
    trigger = coding.trigger
    words = _trigger(parse, coding)
    where = settings.place(trigger, moving=coding.type == "MOBILIZE")
    who = _who(coding, namings, words, said, where)
    if not _enough(coding, who):
        return None
    if coding.type in UNDERSTOOD and not who.targets and (who.sources or coding.type == "PROTEST"):
        state = focus.state(words, who.sources)
        who = replace(who, targets=(state,), understood=True) if state else who
    stands = standing(trigger, coding.entry.noun)
    date, date_span = settings.date(trigger, planned=stands.status == "planned")
    sources = tuple(mention.source for mention in who.sources)
    targets = tuple(mention.source for mention in who.targets)
    spot = parse.source(trigger.idx, trigger.idx + len(trigger))
    return Report(
        id=ids.make("r", words.document, [words.start, words.end], coding.type, coding.mode),
        trigger=words,
        type=coding.type,
        mode=coding.mode,
        status=stands.status,
        source_spans=sources,
        target_spans=targets,
        date=date,
        date_span=date_span,
        place=(where.name or where.text) if where else None,
        place_span=where.source if where else None,
        claimed_by=claimed_by(spot, words, said),
        confidence=_confidence(coding, who, stands),
        reason=_reason(coding, who, stands),
    )


def _tells(coding: Coding, namings: Namings) -> bool:
    """Whether the words tell a happening here, and are no modifier and no part of a name."""
    trigger = coding.trigger
    if trigger.dep_ in ("compound", "amod", "nmod") and not (coding.entry.noun and trigger.head.lemma_ in ("plan", "threat")):
        return False
    mention = namings.covering(trigger)
    if mention is not None and mention.form in ("name", "title") and coding.entry.noun:
        return False
    if coding.type == "ASSAULT" and _by_nature(trigger):
        return False
    return True


def _by_nature(trigger: Token) -> bool:
    """Whether an accident or a disease did it: "killed in an earthquake"."""
    for child in trigger.children:
        if child.dep_ in ("nsubj", "agent", "prep"):
            inner = [child] if child.dep_ == "nsubj" else [c for c in child.children if c.dep_ == "pobj"]
            if any(lemma(word) in things()["damage"] for word in inner):
                return True
    return False


def _who(coding: Coding, namings: Namings, words: Source, said: list[Statement], where: Mention | None) -> _Who:
    found = parties(coding.trigger, coding.entry)
    sources = namings.of(found.sources)
    targets: tuple[Mention, ...] = ()
    for group in found.targets:
        named = tuple(mention for mention in namings.of(group) if mention not in sources)
        if named:
            targets = named
            break
    if not sources:
        sources = _speaker(words, said, namings) or _first_person(found.sources, words, said, namings)
    if coding.type == "PROTEST":
        states = tuple(mention for mention in sources if mention.kind in ("state", "place"))
        sources = tuple(mention for mention in sources if mention not in states)
        targets = targets or states or ((where,) if where is not None and where.kind == "state" else ())
    if found.mutual:
        sources = tuple(sorted({*sources, *targets}, key=lambda mention: mention.source))
    return _Who(sources, tuple(mention for mention in targets if found.mutual or mention not in sources))


def _speaker(words: Source, said: list[Statement], namings: Namings) -> tuple[Mention, ...]:
    """Who made the statement whose cue the trigger is, when grammar names nobody."""
    for statement in said:
        cue = statement.cue
        if cue is not None and cue.start < words.end and words.start < cue.end and statement.voice is not None:
            mention = namings.at(statement.voice)
            return (mention,) if mention is not None else ()
    return ()


def _first_person(
    heads: Iterable[Token], words: Source, said: list[Statement], namings: Namings
) -> tuple[Mention, ...]:
    """Who 'we' and 'I' are: the voice whose words these are."""
    if not any(head.lower_ in ("we", "i", "our", "my") for head in heads):
        return ()
    inner = [each for each in said if each.id == claimed_by(words, words, [each]) and each.voice is not None]
    for statement in sorted(inner, key=lambda each: sum(part.end - part.start for part in each.content)):
        mention = namings.at(statement.voice) if statement.voice is not None else None
        if mention is not None:
            return (mention,)
    return ()


def _enough(coding: Coding, who: _Who) -> bool:
    if coding.type in RECIPIENT and not who.targets and not (who.sources and coding.entry.conditions):
        return False
    if who.sources or who.targets:
        return True
    return coding.type in ALONE


def _trigger(parse: Parse, coding: Coding) -> Source:
    """The trigger's words: the verb with its particle and the object its row names, if near."""
    first, last = coding.trigger, coding.trigger
    for child in coding.trigger.children:
        if child.dep_ == "prt" and 0 < child.i - last.i <= 2:
            last = child
    for child in coding.absorbed:
        if 0 < child.i - coding.trigger.i <= REACH:
            last = child if child.i > last.i else last
    return parse.source(first.idx, last.idx + len(last))


def _confidence(coding: Coding, who: _Who, stands: Standing) -> float:
    """0 to 1: more with a demanding frame and with both parties named."""
    value = 0.4 + 0.15 * bool(who.sources) + 0.15 * (bool(who.targets) and not who.understood) + 0.1 * min(2, len(coding.entry.conditions))
    return round(min(value - 0.1 * (stands.status == "hypothetical"), 0.95), 2)


def _reason(coding: Coding, who: _Who, stands: Standing) -> str:
    parts = [coding.reason]
    if coding.mode:
        parts[0] = f"{coding.reason}: {coding.type} {coding.mode}"
    else:
        parts[0] = f"{coding.reason}: {coding.type}"
    if who.sources:
        parts.append("from " + " and ".join(f"'{mention.text}'" for mention in who.sources))
    if who.targets:
        named = " and ".join(f"'{mention.text}'" for mention in who.targets)
        parts.append(f"to {named}, named before" if who.understood else f"to {named}")
    if stands.word is not None:
        parts.append(f"{stands.status} by '{stands.word.text}'")
    return ", ".join(parts)


def _own_words(told: list[Report]) -> Iterator[Report]:
    """Reports in text order; one that a voice tells is also the account's own where the account tells the same itself."""
    for report in sorted(told, key=lambda each: (each.trigger.start, each.trigger.end)):
        yield report
