-- A history whose reading broke off is read again from where it began, also after a restart.

ALTER TABLE cameras ADD COLUMN unread_since_at TEXT;
