"""Visits counted, from the table `activity`: as dear for a busy house as for a quiet one.

A window [since, until) is widened to whole quarter hours; `subject` and `camera_id` are as in the table.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, tzinfo

import numpy as np

from storage.local_time import QUARTER, QUARTERS_A_DAY, Numbers, offsets
from storage.rows import many, value
from storage.timestamps import from_text_or_none, to_text
from storage.views import Totals

EVERYBODY = "label:person"
"""The subject of every visit with a person."""

STRANGER = "stranger"
ANYWHERE = ""
"""Instead of a camera's id: all cameras together."""

SLOTS_A_WEEK = 168
DIGITS = 4

# Monday 0:00 is slot 0; the epoch was a Thursday.
_EPOCH_SLOT = 72
_EPOCH = date(1970, 1, 1).toordinal()

COUNTS = """
SELECT day, CAST(counts AS BLOB) AS counts FROM activity
  WHERE subject = ?1 AND camera_id = ?2 AND day BETWEEN ?3 AND ?4
"""

# The cameras one after the other: a DISTINCT would read every row of theirs.
BY_CAMERA = """
WITH RECURSIVE seen (camera_id) AS (
  SELECT ''
  UNION ALL SELECT (SELECT min(activity.camera_id) FROM activity
      WHERE subject = 'label:person' AND activity.camera_id > seen.camera_id)
    FROM seen WHERE seen.camera_id IS NOT NULL)
SELECT camera_id AS name, day, CAST(counts AS BLOB) AS counts FROM seen JOIN activity USING (camera_id)
  WHERE subject = 'label:person' AND day BETWEEN ?1 AND ?2 AND camera_id <> ''
"""

BY_PERSON = """
SELECT persons.name, day, CAST(counts AS BLOB) AS counts FROM persons JOIN activity
  ON subject = 'who:' || persons.id AND camera_id = '' AND day BETWEEN ?1 AND ?2
"""

# One after the other, as above.
SUBJECTS = """
WITH RECURSIVE seen (subject) AS (
  SELECT (SELECT min(subject) FROM activity)
  UNION ALL SELECT (SELECT min(activity.subject) FROM activity WHERE activity.subject > seen.subject)
    FROM seen WHERE seen.subject IS NOT NULL)
SELECT subject FROM seen WHERE subject IS NOT NULL
"""

FIRST_EVENT = "SELECT recorded_at FROM events ORDER BY recorded_at LIMIT 1"

NEW_STRANGERS = "SELECT count(*) FROM stranger_groups WHERE first_seen_at >= ?1 AND first_seen_at < ?2"

Window = tuple[int, int]
"""Quarter hours since the epoch, the second exclusive."""


def counts(
    store: sqlite3.Connection,
    since: datetime,
    until: datetime,
    tz: tzinfo,
    subject: str = EVERYBODY,
    camera_id: str = ANYWHERE,
) -> list[list[int]]:
    """See `Rhythm.counts`."""
    window = _window(since, until)
    rows = many(store, COUNTS, subject, camera_id, *_days(window))
    slots = np.zeros(SLOTS_A_WEEK, dtype=np.int64)
    if rows:
        first_days, visits = _summed_alike(rows, window, tz)
        quarters = _quarters(first_days)
        hours = (quarters * QUARTER + offsets(quarters, tz)) // 3600
        inside = (quarters >= window[0]) & (quarters < window[1])
        np.add.at(slots, (hours + _EPOCH_SLOT) % SLOTS_A_WEEK, visits * inside)
    grid: list[list[int]] = slots.reshape(7, 24).tolist()
    return grid


def _summed_alike(rows: Sequence[sqlite3.Row], window: Window, tz: tzinfo) -> tuple[Numbers, Numbers]:
    """Days whose quarter hours fall into the same cells, added up: the first of each kind, and the sums.

    Digit by digit, so that years of days are not unpacked. Days that the window or a clock change cuts are
    kinds of their own.
    """
    on = np.array([row["day"] for row in rows], dtype=np.int64)
    begins = on * QUARTERS_A_DAY
    east = offsets(np.concatenate([begins, begins + QUARTERS_A_DAY]), tz).reshape(2, -1)
    cut = (begins < window[0]) | (begins + QUARTERS_A_DAY > window[1]) | (east[0] != east[1])
    _, first, kind = np.unique(
        np.stack([on % 7, east[0], np.where(cut, on, -1)]), axis=1, return_index=True, return_inverse=True
    )
    order = np.argsort(kind, kind="stable")
    starts = np.searchsorted(kind[order], np.arange(len(first)))
    digits = _digits([row["counts"] for row in rows])
    return on[first], _weighed(np.add.reduceat(digits[order], starts, axis=0, dtype=np.int64))


def days(
    store: sqlite3.Connection, since: datetime, until: datetime, tz: tzinfo, subject: str = EVERYBODY
) -> dict[date, int]:
    """By local date, the days without any left out."""
    window = _window(since, until)
    rows = many(store, COUNTS, subject, ANYWHERE, *_days(window))
    quarters, visits = _visits(rows, window)
    quarters, visits = quarters[visits > 0], visits[visits > 0]
    local = (quarters * QUARTER + offsets(quarters, tz)) // (QUARTER * QUARTERS_A_DAY)
    found, place = np.unique(local, return_inverse=True)
    sums = np.bincount(place, weights=visits, minlength=len(found))
    return {
        date.fromordinal(_EPOCH + day): int(count)
        for day, count in zip(found.tolist(), sums.tolist(), strict=True)
    }


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
        strangers=total(store, since, until, STRANGER),
        by_camera=by_camera,
    )


def total(store: sqlite3.Connection, since: datetime, until: datetime, subject: str = EVERYBODY) -> int:
    window = _window(since, until)
    return int(_visits(many(store, COUNTS, subject, ANYWHERE, *_days(window)), window)[1].sum())


def new_strangers(store: sqlite3.Connection, since: datetime, until: datetime) -> int:
    """Who came for the first time and was not named since, as far as faces tell strangers apart."""
    return int(value(store, NEW_STRANGERS, to_text(since), to_text(until)))


def first_event_at(store: sqlite3.Connection) -> datetime | None:
    return from_text_or_none(value(store, FIRST_EVENT))


def _window(since: datetime, until: datetime) -> Window:
    """Widened to whole quarter hours."""
    return int(since.timestamp() // QUARTER), int(-(-until.timestamp() // QUARTER))


def _days(window: Window) -> Window:
    """First and last."""
    return window[0] // QUARTERS_A_DAY, (window[1] - 1) // QUARTERS_A_DAY


def _visits(rows: Sequence[sqlite3.Row], window: Window) -> tuple[Numbers, Numbers]:
    """Every quarter hour of the rows, n x 96, and the visits that began then; none outside the window."""
    quarters = _quarters(np.array([row["day"] for row in rows], dtype=np.int64))
    inside = (quarters >= window[0]) & (quarters < window[1])
    return quarters, unpacked([row["counts"] for row in rows]) * inside


def _quarters(on: Numbers) -> Numbers:
    return on[:, None] * QUARTERS_A_DAY + np.arange(QUARTERS_A_DAY)


def unpacked(packed: Sequence[bytes]) -> Numbers:
    """Rows of `activity.counts`, n x 96."""
    return _weighed(_digits(packed))


def _digits(packed: Sequence[bytes]) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    written = np.frombuffer(b"".join(packed), dtype=np.uint8) - np.uint8(ord("0"))
    return written.reshape(-1, QUARTERS_A_DAY * DIGITS)


def _weighed(digits: np.ndarray[tuple[int, ...], np.dtype[np.integer]]) -> Numbers:
    weights = np.array([1000, 100, 10, 1], dtype=np.int64)
    visits: Numbers = digits.reshape(-1, QUARTERS_A_DAY, DIGITS) @ weights
    return visits
