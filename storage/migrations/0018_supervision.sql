-- When a clip was here is on record before it is analysed; and what cameras were called before.

ALTER TABLE events ADD COLUMN fetched_at TEXT;

CREATE TABLE camera_names (
  camera_id TEXT NOT NULL,
  name TEXT NOT NULL,
  until_at TEXT NOT NULL,
  PRIMARY KEY (camera_id, name)
) STRICT, WITHOUT ROWID;
