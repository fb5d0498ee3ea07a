"""Silence for a while: of everything, of a camera or of a person; in one chat or in all of them."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from storage import duties
from storage.database import Database
from storage.rows import change, first, insert, many
from storage.timestamps import FOREVER, from_text, to_text

END = "snooze_end"
"""The duty at a snooze's end; its subject is the snooze's id."""


@dataclass(frozen=True, slots=True)
class Snooze:
    id: int
    chat_id: int | None
    """None: for everybody."""
    camera_id: str | None
    """None, as `person_id` None: everything."""
    camera_name: str | None
    person_id: int | None
    person_name: str | None
    """`persons.display_name`."""
    ends_at: datetime | None
    """None: when somebody ends it."""
    created_by: int
    over: bool
    """Somebody ended it, or its time has come."""


_NAMED = """
SELECT s.*, coalesce(cameras.name, s.camera_id) AS camera_name, persons.display_name AS person_name,
    s.ended_at IS NOT NULL OR s.ends_at <= :now AS over
  FROM {snoozes} LEFT JOIN cameras ON cameras.id = s.camera_id
  LEFT JOIN persons ON persons.id = s.person_id
"""
OPEN = f"""
{_NAMED.format(snoozes="snoozes AS s INDEXED BY snoozes_open")}
  WHERE s.ended_at IS NULL AND s.ends_at > :now AND (s.chat_id IS NULL OR s.chat_id = :chat)
  ORDER BY s.ends_at, s.id
"""
_ONE = f"{_NAMED.format(snoozes='snoozes AS s')} WHERE s.id = :id"

# A snooze may be said where nothing is told: the chat is noted, and does not listen for that.
_CHAT = """
INSERT INTO chats (chat_id, kind, created_at) VALUES (:chat, :kind, :now) ON CONFLICT (chat_id) DO NOTHING
"""

_SAME = """
SELECT id FROM snoozes WHERE ended_at IS NULL AND ends_at > :now AND chat_id IS :chat
  AND camera_id IS :camera AND person_id IS :person AND id IS NOT :but
"""

_ADD = """
INSERT INTO snoozes (chat_id, camera_id, person_id, starts_at, ends_at, created_by, created_at)
  VALUES (:chat, :camera, :person, :now, :ends, :user, :now)
"""
_MOVE = "UPDATE snoozes SET ends_at = ?, created_by = ? WHERE id = ?"
_END = "UPDATE snoozes SET ended_at = ? WHERE id = ? AND ended_at IS NULL AND ends_at > ?"
_FOR_EVERYBODY = "UPDATE snoozes SET chat_id = NULL WHERE id = ? AND ended_at IS NULL AND ends_at > ?"


class Snoozes:
    def __init__(self, db: Database) -> None:
        self._db = db

    async def add(
        self,
        chat_id: int,
        now: datetime,
        ends_at: datetime | None,
        user_id: int,
        *,
        camera_id: str | None = None,
        person_id: int | None = None,
    ) -> Snooze:
        """Silent from `now` on; of everything without camera and person. `ends_at` None: until it is ended.

        The same once more gets the new end. Its end is a duty: wake the reader.
        """
        ends = ends_at or FOREVER
        what = {"chat": chat_id, "camera": camera_id, "person": person_id, "now": to_text(now)}

        def added(store: sqlite3.Connection) -> Snooze:
            change(store, _CHAT, chat=chat_id, kind="private" if chat_id > 0 else "group", now=to_text(now))
            same = first(store, _SAME, **what, but=None)
            if same is not None:
                change(store, _MOVE, to_text(ends), user_id, same["id"])
            number = same["id"] if same else insert(store, _ADD, **what, ends=to_text(ends), user=user_id)
            _due(store, number, ends, now)
            return _one(store, number, now)

        return await self._db.change(added)

    async def open(self, chat_id: int, now: datetime) -> list[Snooze]:
        """What silences this chat, the house's too; what ends first comes first."""
        rows = await self._db.view(lambda store: many(store, OPEN, chat=chat_id, now=to_text(now)))
        return [_snooze(row) for row in rows]

    async def get(self, snooze_id: int, now: datetime) -> Snooze | None:
        row = await self._db.view(lambda store: first(store, _ONE, id=snooze_id, now=to_text(now)))
        return None if row is None else _snooze(row)

    async def end(self, snooze_id: int, now: datetime) -> bool:
        """Now instead of later. False if it was over."""

        def ended(store: sqlite3.Connection) -> bool:
            duties.withdraw(store, END, str(snooze_id))
            return change(store, _END, to_text(now), snooze_id, to_text(now)) > 0

        return await self._db.change(ended)

    async def for_everybody(self, snooze_id: int, now: datetime) -> Snooze | None:
        """The house's from now on, in place of one that it had of the same. None if it is over."""

        def widened(store: sqlite3.Connection) -> Snooze | None:
            if not change(store, _FOR_EVERYBODY, snooze_id, to_text(now)):
                return None
            one = _one(store, snooze_id, now)
            what = {"chat": None, "camera": one.camera_id, "person": one.person_id, "now": to_text(now)}
            for same in many(store, _SAME, **what, but=snooze_id):
                change(store, _END, to_text(now), same["id"], to_text(now))
                duties.withdraw(store, END, str(same["id"]))
            return one

        return await self._db.change(widened)


def _due(store: sqlite3.Connection, snooze_id: int, ends: datetime, now: datetime) -> None:
    if ends == FOREVER:
        duties.withdraw(store, END, str(snooze_id))
    else:
        duties.put(store, END, ends, now, subject=str(snooze_id))


def _one(store: sqlite3.Connection, snooze_id: int, now: datetime) -> Snooze:
    row = first(store, _ONE, id=snooze_id, now=to_text(now))
    assert row is not None  # written in this transaction
    return _snooze(row)


def _snooze(row: sqlite3.Row) -> Snooze:
    ends_at = from_text(row["ends_at"])
    return Snooze(
        id=row["id"],
        chat_id=row["chat_id"],
        camera_id=row["camera_id"],
        camera_name=row["camera_name"],
        person_id=row["person_id"],
        person_name=row["person_name"],
        ends_at=None if ends_at == FOREVER else ends_at,
        created_by=row["created_by"],
        over=bool(row["over"]),
    )
