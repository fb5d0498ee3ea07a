-- By time first: what is measured together lies on one page, so a round of measuring writes one and not a dozen.

DROP TABLE metrics;

CREATE TABLE metrics (
  at TEXT NOT NULL,
  name TEXT NOT NULL,
  value REAL NOT NULL,
  PRIMARY KEY (at, name)
) STRICT, WITHOUT ROWID;
