-- Much that is told late is one message, a summary; what was found by catching up is known as such.

ALTER TABLE events ADD COLUMN caught_up INTEGER NOT NULL DEFAULT 0 CHECK (caught_up IN (0, 1));

-- Whether a catch-up goes on.
CREATE INDEX events_catching_up ON events (id) WHERE state = 'seen' AND caught_up = 1;

-- The outbox anew: 'summary' is a kind of its own.
ALTER TABLE outbox RENAME TO outbox_before;

CREATE TABLE outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  chat_id INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('visit', 'ding', 'stranger', 'opening', 'question', 'let_in', 'notice', 'summary')),
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
  told_by INTEGER REFERENCES outbox (id) ON DELETE SET NULL,
  CHECK ((kind IN ('notice', 'summary')) = (visit_id IS NULL)),
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

CREATE INDEX outbox_by_summary ON outbox (told_by) WHERE told_by IS NOT NULL;

CREATE INDEX outbox_summaries ON outbox (chat_id, id) WHERE kind = 'summary';
