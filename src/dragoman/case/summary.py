"""What a large case is paged and filtered by: small tables of counts, orders and who takes part.

They hold nothing that the records do not. They are emptied and filled anew at the end of each resolution, in SQL alone,
each in one order, so that the same records make the same tables.
"""

from __future__ import annotations

import sqlite3

TABLES = """
    CREATE TABLE account (
        number INTEGER PRIMARY KEY, document TEXT NOT NULL UNIQUE, name TEXT NOT NULL, title TEXT, outlet TEXT,
        published TEXT, reuse_of TEXT, chars INTEGER NOT NULL, statements INTEGER NOT NULL, events INTEGER NOT NULL,
        alone INTEGER NOT NULL);
    CREATE TABLE happening (
        rank INTEGER PRIMARY KEY, event TEXT NOT NULL UNIQUE, type TEXT NOT NULL, status TEXT NOT NULL, day TEXT,
        last TEXT, accounts INTEGER NOT NULL, independent INTEGER NOT NULL, place TEXT, latitude REAL, longitude REAL);
    CREATE INDEX happening_day ON happening (day, type, status);
    CREATE INDEX happening_type ON happening (type, day, status);
    CREATE INDEX happening_status ON happening (status, day, type);
    CREATE INDEX happening_place ON happening (place, day) WHERE latitude IS NOT NULL;
    CREATE TABLE party (
        actor TEXT NOT NULL, rank INTEGER NOT NULL, day TEXT, type TEXT NOT NULL, status TEXT NOT NULL, place TEXT,
        PRIMARY KEY (actor, rank)) WITHOUT ROWID;
    CREATE TABLE month (
        month TEXT NOT NULL, type TEXT NOT NULL, status TEXT NOT NULL, events INTEGER NOT NULL,
        PRIMARY KEY (month, type, status)) WITHOUT ROWID;
    CREATE TABLE spot (
        place TEXT NOT NULL, latitude REAL NOT NULL, longitude REAL NOT NULL, type TEXT NOT NULL, status TEXT NOT NULL,
        month TEXT NOT NULL, events INTEGER NOT NULL,
        PRIMARY KEY (place, latitude, longitude, type, status, month)) WITHOUT ROWID;
    CREATE TABLE presence (
        actor TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, country TEXT, party TEXT NOT NULL,
        mentions INTEGER NOT NULL, accounts INTEGER NOT NULL, statements INTEGER NOT NULL, chars INTEGER NOT NULL,
        events INTEGER NOT NULL) WITHOUT ROWID;
    CREATE INDEX presence_mentions ON presence (mentions DESC, name, actor);
    CREATE INDEX presence_kind ON presence (kind, mentions DESC, name, actor);
    CREATE INDEX presence_country ON presence (country, mentions DESC, name, actor);
    CREATE INDEX presence_chars ON presence (chars DESC, name, actor);
    CREATE TABLE alias (
        name TEXT NOT NULL COLLATE NOCASE, actor TEXT NOT NULL, PRIMARY KEY (name, actor)) WITHOUT ROWID;
    CREATE TABLE voice (
        actor TEXT NOT NULL, number INTEGER NOT NULL, statements INTEGER NOT NULL, chars INTEGER NOT NULL,
        PRIMARY KEY (actor, number)) WITHOUT ROWID;
    CREATE INDEX voice_number ON voice (number, chars DESC);
    CREATE TABLE holder (
        holder TEXT NOT NULL, rank INTEGER NOT NULL, dispute TEXT NOT NULL,
        PRIMARY KEY (holder, rank, dispute)) WITHOUT ROWID;
    CREATE TABLE counted (
        number INTEGER PRIMARY KEY, quantity TEXT NOT NULL UNIQUE, verdict TEXT NOT NULL, unit TEXT, measure TEXT,
        subject TEXT, figures INTEGER NOT NULL, accounts INTEGER NOT NULL);
    CREATE INDEX counted_verdict ON counted (verdict, unit);
    CREATE INDEX counted_unit ON counted (unit);
    CREATE TABLE stance (
        one TEXT NOT NULL, other TEXT NOT NULL, sign INTEGER NOT NULL, document TEXT NOT NULL, start INTEGER NOT NULL,
        "end" INTEGER NOT NULL, told TEXT NOT NULL);
    CREATE INDEX stance_pair ON stance (one, other);
    CREATE TABLE bond (
        one TEXT NOT NULL, other TEXT NOT NULL, friendly INTEGER NOT NULL, hostile INTEGER NOT NULL,
        PRIMARY KEY (one, other)) WITHOUT ROWID;
    CREATE INDEX bond_weight ON bond (max(friendly, hostile) DESC, one, other);
    CREATE INDEX bond_other ON bond (other);
    CREATE INDEX dispute_rank ON dispute (rank, id);
    CREATE INDEX dispute_kind ON dispute (kind, rank, id);
    CREATE INDEX statement_repeats ON statement (json_extract(record, '$.repeats'));
    CREATE INDEX tie_from ON tie (from_actor, document, start);
    CREATE INDEX tie_to ON tie (to_actor, document, start);
    CREATE INDEX cause_document ON cause (document, start);
    CREATE INDEX assessment_document ON assessment (document, start);
    CREATE INDEX tone_document ON tone (document, start);
    CREATE INDEX decision_by ON decision (by);
"""
"""The tables and the indexes, some of them on the tables of records."""

_OFFICIAL = "('GOV', 'MIL', 'SPY', 'COP', 'JUD', 'LEG')"
_SIDED = " OR ".join(
    f"' ' || lower(name) LIKE '%{mark}%'" for mark in (" pro-", " anti-", "-backed", "-led", "-allied", "-sponsored")
)
"""As in dragoman.play.balance: who acts for a state, and what marks forces that are not a country's own."""

FILL: tuple[str, ...] = (
    """INSERT INTO happening
    SELECT row_number() OVER (ORDER BY independent DESC, accounts DESC, coalesce(day, '9999'), id), id, type,
        CASE plainest % 10 WHEN 0 THEN 'happened' WHEN 1 THEN 'denied' WHEN 2 THEN 'planned' ELSE 'hypothetical' END,
        day, last, accounts, independent, NULL, NULL, NULL
    FROM (
        SELECT e.id, e.type, coalesce(e.low, e.high) AS day, coalesce(e.high, e.low) AS last,
            coalesce(json_extract(e.record, '$.accounts'), 1) AS accounts,
            coalesce(json_extract(e.record, '$.independent'), 1) AS independent,
            coalesce(r.plainest, 0) AS plainest
        FROM event e LEFT JOIN (
            SELECT event, min(10 * (claimed_by IS NOT NULL) + CASE status
                WHEN 'happened' THEN 0 WHEN 'denied' THEN 1 WHEN 'planned' THEN 2 ELSE 3 END) AS plainest
            FROM report WHERE event IS NOT NULL GROUP BY event) r ON r.event = e.id)""",
    """UPDATE happening SET place = p.place, latitude = p.latitude, longitude = p.longitude
    FROM (SELECT event, min(id), json_extract(record, '$.place') AS place,
            json_extract(record, '$.point[0]') AS latitude, json_extract(record, '$.point[1]') AS longitude
        FROM report WHERE event IS NOT NULL AND json_extract(record, '$.point[0]') IS NOT NULL GROUP BY event) p
    WHERE p.event = happening.event""",
    """INSERT INTO account
    SELECT row_number() OVER (ORDER BY coalesce(d.published, '9999'), d.name, d.id) - 1, d.id, d.name,
        json_extract(d.record, '$.title'), json_extract(d.record, '$.outlet'), d.published, d.reuse_of, d.chars,
        (SELECT count(*) FROM statement s WHERE s.document = d.id), coalesce(t.events, 0), coalesce(t.alone, 0)
    FROM document d LEFT JOIN (
        SELECT document, count(*) AS events, sum(accounts = 1) AS alone
        FROM (SELECT DISTINCT r.document, h.rank, h.accounts FROM report r JOIN happening h ON h.event = r.event)
        GROUP BY document) t ON t.document = d.id
    ORDER BY 1""",
    """INSERT INTO party
    SELECT DISTINCT p.actor, h.rank, h.day, h.type, h.status, h.place
    FROM (SELECT r.event, a.value AS actor FROM report r, json_each(r.record, '$.sources') a
        UNION SELECT r.event, a.value FROM report r, json_each(r.record, '$.targets') a) p
    JOIN happening h ON h.event = p.event
    ORDER BY 1, 2""",
    """INSERT INTO month
    SELECT substr(day, 1, 7), type, status, count(*) FROM happening WHERE day IS NOT NULL
    GROUP BY 1, 2, 3 ORDER BY 1, 2, 3""",
    """INSERT INTO spot
    SELECT coalesce(place, ''), latitude, longitude, type, status, coalesce(substr(day, 1, 7), ''), count(*)
    FROM happening WHERE latitude IS NOT NULL GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6""",
    """INSERT INTO voice
    SELECT s.actor, a.number, count(DISTINCT s.id), sum(json_extract(p.value, '$[2]') - json_extract(p.value, '$[1]'))
    FROM statement s JOIN account a ON a.document = s.document, json_each(s.record, '$.content') p
    WHERE s.actor IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2""",
    f"""INSERT INTO presence
    SELECT a.id, a.name, a.kind, a.country,
        CASE WHEN a.kind = 'organisation' AND a.country IS NULL OR ({_SIDED.replace("name", "a.name")}) THEN a.id
            WHEN a.country IS NOT NULL
                AND (a.kind = 'state' OR a.kind IN ('government', 'person') AND a.sector IN {_OFFICIAL})
            THEN a.country ELSE a.id END,
        coalesce(m.mentions, 0), coalesce(m.accounts, 0), coalesce(v.statements, 0), coalesce(v.chars, 0),
        (SELECT count(*) FROM party p WHERE p.actor = a.id)
    FROM actor a
    LEFT JOIN (SELECT actor, count(*) AS mentions, count(DISTINCT document) AS accounts FROM mention
        WHERE actor IS NOT NULL GROUP BY actor) m ON m.actor = a.id
    LEFT JOIN (SELECT actor, sum(statements) AS statements, sum(chars) AS chars FROM voice GROUP BY actor) v
        ON v.actor = a.id
    ORDER BY a.id""",
    """INSERT OR IGNORE INTO alias
    SELECT name, id FROM actor UNION SELECT l.value, a.id FROM actor a, json_each(a.record, '$.aliases') l
    ORDER BY 1, 2""",
    """INSERT OR IGNORE INTO holder
    SELECT DISTINCT v.value, d.rank, d.id
    FROM dispute d, json_each(d.record, '$.sides') s, json_each(s.value, '$.voices') v
    UNION SELECT DISTINCT json_extract(e.value, '$[0]'), d.rank, d.id
    FROM dispute d, json_each(d.record, '$.sides') s, json_each(s.value, '$.evidence') e
    ORDER BY 1, 2, 3""",
    """INSERT INTO counted
    SELECT row_number() OVER (ORDER BY place, accounts DESC, figures DESC, id), id, verdict, unit, measure, subject,
        figures, accounts
    FROM (
        SELECT q.id, q.verdict, f.unit, f.measure, f.subject, f.figures, f.accounts,
            CASE q.verdict WHEN 'conflict' THEN 0 WHEN 'compatible' THEN 1 WHEN 'agree' THEN 2 ELSE 3 END AS place
        FROM quantity q JOIN (
            SELECT quantity, count(*) AS figures, count(DISTINCT document) AS accounts, min(id),
                json_extract(record, '$.unit') AS unit, json_extract(record, '$.measure') AS measure,
                json_extract(record, '$.subject') AS subject
            FROM figure WHERE quantity IS NOT NULL GROUP BY quantity) f ON f.quantity = q.id)""",
    """INSERT INTO stance
    SELECT min(a.party, b.party), max(a.party, b.party), t.sign, t.document, t.start, t."end", t.told
    FROM (
        SELECT from_actor AS one, to_actor AS other,
            (json_extract(record, '$.polarity') > 0) - (json_extract(record, '$.polarity') < 0) AS sign,
            document, start, json_extract(record, '$.source[2]') AS "end", 'tie: ' || type AS told,
            json_extract(record, '$.voice') AS claimant
        FROM tie WHERE type IN ('ally', 'support', 'rival', 'kin', 'member', 'dependency', 'arms')
            AND from_actor IS NOT NULL AND to_actor IS NOT NULL
        UNION ALL
        SELECT f.value, t.value, CASE WHEN r.type IN ('SUPPORT', 'AID', 'COOPERATE') THEN 1 ELSE -1 END, r.document,
            r.start, json_extract(r.record, '$.trigger[2]'), r.id,
            CASE WHEN r.claimed_by IS NOT NULL THEN coalesce(s.actor, '') END
        FROM report r LEFT JOIN statement s ON s.id = r.claimed_by, json_each(r.record, '$.sources') f,
            json_each(r.record, '$.targets') t
        WHERE r.status = 'happened'
            AND r.type IN ('SUPPORT', 'AID', 'COOPERATE', 'ACCUSE', 'THREATEN', 'ASSAULT', 'SANCTION', 'COERCE')) t
    JOIN presence a ON a.actor = t.one JOIN presence b ON b.actor = t.other
    LEFT JOIN presence c ON c.actor = t.claimant
    WHERE a.party != b.party AND t.sign != 0 AND (t.claimant IS NULL OR c.party IN (a.party, b.party))
    ORDER BY 1, 2, 4, 5, 6, 7, 3""",
    """INSERT INTO bond
    SELECT one, other, sum(sign > 0), sum(sign < 0) FROM (
        SELECT s.one, s.other, coalesce(d.reuse_of, d.id) AS origin, sum(s.sign) AS sign
        FROM stance s JOIN document d ON d.id = s.document GROUP BY 1, 2, 3)
    WHERE sign != 0 GROUP BY 1, 2 ORDER BY 1, 2""",
)
"""Fills the tables, one after the other."""

FILLED = (
    "happening", "account", "party", "month", "spot", "voice", "presence", "alias", "holder", "counted", "stance",
    "bond",
)  # fmt: skip


def summarise(database: sqlite3.Connection) -> None:
    """Empties the tables and fills them from the records; part of the caller's transaction."""
    for name in FILLED:
        database.execute(f"DELETE FROM {name}")
    for statement in FILL:
        database.execute(statement)
