"""Definite phrases that point back: whom "the minister", "the peacekeepers", "the bloc" or "the country" stands for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from spacy.tokens import Token

from dragoman.extract.candidates import Candidate, Scene
from dragoman.extract.nominals import Nominal
from dragoman.extract.pronouns import Choice
from dragoman.extract.stretches import HONORIFICS
from dragoman.extract.vocabulary import Title, titles, wordlist
from dragoman.records import Mention

CLASSES = tuple(wordlist(name) for name in ("force", "rule", "protest", "rebel", "lawman", "tribunal", "ministry"))
"""Nouns that may take up one another: troops and contingent, government and authorities."""
PUBLICATION = wordlist("publication")
PRINTED = frozenset({"newspaper", "paper", "magazine", "daily", "weekly"})
LEAGUE = wordlist("league")
FACTION = wordlist("faction")
PARTY = wordlist("partyword")
FIRM = wordlist("firm")
COUNTRY = wordlist("country")
SLIGHT = wordlist("slight")
NEUTRAL = wordlist("neutral")
"""Adjectives that tell nothing of which body or person is meant."""
BODIES = wordlist("ministry") | wordlist("tribunal")
WRITERS = frozenset({"reporter", "author", "writer", "columnist", "correspondent"})
"""Who writes of himself as 'this reporter'."""
NEAR = 6
"""Sentences that a definite phrase looks back."""
FALL = 0.35
"""Taken off for each sentence between."""
LEAD = 0.5
"""How far the best must lead another entity."""
TALK = 1
"""Sentences back in which somebody is named of whom the talk still is."""
DOMESTIC = frozenset(
    {"dismiss", "dissolve", "sack", "fire", "declare", "impose", "freeze", "lift", "reshuffle", "suspend"}
)
"""Verbs whose subject acts in the state whose office it holds."""
CIVIL = frozenset({"EDU", "JRN", "ELI", "BUS", "SOC", "CVL", "MED"})


def definite(scene: Scene, phrase: Nominal) -> Choice | None:
    """What a definite phrase stands for, None where nothing or too much fits."""
    named = apposed(scene, phrase)
    if named is not None:
        return Choice(named, f"stands beside {named.text!r}") if named.kind == phrase.kind else None
    if _restricted(scene, phrase) or (phrase.word in WRITERS and scene.parse.doc[phrase.first].lower_ == "this"):
        return None
    scores = list(_people(scene, phrase) if phrase.kind == "person" else _bodies(scene, phrase))
    if phrase.kind == "person" and phrase.title is not None and phrase.title.sector == "GOV":
        scores = _at_home(scene, phrase, scores)
    best: dict[str, tuple[float, int, Candidate]] = {}
    for score, candidate in scores:
        if candidate.entity not in best or (score, candidate.head) > best[candidate.entity][:2]:
            best[candidate.entity] = (score, candidate.head, candidate)
    order = sorted(best.values(), key=lambda rank: (-rank[0], -rank[1]))
    lead = 0.0 if phrase.word in COUNTRY else LEAD
    if not order or order[0][0] < 0.5 or (len(order) > 1 and order[0][0] - order[1][0] < lead):
        return None
    meant = order[0][2].mention
    return Choice(meant, f"{phrase.word!r} points back to {meant.text!r}") if meant is not None else None


def _restricted(scene: Scene, phrase: Nominal) -> bool:
    """Whether a clause after a bare noun says which is meant: "the country involved", "the mother who gave birth"."""
    doc = scene.parse.doc
    if phrase.last >= len(doc) or phrase.head - phrase.first > 1:
        return False
    after = doc[phrase.last]
    return after.lower_ in ("who", "that", "which", "whose", "whom", "where") or (
        after.dep_ == "acl" and after.head.i < after.i
    )


def vague(phrase: Nominal) -> bool:
    """Whether a phrase is worth telling only where it is resolved: the group, the country, the company."""
    head = phrase.word
    if phrase.numbered or head in SLIGHT:
        return True
    if phrase.kind == "person":
        return (
            phrase.title is not None and phrase.title.rank == 3 and phrase.title.sector in ("CVL", "ELI", "SOC", None)
        )
    return not any(head in words for words in CLASSES) and not phrase.plural


def apposed(scene: Scene, phrase: Nominal) -> Mention | None:
    """The person named after a phrase and a comma: "its commander, Colonel-General Serdyukov,"."""
    doc = scene.parse.doc
    place = phrase.last
    if phrase.plural or place + 1 >= len(doc) or doc[place].text not in (",", "–", "—"):
        return None
    for candidate in scene.between(place + 1, place + 12):
        mention = candidate.mention
        if mention is None or mention.form != "name" or mention.kind != "person":
            continue
        if candidate.first <= place + 6 and doc[candidate.first].idx == mention.source.start:
            between = doc[place + 1 : candidate.first]
            office = (mention.office or "").lower().split()
            if all(token.lower_ in office or token.lower_ in HONORIFICS or token.text == "-" for token in between):
                return mention
            return None
    return None


def _before(scene: Scene, phrase: Nominal, reach: int) -> Iterator[tuple[int, Candidate]]:
    """Mentions before a phrase with the sentences between."""
    here = scene.sentence(phrase.head)
    for candidate in scene.recent(phrase.head, reach):
        if candidate.mention is not None and candidate.last <= phrase.first:
            yield here - candidate.sentence, candidate


def _people(scene: Scene, phrase: Nominal) -> Iterator[tuple[float, Candidate]]:
    """People whose office has the title; else the only person near whose office does not gainsay it."""
    narrowed = _narrowed(scene, phrase)
    found = False
    for away, candidate in _before(scene, phrase, NEAR):
        if candidate.kind != "person" or candidate.plural or not _gender(scene, candidate, phrase):
            continue
        if _holds(scene, candidate, phrase.word, narrowed):
            found = True
            yield 3.0 - FALL * away + 0.3 * candidate.role, candidate
    if found or phrase.title is None:
        return
    if narrowed == {"former"}:
        for away, candidate in _before(scene, phrase, 2):
            if candidate.kind == "person" and not candidate.plural and _gender(scene, candidate, phrase):
                yield 2.0 - FALL * away, candidate
    if narrowed or phrase.title.rank == 1:
        return
    yield from _near(scene, phrase, phrase.title)


def _at_home(scene: Scene, phrase: Nominal, scores: list[tuple[float, Candidate]]) -> list[tuple[float, Candidate]]:
    """Without those who hold the office in another state than the one spoken of, unless the talk is of them.

    The talk is of whom the sentence or the one before it names, but not for what is only done at home: dismissing a
    government, declaring an emergency.
    """
    here, sentence = scene.sentence(phrase.head), scene.parse.sentences
    first, last = sentence[max(0, here - 2)].start_char, scene.parse.doc[phrase.head].idx
    land = scene.ground.near(first, last) or scene.ground.country
    verb = scene.parse.doc[phrase.head].head
    at_home = verb.lemma_ in DOMESTIC and scene.parse.doc[phrase.head].dep_ == "nsubj"
    return [
        (score, candidate)
        for score, candidate in scores
        if candidate.mention is None
        or land is None
        or candidate.mention.country in (None, land)
        or (not at_home and here - candidate.sentence <= TALK)
    ]


def _near(scene: Scene, phrase: Nominal, title: Title) -> Iterator[tuple[float, Candidate]]:
    """People named shortly before whose offices allow the title."""
    for away, candidate in _before(scene, phrase, 2):
        prominent = candidate.kind == "person" and not candidate.plural and candidate.role >= 1.8
        if prominent and _gender(scene, candidate, phrase) and _fits(scene, candidate, title):
            yield 1.6 - FALL * away + 0.3 * candidate.role, candidate


def _gender(scene: Scene, candidate: Candidate, phrase: Nominal) -> bool:
    return phrase.gender is None or scene.genders.get(candidate.entity, phrase.gender) == phrase.gender


def _holds(scene: Scene, candidate: Candidate, word: str, narrowed: set[str]) -> bool:
    """Whether an office of the person has the title and what narrows it."""
    for office in scene.offices.get(candidate.entity, ()):
        words = office.replace("-", " ").split()
        wanted = word.replace("-", " ").split()
        if all(part in words for part in (*wanted, *narrowed)):
            return True
    return False


def _fits(scene: Scene, candidate: Candidate, title: Title) -> bool:
    """Whether the known offices of a person allow a title; a role also fits one of whom no office is known."""
    offices = scene.offices.get(candidate.entity, ())
    sectors = {sector for office in offices for sector in _sectors(office)}
    if not sectors:
        return (
            title.rank == 3
            and title.sector in CIVIL
            and candidate.mention is not None
            and candidate.mention.form == "name"
        )
    if title.rank < 3 and title.sector == "GOV":
        return False
    return title.sector in sectors or (title.sector in CIVIL and bool(sectors & CIVIL))


def _narrowed(scene: Scene, phrase: Nominal) -> set[str]:
    """Words between the article and the head that say which one is meant."""
    tokens = scene.parse.doc[phrase.first : phrase.head]
    told = {token.lower_ for token in tokens if token.is_alpha and token.pos_ not in ("DET", "PRON")}
    if phrase.word in COUNTRY:
        told -= {token.lower_ for token in tokens if token.text[:1].isupper()}
    return told - NEUTRAL


@lru_cache(maxsize=1024)
def _sectors(office: str) -> frozenset[str | None]:
    """The sectors of the titles within an office."""
    words = tuple(office.replace("-", " - ").split())
    parts = {words[n : n + size] for n in range(len(words)) for size in range(1, _longest() + 1)}
    return frozenset(titles()[part].sector for part in parts if part in titles())


@cache
def _longest() -> int:
    """Words of the longest title."""
    return max(map(len, titles()))


def _bodies(scene: Scene, phrase: Nominal) -> Iterator[tuple[float, Candidate]]:
    """Groups, bodies and states that a noun may take up."""
    doc = scene.parse.doc
    narrowed = {word for word in _narrowed(scene, phrase) if word not in ("based", "led", "backed")}
    based = any(token.lower_ in ("based", "led", "backed") for token in doc[phrase.first : phrase.head])
    for away, candidate in _before(scene, phrase, NEAR):
        mention = candidate.mention
        if mention is None or (mention.form == "demonym" and phrase.word not in COUNTRY):
            continue
        if narrowed and not based and not all(word in mention.text.lower() for word in narrowed):
            continue
        fit = _fit(phrase, candidate, doc[phrase.head].lemma_.lower(), doc[candidate.head].lemma_.lower())
        if fit and phrase.word in COUNTRY:
            inside = 0.4 if doc[candidate.head].dep_ == "pobj" and doc[candidate.head].head.lower_ == "in" else 0.0
            if _acts_in(doc[candidate.head], doc[phrase.head]):
                inside = -1.0
            nearness = (candidate.head - phrase.head) / 100
            yield fit - 0.8 * away + inside + nearness + _located(scene, candidate, phrase), candidate
        elif fit:
            yield fit - FALL * away + 0.3 * candidate.role + _located(scene, candidate, phrase), candidate


def _acts_in(subject: Token, country: Token) -> bool:
    """Whether a state is the subject of what happens "in the country", which is then another's."""
    return (
        country.dep_ == "pobj"
        and country.head.lower_ in ("in", "into", "across", "inside")
        and subject.dep_ == "nsubj"
        and subject.head in country.ancestors
    )


def _located(scene: Scene, candidate: Candidate, phrase: Nominal) -> float:
    """What a city or region in the same sentence tells of which country is meant."""
    if phrase.word not in COUNTRY or candidate.mention is None:
        return 0.0
    sentence = scene.parse.sentences[scene.sentence(phrase.head)]
    near = scene.between(sentence.start, sentence.end)
    places = {c.mention.country for c in near if c.kind == "place" and c.mention and c.mention.country}
    return 1.5 if candidate.mention.country in places else 0.0


def _fit(phrase: Nominal, candidate: Candidate, lemma: str, word: str) -> float:
    """How well a noun takes up a candidate: the same noun best, 0 not at all."""
    mention, head = candidate.mention, phrase.word
    assert mention is not None
    text = mention.text.lower()
    if head in COUNTRY and not phrase.plural:
        return (1.4 if mention.form == "name" else 0.5) if candidate.kind == "state" else 0.0
    if mention.form == "nominal" and candidate.kind in ("group", "government", "organisation"):
        if word in (head, lemma) and candidate.plural == phrase.plural:
            return 2.0
        return 1.2 if any((head in words or lemma in words) and word in words for words in CLASSES) else 0.0
    if phrase.plural or mention.form not in ("name", "metonym"):
        return 0.0
    if candidate.kind == "outlet":
        return 1.6 if head in PUBLICATION and not (head in PRINTED and mention.text.isupper()) else 0.0
    if candidate.kind in ("organisation", "government") and head in BODIES:
        return 1.8 if head in text else 0.0
    if candidate.kind == "organisation" and any(head in words for words in (LEAGUE, FACTION, PARTY, FIRM)):
        return 1.6 if head in text else 1.2
    return 0.0
