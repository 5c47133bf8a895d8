"""The case file's tables, and how an older file is brought up to date.

Each record is kept whole as JSON beside the columns that queries need. The file is SQLite with foreign keys and a
write-ahead log; `application_id` marks it as a case, `user_version` is the schema's version. What resolution fills is
written in one order, so that the same accounts make the same file.
"""

from __future__ import annotations

from dragoman.case.invariants import migration
from dragoman.case.summary import FILL, TABLES

APPLICATION_ID = 0x44524147
"""'DRAG': marks a SQLite file as a case."""

MIGRATIONS: tuple[str, ...] = (
    # 1: documents, what each says (extracts), and all of them resolved together
    """
    CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE document (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, published TEXT, chars INTEGER NOT NULL, text TEXT NOT NULL,
        record TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE sentence (
        id INTEGER PRIMARY KEY, document TEXT NOT NULL REFERENCES document ON DELETE CASCADE,
        start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL);
    CREATE INDEX sentence_document ON sentence (document, start);
    CREATE VIRTUAL TABLE sentence_text USING fts5 (
        text, content='sentence', content_rowid='id', tokenize="unicode61 remove_diacritics 2");
    CREATE TRIGGER sentence_added AFTER INSERT ON sentence BEGIN
        INSERT INTO sentence_text (rowid, text) VALUES (new.id, new.text); END;
    CREATE TRIGGER sentence_removed AFTER DELETE ON sentence BEGIN
        INSERT INTO sentence_text (sentence_text, rowid, text) VALUES ('delete', old.id, old.text); END;
    CREATE TABLE extract (
        document TEXT PRIMARY KEY REFERENCES document ON DELETE CASCADE, fingerprint TEXT NOT NULL,
        record TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE problem (
        document TEXT, start INTEGER, "end" INTEGER, message TEXT NOT NULL, stage TEXT NOT NULL, record TEXT NOT NULL);
    CREATE UNIQUE INDEX problem_once ON problem (stage, record);

    CREATE TABLE actor (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, country TEXT, sector TEXT,
        record TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE mention (
        document TEXT NOT NULL REFERENCES document ON DELETE CASCADE, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
        form TEXT NOT NULL, actor TEXT REFERENCES actor, record TEXT NOT NULL,
        PRIMARY KEY (document, start, "end")) WITHOUT ROWID;
    CREATE INDEX mention_actor ON mention (actor, document, start);
    CREATE TABLE statement (
        id TEXT PRIMARY KEY, document TEXT NOT NULL REFERENCES document ON DELETE CASCADE, start INTEGER NOT NULL,
        actor TEXT REFERENCES actor, kind TEXT NOT NULL, manner TEXT NOT NULL, record TEXT NOT NULL) WITHOUT ROWID;
    CREATE INDEX statement_document ON statement (document, start);
    CREATE INDEX statement_actor ON statement (actor, document, start);
    CREATE TABLE event (
        id TEXT PRIMARY KEY, type TEXT NOT NULL, low TEXT, high TEXT, record TEXT NOT NULL) WITHOUT ROWID;
    CREATE INDEX event_low ON event (low);
    CREATE TABLE report (
        id TEXT PRIMARY KEY, document TEXT NOT NULL REFERENCES document ON DELETE CASCADE, start INTEGER NOT NULL,
        type TEXT NOT NULL, status TEXT NOT NULL, event TEXT REFERENCES event,
        claimed_by TEXT REFERENCES statement, record TEXT NOT NULL) WITHOUT ROWID;
    CREATE INDEX report_document ON report (document, start);
    CREATE INDEX report_event ON report (event);
    CREATE TABLE quantity (id TEXT PRIMARY KEY, verdict TEXT NOT NULL, record TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE figure (
        id TEXT PRIMARY KEY, document TEXT NOT NULL REFERENCES document ON DELETE CASCADE, start INTEGER NOT NULL,
        quantity TEXT REFERENCES quantity, record TEXT NOT NULL) WITHOUT ROWID;
    CREATE INDEX figure_document ON figure (document, start);
    CREATE TABLE tie (
        document TEXT NOT NULL REFERENCES document ON DELETE CASCADE, start INTEGER NOT NULL, type TEXT NOT NULL,
        from_actor TEXT REFERENCES actor, to_actor TEXT REFERENCES actor, record TEXT NOT NULL);
    CREATE INDEX tie_document ON tie (document, start);
    CREATE TABLE label (
        document TEXT NOT NULL REFERENCES document ON DELETE CASCADE, start INTEGER NOT NULL, referent TEXT NOT NULL,
        record TEXT NOT NULL);
    CREATE TABLE dispute (id TEXT PRIMARY KEY, kind TEXT NOT NULL, record TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE decision (by TEXT NOT NULL, record TEXT NOT NULL);
    """,
    # 2: text taken over from another account; causes, assessments and tones
    """
    ALTER TABLE document ADD COLUMN reuse_of TEXT;
    CREATE TABLE reuse (
        document TEXT NOT NULL REFERENCES document ON DELETE CASCADE, of TEXT NOT NULL REFERENCES document,
        record TEXT NOT NULL);
    CREATE INDEX reuse_document ON reuse (document);
    CREATE TABLE cause (
        document TEXT NOT NULL REFERENCES document ON DELETE CASCADE, start INTEGER NOT NULL, family TEXT,
        record TEXT NOT NULL);
    CREATE TABLE assessment (
        document TEXT NOT NULL REFERENCES document ON DELETE CASCADE, start INTEGER NOT NULL,
        target TEXT REFERENCES actor, record TEXT NOT NULL);
    CREATE TABLE tone (
        document TEXT NOT NULL REFERENCES document ON DELETE CASCADE, start INTEGER NOT NULL,
        target TEXT REFERENCES actor, record TEXT NOT NULL);
    DROP TABLE label;
    CREATE TABLE label (
        document TEXT NOT NULL REFERENCES document ON DELETE CASCADE, start INTEGER NOT NULL, referent TEXT,
        record TEXT NOT NULL);
    CREATE INDEX label_document ON label (document, start);
    CREATE INDEX label_referent ON label (referent);
    DROP TRIGGER sentence_added;
    DROP TRIGGER sentence_removed;
    DROP TABLE problem;
    CREATE TABLE problem (
        stage TEXT NOT NULL, record TEXT NOT NULL, document TEXT, PRIMARY KEY (stage, record)) WITHOUT ROWID;
    ALTER TABLE dispute ADD COLUMN rank INTEGER NOT NULL DEFAULT 0;
    CREATE INDEX figure_quantity ON figure (quantity);
    """,
    # 3: what a large case is paged and filtered by
    TABLES + "".join(f"{statement};" for statement in FILL),
    # 4: what a model answered
    """
    CREATE TABLE answer (
        text TEXT NOT NULL, prompt TEXT NOT NULL, model TEXT NOT NULL, version TEXT, content TEXT NOT NULL,
        sent INTEGER NOT NULL, received INTEGER NOT NULL, PRIMARY KEY (text, prompt, model)) WITHOUT ROWID;
    """,
    # 5: what the database refuses
    migration(),
)

VERSION = len(MIGRATIONS)
