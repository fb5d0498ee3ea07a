-- Latchkey's store: what every table and column means, in which unit, and how long it lives.
--
-- This file is the documentation. The bot creates and updates a store by the numbered files in
-- migrations/; a test and `latchkey check` compare their result with this one.
--
-- Conventions
--   Times are texts like 2026-02-25T10:30:00.000Z: UTC, milliseconds, fixed width, so that their
--   order as texts is their order in time. Column names of times end in _at.
--   Booleans are 0 and 1. Boxes are pixels of the original frame. Lists and objects are JSON.
--   Distances are Euclidean distances of 128-D face embeddings (lower is closer); confidence of a
--   face is max(0, 1 - distance). Embeddings are 128 little-endian float64 (1024 bytes).
--   Pictures are files; the database holds paths relative to THUMBNAILS_DIR or KNOWN_FACES_DIR.
--   Telegram's ids (users, chats, messages) are integers as Telegram gives them.
--   Where nothing else is said, `id` numbers the rows, camera_id is cameras.id, user_id and columns
--   ending in _by are users.user_id, other columns ending in _id name the row they refer to,
--   created_at is when the row was written, and bbox_ are the corners of a box.

-- "LTCH": marks the file as ours.
PRAGMA application_id = 1280590664;

-- ---------------------------------------------------------------------------------------------
-- At the door
-- ---------------------------------------------------------------------------------------------

-- Every camera ever polled. Written at a camera's first poll, never deleted.
CREATE TABLE cameras (
  id TEXT PRIMARY KEY NOT NULL,          -- Ring's device id
  name TEXT NOT NULL,                    -- as it was called at the latest poll
  watched_since_at TEXT NOT NULL,        -- first poll, whole second: nothing older is ever told
  unread_since_at TEXT                   -- a reading of its history broke off that should have reached back to
                                         -- here: the next one does; NULL: the last one was whole
) STRICT, WITHOUT ROWID;

-- What a camera was called before. Settings that name it so mean it still.
CREATE TABLE camera_names (
  camera_id TEXT NOT NULL,               -- cameras.id
  name TEXT NOT NULL,                    -- as Ring showed it
  until_at TEXT NOT NULL,                -- when another name was first seen
  PRIMARY KEY (camera_id, name)
) STRICT, WITHOUT ROWID;

-- Events of one camera that belong together: one chat message. Made by its first event; grows at
-- both ends as entries come in, also late ones. Stays, as its events do.
CREATE TABLE visits (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  camera_id TEXT NOT NULL,               -- cameras.id
  started_at TEXT NOT NULL,              -- recorded_at of its earliest event
  ended_at TEXT NOT NULL,                -- recorded_at of its latest event (not the end of a clip)
  created_at TEXT NOT NULL               -- when its first event became known
) STRICT;
-- Which visit does a new event join?
CREATE INDEX visits_by_end ON visits (camera_id, ended_at, started_at);

-- One row per recording, written before the clip is fetched; (camera_id, recording_id) is unique,
-- so neither a crash nor a duplicate answer loses or doubles one. The row stays; its pictures go
-- after RETENTION_DAYS, or before where all of them take more than RETENTION_MB, unless it is starred.
CREATE TABLE events (
  id INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used again: files are named by it
  camera_id TEXT NOT NULL,               -- Ring's device id
  recorded_at TEXT NOT NULL              -- start of the recording
    CHECK (recorded_at GLOB '????-??-??T??:??:??.???Z'),
  event_type TEXT NOT NULL CHECK (event_type IN ('motion', 'ding')),
                                         -- what Ring calls it: seen by the motion sensor, or rung
  recording_id TEXT NOT NULL,            -- Ring's id of the recording, unique per camera
  person_name TEXT DEFAULT 'unknown',    -- best-matched persons.name; NULL = stranger; 'unknown' = no face seen
  face_confidence REAL,                  -- max(0, 1 - face_distance), 0..1; NULL where face_distance is
  face_distance REAL,                    -- raw, of person_name, or of a stranger to the closest known person;
                                         -- NULL: no face, nobody enrolled, or the name was given by a human
  unlock_granted INTEGER NOT NULL DEFAULT 0 CHECK (unlock_granted IN (0, 1)),
                                         -- 1 only if a command to open was sent for this event
  door_action TEXT NOT NULL DEFAULT 'none'
    CHECK (door_action IN ('none', 'unlocked', 'locked', 'jammed', 'unknown')),
                                         -- what the lock did on a command for this event
  thumbnail_path TEXT,                   -- relative to THUMBNAILS_DIR; NULL: none, or it could not be saved
  alert_sent INTEGER NOT NULL DEFAULT 0 CHECK (alert_sent IN (0, 1)),
                                         -- 1 once Telegram confirmed a message that tells it, folded or not
  created_at TEXT NOT NULL               -- when it became known to us
    CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
  visit_id INTEGER REFERENCES visits (id) ON DELETE SET NULL,
                                         -- NULL only for rows that came from elsewhere
  origin TEXT NOT NULL DEFAULT 'ring' CHECK (origin IN ('ring', 'folder', 'demo')),
                                         -- where it came from; 'demo' is made up
  state TEXT NOT NULL DEFAULT 'analysed' CHECK (state IN ('seen', 'analysed', 'failed')),
                                         -- seen -> analysed, or failed after too many attempts
  attempts INTEGER NOT NULL DEFAULT 0,   -- analyses that did not succeed so far
  next_attempt_at TEXT,                  -- when to fetch and analyse it; set exactly while state = 'seen'
  error TEXT,                            -- why the last attempt failed, in words; NULL after a success
  analysed_at TEXT,                      -- when state became analysed or failed
  person INTEGER NOT NULL DEFAULT 0 CHECK (person IN (0, 1)),
                                         -- somebody was there
  strangers INTEGER NOT NULL DEFAULT 0,  -- people without a name, at the same time
  others TEXT NOT NULL DEFAULT '[]',     -- labels seen beside people, most confident first: ["dog"]
  alert INTEGER NOT NULL DEFAULT 0 CHECK (alert IN (0, 1)),
                                         -- the decision was to tell the household; 1 where nobody can say
  reasons TEXT NOT NULL DEFAULT '[]',    -- of the decision, in words
  detector TEXT,                         -- model file, or 'faces': the poorer mode without one
  frames_total INTEGER,                  -- in the clip
  frames_decoded INTEGER,                -- to find those worth looking at
  frames_inferred INTEGER,               -- shown to the detector
  people_at_once INTEGER,                -- the most people on any one frame
  damage TEXT,                           -- what of the clip could not be read; NULL: whole
  decode_ms REAL,                        -- time spent, without loading models
  detect_ms REAL,                        -- finding people and things
  faces_ms REAL,                         -- finding and comparing faces
  liveness_ms REAL,                      -- telling living faces from pictures
  total_ms REAL,                         -- the whole analysis
  starred INTEGER NOT NULL DEFAULT 0 CHECK (starred IN (0, 1)),
                                         -- its pictures are kept beyond RETENTION_DAYS and RETENTION_MB
  quiet INTEGER GENERATED ALWAYS AS (event_type = 'motion' AND state <> 'failed' AND person = 0
    AND others = '[]' AND person_name IS 'unknown') VIRTUAL,
                                         -- 1: nothing that a person would call an event (also: not yet known)
  picture_gone TEXT CHECK (picture_gone IN ('age', 'size', 'lost')),
                                         -- why there is no picture any more: RETENTION_DAYS, RETENTION_MB, or its
                                         -- file was not there; NULL: there is one, or never was
  fetched_at TEXT,                       -- when its clip was here, latest try; it is kept no longer than that
  caught_up INTEGER NOT NULL DEFAULT 0 CHECK (caught_up IN (0, 1)),
                                         -- 1: found in Ring's history after an outage, when it was long over: looked
                                         -- at behind what happens now, and told in a summary
  UNIQUE (camera_id, recording_id)
) STRICT;
-- Whether a catch-up goes on.
CREATE INDEX events_catching_up ON events (id) WHERE state = 'seen' AND caught_up = 1;
-- Pages of the history, with and without the quiet ones.
CREATE INDEX events_by_time ON events (recorded_at, id);
CREATE INDEX events_worth_telling ON events (recorded_at, id) WHERE quiet = 0;
CREATE INDEX events_worth_telling_by_camera ON events (camera_id, recorded_at, id) WHERE quiet = 0;
-- The newest one of a camera: where a poll starts.
CREATE INDEX events_by_camera ON events (camera_id, recorded_at);
CREATE INDEX events_by_visit ON events (visit_id, recorded_at);
-- What is to be analysed.
CREATE INDEX events_waiting ON events (next_attempt_at) WHERE state = 'seen';
-- Whose picture goes next.
CREATE INDEX events_with_pictures ON events (starred, recorded_at) WHERE thumbnail_path IS NOT NULL;

-- YOLO boxes of an event, written with it, and staying with it.
CREATE TABLE detections (
  id INTEGER PRIMARY KEY,
  event_id INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  label TEXT NOT NULL,                   -- COCO class: 'person', 'dog', ...
  confidence REAL NOT NULL,              -- 0..1
  bbox_x1 REAL NOT NULL,                 -- pixels of the original frame
  bbox_y1 REAL NOT NULL,
  bbox_x2 REAL NOT NULL,                 -- exclusive
  bbox_y2 REAL NOT NULL,                 -- exclusive
  frame INTEGER NOT NULL DEFAULT 0       -- of the clip, from 0
) STRICT;
CREATE INDEX detections_by_event ON detections (event_id);

-- ---------------------------------------------------------------------------------------------
-- People and faces
-- ---------------------------------------------------------------------------------------------

-- People the household has named. Added for every folder in KNOWN_FACES_DIR and by enrolling;
-- deleted only by forgetting somebody.
CREATE TABLE persons (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL COLLATE NOCASE UNIQUE
    CHECK (trim(name) <> '' AND lower(name) <> 'unknown'),
                                         -- the folder's name
  display_name TEXT NOT NULL,            -- as typed
  created_at TEXT NOT NULL,
  name_folded TEXT UNIQUE,               -- Unicode casefold of name: unique regardless of case in any script
  last_seen_at TEXT,                     -- recorded_at of their latest event; NULL: never
  may_open INTEGER NOT NULL DEFAULT 0 CHECK (may_open IN (0, 1)),
                                         -- their face may open the door: the owner's decision; falls back to 0
                                         -- without 3 photos that open, one of them from a camera
  may_open_since_at TEXT,                -- switched on then; NULL: it may not
  trial_until_at TEXT,                   -- a dry run until then: told what would be opened; NULL: none
  opens_from TEXT CHECK (opens_from GLOB '[0-2][0-9]:[0-5][0-9]'),
                                         -- 07:00, of the household's zone; NULL: at any hour of the day
  opens_until TEXT CHECK (opens_until GLOB '[0-2][0-9]:[0-5][0-9]'),
                                         -- 20:00; of the next day where it is not after `opens_from`
  opens_at_night INTEGER NOT NULL DEFAULT 0 CHECK (opens_at_night IN (0, 1)),
                                         -- also in the night hours of the house
  opened_in_copy INTEGER NOT NULL DEFAULT 0 CHECK (opened_in_copy IN (0, 1))
                                         -- may_open was 1 in the copy that was restored: the owner is asked
                                         -- whether it is to be so again
) STRICT;

-- What was computed of each photo under KNOWN_FACES_DIR; computed again when file or model change.
CREATE TABLE photos (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES persons (id) ON DELETE CASCADE,
  file TEXT NOT NULL UNIQUE,             -- relative to KNOWN_FACES_DIR
  sha256 TEXT NOT NULL,                  -- of the file, hexadecimal
  model TEXT NOT NULL,                   -- what made the embedding (embeddings of different models differ)
  version TEXT NOT NULL,                 -- of the code around it
  embedding BLOB,                        -- NULL where the photo was refused
  refusal TEXT,                          -- why it cannot be used, in words; NULL where it can
  opens INTEGER NOT NULL DEFAULT 0 CHECK (opens IN (0, 1)),
                                         -- counts for opening the door, not only for naming
  from_camera_id TEXT,                   -- the camera whose picture it is; NULL: brought from elsewhere
  added_by INTEGER,                      -- users.user_id; NULL: put into the folder
  created_at TEXT NOT NULL,
  CHECK ((embedding IS NULL) <> (refusal IS NULL))
) STRICT;
CREATE INDEX photos_by_person ON photos (person_id, file);

-- Unknown faces that are probably one person. Gone after STRANGER_DAYS without a visit.
CREATE TABLE stranger_groups (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  embedding BLOB NOT NULL,               -- mean of its latest faces
  first_seen_at TEXT NOT NULL,           -- recorded_at
  last_seen_at TEXT NOT NULL,            -- recorded_at
  created_at TEXT NOT NULL,
  embedding_model TEXT                   -- what made the embeddings
) STRICT;
CREATE INDEX stranger_groups_by_age ON stranger_groups (last_seen_at);

-- The best faces of an event, at most 3 of one person. Crop and embedding of a stranger go after
-- STRANGER_DAYS, the row with the event.
CREATE TABLE faces (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  event_id INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  person_id INTEGER REFERENCES persons (id) ON DELETE SET NULL,
                                         -- NULL: nobody known
  named_by TEXT CHECK (named_by IN ('face', 'human')),
                                         -- recognised, or told by somebody; NULL without a name
  group_id INTEGER REFERENCES stranger_groups (id) ON DELETE SET NULL,
                                         -- the stranger they seem to be; NULL: somebody known, or not grouped
  frame INTEGER NOT NULL,                -- of the clip, from 0
  bbox_x1 REAL NOT NULL,
  bbox_y1 REAL NOT NULL,
  bbox_x2 REAL NOT NULL,
  bbox_y2 REAL NOT NULL,
  distance REAL,                         -- to the closest known person then, close enough or not
  live INTEGER CHECK (live IN (0, 1)),   -- a living face; NULL: not known
  liveness REAL,                         -- 0..1
  embedding BLOB,                        -- NULL once expired
  embedding_model TEXT,                  -- what made it
  crop_path TEXT,                        -- JPEG of the padded box, relative to THUMBNAILS_DIR
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX faces_by_event ON faces (event_id);
-- Whose crops are still there.
CREATE INDEX faces_with_crops ON faces (event_id) WHERE crop_path IS NOT NULL;
CREATE INDEX faces_by_person ON faces (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX faces_by_group ON faces (group_id) WHERE group_id IS NOT NULL;
-- Strangers' faces that will expire.
CREATE INDEX faces_of_strangers ON faces (created_at) WHERE person_id IS NULL AND embedding IS NOT NULL;

-- "Not Grace": never offer or count this face as that person again. Gone with the face.
CREATE TABLE face_refusals (
  face_id INTEGER NOT NULL REFERENCES faces (id) ON DELETE CASCADE,
                                         -- faces.id
  person_id INTEGER NOT NULL REFERENCES persons (id) ON DELETE CASCADE,
  user_id INTEGER,                       -- who said so
  created_at TEXT NOT NULL,
  PRIMARY KEY (face_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX face_refusals_by_person ON face_refusals (person_id);

-- Everybody known in an event, not only the best match.
CREATE TABLE event_people (
  event_id INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  person_id INTEGER NOT NULL REFERENCES persons (id) ON DELETE CASCADE,
  distance REAL,                         -- their best; NULL where a human gave the name
  PRIMARY KEY (event_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_people_by_person ON event_people (person_id, event_id);

-- What an event is found under in the history: 'label:person', 'label:dog', 'who:12' (persons.id),
-- 'stranger', 'ding', 'no-face' (somebody, but no face to be seen), 'starred'. Pages of one subject walk its key, however
-- rare it is. Kept by the triggers below, also for what another program writes or takes away.
CREATE TABLE event_subjects (
  subject TEXT NOT NULL,                 -- as above
  camera_id TEXT NOT NULL,               -- of the event
  recorded_at TEXT NOT NULL,             -- of the event
  event_id INTEGER NOT NULL,             -- events.id
  PRIMARY KEY (subject, camera_id, recorded_at, event_id)
) STRICT, WITHOUT ROWID;

-- An event that comes in with what is known of it.
CREATE TRIGGER events_came AFTER INSERT ON events
  WHEN new.person = 1 OR new.strangers > 0 OR new.event_type = 'ding' OR new.others <> '[]'
BEGIN
  INSERT OR IGNORE INTO event_subjects SELECT subject, new.camera_id, new.recorded_at, new.id FROM (
    SELECT 'label:person' AS subject WHERE new.person = 1
    UNION ALL SELECT 'stranger' WHERE new.strangers > 0
    UNION ALL SELECT 'no-face' WHERE new.person = 1 AND new.person_name IS 'unknown'
    UNION ALL SELECT 'ding' WHERE new.event_type = 'ding'
    UNION ALL SELECT 'label:' || value FROM json_each(new.others));
END;

-- What it was found under before a change; the index would be dearer than to reckon it again.
CREATE TRIGGER events_change
  BEFORE UPDATE OF camera_id, recorded_at, event_type, person_name, person, strangers, others ON events
BEGIN
  DELETE FROM event_subjects WHERE event_id = old.id AND recorded_at = old.recorded_at
    AND camera_id = old.camera_id AND subject IN (
      SELECT 'label:person' UNION ALL SELECT 'stranger' UNION ALL SELECT 'no-face' UNION ALL SELECT 'ding'
      UNION ALL SELECT 'label:' || value FROM json_each(old.others)
      UNION ALL SELECT 'who:' || person_id FROM event_people WHERE event_id = old.id);
END;

-- What it is found under from then on.
CREATE TRIGGER events_changed
  AFTER UPDATE OF camera_id, recorded_at, event_type, person_name, person, strangers, others ON events
BEGIN
  INSERT OR IGNORE INTO event_subjects SELECT subject, new.camera_id, new.recorded_at, new.id FROM (
    SELECT 'label:person' AS subject WHERE new.person = 1
    UNION ALL SELECT 'stranger' WHERE new.strangers > 0
    UNION ALL SELECT 'no-face' WHERE new.person = 1 AND new.person_name IS 'unknown'
    UNION ALL SELECT 'ding' WHERE new.event_type = 'ding'
    UNION ALL SELECT 'label:' || value FROM json_each(new.others)
    UNION ALL SELECT 'who:' || person_id FROM event_people WHERE event_id = new.id);
END;

-- Before its people go with it.
CREATE TRIGGER events_go BEFORE DELETE ON events
BEGIN
  DELETE FROM event_subjects WHERE event_id = old.id AND recorded_at = old.recorded_at
    AND camera_id = old.camera_id AND subject IN (
      SELECT 'label:person' UNION ALL SELECT 'stranger' UNION ALL SELECT 'no-face' UNION ALL SELECT 'ding'
      UNION ALL SELECT 'label:' || value FROM json_each(old.others)
      UNION ALL SELECT 'who:' || person_id FROM event_people WHERE event_id = old.id);
END;

-- Somebody was recognised, or named.
CREATE TRIGGER event_people_added AFTER INSERT ON event_people
BEGIN
  INSERT OR IGNORE INTO event_subjects
    SELECT 'who:' || new.person_id, camera_id, recorded_at, id FROM events WHERE id = new.event_id;
END;

-- It was somebody else.
CREATE TRIGGER event_people_removed AFTER DELETE ON event_people
BEGIN
  DELETE FROM event_subjects WHERE (subject, camera_id, recorded_at, event_id) =
    (SELECT 'who:' || old.person_id, camera_id, recorded_at, id FROM events WHERE id = old.event_id);
END;

-- Two names were one person.
CREATE TRIGGER event_people_changed AFTER UPDATE OF event_id, person_id ON event_people
BEGIN
  DELETE FROM event_subjects WHERE (subject, camera_id, recorded_at, event_id) =
    (SELECT 'who:' || old.person_id, camera_id, recorded_at, id FROM events WHERE id = old.event_id);
  INSERT OR IGNORE INTO event_subjects
    SELECT 'who:' || new.person_id, camera_id, recorded_at, id FROM events WHERE id = new.event_id;
END;

-- A star was given or taken, or its event moved.
CREATE TRIGGER events_starred AFTER UPDATE OF starred, camera_id, recorded_at ON events
  WHEN old.starred = 1 OR new.starred = 1
BEGIN
  DELETE FROM event_subjects WHERE (subject, camera_id, recorded_at, event_id) =
    ('starred', old.camera_id, old.recorded_at, old.id);
  INSERT OR IGNORE INTO event_subjects
    SELECT 'starred', new.camera_id, new.recorded_at, new.id WHERE new.starred = 1;
END;

-- One that comes in with a star.
CREATE TRIGGER events_came_starred AFTER INSERT ON events WHEN new.starred = 1
BEGIN
  INSERT OR IGNORE INTO event_subjects VALUES ('starred', new.camera_id, new.recorded_at, new.id);
END;

-- One that goes with it.
CREATE TRIGGER events_go_starred BEFORE DELETE ON events WHEN old.starred = 1
BEGIN
  DELETE FROM event_subjects WHERE (subject, camera_id, recorded_at, event_id) =
    ('starred', old.camera_id, old.recorded_at, old.id);
END;

-- What pages of the history were asked for, so that their buttons fit into 64 bytes and outlive a restart.
-- Gone after 90 days; their buttons are old then.
CREATE TABLE history_filters (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  subject TEXT,                          -- as event_subjects.subject; NULL: everything
  camera_id TEXT,                        -- NULL: all cameras
  since_at TEXT,                         -- NULL: from the beginning
  until_at TEXT,                         -- before this; NULL: open
  words TEXT NOT NULL,                   -- what somebody called that time ('this week'); '' without one
  created_at TEXT NOT NULL
) STRICT;
-- Is this one there already?
CREATE INDEX history_filters_by_content ON history_filters (subject, camera_id, since_at, until_at, words);
CREATE INDEX history_filters_by_age ON history_filters (created_at);

-- ---------------------------------------------------------------------------------------------
-- Counting
-- ---------------------------------------------------------------------------------------------

-- What a visit counts as, each once: 'label:person', 'label:dog', 'who:12' (persons.id), 'stranger',
-- 'ding'. Follows the visit's events.
CREATE TABLE visit_subjects (
  visit_id INTEGER NOT NULL REFERENCES visits (id) ON DELETE CASCADE,
  subject TEXT NOT NULL,                 -- as above
  camera_id TEXT NOT NULL,               -- of the visit
  quarter INTEGER NOT NULL,              -- of visits.started_at: Unix seconds / 900
  PRIMARY KEY (visit_id, subject)
) STRICT, WITHOUT ROWID;

-- visit_subjects counted per UTC quarter hour, which every local hour is made of; a day in a row, so
-- that charts cost the same however busy the door was. Kept by triggers. A day without any has no row.
CREATE TABLE activity (
  subject TEXT NOT NULL,                 -- as above
  day INTEGER NOT NULL,                  -- Unix seconds / 86400
  camera_id TEXT NOT NULL,               -- '' = all cameras together
  counts TEXT NOT NULL                   -- visits that began in each of the 96 quarter hours, 4 digits each
    CHECK (length(counts) = 384),
  PRIMARY KEY (subject, camera_id, day)
) STRICT, WITHOUT ROWID;

-- Where the triggers below put what changed: `change` visits more (or fewer) in a quarter hour.
CREATE VIEW activity_changes (subject, quarter, camera_id, change) AS
  SELECT subject, day * 96, camera_id, 0 FROM activity;

-- More of them: for the camera, and for all cameras together.
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

-- Fewer of them.
CREATE TRIGGER activity_shrank INSTEAD OF INSERT ON activity_changes WHEN new.change < 0
BEGIN
  UPDATE activity SET counts = substr(counts, 1, new.quarter % 96 * 4)
      || printf('%04d', substr(counts, new.quarter % 96 * 4 + 1, 4) + new.change)
      || substr(counts, new.quarter % 96 * 4 + 5)
    WHERE subject = new.subject AND camera_id IN (new.camera_id, '') AND day = new.quarter / 96;
  DELETE FROM activity WHERE subject = new.subject AND camera_id IN (new.camera_id, '')
    AND day = new.quarter / 96 AND counts = printf('%0384d', 0);
END;

-- A visit that counts as something new.
CREATE TRIGGER visit_subjects_added AFTER INSERT ON visit_subjects
BEGIN
  INSERT INTO activity_changes VALUES (new.subject, new.quarter, new.camera_id, 1);
END;

-- A visit that lost a subject (a stranger got a name).
CREATE TRIGGER visit_subjects_removed AFTER DELETE ON visit_subjects
BEGIN
  INSERT INTO activity_changes VALUES (old.subject, old.quarter, old.camera_id, -1);
END;

-- An entry that came late moved the beginning of its visit.
CREATE TRIGGER visits_moved AFTER UPDATE OF started_at ON visits
  WHEN CAST(strftime('%s', new.started_at) AS INTEGER) / 900
    <> CAST(strftime('%s', old.started_at) AS INTEGER) / 900
BEGIN
  UPDATE visit_subjects SET quarter = CAST(strftime('%s', new.started_at) AS INTEGER) / 900
    WHERE visit_id = new.id;
END;

-- Its subjects move with it, from one quarter hour to another.
CREATE TRIGGER visit_subjects_moved AFTER UPDATE OF quarter ON visit_subjects
BEGIN
  INSERT INTO activity_changes VALUES (old.subject, old.quarter, old.camera_id, -1);
  INSERT INTO activity_changes VALUES (new.subject, new.quarter, new.camera_id, 1);
END;

-- ---------------------------------------------------------------------------------------------
-- Who may what
-- ---------------------------------------------------------------------------------------------

-- People on Telegram who may talk to the bot; anybody else gets silence. Written with FULL.
CREATE TABLE users (
  user_id INTEGER PRIMARY KEY,           -- Telegram's
  name TEXT NOT NULL,                    -- as Telegram showed it at the latest contact; never a right
  role TEXT NOT NULL CHECK (role IN ('owner', 'resident', 'guest')),
                                         -- rights are by role: one owner, any residents and guests
  joined_at TEXT NOT NULL,               -- when they first got a role
  last_seen_at TEXT,                     -- latest message or press
  language TEXT,                         -- Telegram's language code
  may_unlock INTEGER NOT NULL DEFAULT 1 CHECK (may_unlock IN (0, 1)),
                                         -- residents: may open and lock, withdrawable by the owner
  suspended_at TEXT,                     -- after a restore, until the owner confirms the list; NULL: active
  pin_hash BLOB,                         -- scrypt of the PIN for opening; NULL: none
  pin_salt BLOB,                         -- of pin_hash
  totp_secret BLOB,                      -- of the one-time password for opening; NULL: none
  removed_at TEXT,                       -- out of the household since: no right is left, only the name in
                                         -- what they did; NULL: belongs to it
  consent_told_at TEXT,                  -- told then, once, what naming a face means; NULL: not yet
  totp_step INTEGER,                     -- of the latest one-time code that was taken, in steps of 30 s since
                                         -- 1970: neither it nor an older one is taken again; NULL: none yet
  proof_lost_at TEXT                     -- had a PIN or one-time codes when the copy was made that was restored,
                                         -- which holds neither: opens nothing until new ones are set; NULL: no
) STRICT;
-- There is one owner.
CREATE UNIQUE INDEX users_one_owner ON users (role) WHERE role = 'owner';

-- Cameras whose alerts a guest may hear.
CREATE TABLE user_cameras (
  user_id INTEGER NOT NULL REFERENCES users (user_id) ON DELETE CASCADE,
  camera_id TEXT NOT NULL,
  PRIMARY KEY (user_id, camera_id)
) STRICT, WITHOUT ROWID;

-- Private chats and groups. `listening` says what we want to tell, `reachable` whether it arrives.
CREATE TABLE chats (
  chat_id INTEGER PRIMARY KEY,           -- Telegram's; of a private chat it is the user's id
  kind TEXT NOT NULL CHECK (kind IN ('private', 'group')),
                                         -- groups have negative ids
  title TEXT,                            -- of a group
  listening INTEGER NOT NULL DEFAULT 0 CHECK (listening IN (0, 1)),
                                         -- hears of visits
  all_cameras INTEGER NOT NULL DEFAULT 1 CHECK (all_cameras IN (0, 1)),
                                         -- 0: only those in chat_cameras
  hears_known INTEGER NOT NULL DEFAULT 1 CHECK (hears_known IN (0, 1)),
                                         -- visits of people who are known, alone
  hears_strangers INTEGER NOT NULL DEFAULT 1 CHECK (hears_strangers IN (0, 1)),
                                         -- visits with a stranger
  hears_dings INTEGER NOT NULL DEFAULT 1 CHECK (hears_dings IN (0, 1)),
                                         -- what kinds of visit this chat wants to hear of
  unreachable_since_at TEXT,             -- Telegram refuses (not started, blocked, removed); NULL: it arrives
  created_at TEXT NOT NULL,
  pierce_dings INTEGER NOT NULL DEFAULT 0 CHECK (pierce_dings IN (0, 1)),
                                         -- a ring is told also while the chat is quiet
  pierce_strangers INTEGER NOT NULL DEFAULT 0 CHECK (pierce_strangers IN (0, 1))
                                         -- so is a stranger
) STRICT;

-- The cameras a chat chose to hear of, where chats.all_cameras = 0.
CREATE TABLE chat_cameras (
  chat_id INTEGER NOT NULL REFERENCES chats (chat_id) ON DELETE CASCADE ON UPDATE CASCADE,
                                         -- chats.chat_id
  camera_id TEXT NOT NULL,
  PRIMARY KEY (chat_id, camera_id)
) STRICT, WITHOUT ROWID;

-- The one code that makes its sender the owner. Only a hash is kept. A new one replaces it; used
-- once, or over at expires_at, and then it is gone. Written with FULL.
CREATE TABLE pairing_codes (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  salt BLOB NOT NULL,                    -- random, 16 bytes
  hash BLOB NOT NULL,                    -- scrypt of the code
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,              -- valid before this
  used_at TEXT,                          -- NULL: not yet
  used_by INTEGER                        -- Telegram user id
) STRICT;

-- Wrong codes, also of invites, for the limits (5 a sender, 20 in all, an hour). Gone after an hour.
CREATE TABLE pairing_tries (
  id INTEGER PRIMARY KEY,
  user_id INTEGER NOT NULL,              -- who sent it; mostly nobody we know
  tried_at TEXT NOT NULL                 -- when
) STRICT;
CREATE INDEX pairing_tries_by_time ON pairing_tries (tried_at);
CREATE INDEX pairing_tries_by_user ON pairing_tries (user_id, tried_at);

-- Wrong PINs and one-time codes of members, for the limit (5 within an hour end an hour's chances). Gone
-- after two hours, or with a right one.
CREATE TABLE proof_tries (
  id INTEGER PRIMARY KEY,
  user_id INTEGER NOT NULL,              -- users.user_id
  tried_at TEXT NOT NULL                 -- when
) STRICT;
CREATE INDEX proof_tries_by_user ON proof_tries (user_id, id);

-- Strangers who wrote or pressed, for the one line a day that the owner is told. Gone once that is told;
-- never more than a hundred.
CREATE TABLE knocks (
  sender INTEGER PRIMARY KEY,            -- Telegram's id of the user, or of the chat where no user is told
  knocked_at TEXT NOT NULL               -- first time
) STRICT;

-- One-use codes by which the owner lets somebody in as resident or guest. Written with FULL.
CREATE TABLE invites (
  id INTEGER PRIMARY KEY,
  salt BLOB NOT NULL,                    -- random, 16 bytes
  hash BLOB NOT NULL,                    -- scrypt of the code, without the id before it
  role TEXT NOT NULL CHECK (role IN ('resident', 'guest')),
                                         -- what its user becomes
  created_by INTEGER NOT NULL,           -- users.user_id
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,              -- valid before this
  used_at TEXT,                          -- NULL: not yet
  used_by INTEGER,                       -- Telegram user id
  void_at TEXT                           -- withdrawn, run out, or in a restored copy
) STRICT;
CREATE INDEX invites_open ON invites (expires_at) WHERE used_at IS NULL AND void_at IS NULL;

-- Cameras that the guest of an invite will hear of. Changed until it is used.
CREATE TABLE invite_cameras (
  invite_id INTEGER NOT NULL REFERENCES invites (id) ON DELETE CASCADE,
                                         -- invites.id
  camera_id TEXT NOT NULL,
  PRIMARY KEY (invite_id, camera_id)
) STRICT, WITHOUT ROWID;

-- Named, expiring permissions: "Grace, today 14:00-16:00, once". Written with FULL.
CREATE TABLE passes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  label TEXT NOT NULL,                   -- who is expected, as typed: 'Grace', 'courier'
  person_id INTEGER REFERENCES persons (id) ON DELETE CASCADE,
                                         -- may be let in by face; NULL: nobody's face. At the bell the
                                         -- residents are asked, with or without a person
  user_id INTEGER REFERENCES users (user_id) ON DELETE CASCADE,
                                         -- a guest who may use /unlock and /lock within it, and for whom nobody
                                         -- is asked; NULL: none
  starts_at TEXT NOT NULL,               -- valid from then on
  ends_at TEXT NOT NULL,                 -- valid before this
  once INTEGER NOT NULL DEFAULT 0 CHECK (once IN (0, 1)),
                                         -- over after its first use
  created_by INTEGER NOT NULL,           -- users.user_id; worth nothing while they may not open themselves
  created_at TEXT NOT NULL,
  used_at TEXT,                          -- latest use: set with the intent of the opening
  revoked_at TEXT                        -- withdrawn, or void in a restored copy
) STRICT;
CREATE INDEX passes_open ON passes (ends_at) WHERE revoked_at IS NULL;
CREATE INDEX passes_by_person ON passes (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX passes_by_user ON passes (user_id) WHERE user_id IS NOT NULL;

-- Silence for a while, of a chat or of the house.
CREATE TABLE snoozes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  chat_id INTEGER REFERENCES chats (chat_id) ON DELETE CASCADE ON UPDATE CASCADE,
                                         -- NULL: for everybody
  camera_id TEXT,                        -- NULL: all cameras
  person_id INTEGER REFERENCES persons (id) ON DELETE CASCADE,
                                         -- only visits of this person alone; NULL: all visits
  starts_at TEXT NOT NULL,               -- silent from then on
  ends_at TEXT NOT NULL,                 -- until then, unless ended before; 9999-12-31T00:00:00.000Z: no end
  created_by INTEGER NOT NULL,           -- users.user_id
  created_at TEXT NOT NULL,
  ended_at TEXT                          -- ended by a tap; NULL: runs to ends_at
) STRICT;
CREATE INDEX snoozes_open ON snoozes (ends_at) WHERE ended_at IS NULL;
CREATE INDEX snoozes_by_chat ON snoozes (chat_id);
CREATE INDEX snoozes_by_person ON snoozes (person_id) WHERE person_id IS NOT NULL;

-- When a chat wants quiet, by the day on which it begins. Times of the household's zone (TIMEZONE).
CREATE TABLE quiet_hours (
  chat_id INTEGER NOT NULL REFERENCES chats (chat_id) ON DELETE CASCADE ON UPDATE CASCADE,
                                         -- chats.chat_id
  weekday INTEGER NOT NULL CHECK (weekday BETWEEN 0 AND 6),
                                         -- 0 = Monday
  starts TEXT NOT NULL CHECK (starts GLOB '[0-2][0-9]:[0-5][0-9]'),
                                         -- 22:00
  ends TEXT NOT NULL CHECK (ends GLOB '[0-2][0-9]:[0-5][0-9]'),
                                         -- 06:30; of the next day where it is not after `starts`
  PRIMARY KEY (chat_id, weekday)
) STRICT, WITHOUT ROWID;

-- Events that would have been told in a chat and were not, with the reason. They go with their event.
CREATE TABLE held_back (
  event_id INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  chat_id INTEGER NOT NULL REFERENCES chats (chat_id) ON DELETE CASCADE ON UPDATE CASCADE,
                                         -- chats.chat_id
  reason TEXT NOT NULL CHECK (reason IN ('snooze', 'quiet_hours', 'choice')),
                                         -- choice: this chat does not hear of such visits
  snooze_id INTEGER REFERENCES snoozes (id) ON DELETE SET NULL,
                                         -- the snooze that held it; NULL: none, or its person is forgotten
  until_at TEXT,                         -- when the quiet was to end; NULL: no end
  held_at TEXT NOT NULL,                 -- when it would have been told
  said_at TEXT,                          -- counted in a message at the end of the quiet; NULL: not yet;
                                         -- of a choice: held_at
  PRIMARY KEY (event_id, chat_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX held_back_by_chat ON held_back (chat_id, said_at);
CREATE INDEX held_back_by_snooze ON held_back (snooze_id) WHERE snooze_id IS NOT NULL;

-- What the household changed against the default or the environment. Back to default: row deleted.
CREATE TABLE settings (
  key TEXT PRIMARY KEY NOT NULL,         -- the setting's name
  value TEXT NOT NULL,                   -- JSON
  changed_at TEXT NOT NULL,              -- when
  changed_by INTEGER                     -- users.user_id
) STRICT, WITHOUT ROWID;

-- ---------------------------------------------------------------------------------------------
-- Talking
-- ---------------------------------------------------------------------------------------------

-- What every chat should show: one row per visit and chat, and notices. A row is behind while
-- sent_revision < revision. Kept as long as its visit, so that old buttons find it.
CREATE TABLE outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  chat_id INTEGER NOT NULL,              -- Telegram's
  kind TEXT NOT NULL
    CHECK (kind IN ('visit', 'ding', 'stranger', 'opening', 'question', 'let_in', 'notice', 'summary')),
                                         -- visit: the message of a visit, edited as more is known;
                                         -- ding, stranger: a reply to it that must be heard, dings one a
                                         -- minute, the first stranger after known people; opening: a face
                                         -- opens the door; question: may this one in?; notice: `text`;
                                         -- let_in: it rang while somebody is expected: whoever may open is
                                         -- asked, by the passes that were valid at created_at; summary: of
                                         -- several visits that are told late (those whose told_by it is)
  visit_id INTEGER REFERENCES visits (id) ON DELETE CASCADE,
                                         -- NULL exactly for notices and summaries
  text TEXT,                             -- of a notice; everything else is rendered when sent
  message_id INTEGER,                    -- Telegram's, once confirmed
  photo_path TEXT,                       -- the thumbnail it shows, as events.thumbnail_path; NULL: a text message
  revision INTEGER NOT NULL DEFAULT 1,   -- counts changes of what should be shown
  sent_revision INTEGER NOT NULL DEFAULT 0,
                                         -- the latest one that Telegram confirmed
  state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'told', 'lapsed')),
                                         -- pending: never confirmed; lapsed: will not be told any more
  attempts INTEGER NOT NULL DEFAULT 0,   -- failed ones since the last success
  uncertain INTEGER NOT NULL DEFAULT 0 CHECK (uncertain IN (0, 1)),
                                         -- a first send was begun and not confirmed: it may have arrived, so it
                                         -- is repeated silently; once told: there may be a copy of it
  next_attempt_at TEXT NOT NULL,         -- not before this; it holds back, or backs off
  last_error TEXT,                       -- in words, without secrets
  created_at TEXT NOT NULL,
  told_at TEXT,                          -- first confirmation
  about TEXT,                            -- of a notice of an outage: what is away; 'unlocked:' and the lock's id:
                                         -- that it was left unlocked; NULL for all else
  over INTEGER NOT NULL DEFAULT 0 CHECK (over IN (0, 1)),
                                         -- that has ended: told only where its start was told
  shown_at TEXT,                         -- latest confirmation: what the message shows is of then
  buttons TEXT,                          -- under a notice: JSON rows of [label, callback data]; NULL: none
  told_by INTEGER REFERENCES outbox (id) ON DELETE SET NULL,
                                         -- the summary that tells it; NULL: its own message does
  CHECK ((kind IN ('notice', 'summary')) = (visit_id IS NULL)),
  CHECK ((kind = 'notice') = (text IS NOT NULL)),
  CHECK (sent_revision <= revision)
) STRICT;
-- What a chat hears of a visit: one message, at most one reply for a stranger, and one a minute for rings.
CREATE INDEX outbox_by_visit ON outbox (visit_id, chat_id, kind) WHERE visit_id IS NOT NULL;
CREATE UNIQUE INDEX outbox_once_a_visit ON outbox (visit_id, chat_id, kind) WHERE kind NOT IN ('ding', 'let_in', 'notice');
-- What is to be sent.
CREATE INDEX outbox_behind ON outbox (next_attempt_at) WHERE sent_revision < revision AND state <> 'lapsed';
CREATE INDEX outbox_pending ON outbox (chat_id) WHERE state = 'pending';
CREATE INDEX outbox_by_message ON outbox (chat_id, message_id);
CREATE INDEX outbox_by_subject ON outbox (about, chat_id) WHERE about IS NOT NULL;
-- Who was asked while a pass was valid.
CREATE INDEX outbox_let_in ON outbox (created_at) WHERE kind = 'let_in';
-- What a summary tells, and the latest one of a chat.
CREATE INDEX outbox_by_summary ON outbox (told_by) WHERE told_by IS NOT NULL;
CREATE INDEX outbox_summaries ON outbox (chat_id, id) WHERE kind = 'summary';

-- Which event, or which face of it, a picture in a chat shows that is no visit's own message: a reply to
-- it may name somebody. Gone after 30 days.
CREATE TABLE shown (
  chat_id INTEGER NOT NULL,              -- Telegram's
  message_id INTEGER NOT NULL,           -- Telegram's
  event_id INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  face_id INTEGER REFERENCES faces (id) ON DELETE SET NULL,
                                         -- NULL: the picture of the event
  shown_at TEXT NOT NULL,                -- when it was sent
  PRIMARY KEY (chat_id, message_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX shown_by_event ON shown (event_id);
CREATE INDEX shown_by_face ON shown (face_id) WHERE face_id IS NOT NULL;
CREATE INDEX shown_by_age ON shown (shown_at);

-- Updates from Telegram that change something, written with FULL before Telegram is told that they arrived.
-- What an update changes and its `done_at` are one transaction; after a start whatever is not done is taken
-- up, but for what would move the lock: that is refused. One that is delivered again does nothing. Gone after
-- a week, when Telegram counts anew.
CREATE TABLE inbox (
  update_id INTEGER PRIMARY KEY,         -- Telegram's
  payload TEXT,                          -- as Telegram sent it; NULL (overwritten) once it is answered too
  received_at TEXT NOT NULL,             -- from Telegram
  tries INTEGER NOT NULL DEFAULT 0,      -- how often it was taken up after a start
  done_at TEXT,                          -- with a payload: not answered yet
  outcome TEXT CHECK (outcome IN ('done', 'refused', 'failed')),  -- refused: would have moved the lock, late
  CHECK ((done_at IS NULL) = (outcome IS NULL)),
  CHECK (payload IS NOT NULL OR done_at IS NOT NULL)
) STRICT;
CREATE INDEX inbox_open ON inbox (update_id) WHERE payload IS NOT NULL;
CREATE INDEX inbox_by_age ON inbox (done_at) WHERE payload IS NULL;

-- Everything that must happen later: relock reminder, end of a snooze, digest, expiry, backup. Their readers
-- sleep until the next one is due. Overdue ones are done once, late; those that move the lock lapse.
CREATE TABLE duties (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,                    -- 'relock_reminder', 'auto_relock', 'snooze_end', 'digest', ...
  subject TEXT NOT NULL DEFAULT '',      -- what it is about; one open duty per kind and subject
  due_at TEXT NOT NULL,                  -- to be done from then on
  payload TEXT NOT NULL DEFAULT '{}',    -- JSON
  moves_lock INTEGER NOT NULL DEFAULT 0 CHECK (moves_lock IN (0, 1)),
                                         -- lapses instead of being done late
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'lapsed')),
                                         -- lapsed: so late that it would harm, or help nobody
  created_at TEXT NOT NULL,
  done_at TEXT                           -- done or lapsed then; NULL while open
) STRICT;
CREATE INDEX duties_due ON duties (due_at) WHERE state = 'open';
CREATE UNIQUE INDEX duties_once ON duties (kind, subject) WHERE state = 'open';

-- ---------------------------------------------------------------------------------------------
-- The lock
-- ---------------------------------------------------------------------------------------------

-- Confirmations: taken at most once, by their asker, in their chat, in time. Written with FULL.
-- And conversations (kinds 'talk:...'): at most one open of a user in a chat, going on over a restart,
-- valid longer with each answer.
CREATE TABLE questions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,                    -- what Confirm would do: 'unlock'; 'talk:face', 'talk:rename', ...
  asker INTEGER NOT NULL,                -- Telegram user id
  chat_id INTEGER NOT NULL,              -- where it was asked; only there it can be confirmed
  message_id INTEGER,                    -- the message that shows it, once sent
  event_id INTEGER REFERENCES events (id) ON DELETE SET NULL,
                                         -- what it was asked from; NULL: from a command
  visit_id INTEGER REFERENCES visits (id) ON DELETE SET NULL,
  payload TEXT NOT NULL DEFAULT '{}',    -- JSON object; of a conversation what was said so far, '{}' once it
                                         -- is closed: it may hold a face
  asked_at TEXT NOT NULL,                -- valid from then on
  due_at TEXT NOT NULL,                  -- valid before this
  closed_at TEXT,                        -- NULL: open
  outcome TEXT CHECK (outcome IN ('taken', 'dropped', 'void')),
                                         -- confirmed, cancelled, or ended by a restart, a lockdown or,
                                         -- a conversation, by time
  CHECK ((closed_at IS NULL) = (outcome IS NULL))
) STRICT;
CREATE INDEX questions_open ON questions (due_at) WHERE closed_at IS NULL;
CREATE INDEX questions_by_event ON questions (event_id) WHERE event_id IS NOT NULL;
CREATE INDEX questions_by_visit ON questions (visit_id) WHERE visit_id IS NOT NULL;

-- Whoever may not open any more, or less than before, has nothing left to confirm, also if the right comes back.
CREATE TRIGGER questions_void_without_right
  AFTER UPDATE OF role, may_unlock, suspended_at, removed_at ON users
  WHEN new.role <> old.role OR new.may_unlock < old.may_unlock
    OR (new.suspended_at IS NOT NULL AND old.suspended_at IS NULL)
    OR (new.removed_at IS NOT NULL AND old.removed_at IS NULL)
BEGIN
  UPDATE questions SET closed_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), outcome = 'void'
    WHERE asker = new.user_id AND closed_at IS NULL AND kind NOT GLOB 'talk:*';
END;

-- Nor has who is not known any more.
CREATE TRIGGER questions_void_without_user AFTER DELETE ON users
BEGIN
  UPDATE questions SET closed_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), outcome = 'void'
    WHERE asker = old.user_id AND closed_at IS NULL AND kind NOT GLOB 'talk:*';
END;

-- Nor has anybody in a lockdown, also if it is over within the question's time.
CREATE TRIGGER questions_void_in_lockdown AFTER INSERT ON settings WHEN new.key = 'lockdown'
BEGIN
  UPDATE questions SET closed_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), outcome = 'void'
    WHERE closed_at IS NULL AND kind NOT GLOB 'talk:*';
END;

-- Nor if it was asked in the moment in which the lockdown began.
CREATE TRIGGER questions_void_when_asked_in_lockdown AFTER INSERT ON questions
  WHEN new.kind = 'unlock' AND EXISTS (SELECT 1 FROM settings WHERE key = 'lockdown')
BEGIN
  UPDATE questions SET closed_at = asked_at, outcome = 'void' WHERE id = new.id;
END;

-- Commands to the lock: the intent before it is sent, the outcome when it is known; both with FULL.
-- An intent without outcome at a start is what a crash left: resolved by reading the lock.
CREATE TABLE lock_actions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,                      -- of the intent
  user_id INTEGER,                       -- Telegram user id; NULL: nobody (by face, by duty)
  how TEXT NOT NULL CHECK (how IN ('button', 'command', 'face', 'pass', 'duty')),
                                         -- what made the bot send it
  lock_id TEXT NOT NULL,                 -- the device's id
  wanted TEXT NOT NULL CHECK (wanted IN ('unlock', 'lock')),
                                         -- the command
  event_id INTEGER REFERENCES events (id) ON DELETE SET NULL,
                                         -- for whom; NULL: not about an event
  person TEXT,                           -- persons.name of the face it was opened for
  confidence REAL,                       -- of that face, 0..1
  state_before TEXT CHECK (state_before IN ('locked', 'unlocked', 'jammed', 'unknown')),
                                         -- the lock's, as read before; NULL: not read
  state_after TEXT CHECK (state_after IN ('locked', 'unlocked', 'jammed', 'unknown')),
                                         -- the lock's, as read afterwards; NULL while unresolved
  success INTEGER CHECK (success IN (0, 1)),
                                         -- NULL: unresolved, or it could not be learnt
  sent INTEGER CHECK (sent IN (0, 1)),   -- a command left the house; NULL: unresolved
  detail TEXT,                           -- what happened, in words
  finished_at TEXT,                      -- NULL: unresolved
  visit_id INTEGER REFERENCES visits (id) ON DELETE SET NULL,
                                         -- of the event, where a face opens; NULL for all else
  pass_id INTEGER REFERENCES passes (id) ON DELETE SET NULL,
                                         -- the pass that it used; NULL: none, or its person is forgotten
  question_id INTEGER REFERENCES questions (id) ON DELETE SET NULL
                                         -- the confirmation that led to it; NULL: it needs none
) STRICT;
-- A face opens once an event, and once a visit.
CREATE UNIQUE INDEX lock_actions_face_once_an_event ON lock_actions (event_id) WHERE how = 'face';
CREATE UNIQUE INDEX lock_actions_face_once_a_visit ON lock_actions (visit_id) WHERE visit_id IS NOT NULL;
-- And a confirmation leads to one command.
CREATE UNIQUE INDEX lock_actions_once_a_question ON lock_actions (question_id) WHERE question_id IS NOT NULL;
-- How often today?
CREATE INDEX lock_actions_by_face ON lock_actions (at) WHERE how = 'face';
CREATE INDEX lock_actions_by_lock ON lock_actions (lock_id, id);
CREATE INDEX lock_actions_by_event ON lock_actions (event_id) WHERE event_id IS NOT NULL;
CREATE INDEX lock_actions_unresolved ON lock_actions (id) WHERE finished_at IS NULL;
CREATE INDEX lock_actions_by_pass ON lock_actions (pass_id, id) WHERE pass_id IS NOT NULL;

-- What was decided about somebody whose face may open. Goes with the event, and when they are forgotten;
-- the audit has it for ever.
CREATE TABLE face_decisions (
  event_id INTEGER PRIMARY KEY REFERENCES events (id) ON DELETE CASCADE,
                                         -- events.id
  at TEXT NOT NULL,                      -- when
  person_id INTEGER NOT NULL REFERENCES persons (id) ON DELETE CASCADE,
  outcome TEXT NOT NULL CHECK (outcome IN ('granted', 'would', 'late', 'doubt', 'forbidden')),
                                         -- granted: the door was to be opened, see lock_actions; would: so it
                                         -- would have been, but for the trial; late: the clip was too old;
                                         -- doubt: residents were asked; forbidden: not opened
  distance REAL,                         -- of the closest face, by the photos that count for opening
  late_seconds REAL,                     -- by how much the clip was too old; NULL: it was not
  trial INTEGER NOT NULL DEFAULT 0 CHECK (trial IN (0, 1))
                                         -- on dry run then
) STRICT;
CREATE INDEX face_decisions_by_time ON face_decisions (at);
CREATE INDEX face_decisions_by_person ON face_decisions (person_id);

-- How each lock was when it told a state last, and since when. What it does not know is no state.
CREATE TABLE lock_states (
  lock_id TEXT PRIMARY KEY NOT NULL,     -- the device's id
  state TEXT NOT NULL CHECK (state IN ('locked', 'unlocked', 'jammed')),
                                         -- as it was told last
  since_at TEXT NOT NULL,                -- when it was first found so
  at_least INTEGER NOT NULL CHECK (at_least IN (0, 1)),
                                         -- 1: it may have been so before, nobody had looked for a while
  lock_action_id INTEGER REFERENCES lock_actions (id) ON DELETE SET NULL
                                         -- the command that made it so; NULL: by hand, or nobody knows
) STRICT, WITHOUT ROWID;

-- How often the lock's cloud was asked. What is older than a day goes.
CREATE TABLE lock_calls (
  hour TEXT PRIMARY KEY NOT NULL,        -- of UTC, as 2026-02-25T10
  calls INTEGER NOT NULL                 -- requests within it
) STRICT, WITHOUT ROWID;

-- Who `audit` speaks of. Forgetting somebody clears the row; the audit stays whole.
CREATE TABLE audit_names (
  ref TEXT PRIMARY KEY NOT NULL,         -- random
  user_id INTEGER UNIQUE,                -- NULL: a face, or forgotten
  person_id INTEGER REFERENCES persons (id) ON DELETE SET NULL
                                         -- NULL: a user, or forgotten; of two refs where two were one person
) STRICT, WITHOUT ROWID;
CREATE INDEX audit_names_by_person ON audit_names (person_id) WHERE person_id IS NOT NULL;

-- Everything that opened, might have opened, or changed who may open. Append-only, chained: each
-- entry's mac is over the one before, with a key outside the store. Written with FULL, never deleted.
CREATE TABLE audit (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,                      -- when
  actor TEXT,                            -- audit_names.ref; NULL: the bot itself
  action TEXT NOT NULL,                  -- what was done, or asked for (storage/audit_actions.py):
                                         -- 'unlock', 'lock': with lock_action_id an intent, then with an
                                         -- outcome what came of it; without one it was refused
                                         -- 'role': subject has the role that `outcome` names, or 'removed'
                                         -- 'door_given', 'door_withdrawn': a resident's right to open and lock
                                         -- 'invite', 'invite_withdrawn': a code for the role in `outcome`
                                         -- 'photo_opens', 'photo_stops': how many open now is in `outcome`
                                         -- 'face_opens', 'face_stops': persons.may_open
                                         -- 'renamed', 'merged', 'forgotten': what opened before does no more
                                         -- 'pass': what became of it is in `outcome`: 'made', 'used',
                                         -- 'returned' (nothing was sent), 'revoked', 'expired'
                                         -- 'lockdown', 'lockdown_off'; 'code_set', 'code_removed': PIN or TOTP
                                         -- 'code_refused': too many wrong ones
                                         -- 'setting': one that says how or when anything may open
                                         -- 'restored': from here on in a copy; 'new_key': chained with another;
                                         -- how 'restore': what is before it is sealed by the head and the
                                         -- SHA-256 in `outcome`, since the copy came without its key
  how TEXT,                              -- as lock_actions.how; of a role: 'invite', 'code' (the pairing
                                         -- code), 'setting' (OWNER_ID), 'machine' (a command there), NULL: by
                                         -- a button
  subject TEXT,                          -- audit_names.ref of whom it concerns
  lock_action_id INTEGER,                -- lock_actions.id
  distance REAL,                         -- of the face, where one was it
  confidence REAL,                       -- max(0, 1 - distance)
  reasons TEXT NOT NULL DEFAULT '[]',    -- JSON list; '@' and an audit_names.ref stand for a name
  outcome TEXT,                          -- what came of it: 'done', 'not done', 'not sent', 'not known',
                                         -- 'refused: ' and why; of other actions as said there
  state_before TEXT,                     -- the lock's
  state_after TEXT,                      -- the lock's
  previous_mac BLOB NOT NULL,            -- of the entry before; of the first one: zeros
  mac BLOB NOT NULL                      -- HMAC-SHA256 of previous_mac and all other columns
) STRICT;

CREATE INDEX audit_by_action ON audit (lock_action_id) WHERE lock_action_id IS NOT NULL;

-- Nothing is taken out of it.
CREATE TRIGGER audit_keeps_entries BEFORE DELETE ON audit
BEGIN
  SELECT RAISE(ABORT, 'the audit is never shortened');
END;

-- INSERT OR REPLACE deletes without asking the trigger above.
CREATE TRIGGER audit_keeps_places BEFORE INSERT ON audit
  WHEN EXISTS (SELECT 1 FROM audit WHERE id = new.id)
BEGIN
  SELECT RAISE(ABORT, 'the audit is never rewritten');
END;

-- Nothing in it is changed.
CREATE TRIGGER audit_keeps_words BEFORE UPDATE ON audit
BEGIN
  SELECT RAISE(ABORT, 'the audit is never rewritten');
END;

-- ---------------------------------------------------------------------------------------------
-- Health
-- ---------------------------------------------------------------------------------------------

-- A small ring of measurements (storage/metrics.py names them), a round every five minutes, each with the value
-- that stands for those. What is older than a week goes.
CREATE TABLE metrics (
  at TEXT NOT NULL,                      -- when it was measured; first, so that a round lies on one page
  name TEXT NOT NULL,                    -- with its unit
  value REAL NOT NULL,                   -- in the unit that the name says
  PRIMARY KEY (at, name)
) STRICT, WITHOUT ROWID;
