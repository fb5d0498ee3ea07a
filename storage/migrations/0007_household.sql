-- Invites for guests name their cameras; whoever was removed keeps a name in what they did.

ALTER TABLE users ADD COLUMN removed_at TEXT;

CREATE TABLE invite_cameras (
  invite_id INTEGER NOT NULL REFERENCES invites (id) ON DELETE CASCADE,
  camera_id TEXT NOT NULL,
  PRIMARY KEY (invite_id, camera_id)
) STRICT, WITHOUT ROWID;
