"""A human says whose faces these are, or whose they are not. Runs inside the caller's transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime

from pipeline.types import Refusal
from storage.announcements import bump
from storage.rows import id_list, many
from storage.stranger_groups import groups_of, join_groups, recentre
from storage.timestamps import from_text, to_text
from storage.vectors import from_blob
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

# Whoever says that it is Grace after all takes back that it is not.
_AFTER_ALL = """
DELETE FROM face_refusals WHERE person_id = ? AND face_id IN (SELECT value FROM json_each(?))
"""

_NAMED_IN_VISIT = """
SELECT ep.event_id, events.recorded_at FROM event_people AS ep JOIN events ON events.id = ep.event_id
  WHERE events.visit_id = ? AND ep.person_id = ? ORDER BY events.recorded_at
"""

_THEIRS = "SELECT id FROM faces WHERE person_id = ? AND event_id IN (SELECT value FROM json_each(?))"

_REFUSE = """
INSERT OR IGNORE INTO face_refusals (face_id, person_id, user_id, created_at)
  SELECT value, ?2, ?3, ?4 FROM json_each(?1)
"""

_UNNAME = """
UPDATE faces SET person_id = NULL, named_by = NULL WHERE id IN (SELECT value FROM json_each(?))
"""

_NOT_THERE = """
DELETE FROM event_people WHERE person_id = ? AND event_id IN (SELECT value FROM json_each(?))
"""

REFUSED = """
SELECT persons.name, faces.embedding FROM events AS own JOIN events ON events.visit_id = own.visit_id
  JOIN faces ON faces.event_id = events.id JOIN face_refusals AS refusal ON refusal.face_id = faces.id
  JOIN persons ON persons.id = refusal.person_id
  WHERE own.id = ? AND faces.embedding IS NOT NULL
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
    groups = groups_of(store, face_ids)
    store.execute(_NAME, (person_id, faces))
    store.execute(_AFTER_ALL, (person_id, faces))
    recentre(store, groups)
    for event in events:
        # Several faces of one event that get a name together are one stranger less.
        fewer = event["was_stranger"] and not event["known"]
        store.execute(_LEAVE, (event["event_id"], event["former"]))
        store.execute(_ENTER, (event["event_id"], person_id))
        store.execute(_RENAME, (event["event_id"], int(fewer)))
        store.execute(_LAST_SEEN, (event["former"],))
    seen_last(store, [person_id])
    visits = sorted({event["visit_id"] for event in events if event["visit_id"] is not None})
    for visit_id in visits:
        refresh_subjects(store, visit_id)
        bump(store, visit_id, now)
    return visits


def unname(
    store: sqlite3.Connection, visit_id: int, person_id: int, user_id: int | None, now: datetime
) -> bool:
    """Whoever was taken for this person in this visit is a stranger, and stays one in it.

    False where the visit names no such person (any more).
    """
    events = many(store, _NAMED_IN_VISIT, visit_id, person_id)
    if not events:
        return False
    ids = id_list(event["event_id"] for event in events)
    faces = many(store, _THEIRS, person_id, ids)
    store.execute(_REFUSE, (id_list(face["id"] for face in faces), person_id, user_id, to_text(now)))
    store.execute(_UNNAME, (id_list(face["id"] for face in faces),))
    store.execute(_NOT_THERE, (person_id, ids))
    for event in events:
        store.execute(_RENAME, (event["event_id"], -1))
    join_groups(store, [face["id"] for face in faces], from_text(events[0]["recorded_at"]), now)
    seen_last(store, [person_id])
    refresh_subjects(store, visit_id)
    bump(store, visit_id, now)
    return True


def refusals(store: sqlite3.Connection, event_id: int) -> list[Refusal]:
    """What was said of faces in this event's visit: whose they are not."""
    return [Refusal(row["name"], from_blob(row["embedding"])) for row in many(store, REFUSED, event_id)]


def seen_last(store: sqlite3.Connection, person_ids: Iterable[int]) -> None:
    """`persons.last_seen_at` follows the events."""
    store.execute(_LAST_SEEN, (id_list(person_ids),))
