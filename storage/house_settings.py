"""What the household changed against the defaults: a row a setting, gone when it is back to the default."""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime

from storage import audit
from storage.access import is_owner
from storage.audit import Entry
from storage.audit_actions import Action
from storage.database import Database
from storage.proofs import ASKED_OF
from storage.rows import change, value
from storage.timestamps import to_text

ABOUT_OPENING = frozenset({*ASKED_OF.values(), "night_begins", "night_ends", "face_openings_a_day"})
"""Keys of those that say of whom a PIN is asked, and when and how often a face opens."""

_PUT = """
INSERT INTO settings (key, value, changed_at, changed_by) VALUES (?, ?, ?, ?)
  ON CONFLICT (key) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at,
    changed_by = excluded.changed_by
"""


class HouseSettings:
    """Values are what JSON holds. Which keys there are, and their defaults: `bot/house_settings.py`."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def get(self, key: str) -> object | None:
        """None: nobody changed it."""
        found = await self._db.view(
            lambda store: value(store, "SELECT value FROM settings WHERE key = ?", key)
        )
        changed: object | None = None if found is None else json.loads(found)
        return changed

    async def put(self, key: str, value: object, now: datetime, user_id: int | None) -> None:
        """`user_id`: who changed it."""
        values = (key, json.dumps(value), to_text(now), user_id)
        await self._db.change(lambda store: change(store, _PUT, *values))

    async def reset(self, key: str) -> None:
        await self._db.change(lambda store: change(store, "DELETE FROM settings WHERE key = ?", key))

    async def choose(self, key: str, value: object | None, now: datetime, user_id: int) -> bool:
        """What counts for the house; None: the default. Durable. False where `user_id` is not the owner (any
        more)."""

        def chosen(store: sqlite3.Connection) -> bool:
            if not is_owner(store, user_id):
                return False
            if value is None:
                change(store, "DELETE FROM settings WHERE key = ?", key)
            else:
                change(store, _PUT, key, json.dumps(value), to_text(now), user_id)
            if key in ABOUT_OPENING:
                outcome = f"{key}: {_as_recorded(key, value)}"
                audit.append(store, Entry(Action.SETTING, by=user_id, outcome=outcome), now)
            return True

        return await self._db.change(chosen, durable=True)


def _as_recorded(key: str, value: object | None) -> str:
    if key in ASKED_OF.values():
        return "on" if value is True else "off"
    return "default" if value is None else json.dumps(value)
