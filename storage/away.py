"""Nobody is at home: no face opens the door, until somebody ends it or its time has come."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from datetime import datetime

from storage import audit, duties
from storage.access import RESIDENTS, role_of
from storage.audit import Entry
from storage.audit_actions import Action
from storage.database import Database
from storage.rows import change, first, value
from storage.timestamps import FOREVER, from_text, to_text

KEY = "away"
"""Of `settings`."""

END = "away_end"
"""The duty at its end."""

_AWAY = f"SELECT value, changed_at, changed_by FROM settings WHERE key = '{KEY}'"
_BEGIN = f"""
INSERT INTO settings (key, value, changed_at, changed_by) VALUES ('{KEY}', ?, ?, ?)
  ON CONFLICT (key) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at,
    changed_by = excluded.changed_by
"""
_END = f"DELETE FROM settings WHERE key = '{KEY}'"
_NAME = "SELECT name FROM users WHERE user_id = ?"


@dataclass(frozen=True, slots=True)
class Absence:
    until: datetime | None
    """None: until somebody ends it."""
    since: datetime
    name: str | None
    """As Telegram calls whoever said it."""


class Away:
    """Durable. Its end is a duty: wake the reader."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def begin(self, until: datetime | None, user_id: int, now: datetime) -> None:
        """Until then, or until it is ended; said once more, it gets the new end."""
        values = (json.dumps(to_text(until or FOREVER)), to_text(now), user_id)

        def begun(store: sqlite3.Connection) -> None:
            change(store, _BEGIN, *values)
            if until is None:
                duties.withdraw(store, END)
            else:
                duties.put(store, END, until, now)
            audit.append(store, Entry(Action.SETTING, by=user_id, outcome="away"), now)

        await self._db.change(begun, durable=True)

    async def end(self, user_id: int, now: datetime) -> bool:
        """False if nobody was away, or whoever says so lives there no more."""

        def ended(store: sqlite3.Connection) -> bool:
            if role_of(store, user_id) not in RESIDENTS:
                return False
            was = away_until(store, now) is not None
            change(store, _END)
            duties.withdraw(store, END)
            if was:
                audit.append(store, Entry(Action.SETTING, by=user_id, outcome="back home"), now)
            return was

        return await self._db.change(ended, durable=True)

    async def current(self, now: datetime) -> Absence | None:
        """None: somebody is at home."""
        return await self._db.view(lambda store: _absence(store, now))


def away_until(store: sqlite3.Connection, now: datetime) -> datetime | None:
    """FOREVER where it has no end; None: somebody is at home."""
    said = value(store, _AWAY)
    until = None if said is None else from_text(json.loads(said))
    return until if until is not None and now < until else None


def _absence(store: sqlite3.Connection, now: datetime) -> Absence | None:
    until, row = away_until(store, now), first(store, _AWAY)
    if until is None or row is None:
        return None
    return Absence(
        None if until == FOREVER else until,
        from_text(row["changed_at"]),
        value(store, _NAME, row["changed_by"]),
    )
