"""Who may what, which chats listen, and how somebody becomes the owner."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from storage import pairing
from storage.database import Database
from storage.rows import change, many, value
from storage.timestamps import from_text, to_text


class Role(StrEnum):
    OWNER = "owner"
    RESIDENT = "resident"
    GUEST = "guest"


@dataclass(frozen=True, slots=True)
class UnreachableChat:
    chat_id: int
    since: datetime
    user_id: int | None
    """The user whose private chat this is; None for a group."""


_LISTENING = """
SELECT chat_id FROM chats WHERE listening = 1 AND (?1 IS NULL OR all_cameras = 1 OR EXISTS
  (SELECT 1 FROM chat_cameras AS chosen WHERE chosen.chat_id = chats.chat_id AND chosen.camera_id = ?1))
  ORDER BY chat_id
"""

_NEW_OWNER = """
INSERT INTO users (user_id, name, role, joined_at) VALUES (?, ?, 'owner', ?)
  ON CONFLICT (user_id) DO UPDATE SET role = 'owner', name = excluded.name, suspended_at = NULL
"""

_LISTEN = """
INSERT INTO chats (chat_id, kind, listening, created_at) VALUES (?, ?, ?, ?)
  ON CONFLICT (chat_id) DO UPDATE SET listening = excluded.listening
"""


_LOST = "UPDATE chats SET unreachable_since_at = ? WHERE chat_id = ? AND unreachable_since_at IS NULL"
_FOUND = "UPDATE chats SET unreachable_since_at = NULL WHERE chat_id = ? AND unreachable_since_at IS NOT NULL"
_WAITS_NO_LONGER = """
UPDATE outbox SET next_attempt_at = min(next_attempt_at, ?), attempts = 0
  WHERE chat_id = ? AND sent_revision < revision AND state <> 'lapsed'
"""


class Access:
    def __init__(self, db: Database) -> None:
        self._db = db

    async def role(self, user_id: int) -> Role | None:
        """None: nobody we know, or suspended."""
        async with self._db.read() as connection:
            role = await value(
                connection, "SELECT role FROM users WHERE user_id = ? AND suspended_at IS NULL", user_id
            )
        return None if role is None else Role(role)

    async def owner(self) -> int | None:
        """The owner's Telegram user id."""
        async with self._db.read() as connection:
            owner: int | None = await value(connection, "SELECT user_id FROM users WHERE role = 'owner'")
        return owner

    async def make_owner(self, user_id: int, name: str, now: datetime) -> None:
        """Durable. The former owner becomes a resident; the new one's private chat listens."""
        async with self._db.write(durable=True) as connection:
            await connection.execute(
                "UPDATE users SET role = 'resident' WHERE role = 'owner' AND user_id <> ?", (user_id,)
            )
            await connection.execute(_NEW_OWNER, (user_id, name, to_text(now)))
            await connection.execute(_LISTEN, (user_id, "private", 1, to_text(now)))

    async def listen(self, chat_id: int, now: datetime, *, listening: bool = True) -> None:
        """Whether this chat is told of visits."""
        kind = "private" if chat_id > 0 else "group"
        async with self._db.write(durable=True) as connection:
            await connection.execute(_LISTEN, (chat_id, kind, listening, to_text(now)))

    async def listening(self, camera_id: str | None = None) -> list[int]:
        """Chat ids that hear of this camera (None: of any), the unreachable ones too."""
        async with self._db.read() as connection:
            return [row["chat_id"] for row in await many(connection, _LISTENING, camera_id)]

    async def set_reachable(self, chat_id: int, ok: bool, now: datetime) -> bool:
        """True if that is news. A chat that is reachable again gets what waits for it at once."""
        async with self._db.write() as connection:
            if not ok:
                return await change(connection, _LOST, to_text(now), chat_id) > 0
            if not await change(connection, _FOUND, chat_id):
                return False
            await connection.execute(_WAITS_NO_LONGER, (to_text(now), chat_id))
            return True

    async def unreachable(self) -> list[UnreachableChat]:
        """The chats that should hear of visits and to which Telegram does not deliver."""
        async with self._db.read() as connection:
            rows = await many(
                connection,
                "SELECT * FROM chats WHERE listening = 1 AND unreachable_since_at IS NOT NULL "
                "ORDER BY chat_id",
            )
        return [
            UnreachableChat(
                chat_id=row["chat_id"],
                since=from_text(row["unreachable_since_at"]),
                user_id=row["chat_id"] if row["kind"] == "private" else None,
            )
            for row in rows
        ]

    async def new_code(self, now: datetime, valid_seconds: float = 900) -> str:
        """8 characters A-Z2-7. Replaces the former one; only a hash is stored."""
        async with self._db.write(durable=True) as connection:
            return await pairing.store_new(connection, now, timedelta(seconds=valid_seconds))

    async def try_code(self, user_id: int, code: str, now: datetime) -> bool:
        """Whether `code` is the valid one; then it is used up, durably.

        Five wrong tries of a sender or twenty in all within an hour: always False.
        """
        async with self._db.read() as connection:
            # Spares the writer from a flood.
            if await pairing.limit_reached(connection, user_id, now):
                return False
        async with self._db.write(durable=True) as connection:
            if await pairing.limit_reached(connection, user_id, now):
                return False
            return await pairing.use_up(connection, user_id, code, now)
