"""Pronouns and phrases that point back ("the minister", "its troops"), each with the mention that it stands for.

He, she and they are always told, with no antecedent where none is sure; it, which and the vaguest phrases ("the
group", "the country") only where they are resolved.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from dragoman.extract.candidates import Scene, add, scene
from dragoman.extract.definites import apposed, definite, vague
from dragoman.extract.nominals import Nominal
from dragoman.extract.parse import Parse
from dragoman.extract.pronouns import HE, IT, RELATIVE, THEY, Choice, person, relative, several, thing
from dragoman.extract.reading import mention_of, read
from dragoman.records import Mention


def references(parse: Parse, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Pronouns and definite phrases in text order, none over the same words as a mention."""
    taken = {(mention.source.start, mention.source.end) for mention in mentions}
    reading = read(parse)
    phrases = [phrase for phrase in reading.nominals if phrase.pointing]
    held = {parse.doc[first].idx: office.head for first, office in reading.offices.items()}
    view = scene(parse, mentions, held)
    found = [mention for phrase in phrases if phrase.article == "the" for mention in _definite(view, phrase)]
    owners: dict[int, Mention] = {}
    for token in parse.doc:
        mention = _pronoun(view, token)
        if mention is not None:
            owners[token.i] = mention
    found += owners.values()
    for phrase in phrases:
        if phrase.article == "its":
            found.append(_owned(view, mention_of(parse, phrase), phrase, owners))
    for mention in sorted(found, key=lambda mention: (mention.source.start, -mention.source.end)):
        if (mention.source.start, mention.source.end) not in taken:
            yield mention


def _definite(view: Scene, phrase: Nominal) -> Iterator[Mention]:
    """The mention of a definite phrase, resolved where it can be; nothing for a vague one left open."""
    mention = mention_of(view.parse, phrase)
    choice = definite(view, phrase)
    if choice is not None:
        meant = choice.mention
        country = mention.country or meant.country
        mention = replace(mention, kind=meant.kind, antecedent=meant.source, reason=choice.reason, country=country)
        add(view, mention, meant)
        yield mention
    elif not vague(phrase):
        add(view, mention, None)
        yield mention


def _pronoun(view: Scene, token: Token) -> Mention | None:
    """The mention of a third-person pronoun; None for another word, and for an 'it' or 'which' left open."""
    word = token.lower_
    always = word in HE or word in THEY
    if word in HE and token.pos_ == "PRON":
        choice = person(view, token)
    elif word in THEY:
        choice = several(view, token)
    elif word in IT:
        choice = thing(view, token)
    elif word in RELATIVE and token.tag_ in ("WP", "WDT", "WP$"):
        choice = relative(view, token)
    else:
        return None
    return _mention(view, token, choice) if choice is not None or always else None


def _mention(view: Scene, token: Token, choice: Choice | None) -> Mention:
    """The mention of a pronoun, which from now on counts for whom it means."""
    start, end = token.idx, token.idx + len(token)
    source, text = view.parse.source(start, end), view.parse.text(start, end)
    gender = HE.get(token.lower_)
    if choice is None:
        return Mention(source, text, "pronoun", "person" if gender else None, gender=gender)
    meant = choice.mention
    mention = Mention(
        source,
        text,
        "pronoun",
        meant.kind,
        None,
        meant.country,
        None,
        gender or meant.gender,
        meant.source,
        choice.reason,
    )
    if token.lower_ not in RELATIVE:
        add(view, mention, meant)
    return mention


def _owned(view: Scene, mention: Mention, phrase: Nominal, owners: dict[int, Mention]) -> Mention:
    """A phrase with its possessive: of the state that the possessive stands for."""
    named = apposed(view, phrase)
    if named is not None:
        return replace(mention, antecedent=named.source, reason=f"stands beside {named.text!r}", country=named.country)
    owner = next((owners[place] for place in range(phrase.first, phrase.head) if place in owners), None)
    if owner is None or owner.antecedent is None:
        return mention
    meant = view.parse.text(owner.antecedent.start, owner.antecedent.end)
    return replace(mention, country=owner.country, reason=f"of {meant!r}")
