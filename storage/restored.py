"""After a restore: who and whose face wait for the owner's **Keep**."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pipeline.door_types import DoorRules
from storage.access import Role, given_role, is_owner
from storage.after_restore import KEY, Why
from storage.announcements import notify
from storage.database import Database
from storage.face_rights import right_of
from storage.opening_rights import on_record
from storage.rows import change, first, many, value
from storage.timestamps import from_text, to_text

_SUSPENDED = """
SELECT user_id, name, role FROM users WHERE suspended_at IS NOT NULL AND removed_at IS NULL
  ORDER BY role = 'guest', name, user_id
"""
_FACES = "SELECT id, display_name FROM persons WHERE opened_in_copy = 1 ORDER BY display_name, id"
_BACK = """
UPDATE users SET suspended_at = NULL WHERE user_id = ? AND suspended_at IS NOT NULL AND removed_at IS NULL
  RETURNING role
"""
_OPENS_AGAIN = """
UPDATE persons SET may_open = 1, may_open_since_at = ?, opened_in_copy = 0 WHERE id = ? AND opened_in_copy = 1
"""
_OPENS_NO_MORE = "UPDATE persons SET opened_in_copy = 0 WHERE id = ? AND opened_in_copy = 1"


@dataclass(frozen=True, slots=True)
class Restore:
    """The latest one."""

    at: datetime
    copy_at: datetime
    """Nothing is known of what happened between the two, but what Ring still has."""
    why: Why
    aside: Path | None
    """Where the store that was there before lies."""
    told: bool
    """The owner was."""


@dataclass(frozen=True, slots=True)
class Suspended:
    user_id: int
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Face:
    person_id: int
    name: str
    """As typed."""
    fit: bool
    """Has photos enough that count for opening; without, Keep does nothing."""


@dataclass(frozen=True, slots=True)
class Waiting:
    members: Sequence[Suspended]
    faces: Sequence[Face]

    def __bool__(self) -> bool:
        return bool(self.members or self.faces)


class Restored:
    """Changes are durable, on record, and refused (False) in the very moment to whoever is not the owner."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def latest(self) -> Restore | None:
        """None: this store was never restored."""
        sql = "SELECT value, changed_at FROM settings WHERE key = ?"
        row = await self._db.view(lambda store: first(store, sql, KEY))
        return None if row is None else _restore(json.loads(row["value"]), row["changed_at"])

    async def waiting(self, door: DoorRules) -> Waiting:
        return await self._db.view(lambda store: _waiting(store, door))

    async def told(
        self, owner: int, text: str, buttons: Sequence[Sequence[tuple[str, str]]], now: datetime
    ) -> None:
        """The owner is told, once: the notice and that it was made are one."""
        mark = "UPDATE settings SET value = json_set(value, '$.told', json('true')) WHERE key = ?"

        def done(store: sqlite3.Connection) -> None:
            if change(store, f"{mark} AND json_extract(value, '$.told') = 0", KEY):
                notify(store, [(owner, text)], now, buttons)

        await self._db.change(done, durable=True)

    async def keep_member(self, user_id: int, by: int, now: datetime) -> bool:
        """They have their role again. False also where they are not suspended."""
        return await self._db.change(
            lambda store: is_owner(store, by) and _back(store, user_id, by, now), durable=True
        )

    async def keep_face(self, person_id: int, by: int, door: DoorRules, now: datetime) -> bool:
        """Their face may open again, as it did in the copy. False also where it is not fit to."""
        return await self._db.change(
            lambda store: is_owner(store, by) and _opens_again(store, person_id, by, door, now), durable=True
        )

    async def keep_all(self, by: int, door: DoorRules, now: datetime) -> bool:
        """Everybody on the list, and every face that is fit to open."""

        def kept(store: sqlite3.Connection) -> bool:
            if not is_owner(store, by):
                return False
            waiting = _waiting(store, door)
            for member in waiting.members:
                _back(store, member.user_id, by, now)
            for face in waiting.faces:
                _opens_again(store, face.person_id, by, door, now)
            return True

        return await self._db.change(kept, durable=True)

    async def drop_face(self, person_id: int, by: int) -> bool:
        """It opens nothing and is not asked about any more."""
        return await self._db.change(
            lambda store: is_owner(store, by) and change(store, _OPENS_NO_MORE, person_id) > 0, durable=True
        )


def _restore(said: dict[str, str | bool | None], at: str) -> Restore:
    aside = said["aside"]
    return Restore(
        at=from_text(at),
        copy_at=from_text(str(said["copy_at"])),
        why=Why(str(said["why"])),
        aside=None if aside is None else Path(str(aside)),
        told=bool(said["told"]),
    )


def _waiting(store: sqlite3.Connection, door: DoorRules) -> Waiting:
    members = [Suspended(row["user_id"], row["name"], Role(row["role"])) for row in many(store, _SUSPENDED)]
    faces = [
        Face(row["id"], row["display_name"], _fit(store, row["id"], door)) for row in many(store, _FACES)
    ]
    return Waiting(members, faces)


def _fit(store: sqlite3.Connection, person_id: int, door: DoorRules) -> bool:
    right = right_of(store, person_id, door)
    return right is not None and right.lacks is None


def _back(store: sqlite3.Connection, user_id: int, by: int, now: datetime) -> bool:
    role = value(store, _BACK, user_id)
    if role is not None:
        given_role(store, user_id, role, now, by)
    return role is not None


def _opens_again(store: sqlite3.Connection, person_id: int, by: int, door: DoorRules, now: datetime) -> bool:
    if not _fit(store, person_id, door):
        return False
    with on_record(store, by, now):
        return change(store, _OPENS_AGAIN, to_text(now), person_id) > 0
