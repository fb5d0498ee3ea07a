-- The history by whom or what was seen: pages cost the same however rare it is. Filters outlive a restart.

CREATE TABLE event_subjects (
  subject TEXT NOT NULL,
  camera_id TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  event_id INTEGER NOT NULL,
  PRIMARY KEY (subject, camera_id, recorded_at, event_id)
) STRICT, WITHOUT ROWID;

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

CREATE TRIGGER events_change
  BEFORE UPDATE OF camera_id, recorded_at, event_type, person_name, person, strangers, others ON events
BEGIN
  DELETE FROM event_subjects WHERE event_id = old.id AND recorded_at = old.recorded_at
    AND camera_id = old.camera_id AND subject IN (
      SELECT 'label:person' UNION ALL SELECT 'stranger' UNION ALL SELECT 'no-face' UNION ALL SELECT 'ding'
      UNION ALL SELECT 'label:' || value FROM json_each(old.others)
      UNION ALL SELECT 'who:' || person_id FROM event_people WHERE event_id = old.id);
END;

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

CREATE TRIGGER events_go BEFORE DELETE ON events
BEGIN
  DELETE FROM event_subjects WHERE event_id = old.id AND recorded_at = old.recorded_at
    AND camera_id = old.camera_id AND subject IN (
      SELECT 'label:person' UNION ALL SELECT 'stranger' UNION ALL SELECT 'no-face' UNION ALL SELECT 'ding'
      UNION ALL SELECT 'label:' || value FROM json_each(old.others)
      UNION ALL SELECT 'who:' || person_id FROM event_people WHERE event_id = old.id);
END;

CREATE TRIGGER event_people_added AFTER INSERT ON event_people
BEGIN
  INSERT OR IGNORE INTO event_subjects
    SELECT 'who:' || new.person_id, camera_id, recorded_at, id FROM events WHERE id = new.event_id;
END;

CREATE TRIGGER event_people_removed AFTER DELETE ON event_people
BEGIN
  DELETE FROM event_subjects WHERE (subject, camera_id, recorded_at, event_id) =
    (SELECT 'who:' || old.person_id, camera_id, recorded_at, id FROM events WHERE id = old.event_id);
END;

CREATE TRIGGER event_people_changed AFTER UPDATE OF event_id, person_id ON event_people
BEGIN
  DELETE FROM event_subjects WHERE (subject, camera_id, recorded_at, event_id) =
    (SELECT 'who:' || old.person_id, camera_id, recorded_at, id FROM events WHERE id = old.event_id);
  INSERT OR IGNORE INTO event_subjects
    SELECT 'who:' || new.person_id, camera_id, recorded_at, id FROM events WHERE id = new.event_id;
END;

INSERT INTO event_subjects
  SELECT 'label:person', camera_id, recorded_at, id FROM events WHERE person = 1
  UNION SELECT 'stranger', camera_id, recorded_at, id FROM events WHERE strangers > 0
  UNION SELECT 'no-face', camera_id, recorded_at, id FROM events WHERE person = 1 AND person_name IS 'unknown'
  UNION SELECT 'ding', camera_id, recorded_at, id FROM events WHERE event_type = 'ding'
  UNION SELECT 'label:' || other.value, camera_id, recorded_at, events.id
    FROM events, json_each(events.others) AS other
  UNION SELECT 'who:' || person_id, camera_id, recorded_at, events.id
    FROM event_people JOIN events ON events.id = event_id;

CREATE INDEX events_worth_telling_by_camera ON events (camera_id, recorded_at, id) WHERE quiet = 0;

CREATE TABLE history_filters (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  subject TEXT,
  camera_id TEXT,
  since_at TEXT,
  until_at TEXT,
  words TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;

CREATE INDEX history_filters_by_content ON history_filters (subject, camera_id, since_at, until_at, words);

CREATE INDEX history_filters_by_age ON history_filters (created_at);
