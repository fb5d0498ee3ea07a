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


def _by(column: str) -> str:
    return f"{column} = strftime('%Y-%m-%dT%H:%M:%fZ', {column}, :by)"


_CODES = (
    f"UPDATE pairing_tries SET {_by('tried_at')}",
    f"UPDATE proof_tries SET {_by('tried_at')}",
    f"UPDATE pairing_codes SET {_by('created_at')}, {_by('expires_at')} WHERE used_at IS NULL",
    # Its end was said as a time of day, so it is never put off; but one that was just made is good at once.
    f"""UPDATE invites SET {_by("created_at")}, {_by("expires_at")}
      WHERE used_at IS NULL AND void_at IS NULL AND created_at > :now AND :back""",
)
_TRIES = ("pairing_tries", "proof_tries")
AHEAD = " UNION ALL ".join(f"SELECT 1 FROM {tries} WHERE tried_at > ?1" for tries in _TRIES)
_NOT_AHEAD = tuple(f"UPDATE {tries} SET tried_at = ?1 WHERE tried_at > ?1" for tries in _TRIES)


class Waits:
    def __init__(self, db: Database) -> None:
        self._db = db

    async def pull_in(self, now: datetime) -> int:
        """What would wait longer than anything does is due now: how many. Else nothing is written.

        It was put off by a clock that ran ahead: an alert would come hours late. Wrong tries of a code are
        not ahead either: else they would lock somebody out until then.
        """
        at, far = to_text(now), to_text(now + LONGEST)

        def found(store: sqlite3.Connection) -> bool:
            return first(store, AHEAD, at) is not None or any(
                first(store, query, far) for query in (FAR_EVENTS, FAR_MESSAGES)
            )

        def pulled(store: sqlite3.Connection) -> int:
            tries = sum(change(store, sql, at) for sql in _NOT_AHEAD)
            return tries + sum(change(store, sql, now=at, far=far) for sql in (_EVENTS, _MESSAGES))

        return await self._db.change(pulled) if await self._db.view(found) else 0

    async def shift(self, now: datetime, jump: timedelta) -> int:
        """The clock was put on by `jump` (back, where that is negative), to `now`.

        What is due a while after the door was unlocked is due that while after it still; a code is good, and
        a wrong one counts, as long as it would have. Times of day (the end of a snooze, of a pass, the
        digest) stay as they were said.
        """
        before = now - jump

        def shifted(store: sqlite3.Connection) -> int:
            span = to_text(before), to_text(before + LONGEST_RELOCK)
            rows = many(store, _SPANS, REMINDER, AUTO_RELOCK, *span)
            for row in rows:
                due = to_text(from_text(row["due_at"]) + jump)
                change(store, "UPDATE duties SET due_at = ? WHERE id = ?", due, row["id"])
            return len(rows) + _codes_shifted(store, now, jump)

        return await self._db.change(shifted, durable=True)


def _codes_shifted(store: sqlite3.Connection, now: datetime, jump: timedelta) -> int:
    by, back = f"{jump.total_seconds():+.3f} seconds", jump < timedelta(0)
    return sum(change(store, sql, by=by, back=back, now=to_text(now)) for sql in _CODES)
