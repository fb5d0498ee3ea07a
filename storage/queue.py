"""What is still to be fetched and analysed: in which order, how much of it, and what is given up.

The queue is the events in state `seen`. It is bounded: behind `MOST_WAITING` motions that could be looked at
now, the oldest ones are given up, which is told. A ring is never given up for that, nor what was found late:
after an outage all of it is looked at, however long that takes. Runs inside the caller's transaction.
"""

from __future__ import annotations

import sqlite3
from datetime import datetime

from storage.announcements import announce
from storage.rows import change, first, many, value
from storage.timestamps import to_text

MOST_WAITING = 1000
AT_ONCE = 50
"""So many are given up in one transaction: a writer must not be held for long."""

DUE = """
SELECT * FROM events WHERE state = 'seen' AND next_attempt_at <= ?
  ORDER BY caught_up, event_type = 'ding' DESC, recorded_at DESC, id DESC LIMIT ?
"""

NEXT_DUE = "SELECT next_attempt_at FROM events WHERE state = 'seen' ORDER BY next_attempt_at LIMIT 1"

WAITING = "SELECT * FROM events WHERE id = ? AND state = 'seen'"

# All that was not found by catching up after an outage.
LIVE = "state = 'seen' AND caught_up = 0 AND next_attempt_at <= ?1"
CROWD = f"SELECT count(*) FROM events WHERE {LIVE}"
BEYOND = f"""
SELECT id FROM events WHERE {LIVE} AND event_type = 'motion'
  ORDER BY recorded_at DESC, id DESC LIMIT {AT_ONCE} OFFSET ?2
"""

_POSTPONED = """
UPDATE events SET attempts = attempts + 1, next_attempt_at = ?, error = ? WHERE id = ? AND state = 'seen'
"""

_FETCHED = "UPDATE events SET fetched_at = ? WHERE id = ? AND state = 'seen'"

# What was seen of a ring before stays: it was taken as somebody stood there.
_FAILED = """
UPDATE events SET state = 'failed', next_attempt_at = NULL, attempts = attempts + 1, error = ?, alert = 1,
    analysed_at = ?, thumbnail_path = coalesce(thumbnail_path, ?) WHERE id = ?
"""


def crowd(store: sqlite3.Connection, now: datetime) -> int:
    """How many live events could be looked at now."""
    return int(value(store, CROWD, to_text(now)))


def postpone(store: sqlite3.Connection, event_id: int, until: datetime, reason: str) -> bool:
    """False: it was not waiting any more."""
    return change(store, _POSTPONED, to_text(until), reason, event_id) > 0


def fetched(store: sqlite3.Connection, event_id: int, now: datetime) -> None:
    change(store, _FETCHED, to_text(now), event_id)


def fail(
    store: sqlite3.Connection, event_id: int, reason: str, now: datetime, picture: str | None = None
) -> str | None:
    """Given up, and told. The picture that it shows now, "" for none; None: it was not waiting any more."""
    event = first(store, WAITING, event_id)
    if event is None:
        return None
    change(store, _FAILED, reason, to_text(now), picture, event_id)
    announce(store, event["visit_id"], event["camera_id"], now)
    return event["thumbnail_path"] or picture or ""


def beyond(store: sqlite3.Connection, most: int, now: datetime) -> list[int]:
    """Ids of the live motions behind the `most` newest, or some of them."""
    return [row["id"] for row in many(store, BEYOND, to_text(now), most)]
