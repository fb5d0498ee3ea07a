"""Nothing opens, until the owner says otherwise. What asks it: `storage/locks.py`, in each intent."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from storage import audit
from storage.access import is_owner
from storage.announcements import notify
from storage.audit import Entry
from storage.audit_actions import Action
from storage.database import Database
from storage.locks import IN_LOCKDOWN, LOCKDOWN
from storage.proofs import Asked, proved
from storage.questions import question_of
from storage.rows import change, first, value
from storage.timestamps import from_text, to_text

ENDING = "lockdown_off"
"""The kind of question that ends it."""

_BEGIN = "INSERT INTO settings (key, value, changed_at, changed_by) VALUES (?, ?, ?, ?)"
_STANDING = """
SELECT changed_at, name FROM settings LEFT JOIN users ON user_id = changed_by WHERE key = ?
"""
_TAKE = f"""
UPDATE questions SET closed_at = :now, outcome = 'taken' WHERE id = :id AND asker = :user AND chat_id = :chat
  AND kind = '{ENDING}' AND closed_at IS NULL AND asked_at <= :now AND due_at > :now RETURNING *
"""


@dataclass(frozen=True, slots=True)
class InForce:
    since: datetime
    by: str | None
    """Name of who began it; None: not known any more."""


class Lockdown:
    """Changes are durable; `told` is what each chat hears of them (HTML by chat id)."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def in_force(self) -> InForce | None:
        row = await self._db.view(lambda store: first(store, _STANDING, LOCKDOWN))
        return None if row is None else InForce(from_text(row["changed_at"]), row["name"])

    async def begin(self, by: int, told: Mapping[int, str], now: datetime) -> bool:
        """What was asked and not confirmed yet is void. False: not the owner, or it is in force already."""

        def begun(store: sqlite3.Connection) -> bool:
            if not is_owner(store, by) or value(store, IN_LOCKDOWN):
                return False
            # A trigger voids what stands open.
            change(store, _BEGIN, LOCKDOWN, json.dumps(True), to_text(now), by)
            audit.append(store, Entry(Action.LOCKDOWN, by=by), now)
            notify(store, told.items(), now)
            return True

        return await self._db.change(begun, durable=True)

    async def end(self, asked: Asked, told: Mapping[int, str], now: datetime) -> bool:
        """By a confirmation of the owner's, proved where they have a PIN or codes. False: it stays."""

        def ended(store: sqlite3.Connection) -> bool:
            if not is_owner(store, asked.user_id):
                return False
            row = first(store, _TAKE, **asked.values(now))
            if row is None or not proved(store, question_of(row)):
                return False
            if not change(store, "DELETE FROM settings WHERE key = ?", LOCKDOWN):
                return False
            audit.append(store, Entry(Action.LOCKDOWN_OFF, by=asked.user_id), now)
            notify(store, told.items(), now)
            return True

        return await self._db.change(ended, durable=True)
