-- What a backup does not hold, and what a restore switches off until the owner says Keep.
ALTER TABLE users ADD COLUMN proof_lost_at TEXT;
ALTER TABLE persons ADD COLUMN opened_in_copy INTEGER NOT NULL DEFAULT 0 CHECK (opened_in_copy IN (0, 1));
