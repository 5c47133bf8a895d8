"""Happenings that an account tells, coded in PLOVER 2.0, each with how sure the account is of it and on whose word.

A report needs a party that is named, unless the words alone make it political (protest, attack, arrest, deployment).
Known limits: parties are sought in the trigger's own sentence, but for the state that help or troops go to; a
happening told only by a pronoun ("it began") is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Span, Token

from dragoman import ids
from dragoman.extract.clauses import patients
from dragoman.extract.coder import Classifier, Coding, codings
from dragoman.extract.contexts import contexts
from dragoman.extract.doubts import VIOLENT, doubts
from dragoman.extract.focus import Focus
from dragoman.extract.guesses import guesser
from dragoman.extract.lexicon import is_a
from dragoman.extract.namings import Namings
from dragoman.extract.parse import Parse
from dragoman.extract.protests import protests
from dragoman.extract.quotations import quotations
from dragoman.extract.settings import Settings
from dragoman.extract.spoken import Spoken
from dragoman.extract.status import Standing, alleged, claimed_by, own_addition, standing
from dragoman.extract.telling import again, pointless, tells
from dragoman.extract.things import lemma, things
from dragoman.extract.who import Who, outside
from dragoman.extract.who import who as sides
from dragoman.records import Mention, Problem, Report, Source, Statement

ALONE = {"PROTEST", "ASSAULT", "COERCE", "MOBILIZE"}
"""Types that need no named party."""
RECIPIENT = {"AID", "COOPERATE", "SANCTION", "SUPPORT"}
"""Types that need somebody they are done to or with."""
UNDERSTOOD = {"MOBILIZE", "AID"}
"""Types done to the state that the account speaks of, where the clause names no target."""
SAID = {"ACCUSE", "SUPPORT", "THREATEN", "REJECT", "REQUEST", "AGREE"}
"""Types done with words: the state they are done to is not where they are done."""
REACH = 6
"""Tokens at most from a verb to the object that belongs to its trigger."""


def reports(
    parse: Parse,
    mentions: Iterable[Mention],
    statements: Iterable[Statement | Problem],
    *,
    classifier: Classifier | None = None,
) -> Iterator[Report | Problem]:
    """Every happening told, in text order. `classifier`: what to ask where the tables are silent; None: ours.

    What stands within quotation marks is a voice's or a title's; where no statement holds it, it is left out, as it
    would be told as the account's own.
    """
    mentions = tuple(mentions)
    namings, focus = Namings(parse, mentions), Focus(parse, mentions)
    ask = classifier or guesser(parse, namings)
    said = Spoken(statement for statement in statements if isinstance(statement, Statement))
    settings, quoted = Settings(parse, namings), quotations(parse.document.text)
    told: list[Report] = []
    violent: list[Token] = []
    for sentence in parse.sentences:
        _date_occasions(told, sentence, settings, parse)
        found: list[Coding] = []
        for coding in codings(sentence, ask):
            if tells(coding, namings) and not again(coding, found) and not settings.dated(coding.trigger):
                found.append(coding)
        if not found:
            continue
        about = contexts(sentence)
        for coding in found:
            report = _report(parse, coding, namings, focus, settings, said)
            if report is not None and (report.claimed_by or quoted.at(report.trigger.start) is None):
                told.append(replace(report, contexts=about))
                if report.type in VIOLENT and report.status == "happened":
                    violent.append(coding.trigger)
    told.sort(key=lambda each: (each.trigger.start, each.trigger.end))
    yield from protests(told, parse, mentions, focus)
    yield from doubts(told, parse.document.published, settings.stretches(violent))


def _date_occasions(told: list[Report], sentence: Span, settings: Settings, parse: Parse) -> None:
    """Gives the meeting told last its date, where a sentence after it in the paragraph only says when it is."""
    at = next((at for at in range(len(told) - 1, -1, -1) if told[at].type == "CONSULT"), None)
    if at is None or told[at].date is not None:
        return
    if "\n" in parse.text(told[at].trigger.end, sentence.start_char):
        return
    for date, where in settings.occasions(sentence):
        told[at] = replace(told[at], date=date, date_span=where)
        return


def _report(
    parse: Parse, coding: Coding, namings: Namings, focus: Focus, settings: Settings, said: Spoken
) -> Report | None:
    trigger = coding.trigger
    words = _trigger(parse, coding)
    where = settings.place(trigger, moving=coding.type == "MOBILIZE")
    who = sides(coding, namings, words, said, where)
    if not _enough(coding, who) or pointless(coding, who.sources, who.targets):
        return None
    coding = _with_words(coding, who)
    if where in who.targets and coding.type in SAID:
        where = None
    stands = standing(trigger, coding.entry.noun)
    open_ = not who.targets and _known(who.sources, namings) and _understood(coding)
    if open_ and not settings.elsewhere(trigger):
        state = focus.state(words, who.sources, outside(words, said))
        if state is not None and (not _hindered(stands) or focus.country(state.source) == focus.ground):
            who = replace(who, targets=(state,), understood=True)
    spot = parse.source(trigger.idx, trigger.idx + len(trigger))
    near = said.near(spot.start, spot.end)
    claim = claimed_by(spot, words, (each for each in near if not own_addition(trigger, each)))
    if stands.status == "happened" and claim is None and (accuser := alleged(trigger)) is not None:
        stands = Standing("hypothetical", accuser)
    date, date_span = settings.date(trigger, planned=stands.status == "planned")
    sources = tuple(mention.source for mention in who.sources)
    targets = tuple(mention.source for mention in who.targets)
    return Report(
        id=ids.make("r", words.document, [[words.start, words.end]], coding.type, coding.mode),
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
        claimed_by=claim,
        lemma=trigger.lemma_.casefold(),
        confidence=_confidence(coding, who, stands),
        reason=_reason(coding, who, stands),
    )


def _known(sources: tuple[Mention, ...], namings: Namings) -> bool:
    """Whether one of the sources may be of another state than is spoken of; "the president", "the army" may not."""
    for mention in sources:
        meant = namings.at(mention.antecedent) if mention.antecedent is not None else None
        meant = meant or mention
        if meant.country or meant.form not in ("nominal", "title") or namings.owned(meant):
            return True
        if mention.kind == "group" and mention.antecedent is None:
            return True
    return False


def _understood(coding: Coding) -> bool:
    return coding.type in UNDERSTOOD or (coding.entry.lemma in things()["offering"] and not coding.entry.noun)


def _hindered(stands: Standing) -> bool:
    """Whether somebody is kept from doing it: the state named before may be who keeps him from it."""
    return stands.word is not None and lemma(stands.word) in things()["hindering"]


def _with_words(coding: Coding, who: Who) -> Coding:
    """One person who "attacks" another, with nothing said of how, does so with words."""
    if coding.type != "ASSAULT" or coding.entry.lemma != "attack" or coding.mode is not None:
        return coding
    if any(mention.kind != "person" or mention.form == "nominal" for mention in (*who.sources, *who.targets)):
        return coding
    return replace(coding, type="ACCUSE", mode="disapprove") if who.sources and who.targets else coding


def _enough(coding: Coding, who: Who) -> bool:
    if (
        coding.type in RECIPIENT
        and not who.targets
        and not (who.sources and any(not each.absent for each in coding.entry.conditions))
    ):
        return False
    if who.sources or who.targets:
        return True
    if coding.type not in ALONE or coding.trigger.pos_ == "PROPN":
        return False
    return coding.entry.noun or any(is_a(head, "person") or is_a(head, "force") for head in patients(coding.trigger))


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


def _confidence(coding: Coding, who: Who, stands: Standing) -> float:
    """0 to 1: more with a demanding frame and with both parties named, less where the classifier alone tells it."""
    value = (
        0.4
        + 0.15 * bool(who.sources)
        + 0.15 * (bool(who.targets) and not who.understood)
        + 0.1 * min(2, len(coding.entry.conditions))
    )
    value = 0.7 * coding.share * value if coding.share is not None else value
    return round(min(value - 0.1 * (stands.status == "hypothetical"), 0.95), 2)


def _reason(coding: Coding, who: Who, stands: Standing) -> str:
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
