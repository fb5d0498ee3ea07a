"""The rhythm of the door, from `activity`: as dear for a busy house as for a quiet one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, tzinfo

from storage.rows import first, many, value
from storage.views import Totals

QUARTER = 900
"""Seconds. Every local hour of every time zone in use is made of whole quarter hours."""

_DAY = 96

_BOUNDS = """
SELECT (SELECT min(quarter) FROM activity WHERE subject = 'label:person') AS first,
  (SELECT max(quarter) FROM activity WHERE subject = 'label:person') AS last
"""

# Slot 0 is Monday 0:00; the epoch was a Thursday.
SLOTS = """
SELECT ((quarter * 900 + ?3) / 3600 + 72) % 168 AS slot, sum(visits) AS visits FROM activity
  WHERE subject = 'label:person' AND quarter >= ?1 AND quarter < ?2 GROUP BY slot
"""

BY_CAMERA = """
SELECT camera_id, sum(visits) AS visits FROM activity
  WHERE subject = 'label:person' AND quarter >= ?1 AND quarter < ?2
  GROUP BY camera_id ORDER BY visits DESC, camera_id
"""

BY_PERSON = """
SELECT persons.name, sum(visits) AS visits FROM persons JOIN activity
  ON subject = 'who:' || persons.id AND quarter >= ?1 AND quarter < ?2
  GROUP BY persons.id ORDER BY visits DESC, persons.name
"""

STRANGERS = """
SELECT coalesce(sum(visits), 0) FROM activity
  WHERE subject = 'stranger' AND quarter >= ?1 AND quarter < ?2
"""


def counts(store: sqlite3.Connection, since: datetime, until: datetime, tz: tzinfo) -> list[list[int]]:
    slots = [0] * 168
    bounds = first(store, _BOUNDS)
    if bounds is not None and bounds["first"] is not None:
        start, end = _quarters(since, until)
        start, end = max(start, bounds["first"]), min(end, bounds["last"] + 1)
        for segment_start, segment_end, offset in _segments(start, end, tz):
            for row in many(store, SLOTS, segment_start, segment_end, offset):
                slots[row["slot"]] += row["visits"]
    return [slots[day * 24 : day * 24 + 24] for day in range(7)]


def totals(store: sqlite3.Connection, since: datetime, until: datetime) -> Totals:
    window = _quarters(since, until)
    cameras = many(store, BY_CAMERA, *window)
    people = many(store, BY_PERSON, *window)
    return Totals(
        visits=sum(row["visits"] for row in cameras),
        by_person=tuple((row["name"], row["visits"]) for row in people),
        strangers=value(store, STRANGERS, *window),
        by_camera=tuple((row["camera_id"], row["visits"]) for row in cameras),
    )


def _quarters(since: datetime, until: datetime) -> tuple[int, int]:
    """Widened to whole quarter hours."""
    return int(since.timestamp() // QUARTER), int(-(-until.timestamp() // QUARTER))


def _segments(start: int, end: int, tz: tzinfo) -> Iterator[tuple[int, int, int]]:
    """(from, to, seconds east of UTC) for every stretch with one offset. In quarter hours."""
    while start < end:
        offset = _offset(start, tz)
        stop = start
        while stop < end and _offset(stop, tz) == offset:
            start_of_day, stop = stop, stop + _DAY
        stop = min(stop, end)
        if _offset(stop - 1, tz) != offset:
            stop = _change(start_of_day, stop, offset, tz)
        yield start, stop, offset
        start = stop


def _change(low: int, high: int, offset: int, tz: tzinfo) -> int:
    """The first quarter hour after `low` whose offset is another one."""
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if _offset(middle, tz) == offset else (low, middle)
    return high


def _offset(quarter: int, tz: tzinfo) -> int:
    local = datetime.fromtimestamp(quarter * QUARTER, UTC).astimezone(tz)
    offset = local.utcoffset()
    return 0 if offset is None else int(offset.total_seconds())
