"""Visits counted for an answer: of one subject, camera and time, from `activity`."""

from __future__ import annotations

import sqlite3
from datetime import datetime

import numpy as np

from storage.history_filter import PERSON, STRANGER, HistoryFilter
from storage.rows import many
from storage.views import Tally

_QUARTER = 900
_QUARTERS_A_DAY = 96
_LAST_DAY = 10**6

ACTIVITY = """
SELECT day, CAST(counts AS BLOB) AS counts FROM activity
  WHERE subject = ? AND camera_id = ? AND day BETWEEN ? AND ?
"""

PEOPLE = "SELECT id FROM persons"


def count(store: sqlite3.Connection, wanted: HistoryFilter) -> int:
    """Visits of its subject, or with a person, that began in the quarter hours of that time."""
    return _visits(store, wanted.subject or PERSON, wanted)


def tally(store: sqlite3.Connection, wanted: HistoryFilter) -> Tally:
    """The same, and who they were."""
    people = [(row["id"], _visits(store, f"who:{row['id']}", wanted)) for row in many(store, PEOPLE)]
    return Tally(
        visits=count(store, wanted),
        people=tuple(sorted(((who, visits) for who, visits in people if visits), key=lambda one: -one[1])),
        strangers=_visits(store, STRANGER, wanted),
    )


def _visits(store: sqlite3.Connection, subject: str, wanted: HistoryFilter) -> int:
    begin = _quarter(wanted.since, 0)
    end = _quarter(wanted.until, _LAST_DAY * _QUARTERS_A_DAY)
    days = begin // _QUARTERS_A_DAY, (end - 1) // _QUARTERS_A_DAY
    rows = many(store, ACTIVITY, subject, wanted.camera_id or "", *days)
    if not rows:
        return 0
    quarters = np.array([[row["day"]] for row in rows]) * _QUARTERS_A_DAY + np.arange(_QUARTERS_A_DAY)
    digits = np.frombuffer(b"".join(row["counts"] for row in rows), dtype=np.uint8).reshape(len(rows), -1, 4)
    counts = (digits - ord("0")).astype(np.int64) @ np.array([1000, 100, 10, 1])
    return int(counts[(quarters >= begin) & (quarters < end)].sum())


def _quarter(moment: datetime | None, otherwise: int) -> int:
    return otherwise if moment is None else int(moment.timestamp() // _QUARTER)
