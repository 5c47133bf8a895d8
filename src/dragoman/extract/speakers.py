"""Who speaks, thinks or acts by a cue: the head word of the noun phrase that the parse or the place gives it."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.extract.cues import VERBAL, Cue, cue_at
from dragoman.extract.phrases import Speaker, phrase

RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
FIRST = frozenset({"i", "we"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NOMINAL = frozenset({"PROPN", "NOUN", "PRON", "NUM"})
_OBJECT_CONTROL = frozenset({
    "ask", "tell", "urge", "order", "invite", "force", "allow", "cause", "lead", "help", "prompt", "encourage", "want",
    "get", "push", "press", "persuade", "convince", "expect", "require", "pressure", "enable", "permit", "call",
    "instruct", "direct", "see", "hear", "watch", "find", "make", "let",
})  # fmt: skip
"""Verbs whose object does what the infinitive after them says."""
_GIVES = frozenset({
    "make", "issue", "repeat", "voice", "express", "release", "give", "deliver", "reiterate", "renew", "have", "offer",
    "publish", "raise", "put", "show", "hold", "share", "take", "add", "send", "retract", "withdraw", "keep", "break",
    "abandon", "drop", "defend", "state", "announce", "reverse", "harbour", "harbor", "lose", "cling", "explain",
})  # fmt: skip
"""Verbs whose subject is the one who makes the statement, promise or claim that is their object."""
_TELLS = frozenset({"tell", "ask", "inform", "assure", "remind", "warn", "call", "name", "quote", "cite", "promise"})
_UTTERANCES = frozenset({"statement", "comment", "remark", "tweet", "post", "speech", "message", "letter"})
_DEPTH = 6
"""How many clauses up a subject may be lent from."""


def speaker(cue: Cue) -> Speaker | None:
    """Who speaks by a cue; None where the words name nobody."""
    head = cue.head
    found: Token | None = None
    if cue.pos == "verb":
        found = doer(head)
    elif cue.pos == "noun":
        found = holder(head)
    elif cue.pos == "adj":
        found = _feeler(head)
    elif cue.pos == "prep":
        found = _source_of(head)
    return phrase(found) if found is not None else None


def is_passive(verb: Token) -> bool:
    """Whether the subject of a verb is the one spoken to or of."""
    if any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children):
        return True
    if verb.tag_ != "VBN":
        return False
    if verb.dep_ == "acl":
        return True
    if any(c.dep_ in ("aux", "nsubj") for c in verb.children):
        return False
    return verb.dep_ == "advcl" or (verb.dep_ == "conj" and verb.head.pos_ in VERBAL and is_passive(verb.head))


def doer(verb: Token, depth: int = 0) -> Token | None:
    """The head of who does what a verb says: its subject, the agent of a passive, or the subject lent from above."""
    if depth > _DEPTH:
        return None
    if is_passive(verb):
        return agent(verb)
    subject = subject_of(verb)
    if subject is None:
        return _lent(verb, depth + 1)
    return antecedent(subject) if subject.dep_ != "csubj" and subject.lower_ != "there" else None


def subject_of(verb: Token) -> Token | None:
    """A verb's own subject, the one after it where it has two; None where it has none."""
    if turned := _inverted(verb):
        return turned
    subjects = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass", "csubj")]
    if subjects:
        return max(subjects, key=lambda s: s.i)
    if verb.dep_ == "conj" and not any(c.dep_ == "cc" for c in verb.head.rights):
        return _neighbour(verb)
    return None


def _inverted(verb: Token) -> Token | None:
    """The person after a closing verb that the parse takes for its object: "… is over reported Anna Petrova."."""
    if verb.tag_ not in ("VBD", "VBZ") or verb.lemma_ in _TELLS:
        return None
    before = {c.dep_ for c in verb.lefts}
    if not before & {"ccomp", "parataxis"}:
        return None
    kinds = ("PERSON",) if "nsubj" in before else ("PERSON", "ORG")
    return next((c for c in verb.rights if c.dep_ == "dobj" and c.ent_type_ in kinds and c.pos_ == "PROPN"), None)


def antecedent(subject: Token) -> Token:
    """The noun that a relative pronoun stands for; any other word is itself."""
    if subject.lower_ not in RELATIVE or subject.tag_ not in ("WDT", "WP", "IN"):
        return subject
    clause = subject.head
    while clause.dep_ in ("conj", "xcomp", "ccomp", "advcl") and clause.head != clause:
        clause = clause.head
    return clause.head if clause.dep_ == "relcl" else subject


def agent(verb: Token) -> Token | None:
    """Who does what a passive says, where 'by …' tells."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def _patient(verb: Token) -> Token | None:
    return next((antecedent(c) for c in verb.children if c.dep_ == "nsubjpass"), None)


def _lent(verb: Token, depth: int) -> Token | None:
    """The subject of a verb that has none of its own."""
    head, dep = verb.head, verb.dep_
    if dep == "ROOT" or head == verb:
        return _neighbour(verb)
    if (cue := goes_on_with(verb)) is not None:
        return doer(cue, depth)
    if (lost := _stray_subject(verb)) is not None:
        return lost
    if dep in ("acl", "relcl"):
        if dep == "acl" and verb.tag_ in ("VB", "VBP"):
            return holder(head, depth) or (doer(head.head, depth) if head.head.pos_ in VERBAL else None)
        if head.dep_ == "dobj" and head.lemma_.lower() in _UTTERANCES and head.head.pos_ in VERBAL:
            return doer(head.head, depth)
        return head if head.pos_ in _NOMINAL or head.pos_ == "DET" else None
    if head.pos_ in VERBAL and dep in ("conj", "advcl", "xcomp", "ccomp", "dep", "parataxis", "oprd"):
        if dep == "ccomp" and verb.tag_ in FINITE:
            return _neighbour(verb)
        return _from_clause(verb, head, depth)
    if dep == "pcomp":
        return _from_preposition(head.head, depth)
    if dep in ("xcomp", "advcl", "ccomp") and head.pos_ == "ADJ":
        return _feeler(head)
    if dep == "xcomp" and head.pos_ in ("NOUN", "PROPN"):
        return holder(head, depth)
    if dep == "appos" and head.pos_ in _NOMINAL:
        return head
    return _neighbour(verb)


def _stray_subject(verb: Token) -> Token | None:
    """The noun that the parse coordinates with a verb though it is the subject of the next: "…, and the paper says"."""
    if verb.dep_ != "conj" or verb.head.pos_ not in VERBAL:
        return None
    between = [c for c in verb.head.rights if c.dep_ == "conj" and c.pos_ in ("NOUN", "PROPN") and c.i < verb.i]
    return between[-1] if between else None


def goes_on_with(verb: Token) -> Token | None:
    """The cue that a verb goes on with, where the parse hangs it in the cue's clause: "said he left and added …"."""
    clause = verb.head
    cue = clause.head
    if verb.dep_ == "advcl":
        return cue if clause.dep_ == "ccomp" and _adds(verb) and cue_at(cue) is not None else None
    if verb.dep_ != "conj" or clause.dep_ != "ccomp" or verb.tag_ not in ("VBD", "VBZ", "VBG") or cue.tag_ != verb.tag_:
        return None
    if any(c.dep_ in ("nsubj", "nsubjpass", "aux") for c in verb.children):
        return None
    own = cue_at(verb)
    if own is None or own.entry.manner != "say":
        return None
    return cue if clause.tag_ != verb.tag_ or _opens_content(verb) else None


def _adds(verb: Token) -> bool:
    """Whether a participle after a comma says more: "…, adding that", "…, calling it a trap"."""
    if verb.tag_ != "VBG" or verb.i == 0 or verb.nbor(-1).text not in (",", '"', "''"):
        return False
    own = cue_at(verb)
    return own is not None and own.pos == "verb" and own.entry.manner == "say"


def _opens_content(verb: Token) -> bool:
    """Whether a clause with its own 'that', or a quotation mark, follows a verb at once."""
    rest = verb.doc[verb.i + 1 : verb.i + 3]
    words = [t for t in rest if t.text != ","]
    return bool(words) and (words[0].lower_ == "that" or words[0].text in ('"', "''", "``"))


def _from_clause(verb: Token, head: Token, depth: int) -> Token | None:
    if verb.dep_ in ("xcomp", "ccomp") and head.lemma_ in _OBJECT_CONTROL:
        if is_passive(head):
            return _patient(head)
        given = next((c for c in head.children if c.dep_ in ("dobj", "dative") and c.i < verb.i), None)
        if given is not None:
            return given
    if is_passive(head):
        return _patient(head) or doer(head, depth)
    return doer(head, depth)


def _from_preposition(above: Token, depth: int) -> Token | None:
    """Who does a gerund after a preposition: the subject of the clause, the one quoted 'as saying'."""
    if above.pos_ in VERBAL:
        return _patient(above) or doer(above, depth)
    if above.dep_ in ("prep", "agent") and above.head.pos_ in VERBAL:
        return _from_preposition(above.head, depth)
    return holder(above, depth) if above.pos_ in ("NOUN", "PROPN") else None


def _neighbour(verb: Token) -> Token | None:
    """The noun phrase just before a finite verb that the parse left without a subject."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    index = verb.i - 1
    while index >= verb.sent.start and verb.doc[index].pos_ in ("ADV", "AUX", "PART"):
        index -= 1
    if index < verb.sent.start:
        return None
    near = verb.doc[index]
    if near.pos_ not in _NOMINAL:
        return None
    while near.dep_ in ("compound", "nummod", "amod", "poss") and near.head.i <= index and near.head != near:
        near = near.head
    return near


def holder(noun: Token, depth: int = 0) -> Token | None:
    """The head of whose statement, claim or view a noun is: its possessor, 'by …', or who makes or voices it."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
    for names in (("by", "from", "among"), ("of",)):
        for child in _all_prepositions(noun):
            if child.lower_ in names:
                found = next((c for c in child.children if c.dep_ == "pobj"), None)
                if found is not None and (child.lower_ != "of" or found.ent_type_ in ("PERSON", "ORG", "GPE", "NORP")):
                    return found
        for child in noun.children:
            if child.dep_ == "acl" and is_passive(child) and (found := agent(child)) is not None:
                return found
    if depth < _DEPTH and noun.dep_ in ("dobj", "pobj", "attr"):
        verb = noun.head if noun.dep_ != "pobj" else noun.head.head
        if verb.pos_ in VERBAL and (verb.lemma_ in _GIVES or noun.dep_ != "dobj"):
            return doer(verb, depth + 1)
    return None


def _all_prepositions(noun: Token) -> list[Token]:
    """The prepositions after a noun, those on the name that follows its 'of' included: "criticism of X by Y"."""
    found = [c for c in noun.rights if c.dep_ in ("prep", "agent")]
    for prep in list(found):
        for inner in prep.children:
            found += [c for c in inner.rights if c.dep_ in ("prep", "agent") and c.lower_ == "by"]
    return found


def _feeler(adjective: Token) -> Token | None:
    """Who is sure, afraid or willing."""
    own = next((c for c in adjective.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if own is not None and own.lower_ == "it" and adjective.head.lemma_ == "make":
        return doer(adjective.head)
    if own is not None:
        return antecedent(own)
    verb = adjective.head
    while verb.dep_ == "conj" and verb.pos_ == "ADJ":
        verb = verb.head
    if verb.pos_ == "ADJ":
        verb = verb.head
    return doer(verb) if verb.pos_ in VERBAL else None


def _source_of(according: Token) -> Token | None:
    """Whom 'according to' names; the author of a statement or a report rather than the paper."""
    if according.lower_ == "in":
        of = according.nbor(3)
        return next((c for c in of.children if c.dep_ == "pobj"), None)
    for child in according.children:
        found = child
        if child.dep_ == "prep":
            found = next((c for c in child.children if c.dep_ == "pobj"), child)
        if found.dep_ == "pobj":
            return _author(found) or found
    return None


def _author(noun: Token) -> Token | None:
    """Who made a statement or filed a paper, where 'by …' or a possessor tells."""
    for child in noun.children:
        if child.dep_ == "acl" and is_passive(child) and (found := agent(child)) is not None:
            return found
        if child.dep_ == "prep" and child.lower_ == "by":
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return holder(noun, _DEPTH) if noun.lemma_.lower() in _UTTERANCES else None
