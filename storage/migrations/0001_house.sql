-- The whole house. What the columns mean stands in ../schema.sql.

PRAGMA application_id = 1280590664;

CREATE TABLE cameras (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL,
  watched_since_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE visits (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  camera_id TEXT NOT NULL,
  started_at TEXT NOT NULL,
  ended_at TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;

CREATE INDEX visits_by_end ON visits (camera_id, ended_at, started_at);

CREATE TABLE events (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  camera_id TEXT NOT NULL,
  recorded_at TEXT NOT NULL
    CHECK (recorded_at GLOB '????-??-??T??:??:??.???Z'),
  event_type TEXT NOT NULL CHECK (event_type IN ('motion', 'ding')),
  recording_id TEXT NOT NULL,
  person_name TEXT DEFAULT 'unknown',
  face_confidence REAL,
  face_distance REAL,
  unlock_granted INTEGER NOT NULL DEFAULT 0 CHECK (unlock_granted IN (0, 1)),
  door_action TEXT NOT NULL DEFAULT 'none'
    CHECK (door_action IN ('none', 'unlocked', 'locked', 'jammed', 'unknown')),
  thumbnail_path TEXT,
  alert_sent INTEGER NOT NULL DEFAULT 0 CHECK (alert_sent IN (0, 1)),
  created_at TEXT NOT NULL
    CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
  visit_id INTEGER REFERENCES visits (id) ON DELETE SET NULL,
  origin TEXT NOT NULL DEFAULT 'ring' CHECK (origin IN ('ring', 'folder', 'demo')),
  state TEXT NOT NULL DEFAULT 'analysed' CHECK (state IN ('seen', 'analysed', 'failed')),
  attempts INTEGER NOT NULL DEFAULT 0,
  next_attempt_at TEXT,
  error TEXT,
  analysed_at TEXT,
  person INTEGER NOT NULL DEFAULT 0 CHECK (person IN (0, 1)),
  strangers INTEGER NOT NULL DEFAULT 0,
  others TEXT NOT NULL DEFAULT '[]',
  alert INTEGER NOT NULL DEFAULT 0 CHECK (alert IN (0, 1)),
  reasons TEXT NOT NULL DEFAULT '[]',
  detector TEXT,
  frames_total INTEGER,
  frames_decoded INTEGER,
  frames_inferred INTEGER,
  people_at_once INTEGER,
  damage TEXT,
  decode_ms REAL,
  detect_ms REAL,
  faces_ms REAL,
  liveness_ms REAL,
  total_ms REAL,
  starred INTEGER NOT NULL DEFAULT 0 CHECK (starred IN (0, 1)),
  quiet INTEGER GENERATED ALWAYS AS (event_type = 'motion' AND state <> 'failed' AND person = 0
    AND others = '[]' AND person_name IS 'unknown') VIRTUAL,
  UNIQUE (camera_id, recording_id)
) STRICT;

CREATE INDEX events_by_time ON events (recorded_at, id);

CREATE INDEX events_worth_telling ON events (recorded_at, id) WHERE quiet = 0;

CREATE INDEX events_by_camera ON events (camera_id, recorded_at);

CREATE INDEX events_by_visit ON events (visit_id, recorded_at);

CREATE INDEX events_waiting ON events (next_attempt_at) WHERE state = 'seen';

CREATE TABLE detections (
  id INTEGER PRIMARY KEY,
  event_id INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  label TEXT NOT NULL,
  confidence REAL NOT NULL,
  bbox_x1 REAL NOT NULL,
  bbox_y1 REAL NOT NULL,
  bbox_x2 REAL NOT NULL,
  bbox_y2 REAL NOT NULL,
  frame INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX detections_by_event ON detections (event_id);

CREATE TABLE persons (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL COLLATE NOCASE UNIQUE
    CHECK (trim(name) <> '' AND lower(name) <> 'unknown'),
  display_name TEXT NOT NULL,
  created_at TEXT NOT NULL,
  name_folded TEXT UNIQUE,
  last_seen_at TEXT,
  may_open INTEGER NOT NULL DEFAULT 0 CHECK (may_open IN (0, 1)),
  may_open_since_at TEXT
) STRICT;

CREATE TABLE photos (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES persons (id) ON DELETE CASCADE,
  file TEXT NOT NULL UNIQUE,
  sha256 TEXT NOT NULL,
  model TEXT NOT NULL,
  version TEXT NOT NULL,
  embedding BLOB,
  refusal TEXT,
  opens INTEGER NOT NULL DEFAULT 0 CHECK (opens IN (0, 1)),
  from_camera_id TEXT,
  added_by INTEGER,
  created_at TEXT NOT NULL,
  CHECK ((embedding IS NULL) <> (refusal IS NULL))
) STRICT;

CREATE INDEX photos_by_person ON photos (person_id, file);

CREATE TABLE stranger_groups (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  embedding BLOB NOT NULL,
  first_seen_at TEXT NOT NULL,
  last_seen_at TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;

CREATE INDEX stranger_groups_by_age ON stranger_groups (last_seen_at);

CREATE TABLE faces (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  event_id INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  person_id INTEGER REFERENCES persons (id) ON DELETE SET NULL,
  named_by TEXT CHECK (named_by IN ('face', 'human')),
  group_id INTEGER REFERENCES stranger_groups (id) ON DELETE SET NULL,
  frame INTEGER NOT NULL,
  bbox_x1 REAL NOT NULL,
  bbox_y1 REAL NOT NULL,
  bbox_x2 REAL NOT NULL,
  bbox_y2 REAL NOT NULL,
  distance REAL,
  live INTEGER CHECK (live IN (0, 1)),
  liveness REAL,
  embedding BLOB,
  embedding_model TEXT,
  crop_path TEXT,
  created_at TEXT NOT NULL
) STRICT;

CREATE INDEX faces_by_event ON faces (event_id);

CREATE INDEX faces_by_person ON faces (person_id) WHERE person_id IS NOT NULL;

CREATE INDEX faces_by_group ON faces (group_id) WHERE group_id IS NOT NULL;

CREATE INDEX faces_of_strangers ON faces (created_at) WHERE person_id IS NULL AND embedding IS NOT NULL;

CREATE TABLE face_refusals (
  face_id INTEGER NOT NULL REFERENCES faces (id) ON DELETE CASCADE,
  person_id INTEGER NOT NULL REFERENCES persons (id) ON DELETE CASCADE,
  user_id INTEGER,
  created_at TEXT NOT NULL,
  PRIMARY KEY (face_id, person_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX face_refusals_by_person ON face_refusals (person_id);

CREATE TABLE event_people (
  event_id INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  person_id INTEGER NOT NULL REFERENCES persons (id) ON DELETE CASCADE,
  distance REAL,
  PRIMARY KEY (event_id, person_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX event_people_by_person ON event_people (person_id, event_id);

CREATE TABLE visit_subjects (
  visit_id INTEGER NOT NULL REFERENCES visits (id) ON DELETE CASCADE,
  subject TEXT NOT NULL,
  camera_id TEXT NOT NULL,
  quarter INTEGER NOT NULL,
  PRIMARY KEY (visit_id, subject)
) STRICT, WITHOUT ROWID;

CREATE TABLE activity (
  subject TEXT NOT NULL,
  day INTEGER NOT NULL,
  camera_id TEXT NOT NULL,
  counts TEXT NOT NULL
    CHECK (length(counts) = 384),
  PRIMARY KEY (subject, camera_id, day)
) STRICT, WITHOUT ROWID;

CREATE VIEW activity_changes (subject, quarter, camera_id, change) AS
  SELECT subject, day * 96, camera_id, 0 FROM activity;

CREATE TRIGGER activity_grew INSTEAD OF INSERT ON activity_changes WHEN new.change > 0
BEGIN
  INSERT INTO activity (subject, camera_id, day, counts)
    SELECT new.subject, camera_id, new.quarter / 96,
        substr(zeros, 1, new.quarter % 96 * 4) || printf('%04d', new.change)
        || substr(zeros, new.quarter % 96 * 4 + 5)
      FROM (SELECT new.camera_id AS camera_id, printf('%0384d', 0) AS zeros
        UNION ALL SELECT '', printf('%0384d', 0)) WHERE true
    ON CONFLICT (subject, camera_id, day) DO UPDATE SET counts =
      substr(counts, 1, new.quarter % 96 * 4)
      || printf('%04d', substr(counts, new.quarter % 96 * 4 + 1, 4) + new.change)
      || substr(counts, new.quarter % 96 * 4 + 5);
END;

CREATE TRIGGER activity_shrank INSTEAD OF INSERT ON activity_changes WHEN new.change < 0
BEGIN
  UPDATE activity SET counts = substr(counts, 1, new.quarter % 96 * 4)
      || printf('%04d', substr(counts, new.quarter % 96 * 4 + 1, 4) + new.change)
      || substr(counts, new.quarter % 96 * 4 + 5)
    WHERE subject = new.subject AND camera_id IN (new.camera_id, '') AND day = new.quarter / 96;
  DELETE FROM activity WHERE subject = new.subject AND camera_id IN (new.camera_id, '')
    AND day = new.quarter / 96 AND counts = printf('%0384d', 0);
END;

CREATE TRIGGER visit_subjects_added AFTER INSERT ON visit_subjects
BEGIN
  INSERT INTO activity_changes VALUES (new.subject, new.quarter, new.camera_id, 1);
END;

CREATE TRIGGER visit_subjects_removed AFTER DELETE ON visit_subjects
BEGIN
  INSERT INTO activity_changes VALUES (old.subject, old.quarter, old.camera_id, -1);
END;

CREATE TRIGGER visits_moved AFTER UPDATE OF started_at ON visits
  WHEN CAST(strftime('%s', new.started_at) AS INTEGER) / 900
    <> CAST(strftime('%s', old.started_at) AS INTEGER) / 900
BEGIN
  UPDATE visit_subjects SET quarter = CAST(strftime('%s', new.started_at) AS INTEGER) / 900
    WHERE visit_id = new.id;
END;

CREATE TRIGGER visit_subjects_moved AFTER UPDATE OF quarter ON visit_subjects
BEGIN
  INSERT INTO activity_changes VALUES (old.subject, old.quarter, old.camera_id, -1);
  INSERT INTO activity_changes VALUES (new.subject, new.quarter, new.camera_id, 1);
END;

CREATE TABLE users (
  user_id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('owner', 'resident', 'guest')),
  joined_at TEXT NOT NULL,
  last_seen_at TEXT,
  language TEXT,
  may_unlock INTEGER NOT NULL DEFAULT 1 CHECK (may_unlock IN (0, 1)),
  suspended_at TEXT,
  pin_hash BLOB,
  pin_salt BLOB,
  totp_secret BLOB
) STRICT;

CREATE UNIQUE INDEX users_one_owner ON users (role) WHERE role = 'owner';

CREATE TABLE user_cameras (
  user_id INTEGER NOT NULL REFERENCES users (user_id) ON DELETE CASCADE,
  camera_id TEXT NOT NULL,
  PRIMARY KEY (user_id, camera_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE chats (
  chat_id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('private', 'group')),
  title TEXT,
  listening INTEGER NOT NULL DEFAULT 0 CHECK (listening IN (0, 1)),
  all_cameras INTEGER NOT NULL DEFAULT 1 CHECK (all_cameras IN (0, 1)),
  hears_known INTEGER NOT NULL DEFAULT 1 CHECK (hears_known IN (0, 1)),
  hears_strangers INTEGER NOT NULL DEFAULT 1 CHECK (hears_strangers IN (0, 1)),
  hears_dings INTEGER NOT NULL DEFAULT 1 CHECK (hears_dings IN (0, 1)),
  unreachable_since_at TEXT,
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE chat_cameras (
  chat_id INTEGER NOT NULL REFERENCES chats (chat_id) ON DELETE CASCADE ON UPDATE CASCADE,
  camera_id TEXT NOT NULL,
  PRIMARY KEY (chat_id, camera_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE pairing_codes (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  salt BLOB NOT NULL,
  hash BLOB NOT NULL,
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  used_at TEXT,
  used_by INTEGER
) STRICT;

CREATE TABLE pairing_tries (
  id INTEGER PRIMARY KEY,
  user_id INTEGER NOT NULL,
  tried_at TEXT NOT NULL
) STRICT;

CREATE INDEX pairing_tries_by_time ON pairing_tries (tried_at);

CREATE INDEX pairing_tries_by_user ON pairing_tries (user_id, tried_at);

CREATE TABLE invites (
  id INTEGER PRIMARY KEY,
  salt BLOB NOT NULL,
  hash BLOB NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('resident', 'guest')),
  created_by INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  used_at TEXT,
  used_by INTEGER,
  void_at TEXT
) STRICT;

CREATE INDEX invites_open ON invites (expires_at) WHERE used_at IS NULL AND void_at IS NULL;

CREATE TABLE passes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  label TEXT NOT NULL,
  person_id INTEGER REFERENCES persons (id) ON DELETE CASCADE,
  user_id INTEGER REFERENCES users (user_id) ON DELETE CASCADE,
  starts_at TEXT NOT NULL,
  ends_at TEXT NOT NULL,
  once INTEGER NOT NULL DEFAULT 0 CHECK (once IN (0, 1)),
  created_by INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  used_at TEXT,
  revoked_at TEXT
) STRICT;

CREATE INDEX passes_open ON passes (ends_at) WHERE revoked_at IS NULL;

CREATE INDEX passes_by_person ON passes (person_id) WHERE person_id IS NOT NULL;

CREATE INDEX passes_by_user ON passes (user_id) WHERE user_id IS NOT NULL;

CREATE TABLE snoozes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  chat_id INTEGER REFERENCES chats (chat_id) ON DELETE CASCADE ON UPDATE CASCADE,
  camera_id TEXT,
  person_id INTEGER REFERENCES persons (id) ON DELETE CASCADE,
  starts_at TEXT NOT NULL,
  ends_at TEXT NOT NULL,
  created_by INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  ended_at TEXT
) STRICT;

CREATE INDEX snoozes_open ON snoozes (ends_at) WHERE ended_at IS NULL;

CREATE INDEX snoozes_by_chat ON snoozes (chat_id);

CREATE INDEX snoozes_by_person ON snoozes (person_id) WHERE person_id IS NOT NULL;

CREATE TABLE settings (
  key TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  changed_by INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  chat_id INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('visit', 'ding', 'stranger', 'notice')),
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
  CHECK ((kind = 'notice') = (visit_id IS NULL)),
  CHECK ((kind = 'notice') = (text IS NOT NULL)),
  CHECK (sent_revision <= revision)
) STRICT;

CREATE UNIQUE INDEX outbox_by_visit ON outbox (visit_id, chat_id, kind) WHERE visit_id IS NOT NULL;

CREATE INDEX outbox_behind ON outbox (next_attempt_at) WHERE sent_revision < revision AND state <> 'lapsed';

CREATE INDEX outbox_pending ON outbox (chat_id) WHERE state = 'pending';

CREATE INDEX outbox_by_message ON outbox (chat_id, message_id);

CREATE TABLE inbox (
  update_id INTEGER PRIMARY KEY,
  payload TEXT NOT NULL,
  received_at TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'done', 'refused')),
  done_at TEXT
) STRICT;

CREATE INDEX inbox_new ON inbox (update_id) WHERE state = 'new';

CREATE INDEX inbox_by_age ON inbox (received_at);

CREATE TABLE duties (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL DEFAULT '',
  due_at TEXT NOT NULL,
  payload TEXT NOT NULL DEFAULT '{}',
  moves_lock INTEGER NOT NULL DEFAULT 0 CHECK (moves_lock IN (0, 1)),
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'lapsed')),
  created_at TEXT NOT NULL,
  done_at TEXT
) STRICT;

CREATE INDEX duties_due ON duties (due_at) WHERE state = 'open';

CREATE UNIQUE INDEX duties_once ON duties (kind, subject) WHERE state = 'open';

CREATE TABLE questions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  asker INTEGER NOT NULL,
  chat_id INTEGER NOT NULL,
  message_id INTEGER,
  event_id INTEGER REFERENCES events (id) ON DELETE SET NULL,
  visit_id INTEGER REFERENCES visits (id) ON DELETE SET NULL,
  payload TEXT NOT NULL DEFAULT '{}',
  asked_at TEXT NOT NULL,
  due_at TEXT NOT NULL,
  closed_at TEXT,
  outcome TEXT CHECK (outcome IN ('taken', 'dropped', 'void')),
  CHECK ((closed_at IS NULL) = (outcome IS NULL))
) STRICT;

CREATE INDEX questions_open ON questions (due_at) WHERE closed_at IS NULL;

CREATE INDEX questions_by_event ON questions (event_id) WHERE event_id IS NOT NULL;

CREATE INDEX questions_by_visit ON questions (visit_id) WHERE visit_id IS NOT NULL;

CREATE TABLE lock_actions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  user_id INTEGER,
  how TEXT NOT NULL CHECK (how IN ('button', 'command', 'face', 'pass', 'duty')),
  lock_id TEXT NOT NULL,
  wanted TEXT NOT NULL CHECK (wanted IN ('unlock', 'lock')),
  event_id INTEGER REFERENCES events (id) ON DELETE SET NULL,
  person TEXT,
  confidence REAL,
  state_before TEXT CHECK (state_before IN ('locked', 'unlocked', 'jammed', 'unknown')),
  state_after TEXT CHECK (state_after IN ('locked', 'unlocked', 'jammed', 'unknown')),
  success INTEGER CHECK (success IN (0, 1)),
  sent INTEGER CHECK (sent IN (0, 1)),
  detail TEXT,
  finished_at TEXT
) STRICT;

CREATE INDEX lock_actions_by_lock ON lock_actions (lock_id, id);

CREATE INDEX lock_actions_by_event ON lock_actions (event_id) WHERE event_id IS NOT NULL;

CREATE INDEX lock_actions_unresolved ON lock_actions (id) WHERE finished_at IS NULL;

CREATE TABLE audit_names (
  ref TEXT PRIMARY KEY NOT NULL,
  user_id INTEGER UNIQUE,
  person_id INTEGER UNIQUE REFERENCES persons (id) ON DELETE SET NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE audit (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  actor TEXT,
  action TEXT NOT NULL,
  how TEXT,
  subject TEXT,
  lock_action_id INTEGER,
  distance REAL,
  confidence REAL,
  reasons TEXT NOT NULL DEFAULT '[]',
  outcome TEXT,
  state_before TEXT,
  state_after TEXT,
  previous_mac BLOB NOT NULL,
  mac BLOB NOT NULL
) STRICT;

CREATE TRIGGER audit_keeps_entries BEFORE DELETE ON audit
BEGIN
  SELECT RAISE(ABORT, 'the audit is never shortened');
END;

CREATE TRIGGER audit_keeps_places BEFORE INSERT ON audit
  WHEN EXISTS (SELECT 1 FROM audit WHERE id = new.id)
BEGIN
  SELECT RAISE(ABORT, 'the audit is never rewritten');
END;

CREATE TRIGGER audit_keeps_words BEFORE UPDATE ON audit
BEGIN
  SELECT RAISE(ABORT, 'the audit is never rewritten');
END;

CREATE TABLE metrics (
  name TEXT NOT NULL,
  at TEXT NOT NULL,
  value REAL NOT NULL,
  PRIMARY KEY (name, at)
) STRICT, WITHOUT ROWID;

CREATE INDEX metrics_by_age ON metrics (at);
