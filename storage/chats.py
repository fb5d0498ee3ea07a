"""What each chat chose to hear of, and groups that come, move and go."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage.database import Database
from storage.rows import change, first, many
from storage.timestamps import to_text


class Kind(StrEnum):
    """Of visit, by the column of `chats` that says whether a chat hears of them."""

    KNOWN = "hears_known"
    """People who are known, alone."""
    STRANGERS = "hears_strangers"
    DINGS = "hears_dings"


@dataclass(frozen=True, slots=True)
class ChatChoices:
    chat_id: int
    title: str | None
    """Of a group."""
    listening: bool
    kinds: frozenset[Kind]
    cameras: frozenset[str] | None
    """Ids; None: all of them, also those that come."""

    def hears_camera(self, camera_id: str) -> bool:
        return self.cameras is None or camera_id in self.cameras


_CHATS = """
SELECT *, (SELECT json_group_array(camera_id) FROM chat_cameras AS chosen
    WHERE chosen.chat_id = chats.chat_id) AS cameras
  FROM chats
"""
_ONE = f"{_CHATS} WHERE chat_id = ?"
_GROUPS = f"{_CHATS} WHERE kind = 'group' AND listening = 1 ORDER BY title, chat_id"

_MEET = """
INSERT INTO chats (chat_id, kind, title, created_at)
  VALUES (:chat, CASE WHEN :chat > 0 THEN 'private' ELSE 'group' END, :title, :now)
  ON CONFLICT (chat_id) DO UPDATE SET title = coalesce(:title, title), unreachable_since_at = NULL
"""
_LISTEN = "UPDATE chats SET listening = ? WHERE chat_id = ?"
_EVERYTHING = """
UPDATE chats SET all_cameras = 1, hears_known = 1, hears_strangers = 1, hears_dings = 1 WHERE chat_id = ?
"""
_ALL_CAMERAS = "UPDATE chats SET all_cameras = ? WHERE chat_id = ?"
_NO_CAMERAS = "DELETE FROM chat_cameras WHERE chat_id = ?"
_CHOOSE = "INSERT INTO chat_cameras (chat_id, camera_id) VALUES (?, ?)"

# A message of a chat that is no more can be neither told nor edited.
_NOTHING_TOLD = """
UPDATE outbox SET state = 'lapsed', last_error = ? WHERE chat_id = ? AND state <> 'lapsed'
"""
_ONLY_THERE = f"{_NOTHING_TOLD} AND state = 'told'"


class Chats:
    def __init__(self, db: Database) -> None:
        self._db = db

    async def get(self, chat_id: int) -> ChatChoices | None:
        row = await self._db.view(lambda store: first(store, _ONE, chat_id))
        return None if row is None else _choices(row)

    async def groups(self) -> list[ChatChoices]:
        """Those that hear of visits."""
        return [_choices(row) for row in await self._db.view(lambda store: many(store, _GROUPS))]

    async def meet(self, chat_id: int, title: str | None, now: datetime) -> None:
        """The bot is in this chat, which hears of nothing until `listen`."""
        values = {"chat": chat_id, "title": title, "now": to_text(now)}
        await self._db.change(lambda store: change(store, _MEET, **values), aside=True)

    async def listen(self, chat_id: int, listening: bool) -> bool:
        """Durable. False where there is no such chat."""
        return (
            await self._db.change(lambda store: change(store, _LISTEN, listening, chat_id), durable=True) > 0
        )

    async def hear_kind(self, chat_id: int, kind: Kind, wanted: bool) -> None:
        sql = f"UPDATE chats SET {kind.value} = ? WHERE chat_id = ?"
        await self._db.change(lambda store: change(store, sql, wanted, chat_id))

    async def hear_camera(self, chat_id: int, camera_id: str, wanted: bool, cameras: Collection[str]) -> None:
        """`cameras`: ids of all there are. Who hears of each of them hears also of those that come."""

        def changed(store: sqlite3.Connection) -> None:
            row = first(store, _ONE, chat_id)
            if row is None:
                return
            before = _choices(row).cameras
            chosen = set(cameras if before is None else before) - {camera_id} | (
                {camera_id} if wanted else set()
            )
            everything = chosen >= set(cameras)
            change(store, _NO_CAMERAS, chat_id)
            change(store, _ALL_CAMERAS, everything, chat_id)
            if not everything:
                store.executemany(_CHOOSE, [(chat_id, one) for one in sorted(chosen)])

        await self._db.change(changed)

    async def hear_everything(self, chat_id: int) -> None:
        """Back to the default."""

        def changed(store: sqlite3.Connection) -> None:
            change(store, _NO_CAMERAS, chat_id)
            change(store, _EVERYTHING, chat_id)

        await self._db.change(changed)

    async def left(self, chat_id: int) -> None:
        """The bot is not in this group any more; durable."""

        def gone(store: sqlite3.Connection) -> None:
            change(store, _LISTEN, 0, chat_id)
            change(store, _NOTHING_TOLD, "not in this group any more", chat_id)

        await self._db.change(gone, durable=True)

    async def moved(self, old_id: int, new_id: int) -> None:
        """A group became a supergroup: its choices and what is still to be told follow. Idempotent."""

        def followed(store: sqlite3.Connection) -> None:
            if first(store, _ONE, old_id) is None:
                return
            # The new one may have been met before the news that it is the old one.
            change(store, "DELETE FROM chats WHERE chat_id = ?", new_id)
            change(store, "UPDATE chats SET chat_id = ? WHERE chat_id = ?", new_id, old_id)
            change(store, _ONLY_THERE, "the group has moved", old_id)
            change(
                store, "UPDATE outbox SET chat_id = ? WHERE chat_id = ? AND state = 'pending'", new_id, old_id
            )
            change(store, "UPDATE questions SET chat_id = ? WHERE chat_id = ?", new_id, old_id)

        await self._db.change(followed, durable=True)


def _choices(row: sqlite3.Row) -> ChatChoices:
    return ChatChoices(
        chat_id=row["chat_id"],
        title=row["title"],
        listening=bool(row["listening"]),
        kinds=frozenset(kind for kind in Kind if row[kind.value]),
        cameras=None if row["all_cameras"] else frozenset(json.loads(row["cameras"])),
    )
