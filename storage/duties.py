"""Everything that must happen later: rows with a due time, so that a restart loses none of them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from storage.database import Database
from storage.rows import change, many, value
from storage.timestamps import from_text, from_text_or_none, to_text


@dataclass(frozen=True, slots=True)
class Duty:
    id: int
    kind: str
    """What is to be done: "snooze_end", "digest", ..."""
    subject: str
    """What it is about: one open duty a kind and subject."""
    due_at: datetime
    payload: Mapping[str, Any]
    moves_lock: bool
    """Lapses instead of being done late."""


_PUT = """
INSERT INTO duties (kind, subject, due_at, payload, moves_lock, created_at) VALUES (?, ?, ?, ?, ?, ?)
  ON CONFLICT (kind, subject) WHERE state = 'open' DO UPDATE
    SET due_at = excluded.due_at, payload = excluded.payload, moves_lock = excluded.moves_lock
"""
_OF_THESE = "state = 'open' AND (:kinds IS NULL OR kind IN (SELECT value FROM json_each(:kinds)))"
DUE = f"SELECT * FROM duties WHERE {_OF_THESE} AND due_at <= :now ORDER BY due_at, id LIMIT :limit"
NEXT_DUE = f"SELECT due_at FROM duties WHERE {_OF_THESE} AND due_at > :now ORDER BY due_at LIMIT 1"
OF_KIND = "SELECT * FROM duties INDEXED BY duties_once WHERE kind = ? AND state = 'open' ORDER BY subject"
_CLOSE = "UPDATE duties SET state = ?, done_at = ? WHERE id = ? AND due_at = ? AND state = 'open'"
_WITHDRAW = "DELETE FROM duties WHERE kind = ? AND subject = ? AND state = 'open'"


class Duties:
    """Whoever adds one wakes the reader: `Services.wake_duties`."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def add(
        self,
        kind: str,
        due_at: datetime,
        now: datetime,
        *,
        subject: str = "",
        payload: Mapping[str, Any] | None = None,
        moves_lock: bool = False,
    ) -> None:
        """To be done from `due_at` on; takes the place of the open one of that kind and subject.

        Also from within the duty itself: its next time is another, so `done` leaves it open. Of what somebody
        asks for it is no part, here and in `withdraw`: whoever calls this does so at every start.
        """
        await self._db.change(
            lambda store: put(
                store, kind, due_at, now, subject=subject, payload=payload, moves_lock=moves_lock
            ),
            aside=True,
        )

    async def due(self, now: datetime, kinds: Collection[str] | None = None, limit: int = 20) -> list[Duty]:
        """The longest overdue first; of these kinds, or of any."""
        values = {"now": to_text(now), "kinds": _kinds(kinds), "limit": limit}
        rows = await self._db.view(lambda store: many(store, DUE, **values))
        return [_duty(row) for row in rows]

    async def next_due_at(self, now: datetime, kinds: Collection[str] | None = None) -> datetime | None:
        """When the first of those that are not due yet is; None without any."""
        values = {"now": to_text(now), "kinds": _kinds(kinds)}
        return from_text_or_none(await self._db.view(lambda store: value(store, NEXT_DUE, **values)))

    async def open(self, kind: str) -> list[Duty]:
        rows = await self._db.view(lambda store: many(store, OF_KIND, kind))
        return [_duty(row) for row in rows]

    async def done(self, duty: Duty, now: datetime) -> bool:
        """False if it was closed before, or put off to another time: then that is still open."""
        return await self._db.change(lambda store: close(store, duty, now))

    async def lapse(self, duty: Duty, now: datetime) -> bool:
        """It will not be done any more. False as in `done`."""
        return await self._db.change(lambda store: close(store, duty, now, "lapsed"))

    async def withdraw(self, kind: str, subject: str = "") -> None:
        """There is nothing to do any more."""
        await self._db.change(lambda store: withdraw(store, kind, subject), aside=True)


def put(
    store: sqlite3.Connection,
    kind: str,
    due_at: datetime,
    now: datetime,
    *,
    subject: str = "",
    payload: Mapping[str, Any] | None = None,
    moves_lock: bool = False,
) -> None:
    """As `Duties.add`, inside the caller's transaction."""
    given = json.dumps(dict(payload or {}))
    store.execute(_PUT, (kind, subject, to_text(due_at), given, moves_lock, to_text(now)))


def close(store: sqlite3.Connection, duty: Duty, now: datetime, state: str = "done") -> bool:
    """As `Duties.done`, inside the caller's transaction: with what is done, so that it is done once."""
    return change(store, _CLOSE, state, to_text(now), duty.id, to_text(duty.due_at)) > 0


def withdraw(store: sqlite3.Connection, kind: str, subject: str = "") -> None:
    store.execute(_WITHDRAW, (kind, subject))


def _kinds(kinds: Collection[str] | None) -> str | None:
    return None if kinds is None else json.dumps(sorted(kinds))


def _duty(row: sqlite3.Row) -> Duty:
    return Duty(
        id=row["id"],
        kind=row["kind"],
        subject=row["subject"],
        due_at=from_text(row["due_at"]),
        payload=json.loads(row["payload"]),
        moves_lock=bool(row["moves_lock"]),
    )
