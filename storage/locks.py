"""What was asked of the lock, what came of it, and the confirmations asked before."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import aiosqlite

from pipeline.errors import StoreError
from pipeline.types import LockState
from storage.database import Database
from storage.rows import change, first, insert, many
from storage.timestamps import from_text, from_text_or_none, to_text
from storage.views import LockAction


@dataclass(frozen=True, slots=True)
class Question:
    """A confirmation: valid once, before `due_at`, for its asker, in its chat."""

    id: int
    kind: str
    """What Confirm would do: "unlock"."""
    asker: int
    """Telegram user id."""
    chat_id: int
    message_id: int | None
    event_id: int | None
    visit_id: int | None
    payload: Mapping[str, object]
    asked_at: datetime
    due_at: datetime


_ACTIONS = "SELECT a.*, u.name AS user_name FROM lock_actions AS a LEFT JOIN users AS u USING (user_id)"
LAST_ACTION = f"{_ACTIONS} WHERE a.lock_id = ? ORDER BY a.id DESC LIMIT 1"
UNRESOLVED = f"{_ACTIONS} WHERE a.finished_at IS NULL ORDER BY a.id"
ACTIONS_OF_VISIT = f"{_ACTIONS} JOIN events AS e ON e.id = a.event_id WHERE e.visit_id = ? ORDER BY a.id"

_OUTCOME = """
UPDATE lock_actions SET state_after = ?, success = ?, sent = ?, detail = ?, finished_at = ?
  WHERE id = ? AND finished_at IS NULL RETURNING event_id, wanted
"""

_TOLD_ON_EVENT = "UPDATE events SET door_action = ?, unlock_granted = max(unlock_granted, ?) WHERE id = ?"

_ASK = """
INSERT INTO questions (kind, asker, chat_id, event_id, visit_id, payload, asked_at, due_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""

_CLOSE = """
UPDATE questions SET closed_at = :now, outcome = :outcome WHERE id = :id AND asker = :asker
  AND chat_id = :chat AND closed_at IS NULL AND asked_at <= :now AND due_at > :now RETURNING *
"""


class LockActions:
    def __init__(self, db: Database) -> None:
        self._db = db

    async def intend(
        self,
        *,
        now: datetime,
        user_id: int | None,
        how: str,
        lock_id: str,
        wanted: str,
        event_id: int | None = None,
        person: str | None = None,
        confidence: float | None = None,
        state_before: LockState | None = None,
    ) -> int:
        """Before a command is sent, durably; the action's id.

        `how`: "button", "command" or "face"; `wanted`: "unlock" or "lock".
        """
        async with self._db.write(durable=True) as connection:
            return await insert(
                connection,
                "INSERT INTO lock_actions (at, user_id, how, lock_id, wanted, event_id, person, confidence, "
                "state_before) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                to_text(now),
                user_id,
                how,
                lock_id,
                wanted,
                event_id,
                person,
                confidence,
                state_before,
            )

    async def outcome(
        self,
        action_id: int,
        state_after: LockState,
        success: bool | None,
        detail: str | None,
        now: datetime,
        *,
        sent: bool = True,
    ) -> None:
        """Durable, once an action: a second outcome is a StoreError.

        With an event: its `door_action`, and `unlock_granted` if opening was wanted. `sent`
        False: no command left the house, so neither changes. `success` None: could not be learnt.
        """
        async with self._db.write(durable=True) as connection:
            action = await first(
                connection, _OUTCOME, state_after, success, sent, detail, to_text(now), action_id
            )
            if action is None:
                raise StoreError(f"Lock action {action_id} has no open intent.")
            if sent and action["event_id"] is not None:
                opened = action["wanted"] == "unlock"
                await connection.execute(_TOLD_ON_EVENT, (state_after, opened, action["event_id"]))

    async def last(self, lock_id: str) -> LockAction | None:
        async with self._db.read() as connection:
            row = await first(connection, LAST_ACTION, lock_id)
        return None if row is None else lock_action(row)

    async def unresolved(self) -> list[LockAction]:
        """Intents without an outcome, oldest first: what a crash left."""
        async with self._db.read() as connection:
            return [lock_action(row) for row in await many(connection, UNRESOLVED)]

    async def ask(
        self,
        kind: str,
        *,
        asker: int,
        chat_id: int,
        now: datetime,
        valid_seconds: float = 30,
        event_id: int | None = None,
        visit_id: int | None = None,
        payload: Mapping[str, object] | None = None,
    ) -> Question:
        """Durable."""
        due_at = now + timedelta(seconds=valid_seconds)
        values = (kind, asker, chat_id, event_id, visit_id, json.dumps(dict(payload or {})))
        async with self._db.write(durable=True) as connection:
            number = await insert(connection, _ASK, *values, to_text(now), to_text(due_at))
            row = await first(connection, "SELECT * FROM questions WHERE id = ?", number)
        assert row is not None  # inserted in this transaction
        return _question(row)

    async def attach_message(self, question_id: int, message_id: int) -> None:
        """Which message shows the question."""
        async with self._db.write() as connection:
            await connection.execute(
                "UPDATE questions SET message_id = ? WHERE id = ?", (message_id, question_id)
            )

    async def take(self, question_id: int, *, user_id: int, chat_id: int, now: datetime) -> Question | None:
        """The question, once, to its asker, in its chat, in time; else None. Durable."""
        return await self._close(question_id, user_id, chat_id, now, "taken")

    async def drop(self, question_id: int, *, user_id: int, chat_id: int, now: datetime) -> bool:
        """Cancel: nobody can take it any more. False if it was over already or is not theirs."""
        return await self._close(question_id, user_id, chat_id, now, "dropped") is not None

    async def void_questions(self, now: datetime) -> int:
        """At a start and in a lockdown: nothing asked before can be confirmed; how many."""
        async with self._db.write(durable=True) as connection:
            sql = "UPDATE questions SET closed_at = ?, outcome = 'void' WHERE closed_at IS NULL"
            return await change(connection, sql, to_text(now))

    async def _close(
        self, question_id: int, user_id: int, chat_id: int, now: datetime, outcome: str
    ) -> Question | None:
        values = {
            "id": question_id,
            "asker": user_id,
            "chat": chat_id,
            "now": to_text(now),
            "outcome": outcome,
        }
        async with self._db.write(durable=True) as connection:
            rows = list(await connection.execute_fetchall(_CLOSE, values))
        return _question(rows[0]) if rows else None


async def actions_of_visit(connection: aiosqlite.Connection, visit_id: int) -> tuple[LockAction, ...]:
    """Oldest first."""
    return tuple(lock_action(row) for row in await many(connection, ACTIONS_OF_VISIT, visit_id))


def lock_action(row: sqlite3.Row) -> LockAction:
    state_after, success = row["state_after"], row["success"]
    return LockAction(
        id=row["id"],
        at=from_text(row["at"]),
        user_id=row["user_id"],
        user_name=row["user_name"],
        how=row["how"],
        lock_id=row["lock_id"],
        wanted=row["wanted"],
        event_id=row["event_id"],
        person=row["person"],
        confidence=row["confidence"],
        state_after=None if state_after is None else LockState(state_after),
        success=None if success is None else bool(success),
        detail=row["detail"],
        finished_at=from_text_or_none(row["finished_at"]),
    )


def _question(row: sqlite3.Row) -> Question:
    return Question(
        id=row["id"],
        kind=row["kind"],
        asker=row["asker"],
        chat_id=row["chat_id"],
        message_id=row["message_id"],
        event_id=row["event_id"],
        visit_id=row["visit_id"],
        payload=json.loads(row["payload"]),
        asked_at=from_text(row["asked_at"]),
        due_at=from_text(row["due_at"]),
    )
