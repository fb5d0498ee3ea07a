"""The rhythm of the door, from `activity`: as dear for a busy house as for a quiet one."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, tzinfo

import numpy as np
from numpy.typing import NDArray

from storage.rows import many
from storage.views import Totals

QUARTER = 900
"""Seconds. Every local hour of every time zone in use is made of whole quarter hours."""

QUARTERS_A_DAY = 96
SLOTS_A_WEEK = 168

# Monday 0:00 is slot 0; the epoch was a Thursday.
_EPOCH_SLOT = 72

COUNTS = """
SELECT '' AS name, day, counts FROM activity
  WHERE subject = 'label:person' AND camera_id = '' AND day BETWEEN ?1 AND ?2
"""

# The cameras one after the other: a DISTINCT would read every row of theirs.
BY_CAMERA = """
WITH RECURSIVE seen (camera_id) AS (
  SELECT ''
  UNION ALL SELECT (SELECT min(activity.camera_id) FROM activity
      WHERE subject = 'label:person' AND activity.camera_id > seen.camera_id)
    FROM seen WHERE seen.camera_id IS NOT NULL)
SELECT camera_id AS name, day, counts FROM seen JOIN activity USING (camera_id)
  WHERE subject = 'label:person' AND day BETWEEN ?1 AND ?2 AND camera_id <> ''
"""

BY_PERSON = """
SELECT persons.name, day, counts FROM persons JOIN activity
  ON subject = 'who:' || persons.id AND camera_id = '' AND day BETWEEN ?1 AND ?2
"""

STRANGERS = """
SELECT '' AS name, day, counts FROM activity
  WHERE subject = 'stranger' AND camera_id = '' AND day BETWEEN ?1 AND ?2
"""

Window = tuple[int, int]
"""Quarter hours since the epoch, the second exclusive."""


def counts(store: sqlite3.Connection, since: datetime, until: datetime, tz: tzinfo) -> list[list[int]]:
    window = _window(since, until)
    quarters, visits = _visits(many(store, COUNTS, *_days(window)), window)
    quarters, visits = quarters[visits > 0], visits[visits > 0]
    slots = np.zeros(SLOTS_A_WEEK, dtype=np.int64)
    if len(quarters):
        hours = (quarters * QUARTER + _offsets(quarters, tz)) // 3600
        np.add.at(slots, (hours + _EPOCH_SLOT) % SLOTS_A_WEEK, visits)
    grid: list[list[int]] = slots.reshape(7, 24).tolist()
    return grid


def totals(store: sqlite3.Connection, since: datetime, until: datetime) -> Totals:
    window = _window(since, until)

    def summed(sql: str) -> tuple[tuple[str, int], ...]:
        rows = many(store, sql, *_days(window))
        found: Counter[str] = Counter()
        for row, visits in zip(rows, _visits(rows, window)[1].sum(axis=1).tolist(), strict=True):
            found[row["name"]] += visits
        return tuple(sorted((+found).items(), key=lambda one: (-one[1], one[0])))

    by_camera = summed(BY_CAMERA)
    return Totals(
        visits=sum(visits for _, visits in by_camera),
        by_person=summed(BY_PERSON),
        strangers=sum(visits for _, visits in summed(STRANGERS)),
        by_camera=by_camera,
    )


def _window(since: datetime, until: datetime) -> Window:
    """Widened to whole quarter hours."""
    return int(since.timestamp() // QUARTER), int(-(-until.timestamp() // QUARTER))


def _days(window: Window) -> Window:
    """First and last."""
    return window[0] // QUARTERS_A_DAY, (window[1] - 1) // QUARTERS_A_DAY


def _visits(rows: Sequence[sqlite3.Row], window: Window) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Every quarter hour of the rows, n x 96, and the visits that began then; none outside the window."""
    days = np.array([row["day"] for row in rows], dtype=np.int64)
    quarters = days[:, None] * QUARTERS_A_DAY + np.arange(QUARTERS_A_DAY)
    inside = (quarters >= window[0]) & (quarters < window[1])
    return quarters, unpacked([row["counts"] for row in rows]) * inside


def unpacked(packed: Sequence[str]) -> NDArray[np.int64]:
    """Rows of `activity.counts`, n x 96."""
    digits = np.frombuffer("".join(packed).encode("ascii"), dtype=np.uint8).reshape(-1, QUARTERS_A_DAY, 4)
    weighed: NDArray[np.int64] = (digits - ord("0")).astype(np.int64) @ np.array([1000, 100, 10, 1])
    return weighed


def _offsets(quarters: NDArray[np.int64], tz: tzinfo) -> NDArray[np.int64]:
    """Seconds east of UTC in each of these quarter hours, which ascend."""
    starts, offsets = zip(*_segments(int(quarters[0]), int(quarters[-1]) + 1, tz), strict=True)
    return np.array(offsets, dtype=np.int64)[np.searchsorted(starts, quarters, side="right") - 1]


def _segments(start: int, end: int, tz: tzinfo) -> Iterator[tuple[int, int]]:
    """(first quarter hour, seconds east of UTC) of every stretch with one offset."""
    offset = _offset(start, tz)
    yield start, offset
    for day in range(start, end, QUARTERS_A_DAY):
        next_day = min(day + QUARTERS_A_DAY, end)
        if _offset(next_day, tz) != offset:
            offset_before, offset = offset, _offset(next_day, tz)
            yield _change(day, next_day, offset_before, tz), offset


def _change(low: int, high: int, offset: int, tz: tzinfo) -> int:
    """The first quarter hour after `low` whose offset is not `offset`."""
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if _offset(middle, tz) == offset else (low, middle)
    return high


def _offset(quarter: int, tz: tzinfo) -> int:
    offset = datetime.fromtimestamp(quarter * QUARTER, UTC).astimezone(tz).utcoffset()
    return 0 if offset is None else int(offset.total_seconds())
