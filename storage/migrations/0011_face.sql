-- Opening by face: whose face may open is said by the owner, person by person, and begins with a trial. A face
-- opens once an event and once a visit. What the columns mean stands in ../schema.sql.

-- So far the first photo that counted for opening switched it on, and nobody was asked.
UPDATE persons SET may_open = 0, may_open_since_at = NULL;

ALTER TABLE persons ADD COLUMN trial_until_at TEXT;

ALTER TABLE persons ADD COLUMN opens_from TEXT CHECK (opens_from GLOB '[0-2][0-9]:[0-5][0-9]');

ALTER TABLE persons ADD COLUMN opens_until TEXT CHECK (opens_until GLOB '[0-2][0-9]:[0-5][0-9]');

ALTER TABLE persons ADD COLUMN opens_at_night INTEGER NOT NULL DEFAULT 0 CHECK (opens_at_night IN (0, 1));

ALTER TABLE lock_actions ADD COLUMN visit_id INTEGER REFERENCES visits (id) ON DELETE SET NULL;

CREATE UNIQUE INDEX lock_actions_face_once_an_event ON lock_actions (event_id) WHERE how = 'face';

CREATE UNIQUE INDEX lock_actions_face_once_a_visit ON lock_actions (visit_id) WHERE visit_id IS NOT NULL;

CREATE INDEX lock_actions_by_face ON lock_actions (at) WHERE how = 'face';

CREATE TABLE face_decisions (
  event_id INTEGER PRIMARY KEY REFERENCES events (id) ON DELETE CASCADE,
  at TEXT NOT NULL,
  person_id INTEGER NOT NULL REFERENCES persons (id) ON DELETE CASCADE,
  outcome TEXT NOT NULL CHECK (outcome IN ('granted', 'would', 'late', 'doubt', 'forbidden')),
  distance REAL,
  late_seconds REAL,
  trial INTEGER NOT NULL DEFAULT 0 CHECK (trial IN (0, 1))
) STRICT;

CREATE INDEX face_decisions_by_time ON face_decisions (at);

CREATE INDEX face_decisions_by_person ON face_decisions (person_id);

CREATE INDEX audit_by_action ON audit (lock_action_id) WHERE lock_action_id IS NOT NULL;

-- The outbox anew: 'opening', 'question' and 'let_in' are kinds of their own.
ALTER TABLE outbox RENAME TO outbox_before;

CREATE TABLE outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  chat_id INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('visit', 'ding', 'stranger', 'opening', 'question', 'let_in', 'notice')),
  visit_id INTEGER REFERENCES visits (id) ON DELETE CASCADE,
  text TEXT,
  message_id INTEGER,
  photo_path TEXT,
  revision INTEGER NOT NULL DEFAULT 1,
  sent_revision INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'told', 'lapsed')),
  attempts INTEGER NOT NULL DEFAULT 0,
  uncertain INTEGER NOT NULL DEFAULT 0 CHECK (uncertain IN (0, 1)),
  next_attempt_at TEXT NOT NULL,
  last_error TEXT,
  created_at TEXT NOT NULL,
  told_at TEXT,
  about TEXT,
  over INTEGER NOT NULL DEFAULT 0 CHECK (over IN (0, 1)),
  shown_at TEXT,
  buttons TEXT,
  CHECK ((kind = 'notice') = (visit_id IS NULL)),
  CHECK ((kind = 'notice') = (text IS NOT NULL)),
  CHECK (sent_revision <= revision)
) STRICT;

INSERT INTO outbox (id, chat_id, kind, visit_id, text, message_id, photo_path, revision, sent_revision, state,
    attempts, uncertain, next_attempt_at, last_error, created_at, told_at, about, over, shown_at, buttons)
  SELECT id, chat_id, kind, visit_id, text, message_id, photo_path, revision, sent_revision, state,
    attempts, uncertain, next_attempt_at, last_error, created_at, told_at, about, over, shown_at, buttons
  FROM outbox_before;

-- Numbers that were given are not given again.
DELETE FROM sqlite_sequence WHERE name = 'outbox';

UPDATE sqlite_sequence SET name = 'outbox' WHERE name = 'outbox_before';

DROP TABLE outbox_before;

CREATE INDEX outbox_by_visit ON outbox (visit_id, chat_id, kind) WHERE visit_id IS NOT NULL;

CREATE UNIQUE INDEX outbox_once_a_visit ON outbox (visit_id, chat_id, kind) WHERE kind NOT IN ('ding', 'let_in', 'notice');

CREATE INDEX outbox_behind ON outbox (next_attempt_at) WHERE sent_revision < revision AND state <> 'lapsed';

CREATE INDEX outbox_pending ON outbox (chat_id) WHERE state = 'pending';

CREATE INDEX outbox_by_message ON outbox (chat_id, message_id);

CREATE INDEX outbox_by_subject ON outbox (about, chat_id) WHERE about IS NOT NULL;

CREATE INDEX outbox_let_in ON outbox (created_at) WHERE kind = 'let_in';
