-- Quiet hours, what pierces them, and what they held back. What the columns mean stands in ../schema.sql.

ALTER TABLE chats ADD COLUMN pierce_dings INTEGER NOT NULL DEFAULT 0 CHECK (pierce_dings IN (0, 1));

ALTER TABLE chats ADD COLUMN pierce_strangers INTEGER NOT NULL DEFAULT 0 CHECK (pierce_strangers IN (0, 1));

CREATE TABLE quiet_hours (
  chat_id INTEGER NOT NULL REFERENCES chats (chat_id) ON DELETE CASCADE ON UPDATE CASCADE,
  weekday INTEGER NOT NULL CHECK (weekday BETWEEN 0 AND 6),
  starts TEXT NOT NULL CHECK (starts GLOB '[0-2][0-9]:[0-5][0-9]'),
  ends TEXT NOT NULL CHECK (ends GLOB '[0-2][0-9]:[0-5][0-9]'),
  PRIMARY KEY (chat_id, weekday)
) STRICT, WITHOUT ROWID;

CREATE TABLE held_back (
  event_id INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  chat_id INTEGER NOT NULL REFERENCES chats (chat_id) ON DELETE CASCADE ON UPDATE CASCADE,
  reason TEXT NOT NULL CHECK (reason IN ('snooze', 'quiet_hours', 'choice')),
  snooze_id INTEGER REFERENCES snoozes (id) ON DELETE SET NULL,
  until_at TEXT,
  held_at TEXT NOT NULL,
  said_at TEXT,
  PRIMARY KEY (event_id, chat_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX held_back_by_chat ON held_back (chat_id, said_at);
CREATE INDEX held_back_by_snooze ON held_back (snooze_id) WHERE snooze_id IS NOT NULL;

ALTER TABLE outbox ADD COLUMN buttons TEXT;
