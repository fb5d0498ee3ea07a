-- One notice of an outage, revised until it is over. What the columns mean stands in ../schema.sql.

ALTER TABLE outbox ADD COLUMN about TEXT;

ALTER TABLE outbox ADD COLUMN over INTEGER NOT NULL DEFAULT 0 CHECK (over IN (0, 1));

CREATE INDEX outbox_by_subject ON outbox (about, chat_id) WHERE about IS NOT NULL;
