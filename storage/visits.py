"""Which visit an event belongs to, and what the visit counts as. Runs inside the caller's transaction."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta

from storage.rows import insert, many
from storage.timestamps import from_text, to_text

LONGEST = 5
"""A visit spans at most this many times the coalescing gap."""

# A visit that t may join ends between t - gap and t + LONGEST * gap; more is never read.
NEAR = """
SELECT id, started_at, ended_at FROM visits
  WHERE camera_id = ?1 AND ended_at BETWEEN ?2 AND ?3 AND started_at <= ?4
"""

_NEW = "INSERT INTO visits (camera_id, started_at, ended_at, created_at) VALUES (?, ?, ?, ?)"

_GROW = """
UPDATE visits SET started_at = min(started_at, ?1), ended_at = max(ended_at, ?1) WHERE id = ?2
"""

_WANTED = """
WITH wanted (subject) AS (
  SELECT 'label:person' FROM events WHERE visit_id = :visit AND person = 1
  UNION SELECT 'stranger' FROM events WHERE visit_id = :visit AND strangers > 0
  UNION SELECT 'ding' FROM events WHERE visit_id = :visit AND event_type = 'ding'
  UNION SELECT 'label:' || other.value FROM events, json_each(events.others) AS other
    WHERE visit_id = :visit
  UNION SELECT 'who:' || person_id FROM event_people JOIN events ON events.id = event_id
    WHERE visit_id = :visit)
"""

_ADD_SUBJECTS = f"""
{_WANTED}
INSERT INTO visit_subjects (visit_id, subject, camera_id, quarter)
  SELECT id, subject, camera_id, CAST(strftime('%s', started_at) AS INTEGER) / 900 FROM visits, wanted
  WHERE id = :visit AND subject NOT IN (SELECT subject FROM visit_subjects WHERE visit_id = :visit)
"""

_DROP_SUBJECTS = f"{_WANTED} DELETE FROM visit_subjects WHERE visit_id = :visit AND subject NOT IN wanted"


def join(store: sqlite3.Connection, camera_id: str, at: datetime, gap: timedelta, now: datetime) -> int:
    """The visit of an event at `at`, the nearest where several would do; a new one where none does.

    Entries may come late and out of order. Two visits that an event would bridge stay two: their
    messages may be out already.
    """
    earliest, latest = to_text(at - gap), to_text(at + LONGEST * gap)
    rows = many(store, NEAR, camera_id, earliest, latest, to_text(at + gap))
    spans = [(row["id"], from_text(row["started_at"]), from_text(row["ended_at"])) for row in rows]
    fitting = [
        (_distance(at, start, end), number, start, end)
        for number, start, end in spans
        if max(end, at) - min(start, at) <= LONGEST * gap
    ]
    if not fitting:
        return insert(store, _NEW, camera_id, to_text(at), to_text(at), to_text(now))
    _, visit_id, start, end = min(fitting)
    if not start <= at <= end:
        store.execute(_GROW, (to_text(at), visit_id))
    return int(visit_id)


def _distance(at: datetime, start: datetime, end: datetime) -> timedelta:
    return max(start - at, at - end, timedelta(0))


def refresh_subjects(store: sqlite3.Connection, visit_id: int) -> None:
    """What the visit counts as follows what its events say."""
    store.execute(_ADD_SUBJECTS, {"visit": visit_id})
    store.execute(_DROP_SUBJECTS, {"visit": visit_id})
