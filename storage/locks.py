"""What was asked of the lock, what came of it, and the confirmations asked before."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from pipeline.errors import StoreError
from pipeline.types import LockState
from storage.announcements import break_silence
from storage.database import Database
from storage.rows import change, first, insert, many, value
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

_INTEND = """
INSERT INTO lock_actions (at, user_id, how, lock_id, wanted, event_id, person, confidence, state_before)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
"""

_OUTCOME = """
UPDATE lock_actions SET state_after = ?, success = ?, sent = ?, detail = ?, finished_at = ?
  WHERE id = ? AND finished_at IS NULL RETURNING event_id, wanted
"""

_ON_EVENT = "UPDATE events SET door_action = ?, unlock_granted = max(unlock_granted, ?) WHERE id = ?"

# Taken in the same breath as the intent was written; the clock may have been set in between.
_CONFIRMED = """
SELECT * FROM questions WHERE outcome = 'taken' AND asker = :asker AND kind = :kind
  AND event_id IS :event AND abs(julianday(closed_at) - julianday(:at)) * 86400 < 10
  ORDER BY id DESC LIMIT 1
"""

_ASK = """
INSERT INTO questions (kind, asker, chat_id, event_id, visit_id, payload, asked_at, due_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING *
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
        values = (to_text(now), user_id, how, lock_id, wanted, event_id, person, confidence, state_before)
        return await self._db.change(lambda store: insert(store, _INTEND, *values), durable=True)

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
        values = (state_after, success, sent, detail, to_text(now), action_id)

        def recorded(store: sqlite3.Connection) -> None:
            action = first(store, _OUTCOME, *values)
            if action is None:
                raise StoreError(f"Lock action {action_id} has no open intent.")
            if sent and action["event_id"] is not None:
                change(store, _ON_EVENT, state_after, action["wanted"] == "unlock", action["event_id"])
                visit_id = value(store, "SELECT visit_id FROM events WHERE id = ?", action["event_id"])
                break_silence(store, visit_id, now)

        await self._db.change(recorded, durable=True)

    async def last(self, lock_id: str) -> LockAction | None:
        row = await self._db.view(lambda store: first(store, LAST_ACTION, lock_id))
        return None if row is None else lock_action(row)

    async def unresolved(self) -> list[LockAction]:
        """Intents without an outcome, oldest first: what a crash left."""
        return [lock_action(row) for row in await self._db.view(lambda store: many(store, UNRESOLVED))]

    async def confirmed_by(self, action: LockAction) -> Question | None:
        """The confirmation that led to it; None for a command that needed none."""
        values = {
            "asker": action.user_id,
            "kind": action.wanted,
            "event": action.event_id,
            "at": to_text(action.at),
        }
        row = await self._db.view(lambda store: first(store, _CONFIRMED, **values))
        return None if row is None else _question(row)

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
        asked = json.dumps(dict(payload or {}))
        values = (kind, asker, chat_id, event_id, visit_id, asked, to_text(now), to_text(due_at))
        rows = await self._db.change(lambda store: many(store, _ASK, *values), durable=True)
        return _question(rows[0])

    async def attach_message(self, question_id: int, message_id: int) -> None:
        """Which message shows the question."""
        sql = "UPDATE questions SET message_id = ? WHERE id = ?"
        await self._db.change(lambda store: change(store, sql, message_id, question_id))

    async def take(self, question_id: int, *, user_id: int, chat_id: int, now: datetime) -> Question | None:
        """The question, once, to its asker, in its chat, in time; else None. Durable."""
        return await self._close(question_id, user_id, chat_id, now, "taken")

    async def drop(self, question_id: int, *, user_id: int, chat_id: int, now: datetime) -> bool:
        """Cancel: nobody can take it any more. False if it was over already or is not theirs."""
        return await self._close(question_id, user_id, chat_id, now, "dropped") is not None

    async def void_questions(self, now: datetime) -> int:
        """At a start and in a lockdown: nothing asked before can be confirmed; how many."""
        sql = "UPDATE questions SET closed_at = ?, outcome = 'void' WHERE closed_at IS NULL"
        return await self._db.change(lambda store: change(store, sql, to_text(now)), durable=True)

    async def _close(
        self, question_id: int, user_id: int, chat_id: int, now: datetime, outcome: str
    ) -> Question | None:
        row = await self._db.change(
            lambda store: first(
                store,
                _CLOSE,
                id=question_id,
                asker=user_id,
                chat=chat_id,
                now=to_text(now),
                outcome=outcome,
            ),
            durable=True,
        )
        return None if row is None else _question(row)


def actions_of_visit(store: sqlite3.Connection, visit_id: int) -> tuple[LockAction, ...]:
    """Oldest first."""
    return tuple(lock_action(row) for row in many(store, ACTIONS_OF_VISIT, visit_id))


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
