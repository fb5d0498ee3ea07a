"""Faces of visitors whom nobody has named: whom an enrolled person must be told from."""

from __future__ import annotations

import sqlite3

from storage.rows import many
from storage.vectors import from_blob

MOST = 500
MOST_OF_A_VISIT = 3

_RECENT = 4 * MOST

# Of an event without strangers the unnamed faces are poor views of somebody known. The embeddings are
# fetched last: sorting would copy them.
UNNAMED = """
SELECT faces.id, faces.embedding FROM (
    SELECT recent.id, row_number() OVER (
        PARTITION BY coalesce(events.visit_id, -events.id) ORDER BY recent.width DESC) AS place
      FROM (SELECT id, event_id, embedding_model, bbox_x2 - bbox_x1 AS width FROM faces
        WHERE person_id IS NULL AND embedding IS NOT NULL ORDER BY created_at DESC LIMIT ?2) AS recent
      JOIN events ON events.id = recent.event_id
      WHERE recent.embedding_model = ?1 AND events.strangers > 0) AS best
  JOIN faces ON faces.id = best.id
  WHERE best.place <= ?3 ORDER BY best.id DESC LIMIT ?4
"""


def unnamed_faces(store: sqlite3.Connection, model: str) -> dict[int, tuple[float, ...]]:
    """By faces.id, newest first, at most 500: embeddings made by `model`, the largest 3 of each visit."""
    rows = many(store, UNNAMED, model, _RECENT, MOST_OF_A_VISIT, MOST)
    return {row["id"]: from_blob(row["embedding"]) for row in rows}
