"""That the door was left unlocked: told once a chat, and changed in place when it is over."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import datetime

from storage import duties
from storage.database import Database
from storage.duties import Duty
from storage.lock_watch import LEFT_UNLOCKED
from storage.rows import change, many
from storage.timestamps import to_text

_OPEN = "about = :about AND over = 0 AND state <> 'lapsed'"
_REMIND = f"""
INSERT INTO outbox (chat_id, kind, text, buttons, about, next_attempt_at, created_at)
  SELECT :chat, 'notice', :text, :buttons, :about, :now, :now
    WHERE NOT EXISTS (SELECT 1 FROM outbox WHERE {_OPEN} AND chat_id = :chat)
"""
CHATS = f"SELECT chat_id FROM outbox WHERE {_OPEN} ORDER BY id"
_OVER = f"""
UPDATE outbox SET over = 1, text = :text, buttons = NULL, revision = revision + 1,
    next_attempt_at = CASE attempts WHEN 0 THEN :now ELSE next_attempt_at END
  WHERE {_OPEN} AND chat_id = :chat
"""


class Reminders:
    def __init__(self, db: Database) -> None:
        self._db = db

    async def remind(
        self,
        lock_id: str,
        texts: Mapping[int, str],
        buttons: Mapping[int, Sequence[Sequence[tuple[str, str]]]],
        now: datetime,
        duty: Duty | None = None,
    ) -> None:
        """Texts (HTML) and buttons by chat; a chat that was reminded of this already is not again.

        It does `duty` in the same breath: where that was put off meanwhile nobody is told.
        """
        given = {"about": LEFT_UNLOCKED + lock_id, "now": to_text(now)}

        def reminded(store: sqlite3.Connection) -> None:
            if duty is None or duties.close(store, duty, now):
                for chat_id, text in texts.items():
                    below = json.dumps(buttons.get(chat_id, ()))
                    change(store, _REMIND, chat=chat_id, text=text, buttons=below, **given)

        await self._db.change(reminded)

    async def chats(self, lock_id: str) -> list[int]:
        """Those that were told, or are about to be, and not yet that it is over."""
        rows = await self._db.view(lambda store: many(store, CHATS, about=LEFT_UNLOCKED + lock_id))
        return [row["chat_id"] for row in rows]

    async def over(self, lock_id: str, texts: Mapping[int, str], now: datetime) -> None:
        """In place of the reminder; where it was never told, nothing is told any more."""
        given = {"about": LEFT_UNLOCKED + lock_id, "now": to_text(now)}

        def ended(store: sqlite3.Connection) -> None:
            for chat_id, text in texts.items():
                change(store, _OVER, chat=chat_id, text=text, **given)

        await self._db.change(ended)
