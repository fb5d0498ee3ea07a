"""What waits for a time: put right when this machine's clock was."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta

from storage.database import Database
from storage.lock_watch import AUTO_RELOCK, REMINDER
from storage.rows import change, first, many
from storage.timestamps import from_text, to_text

LONGEST = timedelta(minutes=5)
"""Nothing is put off for longer, but where Telegram or Ring asked for that: then they ask again."""

LONGEST_RELOCK = timedelta(days=1)
"""RELOCK_REMINDER and AUTO_RELOCK are at most so long."""

FAR_EVENTS = "SELECT id FROM events WHERE state = 'seen' AND next_attempt_at > ?"
_EVENTS = "UPDATE events SET next_attempt_at = :now WHERE state = 'seen' AND next_attempt_at > :far"
FAR_MESSAGES = (
    "SELECT id FROM outbox WHERE sent_revision < revision AND state <> 'lapsed' AND next_attempt_at > ?"
)
_MESSAGES = """
UPDATE outbox SET next_attempt_at = :now
  WHERE sent_revision < revision AND state <> 'lapsed' AND next_attempt_at > :far
"""
_SPANS = """
SELECT id, due_at FROM duties WHERE state = 'open' AND kind IN (?, ?) AND due_at > ? AND due_at <= ?
"""


class Waits:
    def __init__(self, db: Database) -> None:
        self._db = db

    async def pull_in(self, now: datetime) -> int:
        """What would wait longer than anything does is due now: how many. Else nothing is written.

        It was put off by a clock that ran ahead: an alert would come hours late.
        """
        far = to_text(now + LONGEST)

        def found(store: sqlite3.Connection) -> bool:
            return any(first(store, query, far) for query in (FAR_EVENTS, FAR_MESSAGES))

        def pulled(store: sqlite3.Connection) -> int:
            return sum(change(store, sql, now=to_text(now), far=far) for sql in (_EVENTS, _MESSAGES))

        return await self._db.change(pulled) if await self._db.view(found) else 0

    async def shift(self, now: datetime, jump: timedelta) -> int:
        """The clock was put on by `jump` (back, where that is negative), to `now`.

        What is due a while after the door was unlocked is due that while after it still. Times of day (the
        end of a snooze, of a pass, the digest) stay as they were said.
        """
        before = now - jump

        def shifted(store: sqlite3.Connection) -> int:
            span = to_text(before), to_text(before + LONGEST_RELOCK)
            rows = many(store, _SPANS, REMINDER, AUTO_RELOCK, *span)
            for row in rows:
                due = to_text(from_text(row["due_at"]) + jump)
                change(store, "UPDATE duties SET due_at = ? WHERE id = ?", due, row["id"])
            return len(rows)

        return await self._db.change(shifted)
