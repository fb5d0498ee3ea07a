"""A human says whose faces these are. Runs inside the caller's transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime

from storage.announcements import bump
from storage.rows import id_list, many
from storage.visits import refresh_subjects

_FACES = """
SELECT faces.event_id, events.visit_id, max(faces.person_id IS NULL) AS was_stranger,
    json_group_array(DISTINCT faces.person_id) AS former,
    EXISTS (SELECT 1 FROM event_people AS ep
      WHERE ep.event_id = faces.event_id AND ep.person_id = ?2) AS known
  FROM faces JOIN events ON events.id = faces.event_id
  WHERE faces.id IN (SELECT value FROM json_each(?1)) AND faces.person_id IS NOT ?2
  GROUP BY faces.event_id
"""

_NAME = """
UPDATE faces SET person_id = ?, named_by = 'human', group_id = NULL
  WHERE id IN (SELECT value FROM json_each(?))
"""

# Whoever was named before stays only if another face of the event is theirs.
_LEAVE = """
DELETE FROM event_people WHERE event_id = ?1 AND person_id IN (SELECT value FROM json_each(?2))
  AND NOT EXISTS (SELECT 1 FROM faces WHERE event_id = ?1 AND faces.person_id = event_people.person_id)
"""

_ENTER = """
INSERT INTO event_people (event_id, person_id, distance) VALUES (?, ?, NULL)
  ON CONFLICT (event_id, person_id) DO UPDATE SET distance = NULL
"""

# The surest first: what a human said, then the closest face.
_RENAME = """
UPDATE events SET (person_name, face_distance, face_confidence) =
    (SELECT persons.name, ep.distance, max(0.0, 1.0 - ep.distance) FROM event_people AS ep
      JOIN persons ON persons.id = ep.person_id WHERE ep.event_id = events.id
      ORDER BY ep.distance IS NOT NULL, ep.distance LIMIT 1),
    strangers = max(0, strangers - ?2), person = 1
  WHERE id = ?1
"""

_LAST_SEEN = """
UPDATE persons SET last_seen_at = (SELECT max(events.recorded_at) FROM event_people AS ep
    JOIN events ON events.id = ep.event_id WHERE ep.person_id = persons.id)
  WHERE id IN (SELECT value FROM json_each(?))
"""


def name_faces(
    store: sqlite3.Connection, face_ids: Sequence[int], person_id: int, now: datetime
) -> list[int]:
    """The visits concerned. Faces that are this person's already change nothing."""
    faces = id_list(face_ids)
    events = many(store, _FACES, faces, person_id)
    store.execute(_NAME, (person_id, faces))
    for event in events:
        # Several faces of one event that get a name together are one stranger less.
        fewer = event["was_stranger"] and not event["known"]
        store.execute(_LEAVE, (event["event_id"], event["former"]))
        store.execute(_ENTER, (event["event_id"], person_id))
        store.execute(_RENAME, (event["event_id"], int(fewer)))
        store.execute(_LAST_SEEN, (event["former"],))
    store.execute(_LAST_SEEN, (id_list([person_id]),))
    visits = sorted({event["visit_id"] for event in events if event["visit_id"] is not None})
    for visit_id in visits:
        refresh_subjects(store, visit_id)
        bump(store, visit_id, now)
    return visits
