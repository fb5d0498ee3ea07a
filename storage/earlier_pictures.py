"""What a camera showed before: the pictures by which it is known what it always sees."""

from __future__ import annotations

import sqlite3
from datetime import timedelta

from pipeline.types import Box
from storage.rows import first, many
from storage.timestamps import from_text, to_text

APART = timedelta(hours=1)
"""Whoever holds something before the camera again and again shows it once by this."""

SPAN = timedelta(days=14)
MOST = 24
"""Pictures, of which those of the same light will be compared."""

EARLIER = """
SELECT id, thumbnail_path, max(recorded_at) FROM events INDEXED BY events_by_camera
  WHERE camera_id = ? AND recorded_at > ? AND recorded_at < ? AND id <> ? AND visit_id IS NOT ?
    AND state = 'analysed' AND thumbnail_path IS NOT NULL
  GROUP BY substr(recorded_at, 1, 13) ORDER BY max(recorded_at) DESC LIMIT ?
"""
"""One of each hour of the clock."""

_EVENT = "SELECT id, camera_id, recorded_at, visit_id FROM events WHERE id = ?"
_COVERED = "SELECT bbox_x1, bbox_y1, bbox_x2, bbox_y2 FROM detections WHERE event_id = ?"


def earlier_pictures(store: sqlite3.Connection, event_id: int) -> list[tuple[str, tuple[Box, ...]]]:
    """Paths relative to THUMBNAILS_DIR, newest first, and where people and things were in the clip."""
    event = first(store, _EVENT, event_id)
    if event is None:
        return []
    at = from_text(event["recorded_at"])
    rows = many(
        store,
        EARLIER,
        event["camera_id"],
        to_text(at - SPAN),
        to_text(at - APART),
        event_id,
        event["visit_id"],
        MOST,
    )
    return [(row["thumbnail_path"], _covered(store, row["id"])) for row in rows]


def _covered(store: sqlite3.Connection, event_id: int) -> tuple[Box, ...]:
    return tuple(Box(*row) for row in many(store, _COVERED, event_id))
