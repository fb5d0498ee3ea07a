-- Since when the lock is as it is; how often its cloud was asked; a right that ends voids what it asked.

CREATE TABLE lock_states (
  lock_id TEXT PRIMARY KEY NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('locked', 'unlocked', 'jammed')),
  since_at TEXT NOT NULL,
  at_least INTEGER NOT NULL CHECK (at_least IN (0, 1)),
  lock_action_id INTEGER REFERENCES lock_actions (id) ON DELETE SET NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE lock_calls (
  hour TEXT PRIMARY KEY NOT NULL,
  calls INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER questions_void_without_right
  AFTER UPDATE OF role, may_unlock, suspended_at, removed_at ON users
  WHEN new.role <> old.role OR new.may_unlock < old.may_unlock
    OR (new.suspended_at IS NOT NULL AND old.suspended_at IS NULL)
    OR (new.removed_at IS NOT NULL AND old.removed_at IS NULL)
BEGIN
  UPDATE questions SET closed_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), outcome = 'void'
    WHERE asker = new.user_id AND closed_at IS NULL AND kind NOT GLOB 'talk:*';
END;

CREATE TRIGGER questions_void_without_user AFTER DELETE ON users
BEGIN
  UPDATE questions SET closed_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), outcome = 'void'
    WHERE asker = old.user_id AND closed_at IS NULL AND kind NOT GLOB 'talk:*';
END;

CREATE TRIGGER questions_void_in_lockdown AFTER INSERT ON settings WHEN new.key = 'lockdown'
BEGIN
  UPDATE questions SET closed_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), outcome = 'void'
    WHERE closed_at IS NULL AND kind NOT GLOB 'talk:*';
END;

DROP TABLE inbox;

CREATE TABLE updates_taken (
  update_id INTEGER PRIMARY KEY,
  taken_at TEXT NOT NULL
) STRICT;
CREATE INDEX updates_taken_by_age ON updates_taken (taken_at);
