-- Two people who turn out to be one keep both their refs: the audit cannot be rewritten.

DROP TABLE audit_names;

CREATE TABLE audit_names (
  ref TEXT PRIMARY KEY NOT NULL,
  user_id INTEGER UNIQUE,
  person_id INTEGER REFERENCES persons (id) ON DELETE SET NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX audit_names_by_person ON audit_names (person_id) WHERE person_id IS NOT NULL;
