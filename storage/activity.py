"""Visits counted, from the table `activity`: as dear for a busy house as for a quiet one.

A window [since, until) is widened to whole quarter hours; `subject` and `camera_id` are as in the table.
"""

from __future__ import annotations

import sqlite3
from datetime import date, datetime, tzinfo
from typing import NamedTuple

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
DIGITS, _NUMBERED = 4, 7

# Monday 0:00 is slot 0; the epoch was a Thursday.
_EPOCH_SLOT = 72
_EPOCH = date(1970, 1, 1).toordinal()

# All days in one piece, each as seven digits, its number + 1,000,000, and then its counts: to fetch a row
# costs more than to add it up.
_PACKED = "CAST(group_concat((day + 1000000) || counts, '') AS BLOB)"

COUNTS = f"""
SELECT {_PACKED} FROM activity WHERE subject = ?1 AND camera_id = ?2 AND day BETWEEN ?3 AND ?4
"""

# The cameras one after the other: a DISTINCT would read every row of theirs.
BY_CAMERA = f"""
WITH RECURSIVE seen (camera_id) AS (
  SELECT ''
  UNION ALL SELECT (SELECT min(activity.camera_id) FROM activity
      WHERE subject = 'label:person' AND activity.camera_id > seen.camera_id)
    FROM seen WHERE seen.camera_id IS NOT NULL)
SELECT camera_id AS name, {_PACKED} AS packed FROM seen JOIN activity USING (camera_id)
  WHERE subject = 'label:person' AND day BETWEEN ?1 AND ?2 AND camera_id <> '' GROUP BY camera_id
"""

BY_PERSON = f"""
SELECT persons.name, {_PACKED} AS packed FROM persons JOIN activity
  ON subject = 'who:' || persons.id AND camera_id = '' AND day BETWEEN ?1 AND ?2 GROUP BY persons.id
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

Digits = np.ndarray[tuple[int, ...], np.dtype[np.integer]]

# Above every kind of whole day.
_CUT = 10**9


class _Kept(NamedTuple):
    """Days since the epoch, n, and the digits of their quarter hours' counts, n x 384."""

    on: Numbers
    digits: Digits


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
    kept = _kept(store, window, subject, camera_id)
    slots = np.zeros(SLOTS_A_WEEK, dtype=np.int64)
    if len(kept.on):
        quarters, visits = _visits(_summed_alike(kept, window, tz), window)
        hours = (quarters * QUARTER + offsets(quarters, tz)) // 3600
        np.add.at(slots, (hours + _EPOCH_SLOT) % SLOTS_A_WEEK, visits)
    grid: list[list[int]] = slots.reshape(7, 24).tolist()
    return grid


def _summed_alike(kept: _Kept, window: Window, tz: tzinfo) -> _Kept:
    """Days whose quarter hours fall into the same cells, added up into the first of each kind.

    Digit by digit, so that years of days are not unpacked. Days that the window or a clock change cuts are
    kinds of their own.
    """
    begins = kept.on * QUARTERS_A_DAY
    east = offsets(np.concatenate([begins, begins + QUARTERS_A_DAY]), tz).reshape(2, -1)
    cut = (begins < window[0]) | (begins + QUARTERS_A_DAY > window[1]) | (east[0] != east[1])
    # One number for the weekday and the offset, another for each day that is cut.
    kinds = np.where(cut, _CUT + kept.on, kept.on % 7 + 7 * east[0])
    _, first, kind = np.unique(kinds, return_index=True, return_inverse=True)
    order = np.argsort(kind, kind="stable")
    starts = np.searchsorted(kind[order], np.arange(len(first)))
    return _Kept(kept.on[first], np.add.reduceat(kept.digits[order], starts, axis=0, dtype=np.int64))


def days(
    store: sqlite3.Connection, since: datetime, until: datetime, tz: tzinfo, subject: str = EVERYBODY
) -> dict[date, int]:
    """By local date, the days without any left out."""
    window = _window(since, until)
    quarters, visits = _visits(_kept(store, window, subject, ANYWHERE), window)
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
        found = [(row["name"], _total(_taken_apart(row["packed"]), window)) for row in rows]
        return tuple(sorted((one for one in found if one[1]), key=lambda one: (-one[1], one[0])))

    by_camera = summed(BY_CAMERA)
    return Totals(
        visits=sum(visits for _, visits in by_camera),
        by_person=summed(BY_PERSON),
        strangers=total(store, since, until, STRANGER),
        by_camera=by_camera,
    )


def total(store: sqlite3.Connection, since: datetime, until: datetime, subject: str = EVERYBODY) -> int:
    window = _window(since, until)
    return _total(_kept(store, window, subject, ANYWHERE), window)


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


def _kept(store: sqlite3.Connection, window: Window, subject: str, camera_id: str) -> _Kept:
    return _taken_apart(value(store, COUNTS, subject, camera_id, *_days(window)))


def _taken_apart(packed: bytes | None) -> _Kept:
    """What `_PACKED` gives; None for no day at all."""
    lines = _digits(packed or b"").reshape(-1, _NUMBERED + QUARTERS_A_DAY * DIGITS)
    on = lines[:, 1:_NUMBERED] @ 10 ** np.arange(_NUMBERED - 2, -1, -1)
    return _Kept(on, lines[:, _NUMBERED:])


def _total(kept: _Kept, window: Window) -> int:
    _, visits = _visits(kept, window)
    return int(visits.sum())


def _visits(kept: _Kept, window: Window) -> tuple[Numbers, Numbers]:
    """Every quarter hour of the days, n x 96, and the visits that began then; none outside the window."""
    quarters = kept.on[:, None] * QUARTERS_A_DAY + np.arange(QUARTERS_A_DAY)
    inside = (quarters >= window[0]) & (quarters < window[1])
    return quarters, _weighed(kept.digits) * inside


def unpacked(packed: bytes) -> Numbers:
    """One row's `activity.counts`: 96 numbers."""
    (numbers,) = _weighed(_digits(packed))
    return np.asarray(numbers)


def _digits(written: bytes) -> Digits:
    return np.frombuffer(written, dtype=np.uint8) - np.uint8(ord("0"))


def _weighed(digits: Digits) -> Numbers:
    """The numbers of which these are the digits, or sums of them: n x 96."""
    weights = np.array([1000, 100, 10, 1], dtype=np.int64)
    return (digits.reshape(-1, QUARTERS_A_DAY, DIGITS) @ weights).astype(np.int64, copy=False)
