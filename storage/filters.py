"""What pages were asked for, as rows: their buttons carry a number, also after a restart."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta

from storage.database import Database
from storage.history_filter import HistoryFilter
from storage.rows import change, first, insert, value
from storage.timestamps import from_text_or_none, to_text

KEPT = timedelta(days=90)

SAME = """
SELECT id FROM history_filters
  WHERE subject IS ? AND camera_id IS ? AND since_at IS ? AND until_at IS ? AND words = ? AND created_at > ?
"""

_ADD = """
INSERT INTO history_filters (subject, camera_id, since_at, until_at, words, created_at)
  VALUES (?, ?, ?, ?, ?, ?)
"""

_EXPIRED = "DELETE FROM history_filters WHERE created_at < ?"


class Filters:
    def __init__(self, db: Database) -> None:
        self._db = db

    async def number(self, wanted: HistoryFilter, now: datetime) -> int:
        """By which `get` finds it again, for 45 days at least. The same filter mostly has the same number."""
        columns = _columns(wanted)
        fresh = to_text(now - KEPT / 2)

        def added(store: sqlite3.Connection) -> int:
            change(store, _EXPIRED, to_text(now - KEPT))
            return insert(store, _ADD, *columns, to_text(now))

        known = await self._db.view(lambda store: value(store, SAME, *columns, fresh))
        return int(known) if known is not None else await self._db.change(added, aside=True)

    async def get(self, number: int) -> HistoryFilter | None:
        """None where it has expired, or never was."""
        sql = "SELECT * FROM history_filters WHERE id = ?"
        row = await self._db.view(lambda store: first(store, sql, number))
        return None if row is None else _filter(row)


def _columns(wanted: HistoryFilter) -> tuple[str | None, ...]:
    times = [None if moment is None else to_text(moment) for moment in (wanted.since, wanted.until)]
    return wanted.subject, wanted.camera_id, *times, wanted.words


def _filter(row: sqlite3.Row) -> HistoryFilter:
    return HistoryFilter(
        subject=row["subject"],
        camera_id=row["camera_id"],
        since=from_text_or_none(row["since_at"]),
        until=from_text_or_none(row["until_at"]),
        words=row["words"],
    )
