-- How long pictures are kept: what became of those that are gone, and events that somebody starred.

ALTER TABLE events ADD COLUMN picture_gone TEXT CHECK (picture_gone IN ('age', 'size', 'lost'));

CREATE INDEX events_with_pictures ON events (starred, recorded_at) WHERE thumbnail_path IS NOT NULL;
CREATE INDEX faces_with_crops ON faces (event_id) WHERE crop_path IS NOT NULL;

CREATE TRIGGER events_starred AFTER UPDATE OF starred, camera_id, recorded_at ON events
  WHEN old.starred = 1 OR new.starred = 1
BEGIN
  DELETE FROM event_subjects WHERE (subject, camera_id, recorded_at, event_id) =
    ('starred', old.camera_id, old.recorded_at, old.id);
  INSERT OR IGNORE INTO event_subjects
    SELECT 'starred', new.camera_id, new.recorded_at, new.id WHERE new.starred = 1;
END;

CREATE TRIGGER events_came_starred AFTER INSERT ON events WHEN new.starred = 1
BEGIN
  INSERT OR IGNORE INTO event_subjects VALUES ('starred', new.camera_id, new.recorded_at, new.id);
END;

CREATE TRIGGER events_go_starred BEFORE DELETE ON events WHEN old.starred = 1
BEGIN
  DELETE FROM event_subjects WHERE (subject, camera_id, recorded_at, event_id) =
    ('starred', old.camera_id, old.recorded_at, old.id);
END;

INSERT OR IGNORE INTO event_subjects
  SELECT 'starred', camera_id, recorded_at, id FROM events WHERE starred = 1;
