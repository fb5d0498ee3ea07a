"""What the household changed against the defaults. A key that is not there has its default."""

from __future__ import annotations

import json
from datetime import datetime

from storage.database import Database
from storage.rows import change, value
from storage.timestamps import to_text

_PUT = """
INSERT INTO settings (key, value, changed_at, changed_by) VALUES (?1, ?2, ?3, ?4)
  ON CONFLICT (key) DO UPDATE SET value = ?2, changed_at = ?3, changed_by = ?4
"""


class HouseSettings:
    """Values are JSON."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def get(self, key: str) -> object | None:
        """None: nobody changed it."""
        sql = "SELECT value FROM settings WHERE key = ?"
        text = await self._db.view(lambda store: value(store, sql, key))
        return None if text is None else json.loads(text)

    async def put(self, key: str, value: object, now: datetime, user_id: int | None) -> None:
        written = (key, json.dumps(value), to_text(now), user_id)
        await self._db.change(lambda store: change(store, _PUT, *written))

    async def reset(self, key: str) -> None:
        """Back to its default."""
        await self._db.change(lambda store: change(store, "DELETE FROM settings WHERE key = ?", key))
