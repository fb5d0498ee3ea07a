"""What Telegram delivered is acted on once, however often it is delivered."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta

from storage.database import Database
from storage.rows import change
from storage.timestamps import to_text

KEPT = timedelta(days=7)
"""Telegram's own numbers begin anew after a week without updates."""

_TAKE = "INSERT INTO updates_taken (update_id, taken_at) VALUES (?, ?) ON CONFLICT DO NOTHING"
SWEEP = "DELETE FROM updates_taken WHERE taken_at < ?"


class UpdatesTaken:
    def __init__(self, db: Database) -> None:
        self._db = db

    async def take(self, update_id: int, now: datetime) -> bool:
        """Durable. True the first time."""

        def taken(store: sqlite3.Connection) -> bool:
            change(store, SWEEP, to_text(now - KEPT))
            return change(store, _TAKE, update_id, to_text(now)) > 0

        return await self._db.change(taken, durable=True)
