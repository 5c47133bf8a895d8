"""Who does what in a clause: logical subjects, objects and prepositional complements of a verb or noun.

Heads of noun phrases come back, never relative pronouns; coordinated heads come back as several.
Dependency labels are those of spaCy's English models (ClearNLP).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from dragoman.extract.things import lemma, things

VERBAL = {"VERB", "AUX"}
NOMINAL = {"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"}
CHARGING = {"of", "for", "from", "into"}
"""Prepositions before what the object of a verb does: accused X of, blamed X for, stopped X from, talked X into."""
RELATIVE = {"who", "which", "that", "whom", "whose"}


def conjuncts(head: Token) -> list[Token]:
    """A head and those coordinated with it, in text order."""
    found = [head]
    for token in found:
        found.extend(child for child in token.children if child.dep_ == "conj" and child.pos_ in NOMINAL)
        found.extend(child for child in token.children if child.dep_ == "appos" and _lists(token, child))
    return found


def _lists(token: Token, child: Token) -> bool:
    """Whether an apposition is really the next member of a list that the parser misread ("Azerbaijan, Kazakhstan")."""
    return token.ent_type_ == "GPE" and child.ent_type_ == "GPE" and token.i + 2 == child.i


def is_passive(verb: Token) -> bool:
    """Whether the verb's grammatical subject is what is acted on."""
    if verb.tag_ != "VBN":
        return any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children)
    if any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children):
        return True
    if verb.dep_ == "acl":
        return True
    if (
        verb.dep_ == "conj"
        and verb.head.pos_ in VERBAL
        and not any(child.dep_ in ("aux", "nsubj") for child in verb.children)
    ):
        return is_passive(verb.head) and verb.head.tag_ == "VBN"
    return verb.dep_ in ("advcl", "ROOT") and not any(child.dep_ in ("aux", "nsubj", "dobj") for child in verb.children)


def _just_before(word: Token) -> Token | None:
    """The noun before a comma that a dangling participle or 'which' follows: "Turkey, long accused by"."""
    at = word.i - 1
    doc = word.doc
    while at > 0 and doc[at].dep_ == "advmod" and doc[at].head == word:
        at -= 1
    if at == 0 or doc[at].text != ",":
        return None
    at -= 1
    while at > 0 and doc[at].lower_ in ("too", "also", "alone", "itself"):
        at -= 1
    before: Token = doc[at]
    return before if before.pos_ in ("NOUN", "PROPN") else None


def agents(verb: Token) -> list[Token]:
    """Heads of who does it: the active subject, the passive's 'by', or the subject that control lends."""
    if is_passive(verb):
        return _by(verb)
    return subjects(verb)


def patients(verb: Token) -> list[Token]:
    """Heads of what is acted on: the object, the passive's subject, the noun that a participle or relative modifies."""
    if is_passive(verb):
        return subjects(verb)
    found: list[Token] = []
    for child in verb.children:
        if child.dep_ in ("dobj", "obj"):
            found.extend(_heads(child))
    if not found and verb.dep_ == "relcl" and not any(c.dep_ in ("mark", "xcomp", "ccomp") for c in verb.children):
        gap = verb.head
        if not any(c.dep_ in ("nsubj", "nsubjpass") and _relates(c) for c in verb.children):
            found.extend(conjuncts(gap))
    if not found and verb.dep_ == "conj" and verb.head.pos_ in VERBAL and verb.i - verb.head.i <= 3:
        return []
    if not found:
        found.extend(_shared_object(verb))
    return found


def _relates(subject: Token) -> bool:
    """Whether a relative clause's subject is the relative pronoun or owned by it: "who left", "whose brigade left"."""
    return subject.lower_ in RELATIVE or any(c.dep_ == "poss" and c.lower_ == "whose" for c in subject.children)


def _shared_object(verb: Token) -> list[Token]:
    """The object of the second of two coordinated verbs, said once: "praised and thanked Russia"."""
    for child in verb.children:
        if child.dep_ == "conj" and child.pos_ in VERBAL and child.i - verb.i <= 3:
            return [head for c in child.children if c.dep_ in ("dobj", "obj") for head in _heads(c)]
    return []


def subjects(verb: Token, depth: int = 0) -> list[Token]:
    """Heads of the grammatical subject, lent by the clause above where the verb has none of its own."""
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass"):
            return _heads(child)
    if depth > 8:
        return []
    return _lent(verb, depth + 1)


def _lent(verb: Token, depth: int) -> list[Token]:
    head, dep = verb.head, verb.dep_
    if dep in ("relcl",):
        return _relative_gap(verb)
    if dep == "acl":
        return _of_noun(verb, depth)
    if dep == "conj":
        if head.pos_ in VERBAL:
            return subjects(head, depth)
        return _joined(verb, head, depth)
    if dep == "pcomp":
        return _of_preposition(verb, head, depth)
    if dep == "advcl" and verb.tag_ == "VBN" and (before := _just_before(verb)) is not None:
        return [before]
    if dep in ("xcomp", "ccomp", "advcl", "dep", "csubj", "oprd", "attr"):
        if head.pos_ in VERBAL:
            return _controlled(head, depth) if dep in ("xcomp", "ccomp") else _main(head, depth)
        if head.pos_ == "ADJ":
            return subjects(head, depth) if head.dep_ not in ("acomp",) else subjects(head.head, depth)
        if head.pos_ in ("NOUN", "PROPN"):
            return _of_noun(verb, depth)
    return []


def _joined(verb: Token, head: Token, depth: int) -> list[Token]:
    """Who does a verb that the parser joined to the object of its twin: "preventing unrest and blocking gangs"."""
    while head.dep_ in ("conj", "appos", "dobj") and head.pos_ not in VERBAL:
        head = head.head
    return subjects(head, depth) if head.pos_ in VERBAL and head.tag_ == verb.tag_ == "VBG" else []


def _main(head: Token, depth: int) -> list[Token]:
    """Who an adverbial clause without a subject is about: the main clause's doer, in a passive its 'by' phrase."""
    return subjects(head, depth) or _by(head)


def _controlled(head: Token, depth: int) -> list[Token]:
    """Who does the complement of `head`."""
    if head.lemma_ in things()["object_control"]:
        if is_passive(head):
            return subjects(head, depth)
        found = [h for c in head.children if c.dep_ in ("dobj", "dative", "obj") for h in _heads(c)]
        found = found or [
            h for c in head.children if c.dep_ == "prep" and c.lower_ in ("on", "upon", "to") for h in objects_of(c)
        ]
        if found:
            return found
        if head.lemma_ in ("call", "appeal", "order", "press", "push"):
            return []
    return subjects(head, depth)


def _of_preposition(verb: Token, prep: Token, depth: int) -> list[Token]:
    """Who does a gerund after a preposition: "accused X of sending", "X was praised for sending", "the idea of"."""
    while prep.dep_ == "conj" and prep.head.pos_ == "ADP":
        prep = prep.head
    above = prep.head
    if above.dep_ == "dobj" and prep.lower_ in CHARGING and _answers(above.head):
        return conjuncts(above)
    if above.pos_ in VERBAL:
        if prep.lower_ in CHARGING and _answers(above):
            return patients(above)
        return subjects(above, depth)
    if above.pos_ in ("NOUN", "PROPN"):
        return _accused(above) or _of_noun(verb, depth, noun=above)
    return subjects(above.head, depth) if above.pos_ == "ADJ" and above.head.pos_ in VERBAL else []


def _answers(verb: Token) -> bool:
    """Whether a verb's object did what follows: accused of, arrested for, thanked for, kept from doing it."""
    return lemma(verb) in things()["object_control"] | things()["answering"]


def _accused(noun: Token) -> list[Token]:
    """Who is accused, where 'of' was hung on the accuser: "accused by Egypt of sponsoring"."""
    while noun.dep_ in ("conj", "pobj", "prep") and noun.head.pos_ in NOMINAL | {"ADP"}:
        noun = noun.head
        if noun.dep_ == "agent" and noun.head.lemma_ in things()["object_control"]:
            return subjects(noun.head)
    return []


def _of_noun(verb: Token, depth: int, noun: Token | None = None) -> list[Token]:
    """Who does a clause that hangs on a noun: its owner ("Turkey's offer to"), the noun itself ("troops fighting")."""
    noun = noun or verb.head
    infinitive = verb.tag_ == "VB" or verb.dep_ == "pcomp"
    if not infinitive:
        return conjuncts(noun) if noun.dep_ != "conj" else [noun]
    owners = [h for c in noun.children if c.dep_ == "poss" for h in _heads(c)]
    owners = owners or [
        h for c in noun.children if c.dep_ == "prep" and c.lower_ in ("by", "of", "from") for h in objects_of(c)
    ]
    if owners:
        return owners
    if noun.dep_ in ("dobj", "attr", "oprd") and noun.head.pos_ in VERBAL:
        if noun.head.lemma_ in ("order", "ask", "urge", "invite", "send", "deploy", "force"):
            return [noun]
        if noun.head.lemma_ in things()["judging"]:
            return []
        return agents(noun.head) if depth < 8 else []
    if noun.dep_ == "pobj" and noun.head.head.pos_ in VERBAL:
        return agents(noun.head.head) if depth < 8 else []
    return []


def _relative_gap(verb: Token) -> list[Token]:
    """The noun that a relative clause describes, when its subject was left out."""
    return conjuncts(verb.head) if verb.head.pos_ in NOMINAL else []


def _heads(child: Token) -> list[Token]:
    """A subject's or object's heads; a relative pronoun gives the noun it stands for."""
    if child.lower_ in RELATIVE and child.tag_ in ("WDT", "WP", "WP$", "IN"):
        clause = child.head
        while clause.dep_ in ("xcomp", "conj", "ccomp", "aux") and clause.dep_ != "relcl" and clause.head != clause:
            clause = clause.head
        if clause.dep_ == "relcl":
            return _antecedents(clause, child)
        if child.tag_ == "WDT" and (noun := _just_before(child)) is not None:
            return [noun]
    return conjuncts(child)


def _antecedents(clause: Token, pronoun: Token) -> list[Token]:
    """What a relative pronoun stands for: of coordinated nouns the last alone, where the clause's verb is singular."""
    nouns = [noun for noun in conjuncts(clause.head) if noun.i < pronoun.i] or [clause.head]
    words = [clause, *(child for child in clause.children if child.dep_ in ("aux", "auxpass"))]
    if any(word.tag_ == "VBZ" or word.lower_ == "was" for word in words):
        return nouns[-1:]
    return nouns


def _by(verb: Token) -> list[Token]:
    found: list[Token] = []
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            found.extend(objects_of(child))
    return found


def objects_of(prep: Token) -> list[Token]:
    """Heads of a preposition's object, through a second preposition ("from within Syria")."""
    found: list[Token] = []
    for child in prep.children:
        if child.dep_ == "pobj":
            found.extend(_heads(child))
        elif child.dep_ == "prep":
            found.extend(objects_of(child))
    return found


def complements(word: Token, names: Iterable[str]) -> list[Token]:
    """Heads of the objects of the prepositions `names` that hang on `word`, in the order of `names`."""
    hanging = list(prepositions(word))
    return [head for name in names for prep in hanging if prep.lower_ == name for head in objects_of(prep)]


def prepositions(word: Token) -> Iterator[Token]:
    """Prepositions that hang on a word, on its particle, or on the preposition before ("in solidarity with" once)."""
    for child in word.children:
        if child.dep_ in ("prep", "agent", "dative") and child.pos_ in ("ADP", "SCONJ", "PART", "VERB", "ADV"):
            if child.lower_ == "according":
                continue
            yield child
            for nested in child.children:
                if nested.dep_ in ("prep", "conj") and nested.pos_ == "ADP":
                    yield nested
        elif child.dep_ in ("prt", "advmod") and child.pos_ in ("ADP", "ADV"):
            for nested in child.children:
                if nested.dep_ == "prep":
                    yield nested


def substance(head: Token) -> Token:
    """What a partitive stands for: 'thousands of troops' → troops; any other head is itself."""
    seen = head
    while seen.lemma_.lower() in things()["partitive"]:
        of = [child for child in seen.children if child.dep_ == "prep" and child.lower_ == "of"]
        inner = [h for prep in of for h in prep.children if h.dep_ == "pobj"]
        if not inner:
            break
        seen = inner[0]
    return seen
