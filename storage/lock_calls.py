"""How often the lock's cloud was asked: it takes so many calls a day, and a restart forgets none."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta

from storage.database import Database
from storage.rows import change, value
from storage.timestamps import to_text

DAY = timedelta(days=1)
"""Whenever the cloud's own day begins."""

_MORE = "UPDATE lock_calls SET calls = calls + 1 WHERE hour = ?"
_FIRST = "INSERT INTO lock_calls (hour, calls) VALUES (?, 1)"
_SWEEP = "DELETE FROM lock_calls WHERE hour < ?"
_SUM = "SELECT coalesce(sum(calls), 0) FROM lock_calls WHERE hour >= ?"


class LockCalls:
    def __init__(self, db: Database) -> None:
        self._db = db

    async def add(self, now: datetime) -> None:
        def added(store: sqlite3.Connection) -> None:
            if not change(store, _MORE, _hour(now)):
                change(store, _SWEEP, _hour(now - DAY))
                change(store, _FIRST, _hour(now))

        await self._db.change(added, aside=True)

    async def of_a_day(self, now: datetime) -> int:
        """Within the last 24 hours, and what the hour before those had more."""
        calls: int = await self._db.view(lambda store: value(store, _SUM, _hour(now - DAY)))
        return calls


def _hour(moment: datetime) -> str:
    return to_text(moment)[:13]
