"""What gives a right for a while and has run out: closed for good, since the clock may be put back."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from storage import invites, pairing, questions
from storage.database import Database
from storage.rows import first
from storage.timestamps import to_text

# A pass's end is a duty, which is on record (storage/pass_validity.py); a confirmation ends by the monotonic
# clock, and with its process.
OVER = f"""
SELECT 1 FROM invites WHERE used_at IS NULL AND void_at IS NULL AND expires_at <= ?1
UNION ALL SELECT 1 FROM pairing_codes WHERE used_at IS NULL AND expires_at <= ?1
UNION ALL SELECT 1 FROM questions WHERE {questions.LASTS} AND due_at <= ?1
"""


class Lapses:
    def __init__(self, db: Database) -> None:
        self._db = db

    async def close(self, now: datetime) -> int:
        """Durable; how many ran out up to `now`. Mostly none: then nothing is written."""
        if not await self._db.view(lambda store: first(store, OVER, to_text(now))):
            return 0
        return await self._db.change(lambda store: _closed(store, now), durable=True, aside=True)


def _closed(store: sqlite3.Connection, now: datetime) -> int:
    return sum(one.lapse(store, now) for one in (invites, pairing, questions))
