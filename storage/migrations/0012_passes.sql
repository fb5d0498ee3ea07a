-- An opening knows the pass it used.

ALTER TABLE lock_actions ADD COLUMN pass_id INTEGER REFERENCES passes (id) ON DELETE SET NULL;

CREATE INDEX lock_actions_by_pass ON lock_actions (pass_id, id) WHERE pass_id IS NOT NULL;
