"""What the database of a case refuses, whoever writes to it: the rules, as SQLite has them.

A rule on one row is a CHECK constraint, named in words; a rule on two tables is a foreign key or a trigger. SQLite
cannot add constraints to a table that is there, so each is made anew and filled from the old one. A row that breaks a
rule stays behind, and the case then counts as not settled: the next reading makes the row again, as it should be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

TABLES = """
CREATE TABLE sentence (
    id INTEGER PRIMARY KEY, {of an account}, "end" INTEGER NOT NULL, text TEXT NOT NULL,
    {starts}, {ends});
CREATE TABLE problem (
    stage TEXT NOT NULL, record TEXT NOT NULL, document TEXT, PRIMARY KEY (stage, record),
    CONSTRAINT "the stage is one of ours" CHECK (stage IN ('read', 'extract', 'second'))) WITHOUT ROWID;
CREATE TABLE actor (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, country TEXT, sector TEXT, record TEXT NOT NULL,
    CONSTRAINT "the id of an actor starts with a-, or is a state's code" CHECK (id GLOB 'a-?*' OR kind = 'state'),
    {one id}, CONSTRAINT "an actor has a name" CHECK (name <> ''),
    CONSTRAINT "the kind is one of ours" CHECK (
        kind IN ('state', 'government', 'person', 'organisation', 'outlet', 'group', 'place'))) WITHOUT ROWID;
CREATE TABLE mention (
    {of an account}, "end" INTEGER NOT NULL, form TEXT NOT NULL, actor TEXT REFERENCES actor, record TEXT NOT NULL,
    PRIMARY KEY (document, start, "end"), {starts}, {ends},
    CONSTRAINT "the form is one of ours" CHECK (
        form IN ('name', 'title', 'demonym', 'metonym', 'nominal', 'pronoun'))) WITHOUT ROWID;
CREATE TABLE statement (
    id TEXT PRIMARY KEY, {of an account}, actor TEXT REFERENCES actor, kind TEXT NOT NULL, manner TEXT NOT NULL,
    record TEXT NOT NULL, CONSTRAINT "the id of a statement starts with s-" CHECK (id GLOB 's-?*'), {one id},
    {words at content[0]}, {sure},
    CONSTRAINT "the kind is one of ours" CHECK (kind IN ('direct', 'indirect', 'mixed')),
    CONSTRAINT "the manner is one of ours" CHECK (manner IN ('say', 'think', 'act'))) WITHOUT ROWID;
CREATE TABLE event (
    id TEXT PRIMARY KEY, type TEXT NOT NULL, low TEXT, high TEXT, record TEXT NOT NULL,
    CONSTRAINT "the id of an event starts with e-" CHECK (id GLOB 'e-?*'), {one id},
    CONSTRAINT "an event has reports" CHECK (coalesce(json_array_length(record, '$.reports') > 0, 0)),
    CONSTRAINT "no more accounts of an event are independent than tell it" CHECK (
        coalesce(json_extract(record, '$.independent'), 1) BETWEEN 1 AND coalesce(json_extract(record, '$.accounts'), 1)
    )) WITHOUT ROWID;
CREATE TABLE report (
    id TEXT PRIMARY KEY, {of an account}, type TEXT NOT NULL, status TEXT NOT NULL, event TEXT REFERENCES event,
    claimed_by TEXT REFERENCES statement, record TEXT NOT NULL,
    CONSTRAINT "the id of a report starts with r-" CHECK (id GLOB 'r-?*'), {one id}, {words at trigger}, {sure},
    CONSTRAINT "a report has a type" CHECK (type <> ''),
    CONSTRAINT "the status is one of ours" CHECK (
        status IN ('happened', 'planned', 'hypothetical', 'denied'))) WITHOUT ROWID;
CREATE TABLE quantity (
    id TEXT PRIMARY KEY, verdict TEXT NOT NULL, record TEXT NOT NULL,
    CONSTRAINT "the id of a quantity starts with q-" CHECK (id GLOB 'q-?*'), {one id},
    CONSTRAINT "a quantity has figures" CHECK (coalesce(json_array_length(record, '$.figures') > 0, 0)),
    CONSTRAINT "the verdict is one of ours" CHECK (
        verdict IN ('single', 'agree', 'compatible', 'conflict'))) WITHOUT ROWID;
CREATE TABLE figure (
    id TEXT PRIMARY KEY, {of an account}, quantity TEXT REFERENCES quantity, record TEXT NOT NULL,
    CONSTRAINT "the id of a figure starts with f-" CHECK (id GLOB 'f-?*'), {one id}, {words at source}) WITHOUT ROWID;
CREATE TABLE tie (
    {of an account}, type TEXT NOT NULL, from_actor TEXT REFERENCES actor, to_actor TEXT REFERENCES actor,
    record TEXT NOT NULL, {words at source},
    CONSTRAINT "polarity is -1, 0 or 1" CHECK (coalesce(json_extract(record, '$.polarity') IN (-1, 0, 1), 0)));
CREATE TABLE label (
    {of an account}, referent TEXT, record TEXT NOT NULL, {words at source},
    CONSTRAINT "the connotation is one of ours" CHECK (
        coalesce(json_extract(record, '$.connotation') IN ('neutral', 'favourable', 'hostile'), 0)));
CREATE TABLE cause ({of an account}, family TEXT, record TEXT NOT NULL, {words at source});
CREATE TABLE assessment (
    {of an account}, target TEXT REFERENCES actor, record TEXT NOT NULL, {words at source},
    CONSTRAINT "the outcome is one of ours" CHECK (
        coalesce(json_extract(record, '$.outcome') IN ('gains', 'loses'), 0)));
CREATE TABLE tone (
    {of an account}, target TEXT REFERENCES actor, record TEXT NOT NULL, {words at source},
    CONSTRAINT "the score of a tone is -1 to 1" CHECK (
        coalesce(json_extract(record, '$.score') BETWEEN -1 AND 1, 0)));
CREATE TABLE reuse (
    document TEXT NOT NULL REFERENCES document ON DELETE CASCADE, of TEXT NOT NULL REFERENCES document,
    record TEXT NOT NULL, CONSTRAINT "an account takes over text from another" CHECK (document <> of),
    CONSTRAINT "a share is 0 to 1" CHECK (coalesce(json_extract(record, '$.share') BETWEEN 0 AND 1, 0)));
CREATE TABLE dispute (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, record TEXT NOT NULL, rank INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "the id of a dispute starts with d-" CHECK (id GLOB 'd-?*'), {one id},
    CONSTRAINT "a dispute has two sides or more" CHECK (coalesce(json_array_length(record, '$.sides') >= 2, 0)),
    CONSTRAINT "no rank is below 0" CHECK (rank >= 0),
    CONSTRAINT "the kind is one of ours" CHECK (
        kind IN ('figure', 'fact', 'attribution', 'framing', 'name', 'motive', 'assessment'))) WITHOUT ROWID;
CREATE TABLE decision (
    by TEXT NOT NULL, record TEXT NOT NULL, CONSTRAINT "somebody decides" CHECK (by <> ''),
    CONSTRAINT "a decision is on two names" CHECK (coalesce(json_array_length(record, '$.pair') = 2, 0)),
    CONSTRAINT "the verdict is one of ours" CHECK (coalesce(
        json_extract(record, '$.verdict') IN ('same', 'different', 'unsure', 'accepted', 'rejected'), 0)),
    CONSTRAINT "the score of a decision is 0 to 1" CHECK (
        coalesce(json_extract(record, '$.score') BETWEEN 0 AND 1, 0)));
"""
"""The tables of schema 5 that bear constraints; columns in the order of schema 4. In braces: what several share."""

SHARED = {
    "of an account": "document TEXT NOT NULL REFERENCES document ON DELETE CASCADE, start INTEGER NOT NULL",
    "starts": 'CONSTRAINT "words start within the text" CHECK (start >= 0)',
    "ends": 'CONSTRAINT "words end after they start" CHECK (start < "end")',
    "sure": """CONSTRAINT "confidence is 0 to 1" CHECK (
        coalesce(json_extract(record, '$.confidence'), 0.5) BETWEEN 0 AND 1)""",
    "one id": """CONSTRAINT "a record has the id of its row" CHECK (json_extract(record, '$.id') IS id)""",
    **{
        f"words at {field}": f"""CONSTRAINT "words start within the text" CHECK (start >= 0),
    CONSTRAINT "the words of a record are of its account" CHECK (json_extract(record, '$.{field}[0]') IS document),
    CONSTRAINT "a record starts where its words do" CHECK (json_extract(record, '$.{field}[1]') IS start),
    CONSTRAINT "words end after they start" CHECK (coalesce(start < json_extract(record, '$.{field}[2]'), 0))"""
        for field in ("content[0]", "trigger", "source")
    },
}

INDEXES = """
    CREATE INDEX sentence_document ON sentence (document, start);
    CREATE INDEX mention_actor ON mention (actor, document, start);
    CREATE INDEX statement_document ON statement (document, start);
    CREATE INDEX statement_actor ON statement (actor, document, start);
    CREATE INDEX statement_repeats ON statement (json_extract(record, '$.repeats'));
    CREATE INDEX event_low ON event (low);
    CREATE INDEX report_document ON report (document, start);
    CREATE INDEX report_event ON report (event);
    CREATE INDEX figure_document ON figure (document, start);
    CREATE INDEX figure_quantity ON figure (quantity);
    CREATE INDEX tie_document ON tie (document, start);
    CREATE INDEX tie_from ON tie (from_actor, document, start);
    CREATE INDEX tie_to ON tie (to_actor, document, start);
    CREATE INDEX label_document ON label (document, start);
    CREATE INDEX label_referent ON label (referent);
    CREATE INDEX cause_document ON cause (document, start);
    CREATE INDEX assessment_document ON assessment (document, start);
    CREATE INDEX tone_document ON tone (document, start);
    CREATE INDEX reuse_document ON reuse (document);
    CREATE INDEX dispute_rank ON dispute (rank, id);
    CREATE INDEX dispute_kind ON dispute (kind, rank, id);
    CREATE INDEX decision_by ON decision (by);
"""
"""Indexes of the tables that are made anew."""

_CHARS = "(SELECT chars FROM document WHERE id = NEW.document)"
_OUTSIDE = "words end within the text"

RULES: tuple[tuple[str, str, str, str], ...] = (
    ("document", "id, name", "NEW.id = '' OR NEW.name = ''", "an account has an id and a name"),
    ("document", "chars, text", "NEW.chars <> length(NEW.text)", "an account has as many characters as its text"),
    (
        "document",
        "reuse_of",
        """NEW.reuse_of = NEW.id OR NEW.reuse_of NOT NULL
        AND NOT EXISTS (SELECT 1 FROM document WHERE id = NEW.reuse_of)""",
        "an account takes over text from another of the case",
    ),
    *((table, '"end", document', f'NEW."end" > {_CHARS}', _OUTSIDE) for table in ("sentence", "mention")),
    *(
        (table, "record, document", f"json_extract(NEW.record, '$.{field}[2]') > {_CHARS}", _OUTSIDE)
        for table, field in (
            ("report", "trigger"),
            *((table, "source") for table in ("figure", "tie", "label", "cause", "assessment", "tone")),
        )
    ),
    (
        "statement",
        "record, document",
        f"""json_extract(NEW.record, '$.content[0][2]') > {_CHARS}
        OR json_array_length(NEW.record, '$.content') > 1 AND EXISTS (
            SELECT 1 FROM json_each(NEW.record, '$.content') AS part
            WHERE json_extract(part.value, '$[0]') IS NOT NEW.document OR NOT coalesce(
                0 <= json_extract(part.value, '$[1]')
                AND json_extract(part.value, '$[1]') < json_extract(part.value, '$[2]')
                AND json_extract(part.value, '$[2]') <= {_CHARS}, 0))""",
        "all words of a statement stand within the text",
    ),
    (
        "label",
        "referent",
        """NEW.referent NOT NULL AND NOT EXISTS (SELECT 1 FROM actor WHERE id = NEW.referent)
        AND NOT EXISTS (SELECT 1 FROM event WHERE id = NEW.referent)""",
        "the referent of a label is an actor or event",
    ),
    (
        "dispute",
        "record",
        """EXISTS (
            SELECT 1 FROM json_each(NEW.record, '$.sides') AS side
            WHERE NOT coalesce(json_array_length(side.value, '$.evidence') > 0, 0))
        OR EXISTS (
            SELECT 1 FROM json_each(NEW.record, '$.sides') AS side, json_each(side.value, '$.evidence') AS part
            LEFT JOIN document AS account ON account.id = json_extract(part.value, '$[0]')
            WHERE NOT coalesce(0 <= json_extract(part.value, '$[1]')
                AND json_extract(part.value, '$[1]') < json_extract(part.value, '$[2]')
                AND json_extract(part.value, '$[2]') <= account.chars, 0))""",
        "each side of a dispute has words, within their texts",
    ),
)
"""Rules on more than one row: the table, the columns they hang on, what must not be, and the rule in words."""


def migration() -> str:
    """The statements that make of a case of schema 4 one that refuses what breaks a rule. Foreign keys must be off."""
    return ";\n".join((*_filled(), *_renamed(), INDEXES.strip("\n ;"), *_triggers(), ""))


def tables() -> dict[str, str]:
    """Each table's definition after its name, by name."""
    told = re.sub(r"\{([^}]+)\}", lambda found: SHARED[found[1]], TABLES)
    return dict(re.findall(r"CREATE TABLE (\w+) (\(.*?\)(?: WITHOUT ROWID)?);\n", told, re.DOTALL))


def _filled() -> Iterator[str]:
    """The tables under new names, with the rows that break no rule on one row; a row left behind unsettles the case."""
    for table, definition in tables().items():
        yield f"CREATE TABLE new_{table} {definition}"
        valid = "" if table == "sentence" else " WHERE json_valid(record)"
        yield f"INSERT OR IGNORE INTO new_{table} SELECT * FROM {table}{valid}"
    before, after = (" + ".join(f"(SELECT count(*) FROM {new}{table})" for table in tables()) for new in ("", "new_"))
    yield f"DELETE FROM setting WHERE name = 'settled' AND {before} <> {after}"


def _renamed() -> Iterator[str]:
    for table in tables():
        yield f"DROP TABLE {table}"
        yield f"ALTER TABLE new_{table} RENAME TO {table}"


def _triggers() -> Iterator[str]:
    for number, (table, columns, forbidden, rule) in enumerate(RULES):
        refused = f"WHEN {forbidden} BEGIN SELECT RAISE(ABORT, '{rule}'); END"
        yield f"CREATE TRIGGER {table}_added_{number} BEFORE INSERT ON {table} {refused}"
        yield f"CREATE TRIGGER {table}_changed_{number} BEFORE UPDATE OF {columns} ON {table} {refused}"
    changed = " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in ("id", "name", "chars", "text"))
    yield (
        f"CREATE TRIGGER document_stays BEFORE UPDATE OF id, name, chars, text ON document WHEN {changed}"
        " BEGIN SELECT RAISE(ABORT, 'an account stays as it was read'); END"
    )
