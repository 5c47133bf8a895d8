"""The records everyone shares: what was read, what it says, and what was made of it.

Extraction fills the spans (`Source`); resolution fills the ids of actors, events and quantities.
A record's id hashes what it says and where, never how it was resolved, so reading more accounts leaves it as it was.
A span that is to become an actor (`voice`, `via_spans`, `source_spans`, …) is exactly the `source` of a `Mention`.
Every offset counts characters of `Document.text`, end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Form = Literal["name", "title", "demonym", "metonym", "nominal", "pronoun"]
Kind = Literal["state", "government", "person", "organisation", "outlet", "group", "place"]
Status = Literal["happened", "planned", "hypothetical", "denied"]
StatementKind = Literal["direct", "indirect", "mixed"]
Manner = Literal["say", "think", "act"]
Verdict = Literal["same", "different", "unsure", "accepted", "rejected"]
DisputeKind = Literal["figure", "fact", "attribution", "framing", "name", "motive", "assessment"]


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """The words a record rests on: `Document.text[start:end]`."""

    document: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """One account as published. `text` is kept exactly as read; None is not known."""

    id: str
    name: str
    text: str
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: str | None = None
    """ISO date, as precise as known: 2022, 2022-01 or 2022-01-10."""
    url: str | None = None
    language: str | None = None
    """ISO 639-1 code."""
    reuse_of: str | None = None
    """Id of the account whose text this one takes over; None: it stands alone."""


@dataclass(frozen=True, slots=True)
class Reuse:
    """Text that one account takes over from another."""

    document: str
    of: str
    """The account that the text goes back to."""
    spans: tuple[tuple[Source, Source], ...]
    """Pairs of words: in `document`, and the same in `of`."""
    share: float
    """0 to 1: how much of the document's own words, quotations aside, stands in `of`."""
    reason: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Trouble in the world's data; the run went on. `document` is the name of the source or the id of a document."""

    document: str | None
    message: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A naming of an actor or place, with the clues that resolution needs."""

    source: Source
    text: str
    form: Form
    kind: Kind | None = None
    """What the words alone suggest; the case's vote may overrule it."""
    name: str | None = None
    """The name without titles and articles, as written; None for nominals and pronouns."""
    country: str | None = None
    """ISO 3166-1 alpha-3, where the words tell."""
    office: str | None = None
    """The office or role beside the name, as written: 'Turkish Defense Minister'."""
    gender: Literal["f", "m"] | None = None
    antecedent: Source | None = None
    """The earlier (or later) mention that a pronoun or nominal stands for; None when unsure."""
    reason: str | None = None
    actor: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is named. `id` is the ISO code for a state, else a hash of kind and name."""

    id: str
    name: str
    kind: Kind
    country: str | None = None
    sector: str | None = None
    """PLOVER sector code."""
    aliases: tuple[str, ...] = ()
    part_of: str | None = None
    """The actor that this one is an organ of: a ministry's state."""


@dataclass(frozen=True, slots=True)
class Statement:
    """Somebody's words or thoughts, told by an account. `actor` None: the text names nobody."""

    id: str
    content: tuple[Source, ...]
    cue: Source | None
    speaker: Source | None
    """The whole noun phrase, titles before the name included, appositions after it left out; or the pronoun."""
    kind: StatementKind
    voice: Source | None = None
    """The mention within (or heading) the speaker's words that says who it is; None: nobody is named."""
    manner: Manner = "say"
    hedge: Source | None = None
    negated: bool = False
    via_spans: tuple[Source, ...] = ()
    """Who passed it on, nearest voice first."""
    addressee_span: Source | None = None
    venue: Source | None = None
    confidence: float = 0.5
    """0 to 1: how sure the reader is that this is a statement of this speaker."""
    reason: str = ""
    """The construction in words: "clause of 'said', subject 'Akar'"."""
    actor: str | None = None
    via: tuple[str, ...] = ()
    addressee: str | None = None
    repeats: str | None = None
    """Id of the first statement that this one repeats."""
    by: str = "rules"
    """Who found it: 'rules', 'model NAME VERSION' or 'person'."""


@dataclass(frozen=True, slots=True)
class Date:
    """A date as written and as understood; `low` and `high` are ISO dates as precise as the words; None is open."""

    text: str
    low: str | None
    high: str | None


@dataclass(frozen=True, slots=True)
class Report:
    """One account's telling of a happening, coded in PLOVER 2.0."""

    id: str
    trigger: Source
    type: str
    mode: str | None
    status: Status
    source_spans: tuple[Source, ...] = ()
    target_spans: tuple[Source, ...] = ()
    contexts: tuple[str, ...] = ()
    date: Date | None = None
    date_span: Source | None = None
    place: str | None = None
    place_span: Source | None = None
    country: str | None = None
    """ISO 3166-1 alpha-3 of the place, where it is known."""
    point: tuple[float, float] | None = None
    """Latitude and longitude of the place in degrees (WGS 84); None for a state, a region or a place not known."""
    claimed_by: str | None = None
    """Id of the statement that alone asserts it; None: the account tells it as its own."""
    lemma: str | None = None
    """The trigger's head word, lower case, as a dictionary has it."""
    confidence: float = 0.5
    reason: str = ""
    sources: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    event: str | None = None
    by: str = "rules"


@dataclass(frozen=True, slots=True)
class Event:
    """The happening that one or more reports tell. `low`/`high`: ISO dates; `accounts`: how many documents tell it."""

    id: str
    type: str
    reports: tuple[str, ...]
    low: str | None = None
    high: str | None = None
    accounts: int = 1
    independent: int = 1


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as written and as understood. `low`/`high` bound it; None is open or not known."""

    id: str
    source: Source
    text: str
    value: float | None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    """ISO 4217 code, 'person', 'percent' or the counted noun in the singular."""
    approximate: bool = False
    subject: str | None = None
    measure: str | None = None
    as_of: str | None = None
    quantity: str | None = None
    by: str = "rules"


@dataclass(frozen=True, slots=True)
class Quantity:
    """What one or more figures count, and whether they agree."""

    id: str
    figures: tuple[str, ...]
    verdict: Literal["single", "agree", "compatible", "conflict"]
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """A stated relation between two actors. `polarity`: +1 close, 0 neutral, -1 hostile."""

    source: Source
    type: str
    from_span: Source
    to_span: Source
    polarity: int
    as_of: str | None = None
    voice_span: Source | None = None
    """Speaker's words when the tie is not the account's own claim."""
    from_actor: str | None = None
    to_actor: str | None = None
    voice: str | None = None
    by: str = "rules"


@dataclass(frozen=True, slots=True)
class Label:
    """What a voice calls a shared actor or event. `referent`: id of either, None when the words reach no record."""

    source: Source
    words: str
    field: str
    """What is being named, a row of the table of labels: 'crowd', 'foreign troops', 'change of power'."""
    connotation: str
    """How the word takes sides within its field: 'neutral', 'favourable' or 'hostile'."""
    about: Source | None = None
    """The mention or the report's trigger that the words name or belong to."""
    claimed_by: str | None = None
    """Id of the statement that holds the words; None: the account's own."""
    referent: str | None = None
    voice: str | None = None


@dataclass(frozen=True, slots=True)
class Cause:
    """Somebody says why a thing happened."""

    source: Source
    """The words that tie cause and effect: 'blames', 'triggered by', 'because of'."""
    cause: Source
    effect: Source
    family: str | None = None
    """A row of the table of causes, such as 'economic' or 'foreign interference'; None: of no family we know."""
    negated: bool = False
    claimed_by: str | None = None
    reason: str = ""
    voice: str | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """Somebody judges that an actor gains or loses by what happens."""

    source: Source
    target_span: Source
    outcome: Literal["gains", "loses"]
    hedge: Source | None = None
    claimed_by: str | None = None
    reason: str = ""
    target: str | None = None
    voice: str | None = None


@dataclass(frozen=True, slots=True)
class Tone:
    """Words that praise or blame an actor. `score`: -1 (blame) to 1 (praise), as the lexicon has it."""

    source: Source
    target_span: Source
    score: float
    claimed_by: str | None = None
    target: str | None = None
    voice: str | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a dispute and the words that hold it.

    `voices`: ids of the actors who hold it, and of documents that hold it as their own; in order of `evidence`.
    """

    label: str
    evidence: tuple[Source, ...]
    voices: tuple[str, ...] = ()
    accounts: int = 1
    independent: int = 1
    """How many accounts hold these words, and how many of them stand alone."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """Accounts or voices differ."""

    id: str
    kind: DisputeKind
    topic: str
    reason: str
    sides: tuple[Side, ...]
    rank: int = 0
    """Place in the list that a reader is shown, from 1: backed by most independent accounts on each side first."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Two names (or records) held to be one, or not; or one record (twice in `pair`) accepted or rejected.

    `by`: 'rule', 'person', or the model that says so. Undone by one edit.
    """

    pair: tuple[str, str]
    verdict: Verdict
    score: float
    reason: str
    by: str = "rule"


@dataclass(frozen=True, slots=True)
class Extract:
    """All that one document says, before it is set beside the others."""

    document: str
    sentences: tuple[Source, ...] = ()
    mentions: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
    reports: tuple[Report, ...] = ()
    figures: tuple[Figure, ...] = ()
    ties: tuple[Tie, ...] = ()
    labels: tuple[Label, ...] = ()
    causes: tuple[Cause, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    tones: tuple[Tone, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """All documents' records set side by side: who is who, what is one happening, where accounts differ."""

    reuses: tuple[Reuse, ...] = ()
    actors: tuple[Actor, ...] = ()
    mentions: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
    reports: tuple[Report, ...] = ()
    events: tuple[Event, ...] = ()
    figures: tuple[Figure, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    ties: tuple[Tie, ...] = ()
    labels: tuple[Label, ...] = ()
    causes: tuple[Cause, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    tones: tuple[Tone, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    decisions: tuple[Decision, ...] = ()
