"""Visits counted for an answer: of one subject, camera and time."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime

from storage.activity import ANYWHERE, counts
from storage.history_filter import PERSON, STRANGER, HistoryFilter, who
from storage.rows import many
from storage.views import Tally

_FIRST, _LAST = datetime(1970, 1, 2, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC)


def count(store: sqlite3.Connection, wanted: HistoryFilter) -> int:
    """Visits of its subject, or with a person, that began in the quarter hours of that time."""
    return _visits(store, wanted.subject or PERSON, wanted)


def tally(store: sqlite3.Connection, wanted: HistoryFilter) -> Tally:
    """The same, and who they were."""
    numbers = [row["id"] for row in many(store, "SELECT id FROM persons")]
    people = [(number, _visits(store, who(number), wanted)) for number in numbers]
    return Tally(
        visits=count(store, wanted),
        people=tuple(sorted(((number, seen) for number, seen in people if seen), key=lambda one: -one[1])),
        strangers=_visits(store, STRANGER, wanted),
    )


def _visits(store: sqlite3.Connection, subject: str, wanted: HistoryFilter) -> int:
    since, until = wanted.since or _FIRST, wanted.until or _LAST
    # Of a week's hours only their sum is wanted, so any clock will do.
    return sum(map(sum, counts(store, since, until, UTC, subject, wanted.camera_id or ANYWHERE)))
