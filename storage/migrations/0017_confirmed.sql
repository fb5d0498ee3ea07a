-- What is asked within a lockdown is void from the start; which confirmation led to a command.

CREATE TRIGGER questions_void_when_asked_in_lockdown AFTER INSERT ON questions
  WHEN new.kind = 'unlock' AND EXISTS (SELECT 1 FROM settings WHERE key = 'lockdown')
BEGIN
  UPDATE questions SET closed_at = asked_at, outcome = 'void' WHERE id = new.id;
END;

ALTER TABLE lock_actions ADD COLUMN question_id INTEGER REFERENCES questions (id) ON DELETE SET NULL;

CREATE UNIQUE INDEX lock_actions_once_a_question ON lock_actions (question_id) WHERE question_id IS NOT NULL;
