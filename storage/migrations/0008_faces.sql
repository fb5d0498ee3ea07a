-- Which event or face a picture in a chat shows, so that a reply to it can name somebody; and who has been
-- told once what naming a face means. Embeddings of different models are not compared, groups' neither.

ALTER TABLE users ADD COLUMN consent_told_at TEXT;

ALTER TABLE stranger_groups ADD COLUMN embedding_model TEXT;

CREATE TABLE shown (
  chat_id INTEGER NOT NULL,
  message_id INTEGER NOT NULL,
  event_id INTEGER NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  face_id INTEGER REFERENCES faces (id) ON DELETE SET NULL,
  shown_at TEXT NOT NULL,
  PRIMARY KEY (chat_id, message_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX shown_by_event ON shown (event_id);

CREATE INDEX shown_by_face ON shown (face_id) WHERE face_id IS NOT NULL;

CREATE INDEX shown_by_age ON shown (shown_at);
