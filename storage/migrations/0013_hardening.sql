-- A proof beside the confirmation (PIN or one-time codes), its wrong tries, and strangers who knocked.

ALTER TABLE users ADD COLUMN totp_step INTEGER;

CREATE TABLE proof_tries (
  id INTEGER PRIMARY KEY,
  user_id INTEGER NOT NULL,
  tried_at TEXT NOT NULL
) STRICT;
CREATE INDEX proof_tries_by_user ON proof_tries (user_id, id);

CREATE TABLE knocks (
  sender INTEGER PRIMARY KEY,
  knocked_at TEXT NOT NULL
) STRICT;
