"""Strangers who spoke to the bot: counted, so that the owner may be told, and then forgotten."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from storage import duties
from storage.announcements import notify
from storage.database import Database
from storage.duties import Duty
from storage.rows import change, value
from storage.timestamps import to_text

TOLD = "knocks"
"""The kind of duty: the owner is told of them."""

MOST = 100
"""So many are told apart; a flood fills no disk."""

_KNOWN = "SELECT 1 WHERE EXISTS (SELECT 1 FROM knocks WHERE sender = ?) OR (SELECT count(*) FROM knocks) >= ?"
_KNOCK = """
INSERT OR IGNORE INTO knocks (sender, knocked_at) SELECT ?, ? WHERE (SELECT count(*) FROM knocks) < ?
"""
_PLANNED = "SELECT 1 FROM duties WHERE kind = ? AND state = 'open'"


class Knocks:
    def __init__(self, db: Database) -> None:
        self._db = db

    async def knocked(self, sender: int, now: datetime, told_at: datetime) -> bool:
        """`told_at`: when the owner hears of those since the last time. True if that is a new duty."""

        def noted(store: sqlite3.Connection) -> bool:
            change(store, _KNOCK, sender, to_text(now), MOST)
            if value(store, _PLANNED, TOLD):
                return False
            duties.put(store, TOLD, told_at, now)
            return True

        # Looked at before, so that a flood never keeps the writer busy.
        if await self._db.view(lambda store: value(store, _KNOWN, sender, MOST)):
            return False
        return await self._db.change(noted, aside=True)

    async def count(self) -> int:
        """How many have knocked since the owner was told; at MOST there may have been more."""
        counted: int = await self._db.view(lambda store: value(store, "SELECT count(*) FROM knocks"))
        return counted

    async def told(self, owner: int | None, text: str, duty: Duty, now: datetime) -> None:
        """The owner is told (HTML), the duty done and the strangers forgotten, all in one."""

        def closed(store: sqlite3.Connection) -> None:
            if duties.close(store, duty, now):
                change(store, "DELETE FROM knocks")
                if owner is not None:
                    notify(store, [(owner, text)], now)

        await self._db.change(closed)
