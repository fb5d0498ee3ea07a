"""What somebody was asked in a chat and has not answered yet: confirmations and conversations."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from storage.database import Database
from storage.rows import change, first, many, value
from storage.timestamps import from_text, to_text


class Talk(StrEnum):
    """The kinds of conversation: what is being talked about."""

    FACE = "talk:face"
    """Whose face is this?"""
    PAST = "talk:past"
    """Are these earlier strangers the same person?"""
    ADD = "talk:add"
    """A photo of this person, please."""
    RENAME = "talk:rename"
    OPEN = "talk:open"
    """May this photo open the door?"""
    HOURS = "talk:hours"
    """When may this face open the door?"""
    MERGE = "talk:merge"
    FORGET = "talk:forget"


TALKS = "talk:*"
"""As GLOB has it."""

LASTING = ("expect", "invite")
"""For whom, and when: as conversations these go on over a restart; confirmations do not."""

LASTS = f"closed_at IS NULL AND kind IN {LASTING}"
_CONFIRMS = f"kind NOT GLOB '{TALKS}' AND kind NOT IN {LASTING}"


@dataclass(frozen=True, slots=True)
class Question:
    """A confirmation: valid once, before `due_at`, for its asker, in its chat. Or a conversation."""

    id: int
    kind: str
    """What Confirm would do ("unlock"), or a `Talk`."""
    asker: int
    """Telegram user id."""
    chat_id: int
    message_id: int | None
    event_id: int | None
    visit_id: int | None
    payload: Mapping[str, Any]
    asked_at: datetime
    due_at: datetime


_ASK = """
INSERT INTO questions (kind, asker, chat_id, event_id, visit_id, payload, asked_at, due_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING *
"""

_CLOSE = """
UPDATE questions SET closed_at = :now, outcome = :outcome WHERE id = :id AND asker = :asker
  AND chat_id = :chat AND closed_at IS NULL AND asked_at <= :now AND due_at > :now
  AND (:kind IS NULL OR kind = :kind) RETURNING *
"""

_LAPSE = "UPDATE questions SET closed_at = ?, outcome = 'void' WHERE id = ? AND closed_at IS NULL"

_LAST_NO_LONGER = f"UPDATE questions SET closed_at = ?1, outcome = 'void' WHERE {LASTS} AND due_at <= ?1"

_VOID_AT_START = (
    f"UPDATE questions SET closed_at = ?, outcome = 'void' WHERE closed_at IS NULL AND {_CONFIRMS}"
)

_VOIDED = """
SELECT * FROM questions WHERE id IN (SELECT value FROM json_each(?)) AND outcome = 'void'
"""

_UNANSWERED = """
SELECT * FROM questions WHERE asker = :asker AND chat_id = :chat AND closed_at IS NULL
  AND asked_at <= :now AND due_at > :now
"""
_ONE = f"{_UNANSWERED} AND id = :id"
_LATEST = f"{_UNANSWERED} AND kind IN (SELECT value FROM json_each(:kinds)) ORDER BY id DESC LIMIT 1"
CONFIRMATIONS = f"SELECT * FROM questions WHERE closed_at IS NULL AND {_CONFIRMS} ORDER BY due_at"

OPEN_TALK = f"""
SELECT * FROM questions WHERE asker = ?1 AND chat_id = ?2 AND closed_at IS NULL AND due_at > ?3
  AND kind GLOB '{TALKS}' ORDER BY id DESC LIMIT 1
"""

OPEN_TALKS = f"SELECT * FROM questions WHERE closed_at IS NULL AND due_at > ?1 AND kind GLOB '{TALKS}'"
_TALK = f"{OPEN_TALKS} AND id = ?2"
OVERDUE = f"SELECT * FROM questions WHERE closed_at IS NULL AND due_at <= ? AND kind GLOB '{TALKS}'"

_GO_ON = """
UPDATE questions SET payload = :payload, due_at = :due, message_id = coalesce(:message, message_id)
  WHERE id = :id AND closed_at IS NULL AND due_at > :now RETURNING *
"""

_END = """
UPDATE questions SET closed_at = ?, outcome = ?, payload = '{}' WHERE id = ? AND closed_at IS NULL
"""


class Questions:
    """How far a conversation has come is not what is asked for in it: that is kept aside, and an update that
    was not answered is taken up once more. What an answer brings about is done together with its end."""

    def __init__(self, db: Database) -> None:
        self._db = db

    # Confirmations

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
        rows = await self._db.change(lambda store: many(store, _ASK, *values), durable=True, aside=True)
        return question_of(rows[0])

    async def attach_message(self, question_id: int, message_id: int) -> None:
        """Which message shows the question."""
        sql = "UPDATE questions SET message_id = ? WHERE id = ?"
        await self._db.change(lambda store: change(store, sql, message_id, question_id), aside=True)

    async def take(
        self, question_id: int, *, user_id: int, chat_id: int, now: datetime, kind: str | None = None
    ) -> Question | None:
        """The question, once, to its asker, in its chat, in time; else None. Durable.

        `kind`: and only one of this kind, which stays open where it is of another.
        """
        return await self._close(question_id, user_id, chat_id, now, "taken", kind)

    async def drop(self, question_id: int, *, user_id: int, chat_id: int, now: datetime) -> bool:
        """Cancel: nobody can take it any more. False if it was over already or is not theirs."""
        return await self._close(question_id, user_id, chat_id, now, "dropped") is not None

    async def unanswered(
        self, question_id: int, user_id: int, chat_id: int, now: datetime
    ) -> Question | None:
        """As `take`, and it stays open."""
        values = {"id": question_id, "asker": user_id, "chat": chat_id, "now": to_text(now)}
        row = await self._db.view(lambda store: first(store, _ONE, **values))
        return None if row is None else question_of(row)

    async def latest(
        self, user_id: int, chat_id: int, kinds: Sequence[str], now: datetime
    ) -> Question | None:
        """Of those of these kinds that this user has not answered in this chat."""
        values = {"asker": user_id, "chat": chat_id, "kinds": json.dumps(kinds), "now": to_text(now)}
        row = await self._db.view(lambda store: first(store, _LATEST, **values))
        return None if row is None else question_of(row)

    async def lapse(self, question_id: int, now: datetime) -> bool:
        """Its time is over, or it could not be asked. False if it was over already. Durable."""
        return await self._db.change(
            lambda store: change(store, _LAPSE, to_text(now), question_id) > 0, durable=True, aside=True
        )

    async def confirmations(self) -> list[Question]:
        """All that are open, in time or not."""
        return [question_of(row) for row in await self._db.view(lambda store: many(store, CONFIRMATIONS))]

    async def voided(self, question_ids: Sequence[int]) -> list[Question]:
        """Those of them that are void, whatever made them so."""
        rows = await self._db.view(lambda store: many(store, _VOIDED, json.dumps(question_ids)))
        return [question_of(row) for row in rows]

    async def void(self, now: datetime) -> int:
        """At a start: nothing asked before can be confirmed; how many.

        Conversations go on.
        """
        return await self._db.change(lambda store: change(store, _VOID_AT_START, to_text(now)), durable=True)

    async def _close(
        self,
        question_id: int,
        user_id: int,
        chat_id: int,
        now: datetime,
        outcome: str,
        kind: str | None = None,
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
                kind=kind,
            ),
            durable=True,
            aside=True,
        )
        return None if row is None else question_of(row)

    # Conversations

    async def begin(
        self,
        kind: Talk,
        *,
        asker: int,
        chat_id: int,
        now: datetime,
        payload: Mapping[str, object],
        valid_seconds: float,
        visit_id: int | None = None,
    ) -> tuple[Question, Question | None]:
        """The new conversation, and the one that it puts an end to."""
        due_at = to_text(now + timedelta(seconds=valid_seconds))
        values = (kind, asker, chat_id, None, visit_id, json.dumps(dict(payload)), to_text(now), due_at)

        def begun(store: sqlite3.Connection) -> tuple[sqlite3.Row, Question | None]:
            former = _left(store, asker, chat_id, now)
            return many(store, _ASK, *values)[0], former

        row, former = await self._db.change(begun, aside=True)
        return question_of(row), former

    async def current(self, asker: int, chat_id: int, now: datetime) -> Question | None:
        """The conversation that this user has going in this chat."""
        row = await self._db.view(lambda store: first(store, OPEN_TALK, asker, chat_id, to_text(now)))
        return None if row is None else question_of(row)

    async def open_talk(self, question_id: int, now: datetime) -> Question | None:
        """None where it is over."""
        row = await self._db.view(lambda store: first(store, _TALK, to_text(now), question_id))
        return None if row is None else question_of(row)

    async def go_on(
        self,
        question_id: int,
        payload: Mapping[str, object],
        *,
        now: datetime,
        valid_seconds: float,
        message_id: int | None = None,
        before: Mapping[str, object] | None = None,
        about: str | None = None,
    ) -> Question | None:
        """What has been said by now, and the message with its buttons; None where it is over.

        `before`: as it was when this was said; what else has been said since, stands. `about`: what of it
        this was said about; None, and nothing is said, where that is another by now.
        """
        values = {
            "id": question_id,
            "due": to_text(now + timedelta(seconds=valid_seconds)),
            "message": message_id,
            "now": to_text(now),
        }

        def gone_on(store: sqlite3.Connection) -> sqlite3.Row | None:
            there = _said(store, question_id)
            if about is not None and before is not None and there.get(about) != before[about]:
                return None
            said = dict(payload) if before is None else {**there, **_new(before, payload)}
            return first(store, _GO_ON, payload=json.dumps(said), **values)

        row = await self._db.change(gone_on, aside=True)
        return None if row is None else question_of(row)

    async def leave(self, asker: int, chat_id: int, now: datetime) -> Question | None:
        """Ends the conversation that this user has going in this chat; None where there is none."""
        return await self._db.change(lambda store: _left(store, asker, chat_id, now))

    async def end(self, question_id: int, now: datetime) -> bool:
        """It has come to its end: True to one alone, however often it is asked. What was said is erased."""
        return await self._db.change(lambda store: _ended(store, question_id, now, "taken"), aside=True)

    async def open_talks(self, now: datetime) -> list[Question]:
        """Everybody's conversations, also those begun before a restart."""
        rows = await self._db.view(lambda store: many(store, OPEN_TALKS, to_text(now)))
        return [question_of(row) for row in rows]

    async def give_up(self, now: datetime) -> list[Question]:
        """Ends the conversations in which nobody has answered in time."""

        def given_up(store: sqlite3.Connection) -> list[Question]:
            rows = many(store, OVERDUE, to_text(now))
            return [question_of(row) for row in rows if _ended(store, row["id"], now, "void")]

        if not await self._db.view(lambda store: first(store, OVERDUE, to_text(now))):
            return []
        return await self._db.change(given_up)


def lapse(store: sqlite3.Connection, now: datetime) -> int:
    """Of those that go on over a restart, what nobody has answered in time is over; how many."""
    return change(store, _LAST_NO_LONGER, to_text(now))


def _said(store: sqlite3.Connection, question_id: int) -> dict[str, object]:
    said: dict[str, object] = json.loads(
        value(store, "SELECT payload FROM questions WHERE id = ?", question_id) or "{}"
    )
    return said


def _new(before: Mapping[str, object], payload: Mapping[str, object]) -> dict[str, object]:
    return {key: one for key, one in payload.items() if key not in before or before[key] != one}


def _left(store: sqlite3.Connection, asker: int, chat_id: int, now: datetime) -> Question | None:
    row = first(store, OPEN_TALK, asker, chat_id, to_text(now))
    if row is None or not _ended(store, row["id"], now, "dropped"):
        return None
    return question_of(row)


def _ended(store: sqlite3.Connection, question_id: int, now: datetime, outcome: str) -> bool:
    return change(store, _END, to_text(now), outcome, question_id) > 0


def question_of(row: sqlite3.Row) -> Question:
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
