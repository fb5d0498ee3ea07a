"""First messages of which nobody knows whether they arrived, and the copies that come of repeating them."""

from __future__ import annotations

import sqlite3
from collections import deque
from dataclasses import dataclass
from datetime import datetime

from storage.database import Database
from storage.rows import change, first, value
from storage.timestamps import to_text

# Written before it leaves: a kill between Telegram's taking it and our knowing leaves this.
# A notice of an outage that ends, or has grown worse, is one more first message.
_FIRST = "id = ? AND (message_id IS NULL OR kind = 'notice')"
_BEGUN = f"UPDATE outbox SET uncertain = 1 WHERE {_FIRST} AND state <> 'lapsed'"
_NEVER_ARRIVED = f"UPDATE outbox SET uncertain = 0 WHERE {_FIRST}"

COPIED = """
SELECT id, message_id FROM outbox WHERE visit_id = :visit AND chat_id = :chat AND uncertain = 1
    AND state <> 'lapsed' AND told_by IS NULL AND (kind = 'let_in') = :let_in
  ORDER BY kind <> 'visit', id LIMIT 1
"""
# Pressed in the very moment it is confirmed, or by two at once: it may be known by now.
KNOWN = "SELECT 1 FROM outbox WHERE chat_id = ? AND message_id = ?"

# Which picture it shows is not known, so it gets one.
_ADOPT = """
UPDATE outbox SET message_id = :message, photo_path = NULL, state = 'told', told_at = coalesce(told_at, :now),
    shown_at = :now, sent_revision = max(1, sent_revision), revision = revision + 1, next_attempt_at = :now
  WHERE id = :id
"""


REMEMBERED = 1000
"""Copies."""


@dataclass(frozen=True, slots=True)
class Adopted:
    other: int | None
    """The message that stood for it so far."""


class Doubt:
    def __init__(self, db: Database) -> None:
        self._db = db
        self._going: deque[tuple[int, int]] = deque(maxlen=REMEMBERED)
        """Chats and messages that are being deleted: a press on one may still be on its way."""

    async def begin(self, row_id: int) -> bool:
        """Its first message leaves now; until it is confirmed, or `never_arrived`, it may have arrived.

        False where it must not leave any more: it has lapsed since it was read, or has a message by now.
        """
        return await self._db.change(lambda store: change(store, _BEGUN, row_id)) > 0

    async def never_arrived(self, row_id: int) -> None:
        """The first message did certainly not arrive."""
        await self._db.change(lambda store: change(store, _NEVER_ARRIVED, row_id))

    async def adopt(
        self, visit_id: int, chat_id: int, message_id: int, now: datetime, *, let_in: bool = False
    ) -> Adopted | None:
        """This message, unknown so far, is the visit's own from now on, and is brought up to date.

        None where no send of the visit was ever in doubt: then it is no copy of ours; and where it is being
        deleted for another. `let_in`: it is the question whether to let somebody in, instead of the visit's
        other messages.
        """

        def adopted(store: sqlite3.Connection) -> Adopted | None:
            if value(store, KNOWN, chat_id, message_id):
                return Adopted(None)
            if (chat_id, message_id) in self._going:
                return None
            row = first(store, COPIED, visit=visit_id, chat=chat_id, let_in=let_in)
            if row is None:
                return None
            change(store, _ADOPT, id=row["id"], message=message_id, now=to_text(now))
            if row["message_id"] is not None:
                self._going.append((chat_id, row["message_id"]))
            return Adopted(row["message_id"])

        return await self._db.change(adopted)

    async def give_up(self, chat_id: int, message_id: int) -> bool:
        """Whether this copy may be deleted, since another one counts; then it is adopted no more."""

        def given_up(store: sqlite3.Connection) -> bool:
            if value(store, KNOWN, chat_id, message_id):
                return False
            self._going.append((chat_id, message_id))
            return True

        return await self._db.change(given_up, aside=True)
