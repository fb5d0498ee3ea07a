-- A ring is heard also where the visit was rung before: as many replies of kind ding as there were reasons.

DROP INDEX outbox_by_visit;

CREATE INDEX outbox_by_visit ON outbox (visit_id, chat_id, kind) WHERE visit_id IS NOT NULL;

CREATE UNIQUE INDEX outbox_once_a_visit ON outbox (visit_id, chat_id, kind) WHERE kind IN ('visit', 'stranger');
