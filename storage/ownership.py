"""The house is handed over: its owner makes a resident the owner, and becomes a resident."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import datetime

from storage import audit
from storage.access import Role, crown, is_owner
from storage.announcements import notify
from storage.audit import Entry
from storage.audit_actions import Action
from storage.database import Database
from storage.proofs import Asked, proved
from storage.questions import question_of
from storage.rows import change, first, value
from storage.timestamps import to_text

HAND_OVER = "hand_over"
"""The kind of question; its payload names whom: `{"heir": user id}`."""

_TAKE = f"""
UPDATE questions SET closed_at = :now, outcome = 'taken' WHERE id = :id AND asker = :user AND chat_id = :chat
  AND kind = '{HAND_OVER}' AND closed_at IS NULL AND asked_at <= :now AND due_at > :now RETURNING *
"""
_ROLE = "SELECT role FROM users WHERE user_id = ? AND suspended_at IS NULL AND removed_at IS NULL"

# What an owner alone could confirm; conversations are asked for their right at each answer.
_NOTHING_ASKED = """
UPDATE questions SET closed_at = :now, outcome = 'void' WHERE asker = :user AND closed_at IS NULL
"""


class Ownership:
    def __init__(self, db: Database) -> None:
        self._db = db

    async def hand_over(self, asked: Asked, told: Mapping[int, str], now: datetime) -> int | None:
        """The new owner's user id. Durable, with what each chat hears of it (HTML by chat id).

        None: the question is over, not proved, or not the owner's; or whom it names is no resident any more.
        """

        def handed(store: sqlite3.Connection) -> int | None:
            row = first(store, _TAKE, **asked.values(now))
            if row is None or not is_owner(store, asked.user_id):
                return None
            question = question_of(row)
            heir = int(question.payload["heir"])
            if not proved(store, question) or value(store, _ROLE, heir) != Role.RESIDENT:
                return None
            crown(store, heir, None, now)
            change(store, _NOTHING_ASKED, user=asked.user_id, now=to_text(now))
            for user_id, role in ((heir, Role.OWNER), (asked.user_id, Role.RESIDENT)):
                audit.append(store, Entry(Action.ROLE, by=asked.user_id, of_user=user_id, outcome=role), now)
            notify(store, told.items(), now)
            return heir

        return await self._db.change(handed, durable=True)
