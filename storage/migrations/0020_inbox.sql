-- Updates that change something are stored before Telegram forgets them; it takes in what was only counted.

CREATE TABLE inbox (
  update_id INTEGER PRIMARY KEY,
  payload TEXT,
  received_at TEXT NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0,
  done_at TEXT,
  outcome TEXT CHECK (outcome IN ('done', 'refused', 'failed')),
  CHECK ((done_at IS NULL) = (outcome IS NULL)),
  CHECK (payload IS NOT NULL OR done_at IS NOT NULL)
) STRICT;
CREATE INDEX inbox_open ON inbox (update_id) WHERE payload IS NOT NULL;
CREATE INDEX inbox_by_age ON inbox (done_at) WHERE payload IS NULL;

INSERT INTO inbox (update_id, received_at, done_at, outcome)
  SELECT update_id, taken_at, taken_at, 'done' FROM updates_taken;
DROP TABLE updates_taken;
