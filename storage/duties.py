"""What must happen later: rows with a due time, so that no restart forgets one."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from storage.database import Database
from storage.rows import change, many
from storage.timestamps import from_text, to_text


@dataclass(frozen=True, slots=True)
class Duty:
    id: int
    kind: str
    subject: str
    """What it is about; one open duty per kind and subject."""
    due_at: datetime
    payload: Mapping[str, Any]


DUE = "SELECT * FROM duties WHERE state = 'open' AND due_at <= ? ORDER BY due_at, id"
OPEN = "SELECT * FROM duties WHERE state = 'open' AND kind = ? ORDER BY subject"

_ADD = """
INSERT INTO duties (kind, subject, due_at, payload, created_at) VALUES (?, ?, ?, ?, ?)
  ON CONFLICT (kind, subject) WHERE state = 'open'
  DO UPDATE SET due_at = excluded.due_at, payload = excluded.payload
"""

_DONE = "UPDATE duties SET state = 'done', done_at = ? WHERE id = ? AND state = 'open'"


class Duties:
    def __init__(self, db: Database) -> None:
        self._db = db

    async def add(
        self, kind: str, subject: str, due_at: datetime, payload: Mapping[str, Any], now: datetime
    ) -> None:
        """In place of the open one of this kind and subject, where there is one."""
        values = (kind, subject, to_text(due_at), json.dumps(payload), to_text(now))
        await self._db.change(lambda store: change(store, _ADD, *values))

    async def due(self, now: datetime) -> list[Duty]:
        """Earliest first."""
        return [_duty(row) for row in await self._db.view(lambda store: many(store, DUE, to_text(now)))]

    async def open(self, kind: str) -> list[Duty]:
        """Due or not, by subject."""
        return [_duty(row) for row in await self._db.view(lambda store: many(store, OPEN, kind))]

    async def done(self, duty_id: int, now: datetime) -> None:
        await self._db.change(lambda store: change(store, _DONE, to_text(now), duty_id))


def _duty(row: sqlite3.Row) -> Duty:
    return Duty(
        id=row["id"],
        kind=row["kind"],
        subject=row["subject"],
        due_at=from_text(row["due_at"]),
        payload=json.loads(row["payload"]),
    )
