-- When a message was last brought up to date: one whose visit is over since loses its buttons.

ALTER TABLE outbox ADD COLUMN shown_at TEXT;
